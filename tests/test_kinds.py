"""Kinds are data, checked at start: a wrong one names its file and what is wrong."""

from __future__ import annotations

from types import SimpleNamespace

import pycountry
import pytest
from pydantic import ValidationError

from agents import kinds
from agents.coder.coder import build
from agents.coder.examples import article, check
from agents.coder.lexicon import Place
from agents.kinds import Kind, Pack, Positive, Roles, Trigger
from streams import plugins
from streams.errors import ConfigError

POSITIVES = (
    "The two armies kept a ceasefire in Sudan.",
    "A ceasefire in Gaza took effect on Monday.",
    "Rebels and the government signed a ceasefire.",
    "The truce between the army and the rebels held.",
    "The militia broke the ceasefire.",
)
NEGATIVES = ("It rained.", "He sang.", "Shares rose.", "She won.", "The shop closed.")


def ceasefire(**changes: object) -> Kind:
    """Make a kind of data alone, or break it."""
    fields: dict[str, object] = {
        "triggers": (
            Trigger(words="ceasefire, truce", part="noun", needs=("sentence:force|armed|place",)),
        ),
        "positives": tuple(Positive(text=text) for text in POSITIVES),
        "negatives": NEGATIVES,
    }
    pack = Pack(**{**fields, **changes})  # type: ignore[arg-type]
    return Kind(name="ceasefire", roles=Roles(actors=("force", "armed")), packs={"en": pack})


def test_a_new_kind_needs_only_its_file() -> None:
    """A kind made of data alone is recognised beside the others."""
    coder = build((*kinds.discover(), ceasefire()))
    text = "The army and the rebels agreed on a ceasefire in Sudan."
    assert [event.kind for event in coder.code(article(text)).events] == ["ceasefire"]


def test_every_kind_has_a_manual() -> None:
    """Each file in the folder is one kind of the same name, with a manual."""
    for kind in kinds.discover():
        head, rest = plugins.manual(plugins.load("agents.kinds", kind.name))
        assert head
        assert rest


def test_too_few_examples() -> None:
    """A kind with fewer than five examples of either sort is refused."""
    with pytest.raises(ValidationError, match="negatives"):
        ceasefire(negatives=NEGATIVES[:4])


def test_failing_positive() -> None:
    """An example that gives no event is named together with the file."""
    broken = ceasefire(positives=(*(Positive(text=t) for t in POSITIVES), Positive(text="Rain.")))
    with pytest.raises(ConfigError, match=r"agents/kinds/ceasefire.py: .*'Rain.'"):
        check((broken,), build((broken,)).code)


def test_failing_negative() -> None:
    """A negative example that gives an event is named together with the file."""
    broken = ceasefire(negatives=(*NEGATIVES, POSITIVES[0]))
    with pytest.raises(ConfigError, match=r"agents/kinds/ceasefire.py: .*negative"):
        check((broken,), build((broken,)).code)


@pytest.mark.parametrize(
    ("need", "message"),
    [
        ("object:nosuch", "unknown set 'nosuch'"),
        ("beyond:force", "unknown relation 'beyond'"),
        ("is:odd", "unknown feature 'odd'"),
        ("force", "write relation:set"),
    ],
)
def test_wrong_condition(need: str, message: str) -> None:
    """A condition with an unknown word fails at start and names the file."""
    broken = ceasefire(triggers=(Trigger(words="truce", part="noun", needs=(need,)),))
    with pytest.raises(ConfigError, match=rf"agents/kinds/ceasefire.py: .*{message}"):
        build((broken,))


def test_file_without_a_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that assigns no KIND is named."""
    monkeypatch.setattr(plugins, "names", lambda _package: ["odd"])
    monkeypatch.setattr(plugins, "load", lambda _package, _name: SimpleNamespace())
    with pytest.raises(ConfigError, match=r"agents/kinds/odd\.py: assign a Kind"):
        kinds.discover()


def test_places_lie_in_real_countries() -> None:
    """Every code of the gazetteer is ISO 3166 alpha-2, or Kosovo's, or none for a region."""
    from agents.coder import english  # noqa: PLC0415 - only this test looks inside

    known = {country.alpha_2 for country in pycountry.countries} | {"XK", "-"}
    places = english.lexicon(kinds.discover()).places
    assert {place.code for place in places.values()} <= known
    assert places["kyiv"] == Place("UA", "Ukraine", "capital")
