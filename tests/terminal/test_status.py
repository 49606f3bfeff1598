"""What the first page says about the sign-off of a tree."""

from __future__ import annotations

from datetime import date, timedelta

from attrs import evolve

from triage.engine.assess import assess
from triage.model.texts import ForWhom, NotForWhom
from triage.model.tree import Review, Tree
from triage.phrasing import terminal_words
from triage.terminal.card import card_page
from triage.terminal.standing import status_words
from triage.terminal.welcome import Welcome, about_page, saved_page, welcome_page

REVIEW = Review(by="A. Clinician", role="physiotherapist", on=date(2026, 11, 20), digest="sha256:0")


def first_page(tree: Tree, today: date = date(2026, 11, 20)) -> str:
    return "\n".join(b.text for b in welcome_page(Welcome(tree, today, None, None, None)).blocks)


def about(tree: Tree) -> str:
    opening = Welcome(tree, date(2026, 11, 20), None, None, None)
    return "\n".join(b.text for b in about_page(opening).blocks)


def test_a_draft_says_that_nobody_has_signed_it(tree: Tree) -> None:
    assert terminal_words.DRAFT_SHORT in first_page(tree)
    assert terminal_words.DRAFT in about(tree)


def test_a_reviewed_tree_says_who_signed_it_and_when(tree: Tree) -> None:
    said = first_page(evolve(tree, status="reviewed", review=REVIEW))

    assert "Checked by A. Clinician (physiotherapist) on 20 November 2026." in said
    assert terminal_words.DRAFT_SHORT not in said


def test_a_withdrawn_tree_says_so_on_the_first_page_and_on_the_result(tree: Tree) -> None:
    withdrawn = evolve(tree, status="withdrawn", review=REVIEW)

    assert terminal_words.WITHDRAWN in first_page(withdrawn)
    assert status_words(withdrawn, short=True) == terminal_words.WITHDRAWN


def test_a_tree_that_should_have_been_looked_at_again_says_so(tree: Tree) -> None:
    overdue = evolve(tree, review_by=date(2026, 11, 19))

    assert "due to be checked again by 19 November 2026" in first_page(overdue)
    assert "due to be checked" not in first_page(evolve(tree, review_by=date(2026, 11, 20)))


def test_the_page_of_saved_answers_says_so_too(tree: Tree) -> None:
    opening = Welcome(tree, tree.review_by + timedelta(days=1), None, None, None)
    said = "\n".join(block.text for block in saved_page(opening, None, []).blocks)

    assert terminal_words.DRAFT_SHORT in said
    assert "due to be checked again by" in said


def test_the_result_says_from_the_day_after_that_the_review_is_overdue(tree: Tree) -> None:
    result = assess(tree, {"breathless": True})
    assert result.status == "complete"

    for late, today in enumerate((tree.review_by, tree.review_by + timedelta(days=1))):
        said = [b.text for b in card_page(result, today).blocks if b.kind == "strong"]
        assert sum("due to be checked again by" in text for text in said) == late


def test_a_tree_without_words_about_whom_it_is_for_shows_none(tree: Tree) -> None:
    nobody = evolve(tree, intended_for=ForWhom(""), not_for=NotForWhom(""))
    said = first_page(nobody) + about(nobody)

    assert "For:" not in said
    assert "Not for:" not in said
