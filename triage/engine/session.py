"""A session: the list of answers, and what follows from it.

A session holds no place in the tree. Where it stands is worked out from its
answers each time, so going back, changing an answer and reading a session
from a file cannot put it anywhere that its answers do not lead.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import ClassVar, Final

from attrs import evolve, fields, frozen

from triage.engine.answers import accept_answers, fingerprint
from triage.engine.assess import assess
from triage.engine.prepared import engine_of
from triage.engine.progress import Progress, progress_of
from triage.engine.result import Result, walk_of
from triage.engine.screens import Screen, questions_for, screen_for_step, screen_to_refine
from triage.engine.walk import Walk, missing
from triage.errors import AnswerError, AnswerProblem, SessionError
from triage.model.evaluation import Answers
from triage.model.serialise import JsonForm, Serialised, same
from triage.model.tree import Tree
from triage.model.values import Value
from triage.words import Speaking, _

CANNOT: Final = "session-cannot"
SESSION_FORMAT: Final = 1


def _answers(entry: Entry) -> Mapping[str, Value | None]:
    """Each fact with its answer; null where the question was skipped."""
    return dict(entry.answers)


@frozen
class Entry(Serialised):
    """What was answered on one screen; a skipped fact has the value None.

    Attributes:
        answers: pairs of fact and value, in the order of the screen.
        on: the day of the answer, where the caller told it.
    """

    answers: tuple[tuple[str, Value | None], ...]
    on: date | None = None

    json_form: ClassVar = JsonForm(name="entry", keys={"on": "on", "answers": _answers})

    def changed(self, accepted: Mapping[str, Value], on: date | None) -> Entry:
        """Return the entry with new answers to those of its facts that have one."""
        if not any(fact in accepted for fact, _ in self.answers):
            return self
        return Entry(tuple((fact, accepted.get(fact, old)) for fact, old in self.answers), on)

    def without(self, facts: Collection[str]) -> Entry:
        """Return the entry without some facts."""
        return evolve(self, answers=tuple(a for a in self.answers if a[0] not in facts))

    def only(self, facts: Collection[str]) -> Entry:
        """Return the entry with no more than some facts."""
        return evolve(self, answers=tuple(a for a in self.answers if a[0] in facts))


def _questions(session: Session) -> Mapping[str, str]:
    """A mark of each question as it was asked."""
    entries = (*session.entries, *session.undone)
    facts = session.tree.facts
    return {fact: fingerprint(facts[fact]) for entry in entries for fact, _ in entry.answers}


@frozen(repr=False, slots=False)  # without slots, so that what follows is worked out once and kept
class Session(Serialised):
    """A tree and the answers so far; every change makes a new session.

    Two sessions are equal when all that is listed here is.

    Attributes:
        tree: the tree that is asked.
        entries: the screens answered so far, in order.
        for_other: whether somebody answers for the patient.
        region: the code of the region whose numbers are shown, or None.
        language: the language tag of the texts, or None for that of the tree.
        on: the day that new answers are given, or None where it does not matter.
        undone: what was answered, and taken back or lost by a change, and not given again.
    """

    tree: Tree
    entries: tuple[Entry, ...] = ()
    for_other: bool = False
    region: str | None = None
    language: str | None = None
    on: date | None = None
    undone: tuple[Entry, ...] = ()

    json_form: ClassVar = JsonForm(
        name="session",
        version=SESSION_FORMAT,
        keys={
            "tree": "tree.id",
            "version": "tree.version",
            "digest": "tree.digest",
            **same("for_other", "region", "language"),
            "questions": _questions,
            "answers": "entries",
            "taken_back": "undone",
        },
        optional=("language", "questions", "taken_back"),
        doc="A saved session; `triage.resume` reads it. It holds health data.",
    )

    def __repr__(self) -> str:
        """Say how far it is and what it comes to; a log is no place for answers."""
        return f"Session(screens={len(self.entries)}, result={self.result!r})"

    def __getstate__(self) -> dict[str, object]:
        """Return what pickle and copy take: what follows is worked out afresh."""
        return {each.name: getattr(self, each.name) for each in fields(Session)}

    @property
    def answers(self) -> dict[str, Value]:
        """The answers so far, skipped ones left out."""
        return _given(self.entries)

    @property
    def taken_back(self) -> dict[str, Value]:
        """Answers that were taken back and not given again; each question offers its own."""
        return _given(self.undone)

    @cached_property
    def result(self) -> Result:
        """What the answers so far come to."""
        return assess(
            self.tree, self.answers, region=self.region, language=self.language, on=self.on
        )

    @cached_property
    def next(self) -> Screen | None:
        """What to ask next, or None when there is nothing left to ask."""
        with Speaking(self.result.language):
            screen = self._next()
        return screen and screen.offering({**self.taken_back, **self.answers})

    def _next(self) -> Screen | None:
        result = self.result
        if result.status == "complete":
            return self._next_to_refine(result)
        if result.to_correct:
            questions = questions_for(self.tree, result.to_correct, for_other=self.for_other)
            return Screen("", "correct", None, questions)
        wanted = missing(walk_of(result), result.answers)
        return screen_for_step(self.tree, *wanted, for_other=self.for_other) if wanted else None

    def _next_to_refine(self, result: Result) -> Screen | None:
        wanted = self._unasked(result)
        if not wanted or result.outcome is None:
            return None
        return screen_to_refine(self.tree, result.outcome, wanted, for_other=self.for_other)

    @property
    def unasked(self) -> tuple[str, ...]:
        """The refining facts that are neither answered nor skipped."""
        return self._unasked(self.result)

    def _unasked(self, result: Result) -> tuple[str, ...]:
        skipped = {fact for entry in self.entries for fact, value in entry.answers if value is None}
        return tuple(fact for fact in result.refine if fact not in skipped)

    @cached_property
    def progress(self) -> Progress:
        """How many screens are answered, and how many there can still be."""
        result = self.result
        engine = engine_of(self.tree)
        reached = walk_of(result)
        done = _screens(self.entries, reached, result.answers)
        return progress_of(engine, reached, result.answers, done)

    @property
    def can_go_back(self) -> bool:
        """Whether there is an answer to take back."""
        return bool(self.entries)

    def answer(self, given: Mapping[str, object]) -> Session:
        """Return the session with the present screen answered.

        A checklist may be answered in part: the rest stays unanswered and is
        asked again unless the part decides. What a question offers as answered
        before is no answer until it is given again.

        Args:
            given: fact to answer, for facts of the present screen.

        Raises:
            AnswerError: an answer is not in its domain or not on the screen.
            SessionError: there is nothing left to ask.
        """
        screen = self.next
        if screen is None:
            raise SessionError(_("there is nothing left to ask in this session"), CANNOT)
        _refuse_others(given, screen)
        accepted = accept_answers(engine_of(self.tree), given)
        if not accepted:
            expected = _("an answer to {facts}", facts=", ".join(screen.facts))
            raise AnswerError((_no_answer("answers", expected),))
        if screen.kind == "correct":
            return self._replace(accepted)
        entry = Entry(tuple(accepted.items()), self.on)
        undone = _without(self.undone, accepted)
        return evolve(self, entries=(*self.entries, entry), undone=undone)

    def skip(self) -> Session:
        """Return the session with the present refining screen skipped.

        Raises:
            SessionError: the present screen must be answered.
        """
        screen = self.next
        if screen is None or not screen.optional:
            raise SessionError(_("only questions after the result can be skipped"), CANNOT)
        entry = Entry(tuple((fact, None) for fact in screen.facts), self.on)
        return evolve(self, entries=(*self.entries, entry))

    def back(self) -> Session:
        """Return the session without its last screen; what it held is offered when asked again.

        Raises:
            SessionError: nothing has been answered yet.
        """
        if not self.entries:
            raise SessionError(_("there is no answer to take back"), CANNOT)
        *earlier, last = self.entries
        return evolve(self, entries=tuple(earlier), undone=self._undone_with([last]))

    def change(self, fact: str, given: object) -> Session:
        """Return the session with one earlier answer changed.

        Later answers stay where the path with the changed answer asks for
        them or still can; the others are taken back.

        Raises:
            AnswerError: the answer is not in its domain.
            SessionError: the fact has not been answered.
        """
        if not isinstance(fact, str) or fact not in self.answers:
            msg = _("`{fact}` has not been answered, so it cannot be changed", fact=fact)
            raise SessionError(msg, CANNOT)
        accepted = accept_answers(engine_of(self.tree), {fact: given})
        if not accepted:
            raise AnswerError((_no_answer(fact, self.tree.facts[fact].expected()),))
        return self._replace(accepted)

    def _replace(self, accepted: Mapping[str, Value]) -> Session:
        entries = tuple(entry.changed(accepted, self.on) for entry in self.entries)
        changed = evolve(self, entries=entries)
        gone = changed.result.not_used
        lost = [entry.only(gone) for entry in entries]
        return evolve(changed.without(gone), undone=changed._undone_with(lost))

    def _undone_with(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Return what was taken back, now also these entries; what was skipped takes no place."""
        more = [entry.only(_given([entry])) for entry in entries]
        return (*_without(self.undone, _given(more)), *_without(more, ()))

    def without(self, facts: Collection[str]) -> Session:
        """Return the session without the answers to some facts, which are then open.

        Nothing of them is left to offer, either.
        """
        entries, undone = _without(self.entries, facts), _without(self.undone, facts)
        if (entries, undone) == (self.entries, self.undone):
            return self  # it may have worked out already what follows from them
        return evolve(self, entries=entries, undone=undone)


def _screens(entries: Iterable[Entry], reached: Walk, answers: Answers) -> int:
    """Count the screens that were answered; one whose rest is asked at once counts when it is."""
    asker = {fact: step.name for step in reversed(reached.steps()) for fact in step.ask}
    askers = [asker.get(entry.answers[0][0]) for entry in entries]
    if wanted := missing(reached, answers):
        askers.append(wanted[0].name)
    again = sum(name is not None and name == before for before, name in pairwise(askers))
    return len(askers) - again - bool(wanted)


def _given(entries: Iterable[Entry]) -> dict[str, Value]:
    return {f: v for entry in entries for f, v in entry.answers if v is not None}


def _without(entries: Iterable[Entry], facts: Collection[str]) -> tuple[Entry, ...]:
    """Return entries without some facts, and none that is then empty."""
    kept = (entry.without(facts) for entry in entries)
    return tuple(entry for entry in kept if entry.answers)


def _no_answer(fact: str, expected: str) -> AnswerProblem:
    return AnswerProblem(fact, _("no answer"), expected, code="no-answer")


def _refuse_others(given: Mapping[str, object], screen: Screen) -> None:
    if not isinstance(given, Mapping):
        return  # what reads the answers says what is wrong with them
    others = [fact for fact in given if fact not in screen.facts]
    if others:
        expected = _("only what the screen asks: {facts}", facts=", ".join(screen.facts))
        raise AnswerError(tuple(_not_on_screen(fact, expected) for fact in others))


def _not_on_screen(fact: str, expected: str) -> AnswerProblem:
    return AnswerProblem(fact, _("an answer"), expected, code="not-on-screen")


def without_unusable(session: Session) -> Session:
    """Drop the answers that the path neither asks for nor still can."""
    unusable = session.result.not_used
    return session.without(unusable) if unusable else session
