"""A ladder: help from the most urgent down, each with the signs of which any one calls for it.

Somebody reads it from the top and stops at the first line that is so. So a line need not
say who is not meant: those whom a line above it holds have stopped before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import TypeAlias

from attrs import field, frozen

from triage.model.conditions import All, Condition, Is
from triage.model.dispositions import Disposition
from triage.model.facts import Fact
from triage.model.tree import Outcome
from triage.model.values import NOT_SURE, AnswerSet, Value

# The ids of trees at which somebody reads on.
Pages: TypeAlias = tuple[str, ...]


@frozen
class HelpInTime:
    """What a tree tells somebody: where to go, and how soon.

    Attributes:
        disposition: where to go.
        hours: the longest time until somebody looks, in hours; None where it has no end.
        is_review: whether the person looks again then, as no time is set for help.
        title: which result it is, where help and time do not say it; else "".
    """

    disposition: Disposition
    hours: int | None
    is_review: bool = False
    title: str = ""


@frozen
class NextPage:
    """Where somebody reads on: the ladder of another tree, from its top.

    Attributes:
        trees: the id of that tree; of several all are read, and the most urgent help
            that they name decides, of equals the sooner.
    """

    trees: Pages


Told: TypeAlias = "HelpInTime | NextPage"


@frozen
class Line:
    """Somebody meets a line whose answers to some facts are all among these.

    Attributes:
        answers: for some facts the answers that the line means; the others do not matter.
    """

    answers: Mapping[str, AnswerSet]

    def condition(self) -> Condition:
        """Return the line as a condition."""
        return All(tuple(Is(fact, answers) for fact, answers in self.answers.items()))

    def is_met_by(self, patient: Mapping[str, Value]) -> bool:
        """Tell whether one patient meets it, who has an answer to every fact."""
        return all(patient[fact] in answers for fact, answers in self.answers.items())


@frozen
class Rung:
    """The lines of which any one sends somebody to the same help within the same time.

    Attributes:
        told: what somebody is told who meets a line.
        lines: of which any one is enough.
        unsure_of: facts of the band above of which a sign is enough alone; not being sure of one
            of them is enough as well.
        is_rest: whether everybody who is left is told so, without a line.
    """

    told: Told
    lines: tuple[Line, ...] = ()
    unsure_of: tuple[str, ...] = ()
    is_rest: bool = False

    @property
    def all_lines(self) -> tuple[Line, ...]:
        """The lines, those that ``unsure_of`` stands for included."""
        unsure = AnswerSet((NOT_SURE,))
        return (*(Line({fact: unsure}) for fact in self.unsure_of), *self.lines)


@frozen
class Ladder:
    """All that a page says about who needs what.

    Attributes:
        tree: the id of the tree that it is proved to mean.
        digest: of that tree.
        rungs: from the top down.
        may_be_sooner: whether it may name the same help within a shorter time.
        pages: the digest of each tree that it leads on to, by its id.
    """

    tree: str
    digest: str
    rungs: tuple[Rung, ...]
    may_be_sooner: bool = False
    pages: Mapping[str, str] = field(factory=dict)


def bands_of(rungs: Iterable[Rung]) -> Iterator[tuple[Rung, ...]]:
    """Yield the rungs that stand together as they name the same help; all pages are one band."""
    for _, together in groupby(rungs, _kind):
        yield tuple(together)


def _kind(rung: Rung) -> Disposition | None:
    return rung.told.disposition if isinstance(rung.told, HelpInTime) else None


def help_of(outcome: Outcome, *, titled: bool = False) -> HelpInTime:
    """Return what an outcome tells: its disposition, and the time within which to get there.

    Args:
        outcome: an end of a tree.
        titled: whether its title belongs to what is told.
    """
    is_review = outcome.within is None and outcome.hours_to_help is not None
    title = outcome.title if titled else ""
    return HelpInTime(outcome.disposition, outcome.hours_to_help, is_review, title)


def facts_unsure(rungs: Iterable[Rung], facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """Return the facts of signs that are enough alone, if one is sure of them, in their order.

    Signs of longer lines do not count: who is unsure of one of those may have no other sign.
    Nor does a fact of which *not sure* alone is enough, as who is unsure has stopped there.
    """
    alone = [line.answers for rung in rungs for line in rung.lines if len(line.answers) == 1]
    signs = [each for answers in alone for each in answers.items()]
    met = {name for name, answers in signs if NOT_SURE in answers}
    unmet = (name for name, _ in signs if name not in met and not facts[name].sure)
    return tuple(dict.fromkeys(unmet))


def is_only_sure(rungs: Iterable[Rung], facts: Mapping[str, Fact]) -> bool:
    """Tell whether most signs of some rungs are met only by who is sure of them.

    Those that are enough alone decide, if there are any: they are read first.
    """
    lines = [line.answers for rung in rungs for line in rung.lines]
    asked = [
        (len(line) == 1, NOT_SURE in answers)
        for line in lines
        for fact, answers in line.items()
        if not facts[fact].sure
    ]
    alone = [is_met for is_alone, is_met in asked if is_alone]
    decisive = alone or [is_met for _, is_met in asked]
    return 2 * sum(decisive) < len(decisive)


def without_unsure(answers: AnswerSet) -> AnswerSet:
    """Return some answers without *not sure*."""
    return AnswerSet(tuple(v for v in answers.values if v != NOT_SURE), answers.ranges)
