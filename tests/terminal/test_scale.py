"""A scale: what it draws in each width, and which keys move the mark on it."""

from __future__ import annotations

import io

import pytest
from attrs import evolve

from triage.model.facts import Choice
from triage.phrasing import terminal_words
from triage.terminal.pages import Figure, Page, Picked, Row
from triage.terminal.plain import PlainFront
from triage.terminal.render import respelt
from triage.terminal.scale import numbers_on
from triage.terminal.view import View

ENDS = (Choice(0, "no pain"), Choice(10, "the worst there is…"))
PAIN = Figure(0, 10, 1, "", (Row("u", "not sure", "not sure"),), anchors=ENDS)
PAGE = Page("How bad is it?", PAIN, emergency="Call 999.")


def screen(view: View) -> list[str]:
    return [line.text.rstrip() for line in view.lines()]


def test_each_end_stands_for_something_below_it() -> None:
    _title, _, numbers, line, ends, *_rest = screen(View(PAGE, width=76))

    assert numbers.split() == [str(n) for n in range(11)]
    assert ends.endswith("  the worst there is…")
    assert line.index("┼") == numbers.index("0") == ends.index("no pain")
    assert len(line) == len(ends)


def test_right_and_left_move_the_mark_and_enter_answers_it() -> None:
    view = View(PAGE, width=76)
    assert not [line for line in screen(view) if "●" in line]

    for move in (view.right, view.right, view.right, view.left):
        move()

    numbers, line = screen(view)[2:4]
    assert line.index("●") == numbers.index("1")
    assert view.enter() == Picked(1)


def test_a_typed_number_is_marked_and_one_outside_is_not() -> None:
    view = View(PAGE, width=76)
    marked = []
    for letter in "101":
        view.press(letter)
        marked.append("".join(screen(view)[:6]).count("●"))

    assert marked == [1, 1, 0]
    assert view.enter() is None
    assert "101" in view.notice


def test_the_ends_are_as_far_as_the_mark_goes() -> None:
    view = View(PAGE)
    view.left()
    view.right()
    assert view.typed == "10"
    view.typed = "0"
    view.left()
    assert view.typed == "0"


def test_the_mark_begins_at_the_answer_that_was_given_before() -> None:
    view = View(evolve(PAGE, entry=evolve(PAIN, before=4)), width=76)
    assert "You said 4 before." in screen(view)

    view.right()

    assert view.enter() == Picked(5)


def test_arrows_do_nothing_where_there_is_no_scale() -> None:
    view = View(evolve(PAGE, entry=evolve(PAIN, anchors=())))
    view.right()

    assert view.typed == ""
    assert terminal_words.TOUCH_NUMBER in screen(view)


@pytest.mark.parametrize("width", [76, 40, 35, 34, 20, 12])
def test_no_width_is_too_narrow_to_say_what_the_ends_stand_for(width: int) -> None:
    lines = screen(View(PAGE, width=width))
    said = " ".join(" ".join(lines).split())

    assert max(map(len, lines)) <= width
    assert "no pain" in said
    assert "the worst there is…" in said
    assert ("┼" in said) == (width >= 35)


def test_a_scale_in_plain_letters_keeps_its_columns() -> None:
    bare = respelt(PAGE, "ascii")
    _title, _, numbers, line, ends, *_rest = screen(View(bare, width=76))

    assert "the worst there is..." in ends
    assert len(line) == len(ends)
    assert line.index("┼") == numbers.index("0")


def test_the_plain_front_says_the_ends_in_words_and_draws_nothing() -> None:
    sink = io.StringIO()
    front = PlainFront(io.StringIO(), sink, lambda: 80, "utf-8")
    front._write(front._screen(PAGE))

    assert "A number from 0 to 10.\n0: no pain\n10: the worst there is…\n" in sink.getvalue()
    assert "┼" not in sink.getvalue()


def test_many_numbers_are_typed_and_no_scale() -> None:
    assert len(numbers_on(PAIN)) == 11
    assert numbers_on(evolve(PAIN, high=100)) == ()
    assert numbers_on(evolve(PAIN, high=5, step=0.5))[1] == "0.5"
