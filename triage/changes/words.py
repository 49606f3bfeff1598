"""A change in words: ``if “limping” were no instead of yes: look after it yourself …``."""

from __future__ import annotations

from collections.abc import Mapping

from triage.model.facts import Fact
from triage.model.phrases import counted, joined
from triage.model.values import NOT_SURE, Value
from triage.run.result import Result

Facts = Mapping[str, Fact]
_FEW = 2


def say_change(
    before: Result,
    after: Result,
    changed: Mapping[str, Value],
    more: Mapping[str, Value],
) -> str:
    """Return a change in a sentence.

    Args:
        before: the result of the answers as they were given.
        after: the result with the change.
        changed: the changed answers.
        more: answers to questions that are still open.
    """
    facts = before.tree.facts
    told = _worth_telling(facts, changed, more)
    said = [
        f"“{facts[name].label}” were {_said(facts[name], value)} "
        f"instead of {_said(facts[name], before.answers[name])}"
        for name, value in changed.items()
    ]
    said += [f"“{facts[name].label}” is {_said(facts[name], more[name])}" for name in told]
    untold = len(more) - len(told)
    hedge = "possibly " if untold else ""
    reached = (after.disposition or after.at_least).words
    condition = f"{joined(said, 'and')}{_still_open(untold, bool(said))}"
    return f"if {condition}: {hedge}{reached}{_instead(before)}"


def _said(fact: Fact, value: Value) -> str:
    """Say an answer; the words of an option stand in quotes, as they may be a sentence."""
    said = fact.say(value)
    return f"“{said}”" if isinstance(value, str) and value != NOT_SURE else said


def _worth_telling(
    facts: Facts, changed: Mapping[str, Value], more: Mapping[str, Value]
) -> list[str]:
    """Return which of the further answers to name: a few, or the few that stand out."""
    odd = [name for name, value in more.items() if value != facts[name].well]
    if len(more) <= _FEW:
        return list(more)
    return odd if len(odd) <= _FEW and not changed else []


def _still_open(number: int, follows: bool) -> str:
    """Say how many further answers the way needs that were not told."""
    if not number:
        return ""
    answers = counted(number, "further answer allows it", "further answers allow it")
    return f", and {answers}" if follows else answers


def _instead(before: Result) -> str:
    if before.disposition is not None:
        return f" rather than {before.disposition.words}"
    return f" (so far at least: {before.at_least.words})"
