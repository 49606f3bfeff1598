"""Made-up conditions over facts that a path has asked."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from triage.model.conditions import All, Any, Condition, Count, Is, Not, Points, Score
from triage.model.domains import Number
from triage.model.facts import Fact
from triage.model.values import NOT_SURE, AnswerSet, Range, Value
from triage.strategies.choosing import pick


@st.composite
def answer_sets(draw: DrawFn, fact: Fact) -> AnswerSet:
    """Draw some answers to a fact: never none of them, never all of them."""
    if isinstance(fact.domain, Number):
        return _numbers(draw, fact, fact.domain)
    allowed = [*fact.choices()]
    chosen = draw(_some(allowed, at_most=len(allowed) - 1))
    return AnswerSet(tuple(chosen))


def _some(allowed: list[Value], at_most: int) -> st.SearchStrategy[list[Value]]:
    several = st.lists(pick(*allowed), min_size=1, max_size=at_most, unique=True)
    return several.map(lambda some: [value for value in allowed if value in some])


def _numbers(draw: DrawFn, fact: Fact, domain: Number) -> AnswerSet:
    named = fact.choices()
    extra = draw(st.lists(st.sampled_from(named), max_size=1)) if named else []
    match draw(st.integers(0, 4)):
        case 0 if extra:
            return AnswerSet(tuple(extra))
        case 1:
            numbers = domain.grid
            return AnswerSet((numbers.value(draw(st.integers(0, numbers.last))), *extra))
        case _:
            return AnswerSet(tuple(extra), (_range(draw, domain),))


def _range(draw: DrawFn, domain: Number) -> Range:
    """Draw a range that holds some numbers of a domain and leaves some out."""
    numbers = domain.grid
    index = draw(st.integers(0, numbers.last - 1))
    below, above = numbers.value(index), numbers.value(index + 1)
    match draw(st.integers(0, 4)):
        case 0:
            return Range(low=above)
        case 1:
            return Range(low=below, low_included=False)
        case 2:
            return Range(high=below)
        case 3:
            return Range(high=above, high_included=False)
        case _:
            return Range(low=below, high=numbers.value(draw(st.integers(index + 1, numbers.last))))


@st.composite
def conditions(draw: DrawFn, facts: Sequence[Fact], depth: int = 2) -> Condition:
    """Draw a condition over some of the facts given, of which there must be one."""
    yes_no = [fact for fact in facts if fact.is_yes_no]
    kinds = ["is", "is", "is", "score"]
    kinds += ["count", "count"] if len(yes_no) > 1 else []
    kinds += ["not", "all", "any"] if depth else []
    match draw(pick(*kinds)):
        case "count":
            return draw(counts(yes_no))
        case "score":
            return _score(draw, facts)
        case "not":
            return Not(draw(conditions(facts, depth - 1)))
        case "all":
            return All(_parts(draw, facts, depth))
        case "any":
            return Any(_parts(draw, facts, depth))
        case _:
            return draw(comparisons(facts))


@st.composite
def comparisons(draw: DrawFn, facts: Sequence[Fact]) -> Is:
    """Draw a condition on one fact."""
    fact = draw(st.sampled_from(facts))
    return Is(fact.name, draw(answer_sets(fact)))


def _parts(draw: DrawFn, facts: Sequence[Fact], depth: int) -> tuple[Condition, ...]:
    return tuple(draw(conditions(facts, depth - 1)) for _ in range(draw(st.integers(2, 3))))


@st.composite
def counts(draw: DrawFn, yes_no: Sequence[Fact], *, whole: bool = False) -> Count:
    """Draw a count over some yes-no facts, or the ``whole`` of them; there must be two."""
    some = st.lists(st.sampled_from(yes_no), min_size=2, max_size=8, unique=True)
    counted = list(yes_no) if whole else draw(some)
    unsure = [] if any(fact.sure for fact in counted) else [NOT_SURE]
    allowed: list[Value] = [True, False, *unsure]
    answers = AnswerSet(tuple(draw(_some(allowed, at_most=len(allowed) - 1))))
    names = tuple(fact.name for fact in counted)
    most = len(names)
    low, high = draw(pick((1, most), (most, most), (0, 0), (2, most)))
    return Count(facts=names, answers=answers, low=low, high=high)


def _score(draw: DrawFn, facts: Sequence[Fact]) -> Score:
    entries = draw(st.lists(_points(facts), min_size=1, max_size=4, unique_by=_entry))
    most = sum(entry.points for entry in entries)
    facts_in_order = [entry.fact for entry in entries]
    grouped = sorted(entries, key=lambda entry: facts_in_order.index(entry.fact))
    about = tuple(fact for fact in facts if fact.name in facts_in_order)
    return Score(tuple(grouped), Range(low=draw(st.integers(1, max(most, 1)))), about)


def _entry(entry: Points) -> tuple[str, AnswerSet]:
    return entry.fact, entry.answers


@st.composite
def _points(draw: DrawFn, facts: Sequence[Fact]) -> Points:
    """Draw one line of a score; it names one answer or one range."""
    fact = draw(st.sampled_from(facts))
    answers = draw(answer_sets(fact))
    one = AnswerSet(answers.values[:1]) if answers.values else AnswerSet((), answers.ranges[:1])
    return Points(fact.name, one, draw(pick(1, 2, 3, -1)))
