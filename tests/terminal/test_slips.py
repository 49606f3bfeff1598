"""Ten slips of people who tried the questions; on a card none of them may cost anything."""

from __future__ import annotations

import io
from datetime import date

import pytest
from prompt_toolkit.input.vt100_parser import Vt100Parser
from prompt_toolkit.keys import Keys

from tests.terminal.conftest import Told
from tests.terminal.test_card import HOME, STROKE, framed
from tests.terminal.test_plan import result_of
from triage.phrasing import terminal_words
from triage.terminal import front_choice
from triage.terminal.fullscreen import FullscreenFront
from triage.terminal.pages import Key, Page
from triage.terminal.plain import PlainFront
from triage.terminal.render import respelt
from triage.terminal.view import KeyGuard, View

DAY = date(2026, 11, 20)


@pytest.fixture
def card() -> Page:
    return framed(result_of("calf-soreness", **HOME))


@pytest.fixture
def emergency() -> Page:
    return framed(result_of("calf-soreness", **STROKE))


def plainly(page: Page, encoding: str = "utf-8") -> str:
    """Return a page as the plain front writes it."""
    sink = io.StringIO()
    front = PlainFront(io.StringIO(), sink, lambda: 80, encoding)
    front._write(front._screen(respelt(page, encoding)))
    return sink.getvalue()


def test_1_a_wrong_key_is_told_and_opens_nothing(card: Page) -> None:
    view = View(card, width=76)

    assert [view.press(letter) for letter in "zx"] == [None, None]
    assert view.enter() is None
    assert "“zx”" in view.notice


def test_2_a_key_that_is_pressed_twice_closes_no_card() -> None:
    now = [0.0]
    guard = KeyGuard(clock=lambda: now[0])
    guard.page_left("q")  # the answer that led here was left by the same key
    guard.page_shown()
    now[0] = 0.2

    assert not guard.lets_through("q")


def test_3_a_pasted_text_closes_no_card(card: Page) -> None:
    view = View(card, width=76)
    view.write("q 1 finish")

    assert view.enter() is None
    assert view.typed == ""


def test_4_a_window_that_changes_its_size_keeps_the_number_in_sight(emergency: Page) -> None:
    view = View(emergency)
    for columns, rows in ((76, 24), (40, 20), (76, 40), (20, 8), (76, 24)):
        view.width, view.height = columns, rows
        lines = [line.text for line in view.lines()]
        assert len(lines) == rows
        assert "emergency number" in " ".join(" ".join(lines).split()).lower()


def test_5_a_window_that_is_closed_on_a_card_is_a_result_and_loses_nothing(ask) -> None:
    told: Told = ask("1\n1\n")  # and no line more

    assert told.code == 0
    assert "Because of this: short of breath." in told.text
    assert told.text.rstrip().endswith("Call 999 now.")


def test_6_without_colours_a_block_still_has_its_words_and_its_shape(
    card: Page, emergency: Page
) -> None:
    firsts = [View(page, width=76).lines()[0].text.strip() for page in (card, emergency)]

    assert firsts[0].startswith("● Look after it yourself")
    assert firsts[1].startswith("■ CALL")


def test_7_without_fonts_signs_are_simpler_and_no_line_grows(card: Page) -> None:
    front = FullscreenFront(None, None, "ascii")  # type: ignore[arg-type]  # nothing is drawn
    lines = View(respelt(card, "ascii"), width=76).lines()
    text = "".join(piece[1] for piece in front.fragments(lines))

    assert text.isascii()
    assert max(map(len, text.split("\n"))) <= 76
    assert text.startswith(" o Look after it yourself")


def test_8_in_the_c_locale_a_card_is_plain_letters(card: Page) -> None:
    assert front_choice._encoding({"LANG": "C"}) == "ascii"
    assert plainly(card, "ascii").isascii()


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("\x1b[1~", Keys.Home),
        ("\x1b[H", Keys.Home),
        ("\x1b[4~", Keys.End),
        ("\x1b[F", Keys.End),
        ("\x1b[6~", Keys.PageDown),
        ("\x1bOB", Keys.Down),
    ],
)
def test_9_the_codes_of_windows_terminals_are_the_keys_that_they_mean(code: str, key: Keys) -> None:
    pressed: list[object] = []
    parser = Vt100Parser(lambda press: pressed.append(press.key))
    parser.feed_and_flush(code)

    assert pressed == [key]


def test_9_a_line_that_windows_ends_is_read(ask) -> None:
    assert ask("1\r\n1\r\nq\r\n").code == 0


def test_10_a_screen_reader_hears_each_part_on_its_own_line_and_no_drawing(card: Page) -> None:
    text = plainly(card)
    drawn = set("●■▲◆━─│\x1b")

    assert not drawn & set(text)
    assert "\n  1  signs to watch for\n" in text
    assert text.index("Look after it yourself.") < text.index(terminal_words.PLAN["today"])
    assert "LOOK AFTER" not in text
    assert Key.QUIT in card.keys
