"""Pictures of the screens of ``triage ask``, and a recording: ``python -m docs.gallery.screens``.

Somebody sits at a real terminal and types; what the program sends is drawn by a terminal in
memory. It needs pexpect and pyte, which the extra ``test`` brings.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pexpect
import pyte
from attrs import define, field, frozen

from docs.gallery.screens.drawn import TERMINALS, picture

HERE: Final = Path(__file__).parent
_COLUMNS, _ROWS = 80, 24
_ENTER, _DOWN = "\r", "\x1b[B"
_PATIENCE: Final = 60
# The next key counts once the last one has rested, as the program takes no double press.
_REST: Final = 0.45
# How long each page is to be seen in the recording, in seconds.
_SEEN: Final = 2.5
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
    """

    keys: str
    waits: str
    name: str = ""
    about: str = ""


_NONE: Final = "0" + _ENTER
WALKS: Final = {
    ("calf-soreness",): (
        Stop("", "Who is this about?", "first", "the first page"),
        Stop("1" + _ENTER, "Question 1,", "signs", "danger signs, to tick"),
        Stop("?", "Why are these asked?", "why", "why they are asked"),
        Stop(_ENTER, "Question 1,"),
        Stop(_NONE, "Question 2,"),
        Stop(_NONE, "Question 3,"),
        Stop(_NONE, "Question 4,"),
        Stop(_DOWN, "> 1", "question", "a question, and the accent of the cursor"),
        Stop("1" + _ENTER, "Question 5,", "number", "a number"),
        Stop("35" + _ENTER, "Question 6,"),
        Stop("w", "That is reason enough", "worried", "worried anyway"),
        Stop(_ENTER, "Question 6,"),
        *(Stop(k + _ENTER, f"Question {n},") for n, k in enumerate("0210210221121"[:10], 7)),
        Stop(
            "1" + _ENTER,
            "short questions",
            "offer",
            "where to go, and questions that sharpen the advice",
        ),
        Stop("2" + _ENTER, "signs to watch for", "card", "the card"),
        Stop("1", "Watch out for", "part", "a part of it, opened"),
        Stop(_ENTER, "signs to watch for"),
        Stop("q", "Take care", "left", "what stays on the terminal"),
    ),
    ("calf-soreness", "--for-me"): (
        Stop("", "Ready?"),
        Stop("1" + _ENTER, "Question 1,"),
        Stop("1" + _ENTER, "CALL 999 NOW", "emergency", "an emergency"),
    ),
    ("calf-soreness", "--for-other"): (
        Stop("", "Ready?"),
        *(Stop(k + _ENTER, f"Question {n},") for n, k in enumerate("10001", 1)),
        Stop("17" + _ENTER, "GET MEDICAL HELP TODAY", "today", "help today, for somebody else"),
    ),
}


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
        time.sleep(_REST)
        for key in _keys(stop.keys):
            self.child.send(key)
        data, until = b"", time.monotonic() + _PATIENCE
        while stop.waits not in "\n".join(self.screen.display):
            if time.monotonic() > until:
                raise TimeoutError(f"no {stop.waits!r} on:\n" + "\n".join(self.screen.display))
            data += self._read()
        while more := self._read():
            data += more
        self.sent.append(data)

    def _read(self) -> bytes:
        try:
            data = bytes(self.child.read_nonblocking(65536, timeout=0.3))
        except (pexpect.TIMEOUT, pexpect.EOF):
            return b""
        self.stream.feed(data)
        return data


def _keys(text: str) -> Iterator[str]:
    """Yield keys one by one; the code of an arrow is one."""
    while text:
        size = len(_DOWN) if text.startswith("\x1b[") else 1
        yield text[:size]
        text = text[size:]


def sit(arguments: tuple[str, ...], state: str) -> Sitting:
    """Start the program at a terminal."""
    child = pexpect.spawn(
        sys.executable,
        ["-c", _PROGRAM, "ask", *arguments, "--region", "gb"],
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
    """Write the pictures, the recording of the first walk, and the page that shows them."""
    for old in [*folder.glob("*.svg"), *folder.glob("*.cast")]:
        old.unlink()
    lines = [_INTRODUCTION]
    for number, (arguments, stops) in enumerate(WALKS.items()):
        with tempfile.TemporaryDirectory() as state:
            sitting = sit(arguments, state)
            for stop in stops:
                sitting.go_to(stop)
                lines += _shown(stop, sitting.screen, folder)
            sitting.child.close(force=True)
        if number == 0:
            (folder / "asking.cast").write_text(recording(sitting.sent), encoding="utf-8")
    (folder / "README.md").write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


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
