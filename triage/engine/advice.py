"""Which advice is given in the words of a region, which is withheld and why, and what leads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import ClassVar, Final, TypeAlias

from attrs import evolve, field, frozen

from triage.engine.decisions import MAX_KEPT
from triage.locales.regions import Region, localize
from triage.model.conditions import facts_of
from triage.model.evaluation import Answers, prepare
from triage.model.provenance import Grade
from triage.model.serialise import JsonForm, Serialised
from triage.model.tree import Advice, AdviceKind, Phase, Tree
from triage.model.values import NOT_SURE, Value
from triage.phrasing.answers_in_texts import fill, named_in, texts_of


@frozen
class AdviceGiven(Serialised):
    """One measure as it is given to a person, with its texts ready to show.

    Attributes:
        kind: ``do`` or ``avoid``.
        phase: when in the plan it has its place, or None.
        sources: ids of the sources.
        short: the measure in a few words, for a plan; None where ``text`` is all there is.
        disputes: what each disagreeing source says, after its title.
    """

    id: str
    kind: AdviceKind
    text: str
    phase: Phase | None
    dose: str | None
    too_much: str | None
    evidence: Grade | None
    sources: tuple[str, ...]
    judgement: str | None
    disputes: tuple[str, ...]
    short: str | None = None

    json_form: ClassVar = JsonForm(name="advice", open=("evidence",))


def give(advice: Advice, tree: Tree, region: Region, answers: Answers) -> AdviceGiven:
    """Return an advice with its texts filled for a region, and with the answers that they name."""

    def said(text: str) -> str:
        return localize(fill(text, tree.facts, answers), region)

    return AdviceGiven(
        id=advice.name,
        kind=advice.kind,
        text=said(advice.text),
        phase=advice.phase,
        dose=said(advice.dose) if advice.dose else None,
        too_much=said(advice.too_much) if advice.too_much else None,
        evidence=advice.evidence,
        sources=advice.provenance.sources,
        judgement=advice.provenance.judgement,
        disputes=tuple(f"{tree.sources[d.source].title}: {d.says}" for d in advice.disputed_by),
        short=localize(advice.short, region) if advice.short else None,
    )


# --- which advice of an outcome is given, and which is withheld and why


# The values of some facts, None for an unanswered one.
Values: TypeAlias = tuple[Value | None, ...]
# The facts that forbid an advice, empty when it may be given; None where it does not fit.
Blocks: TypeAlias = tuple[str, ...] | None


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


@frozen(eq=False)
class PreparedAdvice:
    """Advice ready to be chosen.

    Attributes:
        reads: the facts that its conditions are about.
        chosen_by: those that ``when`` is about.
        blocks_for: returns what forbids the advice for their values.
        names_facts: whether its texts name facts, and so differ from person to person.
        given: its texts for each region, by code, once they were made.
        kept_back: the latest words for why it is not given, by region and answers.
    """

    advice: Advice
    reads: tuple[str, ...]
    chosen_by: tuple[str, ...]
    blocks_for: Callable[[Values], Blocks]
    names_facts: bool
    given: dict[str | None, AdviceGiven] = field(factory=dict)
    kept_back: dict[tuple[str | None, tuple[str, ...], Values], Withheld] = field(
        factory=dict, repr=False
    )


def prepare_advice(advice: Advice) -> PreparedAdvice:
    """Return an advice ready to be chosen.

    A fact that is not answered does not choose it. A condition of
    ``never_when`` forbids it when it holds, and also when any of its facts
    is unanswered or *not sure*: what is not known is not ruled out.
    """
    reads = facts_of(*advice.conditions)
    fits = None if advice.when is None else prepare(advice.when)
    never = [(prepare(condition), facts_of(condition)) for condition in advice.never_when]

    @lru_cache(MAX_KEPT)
    def blocks_for(values: Values) -> Blocks:
        known = zip(reads, values, strict=True)
        answers = {fact: value for fact, value in known if value is not None}
        if fits is not None and not fits(answers):
            return None
        blocking: dict[str, None] = {}
        for test, facts in never:
            unknown = [fact for fact in facts if answers.get(fact) in (None, NOT_SURE)]
            blocking |= dict.fromkeys(unknown or (facts if test(answers) else ()))
        return tuple(blocking)

    chosen_by = () if advice.when is None else facts_of(advice.when)
    return PreparedAdvice(advice, reads, chosen_by, blocks_for, bool(named_in(*texts_of(advice))))


def chosen(
    advice: tuple[PreparedAdvice, ...], answers: Answers
) -> list[tuple[PreparedAdvice, tuple[str, ...]]]:
    """Return the advice that fits, each with the facts that forbid it, if any."""
    value_of = answers.get
    # Most advice is for everybody, and needs no look.
    found = [
        (each, each.blocks_for(tuple(map(value_of, each.reads))) if each.reads else ())
        for each in advice
    ]
    return [(each, blocks) for each, blocks in found if blocks is not None]


def given(advice: tuple[PreparedAdvice, ...], answers: Answers) -> frozenset[str]:
    """Return the names of the advice that is given: it fits, and nothing forbids it."""
    return frozenset(each.advice.name for each, blocks in chosen(advice, answers) if not blocks)


# --- the few measures that lead a result, phase by phase, and the order of the rest


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


def plan_of(given: Sequence[PreparedAdvice], answers: Answers) -> tuple[PlanPart, ...]:
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


def _leading(phase: Phase, given: Sequence[PreparedAdvice], answers: Answers) -> tuple[str, ...]:
    fitting = [each for each in given if _phase(each.advice) == phase]
    first = sorted(fitting, key=lambda each: _rank(each, answers))[: LIMITS[phase]]
    names = {each.advice.name for each in first}
    return tuple(each.advice.name for each in fitting if each.advice.name in names)


def _phase(advice: Advice) -> Phase | None:
    """Return when it has its place; what to do at once begins today."""
    return advice.phase or ("today" if advice.kind == "do" else None)


def _rank(each: PreparedAdvice, answers: Answers) -> int:
    if each.advice.kind == "avoid":
        return 0
    return 1 if _is_told(each, answers) else 2


def _is_told(each: PreparedAdvice, answers: Answers) -> bool:
    """Say whether answers chose it, and none of them was *not sure*."""
    reads = each.chosen_by
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
