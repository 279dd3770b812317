"""The nouns of war news in sets that kinds name; `+` after a word adds its plural."""

from __future__ import annotations

from typing import Final

SETS: Final[dict[str, str]] = {
    # Who can be sent, withdrawn or fought: people and bodies of state forces.
    "force": """
        soldier+, troop+, force, forces, army, armies, brigade+, battalion+, regiment+,
        platoon+, squadron+, contingent+, peacekeeper+, blue helmet+, marine+, paratrooper+,
        commando+, commandos, special forces, special operations forces, special operators,
        infantry, infantryman+, cavalry, reinforcement+, reservist+, conscript+, fighter+,
        militiaman+, mercenary+, legionnaire+, gendarme+, gendarmerie, garrison+, serviceman+,
        servicewoman+, service members, military personnel, uniformed personnel, uniformed
        staff, military adviser+, military advisor+, military instructor+, military trainer+,
        military expert+, instructor+, national guard, national guardsmen, guardsman+, border
        guard+, coast guard, coastguard+, peshmerga, task force, strike group, security
        forces, security force, armed forces, ground forces, land forces, air force,
        government forces, regime forces, coalition forces, allied forces, foreign forces,
        peacekeeping force, peacekeeping mission, stabilisation force, stabilization force,
        multinational force, regional force, rapid reaction force, expeditionary force,
        military unit+, army unit+, armoured column+, armored column+, military convoy+, army
        convoy+, troop convoy+, rearguard, airborne, airmen, rangers, gurkhas, snipers,
        sappers, gunners, naval forces, navy, military forces, combat troops, boots on the
        ground, foot soldier+, warfighters, military mission, naval mission+, un mission,
        foreign mission,
        levies, security personnel, paramilitary force+, armed police, police unit+, riot
        police, formed police unit+, military police, gunner+, military contingent+, military
        presence, strike force, self-defence forces, self-defense forces, defence forces,
        defense forces, military, crew members, border troops, marines corps, marine corps,
        foreign legion, irregulars, volunteers battalion, detachment+, division, divisions,
        military column+, units, coalition, international coalition, us-led coalition,
        saudi-led coalition, stabilisation mission, stabilization mission, military observers,
        protection force, intervention force, standby force, joint force, g5 sahel force,
        kfor, unifil, minusma, monusco, amisom, atmis, eufor, isaf, minusca, undof, unmiss,
        samidrc, sadc force, sadc mission, eac force, boots, legion, auxiliaries
    """,
    # Hulls, wings and guns that are sent or struck.
    "craft": """
        warship+, frigate+, destroyer+, corvette+, submarine+, aircraft carrier+, carrier+,
        carrier strike group+, carrier group+, cruiser+, gunboat+, patrol boat+, patrol
        vessel+, patrol ship+, minesweeper+, minehunter+, naval vessel+, naval ship+, navy
        ship+, navy vessel+, coast guard ship+, coast guard vessel+, coastguard ship+,
        coastguard vessel+, landing ship+, amphibious ship+, assault ship+, flotilla+, armada,
        naval task force, battle group+, battlegroup+, warplane+, fighter jet+, fighter
        plane+, fighter aircraft, war plane+, jet+, bombers, stealth bomber+, military
        aircraft, combat aircraft, attack helicopter+, helicopter gunship+, gunship+,
        helicopter+, tank+, battle tank+, armoured vehicle+, armored vehicle+, armoured
        personnel carrier+, armored personnel carrier+, military vehicle+, army vehicle+,
        howitzer+, artillery, battery, batteries, air defence battery, air defence batteries,
        air defense battery, air defense batteries, missile battery, missile batteries,
        patriot battery, patriot batteries, missile system+, air defence system+, air defense
        system+, air defence unit+, missile defence system+, missile defense system+,
        launcher+, rocket launcher+, missile unit+, spy plane+, surveillance plane+, tankers
        aircraft, f-15+, f-16+, f-18+, f-22+, f-35+, b-52+, b-2+, b-1+, su-30+, su-35+,
        mig-29+, s-300+, s-400+, typhoon jets, rafale+, patriots, patriot missiles, cutter+,
        bulldozer+, airpower, navy fleet, naval fleet, surveillance aircraft, patrol aircraft
    """,
    # Armed people who answer to no recognised state, and attackers in general.
    "armed": """
        militant+, partisan+, gunman+, rebel+, insurgent+, terrorist+, jihadist+, jihadi+,
        extremist+, islamist+, separatist+, guerrilla+, guerilla+, militia+, bandit+,
        attacker+, assailant+, suicide bomber+, bomber, raider+, fighter+, combatant+,
        paramilitary, paramilitaries, warlord+, armed man+, armed men, armed group+, armed
        gang+, gang+, gangster+, pirate+, mujahideen, mujahid, insurgency, militiaman+,
        mutineer+, dissident+, hitman+, cartel+, armed settlers, settler+, infiltrator+,
        saboteur+, sniper+, loyalist+, takfiri+, hijacker+, armed elements, armed assailant+,
        kidnapper+, tribal fighters, tribesman+, secessionist+, enemy, invader+, occupier+,
        aggressor+, marauder+, drone pilots, armed wing, rebel group+, militant group+,
        terrorist group+, jihadist group+, breakaway faction, factions, armed faction+, hit
        squad+, death squad+, assassin+, outlaw+, maoists, mobsters
    """,
    "group": """
        isis, isil, islamic state, daesh, daish, is militants, al-qaeda, al qaeda, al-qaida,
        al qaida, taliban, taleban, hamas, hezbollah, hizbollah, hizbullah, hizballah,
        hezballah, houthi, houthis, huthi, huthis, ansar allah, ansarullah, boko haram,
        al-shabaab, al-shabab, al shabaab, al shabab, shabaab, shebab, iswap, jnim, wagner,
        wagner group, africa corps, rapid support forces, rsf, m23, pkk, ypg, ypj, sdf, syrian
        democratic forces, hayat tahrir al-sham, hts, al-nusra, nusra front, al-nusra front,
        jabhat al-nusra, ahrar al-sham, free syrian army, islamic jihad, palestinian islamic
        jihad, fatah, qassam brigades, al-qassam brigades, al-quds brigades, lashkar-e-taiba,
        lashkar-e-jhangvi, jaish-e-mohammed, jaish-e-mohammad, eln, farc, abu sayyaf, allied
        democratic forces, adf, codeco, tpdf, tigray people's liberation front, tplf, oromo
        liberation army, fano, amhara fano, kata'ib hezbollah, kataib hezbollah, popular
        mobilization forces, popular mobilisation forces, hashd al-shaabi, arakan army, karen
        national union, kachin independence army, balochistan liberation army, baloch
        liberation army, ttp, tehrik-e-taliban, pakistani taliban, jundallah, jaish al-adl,
        shining path, sendero luminoso, eta, ira, real ira, ltte, tamil tigers, naxalites,
        naxals, viet cong, khmer rouge, anti-balaka, seleka, ansar dine, ansaru, islamist
        alliance, west papua liberation army, free papua movement, polisario, polisario front,
        revolutionary guards, revolutionary guard, irgc, quds force, irish republican army,
        people's defence force, people's defense forces, patriotic coalition, liberation
        front, liberation army, liberation movement, resistance movement, 3r, mai-mai, lord's
        resistance army
    """,
    # What is used to do violence.
    "weapon": """
        rocket+, missile+, ballistic missile+, cruise missile+, mortar+, mortar shell+, mortar
        round+, shell+, artillery shell+, artillery, artillery fire, grenade+, hand grenade+,
        bomb+, car bomb+, truck bomb+, roadside bomb+, barrel bomb+, pipe bomb+, petrol bomb+,
        firebomb+, glide bomb+, cluster bomb+, cluster munition+, explosive+, explosives,
        explosive device+, ied, ieds, improvised explosive device+, landmine+, land mine+,
        naval mine+, drone+, uav, uavs, unmanned aircraft, kamikaze drone+, loitering
        munition+, gunfire, machine gun+, machine-gun+, sniper fire, small arms, rifle fire,
        bullet+, warhead+, nerve agent, chlorine, sarin, mustard gas, chemical weapons, white
        phosphorus, rpg, rpgs, torpedo+, explosive belt, suicide vest+, suicide belt+, car
        packed with explosives, projectile+, munition+, air defences, air defenses, shelling,
        napalm, tank fire, mortar fire, rocket fire, heavy weapons, katyusha, katyushas,
        anti-tank, rifle+, kalashnikov+, booby trap+, live ammunition, live rounds
    """,
    # What war strikes.
    "target": """
        checkpoint+, security checkpoint+, check post+, base+, military base+, air base+,
        airbase+, outpost+, barracks, camp+, refugee camp+, garrison+, headquarters, post+,
        police post+, police station+, army post+, border post+, patrol+, convoy+, aid
        convoy+, position, positions, village+, town+, city, cities, hamlet+, settlement+,
        mosque+, church+, cathedral, synagogue+, temple+, shrine+, market+, marketplace,
        bazaar, school+, hospital+, clinic+, airport+, airfield+, airstrip+, embassy,
        embassies, consulate+, compound+, parliament, palace, port+, harbour, harbor,
        refinery, refineries, pipeline+, oil field+, oilfield+, gas field+, power plant+,
        power station+, substation+, dam, depot+, ammunition depot+, warehouse+, hideout+,
        stronghold+, trench, trenches, fort, bunker+, tanker+, oil tanker+, cargo ship+,
        merchant ship+, bulk carrier+, freighter+, vessel+, motorcade, minibus, barricade,
        watchtower+, radar, radar station, strongpoint+, apartment block+, apartment
        building+, residential area+, residential building+, neighbourhood+, neighborhood+,
        district+, infrastructure, energy infrastructure, front line+, frontline+, beach,
        beaches, nightclub, concert hall, mine workers, gold mine, roadblock+, gas plant, oil
        facility, oil facilities, wedding, funeral, prison, jail, hotel, restaurant, cafe,
        bus, train, vehicle+, ship+, house+, home+, building+, farm+, bridge, office, offices,
        centre, center, college, university, reactor+, nuclear site+, nuclear facility,
        nuclear facilities, power grid, facility, facilities, site, sites, installation+,
        tunnel+, island, mission, delegation, command post+
    """,
    # One of a force is no force: a soldier who leaves is a person, unless he is the last.
    "lone": """
        soldier, marine, fighter, commando, peacekeeper, infantryman, conscript, mercenary,
        paratrooper, legionnaire, gendarme, serviceman, reservist, guardsman, officer, pilot
    """,
    "last_word": "last, every, any, each, single, no",
    "civilian": """
        civilian+, people, person, resident+, villager+, worker+, child, children, woman,
        women, man, men, family, families, refugee+, student+, pupil+, pilgrim+, worshipper+,
        passenger+, journalist+, medic+, miner+, farmer+, herder+, mourner+, tourist+,
        shopper+, citizen+, police officer+, policeman+, policewoman+, officer+, guard+,
        official+, driver+, priest, bishop, imam, mayor, governor, minister, president,
        lawmaker, general, colonel, commander+, activist+, aid worker+, aid workers, girl+,
        boy+, teenager+, baby, babies, believers, lieutenant, captain, sergeant, major,
        corporal, candidate, politician+, judge+, lawyer+, ambassador, diplomat+, leader+,
        chief, members, member, hostage+, prisoner+, displaced, victim+, staff, crew, sailor+,
        seafarer+, martyr+, panner+, gold panner+, trader+, elder+, labourer+, laborer+,
        employee+, native+, martyr, others, dozen+, hundred+, thousand+, scores
    """,
    "police": """
        police, policeman+, policewoman+, police officer+, officer+, constable+, detective+,
        riot squad, bomb squad, forensic team+
    """,
    # Words of war that prove the subject of an article but nothing else.
    "war": """
        rebel, militant, gunman, soldier, troop, insurgent, jihadist, fighter, commando,
        peacekeeper, airstrike, warplane, warship, warships, separatist, paramilitary,
        paramilitaries, guerrillas, tanks, drones, bombardment, shelled, bombing, mercenaries,
        blue helmets, special forces, war, warfare, frontline+, front line+, ceasefire,
        cease-fire, truce, insurgency, military, combat, battlefield, offensive, counteroffensive,
        counter-offensive, casualties, hostilities, defence minister, defense minister,
        defence ministry, defense ministry, ministry of defence, ministry of defense, general
        staff, occupied, occupation, siege, besieged, stronghold, martyr+, martyred, armed,
        army, troops, soldiers, militants, rebels, insurgents, jihadists, fighters, gunmen,
        airstrike+, air strike+, shelling, missile+, rockets, mortar, peacekeepers, warplanes,
        separatists, battalion, brigade, artillery, civilians, nato, kremlin, pentagon,
        islamic state, hamas, hezbollah, houthis, taliban, boko haram, al-shabaab, wounded,
        terrorist, terrorists, militia, explosives, checkpoint, barracks, gendarmes,
        commandos, marines, suicide bomber, roadside bomb, garrison, deployed, ambush,
        ambushed, junta
    """,
    # Killing and wounding, as words beside a trigger.
    "casualty": """
        killed, killing, kills, dead, died, wounded, wounding, injured, injuring, casualty,
        casualties, deaths, death toll, toll, martyred, martyrdom, martyr, maimed, lives,
        slain, killings, bodies, fatalities, injuries, beheaded, massacred, shot dead, gunned
        down
    """,
    # Bases and posts that are handed over or left.
    "holding": """
        base+, military base+, air base+, airbase+, outpost+, post+, position, positions,
        hill+, hilltop+, garrison+, barracks, village+, town+, city, cities, territory,
        territories, province+, region+, district+, sector, corridor, crossing, airport,
        airfield, island, enclave, valley, front, zone, buffer zone, plateau, soil, peninsula,
        country, border, strip, outskirts, suburbs, neighbourhood+, neighborhood+, area+,
        line, lines, side, camp+, trenches, headquarters, compound+, frontline, front line,
        stronghold+, checkpoint+, land, lands, bank
    """,
    "sea": """
        sea, strait+, gulf, waters, ocean, red sea, black sea, baltic sea, baltic,
        mediterranean, eastern mediterranean, south china sea, east china sea, arabian sea,
        gulf of aden, gulf of oman, gulf of guinea, persian gulf, strait of hormuz, taiwan
        strait, bab al-mandab, bab el-mandeb, sea of azov, caspian sea, caribbean, indian
        ocean, pacific, atlantic, north sea, sea of japan, yellow sea, barents sea, aegean,
        aegean sea, kerch strait, lake chad, arctic, suez canal
    """,
    # Groups counted, so that "hundreds of troops" is still about troops.
    "collective": """
        thousands, hundreds, dozens, tens, scores, number, numbers, group, groups, unit,
        units, contingent, column, columns, convoy, convoys, company, companies, batch, wave,
        members, elements, vanguard, rest, part, parts, most, all, some, majority, remainder,
        last, half, handful, couple, fleet, third, quarter, brigade, battalion, battalions,
        squad, team, any, one, two, three, four, five, body, bulk, none, remnants, squadron,
        detachment, series, flotilla, division, regiment, pair, volume, type, kind, thousand,
        hundred, dozen, million, crew, lot, lots, each, many, cohort, remaining
    """,
    # Heads that turn "army X" or "military X" into something that is not a force.
    "unforce": """
        aid, help, equipment, hardware, supplies, uniforms, doctor+, chief+, leader+,
        official+, spokesman, spokeswoman, spokesperson, family, families, wives, veteran+,
        budget, band, cadets, attache, attaches, exercise+, drill+, parade, intelligence,
        spending, assistance, support, support for, cooperation, relations, deal, alliance,
        service,
        training, school, academy, court, tribunal, prosecutor, hospital, surgeon, doctors,
        source, sources, statement, council, junta, ruler+, government, rule, coup,
        operation+, campaign, action, activity, exports, sales, technology, power, might,
        capability, capabilities, expert+, analyst+, attire, fatigues, boots, helicopter
        crash, pay, salaries, recruitment, levels, strength, morale, commander+, general,
        officer, medical teams, dog, dogs, investigators, investigation, brutality, violence,
        custody, report+, station, stations, car, cars, museum, history, movement+,
        protection, option, options, solution, response, weapons
    """,
    "drill": """
        exercise, exercises, drill, drills, manoeuvre, manoeuvres, maneuver, maneuvers, war
        game, war games, wargame, wargames, mock, simulated, simulation, simulating, firing
        blanks, live-fire exercise, live-fire exercises, training exercise, rehearsal,
        rehearsed, rehearse, military exercise, military exercises, military drill, military
        drills, naval exercise, naval exercises, joint exercise, joint exercises, joint
        drills, exercising, military manoeuvres, military maneuvers
    """,
    "talk": """
        talks, negotiation, negotiations, negotiating, negotiate, negotiates, negotiated,
        negotiators, committee, commission, dialogue, round, timetable, schedule, scheduling,
        roadmap, road map, calendar, framework, agreement, accord, deal, pact, understanding,
        meeting, discussions, consultations, session, joint committee, technical committee
    """,
    "outward": "out, out of, back, home, away, off",
    "destroyed": """
        destroyed, damaged, burned, ablaze, rubble, flattened, fire, exploded, explosion,
        explosions, blast, blasts, targeted, hit, rocked, torched, devastated, sank, sunk
    """,
    # Subjects that make violent words harmless.
    "sport": """
        match, goal, goals, goalkeeper, conceded, equaliser, keeper, back line, stoppage,
        striker, midfielder, defender, defenders, coach, league, cup, tournament, season,
        innings, wicket, wickets, batsman, batsmen, bowler, penalty, half-time, second half,
        first half, final minute, stoppage time, extra time, referee, scored, scoring, score,
        fans, championship, olympic, olympics, rugby, football, footballer, soccer, cricket,
        tennis, basketball, baseball, hockey, kabaddi, boxing, boxer, quarterback, touchdown,
        inning, pitcher, playoff, playoffs, midfield, winger, hat-trick, hattrick, derby,
        fixture, premiership, grand prix, cyclist, peloton, chess, racket, batting, bowling,
        fly-half, scrum, lineout, offside, knockout, semi-final, semi-finals, final whistle,
        quarter-final, grand slam, wimbledon, world cup, premier league, fifa, uefa,
        teammates, podium, sprinter, relegation, goalless, full-back, hooker, flanker,
        backhand, forehand, golfer, birdie, caddie, jockey, racecourse
    """,
    "business": """
        shares, shareholders, shareholder, profit, profits, bid, takeover, investors,
        investor, stock, stocks, analysts, earnings, revenue, revenues, ceo, merger,
        quarterly, bond, bonds, interest rates, dividend, customers, retailer, retail,
        startup, brand, sales, consumers, fiscal, inflation, union, unions, strikers, walkout,
        picket, pickets, wages, employer, employers, workforce, manufacturer, liquidity,
        central bank, currency, price, prices
    """,
    "politics": """
        election, elections, poll, polls, voter, voters, vote, votes, ballot, ballots,
        candidate, candidates, campaign, party, parties, polling, constituency,
        constituencies, seats, manifesto, coalition government, undecided, turnout,
        referendum, senator, primaries, lawmakers, liberals, conservatives, labour party,
        democrats, republicans
    """,
    "cyber": """
        cyber, cyberattack, cyberattacks, cyber-attack, cyber-attacks, hackers, hacker,
        hacking, hacked, malware, ransomware, phishing, software, website, websites, servers,
        server, network, online, password, passwords, virus, viruses, browser, computers,
        computer, app, apps, microsoft, google, ddos, botnet, users, windows, firewall,
        router, encryption, vulnerability, patch, internet, web, pc, pcs, email, e-mail,
        spyware, trojan, worm, console
    """,
    "culture": """
        film, films, movie, actor, actress, album, singer, band, novel, author, box office,
        oscar, oscars, tv series, series, drama, audience, comedy, music, concert, theatre,
        episode, character, characters, director, screenplay, fictional, video game, gamers,
        game, games, player, players, dvd, studio, chart, charts, rapper, sitcom
    """,
    "crime": """
        robbery, robbers, robber, burglary, burglar, burglars, thief, thieves, theft,
        shoplifting, mugging, drunk, drunken, pub, brawl, domestic violence, ex-husband,
        ex-wife, boyfriend, girlfriend, stabbing, carjacking, drug dealer, drug dealers, sexual
        assault, sexual, rape, raped, rapist, indecent, shark, sharks, dog, dogs, bear,
        crocodile, animal, teenager, bullies, bully, knife, schoolboy, murder suspect,
        homicide, serial killer
    """,
    "trial": """
        trial, court, judge, judges, prosecutor, prosecutors, prosecution, verdict, sentence,
        sentenced, convicted, conviction, jailed, jury, defendant, defendants, indicted,
        extradited, extradition, accused, charged, life term, pleaded, tribunal, inquest,
        inquiry, appeal
    """,
    "memory": """
        anniversary, commemoration, commemorate, commemorated, commemorates, commemorating,
        memorial, remembrance, remembered, survivors recalled, veteran, veterans, museum,
        memoir, memoirs, obituary, history, historian, historians, diary, logbook, died aged,
        born in, wreath, wreaths, medal, medals, decades ago, years ago, eighty
        years, centenary, second world war, first world war, world
        war ii, world war two, world war i, cold war, vietnam war, gulf war, korean war, civil
        war era
    """,
}
