"""`make train`: fit the verifier's weights on the project's own labelled text, and on that alone.

A logistic regression for each kind (does this trigger name an event of it) and for each modality,
fitted by AdaGrad from the same seed each time. Read are `tuned` and `training` of tests/corpus,
tests/data/coder and the kinds' examples; `tests/corpus/aside` never is.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import exp, sqrt
from pathlib import Path
from typing import Any, Final

from agents.coder import coder
from agents.coder.modality import weigh
from agents.coder.reading import Page
from agents.coder.triggers import Hit, foreign
from agents.coder.verifier import ANYWHERE, ZONES, Words, marks, shades, zone
from agents.coder.when import time
from agents.kinds import chosen, discover
from streams import articles
from streams.messages import Modality

CORPUS: Final = Path("tests/corpus")
SENTENCES: Final = Path("tests/data/coder")
DEVELOPED: Final = "tests/data/coder/watchfloor-dev.jsonl"
CODER: Final = Path("agents/coder")
FOLDERS: Final = {"en": "english", "ar": "arabic"}
NOW: Final = datetime(2024, 5, 1, tzinfo=UTC)
# Rows without a day were written about this time.
PUBLISHED: Final = "2025-06-15T12:00:00Z"
EPOCHS: Final = 10
RATE: Final = 0.1
DECAY: Final = 1e-3
# What fewer triggers have says nothing.
RARE: Final = 4
SMALLEST: Final = 0.03
SEED: Final = 7
LETTERS: Final = {"A": "attack", "D": "troop_deployment", "W": "withdrawal_talks"}
# The kinds that have text enough; the others go by their rules.
CORE: Final = frozenset(("attack", "troop_deployment", "withdrawal_talks"))
OTHERS: Final = "kinds"
# The kinds' examples are few and must hold.
EMPHASIS: Final = 4
LIMITS: Final = {"fits": 0.3, "doubted": 0.85}


@dataclass(slots=True)
class Sample:
    """A trigger in a sentence: whether it names an event of its kind, and how real that is."""

    kind: str
    features: list[str]
    shades: list[str]
    named: bool
    modality: str


def rows(lang: str, parts: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Give the labelled rows of a language."""
    for part in parts:
        for file in sorted((CORPUS / part).glob("*.jsonl")) or [Path(part)]:
            for line in file.read_text("utf-8").splitlines():
                row = json.loads(line)
                if row["lang"] == lang and file.stem != OTHERS:
                    yield row | {"about": CORE}


def sentences() -> Iterator[dict[str, Any]]:
    """Give the labelled sentences of tests/data/coder, whose format stands in sentences.txt."""
    for file in sorted(SENTENCES.glob("sentences*.txt")):
        for number, line in enumerate(file.read_text("utf-8").splitlines()):
            wanted, bar, text = line.partition("|")
            if not bar or line.startswith("#"):
                continue
            told = [one.split() for one in wanted.strip("? -").split(";") if one.strip()]
            events = [{"kind": LETTERS[one[0]], "modality": one[1]} for one in told]
            name = f"{file.stem}-{number}"
            yield {"id": name, "lang": "en", "text": text.strip(), "events": events, "about": CORE}


def examples(lang: str) -> Iterator[dict[str, Any]]:
    """Give the kinds' own examples as rows, each labelled for its kind alone."""
    for kind in (kind for kind in discover() if kind.name in CORE):
        pack = kind.packs.get(lang)
        for at, one in enumerate(pack.positives if pack else ()):
            told = {"kind": kind.name, "modality": one.modality}
            yield {
                "id": f"{kind.name}-{at}",
                "text": one.text,
                "events": [told],
                "about": {kind.name},
            }
        for at, text in enumerate(pack.negatives if pack else ()):
            yield {"id": f"{kind.name}-no-{at}", "text": text, "events": [], "about": {kind.name}}


def samples(row: dict[str, Any], lang: str, pack: coder.Pack) -> Iterator[Sample]:
    """Give the triggers of a row with their labels; those that nobody can label are left out."""
    body = row.get("body") or row["text"]
    given = {"id": row["id"], "title": row.get("title", ""), "body": body, "lang": lang}
    given["published_at"] = row.get("published_at") or PUBLISHED
    article = articles.parse(json.dumps(given), source="train", now=NOW)
    pages, themes = coder.look(article, lang, pack)
    if foreign(themes):
        return
    words = Words(pack.lexicon)
    published = article.published_at.date() if article.published_at else None
    for page, sight in pages:
        for hit, number in coder.candidates(page, sight, pack, themes):
            kind = hit.rules.kind.name
            labels = _labels(row, body, page, number, hit)
            if kind not in row["about"] or labels is None:
                continue
            near = around(hit, words)
            verdict = weigh(hit.spot, moving=hit.rules.kind.roles.motion != "at")
            old = time(hit.spot.sentence, hit.spot.index, published).old
            yield Sample(
                kind,
                [*marks(hit, themes), *near],
                [*shades(hit, verdict, old=old), *near],
                bool(labels),
                labels[0] if len(set(labels)) == 1 else "",
            )


def _labels(row: dict[str, Any], body: str, page: Page, number: int, hit: Hit) -> list[str] | None:
    """Give the modalities that a trigger's sentence has by the labels; None where it is open."""
    kind, (start, end) = hit.rules.kind.name, page.spans[number]
    mine = [event for event in row["events"] if event["kind"] == kind]
    if page.field == "title":
        return None if mine else []
    told = [
        event
        for event in mine
        for sentence in (event.get("evidence") or body, *event.get("again", ()))
        if _overlaps(body, sentence, start, end)
    ]
    at = hit.spot.sentence.starts[hit.spot.index]
    named = [e for e in told if e.get("head") and _overlaps(body, e["head"], at, at + 1)]
    if named:
        return [e["modality"] for e in named]
    if mine and not told:
        return None
    if any(e.get("head") and _overlaps(body, e["head"], start, end) for e in told):
        return None
    return [e["modality"] for e in told]


def _overlaps(body: str, part: str, start: int, end: int) -> bool:
    at = body.find(part)
    return at >= 0 and at < end and start < at + len(part)


def around(hit: Hit, words: Words) -> list[str]:
    """Give the features of the words around a trigger, by zone and anywhere."""
    found = []
    for at, word in enumerate(hit.spot.sentence.words):
        if at != hit.spot.index:
            here = ZONES[zone(at - hit.spot.index)]
            for atom in words.atoms(word):
                found += [here + atom, ANYWHERE + atom]
    return found


class Model:
    """Weights of a logistic regression while they are fitted; `""` is the bias."""

    def __init__(self) -> None:
        self.weights: dict[str, float] = {}
        self._squares: dict[str, float] = {}

    def learn(self, features: Iterable[str], wanted: float) -> None:
        """Take one step towards a label."""
        features = ["", *features]
        weights, squares = self.weights, self._squares
        total = sum(weights.get(f, 0.0) for f in features)
        error = 1 / (1 + exp(-max(-30.0, min(30.0, total)))) - wanted
        for f in features:
            weight = weights.get(f, 0.0)
            slope = error + DECAY * weight
            squares[f] = square = squares.get(f, 1.0) + slope * slope
            weights[f] = weight - RATE * slope / sqrt(square)


def fit(labelled: Sequence[tuple[list[str], float]]) -> dict[str, float]:
    """Fit one model; gives the weights that matter."""
    seen = Counter(feature for features, _ in labelled for feature in set(features))
    labelled = [
        ([f for f in features if seen[f] >= RARE], wanted) for features, wanted in labelled
    ]
    model, order = Model(), list(range(len(labelled)))
    chance = random.Random(SEED)  # noqa: S311  # the order of the examples is no secret
    for _ in range(EPOCHS):
        chance.shuffle(order)
        for at in order:
            model.learn(*labelled[at])
    return {f: round(w, 3) for f, w in sorted(model.weights.items()) if abs(w) >= SMALLEST}


def shared(sample: Sample) -> list[str]:
    """Give a sample's features, for all kinds and once more for its own."""
    own = sample.kind + "|"
    return [*sample.features, *(own + feature for feature in sample.features), own]


def own(weights: dict[str, float], kind: str) -> dict[str, float]:
    """Add up what all kinds share and what is a kind's own."""
    total: Counter[str] = Counter({f: w for f, w in weights.items() if "|" not in f})
    for feature, weight in weights.items():
        name, bar, rest = feature.partition("|")
        if bar and name == kind:
            total[rest] += weight
    return {f: round(w, 3) for f, w in sorted(total.items()) if abs(w) >= SMALLEST}


def train(found: Sequence[Sample]) -> dict[str, Any]:
    """Fit all models of a language."""
    kinds = sorted({sample.kind for sample in found})
    detection = fit([(shared(sample), float(sample.named)) for sample in found])
    real = [sample for sample in found if sample.modality]
    return {
        "limits": LIMITS,
        "kinds": {kind: own(detection, kind) for kind in kinds},
        "modality": {
            str(one): fit([(s.shades, float(s.modality == one)) for s in real]) for one in Modality
        },
    }


def main() -> None:
    """Fit every language that has text and write its weights beside its tables."""
    built = coder.build(chosen(None))
    for lang in sys.argv[1:] or FOLDERS:
        pack, folder = built.packs[lang], FOLDERS[lang]
        text = [*rows(lang, ("tuned", "training", DEVELOPED)), *EMPHASIS * tuple(examples(lang))]
        if lang == "en":
            text += [*EMPHASIS * tuple(sentences())]
        found = [sample for row in text for sample in samples(row, lang, pack)]
        weights = train(found)
        data = json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True)
        (CODER / folder / "weights.json").write_text(data + "\n", "utf-8")
        print(f"{lang}: {len(found)} triggers, {sum(s.named for s in found)} of events")  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
