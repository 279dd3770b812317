"""The few Arabic words that the core's readings compare with, and the prepositions of places."""

from __future__ import annotations

from typing import Final

from agents.coder.arabic.spelling import fold

TERMS: Final[dict[str, frozenset[str]]] = {
    name: frozenset(fold(listed).split())
    for name, listed in {
        "leading": "",
        "leading_name": "",
        # Words that alone name nobody.
        "vague": """
            قوات القوات قوة القوة تعزيزات التعزيزات جنود الجنود جيش الجيش عناصر العناصر وحدات
            الوحدات قافلة القافلة مقاتلين المقاتلين مقاتلون عسكرية العسكرية إضافية جديدة أجنبية
            الأجنبية التحالف كتيبة سفينة أرتال رتل
        """,
        "between": "بين",
        "plus": "و",
        "whence": "من",
        "whose": "أصل",
        "away": "من عن بين",
        # Verbs that carry another's words, and what stands before him.
        "colon": ":",
        "carries": "نقل نقلت نقلوا ينقل تنقل",
        "origin": "عن",
        "pronouns": "",
        "that": "أن إن أنه إنه أنها إنها أنهم",
        # Stems of a denial, looked for in a whole sentence.
        "rebuts": "نف تنف ينف كذب فند صحة صحيح عار دحض افتراء شائع مختلق مفبرك",
        "will": "س سوف لن",
        "would": "",
        "perhaps": "قد",
        "must": "يجب",
        "no_if": "",
        "unnamed": "مسؤولون مسؤولين مسئولون مسئولين",
        # Around dates.
        "next": "",
        "next_after": "مقبل مقبلة قادم قادمة آتي",
        "last": "",
        "last_after": "ماضي ماضية فائت منصرم",
        "the": "",
        "in": "في ب عام سنة",
        "in_month": "في شهر",
        "exempt": "منذ حتى",
        "parting": "منذ بعد عقب",
        "when": "عندما حين حيث",
        "during": "في خلال",
    }.items()
}
PREPOSITIONS: Final[dict[str, tuple[str, ...]]] = {
    motion: tuple(fold(word).strip() for word in listed.split(","))
    for motion, listed in {
        "to": "الى, في, نحو, باتجاه, ب, داخل, على, صوب, قرب, ل, قبالة, عند, إلى داخل",
        "from": "من, عن, في, ب",
        "at": "في, ب, قرب, على, داخل, شرق, غرب, شمال, جنوب, قبالة, وسط, عند, خارج, ضد, حول",
    }.items()
}
