"""What holds of every tree and of anything at all given as answers."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

import triage
from tests.engine.drawn import Answers, trees_and_patients
from tests.pool import trees
from triage.engine.assess import assess
from triage.model.domains import MAX_NOTE, Note, Number, YesNo
from triage.model.facts import Fact
from triage.model.tree import Tree
from triage.testing import patients


class Days(int, Enum):
    """A number that prints as something else."""

    TWO = 2


class Touchy:
    """Compares with nothing, as a missing value of a data frame does not."""

    def __eq__(self, other: object) -> bool:
        raise TypeError("the truth of this is not known")

    __hash__ = object.__hash__


GARBAGE = st.one_of(
    st.just(float("nan")),
    st.just(float("inf")),
    st.just(-float("inf")),
    st.just(10**5_000),
    st.just(-(10**30)),
    st.sampled_from(["", "YES", "Yes", " yes", "true", "no ", "20", "14.0", "Not sure", "null"]),
    st.sampled_from([b"yes", object(), object, Touchy(), Days.TWO, Decimal(2), Fraction(1, 3), 2j]),
    st.sampled_from([True, False, 0, 1, 1.0, 0.5, 2.5, -1, 38.35, 1e308, 5e-324]),
    st.recursive(st.just("yes"), lambda deeper: st.lists(deeper, max_size=2)),
    st.dictionaries(st.text(max_size=3), st.booleans(), max_size=2),
    st.text(),
    st.floats(),
    st.integers(),
)


def is_allowed(fact: Fact, raw: object) -> bool:
    """Say whether an answer is in a fact's domain, in the plainest way."""
    if isinstance(fact.domain, Note):
        return isinstance(raw, str) and len(raw.strip()) <= MAX_NOTE and not any(map(_steers, raw))
    if isinstance(raw, str):
        return raw in _words(fact)
    if isinstance(raw, bool):
        return isinstance(fact.domain, YesNo)
    if not isinstance(raw, (int, float)) or not isinstance(fact.domain, Number):
        return False
    return _is_on_step(raw, fact.domain)


def _steers(letter: str) -> bool:
    kind = category(letter)
    return kind in ("Zl", "Zp") or (kind[0] == "C" and letter not in "\u200c\u200d")


def _words(fact: Fact) -> list[object]:
    words = ["yes", "no"] if isinstance(fact.domain, YesNo) else list(fact.domain.choices())
    return [*words, *([] if fact.sure else ["not sure"])]


def _is_on_step(raw: float, domain: Number) -> bool:
    if not domain.low <= raw <= domain.high:
        return False
    tenths = [Fraction(Decimal(repr(n + 0))) for n in (raw, domain.low, domain.step)]
    return ((tenths[0] - tenths[1]) / tenths[2]).denominator == 1


@given(trees(), st.data())
def test_answers_outside_the_domain_are_all_named_in_one_error_and_nothing_else_is_raised(
    tree: Tree, data: st.DataObject
) -> None:
    """Broken by: stopping at the first problem; by taking True for 1 or "20" for 20."""
    names = st.sampled_from([*tree.facts, "unknown", "fact_O", ""])
    given_answers = data.draw(st.dictionaries(names, GARBAGE, max_size=6))
    bad = {
        name
        for name, raw in given_answers.items()
        if name not in tree.facts or not is_allowed(tree.facts[name], raw)
    }
    if not bad:
        assert assess(tree, given_answers).answers.keys() == given_answers.keys()
        return
    with pytest.raises(triage.AnswerError) as caught:
        assess(tree, given_answers)
    assert len(caught.value.problems) == len(bad)
    for problem in caught.value.problems:
        assert problem.found
        assert problem.expected
        assert str(problem) in str(caught.value)


@given(trees(), GARBAGE)
def test_what_is_no_mapping_of_answers_is_an_answer_error(tree: Tree, garbage: object) -> None:
    """Broken by: iterating over whatever is given."""
    if isinstance(garbage, Mapping):
        return
    with pytest.raises(triage.AnswerError):
        assess(tree, garbage)  # type: ignore[arg-type]  # on purpose


@pytest.mark.parametrize(
    "name",
    [10**5_000, b"fact_0", None, ("fact_0",), Touchy()],
    ids=["a huge number", "bytes", "None", "a tuple", "an object"],
)
@given(tree=trees())
def test_a_fact_name_that_is_no_text_is_an_answer_error(name: object, tree: Tree) -> None:
    """Broken by: printing the name without care for its length."""
    with pytest.raises(triage.AnswerError):
        assess(tree, {name: True})  # type: ignore[dict-item]  # on purpose


@given(trees_and_patients())
def test_unknown_facts_are_refused_or_listed_as_not_used(drawn: tuple[Tree, Answers]) -> None:
    """Broken by: dropping unknown facts without a word."""
    tree, patient = drawn
    record = patient | {"shoe_size": 43}
    with pytest.raises(triage.AnswerError, match="shoe_size"):
        assess(tree, record)
    known = assess(tree, patient)
    result = assess(tree, record, ignore_unknown=True)
    assert set(result.not_used) == {*known.not_used, "shoe_size"}
    assert result.outcome == known.outcome


@given(trees_and_patients())
def test_an_answer_of_none_is_the_same_as_no_answer(drawn: tuple[Tree, Answers]) -> None:
    """Broken by: keeping None among the answers, or reading it as no."""
    tree, patient = drawn
    for fact in patient:
        without = {name: value for name, value in patient.items() if name != fact}
        explicit = assess(tree, {**without, fact: None})
        assert explicit.to_json() == assess(tree, without).to_json()


@given(trees_and_patients())
def test_the_words_yes_and_no_mean_true_and_false(drawn: tuple[Tree, Answers]) -> None:
    """Broken by: refusing the words; by taking any text for yes."""
    tree, patient = drawn
    said = {True: "yes", False: "no"}
    words = {f: said[v] if isinstance(v, bool) else v for f, v in patient.items()}
    assert assess(tree, words).to_json() == assess(tree, patient).to_json()


@given(trees_and_patients())
def test_the_answers_given_are_left_as_they_were(drawn: tuple[Tree, Answers]) -> None:
    """Broken by: filling in or taking out answers of the caller's mapping."""
    tree, patient = drawn
    before = dict(patient)
    result = assess(tree, patient)
    patient.clear()
    assert result.answers == before


@given(trees(), st.data())
def test_many_threads_share_a_tree(tree: Tree, data: st.DataObject) -> None:
    """Broken by: keeping the answers of a walk on the prepared tree."""
    people = data.draw(st.lists(patients(tree), min_size=1, max_size=6))
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda p: assess(tree, p).to_json(), people * 8))
    alone = [assess(tree, patient).to_json() for patient in people]
    assert together == alone * 8
