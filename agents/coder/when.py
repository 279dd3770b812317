"""When an event happened: weekdays, dates and years against the day of publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from agents.coder.lexicon import Calendar
from agents.coder.tokens import Sentence

FRESH_DAYS: Final = 45
WEEK: Final = 7
YEAR: Final = 4
YEAR_MONTHS: Final = 12
OLD_MONTHS: Final = 2
# In January and February the year before is still fresh.
TURN_OF_YEAR: Final = 2
# A date without a year that lies this far ahead is last year's.
AHEAD_DAYS: Final = 180
LAST_DAY: Final = 31
FIRST_YEAR, LAST_YEAR = 1800, 2100
# "the 2008 bombings": a year this close before a trigger names an old event.
NAMED: Final = 3
# A date that opens a sentence, `In March 1976`, dates all of it.
OPENING: Final = 2


@dataclass(slots=True, eq=False)  # not frozen: made a hundred times for an article
class Time:
    """What dates a sentence: the day if it gives one, and whether it speaks of the past."""

    day: date | None
    index: int = -1
    old: bool = False
    old_index: int = -1
    month: bool = False


UNDATED: Final = Time(None)


def time(sentence: Sentence, trigger: int, published: date | None) -> Time:
    """Read the date nearest to a trigger, and whether the sentence tells of old things."""
    days: list[tuple[int, date]] = []
    old_index = -1
    bits = sentence.lexicon.bits
    found_at = sentence.where(bits["dated"] | bits["old"] | bits["year"])
    if not found_at:
        return UNDATED
    for at in found_at:
        found = _day(sentence, at, published)
        if found is not None:
            days.append((at, found))
        if (
            old_index < 0
            and _is_old(sentence, at, published, trigger)
            and _same_clause(sentence, at, trigger)
        ):
            old_index = at
    best = min(days, key=lambda pair: abs(pair[0] - trigger), default=None)
    if best is not None and published is not None and (published - best[1]).days > FRESH_DAYS:
        old_index = best[0]
    day, index = (best[1], best[0]) if best else (None, -1)
    month = old_index >= 0 and sentence.words[old_index] in sentence.lexicon.calendar.months
    return Time(day, index, old_index >= 0, old_index, month and old_index != index)


def _day(sentence: Sentence, at: int, published: date | None) -> date | None:
    """Read a date that starts at a token, or a word such as `yesterday`."""
    words, calendar, terms = sentence.words, sentence.lexicon.calendar, sentence.lexicon.terms
    word = words[at]
    if word in calendar.months and sentence.capital(at):
        return _written(words, at, calendar, published)
    if published is None:
        return None
    if word in calendar.days_back:
        return published - timedelta(days=calendar.days_back[word])
    if word not in calendar.weekdays:
        return None
    back = (published.weekday() - calendar.weekdays[word]) % WEEK
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if before in terms["next"] or after in terms["next_after"]:
        return published + timedelta(days=WEEK - back)
    return published - timedelta(
        days=back or (WEEK if before in terms["last"] or after in terms["last_after"] else 0)
    )


def _written(words: list[str], at: int, calendar: Calendar, published: date | None) -> date | None:
    """Read `7 May 1954`, `May 7, 1954` or `24 September` around the month's name."""
    after = at + 1 + (at + 1 < len(words) and words[at + 1] == ".")
    day, year_at = _number(words, at - 1), after
    if not 1 <= day <= LAST_DAY:
        day, year_at = _number(words, after), after + 1
    if not 1 <= day <= LAST_DAY:
        return None
    year = _number(words, year_at + (year_at < len(words) and words[year_at] == ","))
    month = calendar.months[words[at]]
    if FIRST_YEAR <= year <= LAST_YEAR:
        return _date(year, month, day)
    if published is None:
        return None
    found = _date(published.year, month, day)
    if found is not None and (found - published).days > AHEAD_DAYS:
        return _date(published.year - 1, month, day)
    return found


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _number(words: list[str], at: int) -> int:
    if not 0 <= at < len(words):
        return 0
    digits = words[at].rstrip("stndrh")
    return int(digits) if digits.isdecimal() and len(digits) <= YEAR else 0


def _is_old(sentence: Sentence, at: int, published: date | None, trigger: int) -> bool:
    """Tell whether a token puts the trigger into the past: a year, a month long gone, a phrase."""
    if sentence.tags[at] & sentence.lexicon.bits["old"]:
        return True
    if sentence.tags[at] & sentence.lexicon.bits["year"]:
        return _old_year(sentence, at, published, trigger)
    return published is not None and _old_month(sentence, at, published, trigger)


def _old_year(sentence: Sentence, at: int, published: date | None, trigger: int) -> bool:
    """Tell whether a year is a past one, and names or dates the trigger."""
    words, months = sentence.words, sentence.lexicon.calendar.months
    terms = sentence.lexicon.terms
    previous = words[at - 1] if at else ""
    if published is not None:
        year = _number(words, at)
        gone = year < published.year - (published.month <= TURN_OF_YEAR)
        dated = previous in terms["in"] or not _since(sentence, at)
        return gone and previous not in terms["exempt"] and dated
    if 0 < trigger - at <= NAMED and previous in terms["the"]:
        return True
    return previous in terms["in"] or (
        previous in months and at > 1 and words[at - 2] in terms["in"]
    )


def _old_month(sentence: Sentence, at: int, published: date, trigger: int) -> bool:
    """Tell whether `in March` lies more than a month back."""
    words, months = sentence.words, sentence.lexicon.calendar.months
    if words[at] not in months or not sentence.capital(at):
        return False
    previous = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if previous not in sentence.lexicon.terms["in_month"] or after.isdecimal():
        return False
    back = (published.month - months[words[at]]) % YEAR_MONTHS
    ahead = sentence.tags[trigger] & sentence.lexicon.bits["modal"]
    return OLD_MONTHS <= back <= YEAR_MONTHS - OLD_MONTHS and not ahead


def _same_clause(sentence: Sentence, at: int, trigger: int) -> bool:
    """Tell whether no `that`, `which` or `since` parts a date from the trigger."""
    bits = sentence.lexicon.bits
    ends, terms = bits["relative"] | bits["break"], sentence.lexicon.terms
    if at <= OPENING and sentence.words[0] in terms["in"]:
        return True
    low, high = min(at, trigger), max(at, trigger)
    return not any(
        (sentence.tags[k] & ends and not _where(sentence, k))
        or sentence.words[k] in terms["parting"]
        for k in range(low + 1, high)
    )


def _where(sentence: Sentence, at: int) -> bool:
    """Tell whether a relative goes on about the same time or place: `in which`, `when`."""
    words, terms = sentence.words, sentence.lexicon.terms
    return words[at] in terms["when"] or (at > 0 and words[at - 1] in terms["during"])


def _since(sentence: Sentence, at: int) -> bool:
    """Tell whether a date hangs on `since`, as in `the largest since March 2008`."""
    exempt = sentence.lexicon.terms["exempt"]
    return any(word in exempt for word in sentence.words[max(at - 3, 0) : at])
