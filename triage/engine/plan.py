"""What leads a result: the few measures that a person acts on, phase by phase."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from attrs import evolve, frozen

from triage.engine.advice import AdviceGiven
from triage.model.conditions import facts_of
from triage.model.evaluation import Answers
from triage.model.serialise import JsonForm, Serialised
from triage.model.tree import Advice, AdviceKind, Phase
from triage.model.values import NOT_SURE

# How many measures of each phase lead: what somebody in pain still reads and remembers.
LIMITS: Final[dict[Phase, int]] = {"today": 3, "this week": 4, "when settled": 4}


@frozen
class PlanPart(Serialised):
    """The measures of one phase that lead.

    Attributes:
        ids: their names, in the outcome's order; each is one of the advice given.
    """

    phase: Phase
    ids: tuple[str, ...]

    json_form: ClassVar = JsonForm(name="plan_part")


def plan_of(given: Sequence[Advice], answers: Answers) -> tuple[PlanPart, ...]:
    """Return which of the advice leads, phase by phase.

    What not to do goes first, so that no tip takes its place; then what was chosen by an
    answer of this person, as it speaks of their own case; then the rest. Among equals the
    outcome's order decides. What not to do without a phase holds at all times and is told
    beside the plan.

    Args:
        given: the advice that fits and that nothing forbids, in the outcome's order.
        answers: the answers that may be read.
    """
    parts = (PlanPart(phase, _leading(phase, given, answers)) for phase in LIMITS)
    return tuple(part for part in parts if part.ids)


def _leading(phase: Phase, given: Sequence[Advice], answers: Answers) -> tuple[str, ...]:
    fitting = [each for each in given if _phase(each) == phase]
    first = sorted(fitting, key=lambda advice: _rank(advice, answers))[: LIMITS[phase]]
    names = {each.name for each in first}
    return tuple(each.name for each in fitting if each.name in names)


def _phase(advice: Advice) -> Phase | None:
    """Return when it has its place; what to do at once begins today."""
    return advice.phase or ("today" if advice.kind == "do" else None)


def _rank(advice: Advice, answers: Answers) -> int:
    if advice.kind == "avoid":
        return 0
    return 1 if _is_told(advice, answers) else 2


def _is_told(advice: Advice, answers: Answers) -> bool:
    """Say whether answers chose it, and none of them was *not sure*."""
    reads = () if advice.when is None else facts_of(advice.when)
    return bool(reads) and all(answers.get(fact) != NOT_SURE for fact in reads)


# --- all advice of a result as it is told: what leads, what holds always, and the rest


@frozen
class Arranged:
    """The advice of a result in the order of telling; together all of it.

    Attributes:
        leading: what comes first, by phase, None where the tree names none; in short where an
            advice has short words.
        always: what not to do at any time, whole.
        more: what leads in short, and all else, whole.
    """

    leading: tuple[tuple[Phase | None, tuple[AdviceGiven, ...]], ...]
    always: tuple[AdviceGiven, ...]
    more: tuple[AdviceGiven, ...]


def arrange(plan: Sequence[PlanPart], advice: Sequence[AdviceGiven]) -> Arranged:
    """Return the advice of a result in the order of telling.

    Args:
        plan: what leads; where nothing does, all that there is to do comes first, whole.
        advice: all of it, in the outcome's order.
    """
    if not plan:
        whole = [evolve(each, short=None) for each in advice]
        return Arranged(((None, _of("do", whole)),), _of("avoid", whole), ())
    given = {each.id: each for each in advice}
    leading = tuple(_leads(part, [given[name] for name in part.ids]) for part in plan)
    always = tuple(each for each in _of("avoid", advice) if each.phase is None)
    at_once = {each.id for _, several in leading for each in several if not each.short}
    told = at_once.union(each.id for each in always)
    return Arranged(leading, always, tuple(each for each in advice if each.id not in told))


def _leads(
    part: PlanPart, several: Sequence[AdviceGiven]
) -> tuple[Phase | None, tuple[AdviceGiven, ...]]:
    """Return a part of a plan; a tree that names no phases speaks of no days."""
    return (part.phase if any(each.phase for each in several) else None), tuple(several)


def _of(kind: AdviceKind, advice: Sequence[AdviceGiven]) -> tuple[AdviceGiven, ...]:
    return tuple(each for each in advice if each.kind == kind)
