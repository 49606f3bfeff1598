"""Lines drawn at numbers: answers between two of them, answers on both sides, no answers at all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TypeAlias

from attrs import frozen

from triage.answer_space.classes import AnswerClass, classes_of
from triage.errors import Finding
from triage.findings.finding_kind import FindingKind
from triage.lint.rule import rule
from triage.lint.spaces import space_of, unless_too_large
from triage.model.conditions import Condition, Is, answer_sets
from triage.model.domains import Number
from triage.model.facts import Fact
from triage.model.provenance import Location
from triage.model.tree import Branch, Step, Tree
from triage.model.values import AnswerSet, Range, is_number
from triage.words import _


@rule(needs=("targets", "branches", "conditions"), scope="its parts")
def thresholds(tree: Tree) -> Iterator[Finding]:
    """Report gaps and overlaps between the branches on one number, and lines at its ends."""
    for step in tree.steps.values():
        for fact in dict.fromkeys(line.fact for line in _lines(step)):
            scale = _Scale.of(fact, step, tree)
            yield from _gaps(scale, step, tree)
            yield from _overlaps(scale, step)
    for condition, what, where in _conditions(tree):
        yield from _idle(condition, what, where, tree)


def _lines(step: Step) -> list[Is]:
    """Return the conditions that read one number, a range of it, and nothing else."""
    cores = (condition.core for condition in step.conditions)
    return [core for core in cores if isinstance(core, Is) and core.answers.ranges]


@frozen
class _Scale:
    """The branches from a step that one number decides.

    Attributes:
        numbers: the answers that they treat alike, in ascending order.
        takes: for each of these branches which of the numbers it takes.
    """

    fact: Fact
    numbers: tuple[AnswerClass, ...]
    takes: tuple[tuple[Branch, tuple[bool, ...]], ...]

    @classmethod
    def of(cls, name: str, step: Step, tree: Tree) -> _Scale:
        fact, lines = tree.facts[name], [line for line in _lines(step) if line.fact == name]
        numbers = tuple(c for c in classes_of([fact], lines)[name] if is_number(c.value))
        takes = (
            (branch, tuple(number.value in branch.condition.core.answers for number in numbers))
            for branch in step.branches
            if branch.condition is not None and branch.condition.core in lines
        )
        return cls(fact, numbers, tuple(takes))

    def taker(self, index: int) -> Branch | None:
        """Return the first branch that takes a number."""
        return next((branch for branch, takes in self.takes if takes[index]), None)


BOUNDARY_GAP = FindingKind(
    "C411",
    "boundary-gap",
    means="Two branches draw lines at one number and leave out a single answer between them.",
    why="With `under 5` and `over 5` somebody who answers exactly 5 takes the last branch.",
    bad="- if: {days: [over 14, not sure]}\n  go: physio\n  source: book\n"
    "- if: {days: under 14}\n  go: home\n  source: book",
    good="- if: {days: [over 14, not sure]}\n  go: physio\n  source: book\n"
    "- if: {days: under 7}\n  go: home\n  source: book",
    place="- if: {days: [over 14, not sure]}\n  go: physio\n  source: book",
    severity="warning",
)


@unless_too_large
def _gaps(scale: _Scale, step: Step, tree: Tree) -> Iterator[Finding]:
    for index, number in enumerate(scale.numbers[1:-1], 1):
        below, above = scale.taker(index - 1), scale.taker(index + 1)
        if below is None or above is None or below is above or number.size > 1:
            continue
        if scale.taker(index) is None and _goes_on(scale.fact.name, number, step, tree):
            answer = scale.fact.say(number.value)
            found = _(
                "found that the answer {answer} falls between two branches from `{name}`",
                answer=answer,
                name=step.name,
            )
            hint = _("write `at least` or `at most` on one side, or name the number in a branch")
            yield BOUNDARY_GAP.about(max(below, above, key=_line).at, found, hint)


def _goes_on(fact: str, number: AnswerClass, step: Step, tree: Tree) -> bool:
    """Tell whether everybody with an answer takes the last branch from a step."""
    space = space_of(tree, step.conditions)
    answer = space.having(fact, AnswerSet((number.value,)))
    return space.without(answer, *map(space.where, step.conditions)) == answer


def _line(branch: Branch) -> int:
    return branch.at.line if branch.at else 0


BOUNDARY_OVERLAP = FindingKind(
    "C412",
    "boundary-overlap",
    means="Two branches on one number share some answers, each has others of its own, and they "
    "lead to different places.",
    why="The first takes the shared answers. Whoever reads the second alone believes otherwise.",
    bad="- if: {days: [over 14, not sure]}\n  go: physio\n  source: book\n"
    "- if: {days: 3 to 21}\n  go: home\n  source: book",
    good="- if: {days: [over 14, not sure]}\n  go: physio\n  source: book\n"
    "- if: {days: 3 to 14}\n  go: home\n  source: book",
    place="- if: {days: [over 14, not sure]}\n  go: physio\n  source: book",
    severity="warning",
)


def _overlaps(scale: _Scale, step: Step) -> Iterator[Finding]:
    for (first, a), (second, b) in combinations(scale.takes, 2):
        pairs = set(zip(a, b, strict=True))
        partly = {(True, True), (True, False), (False, True)} <= pairs
        if partly and first.go != second.go:
            shared = next(c for c, *both in zip(scale.numbers, a, b, strict=True) if all(both))
            answer = scale.fact.say(shared.value)
            found = _(
                "found two branches from `{name}` that both speak of {answer}",
                name=step.name,
                answer=answer,
            )
            hint = _(
                "the first wins and leads to `{go}`; let the second begin where it ends",
                go=first.go,
            )
            yield BOUNDARY_OVERLAP.about(second.at, found, hint)


_Placed: TypeAlias = tuple[Condition, str, Location | None]


def _conditions(tree: Tree) -> Iterator[_Placed]:
    for step in tree.steps.values():
        for branch in step.branches:
            if branch.condition is not None:
                yield branch.condition, _("a branch from `{name}`", name=step.name), branch.at
    for safety in tree.safety:
        yield safety.condition, _("the safety rule `{name}`", name=safety.name), safety.at
    for impossible in tree.impossible:
        yield impossible.condition, "`impossible`", impossible.at
    for advice in tree.advice.values():
        for condition in advice.conditions:
            yield condition, _("the advice `{name}`", name=advice.name), advice.at


IDLE_THRESHOLD = FindingKind(
    "C413",
    "idle-threshold",
    means="The line is drawn where the range of the fact ends, so that every number is on one "
    "side of it.",
    why="It changes nothing. Either the line or the range is wrong.",
    bad="when: {days: at least 0}\nnever_when: [{bruise: yes}]",
    good="when: {days: at least 3}\nnever_when: [{bruise: yes}]",
    place="never_when: [{bruise: yes}]",
    severity="warning",
)


def _idle(condition: Condition, what: str, where: Location | None, tree: Tree) -> Iterator[Finding]:
    for name, answers in dict.fromkeys(answer_sets(condition)):
        domain = tree.facts[name].domain
        if isinstance(domain, Number) and any(_holds_all(r, domain) for r in answers.ranges):
            found = _(
                "found a line at the end of the range of `{name}` in {what}", name=name, what=what
            )
            every = _(
                "every number from {low} to {high} is on one side of it",
                low=domain.low,
                high=domain.high,
            )
            hint = _("move the line or the range; who is *not sure* is told apart by `not sure`")
            yield IDLE_THRESHOLD.about(where, f"{found}: {every}", hint)


def _holds_all(numbers: Range, domain: Number) -> bool:
    return domain.low in numbers and domain.high in numbers
