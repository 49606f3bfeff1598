"""A checklist is answered, not left: marks become answers only when they decide or are finished."""

from __future__ import annotations

from collections.abc import Mapping

from triage.engine.screens import Screen
from triage.engine.session import Session
from triage.model.values import NOT_SURE, Value
from triage.phrasing import terminal_words
from triage.terminal.pages import Ticked
from triage.words import _


def marked(marks: Mapping[str, Value], ticked: Ticked) -> dict[str, Value]:
    """Return the marks after some were set or taken away."""
    changed = {**marks, **ticked.changes}
    return {fact: value for fact, value in changed.items() if value is not None}


def finished(
    session: Session, marks: Mapping[str, Value], ticked: Ticked, partly: Session
) -> Session | str:
    """Return the session that goes on from a checklist, or a notice to stay.

    Without "none of the others" the marks alone must decide where to go on.

    Args:
        session: the session that asks the checklist.
        marks: what is marked on it.
        ticked: the reply.
        partly: the session with what is marked, as ``with_marks`` returns it.
    """
    screen = session.next
    if screen is None or ticked.then == "stay":
        return ""
    if ticked.then == "rest":
        return session.answer({fact: marks.get(fact, False) for fact in screen.facts})
    if not marks:
        return _(terminal_words.TICK_SOMETHING, rest=_(terminal_words.NONE_OF_THESE))
    if _still_on(screen, partly):
        return _(terminal_words.ANY_OTHERS, rest=_(terminal_words.NONE_OF_THE_OTHERS))
    return partly


def _still_on(screen: Screen, session: Session) -> bool:
    ahead = session.next
    if ahead is None or screen.kind != ahead.kind:
        return False
    return not set(ahead.facts).isdisjoint(screen.facts)


def with_marks(session: Session, marks: Mapping[str, Value]) -> Session:
    """Return the session with what is marked on the present checklist, for saving."""
    return session.answer(marks) if marks and session.next is not None else session


def marks_from(screen: Screen) -> dict[str, Value]:
    """Return the marks that were made before going back; a no is no mark."""
    before = {question.fact: question.before for question in screen.questions}
    return {fact: value for fact, value in before.items() if value in (True, NOT_SURE)}
