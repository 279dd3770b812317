"""Protests: demonstrations, marches, sit-ins, road blockades and riots, whatever the demand.

Counts: people in the street or at the gate against or for something, and their dispersal; general,
labour and hunger strikes with a political demand; calls to them by those who organise them
(planned); threats of them, fears of riots (hypothetical); protests called off, banned, or said not
to have taken place (denied); banned ones that the organisers insist on (planned).
Does not count: pay strikes, crowds of sport, election rallies, diplomatic notes of protest,
protest votes, things done under protest, rallies of shares and cars, bands. Off by default.
"""

from __future__ import annotations

from agents.kinds import Kind, Mood, Pack, Positive, Roles, Trigger
from streams.messages import Modality

CROWD = "crowd|civilian|demonym|name"
GATHERINGS = """
    protest, demonstration, sit-in, protest march, protest rally, street protest, mass protest,
    peace march, solidarity march, anti-government protest, anti-government demonstration,
    anti-government rally, opposition rally, opposition protest, opposition march, student protest,
    protest camp, protest action, protest movement, human chain, die-in, civil disobedience,
    disobedience campaign, candlelight vigil, pro-democracy march, pro-democracy rally,
    pro-democracy protest, antiwar protest, anti-war march, anti-war rally, anti-war demonstration,
    bread riot, food riot, road blockade, highway blockade, tractor protest, protest convoy, silent
    march, march of silence, torchlight march, hunger march, women's march, pride march, street
    demonstration, mass demonstration, anti-government march, street march, mass rally,
    counter-protest, counter-demonstration, may day rally, may day march, long march, climate
    march, climate strike, general strike, hunger strike, political strike, solidarity strike,
    popular uprising, street unrest, civil unrest
"""

ENGLISH = Pack(
    sets={
        "quote_mark": '"',
        "subject": """
            protest+, protester+, protestor+, demonstration+, demonstrator+, marchers, marched,
            sit-in+, riot+, rioter+, rioters, rally, rallied, placard+, banner+, tear gas, water
            cannon, riot police, slogans, barricade+, general strike, hunger strike, crowds,
            activists, chanting, chanted
        """,
        "crowd": """
            anyone, anybody, faithful, armenians, inmate+, herder+, herders, baker+, commuters,
            firemen, fans, tenants, shepherds, postmen, railwaymen, shipyard workers, steelworkers,
            rappers, artists, academics, scouts, feminists, environmentalists, royalists,
            communists, protester+, protestor+, demonstrator+, marcher+, rioter+, striker+,
            picketer+, crowd+, mob, mobs, opponent+, opponents, supporter+, student+, worker+,
            farmer+, dockers, docker+, trucker+, taxi drivers, teacher+, nurse+, doctor+, lawyer+,
            judges, miner+, pensioner+, mother+, mothers, widow+, resident+, villager+, people,
            women, youth, youths, young, young men, young people, union+, unions, trade unions,
            opposition, activist+, campaigner+, organiser+, organizer+, movement, thousands,
            hundreds, tens of thousands, hundreds of thousands, dozens, scores, monk+, priests,
            clerics, peasant+, peasants, prisoners, inmates, detainees, indigenous, tribesmen,
            settlers, believers, volunteers, recruits, cooks, highlands, citizens, migrants,
            refugees, relatives, families, parents, pupils, schoolchildren, shopkeepers, traders,
            bakers, fishermen, journalists, veterans, reservists, party, coalition, federation,
            confederation, league, islamists, nationalists, republicans, loyalists, separatists,
            congregation, employees, civil servants, expatriates, exiles, diaspora, community,
            neighbours, locals, men, teenagers, vendors, hawkers, drivers
        """,
        "rally_word": """
            border, frontier, harbour, streets, street, square, parliament, embassy, consulate,
            palace, ministry, city hall, town hall, courthouse, court, headquarters, residence,
            gates, capital, downtown, university, campus, avenue, boulevard, bridge, motorway,
            highway, prefecture, town, city centre, roundabout, presidency, governor's office,
            government, president, prime minister, regime, law, bill, decree, reform, tax, levy,
            prices, corruption, austerity, war, dictatorship, verdict, killing, arrest, coup,
            election, fraud, democracy, independence, rights, freedom, resignation, water, power
            cuts, fuel, bread, land, mine, dam, constitution, junta, occupation, police, minister
        """,
        "dispersing": """
            tear gas, water cannon, rubber bullets, batons, baton, riot police, dispersed,
            disperse, dispersing, barricades, stones, police, soldiers, arrested, beaten, security
            forces, gendarmes, cordon, shot dead, opened fire, truncheons, molotov cocktails,
            petrol bombs, detained, broke up, breaking up, clashed, clashes, killed, crackdown
        """,
        "banned_march": """
            withdrew, withdrawn, withdraws, revoked, never materialised, ban, banned, bans,
            banning, forbid, forbidden, forbade, forbids, prohibit, prohibited, prohibits,
            outlawed, outlaws, refused permission, denied permission, scrapped, scraps, called off,
            call off, calls off, calling off, cancelled, canceled, cancels, abandoned, shelved,
            suspended, dropped, drops, dropped plans, stood down, lifted the, wound up, nobody,
            empty, stayed empty, did not take place, never took place, did not happen, not a
            single, calm, hoax, old footage, old video, shot in another country, filmed elsewhere,
            years ago in, no such, refrain from, denies, fake, not one
        """,
        "insisting": """
            despite, in spite of, defying, defied, defy, defiance, insist, insists, insisted, go
            ahead, goes ahead, going ahead, went ahead, anyway, regardless, nevertheless, all the
            same, vowed, still on, undeterred, ignored, ignoring, flouting, flouted, clashed
        """,
        "coming_march": """
            tomorrow, next week, next month, next sunday, next friday, next saturday, next monday,
            announced, organisers, organizers, posters, leaflets, permits, permit, filed for, due
            to, planned, planning, plan, plans, called on supporters, calling people out, route,
            postponed, rescheduled, convene, put off, leaflet, mobilise, mobilising, authorised,
            authorized
        """,
        "feared_riot": """
            expect, expects, expected, predict, fear, fears, feared, fearing, threaten, threatens,
            threatened, threatening, threat, warn, warns, warned, warning, risk, risks, unless, or
            else, by friday or, spark, trigger, ballot on, not ruled out, no decision, undecided,
            brace, bracing, urged, considering, weighing, or the
        """,
        "acted_march": """
            drama students, mock, police drill, drill, role-play, simulated, rehearsed, rehearsal,
            training exercise, actors, extras, film set, recruits, cadets, pretend, tomatoes,
            exercise, scripted, tabletop
        """,
        "pay_demand": """
            pay, pay rise, raise, wage, wages, salary, salaries, bonus, bonuses, overtime, rosters,
            roster, pay deal, pay offer, pensions deal, pay talks, percent, per cent, contract,
            conditions, shifts, holiday pay, redundancy, job cuts, working hours, allowance,
            management
        """,
        "political_demand": """
            government, president, minister, parliament, law, bill, decree, reform, regime, junta,
            coup, war, election, elections, constitution, detained, jailing, detention, arrest,
            political prisoners, democracy, democratic, solidarity, austerity, occupation, release,
            freedom, privatisation, privatization, independence, resignation, impeachment, ruling,
            prisoners, army, apartheid, corruption, sentence
        """,
        "fan_crowd": """
            derby, kick-off, stadium, terrace, brass band, fans, football, match, cup, league,
            trophy, title, championship, coach, club, players, referee, carnival, parade float,
            regatta, rugby, cricket, team bus, olympic, marathon
        """,
        "campaign_crowd": """
            candidate, candidates, campaign, voters, election campaign, election rally, campaign
            rally, campaign rallies, election rallies, running mate, stump speech, nominee, on the
            campaign trail, re-election, bid for the presidency, voters in, swing state, shares,
            share, stocks, stock, index, investors, dollar, euro, oil price, prices rose, wall
            street, ftse, nasdaq, bond, bonds, points, yen, gold, dakar rally, rally car, rally
            driver, stage win, rallying, monte carlo, wrc, co-driver
        """,
        "note_of_protest": """
            backbenchers, party rebels, lodged a protest, lodge a protest, lodges a protest,
            lodging a protest, formal protest, protest note, note of protest, diplomatic protest,
            letter of protest, official protest, strong protest, filed a protest, under protest, in
            protest at the fine, protest vote, protest votes, charge d'affaires, summoned the
            ambassador, strongest protest, protested his innocence, protests his innocence, jury,
            protests too much, stewards
        """,
        "not_marching": """
            band, bands, orders, in step, soldiers, troops, army, drum, season, penguins, ants,
            time, progress, machine, recruits' parade, regiment, battalion, brigade, on with
        """,
        "march_opener": """
            the, a, an, this, that, their, its, 's, mass, protest, planned, banned, opposition,
            peace, silent, friday's, sunday's, long, huge, weekly, annual, every, first, second,
            for, of, to, after, student, pride, against, anti-government, peaceful
        """,
        "month_prep": """
            in, until, on, since, by, early, late, of, last, from, and, 1, 2, 3, 4, 5, 6, 7, 8, 9,
            10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
            1st
        """,
        "demo_link": """
            against, for, outside, in, at, over, on, demanding, near, across, again, peacefully, to
        """,
        "mob_word": """
            crowd, crowds, mob, mobs, rioter+, protester+, demonstrator+, youths, marchers
        """,
        "quitting": """
            resigned, resign, resigns, resignation, quit, quits, stepped down, boycott, boycotted,
            pulled out, withdrew, cancelled, returned, sold, walked out, recalled
        """,
        "peace_word": "peace, justice, freedom, democracy, victims",
        "naval": "naval, navy, sea, warships, economic, siege, intifada, gaza, un, nato",
        "calling": "called for, calls for, call for, calling for, called on, urged",
        "called_word": "called",
        "organiser": "party, leader, movement, coalition, federation, league, alliance, front",
        "march_link": """
            against, for, through, demanding, organised, organized, calling, by, of, in support,
            to, was, called, planned, banned, on, along, past, over, ended, drew, began, that, had,
            with
        """,
        "march_kind": """
            peace, protest, mass, banned, planned, opposition, silent, pride, solidarity, 's,
            student, workers, torchlight, hunger, climate, women's, anti-government, independence
        """,
        "square_word": """
            square, squares, plaza, roundabout, avenue, boulevard, gates, arc de triomphe,
            parliament, embassy, consulate, presidency, rectorate, courthouse, ministry
        """,
        "protest_crowd": """
            protester+, protestor+, demonstrator+, student+, worker+, farmer+, opposition,
            organisers, organizers, activist+, supporters, union+, unions, rioters, miners,
            teachers, pensioners, mothers, campaigners, peasants, yellow-vest, strikers, opponents
        """,
        "marched_for": "against, for, over, demanding, demand, calling for, in support of, in",
        "blocked_way": """
            road, roads, every road, highway, highways, motorway, motorways, street, streets,
            bridge, bridges, junction, railway, tracks, traffic, access, port, border crossing,
            entrance, gate, gates, roundabout, runway, avenue, crossing, oilfields, ring road
        """,
        "stormed": """
            rectorate, faculty, campus, university, square, lobby, plaza, bank, airport, studio,
            studios, power station, office, offices, parliament, palace, building, building+,
            embassy, ministry, house, headquarters, station, station+, residence, barricades,
            shops, cars, tyres, tires, fires, town hall, governor's office, assembly, consulate,
            statue
        """,
        "shouted_word": """
            pots, pans, whistles, slogans, slogan, placards, banners, flags, chants, effigies,
            effigy, tyres, tires, barricades, bricks, stones, cobblestones
        """,
    },
    cues="""
        actual after 8 | /hold/, /organise/, /organize/, /join/, /lead/, /attend/, /take part in/
        planned after 12 | /apply/, /apply to/
    """,
    exclusions="""
        protest vote+, protest note+, note of protest, letter of protest, under protest, protest
        song+, protest singer+, protest party, protest parties, diplomatic protest+, formal
        protest, official protest, protest too much, march past, marching band+, marching orders,
        marching season, march madness, route march, forced march, death march+, march hare,
        frog-march, stage of the rally, car rally, dakar rally, monte carlo rally, rally car+,
        rally driver+, rally school+, relief rally, bond rally, stock rally, share rally, market
        rally, dollar rally, election rally, election rallies, campaign rally, campaign rallies,
        sell-off, riot act, read the riot act, laugh riot, riot of colour, riot of color, run riot,
        ran riot, demonstration of support, demonstration project, demonstration flight, technology
        demonstration, demonstration model, cooking demonstration, demonstration sport, live
        demonstration, steal a march, stole a march
    """,
    unless=(
        "near:note_of_protest",
        "sentence:fan_crowd !sentence:political_demand !sentence:dispersing",
        "sentence:fan_crowd article:sport !sentence:political_demand",
    ),
    moods=(
        Mood(modality=Modality.EXERCISE, when="sentence:acted_march !sentence:dispersing"),
        Mood(modality=Modality.EXERCISE, when="near:acted_march sentence:acted_march"),
        Mood(modality=Modality.DENIED, when="before:no"),
        Mood(modality=Modality.DENIED, when="near:banned_march !sentence:insisting"),
        Mood(modality=Modality.PLANNED, when="near:banned_march sentence:insisting"),
        Mood(modality=Modality.HYPOTHETICAL, when="near:feared_riot !sentence:dispersing"),
        Mood(modality=Modality.PLANNED, when="near:coming_march !sentence:dispersing"),
        Mood(
            modality=Modality.ACTUAL,
            when="is:infinitive !before:cue near:crowd",
            undoes=(Modality.PLANNED,),
        ),
        Mood(
            modality=Modality.PLANNED,
            when="before:calling sentence:protest_crowd|organiser",
            undoes=(Modality.HYPOTHETICAL,),
        ),
        Mood(
            modality=Modality.PLANNED, when="before:called_word sentence:protest_crowd|organiser"
        ),
        Mood(modality=Modality.HYPOTHETICAL, when="is:plain is:first"),
        Mood(modality=Modality.HYPOTHETICAL, when="is:plain before:quote_mark"),
    ),
    triggers=(
        Trigger(
            words="""
                called for protests, call for protests, calls for protests, called for a protest,
                called for mass protests, calls for mass protests, called for demonstrations,
                called for a demonstration, calls for demonstrations, called for a march, calls for
                a march, called for a general strike, calls for a general strike, call for a
                general strike, called a general strike, calls a general strike, call a general
                strike, called a march, called a protest, calls a protest, called a demonstration,
                called protests, called for a sit-in, calling for protests, called for street
                protests, called for a rally, called a rally, calls for a rally, calling people
                out, call people out, called people out, called its supporters onto the streets,
                calls for nationwide protests, called for nationwide protests, called for new
                protests, called for civil disobedience, call to the streets, called on people to
                take to the streets
            """,
            part="phrase",
            weight=0.85,
            modality=Modality.PLANNED,
        ),
        Trigger(
            words="""
                back in the streets, back on the streets, onto the streets, into the streets, into
                the street, to the barricades, set tyres alight, burned tyres, burning tyres, burnt
                tyres, burned tires, burning tires, hurled stones at police, threw stones at
                police, pelted police, pelting police, walked into parliament, day of rage, day of
                anger, day of action, day without trains
            """,
            part="phrase",
            unless=(
                "sentence:group !sentence:crowd",
                "near:campaign_crowd",
                "sentence:fan_crowd !sentence:political_demand",
            ),
            weight=0.75,
        ),
        Trigger(
            words=GATHERINGS,
            part="noun",
            unless=(
                "near:campaign_crowd !sentence:political_demand",
                "sentence:pay_demand !sentence:political_demand !sentence:dispersing",
            ),
            weight=0.85,
        ),
        Trigger(
            words="march",
            part="noun",
            needs=(
                (
                    "before:march_opener after:march_link "
                    "sentence:crowd|political_demand|dispersing|rally_word"
                ),
                "before:march_kind sentence:crowd|political_demand|dispersing|rally_word|place",
                "near:banned_march before:march_opener",
                "before:march_opener against:rally_word|country|name",
            ),
            unless=(
                "near:not_marching !sentence:protest_crowd",
                "near:campaign_crowd",
                "after:year",
            ),
            weight=0.75,
        ),
        Trigger(
            words="rally",
            part="noun",
            needs=(
                "sentence:crowd|dispersing|political_demand|rally_word",
                "near:banned_march",
            ),
            unless=("sentence:campaign_crowd", "near:business !sentence:dispersing"),
            weight=0.7,
        ),
        Trigger(
            words="blockade, uprising, revolt",
            part="noun",
            needs=("by:crowd", "of:blocked_way sentence:crowd", "near:protest_crowd"),
            unless=("sentence:naval", "near:force"),
            weight=0.65,
        ),
        Trigger(
            words="riot, rioting",
            part="noun",
            unless=("near:force !sentence:crowd !sentence:dispersing", "article:business"),
            weight=0.75,
        ),
        Trigger(
            words="unrest, disturbance, picket, vigil",
            part="noun",
            needs=(
                "sentence:crowd|dispersing|rally_word|place|capital|blocked_way",
                "near:feared_riot|acted_march|banned_march",
            ),
            unless=(
                "near:force !sentence:crowd !sentence:dispersing",
                "sentence:pay_demand !sentence:political_demand !sentence:dispersing",
                "article:business",
            ),
            weight=0.65,
        ),
        Trigger(
            words="""
                protester, protestor, demonstrator, rioter, marcher, angry crowd, angry mob, mob,
                crowd of protesters, stone-throwers
            """,
            part="noun",
            needs=(
                "sentence:dispersing|rally_word|blocked_way|shouted_word|acted_march",
                "near:place|capital|country",
            ),
            weight=0.7,
        ),
        Trigger(
            words="crowd",
            part="noun",
            needs=(
                "sentence:dispersing|shouted_word",
                "near:acted_march",
                "near:political_demand near:rally_word",
            ),
            weight=0.65,
        ),
        Trigger(
            words="demonstrate",
            part="verb",
            needs=(f"subject:{CROWD}|pronoun after:demo_link", "near:crowd after:demo_link"),
            unless=("near:campaign_crowd",),
            weight=0.75,
        ),
        Trigger(
            words="march for, rally for, protest for, demonstrate for, chant for",
            part="verb",
            needs=(f"subject:{CROWD}|pronoun", "sentence:crowd"),
            unless=("sentence:campaign_crowd", "sentence:fan_crowd"),
            weight=0.75,
        ),
        Trigger(
            words="march for, rally for, protest for",
            part="noun",
            needs=("before:march_opener",),
            unless=("sentence:campaign_crowd", "sentence:fan_crowd"),
            weight=0.7,
        ),
        Trigger(
            words="walk out of class, walk out of school, walk out of lectures, boycott classes",
            part="verb",
            weight=0.65,
        ),
        Trigger(
            words="placards, slogans, banners, effigies, chants of",
            part="phrase",
            needs=("sentence:crowd",),
            unless=(
                "sentence:fan_crowd",
                "sentence:campaign_crowd",
                "sentence:armed|group",
                "article:business",
            ),
            weight=0.6,
        ),
        Trigger(
            words="""
                take to the streets, pour into the streets, flood the streets, fill the streets,
                pack the square, fill the square, come out onto the streets, return to the streets
            """,
            part="verb",
            unless=(
                "sentence:group !sentence:crowd",
                "near:campaign_crowd",
                "sentence:fan_crowd !sentence:political_demand",
            ),
            weight=0.8,
        ),
        Trigger(
            words="protest, picket, riot",
            part="verb",
            needs=(
                f"subject:{CROWD}|pronoun",
                "near:crowd",
                "against:rally_word|country|demonym|name|political_demand",
                "then:marched_for sentence:place|capital|country",
            ),
            unless=("near:campaign_crowd",),
            weight=0.8,
        ),
        Trigger(
            words="march, rally, parade",
            part="verb",
            needs=(
                "subject:protest_crowd then:marched_for|rally_word",
                "subject:crowd|civilian then:marched_for|rally_word",
                "subject:crowd to:rally_word|place|name",
                "near:crowd near:rally_word",
                "near:banned_march",
                "against:rally_word|country|name|political_demand",
                "subject:pronoun to:rally_word",
            ),
            unless=(
                "near:not_marching !sentence:protest_crowd",
                "sentence:campaign_crowd",
                "is:plain before:month_prep",
            ),
            weight=0.75,
        ),
        Trigger(
            words="""
                block, blockade, paralyse, paralyze, barricade, close, occupy, storm, besiege,
                surround, ransack, torch, encircle, chain themselves to, shut down, seal off
            """,
            part="verb",
            needs=(
                "subject:crowd|civilian right:blocked_way|stormed|capital|place",
                "subject:crowd object:blocked_way|stormed|rally_word",
                "by:crowd object:blocked_way|stormed|rally_word",
                "right:blocked_way sentence:crowd !sentence:force",
            ),
            unless=("subject:force|armed|group|police", "by:armed|group|force"),
            weight=0.7,
        ),
        Trigger(
            words="""
                camp, gather, assemble, converge, congregate, turn out, pour, descend, throng,
                flock
            """,
            part="verb",
            needs=(
                "subject:crowd near:political_demand near:rally_word",
                "subject:crowd then:marched_for near:rally_word",
                "subject:crowd sentence:shouted_word",
                "subject:protest_crowd near:square_word",
                "subject:protest_crowd sentence:banned_march sentence:insisting",
            ),
            unless=("sentence:campaign_crowd", "sentence:fan_crowd"),
            weight=0.6,
        ),
        Trigger(
            words="""
                played rioters, playing rioters, play rioters, played protesters, played the
                protesters, playing protesters, played demonstrators, playing demonstrators,
                playing the crowd, played the crowd, played a crowd, played the mob, playing the
                mob
            """,
            part="phrase",
            weight=0.8,
            modality=Modality.EXERCISE,
        ),
        Trigger(
            words="""
                in protest, in protest at, in protest over, in protest against, in anger at, in
                anger over
            """,
            part="phrase",
            needs=(
                "sentence:blocked_way|square_word|shouted_word",
                "sentence:protest_crowd sentence:political_demand",
            ),
            unless=("sentence:quitting",),
            weight=0.65,
        ),
        Trigger(
            words="smash, ransack, stone, pelt, overturn, vandalise, vandalize, deface, topple",
            part="verb",
            needs=("subject:mob_word", "subject:protest_crowd", "by:mob_word|protest_crowd"),
            unless=("sentence:fan_crowd",),
            weight=0.7,
        ),
        Trigger(
            words="""
                caravan of tractors, convoy of tractors, column of tractors, tractors rolled,
                tractor convoy, lay down their tools, laid down their tools, downed tools, down
                tools
            """,
            part="phrase",
            weight=0.7,
        ),
        Trigger(
            words="tear gas, rubber bullets, water cannon, stun grenades",
            part="phrase",
            needs=("sentence:crowd",),
            unless=("sentence:armed|group", "sentence:fan_crowd"),
            weight=0.6,
        ),
        Trigger(
            words="procession, cortege",
            part="noun",
            needs=("sentence:political_demand", "near:banned_march", "for:peace_word"),
            unless=("sentence:campaign_crowd",),
            weight=0.6,
        ),
        Trigger(
            words="bang, chant, brandish, wave, hold up, burn, hurl, throw",
            part="verb",
            needs=("subject:crowd|civilian right:shouted_word", "subject:crowd then:shouted_word"),
            unless=("sentence:fan_crowd", "sentence:campaign_crowd"),
            weight=0.65,
        ),
        Trigger(
            words="strike, walk out, down tools, stop work, walkout, stoppage, work stoppage",
            part="verb",
            needs=(
                "subject:crowd near:political_demand",
                "subject:crowd then:marched_for sentence:political_demand",
            ),
            unless=(
                "sentence:pay_demand",
                "sentence:weapon|casualty",
                "object:target|force|place",
            ),
            weight=0.65,
        ),
        Trigger(
            words="strike, walkout, stoppage, shutdown, stay-away",
            part="noun",
            needs=("near:crowd sentence:political_demand",),
            unless=(
                "sentence:pay_demand",
                "sentence:weapon|casualty|craft|force|armed|group",
            ),
            weight=0.65,
        ),
        Trigger(
            words="go on hunger strike, went on hunger strike, on hunger strike, refused food",
            part="phrase",
            unless=("sentence:pay_demand",),
            weight=0.8,
        ),
    ),
    positives=(
        Positive(text="Thousands marched through Tbilisi on Sunday against the new media law."),
        Positive(text="Police fired tear gas at demonstrators outside parliament in Nairobi."),
        Positive(text="Farmers blocked the motorway near Lyon to protest against fuel taxes."),
        Positive(
            text="The unions called a general strike for 9 October against the pension reform.",
            modality=Modality.PLANNED,
        ),
        Positive(
            text="Officials fear riots in Islamabad if the court upholds the sentence.",
            modality=Modality.HYPOTHETICAL,
        ),
        Positive(
            text="The prefect banned Friday's march in Nouakchott, his office said.",
            modality=Modality.DENIED,
        ),
        Positive(
            text="In 2009 soldiers broke up an opposition rally in Conakry.",
            modality=Modality.HISTORICAL,
        ),
        Positive(
            text="Recruits played rioters in a police drill at Saint-Astier.",
            modality=Modality.EXERCISE,
        ),
        Positive(
            text="The march in Lome will go ahead despite the ban, organisers insisted.",
            modality=Modality.PLANNED,
        ),
    ),
    negatives=(
        "Nurses at three hospitals walk out on Friday for a pay rise of six percent.",
        "Tokyo lodged a protest with the ambassador over the survey ship.",
        "It was a protest vote, the pollster said.",
        "Several thousand supporters marched to the stadium before the derby.",
        "Shares rallied in March after the bank cut rates.",
        "The candidate spoke at a campaign rally in Ohio.",
        "The yacht crossed the line under protest.",
        "The soldiers marched to the border in March.",
    ),
)

ARABIC = Pack(
    sets={
        "subject": """
            مظاهرة+, تظاهرة+, احتجاج, احتجاجات, محتج+, متظاهر+, اعتصام, إضراب, مسيرة, مسيرات, شغب,
            لافتات, هتافات, ساحة, حراك, معتصم+, غاز مسيل
        """,
        "crowd": """
            متظاهر+, محتج+, معتصم+, طلاب, طلبة, عمال, نقابة+, نقابات, معلم+, أساتذة, محام+, محامون,
            محامين, أهالي, سكان, نساء, نسوان, شيوخ, شبان, شباب, مزارع+, سائقون, سائقين, أطباء,
            ممرض+, أنصار, معارضة, مئات, آلاف, عشرات, حشود, جموع, مواطن+, ناشط+, متقاعد+, أسر,
            أمهات, جماهير, فلاح+, صحفي+, موظف+, نقابيون, عاطل+, سجناء, أسرى, معتقل+, متطوع+,
            ائتلاف, حركة, حراك, زملاؤهم
        """,
        "rally_word": """
            حكومة, رئيس, وزير, قانون, قرار, نظام, برلمان, سفارة, وزارة, ساحة, ميدان, شارع, شوارع,
            قصر, محكمة, أسعار, تسعيرة, كهرباء, خبز, محروقات, مازوت, مياه, وقود, ضريبة, ضرائب, فساد,
            انتخابات, خصخصة, غلاء, حبس, سجن, اعتقال, تعذيب, دستور, استقلال, حكم, احتلال, تطبيع,
            دعم, جنيه, حرب
        """,
        "dispersing": """
            غاز مسيل, غاز مسيل للدموع, قنابل الغاز, رصاص مطاطي, هراوات, عصي, شرطة, فض, فرقت, تفريق,
            مكافحة الشغب, درك, اعتقلت, اعتقال, إطارات, خراطيم المياه, قتيل, قتلى
        """,
        "banned_march": """
            منع, منعت, حظر, حظرت, ألغى, ألغت, إلغاء, طوى, طوت, صفحة, تراجع, أرجأ, سحب, كذب, كذبت,
            خلت, هادئة
        """,
        "insisting": "رغم, قائمة, قائم, متمسك, متمسكون, مصر, مصرون, نتحدى, تحديا, ماضون",
        "feared_riot": "يخشى, تخشى, خشية, تحذير, حذر, حذرت, مستبعد, تهديد, هدد, هددت, يشعل, ينضم",
        "acted_march": """
            تدرب, تدربت, تمرين, تدريب, متطوعون, مرتبا, مرتب, سلفا, دور, محاكاة, وهمي, افتراضي,
            معهد, مناورة, تمثيل, ممثلون
        """,
        "calling": "دعا, دعت, دعوا, دعوة, يدعو, تدعو, نداء, داعية",
        "coming_march": """
            تنظم, ينظم, تعتزم, يعتزم, مرتقبة, المقبل, المقبلة, غدا, يستعد, تستعد, يعتزمون
        """,
        "pay_demand": """
            بدل, أجور, أجر, رواتب, راتب, زيادة, علاوة, علاوات, مكافآت, رحلة, رحلات, شركة, مناوبات,
            بدل السفر, مكافأة
        """,
        "political_demand": """
            حكومة, رئيس, قانون, خصخصة, حبس, اعتقال, سجن, نظام, قرار, حرب, دستور, انتخابات, استقلال,
            احتلال, إفراج, معتقلين, حرية, ديمقراطية, إصلاح, تعديل, تدوينات, انقلاب, زملائهم
        """,
        "fan_crowd": "مباراة, ملعب, جماهير, مشجع+, نادي, دوري, كأس, منتخب, هدف, فوز, تشجيع",
        "blocked_way": """
            طريق, طرق, طرقات, أوتوستراد, جسر, شارع, شوارع, مدخل, ميناء, سكة, حدود, تقاطع
        """,
        "drone_word": """
            طائرة, طائرات, مفخخة, قصف, قصفت, أسقطت, انفجرت, دفاعات, دفاع جوي, استهدفت, استهداف,
            هجوم, انقضاضية, غارة, ضربة, سلاح الجو, إسقاط, سقوط
        """,
        "note_of_protest": "مذكرة احتجاج, مذكرة, سفير, قائم بالأعمال, استدعت, دبلوماسي, دبلوماسية",
    },
    exclusions="""
        مذكرة احتجاج, مذكرات احتجاج, تصويت احتجاجي, مسيرة مهنية, مسيرته, مسيرتها, مسيرة فنية, مسيرة
        السلام, مسيرة حافلة, إضراب عن الكلام, مسيرة علمية, مظاهر, مسيرة التنمية
    """,
    unless=(
        "near:note_of_protest !sentence:dispersing",
        "sentence:fan_crowd !sentence:political_demand !sentence:dispersing",
    ),
    moods=(
        Mood(modality=Modality.EXERCISE, when="sentence:acted_march"),
        Mood(modality=Modality.PLANNED, when="sentence:banned_march sentence:insisting"),
        Mood(modality=Modality.DENIED, when="near:banned_march !sentence:insisting"),
        Mood(
            modality=Modality.PLANNED,
            when="near:calling sentence:crowd|political_demand",
            undoes=(Modality.HYPOTHETICAL,),
        ),
        Mood(modality=Modality.PLANNED, when="near:coming_march !sentence:dispersing"),
        Mood(modality=Modality.HYPOTHETICAL, when="near:feared_riot !sentence:dispersing"),
    ),
    triggers=(
        Trigger(
            words="""
                مظاهرة+, تظاهرة+, مظاهرات, تظاهرات, احتجاج*, احتجاجا, احتجاجات, اعتصام*, اعتصاما,
                شغب, أعمال شغب, وقفة احتجاجية, وقفات احتجاجية, مسيرة احتجاجية, مسيرات احتجاجية,
                عصيان مدني, إضراب عن الطعام, إضراب عام, إضرابا عاما, انتفاضة, تجمع احتجاجي, تظاهر,
                حراك شعبي, الحراك, قطع الطرق, قطع الطريق, سلسلة بشرية, يوم غضب, يوم الغضب, وثبة,
                هبة شعبية
            """,
            part="noun",
            unless=("sentence:pay_demand !sentence:political_demand !sentence:dispersing",),
            weight=0.85,
        ),
        Trigger(
            words="مسيرة+, مسيرات, مسيرتنا, مسيرتهم",
            part="noun",
            needs=("sentence:crowd", "near:rally_word", "near:banned_march"),
            unless=("near:drone_word", "sentence:drone_word !sentence:crowd"),
            weight=0.75,
        ),
        Trigger(
            words="إضراب*, إضرابا",
            part="noun",
            needs=("sentence:political_demand",),
            unless=("sentence:pay_demand !sentence:political_demand",),
            weight=0.7,
        ),
        Trigger(
            words="متظاهر+, محتج+, معتصم+",
            part="noun",
            needs=("sentence:dispersing|blocked_way|rally_word", "near:place"),
            weight=0.7,
        ),
        Trigger(
            words="""
                تظاهر/يتظاهر, احتج/يحتج, اعتصم/يعتصم, تجمهر/يتجمهر, أضرب/يضرب عن الطعام,
                انتفض/ينتفض, هتف/يهتف
            """,
            part="verb",
            unless=("sentence:pay_demand !sentence:political_demand", "sentence:fan_crowd"),
            weight=0.8,
        ),
        Trigger(
            words="أضرب/يضرب",
            part="verb",
            needs=("sentence:political_demand sentence:crowd",),
            unless=("sentence:pay_demand", "sentence:weapon|casualty"),
            weight=0.65,
        ),
        Trigger(
            words="""
                خرج/يخرج, نزل/ينزل, سار/يسير, زحف/يزحف, احتشد/يحتشد, طلع/يطلع, قطع/يقطع, أغلق/يغلق,
                سد/يسد, اقتحم/يقتحم
            """,
            part="verb",
            needs=(
                "sentence:crowd near:blocked_way",
                "sentence:crowd near:rally_word",
            ),
            unless=("near:force !sentence:crowd", "sentence:fan_crowd", "subject:armed|group"),
            weight=0.6,
        ),
    ),
    positives=(
        Positive(text="تظاهر آلاف الأشخاص في تبليسي يوم الأحد ضد قانون الإعلام الجديد."),
        Positive(text="أطلقت الشرطة الغاز المسيل للدموع على محتجين أمام البرلمان في نيروبي."),
        Positive(text="قطع شبان الطريق في بيروت احتجاجا على أسعار المازوت."),
        Positive(
            text="دعت النقابات إلى إضراب عام في 17 مارس احتجاجا على حبس زملائهم.",
            modality=Modality.PLANNED,
        ),
        Positive(
            text="حذر الوزير من احتجاجات إذا رفع الدعم عن الخبز.",
            modality=Modality.HYPOTHETICAL,
        ),
        Positive(
            text="منع المحافظ مظاهرة المعارضة في نواكشوط.",
            modality=Modality.DENIED,
        ),
        Positive(
            text="سقط مئة قتيل في احتجاجات الخبز عام 1984 في تونس.",
            modality=Modality.HISTORICAL,
        ),
    ),
    negatives=(
        "أضرب طيارو الشركة يومين للمطالبة بزيادة بدل السفر.",
        "سلمت طوكيو السفير مذكرة احتجاج.",
        "أسقطت الدفاعات الجوية مسيرة فوق المدينة.",
        "احتفلت جماهير النادي بالفوز بكأس الدوري في ساحة المدينة.",
        "بدأ المطرب مسيرته الفنية في القاهرة.",
    ),
)

KIND = Kind(
    name="protest",
    default=False,
    roles=Roles(
        actors=("crowd", "civilian"),
        targets=("rally_word", "official", "country"),
        motion="at",
        units=("killed", "wounded"),
    ),
    packs={"en": ENGLISH, "ar": ARABIC},
)
