"""Rule files: read whole or refused whole, with file, line, field and remedy for each mistake."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from queries import article, event

from alerts import rulefile, rules
from alerts.query import evaluate
from streams.errors import ConfigError
from streams.messages import Severity

CHANNELS = ("amal", "desk-slack")
KINDS = ("attack", "withdrawal_talks")
GOOD = """\
aliases:
  hezbollah: [Hezbollah, Hizbullah, حزب الله]
rules:
  - id: iraq-coalition-withdrawal
    query: 'kind:withdrawal_talks AND country:IQ AND NOT "treaty"'
    severity: high
    notify: [desk-slack, amal]
    description: What the joint committee does.
    tests:
      must_fire:
        - The joint committee will schedule the coalition's withdrawal from Iraq.
        - {title: Talks, body: on the withdrawal, lang: en}
      must_not_fire: ["She announced her withdrawal from the race in Iraq's Basra."]
  - id: rockets
    query: |
      @hezbollah NEAR/5 rocket*   # any of them
      NOT "model rocket"
    notify: [amal]
"""


def load(tmp_path: Path, *texts: str) -> rules.RuleSet:
    """Load rule files with the given contents."""
    paths = []
    for number, text in enumerate(texts):
        path = tmp_path / f"{number}.yaml"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return rules.load(paths, KINDS, CHANNELS)


def refusal(tmp_path: Path, *texts: str) -> str:
    """Give the message with which files are refused, with short file names."""
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, *texts)
    return str(caught.value).replace(f"{tmp_path}/", "")


def test_a_good_file_is_read(tmp_path: Path) -> None:
    """Every field of a rule is there, in the order of the file."""
    found = load(tmp_path, GOOD)
    first, second = found
    assert len(found) == 2
    assert (first.id, first.severity, first.notify) == (
        "iraq-coalition-withdrawal", Severity.HIGH, ("desk-slack", "amal"),
    )  # fmt: skip
    assert first.tests.must_fire[1] == rules.Sample(
        title="Talks", body="on the withdrawal", lang="en"
    )
    assert (second.severity, second.description, second.tests) == (
        Severity.MEDIUM, "", rules.Tests(),
    )  # fmt: skip


def test_rules_are_matched_with_their_spans_and_events(tmp_path: Path) -> None:
    """An article gives the rules that it satisfies, in order, as `evaluate` judges each."""
    found = load(tmp_path, GOOD)
    told = article("حزب الله fired rockets at Iraq", title="Withdrawal talks")
    events = (event("attack"), event("withdrawal_talks", country="IQ"))
    matches = found.match(told, events)
    assert [(match.rule, match.events) for match in matches] == [
        ("iraq-coalition-withdrawal", (1,)),
        ("rockets", ()),
    ]
    judged = evaluate(found.get("rockets").query, told, events)
    assert judged is not None
    assert matches[1].spans == judged.spans
    assert found.match(article("nothing of it")) == ()


def test_aliases_serve_all_files(tmp_path: Path) -> None:
    """A group defined in one file can be used in another, before or after it."""
    first = "rules: [{id: a, query: '@hez', notify: [amal]}]"
    assert len(load(tmp_path, first, "aliases: {hez: [Hezbollah]}")) == 1


def test_the_classifiers_language_reaches_the_rules(tmp_path: Path) -> None:
    """A language that was found counts for an article that names none."""
    found = load(tmp_path, "rules: [{id: a, query: 'x lang:ar', notify: [amal]}]")
    assert [match.rule for match in found.match(article("x"), lang="ar")] == ["a"]
    assert found.match(article("x")) == ()


def test_an_unknown_id_names_the_nearest(tmp_path: Path) -> None:
    """Asking for a rule that is not there tells which one was probably meant."""
    with pytest.raises(ConfigError, match="did you mean rockets"):
        load(tmp_path, GOOD).get("rocket")


def rule(**fields: str) -> str:
    """Write a file with one rule, each field on a line of its own."""
    given = {"id": "a", "query": "x", "notify": "[amal]", **fields}
    lines = [f"{name}: {value}" for name, value in given.items() if value]
    return "rules:\n  - " + "\n    ".join(lines) + "\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "0.yaml:1: the file is empty; it needs rules: or aliases:"),
        ("- x", "0.yaml:1: the file: "),
        ("rulez: []", "0.yaml:1: rulez: unknown field; did you mean rules?"),
        ("rules: x", "0.yaml:1: rules: write a list: [one, two]"),
        ("rules:\n  - x", "0.yaml:2: rule 1: the file: "),
        (rule(id=""), "0.yaml:2: rule 1: id: is missing; add it"),
        (rule(id="Iraq"), "0.yaml:2: rule 'Iraq': id: write small letters, digits, - _ . only"),
        (rule(query=""), "0.yaml:2: rule 'a': query: is missing; add it"),
        (rule(query="''"), "0.yaml:3: rule 'a': query: is empty; write something"),
        (rule(query="null"), "0.yaml:3: rule 'a': query: write text here"),
        (rule(query="[x]"), "0.yaml:3: rule 'a': query: write text here"),
        (rule(notify=""), "0.yaml:2: rule 'a': notify: is missing; add it"),
        (rule(notify="[]"), "0.yaml:4: rule 'a': notify: is empty; name at least one"),
        (rule(notify="amal"), "0.yaml:4: rule 'a': notify: write a list: [one, two]"),
        (
            rule(notify="[amal, ama]"),
            "0.yaml:4: rule 'a': notify: unknown channel 'ama'; known: amal, desk-slack",
        ),
        (rule(severity="loud"), "0.yaml:5: rule 'a': severity: input should be 'low', 'medium'"),
        (
            rule(severty="high"),
            "0.yaml:5: rule 'a': severty: unknown field; did you mean severity?",
        ),
        (rule(tests="{must: [x]}"), "0.yaml:5: rule 'a': tests.must: unknown field"),
        (rule(tests="{must_fire: [{text: x}]}"), "0.yaml:5: rule 'a': tests.must_fire.0"),
        (rule(query="kind:coup"), "0.yaml:3: rule 'a': query: unknown kind 'coup', at column 6"),
        (
            rule(query="titel:x"),
            "query: unknown field 'titel', at column 1\n  titel:x\n  ^^^^^^\n  did you mean title:?",
        ),
        (rule(id="b\n    id: c"), "0.yaml:3: 'id' stands already at line 2; keep one of the two"),
        (rule() + rule(), "0.yaml:5: 'rules' stands already at line 1"),
        ("aliases: {x: []}", "0.yaml:1: aliases.x: is empty; name at least one"),
        ("aliases: {X Y: [a]}", "0.yaml:1: aliases.X Y"),
        ("aliases: {x: ['!']}", "0.yaml:1: alias group 'x': '!' has no word in it; take it out"),
        ("a: &b [*b]", "0.yaml:1: anchors and references are not read"),
        ("rules: !!python/object:os.system x", "0.yaml:1: the tag tag:yaml.org,2002:python/"),
        ("rules: []\n---\nrules: []", "0.yaml: a second document (---)"),
        ("[" * 100_000, "0.yaml:1: nested more than 8 deep"),
        ("? [a]\n: b", "0.yaml:1: a key must be a word"),
        (
            'rules:\n  - query: "a b" AND iraq',
            "0.yaml:2: not YAML: did not find expected key; put a value with quotes",
        ),
        ("rules:\n  - query: @hezbollah", "0.yaml:2: not YAML: found character that cannot start"),
        ("rules:\n\t- x", "0.yaml:2: not YAML: "),
        ("\x00", "0.yaml:1: not YAML: "),
    ],
)
def test_a_bad_file_is_refused_with_its_line_and_a_remedy(
    tmp_path: Path, text: str, message: str
) -> None:
    """Each mistake in a file has a message that says where it is and what to write."""
    assert message in refusal(tmp_path, text)


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    """One load tells of every wrong rule in every file, and of nothing that is right."""
    told = refusal(tmp_path, GOOD, rule(query="(a", notify="[nobody]"), rule(id="rockets"))
    assert told.count("rule ") == 3
    assert "1.yaml:4: rule 'a': notify: unknown channel 'nobody'" in told
    assert "1.yaml:3: rule 'a': query: this ( is never closed" in told
    assert "2.yaml:2: rule 'rockets': id: stands already at 0.yaml:14; choose another id" in told


def test_an_id_is_unique_inside_a_file_too(tmp_path: Path) -> None:
    """Two rules of one name on one line are two rules still."""
    flow = "rules: [{id: a, query: x, notify: [amal]}, {id: a, query: y, notify: [amal]}]"
    assert "rule 'a': id: stands already at 0.yaml:1" in refusal(tmp_path, flow)


def test_a_group_defined_twice_is_refused(tmp_path: Path) -> None:
    """Two files cannot mean different things by one name."""
    told = refusal(tmp_path, "aliases: {x: [a]}", "aliases:\n  x: [b]")
    assert "1.yaml:2: alias group 'x': defined twice; merge the two" in told


def test_many_problems_are_counted(tmp_path: Path) -> None:
    """A file that is wrong all over does not flood the terminal."""
    many = "rules:" + "".join(
        f"\n  - {{id: r{at}, query: '(', notify: [amal]}}" for at in range(50)
    )
    assert refusal(tmp_path, many).endswith("... and 30 more problems")


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A wrong path and a wrong encoding name the file and the remedy."""
    with pytest.raises(ConfigError, match=r"nowhere\.yaml: cannot be read: No such file"):
        rules.load([tmp_path / "nowhere.yaml"])
    latin = tmp_path / "latin.yaml"
    latin.write_bytes(b"rules:\n  - id: caf\xe9\n")
    with pytest.raises(ConfigError, match=r"latin\.yaml:2: not UTF-8; save the file as UTF-8"):
        rules.load([latin])


def test_plain_words_stay_words(tmp_path: Path) -> None:
    """What YAML 1.1 takes for a truth value, a number or a date is text in a rule file."""
    path = tmp_path / "words.yaml"
    path.write_bytes(
        b"\xef\xbb\xbf" + rule(id="123", query="no", description="2024-01-27").encode()
    )
    (only,) = rules.load([path])
    assert (only.id, only.query, only.description) == ("123", "no", "2024-01-27")


def test_without_lists_any_name_is_taken(tmp_path: Path) -> None:
    """Kinds and channels are checked only where they are known."""
    path = tmp_path / "free.yaml"
    path.write_text(rule(query="kind:coup", notify="[anyone]"), encoding="utf-8")
    assert len(rules.load([path])) == 1


@given(st.text(st.sampled_from("{}[]:,-?&*!|>'\"%@# \n\tab0~"), max_size=40))
def test_any_bytes_are_read_or_refused(text: str) -> None:
    """Nothing but ConfigError comes out of a file, whatever is in it."""
    try:
        rulefile.parse(Path("x.yaml"), text.encode())
    except ConfigError as error:
        assert str(error).startswith("x.yaml")  # noqa: PT017 -- either outcome is right


SCHEMA = json.loads(Path(rules.__file__).with_name("rules.schema.json").read_text("utf-8"))


def test_the_shipped_schema_is_that_of_the_models() -> None:
    """The schema for editors says what the models say, word for word."""
    made = {"$schema": SCHEMA["$schema"], **rules.Content.model_json_schema()}
    assert made == SCHEMA
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "content",
    [
        rulefile.parse(Path("good.yaml"), GOOD.encode()).content,
        {},
        {"rules": []},
        {"rules": [{}]},
        {"rules": None},
        {"rules": [{"id": "a", "query": "x", "notify": ["c"]}]},
        {"rules": [{"id": "A", "query": "x", "notify": ["c"]}]},
        {"rules": [{"id": "-a", "query": "x", "notify": ["c"]}]},
        {"rules": [{"id": "a" * 101, "query": "x", "notify": ["c"]}]},
        {"rules": [{"id": "a", "query": "", "notify": ["c"]}]},
        {"rules": [{"id": "a", "query": "x" * 20_001, "notify": ["c"]}]},
        {"rules": [{"id": "a", "query": "x", "notify": []}]},
        {"rules": [{"id": "a", "query": "x", "notify": [""]}]},
        {"rules": [{"id": "a", "query": "x", "notify": "c"}]},
        {"rules": [{"id": 1, "query": "x", "notify": ["c"]}]},
        {"rules": [{"id": "a", "query": "x", "notify": ["c"], "severity": "high"}]},
        {"rules": [{"id": "a", "query": "x", "notify": ["c"], "severity": "HIGH"}]},
        {"rules": [{"id": "a", "query": "x", "notify": ["c"], "colour": "red"}]},
        {"rules": [{"id": "a", "query": "x", "notify": ["c"], "description": None}]},
        {"rules": [{"id": "a", "query": "x", "notify": ["c"], "tests": {"must_fire": ["t"]}}]},
        {"rules": [{"id": "a", "query": "x", "notify": ["c"], "tests": {"must_fire": [""]}}]},
        {"rules": [{"id": "a", "query": "x", "notify": ["c"], "tests": {"must_fire": [{}]}}]},
        {
            "rules": [
                {"id": "a", "query": "x", "notify": ["c"], "tests": {"must_fire": [{"a": 1}]}}
            ]
        },
        {"rules": [{"id": "a", "query": "x", "notify": ["c"], "tests": {"fire": []}}]},
        {"aliases": {"x": ["a"]}},
        {"aliases": {"x": []}},
        {"aliases": {"x": [""]}},
        {"aliases": {"X": ["a"]}},
        {"aliases": {"x": "a"}},
        {"aliases": {"x": ["a" * 201]}},
        {"other": 1},
    ],
)
def test_schema_and_models_agree(content: Any) -> None:
    """What an editor marks as wrong is what `load` refuses, and nothing else."""
    accepted = jsonschema.Draft202012Validator(SCHEMA).is_valid(content)
    try:
        rules.Content.model_validate(content)
    except ValidationError:
        assert not accepted
    else:
        assert accepted
