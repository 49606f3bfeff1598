"""Why a result is what it is: the answers that decided each step, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from attrs import frozen

from triage.model.conditions import All, Any, Condition, Count, Is, Not, Score, facts_of
from triage.model.evaluation import Answers, prepare
from triage.model.facts import Fact, say_answers_given
from triage.model.tree import Branch, Step
from triage.model.values import Value


@frozen
class Reason:
    """What decided one step of the path.

    Attributes:
        step: the name of the step.
        facts: the answers that decided it, whatever the other answers are:
            first those that make the branch true, then those that keep the
            branches before it from being so.
        text: the same in words.
        sources: ids of the sources behind the threshold and the questions that met it.
        judgement: the author's reason, where no source states the threshold or the question.
    """

    step: str
    facts: Mapping[str, Value]
    text: str
    sources: tuple[str, ...]
    judgement: str | None = None


def reason_for(step: Step, number: int, answers: Answers, facts: Mapping[str, Fact]) -> Reason:
    """Return why a branch was taken; the step's branches are counted from 0.

    For the default branch the step's own questions come first.
    """
    branch = step.branches[number]
    met = _meeting(step, branch, answers)
    passed = _passing(step.branches[:number], answers)
    decided_by = {name: answers[name] for name in _unique([*met, *passed])}
    behind = decided_by if branch.condition is None else met
    origins = [facts[name].provenance for name in behind] + [branch.provenance]
    unsourced = [origin.judgement for origin in origins if not origin.sources and origin.judgement]
    return Reason(
        step=step.name,
        facts=MappingProxyType(decided_by),
        text=say_answers_given(decided_by, facts),
        sources=tuple(dict.fromkeys(source for origin in origins for source in origin.sources)),
        judgement=branch.provenance.judgement or "; ".join(dict.fromkeys(unsourced)) or None,
    )


def _meeting(step: Step, branch: Branch, answers: Answers) -> list[str]:
    """Return the facts that make a branch true; a default waits for all that its step asks."""
    own = branch.condition
    return list(step.ask) if own is None else _unique(deciders(own, answers))


def _passing(before: Iterable[Branch], answers: Answers) -> list[str]:
    """Return the facts that keep the branches before one from being taken."""
    conditions = [each.condition for each in before if each.condition is not None]
    return [fact for condition in conditions for fact in deciders(condition, answers)]


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def deciders(condition: Condition, answers: Answers) -> list[str]:
    """Return facts whose answers alone make a decided condition true, or false.

    The condition must be decided by the answers. For one that several facts
    decide together all of them are returned.
    """
    match condition.core:
        case Is(fact=fact):
            return [fact]
        case Not(of=inner):
            return deciders(inner, answers)
        case Count() as count:
            return _count_deciders(count, answers)
        case Score() as score:
            return [f for f in facts_of(score) if answers.get(f) is not None]
        case All(of=parts):
            return _part_deciders(parts, answers, decisive=False)
        case Any(of=parts):
            return _part_deciders(parts, answers, decisive=True)


def _count_deciders(count: Count, answers: Answers) -> list[str]:
    """Matching facts show that there are enough or too many; the others that there are few."""
    answered = [f for f in count.facts if answers.get(f) is not None]
    matching = [f for f in answered if answers[f] in count.answers]
    enough = len(matching) >= count.low
    if len(matching) > count.high or (enough and count.high >= len(count.facts)):
        return matching
    if not enough or count.low == 0:
        return [f for f in answered if f not in matching]
    return answered


def _part_deciders(parts: tuple[Condition, ...], answers: Answers, *, decisive: bool) -> list[str]:
    """One decisive part is enough; without one it takes all of them."""
    for part in parts:
        if prepare(part)(answers) is decisive:
            return deciders(part, answers)
    return [fact for part in parts for fact in deciders(part, answers)]
