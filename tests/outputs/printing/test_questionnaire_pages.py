"""The questionnaire as sheets: what stands where, whatever words an author writes."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pytest
from attrs import evolve
from hypothesis import given

from tests.engine.small import small
from tests.outputs.printing.heard import HARD, with_texts
from tests.outputs.printing.lockstep import Side, is_printed
from tests.outputs.printing.orders import order
from tests.outputs.printing.pen import CannotBe, Pen
from tests.outputs.printing.printed import from_text, pages_of, text_of
from tests.outputs.printing.sheets import set_once
from tests.outputs.printing.test_questionnaire_read_back import assert_same, check, printed
from tests.pool import trees
from tests.profiles import a_share
from tests.sampled import sampled
from tests.shipped_trees import shipped_tree
from triage.outputs.printing.questionnaire import document
from triage.testing import patients
from triage.tree_files.library import available

# Texts that look like parts of the form.
LOOK_ALIKE = (
    "▶ 2 ➜ Now go to END A.",
    "[ ] yes [ ] no",
    "➜ If yes: go to END A.",
    "not sure",
    "a",
    "3a yes or not sure",
    "✎ Write a number: ↩ 3",
    "◆ Sum 1: add the points of every line that fits. Where Ticked Points Yours 9a yes +2 Total",
    "✓ Does it apply? yes no not sure 1a",
    "END A",
    "[",
    "]",
    "Otherwise: go to 2.",
    "Nothing to ask here. Look back:",
    "Look back first: ➜ If",
    "[ ] put off",
)
SHOWCASE = (shipped_tree("showcase"), printed(shipped_tree("showcase"))[0])
SHEETS = [(name, "a4") for name in available()]
SHEETS += [(name, paper) for name in ("showcase", "calf-soreness") for paper in ("a3", "letter")]
each_sheet = pytest.mark.parametrize("sheet", sampled(SHEETS, ("showcase", "a4")), ids="-".join)


@cache
def pages(name, paper):
    return pages_of(set_once("questionnaire", name, paper))


@each_sheet
def test_a_question_and_an_end_are_never_parted(sheet):
    begins = r"▶ |Questions ▶ 1 |Ends ▶ END A |Signs to watch for |No\. If you see this "

    assert all(re.match(begins, page) for page in pages(*sheet)[1:])


@each_sheet
def test_no_page_has_a_heading_or_a_line_alone(sheet):
    for page in pages(*sheet):
        assert not page.endswith(("Questions", "Ends", "Signs to watch for", "Then"))
        assert len(page) > 300


@each_sheet
def test_large_paper_and_small_say_the_same(sheet):
    name, _ = sheet
    assert from_text(" ".join(pages(*sheet))) == from_text(" ".join(pages(name, "a4")))


def with_all_texts(tree, texts):
    """Return a tree with texts wherever one can stand on a questionnaire."""
    turned = with_texts(tree, texts)
    steps = {
        name: evolve(step, heading=texts[index % len(texts)])
        for index, (name, step) in enumerate(tree.steps.items())
    }
    facts = {
        name: evolve(fact, how=texts[-index % len(texts)])
        for index, (name, fact) in enumerate(turned.facts.items())
    }
    return evolve(turned, steps=steps, facts=facts)


def well(tree):
    """Return the patient who is well, and not sure of what has no well answer."""
    known = {name: fact.well for name, fact in tree.facts.items()}
    return {name: "not sure" if value is None else value for name, value in known.items()}


@pytest.mark.parametrize("first", sampled(range(0, len(LOOK_ALIKE), 4), 0))
def test_words_that_look_like_the_form_change_nothing(first):
    tree = with_all_texts(shipped_tree("showcase"), LOOK_ALIKE[first:] + LOOK_ALIKE[:first])
    form, outcomes = printed(tree)
    read = from_text(text_of(document(order(tree))))

    assert_same(read, form)
    check(tree, read, outcomes, well(tree))


@pytest.mark.parametrize("first", sampled(range(0, len(HARD), 5), 0))
def test_hard_texts_are_printed_as_they_are(first):
    tree = with_all_texts(shipped_tree("showcase"), HARD[first:] + HARD[:first])
    form, outcomes = printed(tree)
    text = text_of(document(order(tree)))

    assert_same(from_text(text), form)
    check(tree, from_text(text), outcomes, well(tree))
    assert all(is_printed(watch.look_for, text) for watch in tree.watch_for.values())


def test_a_question_longer_than_a_page_goes_on_and_loses_nothing():
    options = {f"option_{number}": f"Answer {number}" for number in range(100)}
    tree = small(
        {"x": {"type": "one of", "options": options, "ask": "What is it? " + "Think well. " * 800}},
        {"s": {"ask": "x", "then": [{"go": "home", "including": "not sure"}]}},
        {"home": {"disposition": "self_care", "title": "Home again. " * 400}},
    )
    form, _ = printed(tree)
    text = text_of(document(order(tree)))

    assert_same(from_text(text), form)
    assert is_printed(tree.outcomes["home"].title, text)


@a_share(of=5)
@given(trees().filter(lambda tree: not any(step.parts for step in tree.steps.values())))
def test_made_up_trees_are_read_back_from_the_pdf(tree):
    """Words between questions could not be told from answers; test_questionnaire_forms has them."""
    form, _ = printed(tree)

    assert_same(from_text(text_of(document(order(tree)))), form)


@given(patients(SHOWCASE[0], impossible=True))
def test_answers_that_cannot_be_so_are_noticed_where_a_session_asks_to_correct_them(patient):
    tree, form = SHOWCASE
    side = Side(tree, patient)  # fails where the session wants a correction and the paper goes on

    try:
        Pen(form, side.answer).follow()
    except CannotBe:
        assert side.session.result.contradictions


def test_the_same_order_makes_the_same_file():
    tree = shipped_tree("showcase")

    assert document(order(tree)) == document(order(tree))
    assert document(order(tree)) != document(order(tree, on=date(2026, 11, 22)))


def test_data_and_form_name_each_page_once():
    form, outcomes = printed(shipped_tree("showcase"))

    assert [*form.pages] == [str(number) for number in range(1, 12)]
    assert sorted(outcomes.values()) == sorted(shipped_tree("showcase").outcomes)
