"""English forms by rule: what a term finds, and what it must not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.inflect import forms

FAMILIES = [
    "attack attacks attacked attacking",
    "withdraw withdraws withdrew withdrawn withdrawing",
    "strike strikes struck stricken striking",
    "send sends sent sending",
    "fight fights fought fighting",
    "leave leaves left leaving",
    "hold holds held holding",
    "shoot shoots shot shooting",
    "begin begins began begun beginning",
    "policy policies",
    "troop troops",
    "deny denies denied denying",
    "die dies died dying",
    "flee flees fled fleeing",
    "agree agrees agreed agreeing",
    "stop stops stopped stopping",
    "patrol patrols patrolled patrolling",
    "travel travels travelled travelling",
    "raid raids raided raiding",
    "deploy deploys deployed deploying",
    "shell shells shelled shelling",
    "force forces forced forcing",
    "launch launches launched launching",
    "gunman gunmen",
    "woman women",
    "crisis crises",
    "hero heroes",
    "houthi houthis",
    "mp mps",
    "ied ieds",
]


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_finds_all_of_itself(family: str) -> None:
    """Whichever form a subscriber writes, all the others are found."""
    members = set(family.split())
    for member in members:
        assert members <= forms(member), member


@pytest.mark.parametrize(
    ("term", "other"),
    [
        ("attack", "attach"),
        ("attack", "attacker"),
        ("new", "news"),
        ("news", "new"),
        ("hama", "hamas"),
        ("hamas", "hama"),
        ("unit", "united"),
        ("united", "units"),
        ("even", "evening"),
        ("evening", "even"),
        ("plan", "planed"),
        ("plane", "planned"),
        ("hope", "hopped"),
        ("fee", "feed"),
        ("use", "us"),
        ("base", "based"),
        ("oman", "omen"),
        ("i", "is"),
        ("it", "its"),
        ("wound", "wind"),
        ("car", "cared"),
        ("bomb", "bomber"),
    ],
)
def test_other_words_are_left_alone(term: str, other: str) -> None:
    """A word that only looks like a form is not found."""
    assert other not in forms(term)


def test_a_noun_in_ing_has_its_plural() -> None:
    """A building is found as a verb and as a noun."""
    assert {"buildings", "building", "built", "builds"} <= forms("building")


@given(st.text(alphabet="abdeginstyk", max_size=9))
def test_a_word_is_one_of_its_own_forms(word: str) -> None:
    """No rule loses the word that was written."""
    assert word in forms(word)


@pytest.mark.parametrize("word", ["قوات", "1500", "f16", "zürich", ""])
def test_other_words_have_one_form(word: str) -> None:
    """Numbers, names with digits and other scripts are not inflected."""
    assert forms(word) == {word}
