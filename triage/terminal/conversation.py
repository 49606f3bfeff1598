"""One sitting: from the first screen to the last words, whatever ends it."""

from __future__ import annotations

from pathlib import Path

from attrs import define, evolve, field

from triage.engine.session import Session
from triage.errors import SessionError
from triage.model.dispositions import Disposition
from triage.phrasing import terminal_words
from triage.phrasing.phone_numbers import emergency_line
from triage.terminal import storage
from triage.terminal.card import closing_blocks, headline, last_line
from triage.terminal.card_parts import disposition_of
from triage.terminal.dialogue import Dialogue
from triage.terminal.keeping import Keeping, passed_through, told_in
from triage.terminal.page_loop import stopped_page
from triage.terminal.pages import Block, Choose, Page, Talk
from triage.terminal.save_location import SaveLocation
from triage.terminal.storage import Stamp
from triage.terminal.telling import TakeAlong, Telling
from triage.terminal.welcome import Welcome
from triage.words import _


@define
class Conversation:
    """A person at a terminal.

    Attributes:
        opening: what is settled before the first question.
        place: where the answers go in the end.
        keeping: keeps the answers as they are given.
        take_along: what can be taken along of a result.
        dialogue: None until the first question.
    """

    opening: Welcome
    place: SaveLocation
    keeping: Keeping
    take_along: TakeAlong = field(factory=dict)
    dialogue: Dialogue | None = None

    def talk(self) -> Talk:
        """Open, then ask until the end.

        Raises:
            Stopped: the person chose to stop.
        """
        saves = self.keeping.is_wanted
        return passed_through(self._talk(), lambda page: evolve(page, saves=page.saves and saves))

    def _talk(self) -> Talk:
        session = yield from self.opening.talk()
        opening, may_keep = self.opening, self.keeping.is_wanted
        telling = Telling(opening.today, opening.reviewing, self.take_along, may_keep)
        self.dialogue = dialogue = Dialogue(session, telling, has_opening=opening.is_new)
        yield from self.keeping.each(dialogue.talk(), lambda: dialogue.unfinished)
        while dialogue.went_back:
            opening.region = dialogue.session.region
            dialogue.session = yield from opening.again(dialogue.session)
            yield from self.keeping.each(dialogue.talk(), lambda: dialogue.unfinished)

    @property
    def is_complete(self) -> bool:
        """Whether there is a disposition."""
        return self.dialogue is not None and self.dialogue.is_complete

    def last_pages(self, *, result_stays: bool, is_done: bool = True) -> tuple[Page, ...]:
        """Keep or delete the answers, and return what to leave on the terminal.

        Args:
            result_stays: a result that was shown is still in sight.
            is_done: a result may be let go of; otherwise its answers are kept,
                as nobody knows whether it was read.
        """
        if self.dialogue is None:
            return (self._stopped_at_once(),)
        unfinished = self.dialogue.unfinished
        if not self.dialogue.is_complete:
            notes = self._save(unfinished)
            return (stopped_page(unfinished.result, unfinished.region, notes),)
        notes = self._finish(self.dialogue) if is_done else self._save(unfinished)
        session, telling = self.dialogue.session, self.dialogue.telling
        written = [Block("item", said) for said in telling.written]
        page = _closing_page(session, [*written, *notes])
        if result_stays and self.dialogue.told:
            return (page,)
        card = telling.card(session)
        return (evolve(page, title=card.title, blocks=(*card.blocks, *page.blocks)),)

    def _stopped_at_once(self) -> Page:
        line = emergency_line(self.opening.region, self.opening.tree.scale)
        blocks = (
            Block("text", _(terminal_words.NOT_ALL_CLEAR)),
            Block("text", _(terminal_words.NOTHING_TO_SAVE)),
        )
        return Page(_(terminal_words.STOPPED), Choose(()), blocks, emergency=line)

    # --- keeping answers

    def _save(self, session: Session) -> list[Block]:
        """Save a session to go on with; return what to tell about it."""
        if not self.keeping.is_wanted:
            return [Block("text", _(terminal_words.NOT_SAVED_AS_ASKED))]
        if told_in(session) is None:
            self.keeping.keep(session)
            return [Block("text", _(terminal_words.NOTHING_TO_SAVE))]
        if self.place.file is None:
            return self._save_in_slot(session)
        if problem := self._save_in_named(session, self.place.file):
            return [problem, *self._save_in_slot(session)]
        return [*self.place.saved(self.place.file), *self._drop()]

    def _save_in_slot(self, session: Session) -> list[Block]:
        problem = self.keeping.keep(session)
        if problem or self.keeping.slot is None:
            return [Block("text", _(terminal_words.NOT_SAVED, reason=problem))]
        return self.place.saved(self.keeping.slot.answers)

    def _save_in_named(self, session: Session, file: Path) -> Block | None:
        """Save a session in the file that the person named; return what was wrong."""
        try:
            storage.save_in_named(session.to_json(), file, self.place.as_it_was)
        except SessionError as error:
            return Block("text", _(terminal_words.NOT_IN_NAMED, reason=error))
        return None

    def _finish(self, dialogue: Dialogue) -> list[Block]:
        """Keep the answers of a result, if that is wanted, or delete them; return what to tell."""
        if not self.keeping.is_wanted:
            return []
        kept = self._keep(dialogue)
        if isinstance(kept, Block):
            return [kept, *(self._save_in_slot(dialogue.session) if self.keeping.slot else [])]
        problems = self._delete(kept)
        if kept:
            return [*self.place.kept(kept), *problems]
        deleted = [Block("text", _(terminal_words.SAVED_DELETED))] if self.opening.used_up else []
        return problems or deleted

    def _keep(self, dialogue: Dialogue) -> Path | Block | None:
        """Keep the answers of a result where that is wanted; return where, or what was wrong."""
        file = self.place.file
        if self.place.keeps_result and file:
            return self._save_in_named(dialogue.session, file) or file
        return self._keep_in_slot(dialogue.session) if dialogue.telling.keeps else None

    def _keep_in_slot(self, session: Session) -> Path | Block | None:
        try:
            self.keeping.begin(empty=True)
            kept = self.keeping.slot.review if self.keeping.slot else None
            if kept:
                storage.save(session.to_json(), kept)
        except SessionError as error:
            return Block("text", _(terminal_words.NOT_SAVED, reason=error))
        return kept

    # --- deleting answers

    def _delete(self, kept: Path | None) -> list[Block]:
        """Delete what a finished session has used up; return what was wrong with that."""
        problems = self._drop()
        for path, as_it_was in self._used_up():
            try:
                if path != kept:
                    storage.refuse_changed(path, as_it_was)
                    storage.delete(path)
            except SessionError as error:
                problems.append(Block("text", _(terminal_words.NOT_DELETED, reason=error)))
        return problems

    def _used_up(self) -> set[tuple[Path, Stamp | None]]:
        """Return the files that a result makes needless, and how they were in the beginning."""
        path, saved, slot = self.opening.used_up, self.opening.saved, self.keeping.slot
        files: set[tuple[Path, Stamp | None]] = set()
        if self.place.file and self.place.as_it_was:
            files.add((self.place.file, self.place.as_it_was))
        if path and path != (slot.answers if slot else None):  # that has been dropped
            files.add((path, saved.as_it_was if saved else storage.stamp(path)))
        return files

    def _drop(self) -> list[Block]:
        """Delete what was kept as it was given; return what was wrong with that."""
        try:
            self.keeping.drop()
        except SessionError as error:
            return [Block("text", _(terminal_words.NOT_DELETED, reason=error))]
        return []


def _closing(disposition: Disposition) -> str:
    """Return the last words: to whoever needs help now nothing soothing is said."""
    if disposition.within_hours == 0:
        return _(terminal_words.CLOSING_NOW)
    return _(terminal_words.CLOSING_TODAY if disposition.is_urgent else terminal_words.CLOSING)


def _closing_page(session: Session, notes: list[Block]) -> Page:
    """Return the last words; they say the disposition again, for the rest may scroll away."""
    result = session.result
    closing = Block("text", _closing(disposition_of(result)))
    return Page(
        title=headline(result),
        entry=Choose(()),
        blocks=(*closing_blocks(result), *notes, closing),
        emergency=last_line(result) or emergency_line(result.region.code, result.tree.scale),
        look=result.disposition.look if result.disposition else None,
    )
