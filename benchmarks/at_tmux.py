"""Somebody at a real terminal, tmux, and the same sitting in memory; after each key both agree."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pyte
from attrs import define, field

from benchmarks.opened import opened
from benchmarks.typist import line_for
from docs.gallery.screens.drawn import TERMINALS, picture
from triage.cli.conversations import AskOptions, sitting_for
from triage.model.values import Value
from triage.terminal.conversation import Conversation
from triage.terminal.fullscreen import COLUMN
from triage.terminal.pages import Key, Menu, Page, Reply, Talk
from triage.terminal.screenful import first_cursor
from triage.terminal.view import View

_PATIENCE: Final = 60  # seconds; a guard against hanging
_REST: Final = 0.4  # seconds, after which the same key is no double press
_AT_ONCE: Final = 0.1  # seconds, after which a page is read and a key no part of a burst
_TAKING: Final = (Key.HANDOUT, Key.SUMMARY, Key.COPY, Key.DAY, Key.KEEP)
# What two fingers press, by the names of tmux, and what it does on a screen in memory.
_MOVES: Final = {
    "NPage": View.page_down,
    "PPage": View.page_up,
    "Home": View.home,
    "End": View.end,
    "Left": View.left,
    "Right": View.right,
}


@define
class InMemory:
    """The same sitting without a terminal: what each key ought to show.

    Attributes:
        columns: of the terminal.
        view: the page, and where one is on it.
    """

    sitting: Conversation
    columns: int
    rows: int
    view: View = field(init=False)
    _talk: Talk = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._talk = self.sitting.talk()
        page = next(self._talk)
        width = min(self.columns, COLUMN)
        self.view = View(page, width, self.rows, cursor=first_cursor(page))

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self.view.page

    @property
    def facts(self) -> tuple[str, ...]:
        """What the page asks for."""
        dialogue = self.sitting.dialogue
        return dialogue.asked if dialogue else ()

    def press(self, key: str) -> bool:
        """Do what a key does; say whether another page is shown."""
        self.text()  # what is on the screen counts as seen
        if key in _MOVES:
            _MOVES[key](self.view)
            return False
        named = {"Enter": self.view.enter, "Escape": self.view.back}
        reply = named[key]() if key in named else self.view.press(key)
        return reply is not None and self._send(reply)

    def _send(self, reply: Reply) -> bool:
        return self.view.turn_to(self._talk.send(reply))

    def text(self) -> str:
        """Return what is on the screen."""
        margin = " " * ((self.columns - self.view.width) // 2)
        return "\n".join((margin + line.text).rstrip() for line in self.view.lines()).rstrip()


@define
class Tmux:
    """The program in a window of tmux.

    Attributes:
        folder: where it runs, and where its files go.
    """

    folder: Path
    columns: int
    rows: int
    _name: str = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._name = f"stories-{os.getpid()}"

    def start(self, tree: str) -> None:
        """Start the program with nothing of the tmux of whoever runs this."""
        program = "import sys; from triage.cli import main; main(sys.argv[1:])"
        command = [sys.executable, "-c", program, "ask", tree, "--region", "gb"]
        env = {"XDG_STATE_HOME": str(self.folder / "state"), "LANG": "en_GB.UTF-8"}
        size = ("-x", str(self.columns), "-y", str(self.rows))
        said = " ".join([*(f"{k}={shlex.quote(v)}" for k, v in env.items()), shlex.join(command)])
        ending = f"unset NO_COLOR DISPLAY WAYLAND_DISPLAY; {said}; echo ended $?; sleep 600"
        self._do("-f", os.devnull, "new-session", "-d", *size, "-c", str(self.folder), ending)

    def press(self, key: str) -> None:
        """Press one key."""
        self._do("send-keys", "Space" if key == " " else key)

    def text(self, *options: str) -> str:
        """Return what is on the screen."""
        return self._do("capture-pane", "-p", *options).rstrip()

    def see(self, wanted: str) -> None:
        """Wait until a whole screen is shown.

        Raises:
            AssertionError: something else is.
        """
        until = time.monotonic() + _PATIENCE
        while (found := self.text()) != wanted:
            assert time.monotonic() < until, f"expected:\n{wanted}\n--- found:\n{found}"
            time.sleep(0.02)

    def see_words(self, words: str) -> str:
        """Wait until some words are shown, however they are wrapped; return the screen."""
        until = time.monotonic() + _PATIENCE
        while words not in " ".join((found := self.text()).split()):
            assert time.monotonic() < until, f"expected {words!r}, found:\n{found}"
            time.sleep(0.02)
        return found

    @property
    def clipboard(self) -> str:
        """What the program put on the clipboard."""
        return self._do("show-buffer")

    def stop(self) -> None:
        """End the window, and tmux with it."""
        subprocess.run(["tmux", "-L", self._name, "kill-server"], check=False, capture_output=True)

    def _do(self, *arguments: str) -> str:
        command = ["tmux", "-L", self._name, *arguments]
        env = {k: v for k, v in os.environ.items() if k not in ("TMUX", "TMUX_PANE")}
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=env)
        return done.stdout


@define
class Typing:
    """Somebody at both screens; after each key both show the same.

    Attributes:
        album: where pictures and transcripts go; None takes none.
        pages: how many pages were shown.
        keys: how many keys were pressed.
    """

    tmux: Tmux
    memory: InMemory
    album: Path | None = None
    pages: int = 0
    keys: int = 0
    _left_by: str = ""

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each when the screen before it is there."""
        for key in keys:
            if key == self._left_by:
                time.sleep(_REST)
            self._left_by = ""
            moved = self.memory.press(key)
            self.tmux.press(key)
            self.tmux.see(self.memory.text())
            self.keys += 1
            if moved:
                self._left_by = key
                self.turned()

    def turned(self) -> None:
        """Look at a new page; what is pressed at once after it would not count."""
        self.pages += 1
        time.sleep(_AT_ONCE)
        if self.album is not None:
            _keep(self.tmux, self.album / f"{self.pages:02}")

    def answer(self, patient: Mapping[str, Value], *, for_other: bool) -> None:
        """Answer until the card is there."""
        for_whom, *_one = ("2",) if for_other else ("1",)
        self.press(for_whom, "Enter")
        while not isinstance(self.memory.page.entry, Menu):
            page = self.memory.page
            offers = page.look is not None  # questions that sharpen the advice
            line = "2" if offers else line_for(page, self.memory.facts, patient)
            self.press(*line, "Enter")
            while self.memory.page == page:  # a list that goes on below must be looked at first
                self.press("NPage", *line, "Enter")

    def read_on(self) -> None:
        """Open each part of the card and close it, and each page that a key of every page opens."""
        for row in self.memory.page.entry.rows:
            self.press(row.key, "End", "Home", "Escape")
        for key in "?wr":
            if any(each.letter == key for each in self.memory.page.keys):
                self.press(key, "Escape")

    def take_along(self) -> dict[str, str]:
        """Press each key of the card that takes something along; return what came of each."""
        came: dict[str, str] = {}
        for key in _TAKING:
            if key not in self.memory.page.keys or key.letter in came:
                continue
            before = {*self.tmux.folder.iterdir()}
            shown = self.tmux.text()
            self.tmux.press(key.letter)
            self.keys += 1
            while (now := self.tmux.text()) == shown:
                time.sleep(0.05)
            time.sleep(_REST)
            new = {*self.tmux.folder.iterdir()} - before
            said = self.tmux.clipboard if key is Key.COPY else " ".join(map(opened, sorted(new)))
            came[key.letter] = said or next(iter(_changed(shown, now)))
        return came


def _changed(before: str, now: str) -> Iterator[str]:
    old = before.splitlines()
    yield from (line.strip() for line in now.splitlines() if line not in old)
    yield "nothing changed"


def _keep(tmux: Tmux, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.with_suffix(".txt").write_text(tmux.text() + "\n", "utf-8")
    screen = pyte.Screen(tmux.columns, tmux.rows)
    pyte.Stream(screen).feed(tmux.text("-e", "-N").replace("\n", "\r\n"))
    for terminal in TERMINALS:
        svg = picture(screen, terminal)
        file.with_name(f"{file.name}-{terminal.name}.svg").write_text(svg, "utf-8")


@contextmanager
def sat_down(tree: str, size: tuple[int, int], album: Path | None = None) -> Iterator[Typing]:
    """Start the program in tmux, and the same sitting in memory."""
    before = os.environ.get("XDG_STATE_HOME")
    with tempfile.TemporaryDirectory() as made, tempfile.TemporaryDirectory() as state:
        os.environ["XDG_STATE_HOME"] = state
        tmux = Tmux(Path(made), *size)
        try:
            asked = AskOptions(region="gb", by_escape=True)
            with sitting_for(tree, asked) as sitting:
                tmux.start(tree)
                typing = Typing(tmux, InMemory(sitting, *size), album)
                tmux.see(typing.memory.text())
                typing.turned()
                yield typing
        finally:
            tmux.stop()
            os.environ.pop("XDG_STATE_HOME")
            if before is not None:
                os.environ["XDG_STATE_HOME"] = before
