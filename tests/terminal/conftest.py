"""A small tree, and ways to answer its questions: by typed lines, by keys, in a real terminal."""

from __future__ import annotations

import io
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import attrs
import pexpect
import pyte
import pytest

from tests.called import body
from triage.cli.commands import ask as command
from triage.model.tree import Tree
from triage.phrasing import terminal_words
from triage.terminal.slots import key_of
from triage.tree_files.library import load

PROGRAM = "import sys; from triage.cli import main; main(sys.argv[1:])"
PATIENCE = 60  # seconds; a guard against hanging, far more than a busy computer takes


@attrs.frozen
class Told:
    """What a sitting came to."""

    code: int
    text: str


@pytest.fixture
def path() -> str:
    return str(Path(__file__).parent / "trees" / "sore-leg.yaml")


@pytest.fixture
def tree(path: str) -> Tree:
    return load(path)


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep saved answers apart, and the words the same on every machine."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for name in ("LC_ALL", "LC_MESSAGES", "LC_CTYPE", "NO_COLOR", "PROMPT_TOOLKIT_COLOR_DEPTH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    return tmp_path / "state" / "triage"


@pytest.fixture
def saved(state: Path, path: str) -> Path:
    """Return where the answers to the small tree are kept."""
    return state / f"{key_of('sore-leg', Path(path))}.json"


@pytest.fixture
def ask(path: str, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Told]:
    """Run the command on typed lines; the input ends after them."""

    def run(typed: str, tree: str = path, encoding: str = "utf-8", **options: object) -> Told:
        sink = io.BytesIO()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode()), "utf-8"))
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(sink, encoding))
        usual = {
            "region": "gb", "choose": False, "plain": True, "for_other": None,
            "resume": None, "forget": False, "save": None, "review": None, "no_save": False,
        }  # fmt: skip
        monkeypatch.setattr(sys, "argv", ["triage"])
        code = body(command.ask)(tree, **(usual | options))
        sys.stdout.flush()
        return Told(code, sink.getvalue().decode(encoding))

    return run


class Terminal:
    """The program in a real terminal whose screen can be read."""

    def __init__(
        self,
        arguments: list[str],
        columns: int,
        rows: int,
        environ: dict[str, str],
        first: Callable[[], object] | None = None,
    ):
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.sent = b""
        self.latest = ""
        self.child = pexpect.spawn(
            sys.executable,
            ["-c", PROGRAM, "ask", *arguments],
            dimensions=(rows, columns),
            env={**os.environ, **environ},
            timeout=PATIENCE,
            preexec_fn=partial(_as_from_a_shell, first),
        )

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    def see(self, words: str) -> str:
        """Wait until some words are on the screen; return the screen."""
        deadline = time.monotonic() + PATIENCE
        while words not in self.text:
            assert time.monotonic() < deadline, f"no {words!r} on:\n{self.text}\n{self.sent!r}"
            self._read()
        while self._read():  # the rest of the screen may still be on its way
            pass
        return self.text

    def _read(self, seconds: float = 0.2) -> bool:
        """Read what has come; say whether there was anything."""
        try:
            data = self.child.read_nonblocking(65536, timeout=seconds)
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:
            time.sleep(0.05)
            return False
        self.sent += data
        self.stream.feed(data)
        return True

    def press(self, keys: str, then: str) -> str:
        """Send keys and wait for words on the screen."""
        self._wait_for_the_prompt()
        self.child.send(keys)
        return self.see(then)

    @property
    def is_plain(self) -> bool:
        """Whether no full screen was ever opened."""
        return b"\x1b[?1049h" not in self.sent

    def _wait_for_the_prompt(self) -> None:
        """Wait for the prompt of the plain front: what is typed before it does not count."""
        deadline = time.monotonic() + PATIENCE
        while self.is_plain and not self.text.rstrip().endswith(terminal_words.YOUR_ANSWER.strip()):
            assert time.monotonic() < deadline, f"no prompt on:\n{self.text}"
            self._read(0.02)

    def send_and_find(self, keys: str, wanted: tuple[str, ...]) -> str:
        """Send keys; return which of some words came first, in what is on the screen since then."""
        self._wait_for_the_prompt()
        plain, start = self.is_plain, len(self.sent)
        self.child.send(keys)
        deadline = time.monotonic() + PATIENCE
        while True:
            self._read(0.01)
            new = self.sent[start:].decode(errors="replace")
            # A line that is typed comes back as an echo; what counts stands below it.
            self.latest = new.partition("\n")[2] if plain else self.text
            if not plain or terminal_words.YOUR_ANSWER in self.latest:
                found = [text for text in wanted if text in self.latest]
                if found:
                    return found[0]
            assert time.monotonic() < deadline, f"none of {wanted} after {keys!r}:\n{self.latest}"

    def code(self) -> int:
        """Wait for the end; return the exit code."""
        self.child.expect(pexpect.EOF)
        self.sent += self.child.before
        self.stream.feed(self.child.before)
        self.child.close()
        return self.child.exitstatus


def _as_from_a_shell(first: Callable[[], object] | None) -> None:
    """Let signals end the program, also where the tests run in the background, or under nohup."""
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    if first:
        first()


@pytest.fixture
def terminal(path: str) -> Iterator[Callable[..., Terminal]]:
    opened: list[Terminal] = []

    def open_one(
        *options: str,
        columns: int = 80,
        rows: int = 24,
        tree: str = path,
        first: Callable[[], object] | None = None,
        **environ: str,
    ) -> Terminal:
        arguments = [tree, "--region", "gb", *options]
        opened.append(Terminal(arguments, columns, rows, environ, first))
        return opened[-1]

    yield open_one
    for one in opened:
        if one.child.isalive():
            # Nothing gentler: pexpect waits ten seconds after each signal that is not heeded.
            one.child.kill(signal.SIGKILL)
            one.child.wait()
        one.child.close(force=True)
