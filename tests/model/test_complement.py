"""The answers that a set leaves out: every answer is in exactly one of the two."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from triage.model.complement import complement, difference
from triage.model.domains import Number, Option
from triage.model.facts import Fact
from triage.model.values import NOT_SURE, AnswerSet, Range

DAYS = Number(low=0, high=5, step=0.5, unit="days", also=(Option("no change", "no change"),))
FACT = Fact(name="days", domain=DAYS, ask="How many days?", label="days")
EVERY = [*(n / 2 for n in range(11)), "no change", NOT_SURE]
BOUNDS = st.none() | st.sampled_from([-1, 0, 1, 1.2, 2.5, 5, 9])
RANGES = st.builds(
    Range, low=BOUNDS, high=BOUNDS, low_included=st.booleans(), high_included=st.booleans()
)
SETS = st.builds(
    AnswerSet,
    st.lists(st.sampled_from(EVERY), max_size=3).map(tuple),
    st.lists(RANGES, max_size=3).map(tuple),
)


@given(SETS)
@example(AnswerSet((1,), (Range(low=1, high=2.5, low_included=False),)))
def test_every_answer_is_in_a_set_or_in_its_complement(answers):
    left = complement(answers, FACT)

    assert [v for v in EVERY if (v in answers) == (v in left)] == []


@given(SETS, SETS)
def test_an_answer_is_in_a_union_where_it_is_in_either_set(one, other):
    both = one.union(other)

    assert [v for v in EVERY if (v in both) != (v in one or v in other)] == []


@given(SETS, SETS)
def test_an_answer_is_in_a_difference_where_it_is_in_the_first_set_alone(one, other):
    left = difference(one, other, FACT)

    assert [v for v in EVERY if (v in left) != (v in one and v not in other)] == []
