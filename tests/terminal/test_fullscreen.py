"""The rich front, drawn on a screen in memory."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterator

import pyte
import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.input.base import PipeInput
from prompt_toolkit.output.vt100 import Vt100_Output

from tests.called import body
from tests.terminal.conftest import Told
from triage.cli import asking
from triage.cli.commands import ask as command
from triage.phrasing import terminal_words
from triage.terminal import front_choice, fullscreen
from triage.terminal.fullscreen import FullscreenFront, _Screen
from triage.terminal.pages import Choose, Page
from triage.terminal.plain import PlainFront
from triage.terminal.view import KeyGuard, View

DOWN, UP, PAGE_DOWN, ENTER, CTRL_C, CTRL_D = "\x1b[B", "\x1b[A", "\x1b[6~", "\r", "\x03", "\x04"
ME, NONE, YES, NO = "1" + ENTER, "0" + ENTER, "y" + ENTER, "n" + ENTER
HOME = ME + NONE + YES + NO + "36,8" + ENTER + "12" + ENTER + "1" + ENTER


class Sink(io.StringIO):
    """A terminal in memory."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        raise OSError


_KEY = re.compile(r"\x1b\[200~.*?\x1b\[201~|\x1b\[[0-9;]*[A-Za-z~]|.", re.DOTALL)


class Typist(_Screen):
    """A screen at which somebody presses the next key when a page has been drawn."""

    keys: list[str]

    def run(self) -> None:
        self.app.after_render += lambda _app: self.press_next()
        super().run()

    def press_next(self) -> None:
        assert isinstance(self.front.source, PipeInput)
        if self.keys:
            self.front.source.send_text(self.keys.pop(0))
        elif not self.app.is_done:
            self.front.source.send_text(CTRL_D)  # whoever typed has gone


@pytest.fixture
def touch(path: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Told]]:
    """Run the command on keys; the terminal goes away after them."""
    with create_pipe_input() as source:

        def run(keys: str, columns: int = 80, rows: int = 24, **options: object) -> Told:
            sink = Sink()
            output = Vt100_Output(sink, lambda: Size(rows, columns), term="xterm")
            monkeypatch.setattr(Typist, "keys", _KEY.findall(keys), raising=False)
            monkeypatch.setattr(fullscreen, "_Screen", Typist)
            encoding = str(options.pop("encoding", "utf-8"))
            colours = bool(options.pop("colours", True))
            patient = KeyGuard(repeated=0, at_once=0)
            front = FullscreenFront(source, output, encoding, colours, guard=patient)
            monkeypatch.setattr(asking, "choose_front", lambda *_: front)
            usual = {
                "region": "gb", "choose": False, "plain": False, "for_other": None,
                "resume": None, "forget": False, "save": None, "review": None, "no_save": False,
            }  # fmt: skip
            code = body(command.ask)(path, **(usual | options))
            return Told(code, sink.getvalue())

        yield run


def left_behind(told: Told, columns: int = 80, rows: int = 200) -> str:
    """Return what stands on the terminal after the full screen has gone."""
    screen = pyte.Screen(columns, rows)
    stream = pyte.Stream(screen)
    stream.feed(told.text.rsplit("\x1b[?1049l")[-1].replace("\n", "\r\n"))
    return "\n".join(line.rstrip() for line in screen.display).strip()


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (ME + "1" + ENTER + ENTER, "■ CALL 999 NOW"),
        (ME + DOWN + " " + ENTER + ENTER, "■ CALL 999 NOW"),
        (ME + DOWN + DOWN + "u" + NONE + ENTER, "▲ GET MEDICAL HELP TODAY"),
        (ME + NONE + YES + YES + ENTER, "◆ See a physio"),
        (ME + NONE + YES + NO + "36" + ENTER + "15" + ENTER + ENTER, "◆ See a doctor within days"),
        (HOME + "2" + ENTER + ENTER, "● Look after it yourself"),
    ],
)
def test_every_disposition_can_be_reached_and_stays_on_the_terminal(
    touch: Callable[..., Told], keys: str, said: str
) -> None:
    told = touch(keys)

    assert told.code == 0
    assert left_behind(told).startswith(said)
    assert left_behind(told).split("\n")[-1] in ("Emergency? Call 999.", "Call 999 now.")


def test_refining_questions_are_asked_after_the_disposition(touch: Callable[..., Told]) -> None:
    told = touch(HOME + ME + DOWN + " " + NONE + "3" + ENTER + PAGE_DOWN + ENTER)

    assert told.code == 0
    assert "Keep to flat ground." in left_behind(told)


def test_a_tick_that_was_not_entered_counts_when_one_stops(touch: Callable[..., Told]) -> None:
    left = left_behind(touch(ME + DOWN + " " + CTRL_C))

    assert "FROM WHAT YOU HAVE TOLD SO FAR: GET EMERGENCY HELP NOW" in " ".join(left.split())
    assert "Call 999 now." in left


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        (ME + NONE + YES + "q", 4),
        (ME + NONE + YES + CTRL_D, 4),
        (ME + NONE + "y" + CTRL_C, 130),
        (CTRL_C, 130),
    ],
)
def test_stopping_restores_the_terminal_and_says_what_was_saved(
    touch: Callable[..., Told], keys: str, code: int
) -> None:
    told = touch(keys)

    assert told.code == code
    assert terminal_words.STOPPED in left_behind(told)
    assert "\x1b[?1049l" in told.text


def test_why_worried_and_back_return_to_the_question(touch: Callable[..., Told]) -> None:
    told = touch(ME + NONE + YES + "?" + ENTER + "w" + ENTER + "b" + YES + YES + ENTER)

    assert told.code == 0
    assert left_behind(told).startswith("◆ See a physio")


def test_a_number_can_be_rubbed_out(touch: Callable[..., Told]) -> None:
    told = touch(ME + NONE + YES + NO + "399" + "\x7f\x7f\x7f" + "39" + ENTER + ENTER)

    assert left_behind(told).startswith("▲ GET MEDICAL HELP TODAY")


def test_keys_without_a_meaning_do_no_harm(touch: Callable[..., Told]) -> None:
    told = touch(ME + "\x1b[15~" + "\x1b[D" + "é" + ENTER + UP + NONE + YES + YES + ENTER)

    assert left_behind(told).startswith("◆ See a physio")


@pytest.mark.parametrize("code", ["\t", "\x1b[15~", "\x1b[3~", "\x1b[D", "\x1b[1;5C"])
def test_a_key_that_is_no_letter_types_nothing(touch: Callable[..., Told], code: str) -> None:
    told = touch(ME + code, columns=60)

    assert terminal_words.ANSWER_PROMPT not in told.text.rsplit("Question 1,", maxsplit=1)[-1]


def test_esc_is_a_key_of_its_own_at_once() -> None:
    with create_pipe_input() as source:
        output = Vt100_Output(Sink(), lambda: Size(24, 80), term="xterm")
        front = FullscreenFront(source, output, "utf-8")
        page = Page("Do you limp?", Choose(()))
        screen = _Screen(front, iter(()), View(page))  # type: ignore[arg-type]  # nobody talks

        assert screen.app.ttimeoutlen < 0.05  # in seconds


def test_a_pasted_text_is_typed_and_answers_nothing_by_itself(touch: Callable[..., Told]) -> None:
    told = touch(
        ME
        + NONE
        + "\x1b[200~y\ry\ry\x1b[201~"
        + ENTER
        + YES
        + NO
        + "\x1b[200~39,5\x1b[201~"
        + ENTER
        + ENTER
    )

    assert left_behind(told).startswith("▲ GET MEDICAL HELP TODAY")


def test_without_colours_none_are_sent(touch: Callable[..., Told]) -> None:
    plain = touch(ME + "1" + ENTER + ENTER, colours=False)
    coloured = touch(ME + "1" + ENTER + ENTER)

    colours = [";31", ";33", ";91", ";93"]

    assert any(colour in coloured.text for colour in colours)
    assert not any(colour in plain.text for colour in colours)
    assert "\x1b[0;1;7m ■ CALL 999 NOW" in plain.text


def test_ascii_terminals_get_ascii(touch: Callable[..., Told]) -> None:
    told = touch(HOME + "2" + ENTER + "?" + "q", encoding="ascii")

    assert told.text.isascii()
    assert "36.8 deg C" in told.text
    assert left_behind(told).startswith("o Look after it yourself")


def test_a_narrow_terminal_is_enough(touch: Callable[..., Told]) -> None:
    told = touch(HOME + "2" + ENTER + ENTER, columns=40, rows=20)

    assert told.code == 0
    assert max(len(line) for line in left_behind(told, 60).split("\n")) <= 40


def test_an_error_inside_ends_the_screen_and_is_not_swallowed(
    touch: Callable[..., Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    from triage.terminal import dialogue

    def fail(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(dialogue, "why_page", fail)
    with pytest.raises(RuntimeError, match="broken"):
        touch(ME + "?")


class Tty(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("plain", "environ", "name"),
    [
        (False, {"TERM": "xterm"}, "FullscreenFront"),
        (True, {"TERM": "xterm"}, "PlainFront"),
        (False, {"TERM": "dumb"}, "PlainFront"),
    ],
)
def test_the_front_fits_the_terminal(
    monkeypatch: pytest.MonkeyPatch, plain: bool, environ: dict[str, str], name: str
) -> None:
    monkeypatch.setattr(sys, "stdin", Tty())
    monkeypatch.setattr(sys, "stdout", Tty())
    monkeypatch.setattr("triage.terminal.fullscreen.create_input", lambda: None)
    monkeypatch.setattr("triage.terminal.fullscreen.create_output", lambda: None)

    assert type(front_choice.choose_front(plain, environ)).__name__ == name


def test_without_prompt_toolkit_the_plain_front_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdin", Tty())
    monkeypatch.setattr(sys, "stdout", sink := Tty())
    monkeypatch.setitem(sys.modules, "triage.terminal.fullscreen", None)

    assert type(front_choice.choose_front(False, {"TERM": "xterm"})).__name__ == "PlainFront"
    assert "-m pip install prompt_toolkit\n" in sink.getvalue()


@pytest.mark.parametrize(
    ("environ", "encoding"),
    [
        ({"LANG": "en_GB.UTF-8"}, "utf-8"),
        ({}, "utf-8"),
        ({"LANG": "C"}, "ascii"),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, "ascii"),  # what Python makes of the line above
        ({"LANG": "C", "LC_CTYPE": "en_GB.UTF-8"}, "utf-8"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "POSIX"}, "ascii"),
        ({"LANG": "C.UTF-8"}, "utf-8"),
    ],
)
def test_the_locale_says_which_letters_there_are(
    monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], encoding: str
) -> None:
    monkeypatch.setattr(sys, "stdout", Tty())

    assert front_choice.plain_front(environ).encoding == encoding


def test_a_line_typed_on_a_terminal_is_not_followed_by_an_empty_one() -> None:
    source, sink = Tty("1\n"), io.StringIO()
    front = PlainFront(source, sink, lambda: 80, "utf-8")

    assert front._line() == "1\n"
    assert sink.getvalue() == terminal_words.YOUR_ANSWER
    with pytest.raises(EOFError):
        front._line()
    assert sink.getvalue() == f"{terminal_words.YOUR_ANSWER}{terminal_words.YOUR_ANSWER}\n"


def test_streams_that_were_closed_before_are_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    monkeypatch.setattr(sys, "stdout", None)
    front = front_choice.choose_front(False, {"TERM": "xterm"})

    assert isinstance(front, PlainFront)
    assert front.encoding == "ascii"
