"""Answers are on disk as they are given, so that whatever ends the program loses none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from attrs import define, evolve, field

from triage.engine.session import Session
from triage.errors import SessionError
from triage.phrasing import terminal_words
from triage.terminal import storage
from triage.terminal.claims import SlotClaim, claim
from triage.terminal.pages import Page, Reply, Talk
from triage.terminal.slots import Slot
from triage.words import _


@define
class Keeping:
    """Keeps the answers of one session in a slot that no other session uses.

    Attributes:
        key: what the slots of the tree are called.
        folder: where they are; None where no place for them is known.
        is_wanted: False where the person refused, and then nothing is written.
        has_warned: whether it was said that answers cannot be kept.
    """

    key: str
    folder: Path | None
    is_wanted: bool = True
    has_warned: bool = False
    _claim: SlotClaim | None = field(default=None, init=False)
    _written: Mapping[str, object] | None = field(default=None, init=False)

    @property
    def slot(self) -> Slot | None:
        """The slot that was claimed, if one was."""
        return self._claim.slot if self._claim else None

    @property
    def has_company(self) -> bool:
        """Whether another session asked the same tree when this one began."""
        return self._claim is not None and self._claim.has_company

    def begin(self, *, empty: bool = False) -> None:
        """Claim a slot: the one with the latest answers that a session has left.

        Args:
            empty: only a slot without answers will do.

        Raises:
            SessionError: there is no place for it, or it cannot be used.
        """
        if self._claim is not None or not self.is_wanted:
            return
        if self.folder is None:
            raise SessionError(_(terminal_words.NO_HOME))
        self._claim = claim(self.folder, self.key, empty=empty)

    def go_on_in(self, claimed: SlotClaim) -> None:
        """Keep the answers in a slot that was claimed already."""
        self._claim = claimed

    def end(self) -> None:
        """Let others have the slot; what is saved in it stays."""
        if self._claim:
            self._claim.release()
        self._claim = None

    def each(self, talk: Talk, session: Callable[[], Session]) -> Talk:
        """Show the pages of a talk, each after what was answered until then is on disk.

        Args:
            talk: what asks.
            session: tells what was answered so far.
        """
        found = told_in(session())  # it is where it was read

        def kept(page: Page) -> Page:
            is_new = self._written is not None or told_in(session()) != found
            problem = self.keep(session()) if is_new and self.is_wanted else ""
            return self._with_warning(page, problem) if problem else page

        return passed_through(talk, kept)

    def _with_warning(self, page: Page, problem: str) -> Page:
        """Promise no saving on a page, and say why; once is enough."""
        warning = "" if self.has_warned else _(terminal_words.CANNOT_KEEP, reason=problem)
        self.has_warned = True
        return evolve(page, notice=f"{page.notice} {warning}".strip(), saves=False)

    def keep(self, session: Session) -> str:
        """Write the answers, if they are not on disk yet; return what was wrong, or ""."""
        told = told_in(session)
        if told == self._written:
            return ""
        try:
            self.begin(empty=True)
            if self._claim and told:
                storage.save(told, self._claim.slot.answers)
            elif self._claim:
                storage.delete(self._claim.slot.answers)
        except SessionError as error:
            return str(error)
        self._written = told
        return ""

    def drop(self) -> bool:
        """Delete what was kept; say whether there was anything.

        Raises:
            SessionError: it cannot be deleted.
        """
        self._written = None
        return self._claim is not None and storage.delete(self._claim.slot.answers)


def told_in(session: Session) -> Mapping[str, object] | None:
    """Return all that a person has told, as data; None where it is nothing yet."""
    return session.to_json() if session.entries or session.undone else None


def passed_through(talk: Talk, change: Callable[[Page], Page]) -> Talk:
    """Show the pages of a talk, each as it is changed."""
    page = next(talk, None)
    while page is not None:
        reply: Reply = yield change(page)
        try:
            page = talk.send(reply)
        except StopIteration:
            return
