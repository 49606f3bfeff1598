"""Where answers go in the end, in words: the file, and the commands that find it."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

from attrs import frozen

from triage.phrasing import terminal_words
from triage.terminal.pages import Block
from triage.terminal.slots import Slot
from triage.terminal.storage import Stamp
from triage.words import _


@frozen
class SaveLocation:
    """Where answers go in the end.

    Attributes:
        tree: the tree as the person named it.
        program: how this program is called on a command line.
        file: the file that the person named; None where answers stay in their slot.
        as_it_was: tells ``file`` from a later one of that name.
        keeps_result: whether the answers of a result are kept in ``file``, too.
    """

    tree: str
    program: str = "triage"
    file: Path | None = None
    as_it_was: Stamp | None = None
    keeps_result: bool = False

    def saved(self, path: Path) -> list[Block]:
        """Say where the answers are, how to go on with them, and how to delete them."""
        command = (
            terminal_words.COMMAND_ASK if self._is_usual(path) else terminal_words.COMMAND_RESUME
        )
        return self._told(path, _(terminal_words.SAVED), _(terminal_words.TO_RESUME), command)

    def kept(self, path: Path) -> list[Block]:
        """Say where the answers of a result are, how to look again, and how to delete them."""
        command = (
            terminal_words.COMMAND_ASK if self._is_usual(path) else terminal_words.COMMAND_REVIEW
        )
        return self._told(
            path, _(terminal_words.KEPT_TO_LOOK_AGAIN), _(terminal_words.TO_LOOK_AGAIN), command
        )

    def _is_usual(self, path: Path) -> bool:
        """Say whether the tree is all that one must name to find the answers."""
        return path != self.file and Slot.of(path).is_usual

    def _told(self, path: Path, said: str, told: str, command: str) -> list[Block]:
        to_forget = (
            terminal_words.COMMAND_FORGET
            if self._is_usual(path)
            else terminal_words.COMMAND_FORGET_FILE
        )
        return [
            Block("text", said),
            Block("command", str(path)),
            Block("text", told),
            Block("command", self._filled(command, path)),
            Block("text", _(terminal_words.TO_FORGET)),
            Block("command", self._filled(to_forget, path)),
        ]

    def _filled(self, template: str, path: Path) -> str:
        return template.format(program=self.program, tree=quote(self.tree), path=quote(str(path)))
