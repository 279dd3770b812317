"""The small words of English that the coder's readings rest on, in sets."""

from __future__ import annotations

from typing import Final

SETS: Final[dict[str, str]] = {
    "be": "am, is, are, was, were, be, been, being, 're, isn't, aren't, wasn't, weren't, get, got",
    "have": "have, has, had, having, 've, haven't, hasn't, hadn't",
    "do": "do, does, did, don't, doesn't, didn't",
    "modal": """
        will, would, shall, should, could, can, may, might, must, won't, wouldn't, couldn't,
        can't, cannot, shouldn't, 'll, 'd, needn't
    """,
    "not": """
        not, never, n't, no longer, neither, nor, isn't, aren't, wasn't, weren't, haven't,
        hasn't, hadn't, don't, doesn't, didn't, won't, wouldn't, couldn't, can't, cannot,
        shouldn't, needn't, without, not a single
    """,
    "no": "no, nothing, none, zero, nobody, neither, nor, not a single, not one",
    "to": "to",
    "for": "for",
    "against": "on, against, upon",
    "article": "a, an",
    "slain": "martyr",
    "plain_prep": "in, of, with, from, under, amid",
    "onward": "to, into, toward, towards, across, onto, over",
    "of": "of",
    "and": "and, or, &, as well as",
    "by": "by",
    "on": """
        on, against, at, targeting, upon, toward, towards, targeted, inside, near, outside,
        hitting, hit, struck
    """,
    "into": """
        to, into, in, toward, towards, near, at, inside, onto, for, around, across, along,
        over, off, through, throughout, from inside
    """,
    "from": "from, out of, outside, off, of",
    "in": """
        in, at, near, inside, outside, around, on, north of, south of, east of, west of,
        northeast of, northwest of, southeast of, southwest of, north-east of, north-west of,
        south-east of, south-west of, across, over, along, throughout, between, off, close to,
        next to, towards, toward, into, to, from, through, of, within, for, via
    """,
    "prep": """
        in, on, at, by, for, from, with, into, onto, over, under, near, against, about, after,
        before, during, between, among, amid, across, along, through, throughout, toward,
        towards, until, since, without, within, outside, inside, behind, beyond, despite,
        upon, via, per, as, like, than, off, around, because, out of, next to, close to, ahead
        of, instead of, north of, south of, east of, west of, away from, due to, because of,
        following, including, according to, alongside, aboard, northeast of, northwest of,
        southeast of, southwest of, north-east of, north-west of, south-east of, south-west of
    """,
    "break": "but, while, whereas, although, though, however, whilst, yet, because, since, unless",
    "relative": "who, which, that, whom, whose, where, when, what, why, how, whether, if",
    "after": """
        follows, followed, came after, comes after, after, before, when, as, amid, during,
        following, since, until, upon, once, while
    """,
    "pronoun": "he, she, it, they, them, him, her, we, i, you, himself, themselves, itself",
    "possessive": "its, his, her, their, our, my, your",
    "det": "the, a, an, this, that, these, those, some, any, every, each, both, all, another",
    "adverb": """
        also, already, immediately, now, then, soon, still, just, only, again, finally,
        recently, quickly, gradually, eventually, later, directly, fully, completely,
        partially, largely, currently, reportedly, allegedly, apparently, officially,
        formally, jointly, further, secretly, quietly, simply, even, ever, once, first,
        unilaterally, temporarily, actually, effectively, repeatedly, heavily, probably,
        possibly, certainly, definitely, shortly, imminently, instead, therefore, rapidly,
        hastily, suddenly, successfully, deliberately, reluctantly, together, previously,
        initially, ultimately, never, always, presumably, briefly, severely, collectively,
        voluntarily, not, so, really, at once, overnight, badly, today, yesterday, tomorrow,
        tonight, seriously, fatally, mortally, either, long, too, slowly, entirely,
        additionally, clandestinely, permanently, in fact, indeed
    """,
    "number": """
        one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen,
        fourteen, fifteen, sixteen, seventeen, eighteen, nineteen, twenty, thirty, forty,
        fifty, sixty, seventy, eighty, ninety, hundred, thousand, million, dozen
    """,
    "hedge": """
        about, around, some, nearly, almost, roughly, at least, up to, more than, over, fewer
        than, less than, as many as, approximately, an estimated, another, exactly, under,
        only, just, the first, a further, an additional, close to, well over, additional, a
        total of
    """,
    "if": "if, unless, in case, should, provided, as long as, in the event, on condition that",
}

SETS.update(
    {
        "unit_troops": """
            troop+, soldier+, troops, fighter+, peacekeeper+, blue helmet+, marine+,
            paratrooper+, commandos, personnel, reservist+, conscript+, militant+, gunmen,
            rebels, mercenaries, gendarmes, police, policemen, police officers, officers,
            servicemen, instructors, military advisers, military advisors, military personnel,
            guardsmen, militiamen, advisers, advisors, uniformed personnel, special forces,
            national guard, combat troops, forces, jihadists, service members, reinforcements,
            national guardsmen, insurgents, terrorists, trainers
        """,
        "unit_vehicles": """
            vehicle+, tank+, armoured vehicle+, armored vehicle+, truck+, humvees, personnel
            carriers, armoured personnel carriers, armored personnel carriers, military
            vehicle+, bulldozers
        """,
        "unit_ships": """
            ship+, warship+, frigate+, destroyer+, corvette+, submarine+, naval vessel+,
            vessel+, boats, carrier+, aircraft carrier+, patrol boat+, navy ships, landing
            ships, minesweepers, gunboats, coast guard ships, coastguard ships, coast guard
            vessels, patrol vessels, cutters
        """,
        "unit_aircraft": """
            aircraft, plane+, warplane+, jet+, fighter jet+, helicopter+, bomber+, fighter
            planes, f-16s, f-35s, fighter aircraft, f-15s, military aircraft, combat aircraft,
            gunships
        """,
        "unit_missiles": """
            missile+, rocket+, ballistic missile+, cruise missile+, tomahawks
        """,
        "unit_drones": "drones, uavs, kamikaze drones, unmanned aircraft, attack drones",
        "unit_killed": """
            killed, dead, died, killing, martyred, slain, deaths, fatalities, martyrs, lives,
            kills, kill, beheaded, executed, massacred, shot dead, dead bodies, gunned down,
            perished, slaughtered
        """,
        "unit_wounded": """
            wounded, injured, wounding, injuring, hurt, injury, injuries, injures, wounds,
            maimed
        """,
        "unit_captured": "captured, capturing, taken prisoner, taken captive, prisoners of war",
        "hurt_after": "dead, deaths, fatalities, martyrs, injuries, lives",
        "person": """
            martyr, soldier, peacekeeper, blue helmet, policeman, police officer, officer,
            civilian, man, woman, child, boy, girl, fighter, militant, villager, worker,
            journalist, guard, sergeant, colonel, person, resident, farmer, commander, marine,
            contractor, citizen, conscript, serviceman, gendarme, driver, general, mayor,
            teacher, nurse, doctor, passer-by, baby, shepherd, herder
        """,
        "told": """
            report, claim, allegation, accusation, charge, assertion, account, suggestion,
            version, reports, claims, allegations, accusations, charges
        """,
        "untruth": """
            fabrication, fabrications, fabricated, baseless, untrue, false, invention,
            inventions, lie, lies, nonsense, unfounded, propaganda, hoax, fiction, slander
        """,
        "referring": """
            it, this, that, any such, any violation, any violations, violation, violations,
            involvement, any involvement, responsibility, the incident, such, news, rumours,
            rumors
        """,
        "rebut": """
            denied, denies, dismissed, dismisses, rejected, rejects, refuted, disputed,
            disputes, rebuffed, called false, called invention, has denied, have denied, has
            rejected, has dismissed, contested, deny, reject, dismiss
        """,
        "measure": """
            day+, week+, month+, year+, hour+, minute+, kilometre+, kilometer+, km, mile+,
            metre+, meter+, percent, per cent, dollars, euros, pounds, tonnes, tons, times,
            degrees, seats, points, countries, nations, villages, towns, houses, homes,
            schools, hospitals, families
        """,
        "unhurt": """
            without any casualties, without casualties, no casualties, no one was hurt, no
            deaths, no injuries, nobody was hurt, no one was killed, nobody was killed, no
            fatalities, caused no casualties
        """,
    }
)
SETS.update(
    {
        "place_noun": """
            village, town, city, area, district, province, governorate, region, state, county,
            island, outskirts, suburb, neighbourhood, neighborhood, countryside, camp, port,
            base, border, valley, desert, river, axis, front, hills, mountains, villages,
            towns, areas, districts, township, commune, municipality, locality, stronghold,
            capital, enclave, settlement, airport, crossing
        """,
        "direction": """
            north, south, east, west, northern, southern, eastern, western, central,
            northeastern, northwestern, southeastern, southwestern, north-eastern,
            north-western, south-eastern, south-western, northeast, northwest, southeast,
            southwest,
            upper, lower, rural, outskirts
        """,
        "day": """
            monday, tuesday, wednesday, thursday, friday, saturday, sunday, january, february,
            march, april, may, june, july, august, september, october, november, december, mr,
            mrs, ms, dr
        """,
    }
)
