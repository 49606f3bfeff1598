"""A result that is told: its card, the parts opened from it, and what is taken along."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias

from attrs import define, evolve, field

from triage.engine.result import Result
from triage.engine.session import Session
from triage.errors import TriageError
from triage.phrasing import terminal_words
from triage.terminal.card import CARD, card_page, part_page
from triage.terminal.card_parts import WHY, ResultPart, parts_of, why_part
from triage.terminal.pages import Key, Page, Picked, Reply
from triage.terminal.questions import back_again
from triage.terminal.review_page import Reviewing
from triage.words import _

# What each key takes along of a session; it returns what was written where, in words.
TakeAlong: TypeAlias = Mapping[Key, Callable[[Session], str]]


@define
class Telling:
    """Tells a result.

    Attributes:
        today: from which the day to look again is counted.
        reviewing: the earlier session that is looked at again, if one is.
        take_along: what can be taken along.
        may_keep: whether the answers may be kept.
        keeps: whether the person wants them kept.
        written: what was written where, in words, in its order.
        opened: the number of the part that is open, ``why``, or "" for the card itself.
    """

    today: date
    reviewing: Reviewing | None = None
    take_along: TakeAlong = field(factory=dict)
    may_keep: bool = True
    keeps: bool = False
    written: list[str] = field(factory=list)
    opened: str = ""

    def page(self, session: Session) -> Page:
        """Return the card of a result, or the part that is open."""
        result = session.result
        part = self._part(result)
        if part is not None:
            return part_page(result, self.today, part)
        page = self.card(session)
        return evolve(page, keys=(*page.keys, *self._keys(result)))

    def card(self, session: Session) -> Page:
        """Return the card, with what has changed since an earlier result."""
        changed = self.reviewing.changed(session) if self.reviewing else []
        return card_page(session.result, self.today, changed)

    def why_page(self, session: Session) -> Page:
        """Return the page of all reasons, where no part is open yet."""
        page = part_page(session.result, self.today, why_part(session.result))
        return evolve(page, entry=back_again())

    def taken(self, reply: Reply, session: Session) -> str | None:
        """Do what a reply to the card asks for; return the notice of it, None where it is another.

        Args:
            reply: opens a part or closes it, or takes something along.
            session: whose result is told.
        """
        if isinstance(reply, Picked):
            self.opened = "" if reply.value == CARD else str(reply.value)
        elif reply is Key.WHY:
            self.opened = "" if self.opened == WHY else WHY
        elif reply is Key.BACK and self.opened:
            self.opened = ""
        elif reply is Key.KEEP:
            self.keeps = True
            return _(terminal_words.WILL_KEEP)
        elif isinstance(reply, Key) and reply in self.take_along:
            return self._take(reply, session)
        else:
            return None
        return ""

    def _take(self, key: Key, session: Session) -> str:
        try:
            said = self.take_along[key](session)
        except TriageError as error:
            return str(error)
        except OSError as error:
            return _(terminal_words.NOT_TAKEN, reason=error.strerror or error)
        self.written.append(said)
        return said

    def _keys(self, result: Result) -> list[Key]:
        has_day = result.review_after_days is not None
        keys = [key for key in self.take_along if key is not Key.DAY or has_day]
        return [*keys, *([Key.KEEP] if self.may_keep else [])]

    def _part(self, result: Result) -> ResultPart | None:
        if self.opened == WHY:
            return why_part(result)
        parts = parts_of(result, self.today)
        opened = int(self.opened) if self.opened else 0
        return parts[opened - 1] if 0 < opened <= len(parts) else None
