"""Truces: ceasefires, armistices, pauses and suspensions of hostilities, local or unilateral too.

Counts: a truce in force, extended or ended (actual); agreed but not begun, ordered, on the table
of a formal round (planned); offered, demanded, weighed (hypothetical); rejected, never agreed,
talks on it that failed (denied).
Does not count: a violation, or an accusation of one, unless the text says that the truce holds or
is over; corridors; peace treaties; truces between private people, firms or parties; streets and
works of art of the name. Off by default.
"""

from __future__ import annotations

from agents.kinds import Kind, Mood, Pack, Positive, Roles, Trigger
from streams.messages import Modality

NOUNS = """
    ceasefire, cease-fire, truce, armistice, ceasefire agreement, ceasefire deal, ceasefire accord,
    cease-fire agreement, cease-fire deal, ceasefire pact, truce deal, truce agreement, truce
    accord, armistice agreement, cessation of hostilities, cessation of hostilities agreement,
    cessation of fighting, cessation of fire, suspension of hostilities, suspension of fire,
    suspension of combat, suspension of fighting, suspension of operations, suspension of military
    operations, suspension of air strikes, suspension of attacks, halt to hostilities, halt to the
    hostilities, halt in hostilities, halt to the fighting, halt to fighting, halt in the fighting,
    halt in fighting, halt in the shooting, halt to the shooting, halt to attacks, halt in attacks,
    end to the fighting, end to fighting, end to the shooting, end to hostilities, end to the
    shelling, end of hostilities, pause in fighting, pause in the fighting, pause in hostilities,
    pause in the hostilities, pause in the shooting, pause in the bombing, pause in combat, pause
    in strikes, break in the fighting, lull in the fighting, lull in fighting, humanitarian pause,
    tactical pause, fighting pause, humanitarian truce, humanitarian ceasefire
"""
QUIET = """
    hold their fire, hold its fire, hold fire, hold our fire, silence their weapons, silence the
    weapons, still the guns, cease fire, cease firing, stop shooting, stop the shooting, stop
    firing, stop fighting, stop the fighting, stop bombing, stop the bombing, stop shelling, stop
    attacking, silence the guns, silence their guns, lay the guns down, rest their guns, lower
    their guns, put down their guns, quiet the guns, lay down their guns, stop their attacks, halt
    their attacks, end the fighting, end the shooting, end the shelling, pause the fighting, halt
    the fighting, stop all attacks, halt all attacks
"""


ENGLISH = Pack(
    sets={
        "quote_mark": '"',
        "subject": """
            ceasefire+, cease-fire+, truce+, armistice, hostilities, cessation, belligerents,
            combatants, mediator+, mediators, warring parties, humanitarian pause
        """,
        "ended_truce": "broke the truce, broke the ceasefire",
        "hostilities": """
            armed campaign, campaign, insurgency, rebellion, bombardment, hostilities, fire,
            fighting, shooting, firing, shelling, bombing, combat, offensive, offensives, military
            operations, combat operations, operations, attacks, air strikes, airstrikes, air raids,
            raids, armed operations, armed attacks, guns, offensive operations, armed struggle,
            military campaign, drone strikes
        """,
        "breach": """
            violation, violations, violate, violated, violates, violating, breach, breaches,
            breached, breaching, infringement, infringements, infringed, broke the truce, broke the
            ceasefire, breaking the truce, breaking the ceasefire, break the truce, breaks the
            truce
        """,
        "holding_on": """
            hold, holds, holding, held, in force, in effect, in place, intact, respected, extend,
            extended, extends, extending, extension, over, ended, expired, expire, expires, dead,
            end of, ends, lapsed, lapse, bound by, no longer, collapsed, observed, prolonged, void,
            null and void, quit the
        """,
        "private_quarrel": """
            deficit, deficits, budget, gigs, lyrics, fishing quotas, quotas, row over, budget row,
            coaches, managers, captains, boxers, stars, couple, husband, wife, sister, sisters,
            brother, brothers, sibling, siblings, divorce, neighbour, neighbours, neighbor,
            neighbors, celebrity, celebrities, singer, rapper, rappers, actress, actor, in-laws,
            mother-in-law, feud, singers, bands, insults, fine, parking, tariff, tariffs, trade
            war, price war, trade truce, supermarket, supermarkets, airlines, carriers, streaming,
            backbenchers, backbench, party conference, coalition partners, tabloid, boardroom,
            shareholder, shareholders, fans, coach, club, clubs, driver's, teammates, team-mates,
            dressing room, ratings, rugby, cricket, football, tenants, landlord, gardener,
            gardeners, cat, cats, dog, dogs, toddler, ex, exes, bandmates, chef, chefs, retailers,
            chancellor and the prime minister, duchess, prince, princess, royal family
        """,
        "gun_word": "guns, gun, cannon, cannons, artillery, weapons, howitzers, rifles, front",
        "hostile_strict": "hostilities, fighting, shooting, shelling, bombardment, firing",
        "side_word": "gangs, sides, factions, warring, generals, militias, clans, tribes, parties",
        "artwork": """
            bronze, sculpture, exhibition, gallery, painting, statue, novel, film, album, song,
            opera, play, series, episode, street, avenue, pub, wing, screenplay, chess, video game,
            poem, yacht, racehorse, stamp, stamps
        """,
        "no_truce": """
            fell through, falls through, fallen through, fell apart, fallen apart, unsigned, out of
            reach, torpedoed, veto, vetoed, vetoes, walked out, walk out, waved away, waving away,
            wave away, brushed aside, brushing aside, turned down, turns down, scoffed, scoffed at,
            ruling out, left empty-handed, empty-handed, spurned, spurns, snubbed, poured cold
            water, fake truce, fake ceasefire
        """,
        "wished_truce": """
            begged, begs, beg, begging, pleaded, pleads, plead, plea, implored, implores, prayed,
            prays, ready for, looked at, floated, floats, float, mooted, open to, feelers, tabled,
            unless, provided, let us, pressed, presses, pressing, pressure for, pressed for, pushed
            for, exhorted, proposing, a proposal, willing, signalled, urgent, clamour
        """,
        "coming_truce": """
            signed, sign, signing, tomorrow, takes effect, comes into force, from midnight, at
            midnight, are to, is to, due to begin, due to start, starting next, from next,
            postponed, delayed, put off, initialled, initialed, signed on, ordered, orders,
            decreed, agreed, hammered out, thrash out, hammering out, thrashing out, new round,
            fresh round, resume talks, round of
        """,
        "neither_side": "neither, no such, neither side, neither party",
        "truce_end": """
            over, ended, expired, dead, void, null and void, extension, extended, extend,
            prolonged, prolonging, lapsed, renewed, collapsed, holding, holds, in force
        """,
        "played_truce": """
            tabletop, table-top, make-believe, scripted, role-play, role-playing, pretend, blue,
            imaginary, invented, model council, model un, fictitious, played
        """,
    },
    cues="""
        actual after 8 | /observe/, /respect/, /honour/, /honor/, /keep to/, /extend/, /prolong/
        actual after 8 | /renew/, /implement/, /break/, /uphold/, /maintain/, /keep/
    """,
    exclusions="""
        armistice day, armistice street, armistice square, armistice avenue, armistice hotel,
        armistice line, armistice demarcation line, armistice centenary, ceasefire line, ceasefire
        lines, ceasefire monitors, ceasefire violation+, truce violation+, ceasefire commission,
        trade truce, trade ceasefire, christmas truce match, price truce, truce in the trade war,
        truce of god, political truce, tariff truce, uneasy truce with the press
    """,
    unless=(
        "sentence:private_quarrel !sentence:armed !sentence:group !sentence:weapon",
        "sentence:artwork !sentence:armed !sentence:group !sentence:force !near:year",
        "article:sport !sentence:armed !sentence:group !sentence:force",
    ),
    moods=(
        Mood(modality=Modality.EXERCISE, when="sentence:played_truce !sentence:told"),
        Mood(modality=Modality.DENIED, when="before:no"),
        Mood(modality=Modality.DENIED, when="sentence:neither_side"),
        Mood(
            modality=Modality.ACTUAL,
            when="near:truce_end",
            undoes=(Modality.PLANNED,),
        ),
        Mood(modality=Modality.DENIED, when="sentence:no_truce !sentence:holding_on"),
        Mood(modality=Modality.HYPOTHETICAL, when="sentence:wished_truce"),
        Mood(modality=Modality.PLANNED, when="is:infinitive"),
        Mood(modality=Modality.HYPOTHETICAL, when="is:plain is:first"),
        Mood(modality=Modality.HYPOTHETICAL, when="is:plain before:quote_mark"),
        Mood(modality=Modality.PLANNED, when="near:coming_truce !sentence:holding_on"),
    ),
    triggers=(
        Trigger(
            words="""
                truce collapsed, ceasefire collapsed, truce has collapsed, ceasefire has collapsed,
                truce broke down, ceasefire broke down, truce collapses, ceasefire collapses,
                collapse of the truce, collapse of the ceasefire, end of the truce, end of the
                ceasefire, ended the ceasefire, ended the truce, ends the truce, ends the
                ceasefire, declared the truce over, declared the ceasefire over, called off the
                truce, called off the ceasefire, calls off the truce, calls off the ceasefire,
                extended the truce, extended the ceasefire, extend the truce, extend the ceasefire,
                extension of the truce, extension of the ceasefire, prolonged the truce, suspended
                the truce, suspended the ceasefire, renewed the truce
            """,
            part="phrase",
            weight=0.9,
        ),
        Trigger(
            words="""
                ceasefire talks, truce talks, cease-fire talks, ceasefire negotiations, truce
                negotiations, armistice talks, talks on a ceasefire, talks on a truce
            """,
            part="phrase",
            weight=0.75,
            modality=Modality.PLANNED,
        ),
        Trigger(
            words=NOUNS, part="noun", unless=("near:breach !sentence:holding_on",), weight=0.85
        ),
        Trigger(
            words=QUIET,
            part="verb",
            needs=(
                "sentence:armed|group|force|weapon|place|capital|country|demonym|side_word",
                "article:war",
            ),
            weight=0.75,
        ),
        Trigger(
            words="""
                to stop firing, to stop fighting, to stop shooting, to stop the fighting, to stop
                the shooting, to stop their attacks, to stop all attacks, to stop bombing, to stop
                the bombing, to stop shelling, to stop the shelling, to stop hostilities, to stop
                attacks, to stop the war, to stop attacking, to halt attacks, to end hostilities
            """,
            part="phrase",
            needs=("sentence:armed|group|force|place|capital|country|demonym|side_word",),
            weight=0.7,
        ),
        Trigger(
            words="halt, pause, suspension, cessation, freeze, stop, end, break",
            part="noun",
            needs=("to:hostilities", "of:hostilities"),
            unless=("near:business",),
            weight=0.7,
        ),
        Trigger(
            words="pause",
            part="noun",
            needs=("sentence:weapon|armed|group|force|craft article:war",),
            unless=("near:business",),
            weight=0.65,
        ),
        Trigger(
            words="end, cease, stop",
            part="verb",
            needs=("subject:hostile_strict is:infinitive", "subject:hostile_strict is:modal"),
            weight=0.65,
        ),
        Trigger(
            words="""
                day without fire, days without fire, day without shelling, days without shelling,
                night without shelling, week without shelling, month without shelling, month
                without fire, weeks without fire, hours without fire, days of calm, day of calm,
                days of quiet, without a shot fired on either side, silence on the front, regime of
                silence, regime of calm, lull in the shelling, lull in the violence, laying down of
                arms
            """,
            part="phrase",
            weight=0.65,
        ),
        Trigger(
            words="""
                fall silent, go quiet, go silent, stay silent, stay quiet, fall quiet, be stilled
            """,
            part="verb",
            needs=("subject:gun_word",),
            weight=0.75,
        ),
        Trigger(
            words="quiet guns, silent guns, silencing of the guns, guns down, guns are silent",
            part="phrase",
            weight=0.7,
        ),
        Trigger(
            words="lull",
            part="noun",
            needs=("sentence:armed|group|force|weapon|craft article:war",),
            weight=0.65,
        ),
        Trigger(
            words="cease, halt, suspend, pause, discontinue, put an end to, interrupt",
            part="verb",
            needs=(
                "right:hostilities sentence:force|armed|group|country|demonym|capital|place",
                "object:hostilities sentence:force|armed|group|country|demonym|capital|place",
                "then:hostilities sentence:force|armed|group|country|demonym|capital|place",
            ),
            unless=("sentence:business !article:war",),
            weight=0.75,
        ),
        Trigger(
            words="stop, end",
            part="verb",
            needs=(
                "right:hostilities sentence:force|armed|group article:war",
                "is:passive object:hostilities sentence:force|armed|group|country article:war",
                "subject:armed|group right:hostilities",
                "is:plain is:first right:hostilities",
            ),
            weight=0.65,
        ),
    ),
    positives=(
        Positive(text="The ceasefire in Sudan took effect at dawn on Monday and was holding."),
        Positive(text="Both sides extended the truce in Hodeidah for another week, the UN said."),
        Positive(
            text="The army and the rebels agreed to a ceasefire from next Tuesday in Goma.",
            modality=Modality.PLANNED,
        ),
        Positive(
            text="The Security Council demanded an immediate ceasefire in Gaza.",
            modality=Modality.HYPOTHETICAL,
        ),
        Positive(
            text="The rebels rejected a ceasefire in Aleppo, their spokesman said.",
            modality=Modality.DENIED,
        ),
        Positive(
            text="The truce of July 1953 still shapes Korea, the historian writes.",
            modality=Modality.HISTORICAL,
        ),
        Positive(
            text="In the tabletop exercise the red side offered a ceasefire on the second day.",
            modality=Modality.EXERCISE,
        ),
        Positive(
            text="Militiamen in Wau said they would hold their fire during the harvest.",
            modality=Modality.PLANNED,
        ),
    ),
    negatives=(
        "Each side accused the other of violating the ceasefire along the river.",
        "The two singers have called a truce after a year of insults.",
        "The supermarkets agreed a truce in their price war over milk.",
        "Armistice Street will be closed while the trees are cut.",
        "He stopped fighting the parking fine and paid.",
        "The factory suspended operations after the flood.",
    ),
)

ARABIC = Pack(
    sets={
        "subject": """
            هدنة, وقف إطلاق النار, وقف النار, تهدئة, خروقات, وساطة, وسيط, وسطاء, أعمال قتالية
        """,
        "truce_part": """
            إسكات, بنادق, توقف, مؤقت, هدوء, تام, وقف, إطلاق, نار, أعمال, قتالية, عدائية, عمليات,
            تعليق, هجمات, قصف, قتال, تجميد, إنسانية, حرب, مدافع, سلاح, اقتتال, تهدئة, هدنة
        """,
        "hostilities": """
            قتال, إطلاق النار, عمليات, عمليات عسكرية, هجمات, قصف, أعمال قتالية, أعمال عدائية,
            غارات, حرب, نار, اقتتال, ضربات
        """,
        "gun_word": "مدافع, بنادق, سلاح, رصاص, مدفعية, جبهات, أصوات المدافع",
        "breach": "خرق, خروقات, خرقت, انتهاك, انتهاكات, انتهكت, انتهك, خارق, خروق",
        "holding_on": """
            صامدة, صامد, سارية, ساري, قائمة, انتهاء, انتهت, مدد, مددت, تمديد, ملتزم, ملتزمان,
            ملتزمون, حيز التنفيذ, انقضت, انهارت, متماسكة, هدوء, استمرار
        """,
        "truce_end": """
            انتهاء العمل, انتهاء, انتهت, صامدة, سارية, ملتزمان, انقضاء, منتهية, في حل من, لاغية
        """,
        "no_truce": """
            قاموس, انسحب, رفضت, رفض, رفضه, رفضها, أحبط, نقض, فيتو, دون توقيع, باءت, خالي الوفاض
        """,
        "wished_truce": "ناشد, ناشدت, توسل, التماس, فكرة, يدرس, تدرس, مقترح, مقترحا, مبادرة, يريد",
        "coming_truce": """
            منتصف ليل, بموجب, المقبل, المقبلة, غدا, بعد أسبوع, اعتبارا من, تمهيدا, موعد
        """,
        "never_word": "قاموس, قاموسنا, قاموسه",
        "played_truce": """
            متخيلة, متخيل, متخيلتين, افتراضية, نموذج, محاكاة, لعبة حرب, مفترضة, طلبة, سيناريو,
            تمرين
        """,
        "private_quarrel": """
            نجم, نجمة, فنان, فنانة, زوج, زوجة, طليق, طليقته, مدرب, لاعب, نادي, متجر, شركات, أسعار,
            متاجر, رسوم, جمركية, تجارية, إعلاميتين, إعلامية, ممثلة, ممثل, عائلة, ورثة, جار, مطربة
        """,
    },
    exclusions="خط وقف إطلاق النار, شارع الهدنة, حرب الأسعار, هدنة تجارية, خط الهدنة",
    unless=(
        "sentence:private_quarrel !sentence:armed !sentence:group !sentence:force",
        "article:sport !sentence:armed !sentence:group",
    ),
    moods=(
        Mood(modality=Modality.EXERCISE, when="sentence:played_truce"),
        Mood(modality=Modality.DENIED, when="before:no"),
        Mood(modality=Modality.DENIED, when="sentence:never_word"),
        Mood(modality=Modality.DENIED, when="near:no_truce !near:truce_end"),
        Mood(
            modality=Modality.ACTUAL,
            when="near:truce_end",
            undoes=(Modality.PLANNED,),
        ),
        Mood(modality=Modality.HYPOTHETICAL, when="near:wished_truce"),
        Mood(modality=Modality.PLANNED, when="near:coming_truce !sentence:truce_end"),
    ),
    triggers=(
        Trigger(
            words="""
                هدنة+, هدنة إنسانية, وقف إطلاق النار, وقف النار, وقف لإطلاق النار, وقفا لإطلاق
                النار, وقفا للنار, وقف للنار, تهدئة+, وقف القتال, وقف الأعمال القتالية, وقف للأعمال
                القتالية, وقف الأعمال العدائية, وقف العمليات العسكرية, وقف العمليات, تعليق
                العمليات, تعليق القتال, تعليق العمليات العسكرية, وقف الغارات, وقف القصف, وقف
                الهجمات, وقف الاقتتال, وقف الحرب, اتفاق الهدنة, اتفاق وقف إطلاق النار, اتفاق
                التهدئة, وقف مؤقت, توقف القتال, هدوء تام, تجميد القتال, تجميد الأعمال القتالية,
                إسكات المدافع, إسكات البنادق, إسكات السلاح, إنهاء القتال
            """,
            part="noun",
            unless=("near:breach !sentence:holding_on",),
            weight=0.85,
        ),
        Trigger(
            words="تعليق, وقف, تجميد, إنهاء",
            part="noun",
            needs=("of:hostilities", "then:hostilities"),
            unless=("sentence:business !article:war", "near:breach"),
            weight=0.65,
        ),
        Trigger(
            words="أوقف/يوقف, علق/يعلق, توقف/يتوقف, جمد/يجمد, أنهى/ينهي",
            part="verb",
            needs=("object:hostilities", "subject:hostilities", "then:hostilities"),
            unless=("sentence:business !article:war",),
            weight=0.7,
        ),
        Trigger(
            words="سكت/يسكت, صمت/يصمت, أسكت/يسكت, هدأ/يهدأ",
            part="verb",
            needs=("subject:gun_word", "object:gun_word"),
            weight=0.75,
        ),
    ),
    positives=(
        Positive(text="دخلت هدنة في السودان حيز التنفيذ فجر الاثنين، وقال الجيش إنها صامدة."),
        Positive(text="وقف إطلاق النار في غزة صامد منذ صباح الأحد، بحسب الأمم المتحدة."),
        Positive(
            text="اتفق الجيش والمتمردون على هدنة تبدأ الثلاثاء المقبل في غوما.",
            modality=Modality.PLANNED,
        ),
        Positive(
            text="طالب مجلس الأمن بوقف فوري لإطلاق النار في السودان وبهدنة إنسانية.",
            modality=Modality.HYPOTHETICAL,
        ),
        Positive(
            text="رفض الجيش السوداني هدنة في الخرطوم، وفق ما قال المتحدث باسمه.",
            modality=Modality.DENIED,
        ),
        Positive(
            text="أنهت هدنة عام 1953 القتال في كوريا، كما كتب المؤرخ.",
            modality=Modality.HISTORICAL,
        ),
    ),
    negatives=(
        "تبادل الجانبان الاتهامات بخرق الهدنة قرب القرية.",
        "أعلنت النجمتان هدنة بعد عام من الإهانات بين إعلاميتين.",
        "أعلنت المتاجر هدنة في حرب الأسعار.",
        "أوقفت الشرطة سائقا مخمورا في بيروت.",
        "علق المدرب على خسارة فريقه في المباراة.",
    ),
)

KIND = Kind(
    name="ceasefire",
    default=False,
    roles=Roles(
        actors=("force", "group", "armed", "country", "demonym", "capital", "official"),
        targets=("force", "armed", "group", "country"),
        motion="at",
    ),
    packs={"en": ENGLISH, "ar": ARABIC},
)
