"""What Watchfloor recognises: one file in this folder is one kind of event.

A kind is data. Its file assigns one frozen `Kind` to `KIND`; for each language a `Pack` says which
words trigger it, what must stand near them, what rules them out, and which examples prove it. How
real an event is (planned, denied, foiled...) and who says so is the same for all kinds and stands
in `agents.coder`. The module's docstring is the kind's manual.

A condition is a string of tests, all of which must hold: `"object:force to:place|sea"` reads "its
object is a force and it goes to a place or a sea". The left side is a relation of
`agents.coder.relations` or of the language's own word order, the right side names sets of the
language's lexicon or of the pack.

Every kind is one file, but not every kind is on: `chosen` gives those that a configuration names,
or those that are on by default.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from streams import plugins
from streams.errors import ConfigError
from streams.messages import Modality, Unit

FEWEST_EXAMPLES = 5
ALL: Final = "all"
"""In place of names: every kind that there is."""


class Part(BaseModel):
    """A frozen piece of a kind; an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Trigger(Part):
    """Words that may name an event, with what must stand around them.

    `words` are lemmas between commas, inflected at load: `"send, pull out"`. Any one of `needs`
    must hold (an empty tuple needs nothing), none of `unless`. An `open` trigger names words that
    only the verifier can tell apart: by the rules alone they name no event.
    """

    words: str
    part: Literal["verb", "noun", "phrase"]
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    weight: float = Field(default=0.8, gt=0, le=1)
    nuance: str | None = None
    modality: Modality | None = None
    open: bool = False


class Background(Part):
    """A reading of a trigger that tells of no event, such as mere presence."""

    reason: str
    when: str


class Mood(Part):
    """What says how real this kind is where the common cues do not: `banned` of a march.

    The stronger of the two wins: a drill over a denial over the past over a wish over a plan over
    a fact. What it `undoes` it wins over all the same: `announced that the truce is over`.
    """

    modality: Modality
    when: str
    undoes: tuple[Modality, ...] = ()


class Positive(Part):
    """A text that must give an event of the kind, with the modality that it must have."""

    text: str
    modality: Modality = Modality.ACTUAL
    nuance: str | None = None


class Pack(Part):
    """A kind in one language.

    `sets` adds words to the lexicon's sets or makes new ones; `exclusions` are fixed phrases
    that hold a trigger's word and mean something else; `cues` are lines like those of the
    language's cues.txt, for the verbs that govern the kind's nouns: `will lift the sanctions`;
    `negatives` are texts that must give no event of the kind.
    """

    triggers: tuple[Trigger, ...] = Field(min_length=1)
    sets: dict[str, str] = Field(default_factory=dict)
    exclusions: str = ""
    unless: tuple[str, ...] = ()
    background: tuple[Background, ...] = ()
    moods: tuple[Mood, ...] = ()
    cues: str = ""
    positives: tuple[Positive, ...] = Field(min_length=FEWEST_EXAMPLES)
    negatives: tuple[str, ...] = Field(min_length=FEWEST_EXAMPLES)


class Roles(Part):
    """Where a kind's arguments stand, as sets of the lexicon.

    `actors` may do it, `targets` may have it done to them, `motion` says on which side of the
    trigger the place stands: what is left, what is reached, or where it happens.
    """

    actors: tuple[str, ...]
    targets: tuple[str, ...] = ()
    motion: Literal["from", "to", "at"] = "at"
    units: tuple[Unit, ...] = ()


class Kind(Part):
    """One kind of event, in every language that it has a pack for.

    `default` kinds are on where nobody chooses. A kind that `refines` another is a special case
    of it: what both read in the same telling is told once, as the special case.
    """

    name: str
    default: bool = True
    refines: str | None = None
    roles: Roles
    packs: dict[str, Pack] = Field(min_length=1)


def discover() -> tuple[Kind, ...]:
    """Read every file of this folder; raises ConfigError naming the file that is no kind."""
    return tuple(_read(name) for name in plugins.names(__name__))


def chosen(names: Iterable[str] | None = None) -> tuple[Kind, ...]:
    """Give the kinds of these names, None for the default ones; raises ConfigError on others."""
    found = discover()
    if names is None:
        return tuple(kind for kind in found if kind.default)
    wanted = set(names)
    if unknown := sorted(wanted - {ALL, *(kind.name for kind in found)}):
        known = ", ".join(kind.name for kind in found)
        raise ConfigError(f"unknown kind {', '.join(map(repr, unknown))}; known: {known}, {ALL}")
    return tuple(kind for kind in found if kind.name in wanted or ALL in wanted)


def _read(name: str) -> Kind:
    """Import one file and take its KIND; a Kind that breaks its own rules names its file."""
    file = f"agents/kinds/{name}.py"
    try:
        kind = getattr(plugins.load(__name__, name), "KIND", None)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        field = ".".join(map(str, first["loc"]))
        raise ConfigError(f"{file}: {field}: {first['msg']}") from error
    if not isinstance(kind, Kind):
        raise ConfigError(f"{file}: assign a Kind to KIND")
    if kind.name != name:
        raise ConfigError(f"{file}: the kind is called {kind.name!r}; name it like its file")
    return kind
