"""Who says so: English words of speech and the classes of speakers."""

from __future__ import annotations

from typing import Final

# Verbs that give words to somebody; inflected at load.
SPEECH: Final = """
    say, tell, announce, confirm, add, state, declare, report, claim, deny, note, stress,
    acknowledge, admit, insist, warn, vow, reject, urge, accuse, describe, explain, reveal,
    disclose, maintain, allege, indicate, point out, dismiss, condemn, blame, argue, suggest, post,
    write, tweet, answer, respond, reply, conclude, affirm, assert, comment, communicate,
    emphasise, emphasize, recount, hint, cite, speak of, inform, estimate, repeat, broadcast,
    publish, signal, caution, quote, boast, concede, express, mention, clarify, refute,
    call, label, brand, renew, pledge, promise, rule out, put, fear, convict, sentence, show, air
"""
# Verbs by which somebody acts in words; they vouch for what they decide only.
ACTS: Final = """
    agree, threaten, decide, order, refuse, demand, call for, call on, request, propose, ask,
    ask for, appeal for, insist on, press for, approve, authorise, authorize, welcome,
    seek, decline, want, appeal, plan, intend, consider, offer, mull, vote, discuss, weigh, give,
    sign, set, prepare, swear, study, examine, review, choose, voted, lobby, advocate
"""

SETS: Final[dict[str, str]] = {
    "accord": "according to, citing, quoting, quoted, as quoted by, in the words of, per, told by",
    "statement": "statement, communique, press release, briefing, press conference, tweet, post",
    "official": """
        president, prime minister, premier, chancellor, minister, ministry, ministries,
        ministers, foreign minister, defence minister, defense minister, interior minister,
        foreign ministry, defence ministry, defense ministry, interior ministry, ministry of
        defence, ministry of defense, ministry of interior, ministry of foreign affairs,
        spokesman, spokeswoman, spokesperson, government, governments, cabinet, parliament,
        lawmaker+, senator+, senate, congress, congressman, deputy, deputies, mp, mps,
        governor, mayor, police, general, lieutenant general, major general, brigadier
        general, brigadier, colonel, lieutenant colonel, captain, admiral, rear admiral, vice
        admiral, field marshal, marshal, chief of staff, joint chiefs, general staff, army,
        military, armed forces, air force, navy, commander+, high command, command, security
        council, united nations, un, u.n., nato, european union, eu, african union, ecowas,
        pentagon, white house, kremlin, state department, downing street, secretary, secretary
        of state, defence secretary, defense secretary, secretary general, secretary-general,
        foreign secretary, home secretary, ambassador+, envoy+, court, prosecutor+, attorney
        general, official+, officials, authority, authorities, official statement, adviser,
        senior official+, military official+, government official+, us official+, american
        officials, administration, royal court, king, emir, sultan, crown prince, sheriff,
        police chief, foreign office, interior, security media cell, joint operations command,
        state media, state television, state tv, state news agency, agency,
        official news agency, agency,
        junta, regime, emirate, peacekeeping mission, un mission, u.n. mission, mission,
        national security adviser, national security advisor, centcom, us central command,
        central command, africom, coalition, the military command, military command,
        prosecutors, judge, judges, chief, head of state, vice president, deputy minister,
        presidency, politburo, central committee, supreme leader, coast guard, border guard,
        interpol, intelligence agency, intelligence service, security service, state security,
        chief minister, commissioner, district chief, governorate, civil defence, civil
        defense, health ministry, ministry of health, idf, israel defense forces, negotiators,
        delegation, parliamentarian+, legislator+, council, bloc, blocs, faction leaders,
        party leader, high representative, foreign policy chief, state department spokesman,
        general command, gen., col., lt., maj., brig., sen., rep., gov., embassy, trump,
        biden, obama, putin, zelensky, zelenskiy, netanyahu, erdogan, macron, xi jinping,
        modi, khamenei, rouhani, assad, general secretariat, emergency services, state agency,
        junta leader, health office, department, directorate, coordinator, mediator,
        commission, statement, communique, spokespeople, high commissioner, guterres,
        secretary general, warden, attorney-general, superintendent
    """,
    "claimed": """
        rebels, insurgents, militants, jihadists, separatists, guerrillas, militia, militias,
        rebel spokesman, rebel commander, armed group, armed wing, fighters, telegram channel,
        amaq, amaq news agency, agency, al-masirah, al-manar, rebel group, rebel authorities,
        militant
        group, terrorist group, rebel leader, movement, group, faction, war channel,
        liberation front, liberation army, military wing, opposition fighters, insurgent
        group, brigades, rebel authority, self-proclaimed, breakaway authorities, separatist
        authorities, separatist leader, gang leader
    """,
    "media": """
        media, newspaper+, daily, press, news agency, agency, broadcaster+, television, tv, radio,
        reports, media reports, press reports, news reports, report, magazine, website, new
        york times, washington post, wall street journal, the times, the guardian, bbc, cnn,
        al jazeera, afp, reuters, associated press, ap, haaretz, wire, outlet+, news outlet+,
        local media, state-run, tabloid, channel, correspondent, correspondents, papers,
        paper, axios, politico
    """,
    "anonymous": """
        nurse, farmer, fisherman, trader, teacher, driver, mother, father, survivor, worker,
        shepherd, worshipper, surgeon, source, sources, security source+, military source+,
        local source+, diplomatic source+, medical source+, witness, witnesses, eyewitness,
        eyewitnesses, resident, residents, villager, villagers, medic, medics, doctor,
        doctors, condition of anonymity, anonymity, unnamed, asked not to be named, asking not
        to be named, asked not to be identified, asking not to be identified, requested
        anonymity, not authorised to speak, hospital source, not authorized to speak, declined
        to be named, insider, insiders, people familiar, locals, a diplomat, passer-by,
        shopkeeper, hospital sources, neighbour, neighbours, neighbor, neighbors, local
        people, tribal source, army source, who asked not, police source, police sources, did
        not want to be named, speaking anonymously, local elder, a fisherman, a guard, a
        driver
    """,
    "nameless": """
        condition of anonymity, asked not to be named, asking not to be named, requested
        anonymity, asked not to be identified, asking not to be identified, declined to be
        named, anonymously, not authorised to speak, not authorized to speak, did not want to
        be named, anonymity, unnamed official, unnamed officials, who declined to be
        identified, not to be quoted by name, because they were not authorised, because he was
        not authorised, withholding his name
    """,
    "analyst": """
        analyst, analysts, expert, experts, observatory, monitor, monitoring group, activists,
        activist, think tank, rights group, human rights watch, amnesty, researcher,
        researchers, historian, professor, ngo, aid group, charity, retired, former,
        demonstrators, protesters, protestors, observers, committee, institute, scholar,
        campaigners, medecins sans frontieres, msf, syrian observatory for human rights, sohr,
        white helmets, brokers, economist, survivors
    """,
    "title": """
        president, prime minister, minister, foreign minister, defence minister, defense
        minister, interior minister, spokesman, spokeswoman, spokesperson, general, lieutenant
        general, major general, brigadier general, brigadier, colonel, lieutenant colonel,
        captain, major, admiral, rear admiral, vice admiral, governor, mayor, secretary,
        senator, gen., col., lt., maj., brig., sen., rep., gov., ambassador, envoy, king,
        emir, sheikh, chancellor, premier, commander, chief, adviser, official,
        secretary-general, chief of staff, sergeant, lieutenant, judge, prosecutor, marshal,
        commissioner, superintendent, chief minister, deputy minister, defence secretary,
        defense secretary, secretary of state, foreign secretary, vice president
    """,
}
SETS["institution"] = """
    ministry, press office, public information, mission, government, presidency, general staff,
    office of the spokesperson, office of the president, embassy, armed forces, command,
    parliament,
    ministry of defence, ministry of defense, defence ministry, defense ministry, foreign ministry,
    ministry of foreign affairs, police, prime minister's office, white house, kremlin, pentagon,
    centcom, interior ministry, security council, secretariat, un mission, nato
"""
