"""The card of a result: one screen, its parts by a key, and nothing that closes it by accident."""

from __future__ import annotations

from datetime import date

import pytest

from tests.sampled import slow
from tests.terminal.test_plan import result_of
from triage.engine.result import Result
from triage.phrasing import terminal_words
from triage.terminal.card import CARD, card_page
from triage.terminal.frame import told_lines
from triage.terminal.page_loop import show
from triage.terminal.pages import Key, Menu, Page, Picked
from triage.terminal.view import View
from triage.tree_files.library import available, load

DAY = date(2026, 11, 20)
TAKING = (Key.HANDOUT, Key.SUMMARY, Key.COPY, Key.DAY, Key.KEEP)
HOME = {"pain_0_10": 2, "trend": "improving", "days_since_onset": 2}
STROKE = {"droopy_face_weak_arm_or_speech": True}


def framed(result: Result) -> Page:
    """Return a card as it is shown, with all its keys."""
    page = card_page(result, DAY)
    with_keys = Page(
        page.title,
        page.entry,
        page.blocks,
        emergency=page.emergency,
        keys=(*page.keys, *TAKING),
        look=page.look,
    )
    return next(show(with_keys, result.region.code, result.tree.scale))


def lines_of(view: View) -> list[str]:
    return [line.text for line in view.lines()]


@pytest.fixture
def home() -> View:
    return View(framed(result_of("calf-soreness", **HOME)), width=76)


def test_self_care_and_all_its_keys_are_on_one_screen_of_80_by_24(home: View) -> None:
    shown = "\n".join(lines_of(home))

    assert home._parts().furthest == 0
    assert "Look after it yourself" in lines_of(home)[0]
    for words in (
        terminal_words.PLAN["today"],
        "1 signs to watch for",
        "p handout, s summary, c copy, d calendar, k keep my answers",
        "q finish",
    ):
        assert words in shown


@slow
@pytest.mark.parametrize("name", [n for n in available() if n != "showcase"])
def test_no_card_of_self_care_is_longer_than_a_screen(name: str) -> None:
    tree = load(name)
    ends = [o for o in tree.outcomes.values() if o.disposition.is_mildest and o.review_after_days]
    results = [r for r in results_of(name) if r.outcome in {o.name for o in ends}]

    assert [r.outcome for r in results if View(framed(r), width=76)._parts().furthest] == []


def results_of(name: str) -> list[Result]:
    """Return results of somebody who is well, and whose pain differs."""
    known = load(name).facts
    told = [{"pain_0_10": pain} if "pain_0_10" in known else {} for pain in (0, 2, 5)]
    found = [result_of(name, **each) for each in told]
    return [each for each in found if each.status == "complete"]


@pytest.mark.parametrize(("columns", "rows"), [(40, 20), (76, 24), (76, 40)])
def test_the_first_line_of_an_emergency_is_the_number_and_the_last_is_too(
    columns: int, rows: int
) -> None:
    result = result_of("calf-soreness", **STROKE)
    view = View(framed(result), width=columns, height=rows)
    lines = lines_of(view)

    number = result.region.emergency_number
    assert number.upper() in " ".join(lines[:2])
    assert number in " ".join(lines[-2:])


def test_a_card_that_fits_without_free_lines_is_whole_on_one_screen() -> None:
    view = View(framed(result_of("calf-soreness", can_walk_4_steps=False)), width=76, height=24)
    shown = lines_of(view)

    assert view._parts().furthest == 0
    assert any(line.startswith("- Foot cold") for line in shown)  # the last to watch for


def test_a_digit_opens_a_part_at_once_and_enter_closes_it(home: View) -> None:
    assert home.press("1") == Picked("1")
    assert isinstance(home.page.entry, Menu)

    home.page = Page("", Menu(home.page.entry.rows, enter=CARD))
    assert home.enter() == Picked(CARD)


def test_enter_space_and_arrows_close_nothing(home: View) -> None:
    assert home.enter() is None
    assert home.notice == terminal_words.OPEN_A_PART
    assert home.press(" ") is None
    for move in (home.up, home.down, home.page_down, home.page_up, home.home, home.end):
        move()
        assert home.enter() is None
    assert home.press("q") is Key.QUIT


def test_space_reads_on_and_home_and_end_go_to_both_ends() -> None:
    view = View(framed(result_of("calf-soreness", **STROKE)), width=40, height=20)
    view.lines()
    view.press(" ")
    assert view.offset > 0
    view.end()
    assert view.offset == view._parts().furthest
    view.home()
    assert view.offset == 0


def test_every_key_that_is_shown_means_something(home: View) -> None:
    for key in home.page.keys:
        assert home.press(key.letter) is key


def test_a_block_has_a_shape_for_each_look_and_fills_the_column() -> None:
    shapes = set()
    for name, told in (("calf-soreness", STROKE), ("calf-soreness", HOME)):
        (line, *_) = told_lines(framed(result_of(name, **told)), 76)
        shapes.add(line.text.split()[0])
        assert len(line.text) == 76
    assert len(shapes) == 2
