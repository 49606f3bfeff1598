"""What sends people higher than home: the answers without which they would not go there.

The reasons of a result name all that decided its path. Of these the answers
unlike a well person's are taken back one by one, the first asked first, as
long as the urgency stays; what is left is what sends them there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from attrs import define, field, frozen

from triage.engine.assess import assess
from triage.engine.result import Result
from triage.model.dispositions import Disposition
from triage.model.facts import unlike_well
from triage.model.tree import Tree
from triage.model.values import NOT_SURE, Numeric, Value, is_number
from triage.words import _

_Answers: TypeAlias = dict[str, Value]


@define
class Lift:
    """Answers that sent some people higher than home.

    Attributes:
        answers: those unlike a well person's; None for a number.
        disposition: where they sent them.
        sources: on whose word.
        judgement: the author's reasons, where no source states all of it.
        people: how many there are.
        numbers: the least and the greatest of each number.
    """

    answers: Mapping[str, Value | None]
    disposition: Disposition
    sources: tuple[str, ...]
    judgement: str | None
    people: int = 0
    numbers: dict[str, tuple[Numeric, Numeric]] = field(factory=dict)

    @property
    def is_unsure(self) -> bool:
        """Whether one of the answers is *not sure*."""
        return NOT_SURE in self.answers.values()

    def say(self, tree: Tree) -> str:
        """Return the answers in a line."""
        said = [self._say(name, value, tree) for name, value in self.answers.items()]
        return "; ".join(said) or _("answers like those of a well person")

    def _say(self, name: str, value: Value | None, tree: Tree) -> str:
        fact = tree.facts[name]
        if value is not None:
            return f"{fact.label}: {fact.say(value)}"
        low, high = self.numbers[name]
        told = _("{low} to {high}", low=low, high=fact.say(high))
        if low == high:
            told = fact.say(high)
        return f"{fact.label}: {told}"

    def count(self, answers: Mapping[str, Value]) -> None:
        """Count one more person."""
        self.people += 1
        for name, value in answers.items():
            if is_number(value):
                low, high = self.numbers.get(name, (value, value))
                self.numbers[name] = (min(low, value), max(high, value))


@frozen
class Cause:
    """The answers that send somebody higher than home, and on whose word."""

    answers: Mapping[str, Value]
    sources: tuple[str, ...]
    judgement: str | None


# By all the answers that the reasons of a result tell.
Causes: TypeAlias = dict[tuple[tuple[str, Value], ...], Cause]


def lifts_of(results: Iterable[Result], causes: Causes) -> tuple[Lift, ...]:
    """Return what sent people higher than home, most first.

    Args:
        results: of people who were asked one tree.
        causes: those worked out before, to which new ones are added.
    """
    lifts: dict[object, Lift] = {}
    for result in results:
        disposition = result.disposition
        if disposition is None or disposition.urgency == 0:
            continue
        told = tuple((name, value) for r in result.because for name, value in r.facts.items())
        if told not in causes:
            causes[told] = cause_of(result)
        _count(lifts, causes[told], disposition)
    return tuple(sorted(lifts.values(), key=lambda lift: -lift.people))


def _count(lifts: dict[object, Lift], cause: Cause, disposition: Disposition) -> None:
    shown = {name: None if is_number(value) else value for name, value in cause.answers.items()}
    key = (frozenset(shown.items()), disposition)
    if key not in lifts:
        lifts[key] = Lift(shown, disposition, cause.sources, cause.judgement)
    lifts[key].count(cause.answers)


def cause_of(result: Result) -> Cause:
    """Return what sends somebody as high as a result says."""
    tree, urgency = result.tree, result.urgency or 0
    told = {name: value for reason in result.because for name, value in reason.facts.items()}
    answers = {**_well(tree), **told}
    needed = unlike_well(told, tree.facts)
    for name in [*needed]:
        well = tree.facts[name].well
        if well is None:
            continue
        without = {**answers, name: well}
        if (assess(tree, without).urgency or 0) >= urgency:
            answers = without
            del needed[name]
    return _with_word(assess(tree, answers), needed)


def _well(tree: Tree) -> _Answers:
    return {name: fact.well for name, fact in tree.facts.items() if fact.well is not None}


def _with_word(result: Result, needed: Mapping[str, Value]) -> Cause:
    """Return a cause with the word of those reasons that tell of its answers."""
    reasons = [each for each in result.because if not needed.keys().isdisjoint(each.facts)]
    sources = dict.fromkeys(source for reason in reasons for source in reason.sources)
    judged = dict.fromkeys(reason.judgement for reason in reasons if reason.judgement)
    return Cause(needed, tuple(sources), "; ".join(judged) or None)
