"""Subscribers' rules: read from YAML files, checked as a whole, matched against articles.

    aliases:
      hezbollah: [Hezbollah, Hizbullah, حزب الله]
    rules:
      - id: iraq-coalition-withdrawal
        query: 'kind:withdrawal_talks AND country:IQ AND NOT "treaty"'
        severity: high
        notify: [desk-slack, amal]
        tests:
          must_fire: ["The joint committee will schedule the coalition's withdrawal from Iraq."]

`rules.schema.json` describes the file for editors. The language of `query` is told in
`alerts.query`. Files are refused together: for one wrong rule `load` raises ConfigError with every
problem found, each with its file, line, field and remedy.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from alerts import rulefile
from alerts.query import Query, QueryError, Text, parse, search
from alerts.query.clauses import spelling
from alerts.query.fields import nearest
from alerts.query.lex import MAX_LENGTH
from alerts.query.required import required
from streams.errors import ConfigError
from streams.messages import Article, Event, Match, Severity

Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.-]*$", max_length=100)]
Line = Annotated[str, Field(min_length=1, max_length=MAX_LENGTH)]
Spellings = Annotated[tuple[Annotated[str, Field(min_length=1, max_length=200)], ...],
                      Field(min_length=1, max_length=1_000)]  # fmt: skip
_SHOWN = 20


class Part(BaseModel):
    """A piece of a rule file: frozen, and an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Sample(Part):
    """An article to try a rule on."""

    title: str = ""
    body: str = ""
    source: str = ""
    lang: str | None = None
    url: str | None = None


class Tests(Part):
    """Texts, or whole articles, that a rule must find or must leave alone."""

    must_fire: tuple[Line | Sample, ...] = ()
    must_not_fire: tuple[Line | Sample, ...] = ()


class Rule(Part):
    """What a subscriber wants to be told, how loudly, and on which channels."""

    id: Name
    query: Line
    severity: Severity = Severity.MEDIUM
    notify: Annotated[tuple[Line, ...], Field(min_length=1)]
    description: str = ""
    tests: Tests = Tests()


class Content(Part):
    """One file of rules, of alias groups, or of both."""

    aliases: Annotated[
        dict[Name, Spellings],
        Field(default_factory=dict, json_schema_extra={"additionalProperties": False}),
    ]
    rules: tuple[Rule, ...] = ()


_FIELDS = {name for model in (Rule, Tests, Sample, Content) for name in model.model_fields}


@dataclass(frozen=True)
class Ready:
    """A rule with its query read, and the words that it cannot do without."""

    rule: Rule
    query: Query
    keys: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class RuleSet:
    """Rules that were checked together."""

    ready: tuple[Ready, ...] = ()

    def __iter__(self) -> Iterator[Rule]:
        return (ready.rule for ready in self.ready)

    def __len__(self) -> int:
        return len(self.ready)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Give what subscribers probably did not mean, each with its rule."""
        return tuple(
            f"rule {ready.rule.id!r}: {warning}"
            for ready in self.ready
            for warning in ready.query.warnings
        )

    def get(self, name: str) -> Ready:
        """Give a rule by its id; raises ConfigError with the nearest on any other."""
        for ready in self.ready:
            if ready.rule.id == name:
                return ready
        known = [rule.id for rule in self]
        meant = nearest(name, known)
        hint = f"did you mean {meant}?" if meant else f"known: {', '.join(known[:_SHOWN])}"
        raise ConfigError(f"no rule is called {name!r}; {hint}")

    def match(
        self, article: Article, events: Sequence[Event] = (), *, lang: str | None = None
    ) -> tuple[Match, ...]:
        """Give the rules that an article with its events satisfies, in the order of the files.

        `lang` is the language found by a classifier, for articles that do not name their own.
        """
        return tuple(self._matches(Text(article, events, lang)))

    def _matches(self, text: Text) -> Iterator[Match]:
        for at in self._candidates(text.keys):
            ready = self.ready[at]
            found = search(ready.query, text)
            if found is not None:
                yield Match(rule=ready.rule.id, spans=found.spans, events=found.events)

    def _candidates(self, keys: set[str]) -> list[int]:
        """Give the rules, by place, whose words are all there in some form."""
        filed = self._filed
        near = {at for key in keys if key in filed for at in filed[key]}
        near.update(filed.get("", ()))
        return sorted(at for at in near if not any(map(keys.isdisjoint, self.ready[at].keys)))

    @cached_property
    def _filed(self) -> dict[str, list[int]]:
        """File each rule under the keys of its rarest word; under nothing if it needs none."""
        filed: dict[str, list[int]] = {}
        for at, ready in enumerate(self.ready):
            for key in ready.keys[0] if ready.keys else ("",):
                filed.setdefault(key, []).append(at)
        return filed


def load(
    paths: Iterable[Path | str],
    kinds: Collection[str] | None = None,
    channels: Collection[str] | None = None,
    off: Collection[str] = (),
) -> RuleSet:
    """Read and check rule files together; None for `kinds` or `channels` accepts any name.

    A rule that asks for a kind that is `off` gets a warning (`RuleSet.warnings`).
    Raises ConfigError with all problems, the first ones in words.
    """
    check = _Check(kinds, channels, off)
    files = [read for path in paths if (read := check.read(Path(path))) is not None]
    for file, content in files:
        check.add_aliases(file, content)
    ready = tuple(
        ready
        for file, content in files
        for at, rule in enumerate(content.rules)
        if (ready := check.ready(file, at, rule)) is not None
    )
    if check.problems:
        more = len(check.problems) - _SHOWN
        tail = [f"... and {more} more problems"] if more > 0 else []
        raise ConfigError("\n".join([*check.problems[:_SHOWN], *tail]))
    return RuleSet(ready)


class _Check:
    """Collects what is wrong with a number of files."""

    def __init__(
        self,
        kinds: Collection[str] | None,
        channels: Collection[str] | None,
        off: Collection[str],
    ) -> None:
        self.kinds = kinds
        self.channels = channels
        self.off = off
        self.aliases: dict[str, Spellings] = {}
        self.places: dict[str, str] = {}
        self.problems: list[str] = []

    def read(self, path: Path) -> tuple[rulefile.RuleFile, Content] | None:
        """Read a file into models; None if it cannot be."""
        try:
            file = rulefile.read(path)
        except ConfigError as error:
            self.problems.append(str(error))
            return None
        if file.content is None:
            self.problems.append(f"{path}:1: the file is empty; it needs rules: or aliases:")
            return None
        try:
            return file, Content.model_validate(file.content)
        except ValidationError as error:
            self.problems.extend(rulefile.problems(file, error, _FIELDS))
            return None

    def add_aliases(self, file: rulefile.RuleFile, content: Content) -> None:
        """Take in the alias groups of a file."""
        for name, spellings in content.aliases.items():
            say = f"{file.where('aliases', name)}: alias group {name!r}"
            if name in self.aliases:
                self.problems.append(f"{say}: defined twice; merge the two")
            for text in spellings:
                if not spelling(text):
                    self.problems.append(f"{say}: {text!r} has no word in it; take it out")
            self.aliases[name] = spellings

    def ready(self, file: rulefile.RuleFile, at: int, rule: Rule) -> Ready | None:
        """Check a rule against the others and the names it uses, and read its query."""
        if first := self.places.get(rule.id):
            self._refuse(file, at, rule, "id", f"stands already at {first}; choose another id")
        self.places.setdefault(rule.id, file.where("rules", at, "id"))
        for name in rule.notify:
            if self.channels is not None and name not in self.channels:
                known = ", ".join(sorted(self.channels)) or "none"
                self._refuse(file, at, rule, "notify", f"unknown channel {name!r}; known: {known}")
        try:
            query = parse(rule.query, aliases=self.aliases, kinds=self.kinds, off=self.off)
        except QueryError as error:
            self._refuse(file, at, rule, "query", str(error))
            return None
        return Ready(rule, query, required(query.root))

    def _refuse(
        self, file: rulefile.RuleFile, at: int, rule: Rule, field: str, problem: str
    ) -> None:
        where = file.where("rules", at, field)
        self.problems.append(f"{where}: rule {rule.id!r}: {field}: {problem}")
