"""The handout: what a patient who looks after it takes home."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import asdict, frozen

from triage.errors import TriageError
from triage.model.dispositions import Disposition
from triage.model.tree import Advice, Outcome, Phase, Tree
from triage.paper.help import Help, help_for
from triage.paper.measures import Measure, measure_for_anybody
from triage.paper.order import Order
from triage.paper.sources import cited_in
from triage.paper.typesetting import typeset
from triage.regions.regions import Region, fill

_PHASES: dict[Phase | None, str] = {
    None: "What to do",
    "today": "What to do today",
    "this week": "What to do this week",
    "when settled": "What to do when it has settled",
}
_AVOID = "What not to do"
_NOT_IF = (
    "“Only if” and “Not if” are for you to judge. Where you are not sure whether a “Not if” is so, "
    "leave the measure out."
)


@frozen
class Part:
    """Measures under one heading."""

    title: str
    measures: tuple[Measure, ...]


@frozen
class Sheet:
    """What to take home after one outcome.

    Attributes:
        outcome: its name.
        title: the outcome in a line.
        text: what to do, in a few sentences.
        help: the signs to look for, the most urgent first.
        conditions: how to read the conditions of measures; "" where there are none.
        parts: what to do by phase, then what not to do.
        review: when to look again, or "".
        expect: the expected course, or "".
    """

    outcome: str
    title: str
    text: str
    help: tuple[Help, ...]
    conditions: str
    parts: tuple[Part, ...]
    review: str
    expect: str


def document(order: Order) -> bytes:
    """Return the handout of a tree as a PDF.

    Raises:
        TriageError: nobody is sent to self-care.
    """
    sheets = take_home(order.tree, order.region)
    if not sheets:
        raise TriageError(f"`{order.tree.id}` sends nobody to self-care, so it has no handout")
    cited = {n for sheet in sheets for part in sheet.parts for m in part.measures for n in m.cites}
    data = order.data(
        sheets=[asdict(sheet) for sheet in sheets],
        sources=[asdict(source) for source in cited_in(order.tree, cited)],
    )
    return typeset("handout", data, order.fonts)


def take_home(tree: Tree, region: Region) -> tuple[Sheet, ...]:
    """Return a sheet for each outcome of self-care, true for anybody who is sent there.

    Args:
        tree: whose outcomes they are.
        region: whose numbers are printed.
    """
    return tuple(
        _sheet(outcome, tree, region)
        for outcome in tree.outcomes.values()
        if outcome.disposition is Disposition.SELF_CARE
    )


def _sheet(outcome: Outcome, tree: Tree, region: Region) -> Sheet:
    advice = [tree.advice[name] for name in outcome.advice]
    conditional = any(each.when or each.never_when for each in advice)
    return Sheet(
        outcome=outcome.name,
        title=fill(outcome.title, region),
        text=fill(outcome.text, region),
        help=help_for(outcome, tree, region),
        conditions=_NOT_IF if conditional else "",
        parts=_parts(advice, tree, region),
        review=_review(outcome),
        expect=fill(outcome.expect or "", region),
    )


def _parts(advice: Sequence[Advice], tree: Tree, region: Region) -> tuple[Part, ...]:
    """Return what to do phase by phase, then what not to do."""
    by_title: dict[str, list[Measure]] = {title: [] for title in (*_PHASES.values(), _AVOID)}
    for each in advice:
        title = _AVOID if each.kind == "avoid" else _PHASES[each.phase]
        by_title[title].append(measure_for_anybody(each, tree, region))
    return tuple(Part(title, tuple(found)) for title, found in by_title.items() if found)


def _review(outcome: Outcome) -> str:
    days = outcome.review_after_days
    if days is None:
        return ""
    return f"After {days} {'day' if days == 1 else 'days'}, or at once if it gets worse."
