"""Which advice of an outcome is given, and which is withheld and why."""

from __future__ import annotations

from attrs import frozen

from triage.model.evaluation import Answers
from triage.model.provenance import Grade
from triage.model.tree import Advice
from triage.model.values import NOT_SURE
from triage.run.prepared import PreparedAdvice


@frozen
class Given:
    """One measure as it is given to a person, with its texts ready to show.

    Attributes:
        kind: ``do`` or ``avoid``.
        sources: ids of the sources.
        disputes: what each disagreeing source says, after its title.
    """

    id: str
    kind: str
    text: str
    dose: str | None
    too_much: str | None
    evidence: Grade | None
    sources: tuple[str, ...]
    judgement: str | None
    disputes: tuple[str, ...]


@frozen
class Withheld:
    """A measure that would fit but must not be given.

    Attributes:
        facts: the facts that block it, by their answer or by the lack of one.
        because: those facts in words.
    """

    id: str
    text: str
    facts: tuple[str, ...]
    because: str


def is_chosen(prepared: PreparedAdvice, answers: Answers) -> bool:
    """Say whether advice fits; a fact that is not answered does not choose it."""
    return prepared.when is None or prepared.when(answers) is True


def blocking_facts(prepared: PreparedAdvice, answers: Answers) -> tuple[str, ...]:
    """Return the facts that forbid advice, empty when it may be given.

    A condition of ``never_when`` forbids it when it holds, and also when any
    of its facts is unanswered or *not sure*: what is not known is not ruled out.
    """
    blocking: dict[str, None] = {}
    for test, facts in prepared.never_when:
        unknown = [f for f in facts if answers.get(f) in (None, NOT_SURE)]
        blocking |= dict.fromkeys(unknown or (facts if test(answers) else ()))
    return tuple(blocking)


def chosen(
    advice: tuple[PreparedAdvice, ...], answers: Answers
) -> list[tuple[Advice, tuple[str, ...]]]:
    """Return the advice that fits, each with the facts that forbid it, if any."""
    return [(p.advice, blocking_facts(p, answers)) for p in advice if is_chosen(p, answers)]
