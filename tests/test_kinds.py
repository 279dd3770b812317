"""Kinds are data, checked at start: a wrong one names its file and what is wrong."""

from __future__ import annotations

from types import SimpleNamespace

import pycountry
import pytest
from pydantic import ValidationError

from agents import coder, kinds
from agents.coder.coder import build
from agents.coder.examples import article, check
from agents.coder.lexicon import Place
from agents.kinds import Kind, Mood, Pack, Positive, Roles, Trigger
from streams import plugins
from streams.errors import ConfigError
from streams.messages import Modality

POSITIVES = (
    "The two armies staged a coup in Sudan.",
    "A coup in Gabon toppled the president on Monday.",
    "Rebels and soldiers led a coup.",
    "The coup by the army and the rebels held.",
    "The militia carried out a coup.",
)
NEGATIVES = ("It rained.", "He sang.", "Shares rose.", "She won.", "The shop closed.")


def coup(**changes: object) -> Kind:
    """Make a kind of data alone, or break it."""
    fields: dict[str, object] = {
        "triggers": (
            Trigger(words="coup, putsch", part="noun", needs=("sentence:force|armed|place",)),
        ),
        "positives": tuple(Positive(text=text) for text in POSITIVES),
        "negatives": NEGATIVES,
    }
    pack = Pack(**{**fields, **changes})  # type: ignore[arg-type]
    return Kind(name="coup", roles=Roles(actors=("force", "armed")), packs={"en": pack})


def test_a_new_kind_needs_only_its_file() -> None:
    """A kind made of data alone is recognised beside the others."""
    made = build((*kinds.discover(), coup()))
    text = "The army and the rebels prepared a coup in Sudan."
    assert "coup" in {event.kind for event in made.code(article(text)).events}


def test_every_kind_has_a_manual() -> None:
    """Each file in the folder is one kind of the same name, with a manual."""
    for kind in kinds.discover():
        head, rest = plugins.manual(plugins.load("agents.kinds", kind.name))
        assert head
        assert rest


def test_what_is_on_by_default() -> None:
    """Nothing but the three core kinds, which an install that nobody configured codes."""
    on = [kind.name for kind in kinds.chosen()]
    assert on == ["attack", "troop_deployment", "withdrawal_talks"]


def test_kinds_are_chosen_by_name() -> None:
    """Exactly those that are named are on, and `all` names every one."""
    assert [kind.name for kind in kinds.chosen(("protest", "attack"))] == ["attack", "protest"]
    assert kinds.chosen(("all",)) == kinds.discover()


def test_an_unknown_kind_is_named() -> None:
    """The error says which name is wrong and which are known."""
    with pytest.raises(ConfigError, match="unknown kind 'protets'; known: airstrike"):
        kinds.chosen(("attack", "protets"))


@pytest.mark.parametrize("name", [*(kind.name for kind in kinds.discover()), "all"])
def test_the_examples_of_every_kind(name: str) -> None:
    """Kinds that are off by default hold their own examples too, alone and with all others."""
    assert coder.load((name,))


def test_a_refined_kind_exists() -> None:
    """What a kind refines is another kind, which itself refines none."""
    by_name = {kind.name: kind for kind in kinds.discover()}
    refining = [kind for kind in by_name.values() if kind.refines]
    assert [kind.name for kind in refining] == ["airstrike"]
    assert all(by_name[kind.refines or ""].refines is None for kind in refining)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The army led a coup in Sudan.", Modality.ACTUAL),
        ("The army led a paper coup in Sudan.", Modality.EXERCISE),
        ("The army announced that its coup in Sudan was over.", Modality.ACTUAL),
        ("The army announced a coup in Sudan.", Modality.PLANNED),
        ("The army threatened a paper coup in Sudan.", Modality.EXERCISE),
    ],
)
def test_moods(text: str, modality: Modality) -> None:
    """What a kind says of how real it is wins over weaker cues, and over those that it undoes."""
    kind = coup(
        sets={"toy": "paper", "past": "over"},
        moods=(
            Mood(modality=Modality.EXERCISE, when="near:toy"),
            Mood(modality=Modality.ACTUAL, when="near:past", undoes=(Modality.PLANNED,)),
        ),
    )
    assert [e.modality for e in build((kind,)).code(article(text)).events] == [modality]


def test_a_kind_may_bring_cues() -> None:
    """A verb that governs the kind's noun lends it its own auxiliaries."""
    cues = "actual after 8 | /pocket/"
    for made, modality in ((coup(), Modality.ACTUAL), (coup(cues=cues), Modality.PLANNED)):
        found = build((made,)).code(article("The army will pocket the coup in Sudan.")).events
        assert [event.modality for event in found] == [modality]


def test_a_trigger_may_be_a_fixed_phrase_of_another_kind() -> None:
    """`hunger strike` is no attack, and a protest where that kind is on."""
    text = "The jailed opposition leader in Tunis began a hunger strike against his detention."
    assert coder.load(("attack",)).code(article(text)).events == ()
    found = coder.load(("attack", "protest")).code(article(text)).events
    assert [event.kind for event in found] == ["protest"]


def test_too_few_examples() -> None:
    """A kind with fewer than five examples of either sort is refused."""
    with pytest.raises(ValidationError, match="negatives"):
        coup(negatives=NEGATIVES[:4])


def test_failing_positive() -> None:
    """An example that gives no event is named together with the file."""
    broken = coup(positives=(*(Positive(text=t) for t in POSITIVES), Positive(text="Rain.")))
    with pytest.raises(ConfigError, match=r"agents/kinds/coup.py: .*'Rain.'"):
        check((broken,), build((broken,)).code)


def test_failing_negative() -> None:
    """A negative example that gives an event is named together with the file."""
    broken = coup(negatives=(*NEGATIVES, POSITIVES[0]))
    with pytest.raises(ConfigError, match=r"agents/kinds/coup.py: .*negative"):
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
    broken = coup(triggers=(Trigger(words="coup", part="noun", needs=(need,)),))
    with pytest.raises(ConfigError, match=rf"agents/kinds/coup.py: .*{message}"):
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
