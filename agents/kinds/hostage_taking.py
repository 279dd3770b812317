"""Captives: abductions, the holding, freeing and swapping of hostages and prisoners of war.

Counts: what armed groups, pirates, political gangs and states do with captives: taken, held,
rescued, freed, exchanged; an agreed swap or a foiled plot (planned); demands, conditions, warnings
(hypothetical); nobody taken, refusals to free, failed talks (denied).
Does not count: arrests, custody disputes, ordinary crime, people stuck, data held to ransom,
metaphors, fiction; a captivity named only to say who is to be freed. Off by default.
"""

from __future__ import annotations

from agents.kinds import Kind, Mood, Pack, Positive, Roles, Trigger
from streams.messages import Modality

CAPTIVES = "captive|captive_person|force|civilian|foreign_captive"

ENGLISH = Pack(
    sets={
        "quote_mark": '"',
        "subject": """
            hostage+, captive+, kidnapper+, kidnapping+, abduction+, abducted, kidnapped, captor+,
            abductor+, ransom, hijacker+, prisoner swap, prisoner exchange, prisoners of war
        """,
        "captive": """
            hostage+, captive+, prisoner+, prisoner of war, prisoners of war, pow, pows, captured
            soldier+, captured fighters, abductee+, kidnap victim+, kidnapped, abducted, detainee+,
            captured, held captive, prisoners, captured troops, captured servicemen
        """,
        "captive_person": """
            agent+, mechanic+, cook, translator+, interpreter+, pensioner+, cyclist+,
            schoolteacher+, fishing crew, paramedic+, midwife, midwives, priests, novices, pupil+,
            student+, schoolgirl+, schoolboy+, schoolchildren, girl+, boy+, teacher+, priest+,
            nun+, bishop+, pastor+, imam, archdeacon, missionary, missionaries, engineer+,
            driller+, oil worker+, aid worker+, worker+, tourist+, traveller+, hiker+, journalist+,
            reporter+, doctor+, nurse+, sailor+, seafarer+, crew, crews, captain, passenger+,
            villager+, farmer+, herder+, shepherd+, miner+, geologist+, archaeologist+, botanist+,
            diplomat+, consul+, envoy+, mayor, governor, lawmaker+, official+, policeman+,
            soldier+, officer+, guard+, trader+, driver+, child, children, woman, women, man, men,
            people, person, family, families, volunteer+, contractor+, technician+, national+,
            citizen+, foreigner+, foreigners, expatriate+, vet, vets, businessman+, banker,
            colonel, general, judge, politician, candidate, daughter, son, wife, brother,
            scientist+, researcher+, pilot+, airmen, fishermen, fisherman+, pilgrim+, convoy,
            staff, crewmen, monk+, leader+, chief, activist+, blogger, editor, correspondent, dual
            national+, academic
        """,
        "foreign_captive": """
            americans, israelis, germans, frenchmen, italians, britons, chinese, indians, russians,
            ukrainians, turks, thais, filipinos, koreans, japanese, swedes, poles, egyptians,
            jordanians, iranians, kenyans, austrians, spaniards, canadians, australians
        """,
        "captor": """
            captor+, abductor+, kidnapper+, hijacker+, hostage-taker+, hostage takers, militiamen,
            gang, gangs, gunmen, armed men, pirates, bandits, militia, guerrillas, mercenaries,
            rebels, militants, cartel, insurgents, jihadists
        """,
        "swap_word": """
            swap, swaps, exchange, exchanges, exchanged, swapped, release, handover, freeing, freed
        """,
        "crime_only": """
            consent, his son, ex-girlfriend, former girlfriend, girlfriend, ex-boyfriend,
            boyfriend, ex-wife, estranged, custody, hague convention, stepfather, amber alert,
            toddler, parental, divorce, babysitter, birth mother, robber, robbers, robbery,
            burglar, burglars, loan, debt collector, lottery winner, dog, dogs, puppy, cat, horse,
            racehorse, carjacker
        """,
        "not_captive": """
            panda, pandas, zoo, whale, whales, dolphin, dolphins, elephants, hardliners, senators,
            hackers, ransomware, data, servers, server, bitcoin, files, software, film, novel,
            thriller, series, episode, television, box office, play, director, sequel, screenplay,
            album, game, level, lift, elevator, cable car, snow, traffic, bank account, rates,
            mortgage, striker, midfielder, goal, match, penalty, parliament's agenda, aliens,
            inflation, past, fortune, weather, tv show, budget, oscar, documentary
        """,
        "held_by": "held by, being held by, captured by, seized by, taken by, abducted by",
        "armed_hint": "rifles, masked, hooded, gunpoint, armed, gunmen, kalashnikovs, at gunpoint",
        "territory": "village, town, city, villages, territory, area, areas, district, province",
        "captive_place": "forest, bush, jungle, desert, mountains, gunpoint, rectory, roadblock",
        "police_word": "police, detectives, customs, officers arrested, border agents",
        "brought_home": "home, brought home, returned, back, freed, released, crossed",
        "stock_trade": """
            stock exchange, shares, foreign exchange, exchange rate, trade deal, tariffs
        """,
        "raid_word": """
            raid, commandos, special forces, operation, troops, soldiers, marines, army, navy,
            rescuers
        """,
        "stuck": """
            lift, bathroom, wreckage, rubble, car, mine, cave, snow, cable car, flood, collapsed
        """,
        "hijack_word": "hijacked, hijackers, hijacker, hostage-takers, besieged, kidnapped",
        "demand_word": """
            demanded, demand, demands, demanding, threatened, threaten, released, want, freed
        """,
        "criminal_word": """
            criminal, criminals, convict, agent, agents, spy, spies, assassin, dealer
        """,
        "carried_off": """
            from, away, off, forest, bush, car, van, mountains, out of, gunpoint, into
        """,
        "held_word": """
            bodies, body, held, holding, captivity, video, tied, blindfolded, chained, dead,
            killed, executed, beheaded, missing, seized, taken, tunnel, tunnels, proof of life,
            alive
        """,
        "armed_men": """
            gunmen, rebels, militants, pirates, jihadists, insurgents, militia, guerrillas
        """,
        "ransom_word": "ransom, ransoms",
        "police_detained": """
            bail, charge, charged, court, judge, prison, jail, sentence, sentenced, parole,
            prosecutor, arrested, inmates, convicted, amnesty, police custody
        """,
        "pawn_word": "pawn, pawns, bargaining chip, bargaining chips, leverage, hostage diplomacy",
        "no_captive": """
            nobody, overslept, staged his own, invented, no such, empty-handed, fell through, broke
            off, broken off, guests, of his own accord, left voluntarily, whatever the price, broke
            down, runaway
        """,
        "may_capture": """
            demanded, demand, demands, risk, risks, risking, picked off, warned, warns, advised
            against, demanding, in return for, in return, if, unless, offered, offers, ready to,
            wants back, appealed, appeals, pleaded, pleads, prayed, give us, give back, ten for
            one, mother of, threatened, urged, beware, fear
        """,
        "will_swap": """
            sealed, settled on, one-for-one, arrangement, lists exchanged, agreed, agree,
            agreement, lists, tomorrow, next week, arrested before, foiled, thwarted, plot,
            plotted, plotting, plotters, conspired, conspiring, scouting, casing, under the text,
            under the deal, under a deal, on thursday the
        """,
        "acted_captive": """
            drill, course, script, actors, actor, trainees, instructors, simulated, rehearsed,
            rehearsing, mock, volunteers, training, role-players, dummies, dummy, cadets, exercise,
            role, hooded, scenario, pretend, played
        """,
    },
    exclusions="""
        hostage to fortune, hostages to fortune, held hostage by the weather, hold the country
        hostage, holding the country hostage, hold parliament hostage, captive audience, captive
        market, captive breeding, captive-bred, captive bred, hostage negotiator, prisoner of
        conscience, prisoners ' rights, life prisoners, prison break, prisoner transfer agreement,
        kidnap and ransom cover, custody battle, captive insurer+, hostage of the past, prisoner of
        war camp museum, holding cell, child abduction alert
    """,
    unless=(
        "sentence:crime_only !sentence:armed !sentence:group",
        "sentence:not_captive !sentence:group !sentence:force !sentence:armed_men",
        "article:sport !sentence:armed !sentence:group !sentence:force",
    ),
    moods=(
        Mood(modality=Modality.EXERCISE, when="sentence:acted_captive"),
        Mood(modality=Modality.DENIED, when="before:no"),
        Mood(modality=Modality.DENIED, when="sentence:no_captive"),
        Mood(modality=Modality.HYPOTHETICAL, when="near:may_capture"),
        Mood(modality=Modality.HYPOTHETICAL, when="is:plain is:first"),
        Mood(modality=Modality.HYPOTHETICAL, when="is:plain before:quote_mark"),
        Mood(modality=Modality.PLANNED, when="sentence:will_swap"),
    ),
    triggers=(
        Trigger(
            words="""
                abduct, kidnap, take hostage, hold hostage, take captive, hold captive, hold for
                ransom, take prisoner, hold prisoner, snatch, be held for ransom, spirit away
            """,
            part="verb",
            needs=(
                f"object:{CAPTIVES}|name|demonym",
                f"right:{CAPTIVES}|name|demonym",
                "subject:captor|armed|group|force|country|pronoun",
                "by:captor|armed|group|force|country",
                f"sentence:{CAPTIVES}|captor|group|armed|demonym",
                "is:passive",
            ),
            weight=0.85,
        ),
        Trigger(
            words="""
                kidnapping, abduction, hostage-taking, hostage taking, hostage crisis, hostage
                situation, kidnap, mass abduction, mass kidnapping, seizure of hostages, kidnap
                plot, abduction attempt, kidnap attempt, kidnapping attempt, hostage drama,
                hijacking, captivity
            """,
            part="noun",
            weight=0.75,
        ),
        Trigger(
            words="""
                prisoner swap, prisoner exchange, prisoners ' exchange, hostage deal, hostage swap,
                hostage release, prisoner release, hostage exchange, prisoner-of-war exchange,
                exchange of prisoners, swap of prisoners, exchange of captives, swap of captives,
                hostage rescue, rescue of the hostages, hostage-rescue operation, prisoners of war
                swap, prisoner handover, exchange of hostages, release of hostages, release of the
                hostages, release of captives, prisoner-exchange deal, exchange of prisoners of war
            """,
            part="noun",
            weight=0.85,
        ),
        Trigger(
            words="""
                free, release, rescue, bring out, get out, liberate, swap, exchange, hand over,
                hand back, give back, set free, let go, return, give up, trade, ransom, deliver,
                repatriate, parade
            """,
            part="verb",
            needs=(
                "right:captive",
                "object:captive",
                "then:captive",
                "is:passive subject:captive",
                f"right:{CAPTIVES} sentence:captor|ransom_word|captive",
                f"is:passive object:{CAPTIVES}|name sentence:captor|ransom_word|captive",
                f"then:{CAPTIVES} subject:captor|armed|group",
                f"right:{CAPTIVES} sentence:held_by",
                "sentence:captor|ransom_word is:passive",
                "is:passive object:captive_person sentence:group|armed",
                "right:captive_person sentence:hijack_word",
                "right:captive_person|civilian for:captive_person|captive|criminal_word",
            ),
            unless=("sentence:police_detained !sentence:armed !sentence:group !sentence:captor",),
            weight=0.8,
        ),
        Trigger(
            words="""
                capture, seize, take, hold, keep, detain, grab, hijack, intercept, hood, bundle,
                seal, hold at gunpoint, march off
            """,
            part="verb",
            needs=(
                "subject:captor|armed|group right:captive_person|foreign_captive|captive",
                "subject:captor|armed|group right:demonym right:force|civilian",
                "is:passive by:captor|armed|group object:captive_person|foreign_captive|captive",
                "subject:force|country right:captive",
                "right:captive sentence:armed|group|force",
                "is:passive object:captive",
                "subject:captor then:captive",
                f"sentence:ransom_word right:{CAPTIVES}",
                "object:captive_person sentence:captor !sentence:police_detained",
                "sentence:acted_captive right:captive_person",
                "sentence:pawn_word right:captive_person|name|foreign_captive",
                "sentence:pawn_word is:passive",
            ),
            unless=("object:target|place|holding", "right:target|place|holding|weapon"),
            weight=0.7,
        ),
        Trigger(
            words="hands, captivity, clutches",
            part="phrase",
            needs=(
                "owner:captor|armed|group sentence:captive_person|foreign_captive|name",
                "of:captor|armed|group sentence:captive_person|foreign_captive|name",
            ),
            unless=("sentence:territory",),
            weight=0.65,
        ),
        Trigger(
            words="seize, snatch, grab, capture, nab",
            part="verb",
            needs=(
                "is:bare object:captive_person !right:captive_person !sentence:police_detained",
                "is:passive object:captive_person sentence:captive_place",
            ),
            unless=("right:target|place|holding|weapon", "sentence:police_word"),
            weight=0.65,
        ),
        Trigger(
            words="""
                carry off, spirit away, lead away, drag away, march away, take away at gunpoint
            """,
            part="verb",
            needs=("is:passive sentence:place|captor|armed", "subject:captor|armed|group"),
            weight=0.7,
        ),
        Trigger(
            words="state hostage, state hostages, political hostage, political hostages",
            part="phrase",
            weight=0.7,
        ),
        Trigger(
            words="exchange, swap, trade, handover",
            part="noun",
            needs=(
                "near:force|captive_person near:brought_home !near:weapon",
                "of:captive",
            ),
            unless=("near:business", "sentence:stock_trade"),
            weight=0.65,
        ),
        Trigger(
            words="take, seize, drag, grab, whisk",
            part="verb",
            needs=("is:passive object:captive_person sentence:armed_hint",),
            unless=("sentence:police_word", "right:target|place|holding|weapon"),
            weight=0.65,
        ),
        Trigger(
            words="ransom",
            part="noun",
            needs=("sentence:captor|captive_person|captive|foreign_captive",),
            unless=("sentence:not_captive",),
            weight=0.6,
        ),
        Trigger(
            words="part with",
            part="verb",
            needs=("subject:captor|armed|group right:captive_person|civilian|foreign_captive",),
            weight=0.65,
        ),
        Trigger(
            words="free, rescue, liberate",
            part="verb",
            needs=("subject:raid_word right:captive_person|captive",),
            unless=("sentence:territory", "sentence:stuck"),
            weight=0.65,
        ),
        Trigger(
            words="""
                release, freeing, handover, return, liberation, rescue, swap, exchange, freedom
            """,
            part="noun",
            needs=(
                "of:captive",
                "owner:captive",
                "near:captive sentence:captor|armed|group|country|force|demonym|ransom_word",
                f"of:{CAPTIVES} sentence:captor",
            ),
            unless=("sentence:police_detained !sentence:captive",),
            weight=0.7,
        ),
        Trigger(
            words="""
                pick off, drag, lead, whisk, carry, bundle, march, force, drive, herd, frogmarch
            """,
            part="verb",
            needs=(
                "subject:captor|armed|group right:captive_person then:carried_off",
                "is:passive object:captive_person by:captor|armed|group",
                "sentence:ransom_word is:passive",
                "is:passive object:captive_person sentence:captor then:carried_off",
            ),
            weight=0.7,
        ),
        Trigger(
            words="""
                hostage, captive, captor, abductor, kidnapper, hostage-taker, hijacker, abductee,
                prisoner of war, captured soldier
            """,
            part="noun",
            needs=(
                "near:ransom_word|captor|held_word",
                "of:group|armed|captor",
                "then:demand_word",
                "near:swap_word sentence:armed|group|country|demonym|force|captor",
                "near:no_captive|acted_captive",
                "before:no",
            ),
            unless=("near:not_captive",),
            weight=0.6,
        ),
        Trigger(
            words="""
                walked out of the bush, walked free from captivity, came out of captivity, in
                exchange for prisoners, let go by their captors, our guests, are our guests, in our
                hands, in our custody, give back our soldiers, held as a pawn, held as pawns,
                bargaining chip, bargaining chips, hostage diplomacy, in the hands of the
                kidnappers, in the hands of kidnappers, soldiers back, prisoners back, taken into
                the forest, marched into the forest, marched into the bush, driven into the bush
            """,
            part="phrase",
            needs=("sentence:captive_person|captive|foreign_captive|armed|group|force|demonym",),
            weight=0.65,
        ),
    ),
    positives=(
        Positive(text="Gunmen abducted fourteen pupils from a school near Kaduna on Thursday."),
        Positive(text="The army freed nine hostages held by rebels in the Darien jungle."),
        Positive(text="Russia and Ukraine exchanged 200 prisoners of war on Monday."),
        Positive(
            text="The two sides have agreed a prisoner exchange in Sanaa, the envoy said.",
            modality=Modality.PLANNED,
        ),
        Positive(
            text="The mother of the captured soldier demanded his release by the rebels.",
            modality=Modality.HYPOTHETICAL,
        ),
        Positive(
            text="Hamas denied that it was holding hostages in Rafah.",
            modality=Modality.DENIED,
        ),
        Positive(
            text="In September 1972 gunmen took eleven athletes hostage in Munich.",
            modality=Modality.HISTORICAL,
        ),
        Positive(
            text="Commandos freed the hostages on the ferry in Thursday's drill.",
            modality=Modality.EXERCISE,
        ),
    ),
    negatives=(
        "Hackers have held the county's land register hostage since Monday.",
        "Naming a date would be a hostage to fortune, the engineer said.",
        "A judge found that the father had abducted the twins in a custody dispute.",
        "Four visitors were held in a lift for two hours until firemen freed them.",
        "The thriller follows a gang that takes a train's passengers hostage.",
        "Police arrested a man who had forced his former girlfriend into a car.",
    ),
)

ARABIC = Pack(
    sets={
        "subject": """
            رهينة, رهائن, خطف, اختطاف, مختطف+, مخطوف+, خاطف+, أسرى, أسير, فدية, تبادل الأسرى,
            محتجز+, احتجاز, مختطفون, خاطفون
        """,
        "captive": """
            رهينة+, مخطوفة+, مختطفة+, أسيرة+, محتجزة+, رهينة^, رهائن, أسير^, أسرى, مختطف+, مخطوف+,
            محتجز+, سجناء, أسيرات, مختطفات, محتجزون, محتجزين, مخطوفين
        """,
        "captive_person": """
            تلميذة+, معلمة+, ممرضة+, راهبتان, سيدة, بحارا, عاملا, موظف الإغاثة, ناشطة+, مدون+,
            قبطان, ربان, تلميذ^, تلاميذ, طالبة+, طلاب, طالبات, راع, رعاة, كاهن, قس, راهب, راهبة,
            راهبات, مهندس+, عامل^, عمال, صحفي+, صحافي+, صحافية, سائح^, سياح, طبيب, أطباء, بحار^,
            بحارة, طاقم, ركاب, سفينة, موظف+, موظفي الإغاثة, موظفين, عالم, باحث, جندي^, جنود, ضابط^,
            ضباط, طيار, دبلوماسي+, قنصل, رئيس البلدية, عمدة, نساء, نساءنا, ضباطكم, فتاة, فتيات,
            تاجر, معارض, مواطن+, شيخ, إمام, قاض, وزير, مدني+, ابن, ابنها, متطوع+, مزارع+, حافلة
        """,
        "foreign_captive": """
            أجنبي, أجانب, غربي+, غربيون, إسرائيلي+, فرنسي+, إيطالي+, ألماني+, نمساوي
        """,
        "captor": """
            خاطف+, خاطفون, خاطفين, مسلح+, قراصنة, عصابة+, متمرد+, ميليشيا, مليشيا, قطاع طرق,
            إرهابي+, كتائب, لواء, فصيل, جماعة, جبهة, حركة, تنظيم
        """,
        "ransom_word": "فدية, الفدية, ورقة مساومة, مساومة, مقابل",
        "no_captive": "توارى, هربا, مهما كان الثمن, خالي الوفاض, ضيوف, كما أشيع, رفضت, رفض",
        "may_capture": """
            طالب, طالبت, ناشد, ناشدت, عرض, العرض, إذا, حذر, حذرت, مقابل, أعيدوا, اشترط, هدد, هددت,
            تحذير, مستبعد, دعا, دعت
        """,
        "will_swap": """
            تنفذ, ينفذ, المرتقب, بموجب, اتفق, اتفاق, اتفقا, صفقة, سيفرج, ستفرج, سيطلق, ستطلق,
            المقبل, غدا, يرصدان, مخطط, تمهيدا, خططا, أحبطت, أحبط, مؤامرة, قبل تنفيذ
        """,
        "acted_captive": """
            تدرب, تمرين, تدريب, متدرب+, متدربون, محاكاة, وهمي, ورق, من ورق, مناورة, افتراضي, تمثيل
        """,
        "crime_only": """
            حضانة, والدهما, والدهم, طليقته, طليقها, أمهما, والدته المطلقة, محكمة الأسرة, سطو, مصعد,
            برج, الدفاع المدني, مدين, خطوبة
        """,
        "not_captive": """
            هدفا, هدف, دقيقة, جماهير, مهاجم, مباراة, مسلسل, فيلم, أبطال, رواية, مطر, مصرف, مزارع
            في, بيانات, قراصنة الإنترنت, أضواء, قلوب, أبصار, ماض, ماضيه, حلقة
        """,
        "goal_word": "هدفا, هدف, فوز, تعادل, أضواء, أبصار, نقاط, لقب",
        "police_detained": "محكمة, نيابة, كفالة, موقوف, موقوفين, سجن, شرطة, تهمة, بتهمة, قضاء",
    },
    exclusions="""
        خطف الأضواء, خطفت الأضواء, خطف الأبصار, خطف هدفا, خطف الفوز, خطف التعادل, رهينة المطر,
        رهينة الماضي, رهين المحبسين, أسير الماضي, أسير الشهرة, رهن الاعتقال, رهن التحقيق
    """,
    unless=(
        "sentence:crime_only !sentence:group !sentence:armed",
        "sentence:not_captive !sentence:group !sentence:force !sentence:armed",
        "article:sport",
        "sentence:crime_only article:trial",
    ),
    moods=(
        Mood(modality=Modality.EXERCISE, when="sentence:acted_captive"),
        Mood(modality=Modality.DENIED, when="before:no"),
        Mood(modality=Modality.DENIED, when="sentence:no_captive"),
        Mood(modality=Modality.HYPOTHETICAL, when="near:may_capture !sentence:will_swap"),
        Mood(modality=Modality.PLANNED, when="near:will_swap"),
    ),
    triggers=(
        Trigger(
            words="خطف/يخطف, اختطف/يختطف, خطفوا, اختطفوا, خطفه, خطفها",
            part="verb",
            needs=(
                "object:captive_person|captive|foreign_captive|civilian",
                "sentence:captor|armed|group",
                "sentence:captive_person|civilian",
            ),
            unless=("near:goal_word",),
            weight=0.85,
        ),
        Trigger(
            words="""
                خطف, اختطاف, احتجاز رهائن, احتجاز الرهائن, أخذ رهائن, عملية خطف, عمليات خطف, صفقة
                تبادل, تبادل الأسرى, تبادل أسرى, تبادل السجناء, مبادلة, تبادل للأسرى, صفقة التبادل,
                تبادل للسجناء, تحرير الرهائن, تحرير رهائن, أزمة الرهائن, الإفراج عن الرهائن,
                الإفراج عن الأسرى
            """,
            part="noun",
            unless=("near:goal_word",),
            weight=0.8,
        ),
        Trigger(
            words="""
                أفرج/يفرج, أطلق سراح, يطلق سراح, أطلقت سراح, حرر/يحرر, بادل/يبادل, تبادل/يتبادل,
                أعاد/يعيد, سلم/يسلم, أنقذ/ينقذ, أطلق/يطلق, استعاد/يستعيد, غادر/يغادر, عثر/يعثر
            """,
            part="verb",
            needs=(
                "near:captive",
                "sentence:captor near:captive_person",
                "sentence:ransom_word near:captive_person",
                "sentence:ransom_word sentence:foreign_captive|demonym",
            ),
            unless=("near:weapon", "sentence:crime_only", "object:weapon"),
            weight=0.75,
        ),
        Trigger(
            words="إفراج, الإفراج, تحرير, إطلاق سراح, إطلاق, تسليم, عودة, إعادة",
            part="noun",
            needs=(
                "near:captive",
                "sentence:captor near:captive_person",
                "sentence:acted_captive near:captive_person",
            ),
            unless=("near:weapon", "sentence:crime_only"),
            weight=0.7,
        ),
        Trigger(
            words="أسر/يأسر",
            part="verb",
            needs=("subject:force object:force|captive_person", "sentence:force near:force"),
            weight=0.7,
        ),
        Trigger(
            words="احتجاز",
            part="noun",
            needs=("near:captive_person|foreign_captive|captive",),
            unless=("sentence:police_detained", "sentence:crime_only"),
            weight=0.7,
        ),
        Trigger(
            words="أسر/يأسر, احتجز/يحتجز, أخذ/يأخذ رهينة, اقتاد/يقتاد, اعتقل/يعتقل",
            part="verb",
            needs=(
                "subject:captor|armed|group object:captive_person|force|captive",
                "sentence:captor object:captive_person|captive",
                "sentence:ransom_word",
                "near:captive sentence:group|armed|force",
            ),
            unless=("sentence:police_detained !sentence:captor", "sentence:crime_only"),
            weight=0.7,
        ),
        Trigger(
            words="رهينة+, رهائن, أسير^, أسرى, مختطف+, مخطوف+, مخطوفة+, مختطفة+, خاطف+, اقتياد",
            part="noun",
            needs=(
                "sentence:captor|armed|group|force|country|demonym|capital|place",
                "sentence:acted_captive|ransom_word|captive_person",
            ),
            weight=0.6,
        ),
    ),
    positives=(
        Positive(text="خطف مسلحون أربعة عشر تلميذا من مدرسة قرب كادونا الخميس."),
        Positive(text="حرر الجيش تسعة رهائن كانوا لدى المتمردين."),
        Positive(text="تبادلت روسيا وأوكرانيا مئتي أسير يوم الاثنين."),
        Positive(
            text="اتفق الطرفان على تبادل الأسرى في صنعاء، بحسب المبعوث.",
            modality=Modality.PLANNED,
        ),
        Positive(
            text="طالبت والدة الجندي الأسير بالإفراج عن ابنها.",
            modality=Modality.HYPOTHETICAL,
        ),
        Positive(
            text="نفت الحركة أنها تحتجز رهائن في رفح.",
            modality=Modality.DENIED,
        ),
        Positive(
            text="في سبتمبر 1972 احتجز مسلحون رياضيين رهائن في ميونيخ.",
            modality=Modality.HISTORICAL,
        ),
    ),
    negatives=(
        "خطف المهاجم هدفا قاتلا في الدقيقة الأخيرة.",
        "أعادت محكمة الأسرة الطفلين إلى أمهما بعدما خطفهما والدهما في خلاف على الحضانة.",
        "بقي الزوار ساعتين في مصعد البرج إلى أن حررهم الدفاع المدني.",
        "يختطف أبطال المسلسل حافلة في الحلقة الأخيرة.",
        "خطفت الممثلة الأضواء في المهرجان.",
    ),
)

KIND = Kind(
    name="hostage_taking",
    default=False,
    roles=Roles(
        actors=("captor", "armed", "group", "force", "country", "demonym", "capital"),
        targets=("captive", "captive_person", "foreign_captive", "civilian", "force"),
        motion="at",
        units=("captured", "killed", "wounded"),
    ),
    packs={"en": ENGLISH, "ar": ARABIC},
)
