"""What several lines share is said once, and the lines are the same as before."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from triage.answer_space.ladder.ladder import Line
from triage.model.values import NOT_SURE, AnswerSet
from triage.outputs.ladder.factor import JoinedLines, Sign, SignChoice, together

YES = AnswerSet((True,))
OR_UNSURE = AnswerSet((True, NOT_SURE))


def line(*facts: str, **answers: AnswerSet) -> Line:
    return Line(dict.fromkeys(facts, YES) | answers)


def twenty_letters(_sign: Sign) -> int:
    return 20


def said(*lines: Line) -> tuple[JoinedLines, ...]:
    return together(lines, twenty_letters)


def as_sets(lines) -> set[frozenset]:
    return {frozenset(each.answers.items()) for each in lines}


answers = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from([YES, OR_UNSURE]), min_size=1)


def _none_says_another(lines: list[Line]) -> bool:
    return not any(
        one.answers.items() <= other.answers.items() or other.answers.items() <= one.answers.items()
        for one, other in combinations(lines, 2)
    )


@given(st.lists(answers.map(Line), min_size=1, max_size=12).filter(_none_says_another))
def test_the_lines_are_those_that_there_were(lines: list[Line]) -> None:
    again = [each for product in together(lines, twenty_letters) for each in product.lines()]
    assert as_sets(again) == as_sets(lines)


def test_lines_with_a_sign_in_common_are_a_list():
    (product,) = said(line("a", "b"), line("a", "c"), line("a", "d"))

    assert product.common == line("a")
    assert product.choices == (SignChoice((line("b"), line("c"), line("d"))),)


def test_each_of_some_with_each_of_others_are_two_lists():
    lines = [line("a", one, other) for one in "bcd" for other in "ef"]
    (product,) = said(*lines)

    assert product.common == line("a")
    assert [len(choice.options) for choice in product.choices] == [3, 2]


def test_each_two_of_some_are_counted():
    (product,) = said(*(line("a", *pair) for pair in combinations("bcde", 2)))

    assert product.common == line("a")
    assert product.choices == (SignChoice(tuple(line(each) for each in "bcde"), 2),)


def test_a_sign_that_is_enough_if_sure_is_said_once():
    (product,) = said(line("a"), line("b", a=OR_UNSURE), line("c", a=OR_UNSURE))

    assert product.enough_if_sure
    assert product.common == Line({"a": OR_UNSURE})
    assert as_sets(product.lines()) == as_sets(
        [line("a"), line("b", a=OR_UNSURE), line("c", a=OR_UNSURE)]
    )


def test_a_sign_that_is_enough_if_sure_may_need_one_other_if_not():
    (product,) = said(line("a"), line("b", a=OR_UNSURE))

    assert product.enough_if_sure
    assert not product.choices
    assert [*product.common.answers] == ["a", "b"]


def test_lines_that_share_nothing_stay_as_they_are():
    lines = (line("a"), line("b", "c"), line("d"))
    assert said(*lines) == tuple(map(JoinedLines, lines))
