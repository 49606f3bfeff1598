"""A form: its questions one under the other, answered in order, and back among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve

from triage.engine.screens import Question, Screen
from triage.engine.session import Session
from triage.model.values import Value
from triage.phrasing import terminal_words
from triage.terminal.pages import Block, Page
from triage.terminal.questions import question_page
from triage.words import _


def open_question(screen: Screen, filled: Mapping[str, Value]) -> Question:
    """Return the first question of a form that is not filled in yet."""
    return next(q for q in screen.questions if q.fact not in filled)


def form_page(
    screen: Screen,
    filled: Mapping[str, Value],
    before: Mapping[str, Value],
    said: Mapping[str, str],
) -> Page:
    """Return the page of a form at its first open question.

    Args:
        screen: the form.
        filled: what is filled in so far.
        before: answers given earlier and taken back since.
        said: the same answers as ``filled``, in words.
    """
    asked = open_question(screen, filled)
    number = screen.questions.index(asked)
    page = question_page(alone(screen, asked), before=before)
    place = _(terminal_words.PLACE_ON_PAGE, number=number + 1, total=len(screen.questions))
    above = [b for q in screen.questions[:number] for b in _answered(q, said[q.fact])]
    below = [b for q in screen.questions[number + 1 :] for b in _to_come(q)]
    return evolve(
        page,
        title=screen.heading or page.title,
        blocks=(*above, *_part(asked), Block("question", asked.text)),
        below=tuple(below),
        progress=place,
    )


def _answered(question: Question, said: str) -> Iterator[Block]:
    yield from _part(question)
    yield Block("item", _(terminal_words.FILLED_IN, label=question.label, answer=said))


def _to_come(question: Question) -> Iterator[Block]:
    yield from _part(question)
    yield Block("quiet", question.text)


def _part(question: Question) -> Iterator[Block]:
    if question.part is not None:
        yield Block("heading", question.part)


def alone(screen: Screen, question: Question) -> Screen:
    """Return one question of a screen as a screen of its own."""
    return evolve(screen, heading=None, questions=(question,), is_form=False)


def all_but_last(screen: Screen) -> dict[str, Value]:
    """Return what was filled in before going back to a form, without its last answer."""
    given = {q.fact: q.before for q in screen.questions if q.before is not None}
    if given:
        given.popitem()
    kept: dict[str, Value] = {}
    for question in screen.questions:
        if question.fact not in given:
            break
        kept[question.fact] = given[question.fact]
    return kept


def is_over(partly: Session, screen: Screen, filled: Mapping[str, Value]) -> bool:
    """Say whether a form asks nothing more: all is filled in, or nothing may wait for the rest.

    Args:
        partly: the session with what is filled in.
        screen: the form.
        filled: what is filled in.
    """
    if all(question.fact in filled for question in screen.questions):
        return True
    result = partly.result
    urgent = result.disposition is not None and result.disposition.is_top
    return urgent or bool(result.to_correct)
