"""A step that asks several facts of any kind is one box on paper, each question with its letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import asdict, evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.outputs.printing.orders import order
from tests.outputs.printing.printed import Form, from_data, from_pdf, text_of
from tests.outputs.printing.test_questionnaire_read_back import assert_same, check
from triage.model.screenfuls import ScreenPart
from triage.model.tree import Tree
from triage.outputs.printing.kinds import SHEETS
from triage.outputs.printing.questionnaire import questionnaire_of
from triage.testing import patients
from triage.tree_files.library import load

TREE = load(str(Path(__file__).parents[2] / "terminal" / "trees" / "one-form.yaml"))


def with_parts(tree: Tree, parts: tuple[ScreenPart, ...] | None) -> Tree:
    steps = {**tree.steps, "leg": evolve(tree.steps["leg"], parts=parts)}
    return evolve(tree, steps=steps)


def pdf_of(tree: Tree) -> bytes:
    return SHEETS["questionnaire"].document(order(tree))


def data_of(tree: Tree) -> Form:
    return from_data(asdict(questionnaire_of(order(tree))))


def test_its_questions_have_letters_below_its_heading():
    page = data_of(TREE).pages["1"]

    assert page.heading == "Tell us about the leg"
    assert [line.place for line in page.lines] == ["1a", "1b", "1c", "1d"]
    assert [line.takes_number for line in page.lines] == [False, False, True, False]


def test_the_pdf_says_what_the_data_say():
    tree = with_parts(TREE, None)

    assert_same(from_pdf(pdf_of(tree)), data_of(tree))


@pytest.mark.parametrize("ask", [("cold", "limping", "runs"), ("cold", "limping", "days")])
def test_words_between_the_questions_are_printed(ask: tuple[str, ...]):
    """In the table of a checklist, too. Broken by: a template that passes over them."""
    leg = evolve(TREE.steps["leg"], ask=ask, parts=(ScreenPart("limping", "While walking"),))
    tree = evolve(TREE, steps={**TREE.steps, "leg": evolve(leg, branches=leg.branches[-1:])})
    text = text_of(pdf_of(tree))

    assert (
        text.index("Is the foot cold?") < text.index("While walking") < text.index("Do you limp?")
    )


@given(st.lists(patients(TREE), min_size=3, max_size=5))
def test_whoever_fills_it_in_is_told_what_the_engine_says(people):
    form = data_of(TREE)
    for patient in people:
        check(TREE, form, patient)
