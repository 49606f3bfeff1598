"""What can be taken along of a result: a handout, a summary, a calendar file, and a copy."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Final, Literal

from attrs import frozen

from triage.engine.result import Result
from triage.engine.session import Session
from triage.errors import SessionError, TriageError
from triage.files import write_whole
from triage.locales.regions import region_in
from triage.phrasing import terminal_words
from triage.phrasing.phone_numbers import who_to_call
from triage.terminal import clipboard
from triage.terminal.card import lead
from triage.terminal.card_parts import look_again
from triage.terminal.pages import Key
from triage.terminal.telling import TakeAlong
from triage.words import _

# Where people print on letter paper, of the countries that have numbers here.
_ON_LETTER: Final = ("us", "ca")


@frozen
class Taking:
    """Writes what is taken along.

    Attributes:
        today: the day of the result.
        may_hold_answers: whether files that hold answers may be written.
        by_escape: whether the terminal may be asked to copy.
    """

    today: date
    may_hold_answers: bool
    by_escape: bool

    def keys(self) -> TakeAlong:
        """Return what each key does; what holds answers only where that is wanted."""
        answers: dict[Key, Callable[[Session], str]] = {
            Key.HANDOUT: partial(self._sheet, "handout"),
            Key.SUMMARY: partial(self._sheet, "summary"),
        }
        others = {Key.COPY: self._copy, Key.DAY: self._day}
        return {**(answers if self.may_hold_answers else {}), **others}

    def _sheet(self, kind: Literal["handout", "summary"], session: Session) -> str:
        """Write a sheet of paper as a PDF."""
        # Nobody waits for these before the first question.
        from triage.outputs.printing.kinds import SHEETS
        from triage.outputs.printing.print_job import Patient, PrintJob

        told = {entry.on or self.today for entry in session.entries}
        # What can have changed was asked today, so the advice is of today.
        days = (self.today,) if kind == "handout" else tuple(sorted(told))
        order = PrintJob(
            tree=session.tree,
            region=region_in(session.tree.scale, session.region),
            paper="letter" if session.region in _ON_LETTER else "a4",
            language=session.result.language,
            on=self.today,
            patient=Patient(session.answers, session.for_other, days),
        )
        said = terminal_words.WROTE_HANDOUT if kind == "handout" else terminal_words.WROTE_SUMMARY
        return self._written(f"{kind}-{self.today}.pdf", SHEETS[kind].document(order), said)

    def _day(self, session: Session) -> str:
        """Write a calendar file for the day to look again."""
        from triage.outputs.calendar import look_again_file

        days = session.result.review_after_days
        if days is None:
            raise TriageError(_(terminal_words.NO_DAY))
        day = self.today + timedelta(days=days)
        content = look_again_file(day, datetime.now(UTC))
        return self._written(f"look-again-{day}.ics", content, terminal_words.WROTE_DAY)

    def _copy(self, session: Session) -> str:
        return clipboard.copy(to_copy(session, self.today), os.environ, by_escape=self.by_escape)

    def _written(self, name: str, content: bytes, said: str) -> str:
        """Write a file that only its owner can read, beside what there is; say where it is."""
        path = _free(_folder() / name)
        write_whole(path, content, private=True)
        return _(said, path=path)


def to_copy(session: Session, today: date) -> str:
    """Return where to go, when to look again and whom to call; nothing of what it is about."""
    result = session.result
    told = [lead(result), *_also(result), look_again(result, today)]
    told += who_to_call(result.region, result.tree.scale)
    return "\n".join(filter(None, told))


def _also(result: Result) -> Iterator[str]:
    """Yield where other parts of a tree send somebody, where that is another place."""
    for place in dict.fromkeys(told.disposition for told in result.also):
        if place != result.disposition:
            sentence = f"{place.heading}."
            yield _(terminal_words.ALSO, title=sentence)


def _folder() -> Path:
    """Return where files go: the folder one works in, else one's home."""
    here = Path.cwd()
    if os.access(here, os.W_OK):
        return here
    home = Path.home()
    if not os.access(home, os.W_OK):
        raise SessionError(_(terminal_words.NO_FOLDER))
    return home


def _free(path: Path) -> Path:
    """Return the path, or one with a number where there is such a file already."""
    names = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return path if not os.path.lexists(path) else next(n for n in names if not os.path.lexists(n))
