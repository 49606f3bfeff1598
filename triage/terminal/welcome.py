"""The first screen: what this is, whose numbers are used, who answers, and saved answers."""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import date
from functools import partial
from pathlib import Path

from attrs import define, evolve

from triage.engine.saved import Resumed, start
from triage.engine.session import Session
from triage.model.tree import Tree
from triage.phrasing import terminal_words
from triage.phrasing.phone_numbers import say_day, whose_numbers
from triage.phrasing.phrases import sentences
from triage.terminal.earlier import Saved
from triage.terminal.page_loop import Turn, show
from triage.terminal.pages import Block, Choose, Key, Moved, Page, Picked, Reply, Row
from triage.terminal.questions import back_again, only
from triage.terminal.review_page import Reviewing, say_lost
from triage.terminal.standing import overdue_words, status_words
from triage.words import _

RESUME, ANEW, FOR_ME, FOR_OTHER = "resume", "anew", "me", "other"
# What it takes to read a page aloud and to answer it, by the clock of those who wrote the trees.
_SECONDS_A_SCREEN = 10


@define
class Welcome:
    """All that is settled before the first question.

    Attributes:
        tree: the tree to ask.
        today: the day of the answers.
        region: whose numbers are shown; None where that is not known yet.
        for_other: whether somebody answers for the patient; None asks.
        saved: what was found of an earlier session that did not end.
        reviewing: an earlier session to look at again, instead.
        offered: the file of answers that were kept to look at again, and they.
        damaged: a file of saved answers that cannot be read, and was put aside.
        notes: what to know about where the answers go.
        is_new: whether the questions began anew, which is known once the talk has ended.
    """

    tree: Tree
    today: date
    region: str | None
    for_other: bool | None
    saved: Saved | None
    reviewing: Reviewing | None = None
    offered: tuple[Path, Reviewing] | None = None
    damaged: Path | None = None
    notes: tuple[str, ...] = ()
    is_new: bool = False

    @property
    def used_up(self) -> Path | None:
        """The file of saved answers that a result makes needless."""
        if self.saved is not None:
            return self.saved.path
        looked_at = self.offered is not None and self.reviewing is self.offered[1]
        return self.offered[0] if self.offered is not None and looked_at else None

    def talk(self) -> Generator[Page, Reply, Session]:
        """Return the session to go on with."""
        again = self.reviewing or (self.offered[1] if self.offered else None)
        if again is not None:
            self.region = self.region or again.follow_up.session.region
            may_start_anew = self.reviewing is None
            page = partial(review_page, again=again, may_start_anew=may_start_anew)
            if (yield from self._first(page)) != Picked(ANEW):
                self.reviewing = again
                return self._as_wanted(again.follow_up.session)
        if self.saved is not None:
            resumed = self.saved.resumed
            self.region = self.region or resumed.session.region
            changes = _changes(resumed, replayed=self.saved.replayed)
            page = partial(saved_page, on=self.saved.on, changes=changes)
            if (yield from self._first(page)) != Picked(ANEW):
                return self._as_wanted(resumed.session)
        self.is_new = True
        return (yield from self.again(start(self.tree, on=self.today)))

    def again(self, session: Session) -> Generator[Page, Reply, Session]:
        """Return a session of new answers for whom it is about, and with the region chosen here."""
        who = yield from self._first(welcome_page)
        for_other = who == Picked(FOR_OTHER) if self.for_other is None else self.for_other
        return evolve(session, for_other=for_other, region=self.region)

    def _first(self, page: Callable[[Welcome], Page]) -> Turn:
        """Show a first page until something is chosen; there is none to go back to."""
        while True:
            shown = evolve(page(self), absent=(Key.BACK,))
            reply = yield from show(shown, self.region, self.tree.scale)
            if isinstance(reply, Moved):
                self.region = reply.region
            elif reply is Key.WHY:
                yield from show(about_page(self), self.region, self.tree.scale)
            else:
                return reply

    def _as_wanted(self, session: Session) -> Session:
        for_other = session.for_other if self.for_other is None else self.for_other
        return evolve(session, region=self.region, for_other=for_other)


def review_page(opening: Welcome, again: Reviewing, *, may_start_anew: bool) -> Page:
    """Return the page that says what a review begins with, or offers one."""
    page = again.first_page(opening.region)
    blocks = (*page.blocks, *_notes(opening))
    if not may_start_anew:
        return evolve(page, blocks=blocks)
    rows = (
        Row("1", _(terminal_words.LOOK_AGAIN_NOW), RESUME),
        Row("2", _(terminal_words.START_ANEW), ANEW),
    )
    asked = Block("strong", _(terminal_words.REVIEW_OFFER))
    return evolve(page, entry=Choose(rows), blocks=(*blocks, asked))


def welcome_page(opening: Welcome) -> Page:
    """Return the first page: what this is, whom it is not for, and who answers."""
    tree = opening.tree
    asked, entry = _who_answers(opening.for_other)
    return Page(
        title=_titled(tree),
        blocks=(
            *_status(tree, opening.today, short=True),
            *_told(terminal_words.NOT_FOR, sentences(tree.not_for)[0]),
            *_notes(opening),
            *numbers_told(opening.region, tree),
            Block("strong", asked),
        ),
        entry=entry,
        keys=(Key.WHY,),
        deliberate=True,
    )


def about_page(opening: Welcome) -> Page:
    """Return the page that says all about a tree: whom it is for, and whose word it is."""
    tree = opening.tree
    blocks = (
        *_told(terminal_words.FOR, tree.intended_for),
        *_told(terminal_words.NOT_FOR, tree.not_for),
        *_status(tree, opening.today),
    )
    return Page(tree.title, back_again(), blocks, absent=(Key.WHY,))


def _titled(tree: Tree) -> str:
    """Return the title, with how long the questions take at most."""
    seconds = start(tree).progress.at_most * _SECONDS_A_SCREEN
    return terminal_words.takes_minutes(tree.title, max(round(seconds / 60), 1))


def _told(template: str, text: str) -> list[Block]:
    return [Block("text", _(template, text=text.strip()))] if text else []


def numbers_told(region: str | None, tree: Tree) -> list[Block]:
    """Say that nobody knows whose numbers to show; where somebody does, the key for it says so."""
    said = whose_numbers(region, tree.scale) if region is None else ""
    return [Block("text", said)] if said else []


def _notes(opening: Welcome) -> list[Block]:
    """Say where the answers go, and what became of earlier ones that cannot be read."""
    notes = [Block("text", note) for note in opening.notes]
    if opening.damaged is None:
        return notes
    return [
        *notes,
        Block("strong", _(terminal_words.DAMAGED)),
        Block("command", str(opening.damaged)),
    ]


def _who_answers(for_other: bool | None) -> tuple[str, Choose]:
    if for_other is None:
        rows = (
            Row("1", _(terminal_words.ABOUT_ME), FOR_ME),
            Row("2", _(terminal_words.ABOUT_OTHER), FOR_OTHER),
        )
        return _(terminal_words.WHO_ANSWERS), Choose(rows)
    return _(terminal_words.READY_OTHER) if for_other else _(terminal_words.READY), only(
        _(terminal_words.START)
    )


def _status(tree: Tree, today: date, *, short: bool = False) -> list[Block]:
    """Say whether the tree was signed, and whether that is still so."""
    said = filter(None, [status_words(tree, short=short), overdue_words(tree, today)])
    return [Block("strong", " ".join(said))]


def saved_page(opening: Welcome, on: date | None, changes: list[str]) -> Page:
    """Return the page that offers to go on with saved answers, and says what has changed."""
    asked = (
        _(terminal_words.SAVED_BEFORE, on=say_day(on))
        if on
        else _(terminal_words.SAVED_BEFORE_UNDATED)
    )
    rows = (Row("1", _(terminal_words.GO_ON), RESUME), Row("2", _(terminal_words.START_ANEW), ANEW))
    return Page(
        title=opening.tree.title,
        blocks=(
            *_status(opening.tree, opening.today, short=True),
            *numbers_told(opening.region, opening.tree),
            *(Block("text", change) for change in changes),
            *_notes(opening),
            Block("strong", asked),
        ),
        entry=Choose(rows),
        keys=(Key.WHY,),
    )


def _changes(resumed: Resumed, *, replayed: bool) -> list[str]:
    """Say what differs from the answers as they were saved."""
    return [
        *([_(terminal_words.OTHER_VERSION)] if replayed else []),
        *say_lost(resumed.dropped, resumed.session.tree),
        *([_(terminal_words.ASKED_AFRESH)] if resumed.asked_afresh else []),
    ]
