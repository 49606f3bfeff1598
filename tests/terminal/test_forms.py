"""A form in the terminal: one page, its questions one under the other, and back among them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve

from tests.terminal.conftest import Terminal, Told
from triage.engine.saved import start
from triage.phrasing import terminal_words
from triage.terminal.filling import form_page
from triage.terminal.questions import question_page
from triage.terminal.render import row_lines
from triage.terminal.view import View
from triage.tree_files.library import load

Ask = Callable[..., Told]

FORM = str(Path(__file__).parent / "trees" / "one-form.yaml")
ME = "1\n"


def pages(told: Told) -> list[str]:
    """Return what was written for each reply."""
    return told.text.split(terminal_words.YOUR_ANSWER.strip())


def test_the_questions_stand_one_under_the_other_with_what_was_answered(ask: Ask) -> None:
    page = pages(ask(ME + "n\ny\n", FORM))[3]

    heading, cold, above, limping, part, asked, trend = (
        page.index(words)
        for words in (
            "Tell us about the leg",
            "- a cold foot: no",
            "How it is",
            "- limping: yes",
            "How it goes",
            "How many days ago did it begin?",
            "Which way does it go?",
        )
    )
    assert heading < cold < above < limping < part < asked
    assert asked < page.index("A number from 0 to 365 days.") < trend
    assert "3 of 4 on this page" in page


def test_the_whole_form_is_one_screen_of_the_way(ask: Ask) -> None:
    told = pages(ask(ME + "n\nn\n3\n1\n", FORM))

    assert all("Question 1, at most 1 to go" in page for page in told[1:5])
    assert "Question 2, the last one" in told[5]


def test_back_within_a_form_offers_the_answer_again(ask: Ask) -> None:
    page = pages(ask(ME + "n\ny\nb\n", FORM))[4]

    assert "2 of 4 on this page" in page
    assert f"yes ({terminal_words.BEFORE})" in page
    assert "- limping" not in page


def test_back_from_the_next_screen_leads_to_the_last_question_of_the_form(ask: Ask) -> None:
    page = pages(ask(ME + "n\nn\n3\n1\nb\n", FORM))[6]

    assert "4 of 4 on this page" in page
    assert "- days since it began: 3 days" in page
    assert f"Better ({terminal_words.BEFORE})" in page


def test_enter_alone_keeps_each_answer_on_the_way_back(ask: Ask) -> None:
    changed = ask(ME + "n\nn\n3\n1\n" + "b\nb\nb\ny\n\n\nn\n", FORM)

    assert "Look after it" in pages(changed)[-1]


def test_back_before_the_first_question_leaves_the_form_where_it_is(ask: Ask) -> None:
    told = pages(ask(ME + "b\n" + ME, FORM))

    assert told[3] == told[1]


def test_an_emergency_does_not_wait_for_the_rest(ask: Ask) -> None:
    assert "Get help now" in pages(ask(ME + "y\n", FORM))[2]


def test_what_decides_without_hurry_waits_for_the_rest(ask: Ask) -> None:
    """All of one page is asked, as on paper. Broken by: going on once the way is certain."""
    told = pages(ask(ME + "n\ny\n20\n1\n", FORM))

    assert "4 of 4 on this page" in told[4]
    assert "See a physio" in told[5]


def test_why_tells_of_the_question_that_is_open(ask: Ask) -> None:
    page = pages(ask(ME + "n\n?\n", FORM))[3]

    assert "A limp needs a look." in page
    assert "The blood may not flow." not in page


def test_a_number_that_is_none_is_asked_again(ask: Ask) -> None:
    told = pages(ask(ME + "n\nn\n999\n4\n", FORM))

    assert "4 of 4 on this page" in told[5]


def test_a_form_that_was_left_goes_on_with_the_rest(ask: Ask) -> None:
    ask(ME + "n\ny\nq\n", FORM)
    told = pages(ask("1\n3\n", FORM))

    assert "1 of 2 on this page" in told[1]
    assert "Question 1," in told[1]
    assert "How many days ago did it begin?" in told[1]
    assert "limp" not in told[1]


def test_words_stand_between_the_items_of_a_checklist() -> None:
    tree = load(FORM, allow_draft=True)
    leg = tree.steps["leg"]
    signs = evolve(leg, ask=("cold", "limping"), branches=(leg.branches[0], leg.branches[-1]))
    screen = start(evolve(tree, steps={**tree.steps, "leg": signs})).next
    assert screen is not None

    lines = row_lines(question_page(screen), 80, None, boxes=True)

    assert [line.text for line in lines] == [
        "  1  [ ] a cold foot",
        "How it is",
        "  2  [ ] limping",
        f"  0  {terminal_words.NONE_OF_THESE}",
    ]


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 20)])
def test_a_small_screen_begins_at_the_open_question(columns: int, rows: int) -> None:
    session = start(load(FORM, allow_draft=True))
    assert session.next is not None
    filled = {"cold": False, "limping": False, "days": 3}
    said = dict.fromkeys(filled, "the answer, in words that fill line after line of it " * 3)
    view = View(form_page(session.next, {}, {}, {}), columns, rows)
    view.turn_to(form_page(session.next, filled, {}, said))

    text = "\n".join(line.text for line in view.lines())
    for words in ("Which way does it go?", "1  Better", "3  Worse", "4  not sure"):
        assert words in text


def test_the_next_question_of_a_form_keeps_no_cursor_of_the_last() -> None:
    session = start(load(FORM, allow_draft=True))
    assert session.next is not None
    view = View(form_page(session.next, {}, {}, {}))
    view.down()

    assert view.turn_to(form_page(session.next, {"cold": False}, {}, {"cold": "no"}))
    assert view.cursor is None


def test_in_a_real_terminal_the_form_is_answered_in_order(tmp_path: Path) -> None:
    terminal = Terminal([FORM, "--region", "gb"], 80, 24, {"XDG_STATE_HOME": str(tmp_path)})
    terminal.see("Who is this about?")
    terminal.press("1\r", then="1 of 4 on this page")
    terminal.press("n\r", then="2 of 4 on this page")
    terminal.press("y\r", then="3 of 4 on this page")
    terminal.press("20\r", then="4 of 4 on this page")
    terminal.press("b", then="You said 20 before.")
    screen = terminal.press("\r", then="- days since it began: 20 days")

    assert "Which way does it go?" in screen
    terminal.child.close(force=True)
