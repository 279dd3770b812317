"""Bombs from the air: strikes by aircraft, helicopters and armed drones; a special case of attack.

Counts: bombing, strafing, missiles fired from the air, one-way drones, also when shot down, by
anybody. Where it is on, an article's attack from the air is told as an airstrike only, and rules
on `kind:attack` find it too.
Does not count: rockets, artillery and missiles from the ground or from ships; unarmed drones;
overflights; leaflets; strikes of aircrew. Off by default.
"""

from __future__ import annotations

from agents.kinds import Kind, Mood, Pack, Positive, Roles, Trigger
from streams.messages import Modality

HIT = "target|place|force|armed|group|craft|civilian|holding|demonym|police|bombed_thing"

ENGLISH = Pack(
    sets={
        "quote_mark": '"',
        "flier": """
            sukhoi+, tupolev+, mi-17+, mi-28+, ka-52+, kamov+, a-10+, harrier+, tornado+, phantom+,
            skyhawk+, l-39+, albatros, lancet+, geran+, heron+, wing loong+, mohajer+, raf,
            luftwaffe, chinook+, black hawk+, military helicopter+, army helicopter+, stukas,
            hellfire, microlight+, seaplane+, crop-dusters, spy plane+, biplane+, warplane+, war
            plane+, fighter jet+, fighter plane+, fighter aircraft, military plane+, military
            aircraft, combat aircraft, army aircraft, jets, jet, junta jets, bomber aircraft,
            stealth bomber+, bombers, aircraft, plane+, aeroplane+, airplane+, helicopter+, attack
            helicopter+, helicopter gunship+, gunship+, drone+, uav, uavs, unmanned aircraft,
            unmanned aerial vehicle+, kamikaze drone+, attack drone+, combat drone+, armed drone+,
            loitering munition+, quadcopter+, drone strike, air force, airforce, shahed+,
            bayraktar+, predator+, reaper+, f-15+, f-16+, f-18+, f-22+, f-35+, b-52+, b-2+, b-1+,
            su-24+, su-25+, su-30+, su-34+, su-35+, mig+, mig-21+, mig-29+, gripen+, rafale+,
            mirage+, tornado jets, typhoon jets, eurofighter+, tucano+, apache+, mi-24+, mi-8+,
            antonov+, galeb+, one-way drone+, explosive drone+, suicide drone+, strike drone+,
            paraglider+, paramotor+, sortie+, squadron+, warplanes, bomb-laden drone+, fpv drone+,
            naval aviation, airmen, air arm, glide bomb+, barrel bomb+
        """,
        "from_above": """
            from the air, from above, by air, from the sky, from the skies, aerial, airborne, air
            campaign, air operation, air operations, overhead, in the air, air power, airpower, air
            option, air raids, sorties
        """,
        "bomb_load": """
            container+, canister+, barrel+, oil drums, chlorine, practice bombs, dummy bombs,
            bomb+, barrel bomb+, cluster bomb+, glide bomb+, grenade+, missile+, rocket+,
            explosives, explosive+, charge+, munition+, cluster munition+, incendiary,
            incendiaries, napalm, white phosphorus, shells, mortar+, payload+, warhead+, ordnance,
            hand grenade+
        """,
        "bombed_thing": """
            market+, quay, refinery, bridge+, convoy+, column+, refugee column+, hospital+,
            tractor+, school+, mosque+, church+, camp+, workshop+, depot+, warehouse+, hall+, port,
            cranes, truck+, pickup, pickups, terminal, oil terminal, pipeline+, dam, village+,
            town+, plant, station+, substation+, wedding, funeral, house+, home+, road+, factory,
            factories, hideout+, position+, base+, airport, runway+, boat+, boats, speedboats,
            launcher+, radar+, farm+, building+, tower+, block+, tent+, tents, checkpoint+, posts,
            bakery, prison, tunnel+, tank+, battery, batteries, halls, laboratory, laboratories,
            fuel, trenches, silo+, jetty, ferry, car, cars, district+, suburb+, anything
        """,
        "harmless_flight": """
            leaflets, leaflet, aid parcels, food parcels, airdrop, airdropped, seeding, crop,
            crops, rice, pesticide, locusts, mosquitoes, fireworks, light show, filmed, parcel,
            parcels, pizza, medicines, reconnaissance flight, unarmed, hobby, photographs,
            wildfire, wildfires, forest fire, water on, survey, weather balloon, delivery
        """,
        "spy_flight": """
            reconnaissance drone, reconnaissance drones, surveillance drone, surveillance drones,
            spy drone, spy drones, unarmed drone, unarmed drones, spy plane, observation drone,
            decoy, toy drone, camera drone, hobby drone, spy planes, surveillance plane
        """,
        "ground_fire": """
            grad, grads, howitzer+, artillery, mortar+, mortar fire, katyusha+, rocket launcher+,
            tank+, warship, warships, frigate, destroyer, from the ground, coastal battery
        """,
        "walkout": """
            walk out, walkout, union, unions, pay, roster, rosters, cabin crew, wages, carriers,
            low-cost, passengers stranded, ryanair, easyjet, lufthansa
        """,
        "showbiz": """
            musical, critics, album, box office, premiere, comedian, film, films, movie, novel,
            sitcom, bowling, baseball, batter, innings, pitcher, game, gamers, video game,
            snowboarder, band, singer
        """,
        "none_flew": """
            not a drone, not drones, not an air strike, not an airstrike, not a missile, gas
            bottle, gas flare, old footage, old video, untouched, filmed near, dropped anything,
            fell short of, grounded
        """,
        "may_fly": """
            answered from the air, loom, looms, looming, option, options, on the desk, request
            that, one more, reserves
        """,
        "will_fly": """
            signed off, approved, approves, green light, cleared, once the weather, tasking, on the
            eve, preparing, target list, plot, plotted, plotting, planned, planning, further
            sorties, second wave, next wave, sentenced, vowed, foiled
        """,
        "into_word": "into, onto, against",
        "burning": "fire, ablaze, alight, on fire, flames",
        "bomb_word": "bomb, bombs, strike, hit, attack, destroy",
        "air_bomb": "barrel bomb+, glide bomb+, cluster bomb+, bombs, napalm",
        "enemy_fire": "fire, enemy fire, ground fire, gunfire, missile, rocket, lightning",
        "accident_air": """
            crash landing, emergency landing, engine failure, bird strike, training flight,
            fireworks, turbulence, runway overrun
        """,
        "drone_word": """
            drone+, uav, uavs, kamikaze drone+, attack drone+, shahed+, explosive drone+, loitering
            munition+, one-way drone+, unmanned aircraft, bomb-laden drone+, suicide drone+, strike
            drone+, glide bomb+
        """,
        "range_target": """
            practice bombs, dummy bombs, mock-up, mock-ups, mock, plywood, scripted, dummy,
            dummies, notional, firing range, bombing range, simulated, rehearsed, wooden, air show,
            airshow, training range, inert, make-believe, pretend, role-play
        """,
    },
    exclusions="""
        air strike ballot, pilots ' strike, pilots strike, photo bomb, bombed in peoria, bombed at
        the box office, strike price, air raid shelter+, air raid siren+, air-raid siren+, air raid
        warden+, air raid alert+, strike group, strike force, lucky strike, drone show+, drone
        racing, drone light show
    """,
    unless=(
        "near:spy_flight !near:casualty",
        "sentence:harmless_flight !sentence:casualty !sentence:flier",
        "sentence:walkout !sentence:casualty !sentence:bomb_load",
        "sentence:showbiz !sentence:flier !sentence:force",
    ),
    moods=(
        Mood(modality=Modality.EXERCISE, when="sentence:range_target"),
        Mood(modality=Modality.DENIED, when="before:no"),
        Mood(modality=Modality.DENIED, when="sentence:none_flew !sentence:casualty"),
        Mood(modality=Modality.HYPOTHETICAL, when="sentence:may_fly"),
        Mood(modality=Modality.HYPOTHETICAL, when="is:plain is:first"),
        Mood(modality=Modality.HYPOTHETICAL, when="is:plain before:quote_mark"),
        Mood(modality=Modality.PLANNED, when="near:will_fly !sentence:casualty"),
    ),
    triggers=(
        Trigger(
            words="""
                airstrike, air strike, air raid, air-raid, aerial bombardment, aerial bombing,
                aerial attack, air attack, air bombardment, drone strike, drone attack, drone raid,
                helicopter attack, helicopter strike, bombing raid, bombing run, bombing sortie,
                air assault, bombing campaign, air campaign, air bombing, strafing run, drone
                bombing, drone assault, drone barrage, suicide drone attack, precision strike, air
                operation, jet strike, aerial strike, aerial raid, aerial assault, uav strike, air
                blitz, airstrike campaign, drone swarm, air action, air option, bombing mission,
                cluster bombing, carpet bombing, glide bomb attack, napalm strike, napalm attack,
                helicopter raid, wave of drones
            """,
            part="noun",
            weight=0.92,
        ),
        Trigger(
            words="strike, raid, bombing, bombardment, attack, sortie, blast, assault",
            part="noun",
            needs=(
                "by:flier",
                "owner:flier",
                "near:flier near:casualty|place|bombed_thing|target",
                "near:from_above",
                "of:bombed_thing|place sentence:flier",
                "sentence:flier on:bombed_thing|target|place|force|armed|group",
            ),
            unless=("near:ground_fire !near:flier", "near:accident_air"),
            weight=0.8,
        ),
        Trigger(
            words="sortie, mission, bombing, bombardment",
            part="noun",
            needs=(
                "on:target|holding|force|armed|group|bombed_thing sentence:flier|from_above",
                "against:target|holding|armed|group|bombed_thing near:from_above|flier",
            ),
            unless=("sentence:harmless_flight",),
            weight=0.65,
        ),
        Trigger(
            words="sortie",
            part="noun",
            needs=("against:target|holding|armed|group|force|place", "to:place"),
            weight=0.7,
        ),
        Trigger(
            words="use, send, unleash, deploy, launch, employ, scramble",
            part="verb",
            needs=(
                "object:flier against:armed|group|target|holding|force|place|bombed_thing",
                "right:flier to:bomb_word",
            ),
            unless=("sentence:harmless_flight", "near:spy_flight"),
            weight=0.7,
        ),
        Trigger(
            words="bomb, strafe, carpet-bomb, bombard, dive-bomb, firebomb from the air",
            part="verb",
            needs=(
                f"subject:flier|force|country|demonym|capital|pronoun object:{HIT}",
                f"subject:flier|force|country|demonym|capital|pronoun right:{HIT}",
                "subject:flier",
                "by:flier|force|country|demonym",
                "sentence:flier|from_above",
                f"is:bare object:{HIT} !sentence:armed !sentence:group",
                "is:plain is:first",
                "is:plain before:quote_mark",
                f"is:infinitive right:{HIT} !sentence:armed",
                f"is:ing right:{HIT} !sentence:armed",
                f"is:passive object:{HIT} !sentence:armed !sentence:group",
            ),
            unless=("subject:armed|group !sentence:flier", "before:no is:plain"),
            weight=0.9,
        ),
        Trigger(
            words="""
                hit, strike, attack, pound, pummel, raid, destroy, blast, flatten, level, wreck,
                obliterate, wipe out, blow up, hammer, fire on, fire at, fire upon, open fire on,
                rocket, kill, wound, raze, sink, set ablaze, take out, burn, shell, slam into,
                crash into, smash into, plough into, plunge into, explode over, explode near,
                explode in, detonate over, swoop on, dive onto, dive into, rake
            """,
            part="verb",
            needs=(
                "subject:flier",
                "by:flier",
                f"sentence:from_above right:{HIT}",
                "is:passive near:flier",
                "is:infinitive before:flier",
            ),
            unless=(
                "object:flier !subject:flier",
                "is:bare by:force|armed|group|weapon|enemy_fire",
                "sentence:ground_fire !sentence:flier",
                "near:accident_air",
            ),
            weight=0.8,
        ),
        Trigger(
            words="pack, wire, rig, fit, arm, load, equip",
            part="verb",
            needs=("right:flier then:bomb_load", "then:bomb_load subject:flier"),
            unless=("sentence:harmless_flight", "sentence:showbiz", "is:bare"),
            weight=0.65,
            modality=Modality.PLANNED,
        ),
        Trigger(
            words="fly, steer, crash",
            part="verb",
            needs=("object:flier then:into_word", "right:flier then:into_word"),
            unless=("sentence:harmless_flight", "near:accident_air"),
            weight=0.65,
        ),
        Trigger(
            words="set",
            part="verb",
            needs=("subject:flier then:burning",),
            weight=0.7,
        ),
        Trigger(
            words="targeted, targeting",
            part="phrase",
            needs=("subject:flier", "sentence:from_above"),
            unless=("sentence:ground_fire",),
            weight=0.75,
        ),
        Trigger(
            words="fall, land, rain down, come down, hit, explode",
            part="verb",
            needs=("subject:air_bomb", "subject:bomb_load sentence:flier"),
            weight=0.8,
        ),
        Trigger(
            words="drop, rain, release, lob, unload, let fall, unleash, scatter, launch, fire",
            part="verb",
            needs=(
                "right:bomb_load sentence:flier|from_above",
                "is:passive object:bomb_load sentence:flier|from_above",
                "subject:flier right:bomb_load",
                "then:bomb_load subject:flier",
            ),
            unless=("sentence:harmless_flight !sentence:casualty",),
            weight=0.85,
        ),
        Trigger(
            words="drop",
            part="verb",
            needs=(
                "right:bomb_load to:place|holding|bombed_thing|name",
                "right:bomb_load on:place|holding|bombed_thing|name|target",
                "right:bomb_load sentence:none_flew",
            ),
            weight=0.75,
        ),
        Trigger(
            words="let, drop",
            part="verb",
            needs=("sentence:flier then:bomb_load",),
            weight=0.7,
        ),
        Trigger(
            words="""
                shoot down, down, intercept, bring down, destroy, neutralise, neutralize, repel,
                jam
            """,
            part="verb",
            needs=("right:drone_word", "is:passive object:drone_word"),
            unless=("near:spy_flight",),
            weight=0.75,
            nuance="foiled",
        ),
        Trigger(
            words="bombing",
            part="noun",
            needs=(
                "of:bombed_thing|place by:country|demonym|force",
                "owner:country|demonym|force",
                "of:place|bombed_thing|capital owner:possessive",
                "of:target|demonym|bombed_thing|holding sentence:official|force|country|flier",
                "of:place|bombed_thing|capital sentence:force|flier",
            ),
            unless=("sentence:armed !sentence:flier", "sentence:group !sentence:flier"),
            weight=0.7,
        ),
        Trigger(
            words="""
                answered from the air, answer from the air, struck from the air, hit from the air,
                strike from the air, attacked from the air, wired drones, had wired
            """,
            part="phrase",
            needs=("sentence:may_fly",),
            weight=0.75,
            modality=Modality.HYPOTHETICAL,
        ),
        Trigger(
            words="""
                struck from the air, hit from the air, strike from the air, attacked from the air,
                destroyed from the air, bombed from the air, pounded from the air
            """,
            part="phrase",
            weight=0.85,
        ),
        Trigger(
            words="drop charges, drop bombs, drop explosives, drop grenades, drop munitions",
            part="phrase",
            needs=("sentence:flier",),
            weight=0.75,
            modality=Modality.PLANNED,
        ),
    ),
    positives=(
        Positive(text="Warplanes bombed the market in Saraqib on Friday, killing nine people."),
        Positive(text="A drone struck a fuel depot near Bryansk overnight, the governor said."),
        Positive(text="Air raids on Hodeidah killed two dock workers on Monday."),
        Positive(
            text="Air defences shot down nine drones over Odesa, the air force said.",
            nuance="foiled",
        ),
        Positive(
            text="The cabinet has approved air strikes on the port of Hodeidah.",
            modality=Modality.PLANNED,
        ),
        Positive(
            text="The president threatened to bomb the centrifuge halls at Natanz.",
            modality=Modality.HYPOTHETICAL,
        ),
        Positive(
            text="The ministry denied that its jets had bombed the hospital in Idlib.",
            modality=Modality.DENIED,
        ),
        Positive(
            text="In 1995 two jets fired on a refugee column near Petrovac.",
            modality=Modality.HISTORICAL,
        ),
        Positive(
            text="Jets bombed a mock-up of a missile battery in Friday's drill.",
            modality=Modality.EXERCISE,
        ),
    ),
    negatives=(
        "Rockets fired from a quarry killed two people in Kostiantynivka.",
        "Air strikes loom at half-term, with pilots of two low-cost carriers due to walk out.",
        "A reconnaissance drone was shot down over Belgorod.",
        "Drones sprayed forty hectares of rice with seed.",
        "Helicopters dropped water on the wildfire near Athens.",
        "A car bomb exploded outside the market in Mogadishu.",
        "The musical bombed in London but struck gold in Tokyo.",
    ),
)

ARABIC = Pack(
    sets={
        "flier": """
            مروحيتين, مروحيتان, طيران مروحي, مقاتلتان, مقاتلتين, طائرتان, طائرتين, طائرة+, طائرات,
            طائرات حربية, طائرة حربية, طيران, طيران حربي, مقاتلة+, مقاتلات حربية, مروحية+, مروحيات,
            طائرة مسيرة, طائرات مسيرة, طائرتين مسيرتين, طائرة بدون طيار, طائرات بدون طيار, طائرة من
            دون طيار, طائرات من دون طيار, مسيرات, مسيرات مفخخة, مسيرة مفخخة, مسيرة انقضاضية, مسيرات
            انقضاضية, درون, سلاح الجو, قاذفة+, ميغ, سوخوي, رافال, بيرقدار, أباتشي, حوامة+, سرب,
            أسراب, مسيرتين, مسيرتان, طيارون, القوات الجوية, إف 16
        """,
        "march_drone": "مسيرة+",
        "from_above": "من الجو, جوا, جوية, جوي, جويا, من السماء, غارات, غارة, ضربات جوية, تحليق",
        "bomb_load": """
            برميل^, برميلين, برميلان, قنبلة^, قنابل, قنبلتان, قنبلتين, براميل متفجرة, برميل متفجر,
            براميل, صاروخ^, صواريخ, عبوات, عبوة, متفجرات, قذائف, نابالم, ذخائر, قنابل عنقودية
        """,
        "bombed_thing": """
            منشأة, منشآت, مفاعل, مخازن, مصنع, ثكنة, رادار, ميناء, سوق, مصفاة, جسر, جسور, مستشفى,
            مدرسة, مسجد, مخيم, مستودع, مستودعات, زورق^, زوارق, محطة, ملجأ, حي, بلدة, قرية, منزل,
            منازل, مبنى, قافلة, موقع^, مواقع, هدف, أهداف, منصة, محيط, معاقل, مقر, مطار, سيارة, حقل,
            طريق, ضاحية, الضاحية, مزرعة, نفق, أنفاق
        """,
        "harmless_flight": """
            سوسة, رش, رشت, مبيدات, مبيد, تلقيح, إطفاء, حرائق, مناشير, منشورات, استطلاع, تصوير,
            لقاح, مساعدات, إنزال مساعدات, بذور, جراد, عرض ضوئي, ألعاب نارية
        """,
        "ground_fire": "راجمة, راجمات, غراد, هاون, مدفعية, كاتيوشا, مدفع, مدافع, أطلقت من راجمة",
        "none_flew": "قنبلة واحدة, أي طائرة, ولا طائرة",
        "will_fly": """
            قائمة أهداف, ساعة الصفر, صادق على, تنتظر, مخطط, مخططا, مخططات, أحبط, قبل التنفيذ, ضوء
            أخضر, سيواصل, استعدت, تتأهب
        """,
        "may_fly": """
            لوح, لوحت, توعد, توعدت, إن عادت, سيعود, طلب, طالبت, دعا, هدد, خيار, خيارات, إذا
        """,
        "range_target": """
            وهميا, وهمي, وهمية, حاكى, حاكت, محاكاة, تدريب, تمرين, افتراضية, افتراضي, خلبية, إخلاء,
            مناورات, مناورة, تدريبي, تدريبية
        """,
        "showbiz": "فنانة, فنان, تغريدة, منتقديها, منتقديه, فيلم, مسرحية, ألبوم, جمهور",
    },
    exclusions="قصف إعلامي, غارات السلب, قصف منتقديه, قصفت الفنانة",
    unless=(
        "sentence:harmless_flight !sentence:casualty !sentence:bomb_load",
        "sentence:showbiz",
        "article:sport",
        "sentence:ground_fire !sentence:flier",
    ),
    moods=(
        Mood(modality=Modality.EXERCISE, when="sentence:range_target"),
        Mood(modality=Modality.DENIED, when="before:no"),
        Mood(modality=Modality.DENIED, when="sentence:none_flew"),
        Mood(modality=Modality.HYPOTHETICAL, when="near:may_fly !sentence:casualty"),
        Mood(modality=Modality.PLANNED, when="near:will_fly !sentence:casualty"),
    ),
    triggers=(
        Trigger(
            words="""
                غارة+, غارات, غارات جوية, غارة جوية, ضربة جوية, ضربات جوية, قصف جوي, قصفا جويا,
                القصف الجوي, هجوم جوي, هجمات جوية, ضربات, استهداف جوي, قصف بالطيران, قصف الطيران
            """,
            part="noun",
            unless=("sentence:business",),
            weight=0.9,
        ),
        Trigger(
            words="قصف, قصفا, استهداف, هجوم, هجوما, هجمات, ضربة, ضرب, تدمير, سقوط, اغتيال, هجومين",
            part="noun",
            needs=(
                "sentence:flier",
                "near:from_above",
                "near:march_drone near:casualty",
                "of:target|bombed_thing sentence:may_fly !sentence:armed !sentence:group",
            ),
            weight=0.75,
        ),
        Trigger(
            words="""
                قصف/يقصف, استهدف/يستهدف, ضرب/يضرب, دمر/يدمر, أصاب/يصيب, هاجم/يهاجم, أغار/يغير,
                دك/يدك, قتل/يقتل, أحرق/يحرق, انفجر/ينفجر, اخترق/يخترق, قضى/يقضي, طال/يطال
            """,
            part="verb",
            needs=(
                "subject:flier",
                "sentence:flier object:bombed_thing|target|civilian|force|armed|group",
                "near:from_above",
                "near:march_drone near:casualty|target|bombed_thing",
            ),
            unless=("sentence:ground_fire !sentence:flier",),
            weight=0.8,
        ),
        Trigger(
            words="قصف/يقصف",
            part="verb",
            needs=("subject:country|capital|demonym object:target|bombed_thing|holding|place",),
            unless=("sentence:ground_fire", "sentence:armed !sentence:flier"),
            weight=0.7,
        ),
        Trigger(
            words="ألقى, ألقت, ألقوا, ألقاها, ألقتها, ألقتهما, ألقيت",
            part="phrase",
            needs=("near:bomb_load sentence:flier", "near:bomb_load near:bombed_thing"),
            weight=0.85,
        ),
        Trigger(
            words="ألقى/يلقي, أسقط/يسقط, رمى/يرمي, أطلق/يطلق, أفرغ/يفرغ",
            part="verb",
            needs=("object:bomb_load sentence:flier", "near:bomb_load sentence:flier"),
            weight=0.85,
        ),
        Trigger(
            words="أسقط/يسقط, اعترض/يعترض, تصدى/يتصدى",
            part="verb",
            needs=("object:flier", "then:march_drone", "then:flier"),
            weight=0.75,
            nuance="foiled",
        ),
        Trigger(
            words="عاد/يعود, حلق/يحلق, انتظر/ينتظر",
            part="verb",
            needs=(
                "subject:flier sentence:may_fly",
                "subject:flier sentence:will_fly",
                "subject:flier sentence:bomb_load",
            ),
            weight=0.6,
        ),
        Trigger(
            words="إسقاط, إلقاء, اعتراض",
            part="noun",
            needs=(
                "near:bomb_load sentence:flier",
                "near:bomb_load sentence:march_drone",
                "of:flier",
            ),
            weight=0.7,
        ),
    ),
    positives=(
        Positive(text="قصفت طائرات حربية سوقا في سراقب يوم الجمعة وقتل تسعة أشخاص."),
        Positive(text="شنت مقاتلات إسرائيلية سلسلة غارات على الضاحية ليلا."),
        Positive(text="قتل عاملان في غارات جوية على الحديدة الاثنين."),
        Positive(
            text="هدد الرئيس بقصف مواقع الحركة من الجو.",
            modality=Modality.HYPOTHETICAL,
        ),
        Positive(
            text="نفت الوزارة أن تكون طائراتها قصفت المستشفى في إدلب.",
            modality=Modality.DENIED,
        ),
        Positive(
            text="في عام 1991 ألقت طائرة أمريكية قنبلتين على ملجأ في بغداد.",
            modality=Modality.HISTORICAL,
        ),
        Positive(
            text="نفذت طائرات حربية قصفا وهميا لأهداف ساحلية خلال المناورات.",
            modality=Modality.EXERCISE,
        ),
    ),
    negatives=(
        "سقطت صواريخ أطلقت من راجمة غرب سرت على حي سكني.",
        "رشت طائرات مسيرة مزارع النخيل لمكافحة السوسة.",
        "ألقت مروحيات الماء على حرائق الغابات قرب أثينا.",
        "قصفت الفنانة منتقديها بتغريدة.",
        "انفجرت سيارة مفخخة أمام سوق في مقديشو.",
    ),
)

KIND = Kind(
    name="airstrike",
    default=False,
    refines="attack",
    roles=Roles(
        actors=("flier", "force", "craft", "demonym", "country", "group", "armed"),
        targets=(
            "target",
            "force",
            "craft",
            "civilian",
            "armed",
            "group",
            "bombed_thing",
            "place",
        ),
        motion="at",
        units=("killed", "wounded", "missiles", "drones", "aircraft"),
    ),
    packs={"en": ENGLISH, "ar": ARABIC},
)
