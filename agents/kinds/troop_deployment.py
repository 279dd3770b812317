"""Forces on the move to somewhere: sent, arriving, entering, reinforcing, mobilised, called up.

Counts: troops, ships, aircraft, batteries, armed police missions, armed groups entering a town.
Does not count: presence ("2,500 soldiers are stationed"), arms deliveries, police at a match,
rescue work, parades, software and satellites that are "deployed".
"""

from __future__ import annotations

from agents.kinds import Background, Kind, Pack, Positive, Roles, Trigger
from streams.messages import Modality

SENT = "force|craft"

ENGLISH = Pack(
    sets={
        "violence": "attack+, assault+, raid+, strike+, offensive+, advance, ground attack+",
        "reinforcing": "reinforcement+, troops, military reinforcement+",
        "troop_word": """
            troop, troops, soldiers, military, force, peacekeeper, naval, army, battalion,
            warship
        """,
        "home_word": "home, back home, away, off",
        "speechless": "support, votes, voters, opinion, donors",
        "border_word": """
            there, across the border, ashore, over the border, at the border, at the front
        """,
        "violent_entry": "by force, after fierce fighting, captured, seized, overran",
        "presence_noun": """
            military presence, presence, number, numbers, troop levels, troop numbers,
            contingent, garrison, deployment, defences, defenses, troop presence, forces,
            force, troops, fleet, battalion, brigade
        """,
        "number_noun": """
            number, numbers, size, troop levels, troop numbers, strength, contribution,
            contingent
        """,
        "count_word": "by, to, from",
        "treaty_word": "withdrawal, departure, exit, pullout",
        "police_men": "police, police officer+, officers, policemen, policewomen",
        "civil_work": """
            forensic, firefighters, medical, white bags, ambulance, paramedics, investigators
        """,
        "largest": "largest, biggest, first, longest",
        "military_word": "military, troop, naval, army, armour",
        "arrive_word": """
            arrived, arrive, sent, sending, new, additional, reached, arriving, begun, began,
            heading, moved, en route, more, extra, fresh, further, newly, rushed, for,
            overnight, today, yesterday, monday, tuesday, wednesday, thursday, friday,
            saturday, sunday, reinforce
        """,
        "present_word": """
            already, currently, still, there, about, remain, remains, since, permanently, now,
            based, stationed
        """,
        "mission_word": """
                mission, force, operation, coalition, patrols, training mission,
                peacekeeping mission,
                military mission, un mission, naval mission, multinational force
            """,
        "airspace": "skies, airspace, sky, waters, coast, border",
        "more": """
            additional, more, extra, further, fresh, new, reinforcement+, another, increase
        """,
        "quake": """
            earthquake, flood, floods, wildfire+, hurricane, snow, landslide, rescue,
            evacuees, ebola, cyclone, sandbags, graves, grave, aid workers, relief,
            vaccination, distribute, lockdown, pandemic, coronavirus
        """,
        "festive": """
            parade, ceremony, match, final, festival, marathon, concert, carnival, funeral,
            summit security, fans, supporters, wedding, derby, exhibition, air show, museum,
            medals, medal, anniversary, football, oath, graduation
        """,
        "abroad": """
            state, states, area+, district+, zone+, capital, prefecture, governorate, valley,
            mountains, north, south, east, west, northeast, northwest, southeast, southwest,
            highlands, desert, outskirts, suburbs, road, streets, island+, commune, village+,
            crossing, peninsula, abroad, overseas, border+, frontline+, front line+, front,
            region, capital, area+, country, province+, town+, city, town, island+, frontier+,
            sea, waters, coast, base+, streets
        """,
        "word_troops": """
            message, letter, morale, gifts, parcels, gift, pizza, blankets, greetings, parcels
        """,
    },
    exclusions="""
        deployed its payload, deployed software, deploy software, deployment pipeline, air
        bag, airbags deployed, parachute deployed, mass grave+, mass media, mass
        demonstration+, entered into, entered the race, entered a new phase, entered politics,
        sent home, sent off, sent a message, sent messages, arrival lounge, arrivals hall,
        port of entry, entry visa, entry fee, data entry, entry-level, entry point+, an army
        of, army of volunteers, army of fans, army of ladybirds, army of supporters,
        army of followers, army of workers, army of helpers,
        army of lawyers, army of robots, army of admirers, army of children, task force on,
        sales force,
        work force, ground forces of the party, salvation army, barmy army, kiss army, deploy
        the app, reserves of, foreign reserves, tartan army, terracotta army, market forces,
        forces of nature, air force one, force majeure
    """,
    unless=("near:sport !near:place", "near:festive"),
    triggers=(
        Trigger(
            words="deploy, redeploy, forward-deploy, pre-position",
            part="verb",
            needs=(
                "right:force|craft",
                "is:passive object:force|craft",
                "is:bare before:force|craft near:arrive_word",
                "subject:force|craft to:place|abroad|sea|force",
            ),
            unless=("right:word_troops", "near:quake", "subject:lone !sentence:last_word"),
            weight=0.88,
        ),
        Trigger(
            words="""
                dispatch, despatch, airlift, rush, commit, transfer, relocate, rotate, station
            """,
            part="verb",
            needs=("right:force|craft", "is:passive object:force|craft"),
            unless=(
                "right:word_troops",
                "near:quake",
                "right:lone !sentence:last_word",
                "is:stative !is:modal near:present_word",
            ),
            weight=0.82,
        ),
        Trigger(
            words="""
                send, send in, move, bring in, ferry, shift, pour, ship, contribute, put,
                push, add, transport, carry, position
            """,
            part="verb",
            needs=(
                "right:force|craft to:place|name|abroad|sea|force",
                "right:force|craft before:more",
                "is:passive object:force|craft to:place|name|abroad|sea|force",
                "is:bare before:force to:place|abroad|sea",
                "right:force then:more",
                "right:reinforcing",
                "right:police_men to:country",
            ),
            unless=(
                "right:word_troops",
                "near:quake",
                "then:home_word",
                "right:lone !sentence:last_word",
            ),
            weight=0.75,
        ),
        Trigger(
            words="send, send in, fly in, fly, bring in",
            part="verb",
            needs=("right:force", "is:passive object:force to:place|abroad"),
            unless=(
                "right:word_troops",
                "near:quake",
                "then:home_word",
                "right:lone !sentence:last_word",
            ),
            weight=0.7,
        ),
        Trigger(
            words="""
                mobilise, mobilize, call up, mass, amass, muster, activate, concentrate,
                gather, assemble, build up
            """,
            part="verb",
            needs=(
                "right:force|craft",
                "is:passive object:force|craft",
                "subject:force|craft to:place|abroad|sea",
            ),
            unless=("near:quake", "near:speechless"),
            weight=0.78,
        ),
        Trigger(
            words="""
                arrive, land, disembark, touch down, dock, take up, come ashore, go ashore,
                wade, fan out
            """,
            part="verb",
            needs=(
                "subject:force|craft to:place|name|abroad|sea|holding",
                "subject:force|craft then:border_word",
                "subject:reinforcing",
            ),
            unless=(
                "near:quake",
                "near:violent_entry",
                "then:violence",
                "is:passive",
                "subject:lone !sentence:last_word",
                "near:civil_work",
            ),
            weight=0.74,
        ),
        Trigger(
            words="""
                head, move, roll, stream, pour, sail, steam, push, march, cross, set off, set
                out, drive
            """,
            part="verb",
            needs=(
                "subject:force|craft toward:place|name|abroad|sea|holding",
                "subject:force|craft then:border_word",
            ),
            unless=(
                "near:quake",
                "near:violent_entry",
                "then:violence",
                "is:passive",
                "subject:lone !sentence:last_word",
                "near:civil_work",
            ),
            weight=0.7,
        ),
        Trigger(
            words="""
                enter, cross into, move into, roll into, sweep into, push into, march into,
                penetrate
            """,
            part="verb",
            needs=(
                "subject:force|craft|armed|group right:place|name|holding|abroad|sea",
                "subject:force|craft|armed|group to:place|holding|abroad|sea",
            ),
            unless=(
                "near:quake",
                "near:violent_entry",
                "subject:lone !sentence:last_word",
                "near:civil_work",
            ),
            weight=0.74,
        ),
        Trigger(
            words="""
                reinforce, bolster, beef up, boost, strengthen, increase, double, expand,
                augment, step up, raise, swell, triple, shore up, top up
            """,
            part="verb",
            needs=(
                "right:presence_noun then:place|force|sea|abroad",
                "right:force near:abroad|place then:count_word",
                "right:number_noun then:force",
                "right:force then:place !right:country",
            ),
            weight=0.7,
        ),
        Trigger(
            words="""
                deployment, redeployment, dispatch, arrival, entry, mobilisation,
                mobilization, influx, transfer, call-up, relocation
            """,
            part="noun",
            needs=(
                "of:force|craft|reinforcing !of:lone",
                "owner:force|craft to:place|abroad|sea|holding",
                "owner:troop_word",
            ),
            unless=("near:quake",),
            weight=0.82,
        ),
        Trigger(
            words="deployment",
            part="noun",
            needs=("near:force|craft !near:sport", "owner:force|craft"),
            unless=("near:quake", "before:largest"),
            weight=0.7,
        ),
        Trigger(
            words="buildup, build-up, massing, surge, reinforcement",
            part="noun",
            needs=(
                "of:force|craft",
                "owner:force|craft|military_word",
                "to:place|abroad article:war near:arrive_word",
            ),
            weight=0.75,
        ),
        Trigger(
            words="""
                on their way to, on its way to, en route to, bound for, boots on the ground,
                on standby to deploy
            """,
            part="phrase",
            needs=("subject:force|craft|troop_word",),
            weight=0.72,
        ),
        Trigger(
            words="""
                are expected off, is expected off, are expected in, is expected in, are due
                in, is due in, are expected at
            """,
            part="phrase",
            needs=("subject:force|craft then:sea|place", "before:craft|force"),
            modality=Modality.PLANNED,
            weight=0.72,
        ),
        Trigger(
            words="ask for, request, call for, appeal for, demand, plead for, beg for, seek",
            part="verb",
            needs=("right:force !right:treaty_word !subject:force|armed",),
            unless=(
                "then:treaty_word",
                "then:home_word",
                "is:passive",
                "right:lone !sentence:last_word",
            ),
            modality=Modality.HYPOTHETICAL,
            weight=0.7,
        ),
        Trigger(
            words="ask, appeal, plead",
            part="verb",
            needs=("for:force !subject:force|armed",),
            unless=("then:treaty_word", "then:home_word", "is:passive", "for:lone"),
            modality=Modality.HYPOTHETICAL,
            weight=0.7,
        ),
        Trigger(
            words="leave, depart, sail, set sail",
            part="verb",
            needs=("subject:craft for:sea",),
            weight=0.66,
        ),
        Trigger(
            words="join, patrol, guard, police",
            part="verb",
            needs=(
                "subject:force|craft right:mission_word",
                "subject:craft right:airspace",
            ),
            unless=("is:stative", "subject:lone !sentence:last_word"),
            weight=0.55,
        ),
        # What only the verifier can tell apart: words of coming, putting and growing.
        Trigger(
            words="""
                place, post, ship out, truck, haul, draw in, pull in, call, call out, call in,
                summon, assign, detail, detach, lend, second, loan, provide, offer, field, man,
                appear, show up, turn up, come, reach, roll in, stream in, pour in, file,
                anchor, drop anchor, berth, moor, unload, set foot, spread, spread out, dig in,
                pitch, encamp, camp, quarter, billet, garrison, occupy, seal, cordon, ring,
                escort, surround, rotate in, relieve, replace, stiffen, thicken, grow, ready,
                stand up, draft, enlist, embark, steam in, descend, pull up, base, take over,
                take position, take positions, set up, establish, install, host, welcome,
                receive, accept, allow, let in, throw, throw in, go, ride, take, put on alert,
                order, see, stay, join up, mobilise, invite, admit, approve, open, set down,
                drop, lead, give, need, want, follow, line, pass, advance, carry, bus, rail,
                clamber, converge, disgorge, draw up, dig, fill, float, flood, furnish, form up,
                get, helicopter, introduce, lift, lower, nose, parachute, plant, rattle, rattle
                through, set, slip, slot, step, string, surge, swap, sweep, tow, trickle,
                trundle, walk, keep watch, enter, bring, board, swell, walk in, run
            """,
            part="verb",
            open=True,
            weight=0.5,
        ),
        Trigger(
            words="""
                landing, posting, sending, coming, move, movement, muster, rotation, airlift,
                sealift, stationing, basing, expedition, contribution, increase, boost,
                expansion, introduction, throwing, bringing, putting, placement, concentration,
                assembly, levy, relief, advance guard, advance party, vanguard, contingent,
                convoy, column, reinforcement, patrol, mission, entering, parachuting, drop,
                entrance, berth, ground troops, boots on the ground, troops, soldiers, company,
                battalion, brigade, regiment, platoon, division, squadron, peacekeepers, gendarmes,
                marines, paratroopers, commandos, reservists, warship, frigate, carrier, destroyer,
                battery, tanks, jets, helicopters, sailors, policemen, guards, force, forces, army
            """,
            part="noun",
            open=True,
            weight=0.5,
        ),
    ),
    background=(
        Background(
            reason="presence: they are already there",
            when="is:stative !is:ing !near:arrive_word near:present_word",
        ),
    ),
    positives=(
        Positive(text="Kenya sent 400 police officers and soldiers to Haiti on Tuesday."),
        Positive(
            text="The government will deploy another battalion along the border with Chad.",
            modality=Modality.PLANNED,
        ),
        Positive(
            text="The ministry denied the entry of foreign troops into Syria.",
            modality=Modality.DENIED,
        ),
        Positive(
            text="The governor asked Lima to send soldiers to the mining district.",
            modality=Modality.HYPOTHETICAL,
        ),
        Positive(text="A US aircraft carrier arrived in the Red Sea on Sunday."),
        Positive(
            text="Some 900 soldiers have been deployed to northern Norway for the exercise.",
            modality=Modality.EXERCISE,
        ),
    ),
    negatives=(
        "About 2,500 American soldiers are stationed in Iraq.",
        "The company deployed new software to its customers.",
        "The rocket deployed four satellites.",
        "They sent weapons and ammunition to the fighters.",
        "The coach sent on three reserves in the second half.",
        "Russia entered a new phase of the talks.",
        "Both parties mobilised their supporters for the final week.",
    ),
)

ARABIC = Pack(
    sets={
        "abroad": """
            حدود, منطقة, مناطق, شمال, جنوب, شرق, غرب, العاصمة, محافظة, ولاية, إقليم, جبهة, جبهات,
            محور, ساحل, شوارع, بلاد, خارج البلاد, خطوط التماس, خط المواجهة, مدينة, قرية, قرى, بلدة,
            قاعدة, جزيرة, مطار, ميناء, معبر, معابر, مضيق, مياه, سواحل, أراضي, أراض, ريف, ضواحي,
            خطوط, عمق, أنحاء, قواعد, مرفأ, رصيف, أوروبا, خليج, بحر, جانب
        """,
        "number_noun": "عدد, عديد, أعداد, وجود, تواجد, حجم, قوام, وجودها, حضور, انتشار",
        "more": "إضافي, إضافية, جديدة, جديد, مزيد, تعزيزات, زيادة, المزيد من, إضافيين, إضافيا",
        "quake": """
            زلزال, سيول, فيضانات, حرائق الغابات, إغاثة, إنقاذ, ثلوج, كورونا, لقاح, مساعدات إنسانية,
            إعصار, الدفاع المدني, إطفاء, مستشفى ميداني, مساعدات طبية, نظافة, حرائق
        """,
        "cargo": """
            أسلحة, ذخيرة, ذخائر, مساعدات, معدات, شحنة, شحنات, طرود, رسالة, رسائل, وقود, أدوية,
            هدايا, أموال, تقرير, صور, فيديو, مقاطع, بيان, صورة, مقال, كتاب, قائمة, وثائق, تفاصيل,
            تحية, برقية
        """,
        "mission_word": "بعثة, مهمة, قوة, دورية, دوريات, عملية, تحالف",
        "present_word": """
            متمركز, متمركزة, منتشرون, منتشرة, متواجدة, موجودة, حاليا, منذ سنوات, ضمن مهمة, مستقر,
            مرابط, مرابطة, دائم, دائمة
        """,
        "treaty_word": "انسحاب, سحب, خروج, مغادرة, إخراج, رحيل",
        "called": "احتياط, جنود الاحتياط, قوات الاحتياط, مجندين, جندي احتياط, احتياطيين, رجل",
        "violent_entry": "بالقوة, معارك, اشتباكات, سيطرت, سيطر, اقتحام",
    },
    unless=(
        "sentence:crime",
        "sentence:travel",
        "near:festive !sentence:armed",
        "sentence:sport !sentence:place",
        "after:cargo",
    ),
    exclusions="""
        نشر صور, نشر صورة, نشر مقطع, نشر فيديو, نشر الوعي, نشر ثقافة, نشر الخبر, نشر تقرير, نشر
        كتاب, نشر بيان, انتشار فيروس, انتشار الوباء, انتشار المرض, انتشار الجريمة, انتشار السلاح,
        انتشار كورونا, انتشار ظاهرة, وصول المساعدات, وصول مساعدات, دخول المساعدات, دخول مساعدات,
        دخول حيز التنفيذ, دخل حيز التنفيذ, دخلت حيز التنفيذ, دخول السوق, دخول التاريخ, دخلت مرحلة,
        دخلت الأزمة, نقل مباشر, إرسال رسالة, إرسال رسائل, دفع رواتب, دفع الضرائب, دفع التعويضات,
        دفع فدية, حشد الدعم, حشد التأييد, حشد الجهود, حشد جماهيري, حشد الناخبين, تعبئة الموارد, جيش
        من, قوى عاملة, قوات المعارضة السياسية, الحشد الشعبي, انتشار أمني كثيف لتأمين المباراة, نشر
        الحكومة, نشر الفوضى
    """,
    triggers=(
        Trigger(
            words="""
                نشر, إرسال, وصول, إيفاد, دخول, استقدام, حشد, تعبئة, استدعاء, نقل, إنزال, انتشار,
                إعادة نشر, تحريك, تحرك, تحركات, توجه, تمركز, إدخال, قدوم, تسيير, الزج, الدفع, حشود,
                انطلاق, استنفار, إعادة انتشار, تعزيز, عبور, إشراك, تجميع
            """,
            part="noun",
            needs=(
                "of:force|craft|reinforcing !alone:lone",
                "then:reinforcing",
                "then:called near:force|unit_troops",
            ),
            unless=(
                "near:quake",
                "after:treaty_word",
                "of:weapon !of:force !of:craft",
                "from:place !to:place !to:abroad near:treaty_word",
            ),
            weight=0.8,
        ),
        Trigger(
            words="""
                تعزيزات, تعزيزات عسكرية, تعزيزات أمنية, تعزيزات إضافية, رتل^ عسكري, أرتال عسكرية,
                حشود عسكرية
            """,
            part="noun",
            needs=("to:place|abroad|holding|sea", "near:place article:war"),
            unless=("near:quake", "from:place !to:place !to:abroad"),
            weight=0.7,
        ),
        Trigger(
            words="زيادة, رفع, تعزيز, مضاعفة, توسيع",
            part="noun",
            needs=(
                "of:number_noun then:force",
                "of:force then:place|abroad|number_noun",
                "then:unit_troops near:force",
            ),
            unless=("near:quake", "near:business"),
            weight=0.7,
        ),
        Trigger(
            words="""
                نشر/ينشر, أرسل/يرسل, أوفد/يوفد, حشد/يحشد, استدعى/يستدعي, استقدم/يستقدم, زج/يزج,
                دفع/يدفع, أعاد نشر, أنزل/ينزل, حرك/يحرك, نقل/ينقل, سير/يسير, عبأ/يعبئ, أدخل/يدخل,
                بعث/يبعث, وجه/يوجه
            """,
            part="verb",
            needs=(
                "object:force|craft|reinforcing !alone:lone",
                "object:convoy to:place|abroad article:war",
                "then:force|craft|reinforcing|unit_troops|called !alone:lone",
            ),
            unless=(
                "near:quake",
                "object:cargo",
                "then:treaty_word",
                "near:media !to:place !to:abroad",
            ),
            weight=0.8,
        ),
        Trigger(
            words="""
                وصل/يصل, انتشر/ينتشر, توجه/يتوجه, تحرك/يتحرك, عبر/يعبر, هبط/يهبط, رسا/يرسو, رست,
                أبحر/يبحر, تدفق/يتدفق, اتجه/يتجه, تقدم/يتقدم, تمركز/يتمركز, انطلق/ينطلق, حط/يحط,
                وفد/يفد, قدم/يقدم
            """,
            part="verb",
            needs=(
                "subject:force|craft|reinforcing to:place|abroad|holding|sea|name",
                "subject:force|craft|reinforcing then:place|abroad|holding|sea",
                "subject:convoy to:place|abroad article:war near:force|demonym",
            ),
            unless=(
                "near:quake",
                "near:violent_entry",
                "alone:lone !sentence:last_word",
                "then:violence",
                "near:treaty_word",
                "near:present_word",
            ),
            weight=0.72,
        ),
        Trigger(
            words="دخل/يدخل, ولج/يلج, اجتاز/يجتاز",
            part="verb",
            needs=(
                "subject:force|craft|armed|group then:place|abroad|holding|sea",
                "first:force|craft|armed|group then:place|abroad|holding|sea",
                "subject:force|craft !then:cargo article:war",
            ),
            unless=("near:quake", "near:violent_entry", "alone:lone", "near:treaty_word"),
            weight=0.72,
        ),
        Trigger(
            words="عزز/يعزز, زاد/يزيد, رفع/يرفع, ضاعف/يضاعف, دعم/يدعم, وسع/يوسع",
            part="verb",
            needs=(
                "object:number_noun then:force|place",
                "object:force then:place|abroad near:more|number_noun|unit_troops",
                "then:reinforcing",
            ),
            unless=("near:quake", "near:business"),
            weight=0.68,
        ),
        Trigger(
            words="طلب/يطلب, طالب/يطالب, ناشد/يناشد, التمس/يلتمس",
            part="verb",
            needs=("then:reinforcing", "object:force !then:treaty_word near:more"),
            unless=("then:treaty_word", "alone:lone"),
            modality=Modality.HYPOTHETICAL,
            weight=0.66,
        ),
        Trigger(
            words="في طريقها إلى, في طريقه إلى, في طريقهم إلى",
            part="phrase",
            needs=("first:force|craft|reinforcing", "before:force|craft"),
            weight=0.72,
        ),
        # What only the verifier can tell apart: words of coming, putting and growing.
        Trigger(
            words="""
                حل/يحل, نزل/ينزل, واصل/يواصل, بلغ/يبلغ, وطئ/يطأ, جاء/يجيء, أتى/يأتي, ظهر/يظهر,
                اصطف/يصطف, خيم/يخيم, عسكر/يعسكر, ضم/يضم, تولى/يتولى, تسلم/يتسلم, استقبل/يستقبل,
                احتضن/يحتضن, خصص/يخصص, قدم/يقدم, وضع/يضع, ألحق/يلحق, أضاف/يضيف, بدل/يبدل,
                تناوب/يتناوب, سار/يسير, مشى/يمشي, زحف/يزحف, صعد/يصعد, أقل/يقل, حمل/يحمل, أفرغ/يفرغ,
                دعا/يدعو, جند/يجند, التحق/يلتحق, انضم/ينضم, شارك/يشارك, عاد/يعود, رابط/يرابط,
                تموضع/يتموضع, أقام/يقيم, احتل/يحتل, أغلق/يغلق, طوق/يطوق, حرس/يحرس, أشرف/يشرف,
                سد/يسد, كثف/يكثف, شحن/يشحن, طار/يطير, خرج/يخرج, غادر/يغادر, ترك/يترك, فتح/يفتح,
                مر/يمر, شق/يشق, اقترب/يقترب, تجمع/يتجمع, احتشد/يحتشد, تكدس/يتكدس, وقف/يقف,
                ثبت/يثبت, ركز/يركز, نصب/ينصب, استنفر/يستنفر, تأهب/يتأهب, رفد/يرفد, أسند/يسند,
                قاد/يقود, التقى/يلتقي, لبى/يلبي, وافق/يوافق, تسلل/يتسلل, أرسى/يرسي, اتخذ/يتخذ,
                سلك/يسلك, سلم/يسلم, أعار/يعير, وعد/يعد, عرض/يعرض, لحق/يلحق, تمدد/يتمدد, سمح/يسمح,
                أذن/يأذن, ركب/يركب, رافق/يرافق, استعان/يستعين, طلب/يطلب, احتاج/يحتاج, ملأ/يملأ,
                أنجد/ينجد, كلف/يكلف, أوكل/يوكل, بدأ/يبدأ
            """,
            part="verb",
            open=True,
            weight=0.5,
        ),
        Trigger(
            words="""
                قدوم, مجيء, نزول, حلول, هبوط, رسو, إبحار, إقلاع, مسير, زحف, تموضع, تناوب, مشاركة,
                مساهمة, إضافة, مزيد, كتيبة^, كتائب, لواء, ألوية, فرقة, فوج, سرية, رتل^, أرتال,
                قافلة^, قوافل, دفعة^, دفعات, طليعة, طلائع, وحدة+, قوة^, قوات, جنود, جندي, فرقاطة+,
                مدمرة+, حاملة طائرات, بارجة, أسطول, مقاتلات, مروحيات, دبابات, مدرعات, بطارية+,
                منظومة+, دورية^, دوريات, بعثة, وجود, حضور, تجنيد, نفير, استدعاءات, تجمع, تكديس,
                تثبيت, حراسة, انضمام, التحاق, إلحاق, جسر جوي, تدفق, تقدم, شحن, طلعات, تبديل,
                مظليون, مشاة, درك, مرتزقة, نشرها, إسناد, نجدة, إمداد, إمدادات, دعم, مهمة, خروج,
                مغادرة, استقبال, انتشارها, تكثيف, زج, فتح, إقامة, غواصة+, سرب, أسراب, مستشارون,
                مدربون, متطوعون, مجندون, حرس
            """,
            part="noun",
            open=True,
            weight=0.5,
        ),
    ),
    positives=(
        Positive(text="أرسلت كينيا 400 شرطي وجندي إلى هايتي يوم الثلاثاء."),
        Positive(
            text="ستنشر الحكومة كتيبة أخرى على طول الحدود مع تشاد.",
            modality=Modality.PLANNED,
        ),
        Positive(text="نفت الوزارة دخول قوات أجنبية إلى سوريا.", modality=Modality.DENIED),
        Positive(
            text="طالب المحافظ العاصمة بإرسال جنود إلى منطقة المناجم.",
            modality=Modality.HYPOTHETICAL,
        ),
        Positive(text="وصلت حاملة طائرات أمريكية إلى البحر الأحمر يوم الأحد."),
        Positive(
            text="وصل نحو 900 جندي إلى شمال النرويج للمشاركة في المناورات.",
            modality=Modality.EXERCISE,
        ),
        Positive(text="دفع الجيش بتعزيزات عسكرية إلى ريف إدلب."),
        Positive(
            text="لم يستبعد الرئيس نشر قوات برية في أوكرانيا.",
            modality=Modality.HYPOTHETICAL,
        ),
        Positive(
            text="في عام 1991 أرسلت مصر لواء مدرعا إلى السعودية ضمن التحالف.",
            modality=Modality.HISTORICAL,
        ),
    ),
    negatives=(
        "ينتشر نحو 2500 جندي أمريكي في العراق حاليا ضمن مهمة التدريب.",
        "نشرت الوزارة صورا جديدة للمشروع.",
        "وصل الرئيس إلى باريس في زيارة رسمية.",
        "أرسلوا أسلحة وذخائر إلى المقاتلين.",
        "دخلت المفاوضات مرحلة جديدة.",
        "دفع المدرب بثلاثة لاعبين احتياط في الشوط الثاني.",
        "انتشار الفيروس يقلق الأطباء في البصرة.",
        "وصلت قافلة مساعدات إلى المدينة المحاصرة.",
    ),
)

KIND = Kind(
    name="troop_deployment",
    roles=Roles(
        actors=("force", "country", "demonym", "craft", "group", "capital", "armed"),
        targets=(),
        motion="to",
        units=("troops", "vehicles", "ships", "aircraft", "missiles", "drones"),
    ),
    packs={"en": ENGLISH, "ar": ARABIC},
)
