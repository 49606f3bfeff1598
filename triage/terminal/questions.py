"""Screens of a session as pages: the question, its answers, and why it is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count, product

from triage.engine.screens import Question, Screen
from triage.engine.session import Session
from triage.model.values import NOT_SURE, Value
from triage.phrasing import terminal_words
from triage.terminal.pages import Block, Choose, Entry, Figure, Key, Page, Row, Tick, Write
from triage.words import _

# Letters that are no key of their own, for the rows of a number, where digits are the answer.
_LETTERS = "acdefghijlmnoptvxyz"
_ALIASES: dict[Value, tuple[str, ...]] = {True: ("y", "yes"), False: ("n", "no"), NOT_SURE: ("u",)}
NO_MARKS: Mapping[str, Value] = {}


def question_page(
    screen: Screen,
    *,
    marks: Mapping[str, Value] = NO_MARKS,
    before: Mapping[str, Value] = NO_MARKS,
) -> Page:
    """Return the page of one question or one checklist.

    Args:
        screen: what the session asks.
        marks: what is marked on a checklist so far.
        before: answers given earlier and taken back since.
    """
    asked = screen.questions[0]
    keys = (Key.WHY, *([Key.SKIP] if screen.optional else []))
    if screen.is_checklist:
        title = screen.heading or _(terminal_words.REFINE_HEADING)
        return Page(title, _checklist(screen, marks), keys=keys)
    heading = (Block("text", screen.heading),) if screen.heading else ()
    entry = _entry(asked, before.get(asked.fact))
    return Page(asked.text, entry, blocks=heading, keys=keys)


def _checklist(screen: Screen, marks: Mapping[str, Value]) -> Tick:
    asked = screen.questions
    return Tick(
        rows=tuple(
            Row(str(n), q.label, q.fact, above=q.part or "") for n, q in enumerate(asked, 1)
        ),
        marks=marks,
        sure=frozenset(q.fact for q in asked if NOT_SURE not in [c.value for c in q.choices]),
        rest=_(terminal_words.NONE_OF_THE_OTHERS) if marks else _(terminal_words.NONE_OF_THESE),
    )


def _entry(question: Question, before: Value | None) -> Entry:
    if question.type == "note":
        # A letter may be what somebody writes, and a 0 is none of these on a list, too.
        return Write(_rows(question, iter("0")), before)
    if question.low is None or question.high is None or question.step is None:
        return Choose(_rows(question, map(str, count(1))), before)
    rows = _rows(question, letters())
    return Figure(
        question.low,
        question.high,
        question.step,
        question.unit,
        rows,
        before,
        question.anchors or (),
    )


def letters() -> Iterator[str]:
    """Yield keys that are letters and no key of a page: a, c, up to z, then aa."""
    for length in count(1):
        yield from map("".join, product(_LETTERS, repeat=length))


def _rows(question: Question, keys: Iterator[str]) -> tuple[Row, ...]:
    unnumbered = question.type == "number"
    return tuple(
        Row(
            "u" if unnumbered and choice.value == NOT_SURE else key,
            choice.words,
            choice.value,
            tuple(filter(None, (*_ALIASES.get(choice.value, ()), str(choice.value)))),
        )
        for key, choice in zip(keys, question.choices, strict=False)  # the keys never end
    )


def why_page(screen: Screen) -> Page:
    """Return the page that says why a screen is asked, and on whose word."""
    several = len(screen.questions) > 1
    blocks = [b for q in screen.questions for b in _why(q, named=several)]
    title = _(terminal_words.WHY_EACH) if several else _(terminal_words.WHY_TITLE)
    return Page(title, back_again(), tuple(blocks), absent=(Key.WHY,))


def _why(question: Question, *, named: bool) -> list[Block]:
    told = [
        ("text", question.why),
        ("text", _filled(_(terminal_words.HOW_TO_FIND_OUT), question.how)),
        ("quiet", _filled(_(terminal_words.ON_WHOSE_WORD), "; ".join(question.sources))),
        ("quiet", _filled(_(terminal_words.ON_JUDGEMENT), question.judgement)),
    ]
    blocks = [Block("quiet" if kind == "quiet" else "text", text) for kind, text in told if text]
    title = [Block("heading", question.text if named else question.label)]
    return title + (blocks or [Block("text", _(terminal_words.NO_REASON))])


def _filled(template: str, text: str | None) -> str:
    return template.format(text=text) if text else ""


def only(label: str) -> Choose:
    """Return the entry of a page that one can only leave."""
    return Choose((Row("1", label, True),))


def back_again() -> Choose:
    """Return the entry of a page that was opened over another one."""
    return Choose((Row("1", _(terminal_words.BACK_TO_QUESTION), True, ("b", "back")),))


def contradiction_page(session: Session, screen: Screen) -> Page:
    """Return the page that shows answers that do not fit together, and lets one be changed."""
    facts, answers = session.tree.facts, session.answers
    rows = (
        (
            q.fact,
            _(terminal_words.CHANGE, label=q.label, answer=facts[q.fact].say(answers[q.fact])),
        )
        for q in screen.questions
    )
    found = session.result.contradictions
    return Page(
        title=_(terminal_words.CANNOT_BOTH),
        entry=Choose(tuple(Row(str(n), said, fact) for n, (fact, said) in enumerate(rows, 1))),
        blocks=tuple(Block("text", _(terminal_words.THESE_ANSWERS, text=c.text)) for c in found),
    )
