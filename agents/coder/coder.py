"""The coder itself: built once from the kinds and the lexicons, then a pure function."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import Final

from agents import kinds
from agents.coder import arabic, english, language, verifier
from agents.coder.attribution import officials
from agents.coder.drafting import Setting, Sketch, chosen, denials, draft, settle, sketch
from agents.coder.examples import check
from agents.coder.grammar import Gate, Sight
from agents.coder.lexicon import Lexicon
from agents.coder.merge import merge
from agents.coder.places import main_country
from agents.coder.reading import Page
from agents.coder.refining import refined
from agents.coder.results import Coded, Explained, Rejection
from agents.coder.tokens import Sentence
from agents.coder.triggers import (
    NO_COMPANION,
    Hit,
    Readings,
    bound,
    compile_kind,
    find,
    fixed,
    foreign,
    readings,
)
from agents.coder.verifier import Verifier
from streams.messages import Article, Attribution, Event, FieldName

# So many triggers tell all that an article has to tell; the rest of a huge one is not read.
MOST_HITS: Final = 48
# A text this short cannot hold many words of war; one is enough there.
BRIEF: Final = 400
# A body this long tells what its title tells.
FULL: Final = 250
# An article with so many words of war may tell of it in a sentence that holds none.
WARLIKE: Final = 4
LANGUAGES: Final = {english.CODE: english.lexicon, arabic.CODE: arabic.lexicon}


@dataclass(frozen=True, slots=True)
class Pack:
    """A language ready to run."""

    lexicon: Lexicon
    gate: Gate
    readings: Readings
    verifier: Verifier | None


@cache
def load(names: tuple[str, ...] | None = None) -> Coder:
    """Build the coder of these kinds, None for those on by default, and prove their examples.

    Raises ConfigError on an unknown name or an example that fails.
    """
    found = kinds.chosen(names)
    coder = build(found)
    check(found, coder.by_rules().code)
    return coder


def build(found: Sequence[kinds.Kind]) -> Coder:
    """Build a coder for these kinds without proving their examples."""
    packs = {}
    for code, make in LANGUAGES.items():
        spoken = [kind for kind in found if code in kind.packs]
        lexicon = make(spoken)
        rules = [compile_kind(kind, 1 << n, code, lexicon) for n, kind in enumerate(spoken)]
        known = readings(rules, lexicon)
        gate = lexicon.grammar.gate(lexicon, bound(known, lexicon))
        opinion = verifier.load(make.__module__, lexicon)
        packs[code] = Pack(lexicon, gate, known, opinion)
    return Coder(packs)


class Coder:
    """Turns articles into events: no I/O, no clock, the same answer every time."""

    def __init__(self, packs: dict[str, Pack]) -> None:
        self.packs = packs

    def by_rules(self) -> Coder:
        """Give the coder that goes by its rules alone."""
        return Coder({code: replace(pack, verifier=None) for code, pack in self.packs.items()})

    def code(self, article: Article) -> Coded:
        """Give the article's events; never raises on any text."""
        lang = language.detect(article.lang, article.title, article.body)
        pack = self.packs.get(lang)
        if pack is None:
            return Coded(lang, supported=False, events=())
        return Coded(lang, supported=True, events=_read(article, lang, pack, None))

    def explain(self, article: Article) -> Explained:
        """Give the article's events, and each trigger that did not become one with its reason."""
        lang = language.detect(article.lang, article.title, article.body)
        pack = self.packs.get(lang)
        if pack is None:
            return Explained(lang, supported=False, events=(), rejections=())
        misses: list[Rejection] = []
        events = _read(article, lang, pack, misses)
        return Explained(lang, supported=True, events=events, rejections=tuple(misses))


def _read(
    article: Article, lang: str, pack: Pack, misses: list[Rejection] | None
) -> tuple[Event, ...]:
    """Code an article; with a list, note each rejected trigger in it."""
    pages, themes = look(article, lang, pack)
    if misses is None and foreign(themes):
        return ()
    found = (hit for page, sight in pages for hit in _hits(page, sight, pack, themes, misses))
    hits = list(islice(found, MOST_HITS))
    if not hits:
        return ()
    published = article.published_at.date() if article.published_at else None
    sketches: list[Sketch] = []
    for order, (hit, page, number) in enumerate(hits):
        made = sketch(hit, page, number, order, published, pack.verifier)
        if isinstance(made, Sketch):
            sketches.append(made)
        elif misses is not None:
            misses.append(_rejection(hit, made))
    settle(sketches)
    kept = chosen(sketches)
    setting = _setting(article, pages[0][0], kept, pack)
    drafts = [made for one in kept for made in draft(one, setting)]
    for page, _ in pages:
        taken = {one.number for one in sketches if one.page is page}
        drafts.extend(denials(page, kept, taken, setting))
    told = refined(sorted(drafts, key=lambda made: made.order))
    return merge(told, setting.main, bodied=len(article.body) > FULL)


def look(
    article: Article, lang: str, pack: Pack
) -> tuple[list[tuple[Page, Sight]], dict[str, int]]:
    """Look through title and body: what each holds, and what the article is about."""
    pages: list[tuple[Page, Sight]] = []
    themes: dict[str, int] = {}
    fields: tuple[tuple[FieldName, str], ...] = (("title", article.title), ("body", article.body))
    for field, raw in fields:
        page = Page(field, raw, pack.lexicon.grammar.fold(raw), lang, pack.lexicon)
        sight = pack.gate.look(page.folded)
        pages.append((page, sight))
        for name, count in sight.themes.items():
            themes[name] = themes.get(name, 0) + count
    themes["war"] = themes.get("war", 0) + themes.get("drill", 0)
    if len(article.body) < BRIEF:
        themes["war"] += 1
    return pages, themes


def _hits(
    page: Page,
    sight: Sight,
    pack: Pack,
    themes: dict[str, int],
    misses: list[Rejection] | None,
) -> Iterator[tuple[Hit, Page, int]]:
    """Give the triggers of a field that name an event, with their sentence's number."""
    strange = foreign(themes)
    for hit, number in candidates(page, sight, pack, themes, misses):
        why = (
            f"the article is about {strange}" if strange else _refusal(hit, pack.verifier, themes)
        )
        if not why:
            yield hit, page, number
        elif misses is not None:
            misses.append(_rejection(hit, why))


def candidates(
    page: Page,
    sight: Sight,
    pack: Pack,
    themes: dict[str, int],
    misses: list[Rejection] | None = None,
) -> Iterator[tuple[Hit, int]]:
    """Give every trigger of a field that is worth an opinion, with its sentence's number."""
    if not sight.triggers:
        return
    found = page.numbers(sight.triggers)
    wanted = page.numbers(sight.arms) | page.numbers(sight.free)
    if themes["war"] >= WARLIKE or len(page.raw) < BRIEF:
        wanted = found
    for number in sorted(found):
        why = page.aside(number) or ("" if number in wanted else NO_COMPANION)
        if not why:
            found_here = list(find(page.sentence(number), pack.readings, themes))
            fits = {hit.rules.bit for hit in found_here if not hit.doubt}
            # A kind that a sentence tells for certain needs no second, doubtful trigger there.
            for hit in found_here:
                if not hit.doubt or hit.rules.bit not in fits:
                    yield hit, number
        if misses is not None:
            misses.extend(_unread(page, number, sight.triggers, why))


def _refusal(hit: Hit, opinion: Verifier | None, themes: dict[str, int]) -> str:
    """Say why a trigger is not taken, or give ''."""
    hit.likely = opinion.likely(hit, themes) if opinion is not None else None
    if opinion is None or hit.likely is None:
        return hit.doubt
    if opinion.accepts(hit, hit.likely):
        return ""
    return hit.doubt or f"the words around it speak against it: {hit.likely:.2f}"


def _unread(page: Page, number: int, triggers: list[int], why: str) -> Iterator[Rejection]:
    """Give the triggers of a line that is no evidence, and every fixed phrase."""
    sentence = page.sentence(number)
    for at in {at for at in triggers if why} & set(sentence.starts):
        end = sentence.ends[sentence.starts.index(at)]
        yield Rejection(page.raw[at:end], page.field, at, end, "", why)
    for index in fixed(sentence):
        start, end = sentence.starts[index], sentence.ends[index]
        said = f"a fixed phrase: {sentence.words[index]!r}"
        yield Rejection(page.raw[start:end], page.field, start, end, "", said)


def _setting(article: Article, title: Page, kept: list[Sketch], pack: Pack) -> Setting:
    """Collect what the whole article says: its main country, officials and house."""
    read = [title.sentence(0)] if title.spans else []
    read += list({(one.page.field, one.number): one.hit.spot.sentence for one in kept}.values())
    return Setting(
        main=main_country(read),
        officials=officials(read),
        house=_house(article.source, pack.lexicon),
    )


def _house(source: str, lexicon: Lexicon) -> Attribution:
    """Tell whether the source itself is an institution that speaks for a state or a mission."""
    if not source:
        return Attribution.NONE
    words = Sentence("title", source, lexicon.grammar.fold(source), (0, len(source)), lexicon)
    institution = any(t & lexicon.bits["institution"] for t in words.tags)
    return Attribution.OFFICIAL if institution else Attribution.NONE


def _rejection(hit: Hit, why: str) -> Rejection:
    sentence, at = hit.spot.sentence, hit.spot.index
    start, end = sentence.starts[at], sentence.ends[at]
    kind = hit.rules.kind.name
    return Rejection(sentence.raw[start:end], sentence.field, start, end, kind, why)
