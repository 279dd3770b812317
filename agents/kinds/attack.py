"""Armed political violence: attacks, raids, strikes, shelling, ambushes, assassinations, clashes.

Counts: violence by a state, an armed group, a militia or a gang with a political or territorial
side; a place taken by force; an attack foiled, repelled or intercepted; soldiers killed.
Does not count: ordinary crime, labour strikes, sport, cyber, metaphor, accidents, test launches,
old bombs found, arrests, tear gas, truces as such.
"""

from __future__ import annotations

from agents.kinds import Background, Kind, Pack, Positive, Roles, Trigger
from streams.messages import Modality

ACTORS = "force|armed|group|craft|country|demonym|capital"
HARMED = "target|place|force|armed|group|craft|civilian|demonym|police"

ENGLISH = Pack(
    sets={
        "animal": """
            wolf, wolves, sheep, dog, dogs, shark, sharks, bear, bears, crocodile, bees, elephants,
            elephant, tiger, leopard, lion, lions, boar, snake, monkeys, hyenas, wasps, swarm
        """,
        "aeroplane": "plane+, airliner+, passenger plane+, airplane+, aeroplane+, helicopter+",
        "town_noun": "town+, city, village+, base+, camp+, outpost+, airport, hill+, port",
        "home": "home, part, place, care, over",
        "plot_noun": "plot+, attempt+, conspiracy, bid",
        "plotting": """
            plot, plotting, plotted, planning, planned, plans, foiled, thwarted, arrested
        """,
        "violent": """
            bomb, attack, assassinate, kill, storm, blow up, strike, murder, seize, target,
            attacks, assassination, bombing, explosives, suicide
        """,
        "bullets": "bullets of, bullet of, fire of, by the bullets of",
        "accuse": """
            accuse, accused, accuses, accusing, blamed, blames, blaming, violation of the
            truce
        """,
        "mission_noun": """
            mission, mandate, coalition, task, alliance, operation, efforts, fight, law
        """,
        "violence": """
            attack+, assault+, raid+, strike+, airstrike+, air strike+, ambush, ambushes,
            offensive+, bombing+, shelling, incursion+, infiltration, onslaught, advance,
            ground attack+, drone attack+, missile attack+, rocket attack+, terror attack+,
            terrorist attack+, suicide attack+
        """,
        "accident": """
            plunged, overturned, skidded, ravine, collided, veered, derailment,
            accident, accidents, accidental, earthquakes, quake, accidentally, crash, crashed,
            collision, capsized, avalanche, earthquake, landslide, flood, floods, flooding,
            storm, fireworks, gas leak, factory, boiler, plant explosion, lightning, heatwave,
            drowned, training accident, malfunction, helicopter crash, plane crash, road
            accident, gas cylinder, virus, disease, epidemic, outbreak, cholera, ebola,
            malaria, overdose, stampede, typhoon, hurricane, tornado, cyclone, wildfire,
            wildfires, blizzard, silo, refinery blaze
        """,
        "test": """
            test, tests, test-fired, tested, test-fires, testing, test-fire, test launch,
            trial launch
        """,
        "found": """
            defused, defuse, unexploded, seized, seizure, confiscated, recovered, discovered,
            found, cache, caches, disposal, clearance, world war two bomb, wartime
        """,
        "gas": """
            tear gas, water cannon, rubber bullets, batons, baton, protest, protesters,
            protestors, demonstrators, demonstration, rioters, riot, supporters, hooligans,
            marchers, crowds, students, pepper spray, stones, rocks, fireworks, firecrackers
        """,
        "speech_act": """
            remarks, comments, record, policy, policies, plan, plans, proposal, proposals,
            budget, critics, criticism, decision, speech, media coverage, reputation,
            character, idea, law, bill, verdict, rights, freedom, freedoms, democracy,
            privilege, government's record, bid, report, values, constitution, judiciary,
            strategy, problem, crisis, cost, costs, inflation, poverty, corruption, obesity,
            smoking, opponents, rival, rivals, credibility, integrity, motion, request,
            ruling, limits, workers, wages, tax, taxes, free speech, institutions,
            advertisement, campaign, senses, press freedom
        """,
        "labour": """
            union, unions, workers, teachers, nurses, drivers, pilots, pay, picket, walkout,
            hunger, general, staff, employees, wage, price, rate, fund, deal, action, miners'
        """,
        "police_work": """
            arrest, arrested, arrests, arresting, detained, drug, drugs, narcotics,
            counterfeit, smuggling, smugglers, traffickers, trafficking, gambling, warrant,
            tax, customs, fbi, brothel, immigration, seized, computers, files, documents,
            fined
        """,
        "fight": "fighting, battle+, combat",
        "raging": """
            fierce, heavy, intense, raged, rages, raging, erupted, broke out, deadly, renewed,
            fresh, killed, sporadic, bloody, continued, engaged in, violent, kills
        """,
    },
    unless=("near:animal !near:armed !near:weapon !near:group",),
    exclusions="""
        heart attack+, panic attack+, asthma attack+, shark attack+, dog attack+, bear
        attack+, acid attack+, knife attack+, cyber attack+, cyber-attack+, cyberattack+,
        phishing attack+, ddos attack+, ransomware attack+, hacking attack+, anxiety attack+,
        personal attack+, verbal attack+, counter attack+, counter-attack+, strike action,
        strike price, strike rate, hunger strike+, general strike+, rail strike+, lightning
        strike+, labour strike+, teachers ' strike, strike fund, on strike, went on strike, go
        on strike, strike a deal, strikes a deal, struck a deal, strike a balance, strike an
        agreement, struck an agreement, first strike weapon, strike group, strike force,
        strike aircraft, strike team, attack helicopter+, attack aircraft, attack submarine+,
        attack ad, attack ads, attack dog+, assault rifle+, assault weapon+, assault course,
        sexual assault+, common assault, indecent assault, assault ship+, attack-minded, fire
        brigade, fire fighter+, firefighter+, hit areas, hit area, hit film, hit single, raid
        array, police raid+, drug raid+, dawn raids on, fbi raid, tax raid, corporate raid,
        hit the road, hit the target, hit the targets, hit list, hit song, hit by flooding,
        bomb disposal, bomb squad, bomb scare, bomb threat+, bomb shelter+, photo bomb, box
        office bomb, mass shooting drill, shooting range, shooting guard, shooting star,
        shooting practice, clash of heads, clash of cultures, clash of civilisations, clash of
        civilizations, title clash, cup clash, league clash, derby clash, capture the flag,
        market raid, under attack from critics, charm offensive+, diplomatic offensive, media
        offensive, pr offensive, offensive line, offensive coordinator, offensive remarks,
        offensive language, offensive weapon, offensive weapons, fire service, fire alarm,
        killed off, kill off, kill time, kill switch, population explosion, explosion of
        interest, explosion in demand, bombed at the box office, hit back, hits back, strike
        back at critics, fire bomb alert, terror attack victim support fund, attack surface,
        plan of attack, attack vector, line of attack, lines of attack, launch pad, rules of
        engagement, shelled out, shell company, shell companies, sea shell+, shell oil, royal
        dutch shell, killed in a crash, killed in an accident, died in a crash, strike out,
        struck by lightning, struck off, struck down with, struck by a car, hit by a car, hit
        by a bus, hit by a train, hit by recession, hard hit, worst hit, targeted ad, target
        audience, target price, price target, on target, target date, the strikes by workers,
        target of criticism, fight against, war on drugs, fire sale, bombshell, sniffer dogs,
        raid on the fridge, arrest raid+, warning strike+, strike ballot, strike vote, bird
        strike+, climate strike+
    """,
    triggers=(
        Trigger(
            words="""
                airstrike, air strike, drone strike, missile strike, artillery strike, rocket
                attack, missile attack, drone attack, mortar attack, artillery attack, suicide
                bombing, suicide attack, bomb attack, bombing attack, car bombing, truck
                bombing, air raid, bombing raid, grenade attack, gun attack, terror attack,
                terrorist attack, militant attack, rebel attack, jihadist attack, insurgent
                attack, bombardment, gunbattle, gun battle, firefight, suicide blast, car bomb
                attack, car bomb blast, bomb blast, bomb explosion, chemical attack, chemical
                weapons attack, gas attack, air attack, aerial attack, airstrike, aerial
                bombardment, roadside bombing, rocket fire, mortar fire, artillery fire,
                rocket barrage, missile barrage, drone raid, cross-border attack, cross-border
                raid, militia attack, armed attack, armed clash, assassination attempt, ground
                offensive, ground assault, drive-by shooting, armed assault, naval attack,
                deadly ambush, counterinsurgency raid, exchange of fire, artillery exchange,
                artillery duel, exchange of gunfire, artillery barrage, preemptive strike,
                pre-emptive strike, retaliatory strike, air assault
            """,
            part="noun",
            needs=("sentence:place|force|armed|group|weapon|casualty|craft", "article:war"),
            unless=(
                "near:cyber !near:casualty",
                "sentence:sport !sentence:casualty !sentence:force",
            ),
            weight=0.92,
        ),
        Trigger(
            words="""
                attack, assault, raid, onslaught, incursion, infiltration attempt, ambush
            """,
            part="noun",
            needs=(
                "owner:armed|group|weapon",
                "by:armed|group|craft|force|weapon",
                "of:armed|group|craft",
                "on:force|craft",
                "near:armed|group|weapon",
                "near:force near:target|place|casualty",
                "near:force before:demonym|country",
                "near:casualty near:place article:war",
                "near:target near:casualty",
                "near:target article:war",
                "near:place article:war",
                "on:target to:place",
                "near:plotting on:target|place",
                "owner:demonym|country article:war",
                "near:accuse article:war",
            ),
            unless=(
                "near:cyber !near:casualty !near:weapon",
                "on:speech_act !on:place !near:casualty",
                (
                    "near:police_work !near:armed !near:group !near:casualty !near:weapon "
                    "!near:plotting"
                ),
                "near:gas !near:armed !near:group !near:force",
                "before:labour",
            ),
            weight=0.8,
        ),
        Trigger(
            words="""
                shelling, bombing, gunfire, sniper fire, blast, explosion, shooting, massacre,
                killing, offensive, barrage
            """,
            part="noun",
            needs=(
                "near:armed|group|weapon",
                "by:force|craft|country|demonym",
                "near:force near:casualty|target|place",
                "near:target near:place article:war",
                "near:casualty near:place article:war",
                "owner:force|demonym|country|craft article:war",
                "of:target|place article:war",
                "near:destroyed near:place article:war",
                "owner:target|place",
                "to:target near:place",
            ),
            unless=("sentence:accident", "near:cyber", "near:found !near:casualty"),
            weight=0.75,
        ),
        Trigger(
            words="""
                clash, skirmish, confrontation, shootout, shoot-out, standoff gunfight, fire
                fight
            """,
            part="noun",
            needs=(
                "near:armed|group|weapon",
                "near:force !near:gas",
                "near:casualty near:place article:war",
            ),
            unless=("near:gas !near:armed !near:group !near:weapon",),
            weight=0.78,
        ),
        Trigger(
            words="fighting, battle, hostilities, combat",
            part="noun",
            needs=(
                "before:raging near:armed|group|force|place article:war",
                "after:raging near:armed|group|force|place article:war",
            ),
            unless=("near:cyber",),
            weight=0.6,
        ),
        Trigger(
            words="bomb, shell, bombard, ambush, strafe, carpet-bomb, firebomb",
            part="verb",
            needs=(
                "object:target|place|force|armed|group|craft|civilian|holding|demonym",
                "subject:force|craft|country|demonym|armed|group article:war",
                "by:armed|group|force|craft",
            ),
            weight=0.9,
        ),
        Trigger(
            words="""
                attack, storm, assault, raid, pound, strike, hit, pummel, overrun, hammer,
                target, blast, batter, infiltrate, derail, burn, torch, rocket, booby-trap
            """,
            part="verb",
            needs=(
                (
                    "subject:armed|group "
                    "object:target|place|name|force|civilian|holding|craft|demonym|police|group"
                ),
                "subject:armed|group near:casualty|weapon|place !is:passive",
                (
                    "subject:force|craft "
                    "object:target|place|name|armed|group|force|holding|craft|civilian"
                ),
                "subject:weapon object:target|place|force|civilian|craft|armed|group|holding",
                (
                    "subject:country|demonym|capital "
                    "object:target|place|force|craft|armed|group|holding article:war"
                ),
                "is:passive by:armed|group|force|craft|weapon|country|demonym",
                "is:passive near:weapon|armed|group",
                "is:passive object:force|craft|target|place article:war near:casualty|place",
                "is:passive object:target|place|craft|holding article:war",
                (
                    "subject:violence "
                    "object:target|place|force|civilian|craft|armed|group|holding "
                    "article:war"
                ),
                "subject:pronoun object:target|place|force|craft|holding article:war",
                "object:force|craft near:weapon|armed|group",
                "is:infinitive right:force|craft|target article:war",
                "is:modal right:force|craft|target article:war",
                (
                    "object:target|place|holding near:weapon|armed|group "
                    "near:casualty|place article:war"
                ),
            ),
            unless=(
                "object:speech_act",
                "sentence:accident !near:weapon !near:armed",
                "near:police_work !near:armed !near:group !near:casualty !near:weapon",
                "near:gas !near:armed !near:group !near:weapon",
                "near:cyber !near:casualty !near:weapon",
                (
                    "sentence:sport !sentence:force !sentence:casualty !sentence:weapon "
                    "!sentence:group"
                ),
            ),
            weight=0.78,
        ),
        Trigger(
            words="""
                fire, launch, lob, hurl, drop, unleash, rain, fling, send, toss, shoot, throw
            """,
            part="verb",
            needs=(
                (
                    "object:weapon "
                    "on:target|place|force|armed|group|craft|civilian|holding|demonym|police"
                ),
                "object:weapon to:target|place|country|holding",
                "subject:force|group|armed right:weapon article:war",
                "subject:country|demonym right:weapon near:casualty article:war",
                "object:violence on:target|place|force|armed|group|craft|holding|demonym",
                "subject:armed|group|force object:violence",
            ),
            unless=("sentence:test", "near:gas", "then:sea !on:craft !on:target"),
            weight=0.8,
        ),
        Trigger(
            words="""
                open fire, fire upon, fire on, fire at, shoot at, fire back, return fire, come
                under fire, come under attack, exchange fire, trade fire
            """,
            part="verb",
            needs=(
                "near:armed|group|force|police|target|craft article:war",
                "near:armed|group|force near:casualty|place|target",
            ),
            unless=("near:gas !near:casualty", "near:speech_act"),
            weight=0.85,
        ),
        Trigger(
            words="""
                kill, behead, execute, slaughter, massacre, murder, gun down, shoot dead,
                hack, wound, injure, martyr, shoot, slay
            """,
            part="verb",
            needs=(
                "subject:armed|group object:civilian|force|police|demonym|armed|group|collective",
                (
                    "subject:force|craft|weapon|violence "
                    "object:civilian|force|armed|group|police|demonym|collective"
                ),
                "is:passive by:armed|group|force|craft|weapon|demonym",
                (
                    "is:passive near:weapon|armed|group "
                    "object:civilian|force|police|demonym|collective"
                ),
                "is:passive object:force|armed|group article:war",
                "object:force near:armed|group|weapon",
                "then:bullets near:force|craft|place",
                "subject:country|demonym object:armed|group|force article:war",
            ),
            unless=("sentence:accident", "near:gas !near:armed !near:force !near:weapon"),
            weight=0.78,
        ),
        Trigger(
            words="assassinate",
            part="verb",
            needs=("sentence:civilian|force|armed|group|place|official",),
            weight=0.85,
        ),
        Trigger(
            words="detonate, explode, go off, blow up, set off",
            part="verb",
            needs=(
                "subject:weapon|armed near:place|casualty|target|force|civilian|armed",
                "object:weapon near:casualty|target|place|force",
                "subject:armed|group|force object:target|holding|place|craft",
                "near:armed|group near:casualty|target|place",
            ),
            unless=("sentence:accident", "near:found !near:casualty", "sentence:test"),
            weight=0.82,
        ),
        Trigger(
            words="""
                blow himself up, blow herself up, blow themselves up, blew himself up, blew
                themselves up, blew herself up, blown himself up, blown themselves up, blowing
                himself up
            """,
            part="phrase",
            weight=0.92,
        ),
        Trigger(
            words="intercept, shoot down, down, bring down",
            part="verb",
            needs=(
                "object:weapon near:force|armed|group|place|country|demonym|weapon article:war",
                "is:passive object:weapon",
                "subject:force|craft|armed|group object:weapon",
            ),
            unless=("sentence:test", "sentence:accident"),
            weight=0.75,
            nuance="foiled",
        ),
        Trigger(
            words="shoot down, down, destroy, sink, torch, raze, flatten",
            part="verb",
            needs=(
                "object:craft near:force|armed|group|place|country|demonym article:war",
                "subject:force|craft|armed|group|weapon object:target|craft|weapon|holding|armed",
            ),
            unless=("sentence:test", "sentence:accident", "near:found !near:force"),
            weight=0.72,
        ),
        Trigger(
            words="foil, thwart, prevent, uncover, break up, disrupt, avert, stop",
            part="verb",
            needs=("object:plot_noun sentence:violent",),
            weight=0.8,
            nuance="foiled",
            modality=Modality.PLANNED,
        ),
        Trigger(
            words="""
                capture, seize, retake, recapture, take control of, liberate, conquer, wrest,
                overrun, regain control of
            """,
            part="verb",
            needs=(
                (
                    "subject:armed|group|force|country|demonym "
                    "object:holding|place|target|name article:war"
                ),
                "is:passive by:armed|group|force object:holding|place|target",
            ),
            unless=("near:police_work",),
            weight=0.65,
        ),
        Trigger(
            words="massacre",
            part="noun",
            needs=("sentence:civilian|place|target|casualty",),
            unless=("sentence:sport",),
            weight=0.75,
        ),
        Trigger(
            words="strike",
            part="noun",
            needs=(
                "near:armed|group|weapon|force|craft",
                "near:casualty near:place",
                "against:target|place to:place|holding",
                "owner:demonym|country|capital on:place|target",
                "near:place article:war",
                "on:target article:war",
            ),
            unless=(
                "before:labour",
                "near:labour !near:casualty !near:weapon",
                "on:speech_act !on:place !near:casualty",
                "near:cyber !near:casualty !near:weapon",
            ),
            weight=0.8,
        ),
        Trigger(
            words="take, take over",
            part="verb",
            needs=("subject:armed|group|force right:town_noun",),
            unless=("then:home", "subject:lone"),
            weight=0.6,
        ),
        Trigger(
            words="shoot down, bring down, down",
            part="verb",
            needs=("object:aeroplane sentence:armed|group|force|country|weapon",),
            unless=("sentence:accident",),
            weight=0.75,
        ),
        Trigger(
            words="clash, trade gunfire, exchange gunfire, battle, skirmish",
            part="verb",
            needs=(
                "subject:force|armed|group|police sentence:armed|group|weapon !is:infinitive",
                "subject:force|armed|group then:force|demonym",
            ),
            unless=("near:gas !near:armed !near:group !near:weapon",),
            weight=0.75,
        ),
        Trigger(
            words="""
                repel, foil, thwart, repulse, beat back, fend off, beat off, drive back, fight
                off
            """,
            part="verb",
            needs=(
                "object:violence near:armed|group|force|target|place",
                "object:armed|group|force near:place|target article:war",
            ),
            weight=0.85,
            nuance="foiled",
        ),
        # What only the verifier can tell apart: words of hitting, killing, taking and avenging.
        Trigger(
            words="""
                rush, charge, overrun, seize, occupy, retake, recapture, fall, break into, burst,
                mortar, rocket, blast, go off, waylay, murder, execute, slaughter, torch, burn,
                raze, assail, target, open fire, spray, rake, lob, drop, rain, plant, lay, ram,
                sink, torpedo, down, intercept, throw back, push back, wipe out, eliminate,
                liquidate, neutralise, neutralize, fight, exchange fire, trade fire, trade, duel,
                besiege, cut down, pick off, avenge, retaliate, strike back, hit back, respond,
                level, flatten, destroy, gut, wreck, damage, disable, sabotage, crash, slam,
                land, claim, lose, suffer, wound, injure, hurt, martyr, take, take over, enter,
                infiltrate, invade, advance, push, press, drive, storm, liberate, free, cleanse,
                comb, clear, engage, confront, ambush, trap, set fire, set on fire, light up,
                pay, punish, answer, reply, warn, finish off, blow, launch, carry out,
                stage, mount, conduct, simulate, rehearse, play, commemorate, remember, mourn,
                convict, jail, try, plot, plan, prepare, arm, pound, hammer, batter, fire,
                bayonet, butcher, bury, cut, cripple, hunt, garrotte, mine, open up, overpower, put
                to the sword, riddle, roll, sack, silence, snipe, swoop, machine-gun, loose, let
                loose, knock out, go up in flames, finish, break through, break, burn out, board,
                turn, hurl, shower, rock, shake, hang, decapitate, lynch, hack, encircle, evict,
                dislodge, expel, crush, smash, trample, blow apart, tear through, rip through
            """,
            part="verb",
            open=True,
            weight=0.5,
        ),
        Trigger(
            words="""
                storming, bombardment, barrage, salvo, volley, shellfire, gunfire, fire, blast,
                bomb, killing, massacre, slaughter, murder, execution, battle, fighting,
                firefight, gunfight, shootout, skirmish, combat, offensive, incursion, push,
                drive, advance, capture, fall, seizure, takeover, occupation, liberation, plot,
                hit, revenge, vengeance, reprisal, retaliation, drone, missile, rocket, attempt,
                infiltration, beheading, pogrom, carnage, bloodshed, blow, onslaught, sortie,
                arrival, invasion, conquest, siege, landing, response, answer, act, operation,
                sabotage, mine, shell, projectile, swarm, explosion, hostilities, crime,
                atrocity, slaying, martyrdom, burning, destruction, loss, losses,
                bullet, grenade, sniper, gun, cannon, visit, swoop, wave, defeat, action,
                intervention, cleaning, murderer, killer, assassin, bomber, firing, stabbing,
                hostility, violence, expulsion, encirclement, breakthrough, ramming, hijacking
            """,
            part="noun",
            open=True,
            weight=0.5,
        ),
    ),
    background=(
        Background(
            reason="purpose: what a force is there for",
            when="is:infinitive before:force|mission_noun",
        ),
    ),
    positives=(
        Positive(
            text="Gunmen attacked an army checkpoint near Kidal on Monday, killing six soldiers."
        ),
        Positive(text="Two rockets were fired at the airport in Erbil overnight, police said."),
        Positive(
            text="A suicide bomber blew himself up outside a mosque in Peshawar; nine were hurt."
        ),
        Positive(text="Warplanes bombed a market in the town of Saraqib on Friday."),
        Positive(
            text="The army said its troops repelled an attack by rebels on the town of Sake.",
            nuance="foiled",
        ),
        Positive(
            text=(
                "The ministry denied that its aircraft had carried out the strike on the "
                "hospital in Idlib."
            ),
            modality=Modality.DENIED,
        ),
        Positive(
            text="The group vowed to attack army bases in the north of Mali within days.",
            modality=Modality.PLANNED,
        ),
        Positive(
            text="Officials warned that militants could attack polling stations in Diffa.",
            modality=Modality.HYPOTHETICAL,
        ),
        Positive(
            text="In the drill, marines stormed a mock village held by paper soldiers.",
            modality=Modality.EXERCISE,
        ),
    ),
    negatives=(
        "The striker's late attack on goal left the goalkeeper helpless.",
        "Nurses will strike for two days over pay, the union said.",
        "He died of a heart attack at his home in Basra.",
        "Hackers launched a cyber attack on the ministry's servers.",
        "The opposition leader attacked the budget as unfair.",
        "An explosion at a fireworks factory killed nine workers.",
        "The coalition was formed to fight the terrorist group.",
        "Police raided a flat in Leeds and seized drugs worth a million pounds.",
    ),
)

ARABIC = Pack(
    sets={
        "plot_noun": "مخطط^, مخططات, محاولة, مؤامرة, خلية, هجوم^, هجمات, عملية, تفجير, محاولات",
        "violent": """
            هجوم, هجمات, اغتيال, تفجير, تفجيرات, إرهابي, إرهابية, متفجرات, انتحاري, استهداف, قتل,
            تخريب
        """,
        "gas": """
            غاز مسيل للدموع, قنابل الغاز, الغاز المسيل, خراطيم المياه, رصاص مطاطي, حجارة, متظاهرين,
            محتجين, متظاهرون, محتجون, احتجاج, احتجاجات, مشجعين, هراوات, مفرقعات, ألعاب نارية,
            شماريخ
        """,
        "accident": """
            حادث, حادث سير, حادث مرور, انقلاب شاحنة, انقلاب حافلة, تصادم, اصطدام, زلزال, فيضانات,
            سيول, عاصفة, إعصار, انفجار غاز, أسطوانة غاز, قارورة غاز, تسرب غاز, مصنع, معمل, مرض,
            فيروس, وباء, كورونا, غرق, حريق هائل, قطار, انهيار مبنى, تحطم, كهربائي, تماس, بركان,
            غلاية, صاعقة, بلاستيك
        """,
        "test": "تجربة, تجارب, اختبار, اختبارات, تجريبي, تجريبية, إطلاق تجريبي, تجربة صاروخية",
        "found": """
            إبطال, تفكيك, من مخلفات, مخلفات الحرب, العثور على, عثر, عثرت, ضبط, ضبطت, مصادرة, حجز,
            كشف, اكتشاف, قديمة, الحرب العالمية
        """,
        "speech_act": """
            تصريحات, سياسة, سياسات, قرار, قانون, حكومة, منتقدين, ميزانية, كلمة, خطاب, حرية, حريات,
            موقف, مواقف, قطاع, أسعار, فئة, شباب, قيمة, تنمية, إيرادات, نمو, شريحة, جمهور, عجز
        """,
        "raging": """
            عنيفة, عنيف, ضارية, ضار, اندلعت, اندلاع, تجددت, تجدد, دامية, طاحنة, مسلحة, مستمرة,
            تدور, دارت, شرسة, متواصلة, احتدمت
        """,
        "shot": "النار, الرصاص, نار, رصاص, قذائف, صواريخ, صاروخ^, صاروخا, نيران, قذيفة",
        "aircraft_down": "طائرة, مروحية, مقاتلة, مسيرة, طائرات, مسيرات, مروحيات",
        "labour": "أسعار, غلاء, أجور, نقابة, عمال, إضراب",
        "metaphor": """
            إعلامي, إعلامية, إعلاميا, لفظي, لفظية, كلامي, كلامية, انتخابية, انتخابي, معنوي, معنوية,
            معنويا, رمزي, سياسي, سياسية, سياسيا, قلبية, اقتصادي, اقتصادية, دبلوماسي, دبلوماسية,
            حادا, لاذع, لاذعا, سعرية, أسعار, ضريبية, إلكتروني, إلكترونية, سيبراني, سيبرانية,
            استباقية للأسعار, عاطفي, شرسا, كروي, مرتد, مرتدة
        """,
        "fight_word": "معركة, معارك, قتال, مواجهات, مواجهة, اشتباك*, اقتتال",
    },
    unless=(
        "after:metaphor !near:casualty !near:force",
        "sentence:crime !sentence:group !sentence:armed !sentence:force",
        "near:crime !near:group !near:violent",
        "near:animal !near:weapon !near:group",
        "near:police_work !near:group !near:armed !sentence:casualty",
    ),
    exclusions="""
        أزمة قلبية, نوبة قلبية, ضربة جزاء, ضربة حرة, ضربة ركنية, ضربة شمس, ضربة موجعة للاقتصاد,
        ضربات الترجيح, هجوم إلكتروني, هجمات إلكترونية, هجوم سيبراني, هجمات سيبرانية, خط الهجوم, خط
        هجوم, هجوم الفريق, هجوم المنتخب, هجمة مرتدة, هجمات مرتدة, انفجار سكاني, انفجار الأسعار,
        مكافحة الإرهاب, الحرب على الإرهاب, محاربة الإرهاب, الحرب على الفساد, الحرب على المخدرات,
        معركة انتخابية, المعركة الانتخابية, معركة سياسية, هجوم إعلامي, هجوم لفظي, هجوم لاذع, هجوما
        لاذعا, هجوم حاد, شباك التذاكر, قصف إعلامي, قتل الوقت, الفئة المستهدفة, الفئات المستهدفة,
        مستهدفة من, اشتباك بالأيدي, مواجهة الترجي, قتل غير عمد, جريمة قتل, محاولة قتل, القتل العمد,
        القتل غير العمد, اغتيال الشخصية, إطلاق سراح, إطلاق حملة, إطلاق مشروع, إطلاق منصة, إطلاق
        سباق, غارة على الأسعار, إطلاق برنامج, تفجير طاقات, تفجير موهبة, تحت القصف الإعلامي, لعبة
        القتال, فنون القتال, معركة الأسعار, يغتال صحة, معركة قضائية, معركة قانونية, هجوم الصقيع,
        هجوم الجراد, اعتداء جنسي, اعتداء لفظي, الاعتداء الجنسي, خرق الهدنة
    """,
    triggers=(
        Trigger(
            words="""
                غارة+, غارة+ جوية, قصف, قصف مدفعي, قصف جوي, قصف صاروخي, تفجير* انتحاري, تفجيرات
                انتحارية, تفجير إرهابي, تفجير مزدوج, هجوم^ انتحاري, هجمات انتحارية, هجوم إرهابي,
                هجمات إرهابية, هجوم صاروخي, هجمات صاروخية, هجوم مسلح, هجمات مسلحة, عملية انتحارية,
                عمليات انتحارية, ضربة+ جوية, ضربة+ صاروخية, ضربات, عملية إرهابية, كمين^, كمائن,
                مجزرة^, مجازر, هجوم بري, هجوم كيماوي, هجوم كيميائي, قصف عنيف, هجوم جوي, عدوان,
                عملية إنزال, اشتباكات مسلحة, هجوم بطائرة مسيرة, هجوم بطائرات مسيرة, هجوم بمسيرات,
                إطلاق نار, تبادل إطلاق نار, تبادل لإطلاق النار, تبادل إطلاق النار, إطلاق النار,
                إطلاق صواريخ, إطلاق صاروخ, إطلاق قذائف, تراشق, محاولة اغتيال, عملية اغتيال, عبوة
                ناسفة, سيارة مفخخة, حزام ناسف
            """,
            part="noun",
            needs=(
                (
                    "sentence:place|force|armed|group|weapon|casualty|craft|target|demonym "
                    "article:war"
                ),
            ),
            unless=(
                "sentence:accident !sentence:armed !sentence:group !sentence:force",
                "near:found !sentence:casualty",
                "sentence:sport !sentence:casualty !sentence:force !sentence:group",
                "near:gas !sentence:casualty !near:armed",
                "near:test",
            ),
            weight=0.9,
        ),
        Trigger(
            words="""
                هجوم^, هجمات, هجمة+, هجوما, اعتداء*, اقتحام, مهاجمة, توغل*, استهداف*, استهدافا,
                تسلل, محاولة تسلل, ضربة+, اجتياح, مداهمة+, ضرب, دك, غزو, مذبحة, انقضاض
            """,
            part="noun",
            needs=(
                "near:armed|group|weapon",
                "by:armed|group|craft|force|weapon",
                "of:armed|group|craft|force",
                "on:force|craft|target",
                "near:force near:target|place|casualty|demonym",
                "near:casualty article:war",
                "near:place article:war near:violent",
                "on:place article:war",
                "near:target|place article:war sentence:force|armed|group|weapon|casualty",
                "of:demonym|country article:war",
            ),
            unless=(
                "sentence:sport !sentence:casualty !sentence:force !sentence:group",
                "sentence:accident !sentence:armed !sentence:group !sentence:force",
                "near:police_work !near:armed !near:group !sentence:casualty",
                (
                    "near:speech_act !sentence:force !sentence:casualty !sentence:armed "
                    "!sentence:group !sentence:weapon"
                ),
                "near:cyber !sentence:casualty",
            ),
            weight=0.8,
        ),
        Trigger(
            words="""
                انفجار*, تفجير*, اغتيال*, إعدام, تصفية, ذبح, قتل, مقتل, استشهاد, مصرع, قنص, إبادة
            """,
            part="noun",
            needs=(
                "near:armed|group|weapon",
                "by:force|craft|armed|group",
                "near:force article:war",
                "near:target near:place article:war",
                "near:casualty near:place article:war near:violence",
                "of:civilian near:violence",
                "sentence:violence sentence:place",
            ),
            unless=(
                "sentence:accident",
                "near:found !sentence:casualty",
                "sentence:sport",
                "sentence:trial !sentence:armed !sentence:group !sentence:force",
                "sentence:crime !sentence:force !sentence:group",
            ),
            weight=0.76,
        ),
        Trigger(
            words="اغتيال*",
            part="noun",
            needs=("sentence:civilian|force|armed|group|place|official",),
            unless=("sentence:sport", "sentence:culture"),
            weight=0.82,
        ),
        Trigger(
            words="اشتباك*, مواجهات, معركة, معارك, قتال, اقتتال, مناوشات",
            part="noun",
            needs=(
                "near:armed|group|weapon",
                "near:force near:place|armed|group|casualty|raging|force",
                "near:raging near:place|force article:war",
                "near:casualty near:place article:war",
            ),
            unless=(
                "near:gas !near:armed !near:group !near:weapon",
                "sentence:sport !sentence:casualty !sentence:force",
                "near:politics !near:armed !near:group",
                "sentence:culture !sentence:casualty",
            ),
            weight=0.75,
        ),
        Trigger(
            words="""
                هاجم/يهاجم, قصف/يقصف, اقتحم/يقتحم, استهدف/يستهدف, داهم/يداهم, أغار/يغير, دك/يدك,
                ضرب/يضرب, هوجم/يهاجم, أمطر/يمطر, نسف/ينسف, أحرق/يحرق, اجتاح/يجتاح, توغل/يتوغل,
                تسلل/يتسلل, باغت/يباغت, طال/يطال
            """,
            part="verb",
            needs=(
                "near:armed|group|weapon",
                "subject:armed|group|craft|weapon",
                "subject:force object:target|place|armed|group|force|civilian|holding|craft",
                "sentence:force near:target|place|holding|craft article:war",
                "near:target|place near:casualty article:war",
                "subject:country|demonym|capital near:target|place article:war",
                "object:target|place article:war",
            ),
            unless=(
                "sentence:sport !sentence:force !sentence:casualty !sentence:group",
                "sentence:accident !sentence:weapon !sentence:armed !sentence:force",
                (
                    "near:speech_act !sentence:force !sentence:casualty !sentence:armed "
                    "!sentence:group !sentence:weapon"
                ),
                "near:police_work !near:armed !near:group !sentence:casualty !sentence:weapon",
                "near:gas !near:armed !near:group",
                "near:cyber !sentence:casualty !sentence:weapon",
            ),
            weight=0.8,
        ),
        Trigger(
            words="""
                أطلق/يطلق, فتح/يفتح, رشق/يرشق, تبادل/يتبادل, ألقى/يلقي, أسقط/يسقط, زرع/يزرع,
                رمى/يرمي
            """,
            part="verb",
            needs=(
                "object:shot|weapon sentence:armed|group|force|casualty|target|place|demonym",
                "then:shot near:armed|group|force|civilian",
                "near:shot subject:armed|group|force|craft",
            ),
            unless=(
                "sentence:test",
                "near:gas !sentence:casualty",
                "sentence:sport",
                "near:found",
            ),
            weight=0.8,
        ),
        Trigger(
            words="شن/يشن, نفذ/ينفذ, تعرض/يتعرض",
            part="verb",
            needs=(
                "object:violence sentence:armed|group|force|place|target|craft|demonym",
                "then:violence near:force|target|place|armed",
            ),
            unless=(
                "sentence:sport !sentence:force",
                "near:speech_act !sentence:force !sentence:armed !sentence:casualty",
                "near:police_work !near:armed !near:group !sentence:casualty",
            ),
            weight=0.78,
        ),
        Trigger(
            words="""
                سقط/يسقط, انهمر/ينهمر, هطل/يهطل, تساقط/يتساقط, ارتطم/يرتطم, أصاب/يصيب, هوى/يهوي
            """,
            part="verb",
            needs=("subject:weapon on:target|place|holding|force", "subject:weapon near:casualty"),
            unless=("sentence:test", "near:found", "sentence:sport"),
            weight=0.8,
        ),
        Trigger(
            words="اغتال/يغتال",
            part="verb",
            needs=("sentence:civilian|official|force|armed|group|place",),
            unless=("sentence:sport", "sentence:culture"),
            weight=0.82,
        ),
        Trigger(
            words="""
                قتل/يقتل, استشهد/يستشهد, اغتال/يغتال, أعدم/يعدم, ذبح/يذبح, أصيب/يصاب, جرح/يجرح, قضى
                على, لقي مصرعه, لقوا مصرعهم, أردى/يردي, صفى/يصفي, أباد/يبيد, اغتيل/يغتال, سقط/يسقط,
                حيد/يحيد
            """,
            part="verb",
            needs=(
                (
                    "near:weapon|armed|group "
                    "object:civilian|force|police|armed|group|person|unit_killed"
                ),
                "by:armed|group|force|craft|weapon",
                "near:violence",
                "object:force near:armed|group|weapon|place article:war",
                "subject:force|craft near:armed|group|civilian|demonym article:war",
                "near:shot near:force|civilian|demonym article:war",
                "near:hurt_after near:violence|weapon|armed|group",
            ),
            unless=(
                "sentence:accident",
                "near:gas !near:armed !near:force !near:weapon",
                "sentence:sport",
                "sentence:culture !sentence:force",
                "sentence:crime !sentence:force !sentence:group !sentence:armed",
            ),
            weight=0.76,
        ),
        Trigger(
            words="""
                انفجر/ينفجر, فجر نفسه, فجرت نفسها, فجر انتحاري, فجروا أنفسهم, يفجر نفسه, تفجير
                نفسه, اشتبك/يشتبك
            """,
            part="verb",
            needs=(
                "near:weapon|armed|group|force near:target|place|casualty|force|civilian|armed",
                "sentence:target|place sentence:casualty article:war",
            ),
            unless=("sentence:accident", "near:found !sentence:casualty", "sentence:sport"),
            weight=0.82,
        ),
        Trigger(
            words="فجر نفسه, فجرت نفسها, فجر انتحاري, فجروا أنفسهم, يفجر نفسه, تفجير نفسه",
            part="phrase",
            needs=("sentence:target|place|casualty|civilian|force|armed|weapon",),
            weight=0.9,
        ),
        Trigger(
            words="أسقط/يسقط, اعترض/يعترض, دمر/يدمر, أغرق/يغرق, فجر/يفجر",
            part="verb",
            needs=(
                (
                    "object:weapon|craft near:force|armed|group|place|country|demonym|weapon "
                    "article:war"
                ),
                "subject:force|craft|armed|group near:target|craft|weapon|holding",
            ),
            unless=(
                "sentence:test",
                "sentence:accident",
                "near:found !near:force",
                "sentence:sport",
                "after:dated",
            ),
            weight=0.72,
        ),
        Trigger(
            words="إسقاط, اعتراض, تدمير, سقوط, تحطيم, إغراق",
            part="noun",
            needs=(
                "of:weapon|craft article:war",
                "of:target|holding near:force|craft|weapon|group article:war",
                "after:weapon|aircraft_down",
            ),
            unless=("sentence:test", "sentence:accident", "near:found", "sentence:sport"),
            weight=0.72,
        ),
        Trigger(
            words="أحبط/يحبط, أفشل/يفشل, إحباط, إفشال, أجهض/يجهض",
            part="verb",
            needs=("object:violence|plot_noun sentence:violent|armed|group",),
            unless=("near:police_work !near:armed !near:group !near:violent", "sentence:sport"),
            weight=0.82,
            nuance="foiled",
        ),
        Trigger(
            words="إحباط, إفشال, صد, التصدي, تصدي, دحر, إجهاض",
            part="noun",
            needs=(
                "of:violence|plot_noun|armed|weapon sentence:violent|armed|group",
                "then:violence near:force|armed|group|place|target",
            ),
            unless=("near:police_work !near:armed !near:group !near:violent", "sentence:sport"),
            weight=0.82,
            nuance="foiled",
        ),
        Trigger(
            words="صد/يصد, تصدى/يتصدى, دحر/يدحر",
            part="verb",
            needs=("then:violence", "near:armed|group near:force|place"),
            unless=("sentence:sport",),
            weight=0.82,
            nuance="foiled",
        ),
        Trigger(
            words="""
                سيطر/يسيطر على, استعاد/يستعيد السيطرة على, استعاد/يستعيد, استولى/يستولي على,
                احتل/يحتل, حرر/يحرر, بسط/يبسط السيطرة على, انتزع/ينتزع, فرض/يفرض سيطرته على,
                فرض/يفرض سيطرتها على
            """,
            part="verb",
            needs=(
                "subject:armed|group|force then:holding|place article:war",
                "near:armed|group|force object:holding|place|target article:war",
            ),
            unless=("sentence:sport", "near:police_work", "sentence:accident"),
            weight=0.66,
        ),
        Trigger(
            words="""
                السيطرة على, سيطرته على, سيطرتها على, استعادة السيطرة على, سقوط, استعادة, الاستيلاء
                على, احتلال, تحرير
            """,
            part="noun",
            needs=(
                "of:holding|place near:armed|group|force article:war then:place",
                "after:holding|place near:group|armed|force article:war",
            ),
            unless=("sentence:sport", "near:police_work", "sentence:accident", "near:culture"),
            weight=0.6,
        ),
        # What only the verifier can tell apart: words of hitting, killing, taking and avenging.
        Trigger(
            words="""
                كمن/يكمن, غزا/يغزو, التحم/يلتحم, ارتطم/يرتطم, هوى/يهوي, انهمر/ينهمر, رش/يرش,
                رد/يرد, أصاب/يصيب, ألقى/يلقي, رمى/يرمي, زرع/يزرع, طهر/يطهر, هدم/يهدم, اندفع/يندفع,
                أطبق/يطبق, طارد/يطارد, زحف/يزحف, انقض/ينقض, تساقط/يتساقط, سقط/يسقط, دخل/يدخل,
                أخذ/يأخذ, كسر/يكسر, خسر/يخسر, مشط/يمشط, حاصر/يحاصر, طوق/يطوق, اخترق/يخترق,
                فتك/يفتك, نحر/ينحر, أباد/يبيد, سحق/يسحق, أجهز/يجهز, صوب/يصوب, تصدى/يتصدى,
                انتقم/ينتقم, ثأر/يثأر, عاقب/يعاقب, واجه/يواجه, قاتل/يقاتل, حارب/يحارب, عبر/يعبر,
                وقع/يقع, وصل/يصل, احترق/يحترق, تهاوى/يتهاوى, هز/يهز, دوى/يدوي, أضرم/يضرم, نهب/ينهب,
                باغت/يباغت, خاض/يخوض, مات/يموت, قضى/يقضي, فقد/يفقد, نزف/ينزف, تقدم/يتقدم,
                أخمد/يخمد, أسكت/يسكت, فكك/يفكك, فتح/يفتح, انتزع/ينتزع, طرد/يطرد, أخرج/يخرج,
                رفع/يرفع, حاول/يحاول, نصب/ينصب, تبنى/يتبنى, تكبد/يتكبد, غنم/يغنم, أعطب/يعطب,
                مزق/يمزق, حصد/يحصد, خلف/يخلف, أوقع/يوقع, نال/ينال, قنص/يقنص, عمل/يعمل, تسبب/يتسبب,
                أغرق/يغرق, لاحق/يلاحق, حرق/يحرق, تحرك/يتحرك, عاد/يعود, ترك/يترك, اعتلى/يعتلي,
                أتى/يأتي, رشق/يرشق, نفذ/ينفذ, قام/يقوم, ارتكب/يرتكب, اقترف/يقترف, أشعل/يشعل,
                اصطدم/يصطدم, استخدم/يستخدم, لقي/يلقى, استسلم/يستسلم, اقتاد/يقتاد, استعمل/يستعمل,
                حسم/يحسم, شارك/يشارك, تلقى/يتلقى, نجا/ينجو, صفى/يصفي
            """,
            part="verb",
            open=True,
            weight=0.5,
        ),
        Trigger(
            words="""
                عملية, عمليات, حملة, صلية+, رشقة+, وابل, قذيفة^, قذائف, صاروخ^, صواريخ, قنبلة^,
                قنابل, عبوة^, عبوات, نيران, رصاص, رصاصة, طلقة+, لغم, ألغام, مسيرة+, مدفعية, غزوة^,
                غزوات, ثأر, انتقام, رد, زحف, انقضاض, مطاردة, ضرب, دك, تطهير, تحرير, استيلاء,
                استعادة, سقوط, إحراق, حرق, تدمير, قضاء, مناوشة+, مذبحة^, مذابح, إنزال, رماية+,
                طلعة+, اجتياح, حصار, تصعيد, معارك, عدوان, عنف, إرهاب, دم, دماء, قتل, قتلى, جثث,
                شهداء, حريق, دخان, دوي, انفجارات, تصفية, إعدام, إعدامات, فتك, نسف, تفخيخ, سطو, نهب,
                خطف, أسر, تقدم, اختراق, تمشيط, دهم, مداهمات, ضربة^, مهاجمة, قنص, نحر, بندقية,
                بنادق, سلاح, رشاشات, هدير, حزام, مفخخة, فخ, إطلاق, تسديد, عمل, جولة, موجة, عبور,
                زورق, إبادة, محاولة^, محاولات, معركة^, خسائر, حرب, مواجهة^, صد, تصد, رشقات, تراشق,
                استخدام, عقاب, تأديب, قصاص, كسر, تحييد, مقتلة, فاجعة, جريمة, جرائم, صليات, غزو,
                احتلال, إغارة, تفجير, إشعال, زرع, طعن, ذبح, رمي, رشق, إلقاء, استئناف, عودة,
                اغتيالات
            """,
            part="noun",
            open=True,
            weight=0.5,
        ),
    ),
    positives=(
        Positive(text="هاجم مسلحون حاجزا للجيش قرب كيدال يوم الاثنين وقتلوا ستة جنود."),
        Positive(text="سقط صاروخان على مطار أربيل ليلا، بحسب الشرطة."),
        Positive(text="فجر انتحاري نفسه أمام مسجد في بيشاور وأصيب تسعة أشخاص."),
        Positive(text="قصفت طائرات حربية سوقا في بلدة سراقب يوم الجمعة."),
        Positive(text="أعلن الجيش أن قواته صدت هجوما للمتمردين على بلدة ساكي.", nuance="foiled"),
        Positive(
            text="نفت الوزارة أن تكون طائراتها قد نفذت الغارة على المستشفى في إدلب.",
            modality=Modality.DENIED,
        ),
        Positive(
            text="توعدت الجماعة بمهاجمة قواعد الجيش في شمال مالي خلال أيام.",
            modality=Modality.PLANNED,
        ),
        Positive(
            text="حذر مسؤولون من أن يشن مسلحون هجمات على مراكز الاقتراع في ديفا.",
            modality=Modality.HYPOTHETICAL,
        ),
        Positive(
            text="وخلال المناورات اقتحم جنود البحرية قرية يدافع عنها عدو وهمي.",
            modality=Modality.EXERCISE,
        ),
        Positive(
            text="أحيت المدينة الذكرى العشرين للتفجير الذي قتل فيه 40 مدنيا برصاص المسلحين.",
            modality=Modality.HISTORICAL,
        ),
    ),
    negatives=(
        "شن المهاجم هجمة مرتدة سريعة لكن حارس المرمى أنقذ فريقه.",
        "شنت المعارضة هجوما لاذعا على موازنة الحكومة.",
        "توفي إثر أزمة قلبية في منزله بالبصرة.",
        "تعرضت خوادم الوزارة لهجوم إلكتروني نفذه قراصنة.",
        "أدى انفجار أسطوانة غاز في مطعم إلى إصابة ثلاثة عمال.",
        "تأسس التحالف لمحاربة الإرهاب في المنطقة.",
        "داهمت الشرطة شقة وضبطت كمية من المخدرات.",
        "تستهدف الحملة فئة الشباب في المدن الكبرى.",
        "أطلقت الشركة منصة جديدة للدفع.",
    ),
)

KIND = Kind(
    name="attack",
    roles=Roles(
        actors=("armed", "group", "force", "craft", "demonym", "country"),
        targets=("target", "force", "craft", "civilian", "armed", "group", "place"),
        motion="at",
        units=(
            "killed",
            "wounded",
            "captured",
            "missiles",
            "drones",
            "aircraft",
            "ships",
            "vehicles",
            "troops",
        ),
    ),
    packs={"en": ENGLISH, "ar": ARABIC},
)
