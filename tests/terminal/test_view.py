"""What keys do to a page on a screen of some size, without any terminal."""

from __future__ import annotations

import pytest

from triage.model.values import Value
from triage.phrasing import terminal_words
from triage.terminal.pages import (
    Block,
    Choose,
    Converted,
    Figure,
    Key,
    Page,
    Picked,
    Row,
    Tick,
    Ticked,
)
from triage.terminal.screenful import first_cursor
from triage.terminal.view import View

ROWS = (
    Row("1", "yes", True, ("y",)),
    Row("2", "no", False, ("n",)),
    Row("3", "not sure", "not sure", ("u",)),
)
LIMP = Page(
    "Do you limp?", Choose(ROWS), progress="Question 2", emergency="Call 999.", keys=(Key.BACK,)
)
SIGNS = Page(
    "Any of these?",
    Tick((Row("1", "cold", "cold"), Row("2", "shape", "shape")), {}, frozenset({"shape"}), "none"),
    keys=(Key.BACK,),
    emergency="Call 999.",
)
DAYS = Page("How long?", Figure(0, 365, 1, "days", (Row("u", "not sure", "not sure"),)))
LONG = Page(
    "Result",
    Choose((Row("1", "finish", "end"),)),
    tuple(Block("item", f"line {n}") for n in range(60)),
    emergency="Call 999.",
    look="round",
)


def seen(view: View) -> str:
    return "\n".join(line.text for line in view.lines())


def pressed(view: View, keys: str) -> list[object]:
    """Press letters; ``>`` is the down arrow, ``<`` the up arrow, ``!`` Enter."""
    moves = {">": view.down, "<": view.up, "!": view.enter}
    replies: list[object] = []
    for key in keys:
        view.lines()
        replies.append(moves[key]() if key in moves else view.press(key))
    return replies


def test_nothing_is_pointed_at_first_so_that_enter_alone_answers_nothing() -> None:
    view = View(LIMP)

    assert pressed(view, "!") == [None]
    assert view.notice == terminal_words.NOTHING_CHOSEN
    assert terminal_words.NOTHING_CHOSEN in seen(view)


def test_arrows_point_and_enter_answers() -> None:
    assert pressed(View(LIMP), ">>!")[-1] == Picked(False)
    assert pressed(View(LIMP), ">>>>>!")[-1] == Picked("not sure")
    assert pressed(View(LIMP), ">><<<!")[-1] == Picked(True)


@pytest.mark.parametrize(
    ("keys", "value"),
    [("1", True), ("y", True), ("Y", True), ("n", False), ("3", "not sure"), ("u", "not sure")],
)
def test_digits_and_letters_answer_with_enter(keys: str, value: object) -> None:
    assert pressed(View(LIMP), keys + "!") == [None, Picked(value)]  # type: ignore[arg-type]  # any value


@pytest.mark.parametrize(
    ("page", "text", "reply"),
    [
        (LIMP, "not sure", Picked("not sure")),
        (LIMP, "12", None),
        (LIMP, "1/2", None),
        (SIGNS, "1 2", Ticked({"cold": True, "shape": True}, "on")),
        (SIGNS, "none", Ticked({}, "rest")),
        (
            DAYS,
            "3 months",
            Converted(90, "3 months: 90 days, with 30 days to a month and 365 to a year."),
        ),
        (DAYS, "15 kg", None),
        (DAYS, "10 squats", None),
    ],
)
def test_what_is_typed_is_read_whole(page: Page, text: str, reply: object) -> None:
    assert pressed(View(page), text + "!") == [*([None] * len(text)), reply]


def test_a_typed_text_shows_and_points_at_the_row_that_it_names() -> None:
    view = View(LIMP)
    pressed(view, "no")

    assert "Your answer: no_" in seen(view)
    assert "> 2  no" in seen(view)
    pressed(view, "t")
    assert "> " not in seen(view)


def test_while_something_is_typed_letters_command_nothing_but_esc_does() -> None:
    view = View(LIMP)

    assert pressed(view, "1b") == [None, None]
    assert terminal_words.TOUCH_TYPED in seen(view)
    assert "b back" not in seen(view)
    assert view.back() == Key.BACK


def test_home_and_end_point_at_the_first_and_the_last_row_where_all_is_in_sight() -> None:
    view = View(SIGNS)
    view.end()
    assert view.cursor == 2
    view.home()
    assert view.cursor == 0


def test_arrows_leave_what_is_typed() -> None:
    view = View(DAYS)
    pressed(view, "12>")

    assert view.typed == ""
    assert view.enter() == Picked("not sure")


def test_what_is_typed_can_be_cleared() -> None:
    view = View(LIMP)
    pressed(view, "12")
    view.clear()

    assert view.typed == ""


@pytest.mark.parametrize("typed", ["12", "60", "27", "9"])
def test_every_row_of_a_long_list_is_chosen_by_its_number(typed: str) -> None:
    rows = tuple(Row(str(n), f"sort {n}", n) for n in range(1, 61))
    page = Page("Which?", Choose(rows))

    assert pressed(View(page), typed + "!")[-1] == Picked(int(typed))
    assert pressed(View(page), ">" * int(typed) + "!")[-1] == Picked(int(typed))


def test_space_answers_where_one_points() -> None:
    assert pressed(View(LIMP), "> ")[-1] == Picked(True)
    assert pressed(View(LIMP), " ") == [None]


def test_keys_work_where_the_page_knows_them() -> None:
    assert pressed(View(LIMP), "b") == [Key.BACK]
    assert pressed(View(LIMP), "s!") == [None, None]


def test_a_letter_that_means_nothing_says_so() -> None:
    view = View(LIMP)
    pressed(view, "x!")

    assert view.notice == terminal_words.NOT_AN_ANSWER.format(typed="x")


def test_an_earlier_answer_is_pointed_at() -> None:
    assert first_cursor(Page("", Choose(ROWS, before=False))) == 1
    assert first_cursor(Page("", Choose(ROWS))) is None
    assert first_cursor(DAYS) is None
    assert first_cursor(SIGNS) is None


def test_the_number_one_is_not_taken_for_a_yes() -> None:
    assert first_cursor(Page("", Choose((Row("1", "one", 1), Row("2", "two", 2)), True))) is None


def test_space_ticks_and_ticks_off() -> None:
    assert pressed(View(SIGNS), "> ")[-1] == Ticked({"cold": True})

    ticked = View(Page("", Tick(SIGNS.entry.rows, {"cold": True}, frozenset(), "none")), cursor=0)
    assert pressed(ticked, " ") == [Ticked({"cold": None})]


def test_numbers_tick_and_letters_say_not_sure_or_none() -> None:
    assert pressed(View(SIGNS), "2!")[-1] == Ticked({"shape": True}, "on")
    assert pressed(View(SIGNS), ">u")[-1] == Ticked({"cold": "not sure"})


@pytest.mark.parametrize("key", ["0", "n"])
def test_none_of_these_takes_a_second_key(key: str) -> None:
    view = View(SIGNS)

    assert pressed(view, key) == [None]
    assert view.enter() == Ticked({}, "rest")


def test_enter_goes_on_and_on_the_last_row_means_none_of_them() -> None:
    assert pressed(View(SIGNS), "!") == [Ticked({}, "on")]
    assert pressed(View(SIGNS), ">>>!")[-1] == Ticked({}, "rest")
    assert pressed(View(SIGNS), ">>> ")[-1] == Ticked({}, "rest")


def test_a_mark_needs_a_row() -> None:
    for keys in (" ", "u", ">>>u"):
        view = View(SIGNS)

        assert pressed(view, keys)[-1] is None
        assert view.notice == terminal_words.POINT_FIRST


def test_a_row_that_is_always_sure_says_so() -> None:
    view = View(SIGNS)
    pressed(view, ">>u")

    assert view.notice == terminal_words.ALWAYS_SURE.format(label="shape")


def test_a_checklist_knows_the_other_keys_too() -> None:
    assert pressed(View(SIGNS), "b") == [Key.BACK]


def test_a_number_is_typed_rubbed_out_and_entered() -> None:
    view = View(DAYS)
    pressed(view, "155")
    view.rub_out()

    assert "Your number: 15_" in seen(view)
    assert view.enter() == Picked(15)


def test_a_number_that_does_not_fit_is_told_and_typed_anew() -> None:
    view = View(DAYS)

    assert pressed(view, "999!")[-1] is None
    assert "“999” does not fit" in view.notice
    assert "a whole number from 0 to 365 days" in view.notice
    assert pressed(view, "9!")[-1] == Picked(9)
    assert view.notice == ""


def test_a_number_does_not_grow_without_end() -> None:
    view = View(DAYS)
    pressed(view, "1" * 50)

    assert len(view.typed) == 50
    assert len(seen(view)) < 2000
    pressed(view, "1" * 5000)
    assert len(view.typed) <= 1000


def test_a_number_page_takes_other_answers_too() -> None:
    assert pressed(View(DAYS), "u!")[-1] == Picked("not sure")
    assert pressed(View(DAYS), ">!")[-1] == Picked("not sure")
    assert pressed(View(DAYS), "!") == [None]


def test_the_place_is_kept_on_the_same_question_only() -> None:
    view = View(SIGNS, cursor=1)
    view.turn_to(Page(SIGNS.title, SIGNS.entry, notice="more?"))
    assert view.cursor == 1

    view.turn_to(LIMP)
    assert view.cursor is None


def test_the_boxes_show_what_is_ticked() -> None:
    marks: dict[str, Value] = {"cold": True, "shape": "not sure"}
    text = seen(View(Page("", Tick(SIGNS.entry.rows, marks, frozenset(), "none of the others"))))

    assert "1  [x] cold" in text
    assert "2  [?] shape (not sure)" in text
    assert "0  none of the others" in text


def test_a_long_page_scrolls_until_its_row_can_be_reached() -> None:
    view = View(LONG, cursor=0)

    assert "line 0" in seen(view)
    assert terminal_words.MORE_BELOW in seen(view)
    view.page_down()
    assert "line 0" not in seen(view).split("\n")
    view.page_up()
    assert "- line 0" in seen(view)
    for _ in range(40):
        view.down()
    assert "> 1  finish" in seen(view)
    assert terminal_words.MORE_ABOVE in seen(view)
    view.up()
    assert view.enter() == Picked("end")


def test_arrows_scroll_back_to_the_title() -> None:
    view = View(LONG, cursor=0)
    for _ in range(40):
        view.down()
    for _ in range(40):
        view.up()

    assert "Result" in seen(view)


def test_the_row_pointed_at_is_always_on_the_screen() -> None:
    rows = tuple(Row(str(n), f"a sign with quite a few words {n}", str(n)) for n in range(1, 9))
    view = View(Page("Any?", Tick(rows, {}, frozenset(), "none"), emergency="Call"), 30, 14)
    for move in [view.down] * 12 + [view.page_up, view.up, view.page_down] + [view.down] * 12:
        move()
        assert view.cursor is not None
        on_screen = f"> {(view.cursor + 1) % 9}" in seen(view)

        assert on_screen or move in (view.page_up, view.page_down)

    view.page_up()
    view.clear()
    view.press("2")
    assert "> 2" in seen(view)


def test_pointing_begins_with_what_is_on_the_screen() -> None:
    rows = tuple(Row(str(n), f"a sign with quite a few words {n}", str(n)) for n in range(1, 9))
    view = View(Page("Any?", Tick(rows, {}, frozenset(), "none"), emergency="Call"), 30, 14)
    view.page_down()
    before = view.offset
    view.down()

    assert view.cursor is not None
    assert view.cursor > 0
    assert view.offset == before


@pytest.mark.parametrize("height", [*range(1, 20), 40])
@pytest.mark.parametrize("width", [15, 30])
def test_none_of_these_is_no_answer_before_all_of_them_were_on_the_screen(
    width: int, height: int
) -> None:
    rows = tuple(Row(str(n), f"a sign with quite a few words {n}", str(n)) for n in range(1, 9))
    page = Page("Any?", Tick(rows, {}, frozenset(), "none"), emergency="Call")
    view, shown = View(page, width, height), []
    for _ in range(60):
        shown.append(seen(view))
        view.typed = ""
        view.press("0")
        reply = view.enter()
        if reply is not None:
            break
        assert view.notice == terminal_words.LOOK_AT_ALL

    assert reply == Ticked({}, "rest")
    assert height < 6 or all(f"  {n}  [ ]" in "".join(shown) for n in range(1, 9))


@pytest.mark.parametrize("page", [LIMP, SIGNS, LONG])
@pytest.mark.parametrize("width", [1, 10, 40, 200])
@pytest.mark.parametrize("height", [1, 2, 3, 5, 8, 13, 20, 50])
def test_every_size_shows_the_emergency_line_and_overflows_nowhere(
    page: Page, width: int, height: int
) -> None:
    view = View(page, width, height, notice="no")
    lines = view.lines()

    assert len(lines) == height
    assert height == 1 or "Call 999." in lines[-1].text
    for _ in range(3):
        view.down()
        view.page_down()
        assert len(view.lines()) == height


def test_a_low_screen_spends_no_line_on_free_ones_while_some_text_is_hidden() -> None:
    page = Page("How?", Choose(ROWS), tuple(Block("text", f"text {n}") for n in range(6)))
    free = [line for line in View(page, 40, 16).lines()[:10] if not line.text]

    assert not free
    assert "" in [line.text for line in View(page, 40, 21).lines()[:12]]


def test_a_lower_screen_does_without_hints_but_not_without_the_question() -> None:
    view = View(LIMP, 40, 7)

    assert "Do you limp?" in seen(view)
    assert terminal_words.TOUCH_CHOOSE not in seen(view)
