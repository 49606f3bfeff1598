"""Tree files, read as docs/format.md tells them, with the files that they include."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from tests.second_reading.conditions import NOT_SURE, Condition, Names, Raw, condition, listed

# It knows nothing but texts, lists and mappings: a `yes` stays a `yes`. The one in C is quicker.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


# What may name facts, and in which of its texts.
TELLING = ("outcomes", "advice", "watch_for")
TEXTS = ("title", "text", "expect", "dose", "too_much", "look_for")

# The places of a tree that names no others, each with its urgency, some with a time.
FIVE = {
    "self_care": {"urgency": "0"},
    "physio": {"urgency": "1"},
    "gp_routine": {"urgency": "1"},
    "same_day_urgent": {"urgency": "2", "within": "24 hours"},
    "emergency": {"urgency": "3", "within": "now"},
}


@dataclass
class Step:
    """What is asked, and the ways on: the last one has no condition."""

    ask: tuple[str, ...]
    ways: list[tuple[Condition | None, str]]
    including: bool
    each: bool


@dataclass
class Advice:
    """When it is given, what forbids it, and what stands in the file."""

    when: Condition | None
    never: list[Condition]
    opposites: list[str]
    raw: Raw


@dataclass
class Rule:
    """Whom it is about, and the promise as it stands in the file."""

    about: Condition
    promise: Raw


@dataclass
class Outcome:
    """Where somebody is sent, with what."""

    disposition: str
    text: str
    expect: str
    texts_for: list[tuple[set[str], str]]
    advice: list[str]
    refine: list[str]
    tell: list[str]
    days: int | None
    within: str | None


@dataclass
class Reading:
    """A tree with all that it includes."""

    start: str = ""
    facts: dict[str, Raw] = field(default_factory=dict)
    groups: dict[str, list[str]] = field(default_factory=dict)
    steps: dict[str, Step] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    advice: dict[str, Advice] = field(default_factory=dict)
    impossible: list[Condition] = field(default_factory=list)
    rules: dict[str, Rule] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    scale: Mapping[str, Raw] = field(default_factory=lambda: FIVE)

    def urgency(self, place: str) -> int:
        """Return how urgent a place is."""
        return int(self.scale[place]["urgency"])

    def within(self, outcome: Outcome) -> int | None:
        """Return within how many hours help is there, where that is said."""
        own = _hours(outcome.within)
        return self.within_of(outcome.disposition) if own is None else own

    def within_of(self, place: str) -> int | None:
        """Return within how many hours a place is to be reached, where that is said."""
        return _hours(self.scale[place].get("within"))

    def hours(self, outcome: Outcome) -> float:
        """Return within how many hours help is there, or somebody looks again."""
        within, days = self.within(outcome), outcome.days
        return within if within is not None else inf if days is None else 24 * days

    @property
    def most_urgent(self) -> int | None:
        """The urgency that ends at once; none where all are alike."""
        urgencies = {*map(self.urgency, self.scale)}
        return max(urgencies) if len(urgencies) > 1 else None

    def conditions(self) -> Iterator[Condition]:
        """Yield all conditions."""
        for step in self.steps.values():
            yield from (way for way, _ in step.ways if way is not None)
        for advice in self.advice.values():
            yield from [] if advice.when is None else [advice.when]
            yield from advice.never
        yield from self.impossible
        yield from (rule.about for rule in self.rules.values())


@dataclass
class Part:
    """One file at its place: the tree itself, or a module of it."""

    raw: Raw
    prefix: str = ""
    parent: Part | None = None
    exits: dict[str, str] = field(default_factory=dict)
    modules: dict[str, Part] = field(default_factory=dict)
    stands_for: dict[str, str] = field(default_factory=dict)

    def all(self) -> Iterator[Part]:
        """Yield the modules, each behind its own, and the file itself last."""
        for module in self.modules.values():
            yield from module.all()
        yield self

    def place(self, name: str) -> str:
        """Return the whole name of the step or outcome that a name leads to."""
        if any(name in (self.raw.get(key) or {}) for key in ("steps", "outcomes")):
            return self.prefix + name
        if name in (self.raw.get("exits") or {}) and self.parent is not None:
            return self.parent.place(self.exits[name])
        if name in self.modules:
            return self.modules[name].place(self.modules[name].raw["start"])
        module, rest = name.split(".", 1)
        return self.modules[module].place(rest)

    def sent(self, place: str) -> str:
        """Return what a place that the file names stands for in the whole tree."""
        here = self.stands_for.get(place, place)
        return here if self.parent is None else self.parent.sent(here)

    def whole(self, name: str) -> str:
        """Return the whole name of an advice."""
        return self.prefix + name


def read(path: Path) -> Reading:
    """Return a tree from its file, or from its folder."""
    file = path / "tree.yaml" if path.is_dir() else path
    beside = file.parent.parent if file.name == "tree.yaml" else file.parent
    part, reading = _part(file, beside), Reading()
    parts = [*part.all()]
    for each in parts:
        reading.facts |= {n: _demanding(f, each) for n, f in (each.raw.get("facts") or {}).items()}
        reading.groups |= each.raw.get("groups") or {}
    seen: list[Raw] = []
    for each in parts:
        _add(each, reading)
        if each.raw not in seen:
            seen.append(each.raw)
            names = Names(reading.facts, reading.groups)
            reading.impossible += [condition(c, names) for c in listed(each.raw.get("impossible"))]
    reading.start = part.place(part.raw["start"])
    reading.scale = (part.raw.get("scale") or {}).get("dispositions", FIVE)
    return reading


def read_library(library: Mapping[str, object]) -> Reading:
    """Return a tree from tree files that are not written yet: the first, which includes others."""
    with TemporaryDirectory(prefix="second-reading-") as folder:
        for name, document in library.items():
            file = Path(folder, name, "tree.yaml")
            file.parent.mkdir()
            # Every JSON text is a YAML text that means the same.
            file.write_text(json.dumps(document), encoding="utf-8")
        return read(Path(folder, next(iter(library))))


def _part(file: Path, beside: Path, prefix: str = "") -> Part:
    """Read a file and those that it includes, which stand beside the folder of the first one."""
    part = Part(yaml.load(file.read_text("utf-8"), _LOADER), prefix)
    for name, included in (part.raw.get("include") or {}).items():
        folder, alone = beside / name / "tree.yaml", beside / f"{name}.yaml"
        module = _part(folder if folder.exists() else alone, beside, f"{prefix}{name}.")
        module.parent, module.exits = part, (included or {}).get("exits") or {}
        module.stands_for = (included or {}).get("scale") or {}
        part.modules[name] = module
    return part


def _add(part: Part, reading: Reading) -> None:
    """Add the steps, outcomes and advice of a file under their whole names."""
    names = Names(reading.facts, reading.groups)
    for name, step in (part.raw.get("steps") or {}).items():
        asked = tuple(listed(step.get("ask")))
        guards = {f: condition(c, names) for f, c in (step.get("only_if") or {}).items()}
        here = Names(reading.facts, reading.groups, asked, guards)
        ways = step["then_each" if "then_each" in step else "then"]
        read = Step(
            asked,
            [
                (condition(way["if"], here) if "if" in way else None, part.place(way["go"]))
                for way in ways
            ],
            ways[-1].get("including") == NOT_SURE,
            "then_each" in step,
        )
        raw = {f: json.dumps(c, sort_keys=True) for f, c in (step.get("only_if") or {}).items()}
        reading.steps |= _behind(part.prefix + name, read, guards, raw)
    for name, outcome in (part.raw.get("outcomes") or {}).items():
        reading.outcomes[part.prefix + name] = Outcome(
            part.sent(outcome["disposition"]),
            outcome["text"],
            outcome.get("expect") or "",
            [
                (set(listed(each["signs"])), each["text"])
                for each in (outcome.get("text_for") or {}).values()
            ],
            [part.whole(each) for each in listed(outcome.get("advice"))],
            [*listed(outcome.get("refine"))],
            [*listed(outcome.get("tell"))],
            _days(outcome.get("review_after")),
            outcome.get("within"),
        )
    for name, advice in (part.raw.get("advice") or {}).items():
        when = condition(advice["when"], names) if "when" in advice else None
        never = [condition(each, names) for each in listed(advice.get("never_when"))]
        opposites = [part.whole(each) for each in listed(advice.get("not_with"))]
        reading.advice[part.prefix + name] = Advice(when, never, opposites, advice)
    parts = [p for key in TELLING for p in (part.raw.get(key) or {}).values()]
    texts = " ".join(p.get(key) or "" for p in parts for key in TEXTS)
    reading.named |= {found.split(" as ")[0] for found in re.findall(r"\{([^{}]+)\}", texts)}
    for name, rule in (part.raw.get("safety") or {}).items():
        about = condition(rule["if"], names)
        reading.rules[part.prefix + name] = Rule(about, _promised(rule["then"], part))


def _behind(
    name: str, step: Step, guards: Mapping[str, Condition], raw: Mapping[str, str]
) -> dict[str, Step]:
    """Return a step, and behind it a place for each list that only some are asked."""
    if not guards:
        return {name: step}
    at_once: list[tuple[Condition | None, str]] = []
    left = list(step.ways)
    while left[0][0] is not None and not step.each and not set(left[0][0].reads) & set(guards):
        at_once.append(left.pop(0))
    lists: list[list[str]] = []
    for before, fact in zip([None, *step.ask], step.ask, strict=False):
        if fact in guards and raw.get(str(before)) == raw[fact]:
            lists[-1].append(fact)
        elif fact in guards:
            lists.append([fact])
    found, on = {f"{name}--then": Step((), left, step.including, step.each)}, f"{name}--then"
    for facts in reversed(lists):
        short = facts[0].replace("_", "-")
        found[f"{name}--{short}"] = Step(tuple(facts), [(None, on)], True, False)
        gate = f"{name}--if-{short}"
        ways: list[tuple[Condition | None, str]] = [(guards[facts[0]], f"{name}--{short}")]
        found[gate] = Step((), [*ways, (None, on)], True, False)
        on = gate
    everybody = tuple(fact for fact in step.ask if fact not in guards)
    return {name: Step(everybody, [*at_once, (None, on)], True, False)} | found


def _demanding(fact: Raw, part: Part) -> Raw:
    """Return a fact that demands what its demands stand for in the whole tree."""
    demands = fact.get("demands")
    return (
        fact if not demands else {**fact, "demands": {a: part.sent(d) for a, d in demands.items()}}
    )


def _promised(promise: Raw, part: Part) -> Raw:
    """Return a promise with what its places stand for in the whole tree."""
    if "urgency" in promise:
        return {"urgency": f"at least {part.sent(promise['urgency'].removeprefix('at least '))}"}
    if "disposition" in promise:
        return {"disposition": [part.sent(each) for each in listed(promise["disposition"])]}
    return promise


def _hours(time: str | None) -> int | None:
    """Return a time to help in hours."""
    if not time or time == "now":
        return 0 if time else None
    number, unit = time.split()
    return int(number) * {"hour": 1, "day": 24, "week": 168}[unit.removesuffix("s")]


def _days(length: str | None) -> int | None:
    """Return a length of time in days."""
    if not length:
        return None
    number, unit = length.split()
    return int(number) * {"day": 1, "week": 7}[unit.removesuffix("s")]
