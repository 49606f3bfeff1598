"""Which advice of an outcome is given, in the words of a region, and which is withheld and why."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ClassVar, TypeAlias

from attrs import field, frozen

from triage.engine.decisions import MAX_KEPT
from triage.locales.regions import Region, localize
from triage.model.conditions import facts_of
from triage.model.evaluation import Answers, prepare
from triage.model.provenance import Grade
from triage.model.serialise import JsonForm, Serialised
from triage.model.tree import Advice, AdviceKind, Phase, Tree
from triage.model.values import NOT_SURE, Value


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


def give(advice: Advice, tree: Tree, region: Region) -> AdviceGiven:
    """Return an advice with its texts filled for a region."""
    return AdviceGiven(
        id=advice.name,
        kind=advice.kind,
        text=localize(advice.text, region),
        phase=advice.phase,
        dose=localize(advice.dose, region) if advice.dose else None,
        too_much=localize(advice.too_much, region) if advice.too_much else None,
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
        blocks_for: returns what forbids the advice for their values.
        given: its texts for each region, by code, once they were made.
        kept_back: the latest words for why it is not given, by region and answers.
    """

    advice: Advice
    reads: tuple[str, ...]
    blocks_for: Callable[[Values], Blocks]
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

    return PreparedAdvice(advice, reads, blocks_for)


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
