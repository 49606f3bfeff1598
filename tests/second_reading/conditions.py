"""Conditions, as docs/format.md tells them: true, false, or open while answers are missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Raw = Any  # what stands in the file: texts, lists and mappings
Value = bool | int | float | str
Answers = Mapping[str, Value]
Facts = Mapping[str, Raw]

NOT_SURE = "not sure"


@dataclass(frozen=True)
class Condition:
    """A test, and each fact that it is about with the answers that it looks for."""

    phrases: tuple[tuple[str, str], ...]
    so: Callable[[Answers], bool | None]

    @property
    def reads(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for name, _ in self.phrases))


def listed(raw: Raw) -> list[Raw]:
    return raw if isinstance(raw, list) else [] if raw in (None, "") else [raw]


# --- answers


def number(text: str) -> int | float:
    return float(text) if "." in text else int(text)


def extras(fact: Raw) -> list[str]:
    return (
        [*listed(fact.get("also"))]
        if isinstance(fact.get("also"), list)
        else [*(fact.get("also") or {})]
    )


def matches(spec: Raw, fact: Raw, value: Value) -> bool:
    """Say whether an answer is one of those that a file names."""
    return any(_matches(str(part), fact, value) for part in listed(spec))


def _matches(part: str, fact: Raw, value: Value) -> bool:
    if NOT_SURE in (part, value):
        return part == value
    if fact["type"] == "yes-no":
        return value is (part == "yes")
    if fact["type"] == "one of" or part in extras(fact) or isinstance(value, str):
        return part == value
    return in_range(part, value)


def in_range(phrase: str, value: int | float) -> bool:
    if between := re.fullmatch(r"(\S+) to (\S+)", phrase):
        return number(between[1]) <= value <= number(between[2])
    *words, bound = phrase.split()
    line = number(bound)
    return {
        "over": value > line,
        "under": value < line,
        "at least": value >= line,
        "at most": value <= line,
        "": value == line,
    }[" ".join(words)]


def in_words(fact: Raw, value: Value) -> str:
    """Return an answer as it says itself: an option in its words, a number with its unit."""
    known = {**(fact.get("options") or {}), **_named(fact)}
    if value is True or value is False:
        return "yes" if value else "no"
    if value in known:
        return known[value]
    unit = fact.get("unit") or ""
    one = unit[:-1] if value == 1 and len(unit) > 2 and unit.endswith("s") else unit
    return f"{value} {one}".strip()


def _named(fact: Raw) -> dict[str, str]:
    also = fact.get("also") or {}
    return also if isinstance(also, dict) else {name: name for name in also}


# --- conditions


@dataclass(frozen=True)
class Names:
    """What names mean: facts, groups, the facts that the step asks, and of whom some of them."""

    facts: Facts
    groups: Mapping[str, list[str]]
    asked: tuple[str, ...] = ()
    only_if: Mapping[str, Condition] = field(default_factory=dict)

    def named(self, words: Iterable[str]) -> list[str]:
        found: dict[str, None] = {}
        for word in words:
            members = self.named(self.groups[word]) if word in self.groups else [word]
            found |= dict.fromkeys(members)
        return [*found]


def condition(raw: Mapping[str, Raw], names: Names) -> Condition:
    """Return a condition; where it names several things, all have to be so."""
    return all_of([_one(key, value, names) for key, value in raw.items()])


def _one(key: str, value: Raw, names: Names) -> Condition:
    if key in ("any", "all", "none"):
        parts = [condition(each, names) for each in value]
        return {"any": any_of, "all": all_of, "none": lambda p: opposite(any_of(p))}[key](parts)
    if key == "not":
        return opposite(condition(value, names))
    if key == "score":
        return score(value["points"], str(value["is"]), names.facts)
    if key.endswith(" asked"):
        return asked(key.removesuffix(" asked"), value, names)
    if " of " in key:
        quantity, words = key.split(" of ", 1)
        members = names.named(word.strip() for word in words.split(","))
        return count(quantity, members, value, names.facts)
    return answer(key, value, names.facts)


def asked(quantity: str, spec: Raw, names: Names) -> Condition:
    """Return a count of what a step asks; who is not asked one thing is not counted for it."""
    if not names.only_if:
        return count(quantity, [*names.asked], spec, names.facts)
    parts = []
    for name in names.asked:
        so, of_whom = answer(name, spec, names.facts), names.only_if.get(name)
        if of_whom is None:
            parts.append(so)
        elif quantity == "all":
            parts.append(any_of([opposite(of_whom), so]))
        else:
            parts.append(all_of([of_whom, so]))
    if quantity == "all":
        return all_of(parts)
    return opposite(any_of(parts)) if quantity == "none" else any_of(parts)


def answer(name: str, spec: Raw, facts: Facts) -> Condition:
    def so(known: Answers) -> bool | None:
        return matches(spec, facts[name], known[name]) if name in known else None

    return Condition(_phrases([name], spec), so)


def count(quantity: str, members: list[str], spec: Raw, facts: Facts) -> Condition:
    enough = {"any": 1, "all": len(members), "none": 1}.get(quantity)
    low = int(quantity.split()[0]) if enough is None else enough  # "2 or more"

    def so(known: Answers) -> bool | None:
        given = [name for name in members if name in known]
        found = sum(matches(spec, facts[name], known[name]) for name in given)
        most = found + len(members) - len(given)
        reached = True if found >= low else False if most < low else None
        return (not reached) if quantity == "none" and reached is not None else reached

    return Condition(_phrases(members, spec), so)


def score(points: Raw, line: str, facts: Facts) -> Condition:
    def so(known: Answers) -> bool | None:
        least = most = 0
        for name, entries in points.items():
            fact = facts[name]
            answers = [known[name]] if name in known else some_values(fact, entries)
            sums = [
                sum(int(p) for spec, p in entries.items() if matches(spec, fact, answer))
                for answer in answers
            ]
            least, most = least + min(sums), most + max(sums)
        found = {in_range(line, total) for total in range(least, most + 1)}
        return found.pop() if len(found) == 1 else None

    return Condition(tuple((name, spec) for name, each in points.items() for spec in each), so)


def opposite(of: Condition) -> Condition:
    def so(known: Answers) -> bool | None:
        held = of.so(known)
        return None if held is None else not held

    return Condition(of.phrases, so)


def all_of(parts: list[Condition]) -> Condition:
    def so(known: Answers) -> bool | None:
        told = [part.so(known) for part in parts]
        return False if False in told else None if None in told else True

    return Condition(tuple(each for part in parts for each in part.phrases), so)


def any_of(parts: list[Condition]) -> Condition:
    return opposite(all_of([opposite(part) for part in parts]))


def _phrases(names: list[str], spec: Raw) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(part)) for name in names for part in listed(spec))


# --- values that stand for all


def some_values(fact: Raw, phrases: Iterable[str]) -> list[Value]:
    """Return answers to a fact, for numbers those at the ends and around each bound."""
    if fact["type"] == "note":
        return ["", "In words of one's own."]
    unsure: list[Value] = [] if fact.get("sure") == "true" else [NOT_SURE]
    if fact["type"] == "yes-no":
        return [True, False, *unsure]
    if fact["type"] == "one of":
        return [*fact["options"], *unsure]
    low, high = (number(end) for end in fact["range"].split(" to "))
    step = number(fact.get("step") or "1")
    ends = [number(n) for p in phrases for n in re.findall(r"-?\d+(?:\.\d+)?", p)]
    steps = [round((end - low) / step) for end in ends]
    near = {low, high} | {_tidy(low + (n + i) * step) for n in steps for i in (-1, 0, 1)}
    return [*sorted(n for n in near if low <= n <= high), *extras(fact), *unsure]


def all_values(fact: Raw) -> list[Value]:
    """Return every answer to a fact; all notes count as one, as nothing reads them."""
    if fact["type"] == "note":
        return [""]
    if "range" not in fact:
        return some_values(fact, ())
    low, high = (number(end) for end in fact["range"].split(" to "))
    step = number(fact.get("step") or "1")
    steps = round((high - low) / step)
    numbers = [_tidy(low + n * step) for n in range(steps + 1)]
    return [*numbers, *(v for v in some_values(fact, ()) if isinstance(v, str))]


def _tidy(value: int | float) -> int | float:
    """Return a number as people write it: 37.1 and not 37.1000000000000014."""
    short = round(value, 6)
    return int(short) if short == int(short) else short
