"""A small population of the tree about an ankle, and made-up ones of made-up trees."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests.pool import trees
from triage.model.conditions import Is
from triage.model.domains import Number
from triage.model.facts import Fact
from triage.model.population import WHOLE, AnswerShare, PeopleGroup, Population, ShareRow, Spread
from triage.model.values import AnswerSet, Range
from triage.strategies.answering import values

POPULATION = """\
triage_population: 1
tree: ankle
not_sure: {share: 1, judgement: "a guess"}
sources:
  clinic: {title: "Who came", year: 2020, kind: data}
means:
  plain:
    title: Plain soreness
    judgement: it is mild
    if: {cannot_stand: [no, not sure], pain: [at most 7, not sure]}
as_well: [cannot_stand]
facts:
  days: {shares: {0 to 3: 60, 4 to 9: 40}, source: clinic}
  pain:
    rows:
      - if: {days: under 4}
        shares: {1 to 5: 70, 6 to 7: 30}
      - shares: {1 to 5: 100}
    judgement: it eases
people:
  sore:
    title: Sore ankle
    kind: well
    means: plain
    trees: [ankle]
    weight: 3
    judgement: most of them
  very-sore:
    title: Very sore ankle
    kind: well
    means: plain
    trees: [ankle, other]
    judgement: some of them
    facts:
      pain: {shares: {"7": 50, "9": 50}}
  broken:
    title: Broken ankle
    kind: ill
    at_least: same_day_urgent
    trees: [ankle]
    judgement: rare
    facts:
      cannot_stand: {shares: {yes: 80, not sure: 5}}
      pain: {shares: {4 to 10: 100}}
"""


@st.composite
def _rows(draw: DrawFn, fact: Fact, earlier: list[Fact]) -> tuple[ShareRow, ...]:
    last = ShareRow(None, draw(_shares(fact)))
    if not earlier or draw(st.booleans()):
        return (last,)
    other = draw(st.sampled_from(earlier))
    condition = Is(other.name, AnswerSet((draw(values(other)),)))
    return (ShareRow(condition, draw(_shares(fact))), last)


@st.composite
def _shares(draw: DrawFn, fact: Fact) -> tuple[AnswerShare, ...]:
    """Draw shares of answers of which no two have one in common."""
    sets = draw(_sets(fact))
    weights = [draw(st.integers(1, 9)) for _ in sets]
    parts = [WHOLE * weight / sum(weights) for weight in weights]
    return tuple(AnswerShare(each, part) for each, part in zip(sets, parts, strict=True))


def _sets(fact: Fact) -> SearchStrategy[list[AnswerSet]]:
    domain = fact.domain
    if isinstance(domain, Number) and domain.grid.last > 0:
        return _ranges(domain) | _single(fact)
    return _single(fact)


def _single(fact: Fact) -> SearchStrategy[list[AnswerSet]]:
    some = st.lists(values(fact), min_size=1, max_size=4, unique_by=repr)
    return some.map(lambda answers: [AnswerSet((value,)) for value in answers])


@st.composite
def _ranges(draw: DrawFn, domain: Number) -> list[AnswerSet]:
    grid = domain.grid
    cut = grid.value(draw(st.integers(0, grid.last - 1)))
    low = Range(low=domain.low, high=cut)
    high = Range(low=cut, high=domain.high, low_included=False)
    return [AnswerSet((), (low,)), AnswerSet((), (high,))]


@st.composite
def populations(draw: DrawFn) -> Population:
    """Draw a population of a made-up tree, with no meaning to hold to."""
    tree = draw(trees())
    facts = [*tree.facts.values()]
    spreads = {
        fact.name: Spread(rows=draw(_rows(fact, facts[:index]))) for index, fact in enumerate(facts)
    }
    people = PeopleGroup(
        name="people", title="People", kind="well", trees=(tree.id,), weight=1, spreads=spreads
    )
    return Population(tree=tree, sources={}, means={}, groups=(people,))
