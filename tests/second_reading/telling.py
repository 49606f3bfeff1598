"""What is told at an end: texts, advice and its plan, times, and what is handed on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.second_reading.conditions import (
    NOT_SURE,
    Answers,
    Condition,
    Raw,
    Value,
    in_words,
    matches,
)
from tests.second_reading.files import Outcome, Reading

# How much of each phase leads.
LEADING = {"today": 3, "this week": 4, "when settled": 4}


@dataclass(frozen=True)
class Ending:
    """All that somebody is told who comes to an end; nothing of it to whoever does not."""

    text: str | None = None
    expect: str | None = None
    advice: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    too_much: tuple[str | None, ...] = ()
    plan: tuple[tuple[str, tuple[str, ...]], ...] = ()
    within: int | None = None
    review: int | None = None
    told: tuple[str, ...] = ()


def told_at(tree: Reading, end: Outcome, used: Answers) -> Ending:
    """Return what is told at an end to somebody with some answers."""
    advice, withheld = advised(tree, end, used)
    limits = [tree.advice[name].raw.get("too_much") for name in advice]
    notes = [n for n, f in tree.facts.items() if f["type"] == "note" and n in used]
    return Ending(
        _text(tree, end, used),
        filled(tree, end.expect, used) or None,
        advice,
        withheld,
        tuple(limit and filled(tree, limit, used) for limit in limits),
        tuple(_plan(tree, end, advice, used)),
        tree.within(end),
        end.days,
        tuple(dict.fromkeys([*end.tell, *notes])),
    )


def _plan(
    tree: Reading, end: Outcome, advice: tuple[str, ...], used: Answers
) -> list[tuple[str, tuple[str, ...]]]:
    """Return what leads, phase by phase; nothing where help is needed today."""
    within = tree.within_of(end.disposition)
    if within is not None and within <= 24:
        return []
    found = [(phase, _leading(tree, phase, advice, used)) for phase in LEADING]
    return [each for each in found if each[1]]


def _leading(tree: Reading, phase: str, advice: tuple[str, ...], used: Answers) -> tuple[str, ...]:
    """Return the few of a phase: what to avoid, what an answer chose, and the rest."""
    own = [name for name in advice if _phase(tree.advice[name].raw) == phase]
    avoid = [name for name in own if tree.advice[name].raw.get("kind") == "avoid"]
    chosen = [name for name in own if _is_chosen(tree.advice[name].when, used)]
    first = list(dict.fromkeys([*avoid, *chosen, *own]))[: LEADING[phase]]
    return tuple(name for name in advice if name in first)


def _phase(raw: Raw) -> str | None:
    return raw.get("phase") or (None if raw.get("kind") == "avoid" else "today")


def _is_chosen(when: Condition | None, used: Answers) -> bool:
    """Say whether an answer chose an advice that is given; *not sure* does not choose it."""
    return when is not None and all(used.get(fact) != NOT_SURE for fact in when.reads)


def filled(tree: Reading, text: str, used: Answers) -> str:
    """Return a text with what the answers to the facts that it names say there."""

    def said(found: re.Match[str]) -> str:
        name, _, wording = found[1].partition(" as ")
        if name not in tree.facts:
            return found[0]
        fact = tree.facts[name]
        words = (fact["say_as"][wording] if wording else fact["say"]) or {}
        if name not in used:
            return words.get("unanswered") or words["anybody"]
        named = [s for s in words if s not in ("anybody", "unanswered")]
        own = [words[spec] for spec in named if matches(spec, fact, used[name])]
        return own[0] if own else in_words(fact, used[name])

    return re.sub(r"\{([^{}]+)\}", said, text)


def _text(tree: Reading, end: Outcome, used: Answers) -> str:
    """Return the text for the only kind of sign that demands as much as the outcome, or for all."""
    least = tree.urgency(end.disposition)
    signs = {
        name
        for name, value in used.items()
        for each in _demands(tree, name, value)
        if tree.urgency(each) >= least
    }
    own = [text for of, text in end.texts_for if signs and signs <= of]
    return own[0] if own else filled(tree, end.text, used)


def demanded(tree: Reading, answers: Answers) -> int:
    """Return the urgency that answers call for by themselves, asked or not."""
    called_for = (each for name, value in answers.items() for each in _demands(tree, name, value))
    return max((tree.urgency(each) for each in called_for), default=0)


def _demands(tree: Reading, name: str, value: Value) -> list[str]:
    fact = tree.facts[name]
    demands = fact.get("demands") or {}
    return [each for spec, each in demands.items() if matches(spec, fact, value)]


def advised(tree: Reading, end: Outcome, used: Answers) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the advice that is given, and that which would fit but is forbidden."""
    fits = [
        name
        for name in end.advice
        if (when := tree.advice[name].when) is None or when.so(used) is True
    ]
    blocked = [name for name in fits if any(_forbids(c, used) for c in tree.advice[name].never)]
    return tuple(name for name in fits if name not in blocked), tuple(blocked)


def _forbids(condition: Condition, used: Answers) -> bool:
    unknown = any(used.get(fact, NOT_SURE) == NOT_SURE for fact in condition.reads)
    return unknown or condition.so(used) is not False
