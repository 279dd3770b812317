"""English words that date an event."""

from __future__ import annotations

from typing import Final

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
YEARS: Final = range(1800, 2101)
WEEKDAYS: Final = {
    name: number
    for number, name in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    )
}
DAYS_BACK: Final = {
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "yesterday": 1,
    "last night": 1,
    "the day before yesterday": 2,
    "tomorrow": -1,
    "earlier today": 0,
}
# Words that put an event more than about a month back.
OLD: Final = """
    last year, last autumn, last decade, last century, years ago, decades ago, centuries ago,
    months ago, a year ago, a decade ago, years earlier, decades earlier, in the past, the
    year before, earlier this year, in recent years, for years, over the years, years later,
    the previous year, a year earlier, back in, the following year, years before, for decades,
    last winter, last spring, ten years on, five years on, twenty years on, thirty years on,
    forty years on, fifty years on, a decade on, decades on
"""
