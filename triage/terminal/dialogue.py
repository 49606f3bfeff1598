"""The dialogue: which page comes next, and what a reply to it does.

It knows nothing of terminals. A front sends it replies and shows the pages
that it yields; wherever it is left, its session says what was answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import define, evolve, field

from triage.engine.screens import Question, Screen
from triage.engine.session import Session
from triage.errors import AnswerError
from triage.model.values import Value
from triage.phrasing import terminal_words
from triage.terminal.card import MORE, offer_page
from triage.terminal.filling import all_but_last, alone, form_page, is_over, open_question
from triage.terminal.marking import finished, marked, marks_from, with_marks
from triage.terminal.page_loop import Turn, show, unfinished_page
from triage.terminal.pages import Key, Moved, Page, Picked, Reply, Talk, Ticked
from triage.terminal.progress import with_progress
from triage.terminal.questions import contradiction_page, question_page, why_page
from triage.terminal.telling import Telling
from triage.words import _


@define
class Dialogue:
    """One person's way through the questions to the result.

    Attributes:
        session: the answers so far.
        telling: tells the result.
        stage: ``ask`` until the disposition has been told, then ``refine``
            while the person wants more questions, then ``full``.
        marks: what is marked on the present checklist, or filled in on the present form.
        offered: what was filled in on the present form and taken back.
        notice: what to know about the last reply.
        told: whether the present result has been shown in full.
        has_opening: whether a page stands before the first question, which one may go back to.
        went_back: whether that page was asked for; then the talk ends, and may begin anew.
    """

    session: Session
    telling: Telling
    stage: Literal["ask", "refine", "full", "over"] = "ask"
    marks: dict[str, Value] = field(factory=dict)
    offered: dict[str, Value] = field(factory=dict)
    notice: str = ""
    told: bool = False
    has_opening: bool = False
    went_back: bool = False
    # The session and the marks of which ``unfinished`` was last told, and what it was.
    _marked: tuple[Session, Mapping[str, Value], Session] | None = field(
        default=None, init=False, repr=False
    )

    @property
    def is_complete(self) -> bool:
        """Whether the answers given lead to a disposition."""
        return self.session.result.status == "complete"

    @property
    def asked(self) -> tuple[str, ...]:
        """The facts that the present page asks for: of a form the first that is open."""
        screen = self.session.next
        if screen is None:
            return ()
        return (open_question(screen, self.marks).fact,) if screen.is_form else screen.facts

    @property
    def unfinished(self) -> Session:
        """The session with what is marked on the present checklist."""
        known = self._marked
        if known is None or known[0] is not self.session or known[1] is not self.marks:
            known = self.session, self.marks, with_marks(self.session, self.marks)
            self._marked = known
        return known[2]

    def talk(self) -> Talk:
        """Ask until the person has seen the result and is done with it.

        Raises:
            Stopped: the person chose to stop.
        """
        self._go_to(self.session)
        self.went_back = False
        while not (self.stage == "over" or self.went_back):
            screen = self.session.next
            if screen is not None and not screen.optional:
                self.stage = "ask"
            if screen is None and not self.is_complete:
                yield from self._tell_unfinished()
            elif screen is None or (screen.optional and self.stage == "full"):
                yield from self._tell()
            elif screen.optional and self.stage == "ask":
                yield from self._offer()
            elif screen.kind == "correct":
                yield from self._correct(screen)
            else:
                yield from self._ask(screen)

    def _show(self, page: Page) -> Turn:
        """Show a page with the notice that waits, and with what is already demanded."""
        result = self.unfinished.result
        urgent = result.at_least.is_urgent
        told = page.look is not None
        said = (
            _(terminal_words.SO_FAR, disposition=result.at_least.words)
            if urgent and not told
            else ""
        )
        page = evolve(page, notice=self.notice, so_far=said)
        self.notice = ""
        reply = yield from show(page, self.session.region, self.session.tree.scale)
        if isinstance(reply, Moved):
            self.session = evolve(self.session, region=reply.region)
        return reply

    def _ask(self, screen: Screen) -> Talk:
        if screen.is_form:
            yield from self._fill(screen)
            return
        page = question_page(screen, marks=self.marks, before=self.session.taken_back)
        reply = yield from self._show(with_progress(page, screen, self.session))
        match reply:
            case Picked(value=value):
                self._answer({screen.questions[0].fact: value})
            case Ticked():
                self._tick(reply)
            case Key.WHY:
                yield from self._show(why_page(screen))
            case _:
                self._move(reply)

    def _fill(self, screen: Screen) -> Talk:
        """Ask the first open question of a form."""
        facts, asked = self.session.tree.facts, open_question(screen, self.marks)
        said = {fact: facts[fact].say(value) for fact, value in self.marks.items()}
        before = {**self.session.taken_back, **self.offered}
        page = form_page(screen, self.marks, before, said)
        reply = yield from self._show(with_progress(page, screen, self.session))
        if isinstance(reply, Picked):
            self._fill_in(screen, asked, reply.value)
        elif reply is Key.WHY:
            yield from self._show(why_page(alone(screen, asked)))
        elif reply is Key.BACK and self.marks:
            fact, value = self.marks.popitem()
            self.marks, self.offered = {**self.marks}, {**self.offered, fact: value}
        else:
            self._move(reply)

    def _fill_in(self, screen: Screen, question: Question, value: Value) -> None:
        """Answer a question of a form, and go on once nothing more of it is asked."""
        given = {**self.marks, question.fact: value}
        if moved := self._answered(given):
            self.marks = given
            self._marked = self.session, given, moved
            if is_over(moved, screen, given):
                self._go_to(moved)

    def _move(self, reply: Reply) -> None:
        if isinstance(reply, Moved):
            return  # the same page again, with the numbers of that country
        if reply is Key.SKIP:
            self._go_to(self._put_down().skip())
        elif not self.session.can_go_back:
            self.went_back = self.has_opening
            self.notice = "" if self.has_opening else _(terminal_words.NOTHING_BEFORE)
        else:
            self._go_to(self._put_down().back())
            screen = self.session.next
            self.marks = all_but_last(screen) if screen and screen.is_form else self.marks

    def _put_down(self) -> Session:
        """Return the session that offers what is marked here when the screen is shown again."""
        given = {**self.offered, **self.marks}
        return with_marks(self.session, given).back() if given else self.session

    def _go_to(self, session: Session) -> None:
        self.session, self.told, self.offered = session, False, {}
        self.telling.opened = ""
        screen = session.next
        self.marks = marks_from(screen) if screen and screen.is_checklist else {}

    def _answer(self, given: Mapping[str, object]) -> None:
        if moved := self._answered(given):
            self._go_to(moved)

    def _answered(self, given: Mapping[str, object]) -> Session | None:
        """Return the session with answers to its screen; None, with a notice, where one is none."""
        try:
            return self.session.answer(given)
        except AnswerError as error:
            problem = error.problems[0]
            self.notice = _(
                terminal_words.NOT_A_NUMBER, typed=problem.found, expected=problem.expected
            )
        return None

    def _tick(self, ticked: Ticked) -> None:
        self.marks = marked(self.marks, ticked)
        taken_away = [fact for fact, value in ticked.changes.items() if value is None]
        self.session = self.session.without(taken_away)
        moved = finished(self.session, self.marks, ticked, self.unfinished)
        if isinstance(moved, str):
            self.notice = moved
        else:
            self._go_to(moved)

    def _correct(self, screen: Screen) -> Talk:
        """Let the person change one of the answers that do not fit together."""
        reply = yield from self._show(contradiction_page(self.session, screen))
        if not isinstance(reply, Picked):
            self._move(reply)
            return
        question = next(q for q in screen.questions if q.fact == reply.value)
        yield from self._ask_again(screen, question)

    def _ask_again(self, screen: Screen, question: Question) -> Talk:
        alone = evolve(screen, questions=(question,))
        page = question_page(alone, before=self.session.answers)
        reply = yield from self._show(page)
        if isinstance(reply, Picked):
            self._answer({question.fact: reply.value})
        elif reply is Key.WHY:
            yield from self._show(why_page(alone))

    def _offer(self) -> Talk:
        """Tell the disposition, and offer the questions that sharpen the advice."""
        page = offer_page(self.session.result, len(self.session.unasked))
        reply = yield from self._show(page)
        if isinstance(reply, Picked):
            self.stage = "refine" if reply.value == MORE else "full"
        elif reply is Key.WHY:
            yield from self._show(self.telling.why_page(self.session))
        else:
            self._move(reply)

    def _tell_unfinished(self) -> Talk:
        """Say that the tree is not finished where the answers lead."""
        reply = yield from self._show(unfinished_page(self.session.result))
        if isinstance(reply, Picked):
            self.stage = "over"
        else:
            self._move(reply)

    def _tell(self) -> Talk:
        """Show the card, or the part of it that is open; nothing but its own key closes it."""
        self.stage, self.told = "full", True
        reply = yield from self._show(self.telling.page(self.session))
        notice = self.telling.taken(reply, self.session)
        if notice is not None:
            self.notice = notice
        elif isinstance(reply, Moved):
            return
        elif self.session.unasked:
            self.stage = "ask"  # back to the offer
        else:
            self.stage = "refine"
            self._move(reply)
