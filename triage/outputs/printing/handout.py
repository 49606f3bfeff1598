"""The handout: what a patient takes home, a sheet for each outcome of self-care."""

from __future__ import annotations

from datetime import date
from typing import Final

from attrs import asdict, evolve

from triage.engine.assess import assess
from triage.engine.result import Result
from triage.errors import TriageError
from triage.locales.regions import Region
from triage.model.names import named, near
from triage.model.tree import Outcome, Tree
from triage.outputs.printing.handout_content import Sheet, sheet_for_anybody, sheet_for_patient
from triage.outputs.printing.print_job import Patient, PrintJob
from triage.outputs.printing.sources import cited_in
from triage.outputs.printing.typesetting import Data, typeset
from triage.phrasing import terminal_words
from triage.phrasing.phone_numbers import say_day
from triage.words import _

# Each sheet lists all danger signs of the tree, so a great many would take very long.
_MOST_SHEETS: Final = 100


def document(order: PrintJob) -> bytes:
    """Return the handout of a tree as a PDF.

    It is for the patient of the order, for an outcome, or for each outcome of
    self-care.

    Raises:
        AnswerError: an answer is not in its domain, or its fact is unknown.
        TriageError: there is no such outcome, the answers come to none or are not of
            the day of printing, or there are too many sheets.
        MissingExtra: typst is not installed.
    """
    sheets = [{**asdict(each), **backing(each, order.tree)} for each in _sheets(order)]
    return typeset("handout", order.data(sheets=sheets), order.fonts)


def take_home(tree: Tree, region: Region) -> tuple[Sheet, ...]:
    """Return a sheet for each outcome of self-care, true for anybody who comes there.

    Args:
        tree: whose outcomes they are.
        region: whose numbers are printed.
    """
    return tuple(sheet_for_anybody(outcome, tree, region) for outcome in outcomes_at_home(tree))


def outcomes_at_home(tree: Tree) -> tuple[Outcome, ...]:
    """Return the outcomes in which people look after it themselves."""
    every = tree.outcomes.values()
    return tuple(each for each in every if each.disposition.is_mildest)


def backing(sheet: Sheet, tree: Tree) -> Data:
    """Return the sources behind the measures of a sheet, and who disagrees with them."""
    parts = (*sheet.plan, *sheet.parts)
    measures = [measure for part in parts for measure in part.measures]
    against = [each.disagreement for each in measures if each.disagreement]
    others = {opinion.source for each in against for opinion in each.opinions}
    cited = {number for each in measures for number in each.cites}
    return {
        "disagreements": [asdict(each) for each in against],
        "sources": [asdict(each) for each in cited_in(tree, cited | others)],
    }


def _sheets(order: PrintJob) -> tuple[Sheet, ...]:
    tree, region = order.tree, order.region
    if order.patient is not None:
        return _sheets_of(order.patient, order)
    if order.outcome is not None:
        return (sheet_for_anybody(_named(order.outcome, tree), tree, region),)
    at_home = outcomes_at_home(tree)
    if 0 < len(at_home) <= _MOST_SHEETS:
        return take_home(tree, region)
    many = (
        _(
            "{count} outcomes of self-care, over {most_sheets}",
            count=len(at_home),
            most_sheets=_MOST_SHEETS,
        )
        if at_home
        else _("none")
    )
    msg = _(
        "a handout has a sheet for each outcome of self-care, and `{id}` has {many}",
        id=tree.id,
        many=many,
    )
    raise TriageError(_("{msg}\n    help: name an outcome with --outcome", msg=msg))


def _sheets_of(patient: Patient, order: PrintJob) -> tuple[Sheet, ...]:
    """Return the sheets of a patient; nobody gets one who may need more than it says."""
    if patient.days and {*patient.days} != {order.on}:
        raise TriageError(
            _(
                "the questions were answered on {day}, and danger signs can change from "
                "one day to the next\n    help: ask again today before you hand out advice",
                day=say_day(min(patient.days)),
            )
        )
    result = assess(order.tree, patient.answers, region=order.region.code)
    if result.outcome is None:
        raise TriageError(
            _(
                "the answers do not come to a result yet, so there is nothing to hand out\n    "
                "help: print a summary, which says what is still to ask"
            )
        )
    if result.disposition != result.at_least:
        raise TriageError(
            _(
                "the way through the tree ends at `{outcome}`, but an answer that it did not "
                "ask for calls for more: {words}",
                outcome=result.outcome,
                words=result.at_least.words,
            )
        )
    return _sheets_for(result, order.on)


def _sheets_for(result: Result, on: date) -> tuple[Sheet, ...]:
    """Return a sheet for each result; the first names the others."""
    first = sheet_for_patient(result, result, on)
    others = [sheet_for_patient(result, part, on) for part in result.also]
    if not others:
        return (first,)
    also = [_(terminal_words.ALSO, title=other.title) for other in others]
    titled = (evolve(o, title=title) for o, title in zip(others, also, strict=True))
    return (evolve(first, warnings=(*first.warnings, *also)), *titled)


def _named(name: str, tree: Tree) -> Outcome:
    """Return an outcome by its name, or by the part of it behind the module's."""
    found = named(name, tree.outcomes)
    if len(found) == 1:
        return tree.outcomes[found[0]]
    known = found or near(name, tree.outcomes, most=3) or [*tree.outcomes][:10]
    shown = repr(name[:60])[1:-1]  # escapes what would disturb a terminal
    raise TriageError(
        _(
            "found no outcome `{shown}`, expected the full name of one\n    help: there is {known}",
            shown=shown,
            known=", ".join(known),
        )
    )
