"""`make eval`: what is counted, what data is known, and what is printed and written."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import evaluate
import pytest
from evaluation import files, intervals, labels, reading, scores, shapes
from evaluation.intervals import Tally
from evaluation.scores import Told
from fakes import NOW

from agents import coder
from streams import articles
from streams.messages import Event

SIBLINGS = Path(__file__).parent / "data" / "siblings.jsonl"
FIELDS = {"measure", "value", "unit", "against", "ratio"}
TOWN = "Rebels attacked the town of Sarmin on Monday, killing four soldiers."
QUIET = "The choir sang in the park until the rain came."


def of(text: str) -> tuple[Event, ...]:
    """Code a text."""
    article = articles.from_text(text, name="a", source="", now=NOW)
    return coder.load().code(article).events


def value(tally: Tally, measure: str) -> float:
    """Give a measure of one article."""
    part, whole = tally[measure]
    return part / whole


def write(path: Path, *rows: dict[str, Any]) -> None:
    """Write rows as JSON Lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def gold(kind: str, modality: str, evidence: str = TOWN, **more: Any) -> dict[str, Any]:
    """Label an event."""
    return {"kind": kind, "modality": modality, "evidence": evidence} | more


def test_sets_are_counted_as_by_hand() -> None:
    """Precision, recall and F1 of the siblings are those of a plain count of sets."""
    rows = [json.loads(line) for line in SIBLINGS.read_text("utf-8").splitlines()]
    told = [reading.code(article) for row in rows if (article := reading.article(row))]
    score = shapes.GOLD.score(rows)
    found = intervals.results(
        [score(row, events) for row, events in zip(rows, told, strict=True)], resamples=10
    )
    for level, fields in (("kind", ("kind",)), ("kind+modality", ("kind", "modality"))):
        right = wrong = missed = 0
        for row, events in zip(rows, told, strict=True):
            wanted = {tuple(event[name] for name in fields) for event in row["events"]}
            given = {tuple(str(getattr(event, name)) for name in fields) for event in events}
            right += len(wanted & given)
            wrong += len(given - wanted)
            missed += len(wanted - given)
        assert right > 20
        precision, recall = right / (right + wrong), right / (right + missed)
        assert found[f"{level} precision"].value == pytest.approx(precision)
        assert found[f"{level} recall"].value == pytest.approx(recall)
        f1 = 2 * precision * recall / (precision + recall)
        assert found[f"{level} F1"].value == pytest.approx(f1)


def test_pairs_are_of_one_kind_and_modality() -> None:
    """Fields are compared on the event whose evidence fits best, each event once."""
    one = Told("attack", "actual", "official", "SY", frozenset({(4, "killed")}), "four fell there")
    other = Told("attack", "actual", "media", "SY", frozenset(), "nine fell elsewhere on Friday")
    tally = scores.events([one, other], [other, one], ["attack"])
    assert tally["attribution, paired events"] == (2, 2)
    assert tally["quantities, paired events"] == (1, 1)
    tally = scores.events([one], [one._replace(country="IQ", evidence="none of it")], ["attack"])
    assert tally["country, paired events"] == (0, 1)
    assert tally["evidence, paired events"] == (0, 1)
    tally = scores.events([one], [one._replace(modality="denied")], ["attack"])
    assert "country, paired events" in tally
    assert tally["country, paired events"] == (0, 0)


def test_silence_and_excess() -> None:
    """An event on a silent article is a false alarm, and events beyond the labelled are extra."""
    one = Told("attack", "actual")
    assert value(scores.events([], [one, one], ["attack"]), scores.SILENT) == 1
    assert value(scores.events([], [], ["attack"]), scores.SILENT) == 0
    assert value(scores.events([one], [one, one, one], ["attack"]), scores.EXTRA) == 2


def test_confusion_prefers_what_agrees() -> None:
    """Two events on one sentence are each paired with their like; what is left has no pair."""
    actual, denied = (
        Told("attack", "actual", evidence=TOWN),
        Told("attack", "denied", evidence=TOWN),
    )
    assert scores.confusion([actual, denied], [denied, actual]) == {
        ("actual", "actual"): 1,
        ("denied", "denied"): 1,
    }
    assert scores.confusion([denied], [actual]) == {("denied", "actual"): 1}
    elsewhere = actual._replace(evidence="Another sentence altogether.")
    assert scores.confusion([denied], [elsewhere]) == {
        ("denied", scores.NOTHING): 1,
        (scores.NOTHING, "actual"): 1,
    }


def test_intervals_hold_the_value() -> None:
    """An interval is around its value, the same every time, and a point where all agree."""
    tallies: list[Tally] = [{"a": (number % 3 == 0, 1), "b": (1, 1)} for number in range(60)]
    first, second = intervals.results(tallies), intervals.results(tallies)
    assert first == second
    value, low, high = first["a"]
    assert value == pytest.approx(1 / 3)
    assert low < value < high
    assert first["b"] == (1, 1, 1)
    assert intervals.results([{"c": (0, 0)}]) == {}


def test_letters() -> None:
    """Optional kinds count neither way; a suffix says which modality is right."""
    events = of(TOWN)
    tally = labels.letters({"labels": ["A", "Wx"]}, events)
    assert tally["attack F1"] == (2, 2)
    assert tally["withdrawal_talks F1"] == (0, 0)
    assert tally["modality, coded kinds"] == (1, 1)
    assert labels.letters({"labels": ["Ad"]}, events)["recall of denied"] == (0, 1)
    assert labels.letters({"labels": ["Dp"]}, events)["troop_deployment recall"] == (0, 1)
    assert labels.letters({"labels": []}, events)["attack precision"] == (0, 1)


def test_grey_and_ambiguous_count_neither_way() -> None:
    """Only yes and no are held against what was coded."""
    events = of(TOWN)
    assert labels.attack({"attack": "grey"}, events) == {}
    assert labels.attack({"attack": "no"}, events)["attack precision"] == (0, 1)
    assert labels.assault({"label": "ambiguous"}, events) == {}
    assert labels.assault({"label": "difficult no"}, events)["attack precision"] == (0, 1)
    assert labels.assault({"label": "yes"}, events)["attack F1"] == (2, 2)


def test_codes_of_other_schemes() -> None:
    """A code stands for a kind; what has no such code and is coded is counted apart."""
    events = of(TOWN)
    assert labels.plover({"event": "FIGHT"}, events)["attack, coded FIGHT"] == (1, 1)
    retreat = labels.plover({"event": "RETREAT", "context": "military"}, events)
    assert retreat["withdrawal_talks, coded RETREAT (military)"] == (0, 1)
    assert retreat["attack, no such code"] == (1, 1)
    assert labels.cameo({"codes": ["194", "041"]}, events)["attack, coded 19x"] == (1, 1)
    assert labels.cameo({"codes": []}, events)["any kind, no event expected"] == (1, 1)


def test_quiet_articles() -> None:
    """An event in an article that is not political is a false alarm; political ones say nothing."""
    assert labels.alarms({"political": False}, of(TOWN))["false alarms"] == (1, 1)
    assert labels.alarms({"political": False}, of(QUIET))["false alarms"] == (0, 1)
    assert labels.alarms({"political": True}, of(TOWN)) == {}


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ({"body": QUIET, "events": []}, "labelled events"),
        ({"text": QUIET, "attack": "grey"}, "attack: yes, no or grey"),
        ({"text": QUIET, "labels": ["A", "Wx"]}, "letter codes"),
        ({"text": QUIET, "label": "easy no"}, "assault: yes, no or ambiguous"),
        ({"body": QUIET, "political": False}, "political or not"),
        ({"text": QUIET, "event": "AID", "eventText": "sang"}, "PLOVER sentences"),
        ({"text": QUIET, "codes": []}, "PETRARCH2 unit tests"),
        ({"raw": f"<TITLE>Choir</TITLE><TEXT>\n{QUIET}\n</TEXT>"}, "raw documents"),
        ({"body": QUIET, "title": "Choir", "location": "park"}, "dense war news"),
        ({"body": QUIET, "id": "1"}, "mixed news"),
        ({"body": QUIET, "source": "Park"}, "articles"),
        ({"body": QUIET, "labels": ["Z"]}, "articles"),
        ({"sentences": {"0": QUIET}}, None),
    ],
)
def test_shapes_are_told_by_content(row: dict[str, Any], name: str | None) -> None:
    """Each shape is known by its fields, and its text is found."""
    shape = shapes.recognise([row])
    assert (shape and shape.name) == name
    if shape:
        assert shape.text(row)["body"] == QUIET
    assert shapes.recognise([row, {}]) is None


def test_files_are_read_as_they_are_written(tmp_path: Path) -> None:
    """JSON Lines, a JSON array and XML are read, gzipped or not; anything else has no rows."""
    line = {"text": f"One.\u2028{QUIET}"}
    (tmp_path / "lines").write_bytes(gzip.compress(json.dumps(line, ensure_ascii=False).encode()))
    (tmp_path / "array.txt").write_text(json.dumps([line, {"note": "no text"}]))
    (tmp_path / "tests.xml").write_text(
        f'<V><Sentence id="1"><EventCoding eventcode="064"/><EventCoding noevents="True"/>'
        f"<Text>{QUIET}</Text></Sentence></V>"
    )
    (tmp_path / "README.md").write_text("# Not data\n")
    (tmp_path / "broken.gz").write_bytes(b"\x1f\x8bnothing")
    (tmp_path / ".hidden").write_text("{}")
    found = {name: files.read(path) for name, path in files.listed(tmp_path)}
    assert found == {
        "README.md": [],
        "array": [line],
        "broken": [],
        "lines": [line],
        "tests": [{"id": "1", "text": QUIET, "codes": ["064"]}],
    }


def test_kinds_are_scored_on_what_they_use() -> None:
    """Labels within the core are scored on the core, others on the kinds that they name."""
    assert shapes.scored_kinds([{"events": [gold("attack", "actual")]}]) == scores.CORE
    rows = [{"body": TOWN, "events": [gold("ceasefire", "planned")]}]
    assert shapes.scored_kinds(rows) == {"ceasefire"}
    tally = shapes.GOLD.score(rows)(rows[0], of(TOWN))
    assert tally["ceasefire recall"] == (0, 1)
    assert tally["kind precision"] == (0, 0)
    assert shapes.against(shapes.GOLD, rows, "kind F1") == ""


def test_a_refused_text_has_no_events() -> None:
    """A row without any text is an article without events."""
    assert reading.article({"body": " "}) is None
    assert reading.coded([None, reading.article({"body": TOWN})], 1)[0] == [(), of(TOWN)]


@pytest.fixture
def aside(tmp_path: Path) -> Path:
    """Set a few labelled articles aside."""
    folder = tmp_path / "aside"
    write(
        folder / "core.jsonl",
        {"lang": "en", "body": TOWN, "events": [gold("attack", "actual", country="SY")]},
        {"lang": "en", "body": QUIET, "events": []},
    )
    write(
        folder / "more.jsonl",
        {"lang": "fr", "body": "Rien de neuf.", "events": [gold("attack", "denied", "Rien.")]},
    )
    write(folder / "kinds.jsonl", {"lang": "en", "body": TOWN, "events": [gold("zz", "actual")]})
    return folder


def lines(path: Path) -> dict[str, dict[str, Any]]:
    """Read what was written, by measure."""
    read = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert not [name for name, count in Counter(r["measure"] for r in read).items() if count > 1]
    return {line["measure"]: line for line in read}


def test_it_prints_and_writes(
    tmp_path: Path, aside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Files that are set aside are shown, together and by language, and given ones after them."""
    data, out = tmp_path / "given", tmp_path / "build" / "eval.jsonl"
    write(data / "news" / "loud.jsonl", *[{"id": str(n), "body": TOWN} for n in range(200)])
    (data / "notes.md").write_text("nothing\n")
    assert evaluate.main({"DATA": str(data)}, aside, out) == 0
    found = lines(out)
    assert all(line.keys() - {"low", "high"} == FIELDS for line in found.values())
    f1 = found["aside: kind F1"]
    assert (f1["value"], f1["against"], f1["ratio"]) == (0.6667, "goal 0.9", 0.741)
    assert f1["low"] < f1["value"] < f1["high"]
    assert found["aside, en: kind F1"]["value"] == 1
    assert found["aside, fr: kind recall"]["value"] == 0
    assert found["aside/kinds: zz recall"]["value"] == 0
    assert found["aside: labelled denied, coded nothing"]["value"] == 1
    assert found["news/loud: events an article"]["unit"] == "events/article"
    assert found["news/loud: speed"]["against"] == "goal 4000"
    assert found["seed: speed"]["unit"] == "articles/s"
    assert found["worst: 10,000 commas"]["against"] == "goal at most 100"
    shown = capsys.readouterr()
    assert "notes.md: not known\n" in shown.out
    assert "the coder has no zz\n" in shown.out
    assert shown.err == ""


def test_only_some(tmp_path: Path, aside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """ONLY leaves out what has not that in its name; where nothing has, that is said."""
    out = tmp_path / "eval.jsonl"
    assert evaluate.main({"ONLY": "aside/core"}, aside, out) == 0
    told = {name.partition(":")[0] for name in lines(out)}
    assert told == {"aside/core", "aside", "aside by rules alone"}
    out.unlink()
    assert evaluate.main({"ONLY": "elsewhere"}, aside, out) == evaluate.BAD_INPUT
    assert capsys.readouterr().err.count("\n") == 1
    assert not out.exists()


def test_a_folder_that_is_not_there(
    tmp_path: Path, aside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Data that is not there is refused with one line before anything is coded."""
    missing = tmp_path / "missing"
    assert evaluate.main({"DATA": str(missing)}, aside, tmp_path / "out") == evaluate.BAD_INPUT
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", f"DATA={missing}: there is no such folder\n")


def test_nothing_set_aside(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A checkout without set-aside articles says so and goes on."""
    assert evaluate.main({"ONLY": "worst"}, tmp_path / "aside", tmp_path / "out") == 0
    assert capsys.readouterr().out.startswith("nothing is set aside: ")
