"""One sitting: from the first screen to the last words, whatever ends it."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

from attrs import define, evolve, frozen

from triage.ask import storage, words
from triage.ask.calls import emergency_line
from triage.ask.dialogue import Dialogue
from triage.ask.fixed_pages import stopped_page
from triage.ask.opening import Opening
from triage.ask.pages import Block, Choose, Page, Talk
from triage.ask.result_page import headline
from triage.errors import SessionError
from triage.run.session import Session


@frozen
class Place:
    """Where answers are kept.

    Attributes:
        path: the file; None where no place is known.
        tree: the tree as the person named it.
        program: how this program is called on a command line.
        is_own: whether it is the place of its own for this tree, which needs no naming.
        keeps_result: whether the answers of a result are kept in ``path``, too.
        to_look_again: the file for answers of a result that are kept on request.
    """

    path: Path | None
    tree: str
    program: str = "triage"
    is_own: bool = True
    keeps_result: bool = False
    to_look_again: Path | None = None

    def to_resume(self) -> str:
        """Return the command that goes on with the saved answers."""
        template = words.COMMAND_ASK if self.is_own else words.COMMAND_RESUME
        return self._filled(template)

    def for_result(self) -> Place:
        """Return the place where the answers of a result are kept."""
        return self if self.keeps_result else evolve(self, path=self.to_look_again)

    def to_review(self) -> str:
        """Return the command that looks at the saved answers again."""
        return self._filled(words.COMMAND_REVIEW if self.keeps_result else words.COMMAND_ASK)

    def to_forget(self) -> str:
        """Return the command that deletes the saved answers."""
        template = words.COMMAND_FORGET if self.is_own else words.COMMAND_FORGET_FILE
        return self._filled(template)

    def _filled(self, template: str) -> str:
        return template.format(
            program=self.program, tree=quote(self.tree), path=quote(str(self.path))
        )


@define
class Sitting:
    """A person at a terminal.

    Attributes:
        opening: what is settled before the first question.
        place: where the answers go when the person stops.
        dialogue: None until the first question.
    """

    opening: Opening
    place: Place
    dialogue: Dialogue | None = None

    def talk(self) -> Talk:
        """Open, then ask until the end.

        Raises:
            Stopped: the person chose to stop.
        """
        session = yield from self.opening.talk()
        reviewing = self.opening.reviewing
        self.dialogue = Dialogue(session, self.opening.today, reviewing=reviewing)
        yield from self.dialogue.talk()

    @property
    def is_complete(self) -> bool:
        """Whether there is a disposition."""
        return self.dialogue is not None and self.dialogue.is_complete

    def last_pages(self, *, result_stays: bool) -> tuple[Page, ...]:
        """Keep or delete the answers, and return what to leave on the terminal.

        Args:
            result_stays: a result that was shown is still in sight.
        """
        if self.dialogue is None:
            return (self._stopped_at_once(),)
        if not self.dialogue.is_complete:
            return (self._stopped(self.dialogue.unfinished),)
        closing = self._closing(self.dialogue.session)
        if result_stays and self.dialogue.told:
            return (closing,)
        return (self.dialogue.result_page(), closing)

    def _stopped_at_once(self) -> Page:
        region = self.opening.region
        blocks = (Block("text", words.NOT_ALL_CLEAR), Block("text", words.NOTHING_TO_SAVE))
        return Page(words.STOPPED, Choose(()), blocks, emergency=emergency_line(region))

    def _stopped(self, session: Session) -> Page:
        return stopped_page(session.result, session.region, self.keep(session))

    def keep(self, session: Session) -> list[Block]:
        """Save a session that has no result; return what to tell about it."""
        how = (words.TO_RESUME, self.place.to_resume())
        return self._saved(session, self.place) or _kept(self.place, words.SAVED, how)

    def keep_result(self, session: Session) -> list[Block]:
        """Save a session that has a result; return what to tell about it."""
        place = self.place.for_result()
        how = (words.TO_LOOK_AGAIN, place.to_review())
        return self._saved(session, place) or _kept(place, words.KEPT_TO_LOOK_AGAIN, how)

    def _saved(self, session: Session, place: Place) -> list[Block]:
        """Save a session; return why that could not be done, if it could not."""
        if not session.entries:
            return [Block("text", words.NOTHING_TO_SAVE)]
        if place.path is None:
            return [Block("text", words.NOT_SAVED.format(reason=words.NO_HOME))]
        try:
            storage.set_aside(place.path, damaged=self._is_damaged(place.path))
            storage.save(session.to_json(), place.path)
        except SessionError as error:
            return [Block("text", words.NOT_SAVED.format(reason=error))]
        return []

    def _is_damaged(self, path: Path) -> bool:
        saved = self.opening.saved
        return saved is not None and saved.is_damaged and saved.path == path

    def _closing(self, session: Session) -> Page:
        """Return the last words; they say the disposition again, for the rest may scroll away."""
        result = session.result
        deleted = self._deleted()  # first, as the answers may be kept in the same file
        wanted = self.place.keeps_result or (self.dialogue is not None and self.dialogue.keeps)
        kept = self.keep_result(session) if wanted else []
        return Page(
            title=headline(result),
            entry=Choose(()),
            blocks=(Block("text", words.CLOSING), *(kept or deleted)),
            emergency=emergency_line(result.region.code),
            urgency=result.urgency,
        )

    def _deleted(self) -> list[Block]:
        """Delete what was saved of a finished session, and say so."""
        path = self.opening.used_up
        if path is None:
            return []
        try:
            storage.delete(path)
        except SessionError as error:
            return [Block("text", words.NOT_DELETED.format(reason=error))]
        return [Block("text", words.SAVED_DELETED)]


def _kept(place: Place, said: str, how_to_go_on: tuple[str, str]) -> list[Block]:
    """Say where answers are kept, how to use them, and how to delete them."""
    told, command = how_to_go_on
    return [
        Block("text", said),
        Block("command", str(place.path)),
        Block("text", told),
        Block("command", command),
        Block("text", words.TO_FORGET),
        Block("command", place.to_forget()),
    ]
