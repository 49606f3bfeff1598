"""The summary: one patient's answers and what they came to, for whoever sees them next.

It tells what was said and what the tree made of it, and never what the patient has.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import asdict, frozen

from triage.draw.chart import Kind, Node
from triage.draw.look import look_of
from triage.engine.assess import assess
from triage.engine.result import Result
from triage.errors import TriageError
from triage.paper.home import CANNOT_BE
from triage.paper.looks import PaperLook, on_paper
from triage.paper.order import Order, Patient
from triage.paper.sources import cited_in
from triage.paper.summary_sections import Section, answers_in, came_to
from triage.paper.typesetting import typeset
from triage.phrasing.phone_numbers import say_day

_URGENCY: Final = "urgency {urgency} of 3"
_INCOMPLETE: Final = "INCOMPLETE: no result yet"
_NO_ALL_CLEAR: Final = "Nothing so far says that it is harmless."
_AT_LEAST: Final = "The answers call for at least this, whatever else is so: {words}."


@frozen
class Summary:
    """What a summary says.

    Attributes:
        headline: where the patient is sent, or that this is not known yet.
        urgency: of the disposition, in words, or "".
        title: the outcome in a line, where that is more than the headline, or "".
        text: what the patient was told to do, or "".
        look: of the box around the headline.
        warnings: what nobody may miss.
        when: on which days it was answered, or "".
        who: who answered, or "".
        answered: what was answered.
        came_to: what that came to.
    """

    headline: str
    urgency: str
    title: str
    text: str
    look: PaperLook
    warnings: tuple[str, ...]
    when: str
    who: str
    answered: tuple[Section, ...]
    came_to: tuple[Section, ...]


def document(order: Order) -> bytes:
    """Return the summary of a patient's answers as a PDF.

    Raises:
        AnswerError: an answer is not in its domain, or its fact is unknown.
        TriageError: the order has no patient.
        MissingExtra: typst is not installed.
    """
    summary = summary_of(order)
    cited = {n for section in summary.came_to for item in section.items for n in item.sources}
    sources = [asdict(source) for source in cited_in(order.tree, cited)]
    return typeset("summary", order.data(summary=asdict(summary), sources=sources), order.fonts)


def summary_of(order: Order) -> Summary:
    """Return what the summary of an order says.

    Raises:
        AnswerError: an answer is not in its domain, or its fact is unknown.
        TriageError: the order has no patient.
    """
    patient = order.patient
    if patient is None:
        raise TriageError("a summary tells one patient's answers, and none were given")
    result = assess(order.tree, patient.answers, region=order.region.code)
    reached = result.disposition
    return Summary(
        headline=reached.words.upper() if reached else _INCOMPLETE,
        urgency=_URGENCY.format(urgency=reached.urgency) if reached else "",
        title=_title(result),
        text=result.text or "",
        look=_look(result),
        warnings=tuple(_warnings(result)),
        when=_when(patient),
        who=_who(patient),
        answered=answers_in(result),
        came_to=came_to(result, max(patient.days, default=order.on), order.on),
    )


def _title(result: Result) -> str:
    """Return the outcome in a line, or "" where that says no more than the headline."""
    title = result.title or ""
    same = result.disposition and title.casefold() == result.disposition.words.casefold()
    return "" if same else title


def _warnings(result: Result) -> Iterator[str]:
    """Yield what nobody may miss, the most urgent first."""
    demanded = result.at_least
    if demanded is not result.disposition and demanded.urgency > 0:
        yield _AT_LEAST.format(words=demanded.words.upper())
    elif result.disposition is None:
        yield _NO_ALL_CLEAR
    yield from (CANNOT_BE.format(text=found.text) for found in result.contradictions)


def _look(result: Result) -> PaperLook:
    """Return the look of the disposition; while it is not known, a plain dashed box."""
    kind = Kind.OUTCOME if result.disposition else Kind.MORE
    return on_paper(look_of(Node("", kind, (), result.disposition)))


def _when(patient: Patient) -> str:
    """Say on which day it was answered, or on which was the first and on which the last."""
    days = sorted(patient.days)
    return " to ".join(map(say_day, dict.fromkeys((*days[:1], *days[-1:]))))


def _who(patient: Patient) -> str:
    if patient.for_other is None:
        return ""
    return "somebody else, for the patient" if patient.for_other else "the patient"
