"""The exit of deployed forces: talks, demands, decisions, timetables, and the pull-out itself.

Counts: foreign troops, UN and regional missions, mercenaries and armed groups that leave or are
asked to leave a place; bases handed over; a mission ended; an army abandoning a town.
Does not count: treaties and organisations left, bank deposits, races, products, drugs, counsel,
diplomats, raiders who leave after a raid.
"""

from __future__ import annotations

from agents.kinds import Kind, Pack, Positive, Roles, Trigger
from streams.messages import Modality

ENGLISH = Pack(
    sets={
        "leave_date": "no date for, date for, deadline for, no deadline for, timetable for",
        "homeward": "home, back home, homeward, out, back",
        "out_of": "out of, from, off",
        "military": "military, troop, troops, army",
        "foreign_men": """
            americans, russians, soviets, foreigners, turks, israelis, ethiopians, rwandans,
            cubans, eritreans, ugandans, ukrainians, burundians, kenyans, chadians
        """,
        "demand_word": """
            demand, demands, demanded, demanding, demand that, demanded that, demands that,
            told, must, should, urge, want, asked
        """,
        "presence_noun": "military presence, troop levels, troop numbers, contingent, garrison",
        "possessive_force": "their, its",
        "outpost_noun": "hill+, hilltop+, position+, outpost+, post+, territory, corridor, zone",
        "money": """
            bank, banks, euros, dollars, pounds, account, accounts, deposit, deposits, atm
        """,
        "departure_time": """
            by the end, within, soon, next, gradually, immediately, if, unless, first, last
        """,
        "base_noun": """
            base+, military base+, air base+, airbase+, camp+, barracks, outpost+, garrison+,
            airfield, positions, command, mission headquarters
        """,
        "mission_noun": """
            mission+, peacekeeping mission+, military mission+, presence, military presence,
            peacekeeping operation+, military operation+, stabilisation mission, foreign
            presence, deployment, tour, combat mission, training mission
        """,
        "space_mission": """
            space, nasa, mars, moon, orbit, satellite, astronaut, astronauts, lunar,
            spacecraft, probe
        """,
        "foreign": """
            foreign, occupation, occupying, invading, coalition, un, nato, soviet,
            multinational
        """,
        "treaty": """
            treaty, treaties, pact, agreement, accord, convention, organisation, organization,
            race, contest, bid, candidacy, candidate, nomination, offer, account, deposit,
            deposits, cash, liquidity, funds, market, product, products, drug, support,
            charges, complaint, motion, case, lawsuit, counsel, tournament, match,
            competition, squad, cup, public life, politics, party, government, coalition
            government, union, eu, european union, court, unesco, ambassador, ambassadors,
            diplomats, envoy, talks, negotiations, summit, deal, application, licence,
            permission, troops' pay, opec, commission, council, allegation, statement,
            remarks, endorsement, candidates, symptoms, opioid, alcohol, nicotine
        """,
        "leaving": """
            withdrawal, pullout, pull-out, exit, departure, drawdown, leave, leaving, pullback
        """,
        "raider": "robbers, attackers, assailants, gunmen, raiders, bandits, suspects, thieves",
    },
    exclusions="""
        withdrawal symptoms, withdrawal method, cash withdrawal+, bank withdrawal+, drug
        withdrawal, alcohol withdrawal, withdrawal limit, withdrawal agreement, eu withdrawal,
        withdrawal bill, social withdrawal, withdrawal from the race, withdrawal from the
        treaty, exit poll+, exit strategy fund, exit interview, leave of absence, sick leave,
        parental leave, maternity leave, on leave, left wing, left-wing, left back, left the
        door open, left behind, left dead, left wounded, left injured, left homeless,
        departure lounge, retreat centre, yoga retreat, holiday retreat, presidential retreat,
        withdraw consent, pulled out of the race, pull out all the stops, left midfielder,
        left winger, leave voters, departure from tradition, left no doubt, left for dead, on
        the left, the left 's, far left, to the left, leave a message
    """,
    triggers=(
        Trigger(
            words="withdraw, redeploy from, extract, repatriate",
            part="verb",
            needs=(
                "object:force|craft|armed|group|weapon !subject:treaty",
                "subject:force|craft|armed|group from:place|name|holding|sea|force",
                "subject:force !object:treaty",
                "is:passive object:force|craft",
                (
                    "subject:country|demonym|capital from:place|holding !object:treaty "
                    "!from:treaty article:war"
                ),
                (
                    "subject:pronoun from:place|holding !object:treaty !from:treaty "
                    "sentence:capital|country|force"
                ),
            ),
            unless=(
                "from:treaty !object:force|craft|armed|group",
                "object:treaty",
                "near:sport !near:force",
                "subject:lone !sentence:last_word",
            ),
            weight=0.88,
        ),
        Trigger(
            words="evacuate, remove",
            part="verb",
            needs=("right:force|craft from:place|holding", "subject:force|group object:base_noun"),
            unless=("object:civilian", "subject:lone"),
            weight=0.7,
        ),
        Trigger(
            words="pull, bring, take, ship, fly, move, send, call, recall, drive, get",
            part="verb",
            needs=(
                "right:force|craft then:outward from:place|holding|force|sea",
                "right:force|craft then:homeward",
                "is:passive object:force then:homeward",
            ),
            unless=("object:treaty", "object:lone !sentence:last_word", "object:group|armed"),
            weight=0.8,
        ),
        Trigger(
            words="draw down, reduce, cut, slash, scale back, thin out, phase out, trim, halve",
            part="verb",
            needs=(
                "right:force !right:lone article:war",
                "right:presence_noun sentence:force article:war",
            ),
            weight=0.7,
        ),
        Trigger(
            words="pull out, pull back, pull away, draw back, fall back, move out, get out",
            part="verb",
            needs=(
                "subject:force|craft|group",
                "subject:armed from:place|holding",
                "right:force|craft",
                "is:passive object:force|craft",
                "subject:country|demonym|capital from:place|holding !from:treaty article:war",
            ),
            unless=(
                "from:treaty !sentence:force",
                "near:sport !near:place",
                "subject:lone !sentence:last_word",
            ),
            weight=0.82,
        ),
        Trigger(
            words="pull",
            part="verb",
            needs=("right:force|craft then:out_of", "right:force|craft from:place|holding|force"),
            unless=("object:lone !sentence:last_word",),
            weight=0.8,
        ),
        Trigger(
            words="leave, depart, exit, quit, vacate, abandon, desert, flee, clear out of",
            part="verb",
            needs=(
                "subject:force|craft|group right:place|name|holding|sea|base_noun !right:treaty",
                "subject:force from:place|name|holding",
                "subject:force then:departure_time",
                "subject:force is:infinitive !object:civilian",
                "subject:force is:modal !object:civilian",
                "subject:foreign_men right:place|name|holding|base_noun",
                "subject:foreign_men is:infinitive",
                "subject:foreign_men is:modal",
                "subject:armed right:holding|place|name !sentence:casualty",
                "subject:mission_noun object:place|holding",
                "subject:country object:outpost_noun article:war",
                "is:ing before:leave_date article:war",
            ),
            unless=(
                "right:casualty|civilian|destroyed|force|treaty",
                "for:sea",
                "then:casualty",
                "subject:raider",
                "near:sport !near:place",
                "is:passive",
                "subject:lone !sentence:last_word",
            ),
            weight=0.68,
        ),
        Trigger(
            words="""
                take off, fly out, fly home, ship out, sail away, sail home, head home, pack
                up
            """,
            part="verb",
            needs=("subject:force from:place|holding|base_noun", "subject:force then:homeward"),
            unless=("subject:lone !sentence:last_word",),
            weight=0.68,
        ),
        Trigger(
            words="retreat",
            part="verb",
            needs=(
                "subject:force from:place|name|holding",
                "subject:force article:war !sentence:lone",
                "subject:armed|group from:place|holding",
                "subject:country|demonym from:place|holding article:war",
            ),
            weight=0.72,
        ),
        Trigger(
            words="expel, oust, evict, kick out, drive out",
            part="verb",
            needs=("right:force !right:group !right:lone", "right:foreign_men article:war"),
            weight=0.7,
        ),
        Trigger(
            words="withdrawal, pullout, pull-out, pullback, pull-back, drawdown, draw-down",
            part="noun",
            needs=(
                "of:force|craft|armed|group|weapon",
                "owner:force|craft|foreign|group",
                "owner:country|demonym from:place|holding !from:treaty article:war",
                (
                    "from:place|holding|sea !from:treaty article:war "
                    "sentence:force|group|country|demonym"
                ),
                "near:force|foreign !from:treaty !of:treaty article:war",
                "sentence:holding|place !from:treaty article:war",
            ),
            unless=(
                "of:treaty !of:force",
                "from:treaty !near:force",
                "near:sport !near:force",
                "of:civilian !of:force",
                "sentence:money !near:force",
            ),
            weight=0.85,
        ),
        Trigger(
            words="""
                departure, exit, retreat, repatriation, redeployment, phase-out, removal,
                evacuation, disengagement, reduction, cut, expulsion, extraction
            """,
            part="noun",
            needs=(
                "of:force|craft !of:lone",
                "owner:force|craft|foreign !owner:lone",
                "from:place|holding|sea owner:country|demonym article:war !from:treaty",
                "from:place|holding near:force|possessive_force article:war !from:treaty",
            ),
            unless=(
                "of:treaty !of:force",
                "near:sport !near:force",
                "of:civilian !of:force",
                "sentence:money !near:force",
            ),
            weight=0.78,
        ),
        Trigger(
            words="""
                end, terminate, conclude, wind down, wind up, close, finish, phase out, wrap
                up
            """,
            part="verb",
            needs=(
                "right:mission_noun sentence:force|foreign",
                "is:passive object:mission_noun sentence:force|foreign",
                "subject:mission_noun sentence:force|foreign article:war is:modal",
            ),
            unless=("sentence:space_mission", "sentence:sport"),
            weight=0.75,
        ),
        Trigger(
            words="end, ending, termination, conclusion",
            part="noun",
            needs=(
                "of:mission_noun sentence:force|foreign",
                "to:mission_noun sentence:force|foreign article:war",
            ),
            unless=("sentence:space_mission",),
            weight=0.8,
        ),
        Trigger(
            words="hand over, hand back, transfer, turn over, cede, close, vacate, relinquish",
            part="verb",
            needs=(
                "subject:force|country|capital right:base_noun",
                "is:passive object:base_noun article:war",
            ),
            weight=0.72,
        ),
        Trigger(
            words="handover, hand-over, closure",
            part="noun",
            needs=("of:base_noun article:war", "owner:base_noun article:war"),
            weight=0.75,
        ),
        Trigger(
            words="go",
            part="verb",
            needs=("subject:foreign_men sentence:demand_word",),
            weight=0.66,
        ),
        Trigger(
            words="go home, be gone, were gone",
            part="phrase",
            needs=("subject:force|foreign_men article:war", "before:force"),
            weight=0.68,
        ),
        # What only the verifier can tell apart: words of moving off, giving up and going home.
        Trigger(
            words="""
                give up, yield, cede, surrender, empty, clear, come home, come back, return,
                head home, sail, cast off, come down, come off, descend, decamp, retire, step
                back, step aside, step down from, walk away, walk out, melt away, slip away,
                slip out, slink out, roll out, roll back, march out, march off, lead
                out, fold, pack, fly back, turn back, turn round, fetch, ease out, dismantle,
                shut, shut down, budge, move off, peel off, trickle out, get off, see off, give
                back, release, load up, cross back, thin, stand down, relieve, free, strip,
                drop, run away, disappear, vanish, quit, skulk out, take away, take down, send
                home, carry off, separate, dissolve, disband, go back, be out, go, remain,
                stay, keep, hold, disengage, demobilise, cast
            """,
            part="verb",
            open=True,
            weight=0.5,
        ),
        Trigger(
            words="""
                abandonment, eviction, fallback, wind-down, separation, retirement, return,
                homecoming, farewell, handback, leaving, going, flight, stay, rotation, lowering,
                relocation, regrouping, release, diversion, evacuation, exodus, emptying, recall
            """,
            part="noun",
            open=True,
            weight=0.5,
        ),
        Trigger(
            words="""
                on their way back, on its way back, curtain comes down, colours were cased, flag
                was lowered, lowered the flag, lowered its flag, hauled down, last plane, last
                convoy, last flight
            """,
            part="phrase",
            open=True,
            weight=0.5,
        ),
    ),
    positives=(
        Positive(text="French troops withdrew from the base at Gao on Tuesday, the army said."),
        Positive(
            text=(
                "The two governments agreed that the coalition's withdrawal from Iraq will "
                "begin in May."
            ),
            modality=Modality.PLANNED,
        ),
        Positive(
            text="Lawmakers demanded that foreign soldiers leave the country.",
            modality=Modality.HYPOTHETICAL,
        ),
        Positive(
            text="The minister denied any plan to pull troops out of Mali.",
            modality=Modality.DENIED,
        ),
        Positive(
            text=(
                "A joint committee will draw up a timetable for the withdrawal of American "
                "forces from Iraq."
            ),
            modality=Modality.PLANNED,
        ),
        Positive(
            text="The last Soviet soldiers left Afghanistan in February 1989.",
            modality=Modality.HISTORICAL,
        ),
    ),
    negatives=(
        "She announced her withdrawal from the race for governor.",
        "The bank limits each cash withdrawal to 500 euros.",
        "Argentina will withdraw from the climate treaty next year.",
        "The firm withdrew the drug from the market after two deaths.",
        "The attack left eleven soldiers dead.",
        "The defender pulled out of the squad with a knee injury.",
    ),
)

ARABIC = Pack(
    sets={
        "foreign": """
            أجنبية, أجنبي, أجانب, احتلال, محتلة, سوفيتية, أممية, متعددة الجنسيات, دولية, غازية
        """,
        "foreign_men": """
            الأمريكيين, الأميركيين, الروس, السوفيت, السوفيات, الأتراك, الإسرائيليين, الإثيوبيين,
            الروانديين, الأجانب, الكينيين, الإريتريين, الأوغنديين, البورونديين, الأمريكيون,
            الأميركيون, الإسرائيليون
        """,
        "mission_noun": """
            مهمة, مهام, بعثة, وجود, وجود عسكري, تواجد, تواجد عسكري, حضور عسكري, عملية عسكرية,
            انتداب, تفويض, مهمة التحالف, مهمتها, مهمته, ولاية, انتشار
        """,
        "base_noun": """
            قاعدة^, قواعد, قاعدة عسكرية, قواعد عسكرية, معسكر^, معسكرات, ثكنة^, ثكنات, مقر^, مقرات,
            موقع^, مواقع, مطار, نقطة, نقاط, معبر, حاجز, حواجز, مخيم
        """,
        "treaty": """
            اتفاقية, اتفاق, معاهدة, منظمة, بطولة, سباق, مسابقة, ترشح, ترشيح, مجلس, لجنة, حزب,
            حكومة, ائتلاف, مباراة, دوري, منافسة, منافسات, مفاوضات, محادثات, جلسة, اجتماع, بورصة,
            سوق, مشروع, صفقة, عقد, نووي, محكمة, يونسكو, أوبك, مؤتمر, انتخابات, ثقة, جنسية, شكوى,
            دعوى, رخصة, قائمة, كتلة, تحالف, مناخ, كأس, تصفيات, ملعب, قمة, حوار, إيكواس, مجموعة,
            اتحاد, أسهم, نواب, نائب, مرشح, وزراء, قضاة, الاتحاد الأوروبي
        """,
        "product": """
            سيارة, سيارات, منتج, منتجات, دواء, أدوية, لقاح, أسواق, ودائع, أموال, نقود, مبلغ, مبالغ,
            سيولة, حساب, جواز, جوازات, بطاقة, كتاب, اقتراح, تصريح, تصريحات, ثقة, رخصة, عينة, عينات,
            دم, قرعة, استقالة, شكوى, دعوى, سفير, سفراء, دبلوماسي, دبلوماسيين, ترخيص, قانون, مشروع,
            جنسية, أوراق, حليب, طلب, ترشيح, أرصدة, جائزة
        """,
        "raider": "مهاجمون, مهاجمين, لصوص, جناة, منفذو",
        "home": "إلى بلاده, إلى بلادها, إلى بلادهم, إلى الوطن, إلى ديارهم, إلى قواعدها",
        "demand_word": "طالب/يطالب, دعا/يدعو, يجب, ينبغي, مطالبين, مطالبة",
        "number_noun": "عدد, عديد, وجود, وجودها, حجم, تواجد, حضور",
        "civil": """
            ركاب, مسافرين, رعايا, مواطنين, سكان, طلاب, مدنيين, جرحى, نازحين, عائلات, أهالي, مرضى,
            لاجئين
        """,
    },
    unless=(
        "sentence:crime",
        "sentence:travel",
        "sentence:sport !sentence:force",
        "after:treaty",
        "after:product",
    ),
    exclusions="""
        انسحاب من السباق, انسحاب من المباراة, انسحاب من البطولة, انسحاب من الجلسة, انسحاب من
        المعاهدة, انسحاب من الاتفاقية, انسحاب من الاتفاق, سحب الثقة, سحب القرعة, سحب الترشيح, سحب
        الجنسية, سحب الدم, سحب المنتج, سحب السيارات, سحب السفير, سحب الأموال, سحب نقدي, سحب رخصة,
        مغادرة البلاد للعلاج, خروج عن القانون, خروج عن السيطرة, خروج من البطولة, خروج من الدوري,
        خروج من الأزمة, خروج من الكأس, رحيل المدرب, رحيل الفنان, رحيل الكاتب, رحيل اللاعب, رحيل
        الشاعر, انتهاء ولاية الرئيس, خفض الأسعار, خفض الإنتاج, تخفيض العملة, مهمة فضائية, رحيل
        الممثل, السحب الركامية, سحب الدخان
    """,
    triggers=(
        Trigger(
            words="انسحاب*",
            part="noun",
            needs=(
                "of:force|craft|armed|group|foreign|foreign_men",
                "of:country|demonym|capital from:place|holding !from:treaty article:war",
                "of:demonym article:war !from:treaty",
                "from:place|holding|sea !from:treaty article:war",
                "near:force|foreign|armed|group !from:treaty article:war",
                "sentence:force|foreign|group !from:treaty article:war",
                "sentence:holding|place !from:treaty article:war",
            ),
            unless=("from:treaty !near:force !near:armed", "of:treaty"),
            weight=0.86,
        ),
        Trigger(
            words="""
                سحب, إخراج, خروج, رحيل, مغادرة, جلاء, إجلاء, إخلاء, ترحيل, طرد, إعادة, إبعاد, عودة,
                تقليص, خفض, تخفيض, تقليل, إعادة تموضع, إعادة انتشار, فك ارتباط, فك الارتباط
            """,
            part="noun",
            needs=(
                "of:force|craft|foreign_men !alone:lone !of:civil",
                "of:group|armed from:place|holding",
                "of:weapon from:place|holding article:war",
                "of:number_noun then:force",
                "of:base_noun near:force article:war",
            ),
            unless=(
                "of:civil",
                "near:treaty !near:force",
                "of:product",
                "to:place !from:place !from:holding near:violence",
            ),
            weight=0.8,
        ),
        Trigger(
            words="إنهاء, انتهاء, نهاية, إنهاء عمل, إنهاء عمليات, اختتام",
            part="noun",
            needs=(
                "of:mission_noun sentence:force|foreign|group",
                "of:force near:mission_noun",
            ),
            unless=("sentence:sport", "near:festive", "near:drill"),
            weight=0.8,
        ),
        Trigger(
            words="تسليم, تسلم, إغلاق, تفكيك",
            part="noun",
            needs=("of:base_noun sentence:force|foreign article:war",),
            unless=("near:police_work",),
            weight=0.72,
        ),
        Trigger(
            words="انسحب/ينسحب",
            part="verb",
            needs=(
                "subject:force|craft|armed|group|foreign_men !from:treaty",
                "first:force|craft|armed|group|foreign_men !from:treaty",
                "subject:country|demonym|capital from:place|holding !from:treaty article:war",
                "from:place|holding !from:treaty article:war sentence:force|armed|group",
                "near:force|armed|group !from:treaty",
            ),
            unless=(
                "from:treaty !near:force",
                "subject:raider",
                "alone:lone !sentence:last_word",
            ),
            weight=0.86,
        ),
        Trigger(
            words="سحب/يسحب, أخرج/يخرج, أجلى/يجلي, قلص/يقلص, خفض/يخفض, أعاد/يعيد, رحل/يرحل",
            part="verb",
            needs=(
                "object:force|craft|foreign_men !alone:lone !object:civil",
                "object:number_noun then:force",
                "object:weapon from:place|holding article:war",
            ),
            unless=(
                "object:product",
                "near:treaty !near:force",
                "object:civil",
                "then:reinforcing",
            ),
            weight=0.8,
        ),
        Trigger(
            words="""
                غادر/يغادر, خرج/يخرج, رحل/يرحل, تراجع/يتراجع, أخلى/يخلي, ترك/يترك, انكفأ/ينكفئ,
                جلا/يجلو
            """,
            part="verb",
            needs=(
                "subject:force|craft|foreign_men then:place|holding|base_noun|sea",
                "subject:force|foreign_men from:place|holding",
                "first:force|craft|foreign_men then:place|holding|base_noun|sea",
                "subject:group|armed then:holding|place|base_noun !sentence:casualty",
                "subject:convoy then:base_noun|holding|place article:war near:demonym|force",
                "near:foreign_men near:demand_word",
            ),
            unless=(
                "subject:raider",
                "alone:lone !sentence:last_word",
                "subject:visitor !subject:force",
                "subject:civil",
                "then:casualty",
                "near:drill",
            ),
            weight=0.68,
        ),
        Trigger(
            words="أنهى/ينهي, أنجز/ينجز, اختتم/يختتم",
            part="verb",
            needs=("object:mission_noun sentence:force|foreign|group",),
            unless=("sentence:sport", "near:drill", "near:festive"),
            weight=0.75,
        ),
        Trigger(
            words="سلم/يسلم, أغلق/يغلق, تسلم/يتسلم",
            part="verb",
            needs=("object:base_noun sentence:force|foreign article:war",),
            unless=("near:police_work",),
            weight=0.7,
        ),
        Trigger(
            words="باقون, باقية, سيبقون, سنبقى, لن نبرح, لم يبرح, لن نغادر, لم يبرحوا, لن نرحل",
            part="phrase",
            needs=("sentence:force|holding|place|official article:war",),
            modality=Modality.DENIED,
            weight=0.66,
        ),
        Trigger(
            words="اخرجوا, ارحلوا, انسحبوا, ارحل, ألا يبقى, عدم بقاء",
            part="phrase",
            needs=("sentence:force|place|group article:war",),
            modality=Modality.HYPOTHETICAL,
            weight=0.66,
        ),
        # What only the verifier can tell apart: words of moving off, giving up and going home.
        Trigger(
            words="""
                أقلع/يقلع, انسل/ينسل, عاد/يعود, خلا/يخلو, تقهقر/يتقهقر, ركب/يركب, شحن/يشحن, فر/يفر,
                انتهى/ينتهي, أفرغ/يفرغ, أبحر/يبحر, طوى/يطوي, تنحى/يتنحى, نزل/ينزل, نقل/ينقل,
                حزم/يحزم, ابتعد/يبتعد, تنازل/يتنازل, أقفل/يقفل, تخلى/يتخلى, برح/يبرح, هرب/يهرب,
                ذهب/يذهب, مضى/يمضي, توارى/يتوارى, اختفى/يختفي, تبخر/يتبخر, فكك/يفكك, حل/يحل,
                ودع/يودع, أنزل/ينزل, سلم/يسلم, أخلي/يخلى, تراجع/يتراجع, ارتد/يرتد, انكفأ/ينكفئ,
                انصرف/ينصرف, قفل/يقفل, استدار/يستدير, عبر/يعبر, صفى/يصفي, هجر/يهجر, كف/يكف,
                توقف/يتوقف, بقي/يبقى, مكث/يمكث, ظل/يظل, لزم/يلزم, تمسك/يتمسك, فرغ/يفرغ, زال/يزول,
                طرد/يطرد, أبعد/يبعد, رفع/يرفع, حمل/يحمل, أغلق/يغلق, قطع/يقطع, خفف/يخفف, تحلل/يتحلل,
                استبدل/يستبدل, جر/يجر, فك/يفك, أوقف/يوقف, انفصل/ينفصل, لملم/يلملم, جمع/يجمع,
                أسدل/يسدل, انقضى/ينقضي, لوح/يلوح, سحبت, تسلم/يتسلم, استرد/يسترد, انزاح/ينزاح,
                أزاح/يزيح, ارتحل/يرتحل, استعاد/يستعيد, وصل/يصل, سار/يسير, تحرك/يتحرك, رجع/يرجع,
                نفض/ينفض, أتم/يتم, أنجز/ينجز, سافر/يسافر, اتجه/يتجه, أطفأ/يطفئ, حرر/يحرر
            """,
            part="verb",
            open=True,
            weight=0.5,
        ),
        Trigger(
            words="""
                إقلاع, إنزال, رحيل, هروب, فرار, هرولة, تخفف, نزول, ترك, تخل, تخلي, تنازل, إقفال,
                طي, ابتعاد, جلاء, تصفية, عودة, رجوع, وداع, مفاتيح, علم, راية, حقائب, خيام, قافلة^,
                قوافل, دفعة^, دفعات, رتل^, أرتال, كتيبة^, كتائب, تسليم, استلام, بقاء, مغادرتها,
                رحيلها, تفكيك, نقل, شحن, إجلاء, تراجع, تقهقر, انكفاء, انفصال, فصل, إيقاف, نهاية,
                ختام, مهلة, طائرة^, طائرات, سفينة^, سفن, باخرة, كنس, طرد, إبعاد, خلاء, فراغ,
                استعادة, استرداد, تناوب, إحلال, استبدال, انسلال, تسلل, تحلل, فك, جنود, جندي, قوات,
                قوة, مقاتلون, مرتزقة, خروجهم, سحبها, سحبهم, إخلاؤها, تحرير, تطهير, تخفيف, انصراف,
                زوال, إلغاء, آخر, أمتعة, كفالة
            """,
            part="noun",
            open=True,
            weight=0.5,
        ),
    ),
    positives=(
        Positive(text="انسحبت القوات الفرنسية من قاعدة غاو يوم الثلاثاء، بحسب الجيش."),
        Positive(
            text="اتفقت الحكومتان على أن يبدأ انسحاب قوات التحالف من العراق في مايو.",
            modality=Modality.PLANNED,
        ),
        Positive(
            text="طالب نواب بخروج الجنود الأجانب من البلاد.",
            modality=Modality.HYPOTHETICAL,
        ),
        Positive(
            text="نفى الوزير وجود أي خطة لسحب القوات من مالي.",
            modality=Modality.DENIED,
        ),
        Positive(
            text="ستضع لجنة مشتركة جدولا زمنيا لانسحاب القوات الأمريكية من العراق.",
            modality=Modality.PLANNED,
        ),
        Positive(
            text="غادر آخر الجنود السوفيت أفغانستان في فبراير 1989.",
            modality=Modality.HISTORICAL,
        ),
        Positive(text="أنهت البعثة الأممية مهمتها في مالي وسلمت آخر قواعدها إلى الجيش."),
        Positive(
            text="ستسحب تركيا جنودها من القاعدة بحلول نهاية الشهر.",
            modality=Modality.PLANNED,
        ),
    ),
    negatives=(
        "أعلنت انسحابها من سباق الترشح لمنصب المحافظ.",
        "حدد البنك سقف السحب النقدي بمبلغ 500 يورو.",
        "ستنسحب الأرجنتين من معاهدة المناخ العام المقبل.",
        "سحبت الشركة الدواء من الأسواق بعد وفاتين.",
        "انسحب اللاعب من المباراة بسبب إصابة في الركبة.",
        "غادر الرئيس القاهرة متوجها إلى الرياض.",
        "سحب البرلمان الثقة من الحكومة.",
        "عاد الهدوء إلى السوق بعد رحيل التجار.",
    ),
)

KIND = Kind(
    name="withdrawal_talks",
    roles=Roles(
        actors=("force", "group", "country", "demonym", "capital", "official", "armed"),
        targets=("force", "craft", "group"),
        motion="from",
        units=("troops", "vehicles", "ships", "aircraft"),
    ),
    packs={"en": ENGLISH, "ar": ARABIC},
)
