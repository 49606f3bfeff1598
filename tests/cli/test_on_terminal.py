"""What a terminal gets that a file does not: lines of its width, and word of what takes long."""

from __future__ import annotations

import io
import os
import pty
import sys
import termios
import threading
from collections.abc import Callable, Iterator

import pytest

from triage.cli import on_terminal
from triage.cli.on_terminal import Notice, fitted, hush, saying_so
from triage.cli.output import coloured, print_lines

PATIENCE = 60  # seconds; a guard against hanging


@pytest.fixture
def terminal() -> Iterator[Callable[[int], io.TextIOWrapper]]:
    """Return what opens a terminal of some width."""
    opened: list[int] = []

    def open_one(columns: int) -> io.TextIOWrapper:
        ours, theirs = pty.openpty()
        opened.extend((ours, theirs))
        termios.tcsetwinsize(theirs, (24, columns))
        return open(theirs, "w", encoding="utf-8", closefd=False)

    yield open_one
    for each in opened:
        os.close(each)


LINE = "note: the questions were asked on 3 May; look again with `triage ask calf --review FILE`"


def test_a_line_is_broken_between_words_and_goes_on_further_in(terminal):
    assert fitted(LINE, terminal(50)) == (
        "note: the questions were asked on 3 May; look\n"
        "  again with `triage ask calf --review FILE`"
    )


def test_what_is_typed_or_copied_is_not_broken(terminal):
    assert fitted("see `triage ask calf --review FILE`", terminal(30)) == (
        "see\n  `triage ask calf --review FILE`"
    )


def test_an_entry_of_a_list_goes_on_below_its_words(terminal):
    assert fitted("  - one two three four five six", terminal(20)) == (
        "  - one two three\n    four five six"
    )


def test_columns_stay_where_a_line_has_room_and_a_long_word_is_whole(terminal):
    row = "calf   0.1.0   draft"
    assert fitted(row, terminal(20)) == row
    assert fitted(30 * "x", terminal(20)) == 30 * "x"


@pytest.mark.parametrize("stream", [io.StringIO(), None])
def test_a_file_or_a_pipe_gets_every_line_whole(stream, tmp_path):
    with (tmp_path / "out").open("w") as file:
        assert fitted(200 * "word ", stream or file) == 200 * "word "


def test_what_is_code_is_never_broken(monkeypatch, capsys):
    monkeypatch.setattr(on_terminal, "_width_of", lambda _stream: 20)
    print_lines([LINE], whole=True)

    assert capsys.readouterr().out == f"{LINE}\n"


@pytest.mark.parametrize(
    ("line", "colour"),
    [("a/tree.yaml:3:5: holds: x", 32), ("passed: x", 32), ("t.yaml:1:1: fails: x", 31)],
)
def test_a_verdict_has_its_colour_and_its_word(line, colour, monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)

    said = coloured(line)

    assert f"\x1b[{colour}m" in said
    assert coloured(f"the tree {line.split(': ')[-2]} x") == f"the tree {line.split(': ')[-2]} x"


class Screen(io.StringIO):
    """A terminal in memory that says when something was written."""

    def __init__(self) -> None:
        super().__init__()
        self.written = threading.Event()

    def isatty(self) -> bool:
        return True

    def flush(self) -> None:
        self.written.set()


def test_what_takes_long_says_so_and_leaves_no_trace():
    screen = Screen()
    notice = Notice(screen, after=0.0)
    assert screen.written.wait(PATIENCE)
    notice.take_away()

    said, *_rest, last = screen.getvalue().split("\r")[1:-1]
    assert said == "working, 0 s"
    assert not last.strip()


def test_what_is_quick_says_nothing(monkeypatch):
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    with saying_so():
        hush()

    assert screen.getvalue() == ""


def test_nothing_is_said_where_nobody_looks(monkeypatch):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with saying_so():
        assert not on_terminal._shown


def test_a_terminal_that_is_gone_stops_nothing():
    screen = Screen()
    screen.close()
    notice = Notice(screen, after=0.0)
    assert notice._over.wait(PATIENCE)
    notice.take_away()


def test_only_one_word_of_what_takes_long_is_on_the_screen(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Screen())
    with saying_so(), saying_so():
        assert len(on_terminal._shown) == 1

    assert not on_terminal._shown
