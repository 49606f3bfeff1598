"""Pictures of the screens of ``triage ask``, and a recording: ``python -m docs.gallery.screens``.

Somebody sits at a real terminal and types; what the program sends is drawn by a terminal in
memory. It needs pexpect and pyte, which the extra ``test`` brings.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import pexpect
import pyte
from attrs import define, evolve, field, frozen

import triage
from docs.gallery.screens.drawn import TERMINALS, picture
from triage.model.values import Value
from triage.phrasing import terminal_words

HERE: Final = Path(__file__).parent
_COLUMNS, _ROWS = 80, 24
_ENTER: Final = "\r"
_PATIENCE: Final = 60
_REST: Final = 0.45  # seconds, after which the next key is no double press
_SEEN: Final = 2.5  # seconds for each page of the recording
_INTRODUCTION: Final = """\
# Screens

The screens of `triage ask` at 80 x 24, as a real terminal got them, on a dark and on a light one.
`python -m docs.gallery.screens` makes them anew; `asciinema play asking.cast` plays a recording.
"""
_PROGRAM: Final = "import sys; from triage.cli import main; main(sys.argv[1:])"


@frozen
class Stop:
    """A page to look at.

    Attributes:
        keys: what is pressed on the page before.
        waits: what the page says, so that one knows it is there.
        name: of its picture; "" for a page that has none.
        about: what there is to see.
        begins: the options with which the program is started for it; None where it goes on.
    """

    keys: str
    waits: str
    name: str = ""
    about: str = ""
    begins: tuple[str, ...] | None = None


# How the program is started but for the choice of a tree.
_ABOUT_CALVES: Final = ("calf-soreness",)
# Of whom the card is: sore after a run, and getting better.
_TOLD: Final = {"pain_0_10": 2, "trend": "improving", "days_since_onset": 2}
(_TREE,) = _ABOUT_CALVES


def home() -> Iterator[Stop]:
    """Yield the pages up to a card of self-care, then that; each kind of page has a picture."""
    yield Stop("", "Who is this about?", "first", "the first page", _ABOUT_CALVES)
    first, *questions = asked({}, "1" + _ENTER)
    yield first
    yield Stop("?", terminal_words.WHY_EACH, "why", "why they are asked")
    yield Stop(_ENTER, first.waits)
    yield Stop("w", terminal_words.WORRIED_TITLE, "worried", "worried anyway")
    yield Stop(_ENTER, first.waits)
    yield from questions
    yield Stop("2" + _ENTER, terminal_words.PART_WATCH, "card", "the card")
    yield Stop("1", terminal_words.WATCH, "part", "a part of it, opened")
    yield Stop(_ENTER, terminal_words.PART_WATCH)
    yield Stop("q", terminal_words.CLOSING, "left", "what stays on the terminal")


def emergency() -> Iterator[Stop]:
    """Yield the pages up to an emergency."""
    yield Stop("", "Who is this about?", begins=_ABOUT_CALVES)
    yield Stop("1" + _ENTER, "Question 1,")
    yield Stop("1" + _ENTER, "CALL 999 NOW", "emergency", "an emergency")


def today() -> Iterator[Stop]:
    """Yield the pages up to help today."""
    yield Stop("", "Who is this about?", begins=_ABOUT_CALVES)
    *questions, last = asked({"pain_0_10": 9}, "2" + _ENTER)
    yield from (evolve(each, name="") for each in questions)
    yield evolve(last, name="today", about="help today, for somebody else")


def before() -> Iterator[Stop]:
    """Yield the pages that may come before the first question."""
    which = terminal_words.WHICH_TREE
    yield Stop("", which, "choice", "the choice of what it is about", ("--choose",))
    yield Stop("r", terminal_words.WHICH_COUNTRY, "country", "whose phone numbers are shown")


def later() -> Iterator[Stop]:
    """Yield the pages of somebody who stops, goes on later, and looks again another day."""
    yield Stop("", "Who is this about?", begins=_ABOUT_CALVES)
    first, second, *questions = asked({}, "1" + _ENTER)
    yield from (evolve(each, name="") for each in (first, second))
    yield Stop("q", terminal_words.STOPPED)
    yield Stop("", terminal_words.GO_ON, "going-on", "going on later", _ABOUT_CALVES)
    yield Stop("1" + _ENTER, second.waits)
    yield from (evolve(each, name="") for each in questions)
    yield Stop("2" + _ENTER, terminal_words.PART_WATCH)
    yield Stop("k", terminal_words.WILL_KEEP, "kept", "kept to look at again")
    yield Stop("q", terminal_words.CLOSING)
    again = terminal_words.REVIEW_OFFER
    yield Stop("", again, "looking-again", "looking again another day", _ABOUT_CALVES)


def asked(told: Mapping[str, Value], keys: str) -> Iterator[Stop]:
    """Yield the pages of the questions, and the one that tells where to go.

    Args:
        told: what is answered besides ``_TOLD``; all else as somebody well does.
        keys: what leads to the first question.
    """
    tree = triage.load(_TREE, allow_draft=True)
    well = {name: fact.well for name, fact in tree.facts.items()}
    session, kinds = triage.start(tree, allow_draft=True), set[str]()
    while (screen := session.next) is not None and not screen.optional:
        kind = kind_of(screen)
        name = "" if kind in kinds else kind
        kinds.add(kind)
        yield Stop(keys, f"Question {session.progress.done + 1},", name, KINDS[kind])
        given = {fact: {**well, **_TOLD, **told}[fact] for fact in screen.facts}
        keys = "".join(_typed(screen, given))
        session = session.answer(given)
    disposition = session.result.at_least
    heading = disposition.heading
    waits = heading.upper() if disposition.is_urgent else heading[1:]
    yield Stop(keys, waits, "offer", "where to go, and how to sharpen the advice")


# The kinds of page, by the name of their picture.
KINDS: Final = {
    "signs": "danger signs, to tick",
    "form": "several questions on one page",
    "number": "a number",
    "question": "a question",
}


def kind_of(screen: triage.Screen) -> str:
    """Return the kind of the page of a screen."""
    if screen.is_checklist or screen.is_form:
        return "signs" if screen.is_checklist else "form"
    return "number" if screen.questions[0].type == "number" else "question"


def _typed(screen: triage.Screen, given: Mapping[str, Value | None]) -> Iterator[str]:
    """Yield the keys that answer a screen."""
    if screen.is_checklist:
        marks = [str(n) for n, fact in enumerate(screen.facts, 1) if given[fact] is not False]
        yield " ".join([*marks, "0"]) + _ENTER
        return
    for question in screen.questions:
        value = given[question.fact]
        choices = [choice.value for choice in question.choices]
        is_row = question.type != "number" and value in choices
        yield (str(choices.index(value) + 1) if is_row else str(value)) + _ENTER


WALKS: Final[tuple[Callable[[], Iterator[Stop]], ...]] = (before, home, emergency, today, later)


@define
class Sitting:
    """Somebody at a terminal.

    Attributes:
        child: the program.
        screen: what is on the terminal.
        sent: what the program sent since each page was asked for.
    """

    child: pexpect.spawn[bytes]
    screen: pyte.Screen
    stream: pyte.ByteStream = field(init=False)
    sent: list[bytes] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        self.stream = pyte.ByteStream(self.screen)

    def go_to(self, stop: Stop) -> None:
        """Press keys, and wait for a page."""
        for line in stop.keys.splitlines(keepends=True):
            self.child.send(line)
            self._settle()
        until = time.monotonic() + _PATIENCE
        while stop.waits not in "\n".join(self.screen.display):
            if time.monotonic() > until:
                raise TimeoutError(f"no {stop.waits!r} on:\n" + "\n".join(self.screen.display))
            self._settle()
        self._settle()

    def leave(self) -> None:
        """End the program, however busy the machine is."""
        self.child.kill(signal.SIGKILL)
        self.child.wait()
        self.child.close()

    def _settle(self) -> None:
        """Read until nothing more comes; the next key counts after that."""
        data = b""
        while more := self._read():
            data += more
        self.sent.append(data)
        time.sleep(_REST)

    def _read(self) -> bytes:
        try:
            data = bytes(self.child.read_nonblocking(65536, timeout=0.3))
        except (pexpect.TIMEOUT, pexpect.EOF):
            return b""
        self.stream.feed(data)
        return data


def sit(state: str, options: Iterable[str]) -> Sitting:
    """Start the program at a terminal.

    Args:
        state: the folder where answers are kept.
        options: of ``triage ask``.
    """
    child = pexpect.spawn(
        sys.executable,
        ["-c", _PROGRAM, "ask", *options, "--region", "gb"],
        dimensions=(_ROWS, _COLUMNS),
        env={**os.environ, "TERM": "xterm", "LANG": "en_GB.UTF-8", "XDG_STATE_HOME": state},
        timeout=_PATIENCE,
    )
    return Sitting(child, pyte.Screen(_COLUMNS, _ROWS))


def recording(pages: list[bytes]) -> str:
    """Return a recording for asciinema: each page as it was sent, to be seen for a while."""
    head = {"version": 2, "width": _COLUMNS, "height": _ROWS, "title": "triage ask"}
    events = [
        [round(number * _SEEN, 2), "o", data.decode()] for number, data in enumerate(pages) if data
    ]
    return "\n".join(map(json.dumps, [head, *events])) + "\n"


def main(folder: Path = HERE) -> None:
    """Write the pictures, the recording of the walk home, and the page that shows them."""
    for old in [*folder.glob("*.svg"), *folder.glob("*.cast")]:
        old.unlink()
    lines = [_INTRODUCTION]
    for walk in WALKS:
        sent = []
        for stop, sitting in walked(walk()):
            lines += _shown(stop, sitting.screen, folder)
            sent = sitting.sent
        if walk is home:
            (folder / "asking.cast").write_text(recording(sent), encoding="utf-8")
    (folder / "README.md").write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


def walked(stops: Iterable[Stop]) -> Iterator[tuple[Stop, Sitting]]:
    """Yield each page, and who sits before it; answers that are kept last for the walk."""
    with tempfile.TemporaryDirectory() as state, ExitStack() as started:
        for stop in stops:
            if stop.begins is not None:
                sitting = sit(state, stop.begins)
                started.callback(sitting.leave)
            sitting.go_to(stop)
            yield stop, sitting


def _shown(stop: Stop, screen: pyte.Screen, folder: Path) -> list[str]:
    if not stop.name:
        return []
    for terminal in TERMINALS:
        file = folder / f"{stop.name}-{terminal.name}.svg"
        file.write_text(picture(screen, terminal), encoding="utf-8")
    both = " ".join(
        f'<img src="{stop.name}-{t.name}.svg" width="48%" alt="{stop.about}, {t.name}">'
        for t in TERMINALS
    )
    return [f"**{stop.about[0].upper()}{stop.about[1:]}**\n\n{both}\n"]


if __name__ == "__main__":
    main()
