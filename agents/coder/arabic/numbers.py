"""Arabic words for numbers, with the forms that they take beside a noun."""

from __future__ import annotations

from typing import Final

from agents.coder.arabic.spelling import fold


def _values(table: dict[int, str]) -> dict[str, int]:
    return {fold(word): value for value, words in table.items() for word in words.split()}


ONES: Final = {
    1: "واحد واحدة",
    2: "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي",
    3: "ثلاثة ثلاث",
    4: "أربعة أربع",
    5: "خمسة خمس",
    6: "ستة ست",
    7: "سبعة سبع",
    8: "ثمانية ثماني ثمان",
    9: "تسعة تسع",
    10: "عشرة عشر",
    11: "أحد إحدى",
}
TENS: Final = _values(
    {
        20: "عشرون عشرين",
        30: "ثلاثون ثلاثين",
        40: "أربعون أربعين",
        50: "خمسون خمسين",
        60: "ستون ستين",
        70: "سبعون سبعين",
        80: "ثمانون ثمانين",
        90: "تسعون تسعين",
    }
)
HUNDREDS: Final = _values(
    {
        100: "مئة مائة",
        200: "مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي",
        300: "ثلاثمئة ثلاثمائة",
        400: "أربعمئة أربعمائة",
        500: "خمسمئة خمسمائة",
        600: "ستمئة ستمائة",
        700: "سبعمئة سبعمائة",
        800: "ثمانمئة ثمانمائة ثمانيمئة",
        900: "تسعمئة تسعمائة",
    }
)
THOUSANDS: Final = _values({2_000: "ألفا ألفي ألفان ألفين", 2_000_000: "مليونا مليوني"})
SMALL: Final = {**_values(ONES), **HUNDREDS, **THOUSANDS}
SCALES: Final = _values({1_000: "ألف آلاف", 1_000_000: "مليون ملايين"})
