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
from tests.outputs.printing.orders import order
from tests.outputs.printing.printed import MEANING, from_pdf, pages_of
from tests.outputs.printing.sheets import set_once
from tests.outputs.printing.test_questionnaire_read_back import assert_same, printed
from tests.pool import trees
from tests.profiles import a_share
from tests.sampled import sampled, slow
from tests.shipped_trees import shipped_tree
from triage.outputs.printing.questionnaire import document
from triage.tree_files.library import available

# Texts that look like parts of the form.
LOOK_ALIKE = (
    "▶ 2 ➜ Look at the table down to box A: if a line there fits, stop here.",
    "[ ] yes [ ] no",
    "➜ If yes in 1: stop here, and do what box A of the table says.",
    "not sure",
    "a",
    "3a yes or not sure",
    "✎ Write a number:",
    "Only if yes in 1:",
    "☐ yes in 1",
    "[",
    "A: Get emergency help now",
    "Everybody else",
)
SHEETS = [(name, "a4") for name in available()]
SHEETS += [(name, paper) for name in ("showcase", "calf-soreness") for paper in ("a3", "letter")]
each_sheet = pytest.mark.parametrize("sheet", sampled(SHEETS, ("showcase", "a4")), ids="-".join)


@cache
def pages(name, paper):
    return pages_of(set_once("questionnaire", name, paper))


@each_sheet
def test_the_table_begins_a_page_and_no_page_ends_with_a_heading(sheet):
    assert any(page.startswith(MEANING) for page in pages(*sheet))
    for page in pages(*sheet):
        assert not page.endswith(("Questions", MEANING, "yes no not sure"))
        assert not re.search(r"▶ [A-Z]: [^☐]*$", page) or "☐" in page.rpartition("▶")[2]


MOST_PAGES = {"calf-soreness": 4, "start": 8}


@slow
@pytest.mark.parametrize("name", MOST_PAGES)
def test_it_has_no_more_pages_than_somebody_copies(name):
    assert len(pages(name, "a4")) <= MOST_PAGES[name]


@each_sheet
def test_large_paper_and_small_say_the_same(sheet):
    name, paper = sheet
    large, small = (set_once("questionnaire", name, each) for each in (paper, "a4"))
    assert_same(from_pdf(large), from_pdf(small))


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


@pytest.mark.parametrize("first", sampled(range(0, len(LOOK_ALIKE), 4), 0))
def test_words_that_look_like_the_form_change_nothing(first):
    tree = with_all_texts(shipped_tree("showcase"), LOOK_ALIKE[first:] + LOOK_ALIKE[:first])
    form = printed(tree)
    read = from_pdf(document(order(tree)))

    assert_same(read, form)
    check_table(read)


@pytest.mark.parametrize("first", sampled(range(0, len(HARD), 5), 0))
def test_hard_texts_are_printed_as_they_are(first):
    tree = with_all_texts(shipped_tree("showcase"), HARD[first:] + HARD[:first])
    read = from_pdf(document(order(tree)))

    assert_same(read, printed(tree))
    check_table(read)


def check_table(read):
    """Fail where the boxes of the table and their lines are not those of the plain tree."""
    plain = printed(shipped_tree("showcase"))
    assert [box.headings for box in read.boxes] == [box.headings for box in plain.boxes]


def test_a_question_longer_than_a_page_goes_on_and_loses_nothing():
    options = {f"option_{number}": f"Answer {number}" for number in range(100)}
    tree = small(
        {"x": {"type": "one of", "options": options, "ask": "What is it? " + "Think well. " * 800}},
        {"s": {"ask": "x", "then": [{"go": "home", "including": "not sure"}]}},
        {"home": {"disposition": "self_care"}},
    )

    assert_same(from_pdf(document(order(tree))), printed(tree))


@a_share(of=5)
@given(trees().filter(lambda tree: not any(step.parts for step in tree.steps.values())))
def test_made_up_trees_are_read_back_from_the_pdf(tree):
    """Words between questions could not be told from answers; test_questionnaire_forms has them."""
    assert_same(from_pdf(document(order(tree))), printed(tree))


def test_the_same_order_makes_the_same_file():
    tree = shipped_tree("showcase")

    assert document(order(tree)) == document(order(tree))
    assert document(order(tree)) != document(order(tree, on=date(2026, 11, 22)))
