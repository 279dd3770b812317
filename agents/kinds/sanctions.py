"""Sanctions: embargoes, asset freezes, travel bans and blacklists of states and their unions.

Counts: imposing, extending, widening, easing and lifting them, and a penalty for evading them
(actual); decided with a later start (planned); bills, threats, pleas, studies (hypothetical);
refusals to impose or to lift, vetoes (denied).
Does not count: tariffs and duties, penalties of sport and discipline, freezes in insolvency,
approval ("sanctioned the plan"), the bare word for a country's state ("sanctions-hit"). Off by
default.
"""

from __future__ import annotations

from agents.kinds import Kind, Mood, Pack, Positive, Roles, Trigger
from streams.messages import Modality

STATE = "country|demonym|capital|sanctioner|official"
HIT = "country|demonym|capital|sanctioned|name|group|place"

ENGLISH = Pack(
    sets={
        "quote_mark": '"',
        "subject": """
            sanction+, sanctions, embargo, embargoes, blacklist, blacklisted, blacklisting, asset
            freeze, travel ban+, entity list, treasury, ofac, designated, evasion, export controls
        """,
        "sanctioner": """
            eu, european union, un, united nations, security council, treasury, treasury
            department, us treasury, u.s. treasury, state department, commerce department, ofac,
            congress, senate, white house, brussels, bloc, council, commission, eu ambassadors,
            ecowas, african union, foreign ministers, g7, downing street, washington, london,
            ottawa, bern, committee, sanctions committee, foreign office, home office,
            administration, government, parliament, cabinet, senators, lawmakers, members, members
            of congress, seoul, tokyo, canberra, arab league, union, allies, western powers, the
            west, kremlin
        """,
        "sanctioned": """
            captain+, bishop, patriarch, clergy, hackers, company, publisher+, bankers, ally,
            allies, regime figures, commanders, envoy, bank+, banks, central bank, minister+,
            general+, oligarch+, tanker+, vessel+, ships, official+, officials, leader+, companies,
            firm+, firms, individuals, entity, entities, relatives, businessmen, businessman,
            financier+, financiers, oil, crude, gas, coal, diamonds, gold, timber, arms, weapons,
            potash, airlines, airline, commander+, warlord+, judges, officer+, militia, militias,
            fund, sovereign fund, wealth fund, regime, junta, refinery, refineries, refiner+,
            shipping, shippers, yacht+, yachts, accounts, account, assets, asset, funds, deposits,
            reserves, imports, exports, goods, steel, aluminium, wheat, technology, chips,
            dual-use, people, ministers, presidents, president, family, smuggler+, traders,
            network, networks, propagandists, broadcasters, settlers, prosecutors, shadow fleet,
            sector, dozens, persons, organisations, dealers, nationals, leadership, gangs,
            sanctions
        """,
        "measure_act": """
            in force, applies, apply, effect, hits, bite, impose, imposes, imposed, imposing, slap,
            slaps, slapped, lift, lifts, lifted, lifting, ease, eases, eased, easing, extend,
            extends, extended, extending, renew, renews, renewed, renewal, widen, widens, widened,
            tighten, tightens, tightened, tightening, toughen, toughened, drop, dropped, drops,
            scrap, scrapped, suspend, suspends, suspended, waive, waived, waives, adopt, adopts,
            adopted, approve, approved, approves, announce, announced, announces, unveil, unveiled,
            unveils, introduce, introduced, prolong, prolonged, reimpose, reimposed, restore,
            restored, remove, removed, removes, removal, relax, relaxed, expand, expanded, expands,
            add, added, adds, new, fresh, further, more, tougher, round, package, snap, snaps,
            snapback, agreed, agree, hit, targeting, target, targeted, placed, put, place, levied,
            enforce, lapsed, expired, end, ended, ending, backed, cleared, against, on, under, come
            back, calls for, urged, threatened, threatens, exempt, exempted, exemption, evading,
            evaded, evasion, breaching, busting, violating, dodging, strike out, struck off,
            proposal, proposed, mull, veto, vetoed, additional, sweeping, escape, relief, response,
            escalate
        """,
        "bare_state": """
            sanctions-hit, sanction-hit, sanctions-hit economy, despite sanctions, hit by
            sanctions, crippled by sanctions, battered by sanctions, under sanctions, under us
            sanctions, amid sanctions, isolated by sanctions
        """,
        "asset_word": """
            assets, accounts, account, funds, fund, sovereign fund, deposits, reserves, yachts,
            yacht, property, holdings, money, bank accounts, villas, villa, billions, savings
        """,
        "blocked_list": """
            blocked list, blacklist, sanctions list, black list, sdn list, entity list, list,
            no-fly list, the register of, designation list, list of the un, terror list
        """,
        "trade_goods": """
            imports, exports, import, export, oil, crude, arms, weapons, diamonds, coal, steel,
            gold, timber, potash, gas, flights, airspace, airlines, luxury goods, technology,
            chips, landing rights, ships, tankers, transactions, investment, gems, fish, sand
        """,
        "evading": """
            evading, evasion, breaching, breach, busting, violating, circumventing, dodging,
            shipping, exporting, selling, smuggling, supplying, laundering, by way of, banned
        """,
        "approving": """
            purchase, acquisition, spending, appointment, approve of, the plan, the plans, the
            budget, the use of force, the move, the merger, construction, the sale, prosecution,
            loan, loans, expenditure, posts, project, hospital, crore, rupees, bridge's, scheme,
            building permit, the council's planning
        """,
        "club_penalty": """
            drugs ban, sprinter, sprinters, tax authorities, unpaid taxes, federation,
            disciplinary, striker, referee, match ban, player, club, clubs, fans, league, fifa,
            uefa, coach, doping, athletics, olympic, pupils, school board, bar association, council
            planning, driver, medical board, ethics committee, parents, teacher, broadcaster's
            presenter, wada, athletes, spitting, bookings, stadium, court order against the firm,
            receiver, insolvency, bankrupt, administrators, creditors, bankruptcy, divorce,
            liquidator, liquidators, probate, pay freeze, wage freeze, hiring freeze, price freeze
        """,
        "duty": """
            tariff, tariffs, duty, duties, anti-dumping, customs duty, levy, levies, countervailing
        """,
        "no_sanction": """
            won't, vetoed, veto, vetoes, ruled out, rules out, no plans, hasn't, unthinkable, out
            of the question, never, blocked, blocks, stay in place, stays in place, remain in
            place, remains, not a single, rejected, rejects, denied, fell short, failed to agree
        """,
        "may_sanction": """
            risk, risks, risking, bill, draft, floated, floats, threatened, threatens, threaten,
            urged, urges, called for, calls for, call for, pleaded, pleads, demanded, demands,
            considering, considers, weighing, weighs, mulling, mull, mulls, study, studying,
            tabled, proposed, proposes, proposal, unless, asked for, wants, want, come back,
            floating, options, option, plea, petition, warned, warns, ask, recommended, recommends,
            before anything else, appealed, appeals, lobbying, discussed, debate, possible
        """,
        "will_sanction": """
            decided, decide, decides, from next, as of, next month, next week, is to, are to, takes
            effect, take effect, comes into force, come into force, enter into force, enters into
            force, agreed in principle, announced plans, at midnight, tomorrow, barring, snaps
            back, snap back, from march, from january, from july, due to, set to, effective,
            cleared, intends, ready to, starting, with effect
        """,
        "played_sanction": """
            moot court, fictitious, moot, tabletop, pretend, make-believe, invented, mock,
            simulated, simulation, drill, model un, exercise, cadets, students at, scenario,
            imaginary, blue, model council, compliance exercise, role-play
        """,
        "sanction_noun": """
            sanctions, sanction, embargo, embargoes, arms embargo, oil embargo, sanctions evasion,
            sanctions-busting, evading sanctions, asset freeze, blacklist
        """,
        "court_word": """
            court, court order, judge, judges, lawyers, lawsuit, creditors, shareholders, tribunal,
            injunction, spammers, pension, pensions, austerity
        """,
        "final_no": "unthinkable, out of the question, no question, never, veto, vetoed, vetoes",
        "body": """
            eu, european union, un, security council, brussels, treasury, washington, white house,
            congress, ecowas, african union, g7, commission, foreign ministers, ambassadors, bloc
        """,
        "movement": "movement, curfew, emergency, workers, import, restrictions on movement",
        "remain_word": "remain, remains, remained, still, stay, stays, stayed",
        "let_word": "lets, let, allows, allow, allowing, letting, permits, permitting",
        "fishing": "driving, liquor, gun, fishing, broadcast, television, software, mining",
        "entry_word": "entry, entering, travel, from entry, visas, airspace, ports",
        "swift_word": "swift, dollar, the dollar, payment system, banking system, clearing",
        "curbs": """
            measures, restrictions, curbs, penalties, restrictive measures, ban, bans, freeze
        """,
        "drug_trade": """
            drugs, cocaine, cannabis, heroin, opium, cigarettes, ivory, people smuggling
        """,
        "penalised": """
            million, jailed for, convicted of, sentenced for, guilty of, charged with, fine, fined,
            euros, dollars, pounds, prison, jailed, sentenced
        """,
    },
    cues="""
        actual after 8 | /impose/, /lift/, /ease/, /extend/, /renew/, /join/, /adopt/, /tighten/
        actual after 8 | /widen/, /slap/, /suspend/, /drop/, /waive/, /scrap/, /reimpose/, /relax/
        actual after 8 | /remove/, /put/, /place/, /prolong/, /expand/, /broaden/, /enforce/
    """,
    exclusions="""
        sanctions-hit, sanction-hit, sanctioned the plan, economic sanctions expert, sanctions
        lawyer+, pay freeze, wage freeze, price freeze, hiring freeze, deep freeze, freeze frame,
        smoking ban, match ban, stadium ban, driving ban, news embargo, embargo on the news, media
        embargo, press embargo, touchline ban, ban on smoking, transfer ban, doping ban, hosepipe
        ban, lifetime ban, social sanction+, sanctions compliance officer, capital punishment
        sanction, royal sanction, travel ban for fans, ban ki-moon, ban on plastic
    """,
    unless=(
        "against:club_penalty",
        "on:club_penalty",
        "sentence:club_penalty !sentence:country !sentence:demonym !sentence:capital",
        "article:sport !sentence:sanctioner",
        "near:duty !sentence:sanction_noun",
    ),
    moods=(
        Mood(modality=Modality.EXERCISE, when="sentence:played_sanction"),
        Mood(modality=Modality.DENIED, when="before:no"),
        Mood(modality=Modality.DENIED, when="near:no_sanction"),
        Mood(modality=Modality.DENIED, when="sentence:final_no"),
        Mood(modality=Modality.HYPOTHETICAL, when="near:may_sanction"),
        Mood(modality=Modality.HYPOTHETICAL, when="is:plain is:first"),
        Mood(modality=Modality.HYPOTHETICAL, when="is:plain before:quote_mark"),
        Mood(modality=Modality.PLANNED, when="near:will_sanction"),
    ),
    triggers=(
        Trigger(
            words="""
                sanction, embargo, arms embargo, oil embargo, trade embargo, weapons embargo,
                economic embargo, asset freeze, assets freeze, asset-freeze, freeze on assets,
                freeze of assets, travel ban, visa ban, flight ban, arms ban, oil ban, sanctions
                package, sanctions regime, sanctions list, package of sanctions, restrictive
                measure, economic blockade, trade ban, import ban, export ban, blacklisting,
                sanctions relief, sanctions bill, sanctions waiver, secondary sanction, punitive
                measure, entry ban, gold ban, price cap, ban on imports, ban on exports, sanction
                designation, export controls
            """,
            part="noun",
            needs=(
                f"sentence:{STATE} near:measure_act",
                f"on:{HIT} sentence:{STATE}",
                "near:no_sanction|may_sanction|will_sanction|played_sanction",
                "sentence:measure_act sentence:sanctioned",
            ),
            unless=("near:bare_state", "near:approving"),
            weight=0.8,
        ),
        Trigger(
            words="""
                arms embargo, oil embargo, trade embargo, weapons embargo, economic embargo,
                embargo, asset freeze, freeze on assets, freeze of assets, travel ban, visa ban,
                sanctions package, sanctions list, package of sanctions, sanctions relief,
                sanctions waiver
            """,
            part="noun",
            needs=("sentence:country|demonym|capital|sanctioner|group",),
            unless=("near:bare_state", "near:approving"),
            weight=0.75,
        ),
        Trigger(
            words="freezing, freeze, unfreezing, blocking",
            part="noun",
            needs=("of:asset_word", "on:asset_word"),
            unless=("sentence:court_word !sentence:played_sanction",),
            weight=0.7,
        ),
        Trigger(
            words="waiver, licence, license, exemption, general licence, general license",
            part="noun",
            needs=(
                "sentence:sanction_noun",
                "sentence:sanctioner|demonym sentence:trade_goods sentence:country",
                "sentence:sanctioner sentence:country then:let_word",
            ),
            unless=("sentence:club_penalty", "near:fishing"),
            weight=0.65,
        ),
        Trigger(
            words="blacklist",
            part="verb",
            needs=(f"subject:{STATE}", f"by:{STATE}", f"sentence:{STATE} right:sanctioned"),
            unless=("near:club_penalty",),
            weight=0.75,
        ),
        Trigger(
            words="sanction, embargo, delist, de-list, designate, debar",
            part="verb",
            needs=(
                f"subject:{STATE} object:{HIT}|force|armed",
                f"is:passive by:{STATE}",
                f"right:sanctioned sentence:{STATE}",
                f"is:passive object:{HIT} sentence:{STATE}",
            ),
            unless=("right:approving", "then:approving", "near:club_penalty"),
            weight=0.8,
        ),
        Trigger(
            words="designation, listing, delisting, blacklisting",
            part="noun",
            needs=(
                "sentence:sanction_noun",
                "owner:sanctioner",
                "near:final_no sentence:country|demonym|capital",
            ),
            unless=("near:business",),
            weight=0.65,
        ),
        Trigger(
            words="unblock, release, unlock, thaw",
            part="verb",
            needs=("then:asset_word sentence:country|demonym|capital|sanctioner",),
            unless=("sentence:court_word", "sentence:club_penalty"),
            weight=0.65,
        ),
        Trigger(
            words="freeze, unfreeze, block, impound",
            part="verb",
            needs=(
                f"right:asset_word subject:{STATE}",
                f"object:asset_word sentence:{STATE}",
                "then:asset_word sentence:country|demonym|capital|sanctioner",
                "is:plain is:first then:asset_word",
                "near:asset_word near:remain_word",
            ),
            unless=(
                "sentence:club_penalty",
                "sentence:weapon",
                "sentence:court_word !sentence:sanction_noun",
            ),
            weight=0.75,
        ),
        Trigger(
            words="bar, ban, exclude",
            part="verb",
            needs=(
                f"subject:{STATE} then:entry_word",
                f"object:trade_goods from:country|demonym|capital subject:{STATE}",
                "right:trade_goods from:country|capital",
                "object:trade_goods sentence:country|demonym|sanctioner",
                "then:trade_goods from:country|capital",
            ),
            unless=("sentence:club_penalty",),
            weight=0.7,
        ),
        Trigger(
            words="ban",
            part="noun",
            needs=(
                f"on:trade_goods sentence:{STATE}",
                "on:trade_goods from:country|capital",
                f"owner:sanctioner on:{HIT}",
                "on:demonym",
            ),
            unless=("sentence:club_penalty",),
            weight=0.75,
        ),
        Trigger(
            words="turn away, cut off, shut out, disconnect, expel",
            part="verb",
            needs=(
                "then:trade_goods from:country|capital",
                "from:swift_word",
                "then:swift_word",
            ),
            weight=0.7,
        ),
        Trigger(
            words="take, add, strike, put, place, remove, vanish, disappear, drop, delete",
            part="verb",
            needs=(
                f"then:blocked_list sentence:{STATE}",
                f"from:blocked_list sentence:{STATE}",
                f"to:blocked_list sentence:{STATE}",
            ),
            unless=("sentence:club_penalty", "article:culture", "article:sport"),
            weight=0.7,
        ),
        Trigger(
            words="""
                lift, ease, extend, renew, strike out, scrap, drop, suspend, tighten, impose, end
            """,
            part="verb",
            needs=(
                "right:curbs sentence:body against:country|demonym|capital|name|group",
                "is:passive object:curbs sentence:body against:country|demonym|capital",
                "then:curbs against:country|capital sentence:body",
            ),
            unless=("sentence:movement", "sentence:duty"),
            weight=0.65,
        ),
        Trigger(
            words="""
                measures against, measures that have stood against, restrictions against, curbs on
            """,
            part="phrase",
            needs=(
                "after:country|demonym|capital sentence:sanctioner|official|capital",
                "sentence:sanctioner after:name|country|demonym|capital",
            ),
            unless=("sentence:duty",),
            weight=0.65,
        ),
        Trigger(
            words="fine, jail, sentence, convict, prosecute, penalise, penalize, charge, indict",
            part="verb",
            needs=(
                "sentence:sanction_noun",
                "sentence:evading sentence:country|capital|demonym|place then:penalised",
            ),
            unless=("sentence:drug_trade", "sentence:weapon !sentence:sanction_noun"),
            weight=0.65,
        ),
        Trigger(
            words="jailed for, convicted of, sentenced for, guilty of, charged with, indicted for",
            part="phrase",
            needs=("then:sanction_noun", "then:evading sentence:sanction_noun"),
            weight=0.7,
        ),
        Trigger(
            words="package",
            part="noun",
            needs=(
                "against:country|demonym|capital owner:sanctioner",
                "against:country|demonym|capital sentence:sanction_noun",
                "sentence:sanction_noun owner:sanctioner",
            ),
            weight=0.7,
        ),
        Trigger(
            words="sanctions evasion, sanctions-busting, sanctions busting, evading sanctions",
            part="phrase",
            unless=("sentence:penalised",),
            weight=0.75,
        ),
    ),
    positives=(
        Positive(
            text="The EU imposed sanctions on nine relatives of Myanmar's generals on Monday."
        ),
        Positive(text="Washington lifted its embargo on timber from Liberia on Friday."),
        Positive(text="Australia has frozen the assets of two Haitian gang leaders."),
        Positive(
            text="EU ministers agreed that the sanctions on Guinea will be lifted next month.",
            modality=Modality.PLANNED,
        ),
        Positive(
            text="Senators urged new sanctions against Nicaragua.",
            modality=Modality.HYPOTHETICAL,
        ),
        Positive(
            text="China vetoed an arms embargo on South Sudan in the Security Council.",
            modality=Modality.DENIED,
        ),
        Positive(
            text="In 1986 Congress imposed sanctions on South Africa.",
            modality=Modality.HISTORICAL,
        ),
        Positive(
            text="In the tabletop exercise the treasury froze every account of the red side.",
            modality=Modality.EXERCISE,
        ),
        Positive(text="A court in Rotterdam fined a firm for evading sanctions on Russia."),
    ),
    negatives=(
        "The federation sanctioned the striker with a four-match ban.",
        "The commerce department set an anti-dumping duty on plywood from Vietnam.",
        "The council sanctioned the building of a new library in Leeds.",
        "A judge froze the assets of the bankrupt retailer.",
        "The sanctions-hit country sells its oil to few buyers.",
        "The union accepted a pay freeze until March.",
    ),
)

ARABIC = Pack(
    sets={
        "subject": """
            عقوبات, حظر, تجميد, أصول, قائمة سوداء, القائمة السوداء, وزارة الخزانة, خزانة, مجلس
            الأمن, الاتحاد الأوروبي, مقاطعة, معاقبة
        """,
        "sanctioner": """
            الاتحاد الأوروبي, مجلس الأمن, خزانة, وزارة الخزانة, الأمم المتحدة, واشنطن, بروكسل,
            كونغرس, الكونغرس, بريطانيا, كندا, مجلس السلم والأمن, الاتحاد الأفريقي, إيكواس, وزير
            الخزانة, سفراء, وزراء, حكومة, هيئة النقد, محكمة, القضاء, مفوض, المفوضية, البيت الأبيض,
            الجامعة العربية
        """,
        "sanctioned": """
            شركة, شركات, مصرف, مصارف, بنك, بنوك, وزير, وزراء, ضباط, قادة, ناقلات, ناقلة, سفن,
            كيانات, أفراد, مسؤول+, عائلة, رجال أعمال, نفط, سلاح, ذهب, أسمدة, قطاع, طيران, ودائع,
            أموال, أصول, حسابات, تحويلات, جنرال, قاض, قضاة, شبكة, مهرب
        """,
        "asset_word": """
            أصول, أموال, ودائع, حسابات, أرصدة, ممتلكات, يخت, يخوت, عقارات, أصوله, أموالهم
        """,
        "listed": """
            القائمة السوداء, قائمة سوداء, قائمة العقوبات, لائحة العقوبات, قوائم العقوبات, لائحة
            سوداء, القوائم السوداء, قائمة الإرهاب, قائمة
        """,
        "sanction_noun": """
            حصار, مقاطعة, عقوبات, حظر, حظر السلاح, تجميد, قيود, عقوبة, عقوباتها, العقوبات
        """,
        "evading": """
            تحويلات, حوالات, تهريب, تصدير, شحن, محظورة, الالتفاف, تمرير, تمريره, خرق, انتهاك
        """,
        "no_sanction": "فيتو, الفيتو, أسقط, نقض, رفض, رفضت, غير وارد, مستبعد",
        "may_sanction": """
            يدرس, تدرس, لوح, ملوحا, ملوحة, هدد, هددت, طالب, طالبت, دعا, دعت, مشروع قانون, مقترح,
            إذا, حث, حثت, ناشد, بحث, ستدفع, الثمن, تهديد
        """,
        "will_sanction": """
            قرر, قررت, أقر, أقرت, أقرها, اعتبارا من, حيز النفاذ, تدخل, ستدخل, مطلع, المقبل,
            المقبلة, اتفق, وافق, من منتصف
        """,
        "lift_word": "ألغى, ألغت, رفع, رفعت, إلغاء, خفف, خففت",
        "trade_word": "ديزل, نفط, غاز, ماس, فحم, ذهب, صادرات, واردات, خشب, رقائق, يورانيوم",
        "sanction_part": """
            حصار, اقتصادي, اقتصادية, سفر, سلاح, أسلحة, نفطي, نفطية, قائمة, سوداء, لائحة, تقييدية,
            إجراءات
        """,
        "played_sanction": "محاكاة, متخيلة, افتراضية, طلبة, نموذج, تمرين, خاضها, وهمية, افتراضي",
        "club_penalty": """
            انضباط, أندية, نادي, جماهير, مباراتين, مباراة, لاعب, مدرب, اتحاد الكرة, فيفا, دوري,
            شماريخ, تلميذ, تلاميذ, إفلاس, موظف, مدرسة
        """,
        "duty": "رسوم, رسوم إغراق, إغراق, جمركية, تعرفة, جمارك",
    },
    exclusions="""
        حظر التجول, حظر تجول, حظر التجوال, حظر الطيران فوق, عقوبات مالية على أندية, قانون العقوبات,
        عقوبة الإعدام, عقوبات تأديبية, تجميد العضوية, تجميد البويضات, حظر النشر, ركلة جزاء
    """,
    unless=(
        "sentence:club_penalty !sentence:sanctioner",
        "near:duty !sentence:sanction_noun",
        "article:sport",
    ),
    moods=(
        Mood(modality=Modality.EXERCISE, when="sentence:played_sanction"),
        Mood(modality=Modality.DENIED, when="before:no"),
        Mood(modality=Modality.DENIED, when="near:no_sanction"),
        Mood(modality=Modality.ACTUAL, when="before:lift_word", undoes=(Modality.DENIED,)),
        Mood(modality=Modality.HYPOTHETICAL, when="near:may_sanction !near:will_sanction"),
        Mood(modality=Modality.PLANNED, when="near:will_sanction"),
    ),
    triggers=(
        Trigger(
            words="""
                عقوبات, عقوبات اقتصادية, حظر السلاح, حظر الأسلحة, حظر سلاح, حظر أسلحة, حظر سفر, حظر
                السفر, حظر نفطي, حظر النفط, حظر تصدير, حظر استيراد, تجميد أصول, تجميد الأصول, تجميد
                أموال, تجميد الأموال, تجميد أرصدة, تجميد ودائع, رفع التجميد, رفع العقوبات, تخفيف
                العقوبات, حزمة عقوبات, الحزمة العشرون, مقاطعة اقتصادية, حصار اقتصادي, عزلة
                اقتصادية, إجراءات تقييدية, حظر الصادرات, حظر الواردات
            """,
            part="noun",
            needs=(
                "sentence:country|demonym|capital|sanctioner|sanctioned|group|played_sanction",
            ),
            weight=0.8,
        ),
        Trigger(
            words="حزمة, الحزمة",
            part="noun",
            needs=("sentence:sanctioner near:will_sanction", "sentence:sanction_noun"),
            weight=0.65,
        ),
        Trigger(
            words="تجميد, التجميد, حظر, قيود, معاقبة, إدراج, شطب",
            part="noun",
            needs=(
                "near:asset_word sentence:country|demonym|capital|sanctioner",
                "near:listed sentence:country|demonym|capital|sanctioner",
                "near:sanctioned sentence:sanctioner",
                "near:trade_word sentence:demonym|country",
                "near:may_sanction sentence:country|demonym|capital near:sanctioned",
            ),
            unless=("sentence:club_penalty",),
            weight=0.7,
        ),
        Trigger(
            words="جمد/يجمد, صادر/يصادر",
            part="verb",
            needs=("near:asset_word sentence:country|demonym|capital|sanctioner",),
            unless=("sentence:club_penalty",),
            weight=0.75,
        ),
        Trigger(
            words="شطب/يشطب, أدرج/يدرج, أضاف/يضيف, أزال/يزيل, رفع/يرفع, حذف/يحذف",
            part="verb",
            needs=("near:listed sentence:country|demonym|capital|sanctioner",),
            unless=("sentence:club_penalty", "article:politics"),
            weight=0.7,
        ),
        Trigger(
            words="عاقب/يعاقب",
            part="verb",
            needs=("sentence:sanctioner|country near:sanctioned", "near:country|demonym"),
            unless=("sentence:club_penalty",),
            weight=0.65,
        ),
        Trigger(
            words="غرم/يغرم, سجن/يسجن, حكم/يحكم, تغريم",
            part="verb",
            needs=("sentence:evading sentence:country|demonym|sanction_noun sentence:sanctioned",),
            unless=("sentence:club_penalty",),
            weight=0.6,
        ),
    ),
    positives=(
        Positive(text="فرض الاتحاد الأوروبي عقوبات على تسعة من أقارب جنرالات ميانمار."),
        Positive(text="شطبت وزارة الخزانة الأمريكية المصرف السوري من القائمة السوداء."),
        Positive(text="جمدت كندا أصول اثنين من قادة العصابات في هايتي."),
        Positive(
            text="يدرس الاتحاد الأوروبي فرض عقوبات على مسؤولين في نيكاراغوا.",
            modality=Modality.HYPOTHETICAL,
        ),
        Positive(
            text="رفضت الصين فرض عقوبات على كوريا الشمالية في مجلس الأمن.",
            modality=Modality.DENIED,
        ),
        Positive(
            text="قرر الاتحاد الأفريقي فرض حظر سفر على قادة الانقلاب اعتبارا من الشهر المقبل.",
            modality=Modality.PLANNED,
        ),
    ),
    negatives=(
        "وقعت لجنة الانضباط عقوبات مالية على ثلاثة أندية بسبب الشماريخ.",
        "فرضت وزارة التجارة رسوم إغراق على السيراميك.",
        "أعلنت السلطات حظر التجول في المدينة.",
        "عدل البرلمان قانون العقوبات.",
        "جمد المدرب اللاعب في مباراتين.",
    ),
)

KIND = Kind(
    name="sanctions",
    default=False,
    roles=Roles(
        actors=("sanctioner", "country", "capital", "demonym", "official"),
        targets=("country", "demonym", "capital", "sanctioned", "group"),
        motion="at",
    ),
    packs={"en": ENGLISH, "ar": ARABIC},
)
