"""English words for numbers."""

from __future__ import annotations

from typing import Final

ONES: Final = "zero,one,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve"
TEENS: Final = "thirteen,fourteen,fifteen,sixteen,seventeen,eighteen,nineteen"
SMALL: Final = {word: value for value, word in enumerate(f"{ONES},{TEENS}".split(","))}
TENS: Final = {
    word: value * 10
    for value, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}
SCALES: Final = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "dozen": 12}
