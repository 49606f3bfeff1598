"""The sheet behind a flowchart: what holds for everybody who looks after it themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from attrs import asdict, evolve

from triage.locales.regions import Region, localize
from triage.model.texts import Instruction, Title
from triage.model.tree import Tree
from triage.outputs.chart.chart import Chart, ChartNode, NodeKind, chart_of
from triage.outputs.chart.look import legend_of, look_of
from triage.outputs.printing.flow.drawing import BoxKey, DrawnPage
from triage.outputs.printing.flow.layout import divided
from triage.outputs.printing.flow.pages import GUTTER, pages_of, room_of
from triage.outputs.printing.flow.parts import steps_of
from triage.outputs.printing.flow.plan import GRIDS, Plan, measured, widths_of
from triage.outputs.printing.handout_content import Sheet, sheet_for_anybody
from triage.outputs.printing.help import Help, dangers_of
from triage.outputs.printing.looks import on_paper
from triage.outputs.printing.print_job import PrintJob
from triage.outputs.printing.sources import sources_of
from triage.outputs.printing.typesetting import Data, typeset
from triage.words import N_, _

_TITLE: Final = N_("To take home")
_TEXT: Final = N_(
    "For everybody whose result is to {words}. The handout for your own result says more: "
    "ask for it."
)


def common_sheet(tree: Tree, region: Region) -> Sheet | None:
    """Return what all outcomes of self-care say; None where a tree has none.

    Args:
        tree: whose outcomes they are.
        region: whose numbers are printed.
    """
    at_home = [o for o in tree.outcomes.values() if o.disposition.is_mildest]
    if not at_home:
        return None
    common = evolve(
        at_home[0],
        title=Title(_(_TITLE)),
        text=Instruction(_(_TEXT, words=at_home[0].disposition.words)),
        advice=_in_all(outcome.advice for outcome in at_home),
        watch_for=_in_all(outcome.watch_for for outcome in at_home),
        review_after_days=None,
        expect=None,
    )
    return sheet_for_anybody(common, tree, region)


def _in_all(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the names that stand in every list, in the order of the first."""
    first, *others = lists
    return tuple(name for name in first if all(name in other for other in others))


# --- the flowchart on paper: a sheet for the wall, or a booklet whose pages lead to each other


_RULES: Final = (
    N_("Begin at START HERE. Answer the question of a box, and follow the arrow with the answer."),
    N_(
        "Each box has a number, to talk about it. An arrow says the number of the box that it "
        "goes to."
    ),
    N_("A letter in a circle: the arrow goes on where the same letter stands."),
)
_NUMBERED: Final = N_("Numbered answers: the first that fits is taken.")
_NUMBER: Final = re.compile(r"\d+\. ")


def document(order: PrintJob) -> bytes:
    """Return the flowchart of a tree as a PDF.

    Raises:
        MissingExtra: typst is not installed.
        TriageError: a text is longer than a page, or no font has its letters.
    """
    plan, front = _plan(order)
    room, sheet = room_of(plan), common_sheet(order.tree, order.region)
    data = order.data(
        pages=[asdict(p, value_serializer=_as_text) for p in pages_of(plan, room)],
        widths=widths_of(plan.grid),
        beside=room.beside,
        breaks=room.breaks,
        heading={"x": room.heading[0] * (plan.grid.width + GUTTER), "y": room.heading[1]},
        notes_behind=plan.notes_behind,
        sheet=sheet and asdict(sheet),
        sources=[asdict(each) for each in sources_of(order.tree)],
        **front,
    )
    return typeset("flowchart", data, order.fonts)


def _as_text(_owner: object, _field: object, value: object) -> object:
    return str(value) if isinstance(value, BoxKey) else value


def pages_for(order: PrintJob) -> tuple[DrawnPage, ...]:
    """Return the pages of the chart alone, with a place for everything on them.

    Raises:
        MissingExtra: typst is not installed.
        TriageError: a text is longer than a page.
    """
    plan, _ = _plan(order)
    return pages_of(plan, room_of(plan))


def _plan(order: PrintJob) -> tuple[Plan, Data]:
    """Return what the chart is laid out from, and what stands before it."""
    chart = chart_of(order.tree, order.region, order.language)
    steps, front = steps_of(order.tree, chart), _front(chart, order)
    return divided(Plan(steps, measured(order, steps, front), GRIDS[order.paper])), front


def _front(chart: Chart, order: PrintJob) -> dict[str, object]:
    legend = [
        {"look": asdict(on_paper(look_of(n))), "words": n.text[0], "said": " ".join(n.text[1:])}
        for n in legend_of(chart)
    ]
    dangers = [asdict(each) for each in _dangers(order)]
    has_numbers = any(_NUMBER.match(arrow.words) for arrow in chart.arrows)
    rules = (*map(_, _RULES), *[_(_NUMBERED)] * has_numbers)
    return {"legend": legend, "dangers": dangers, "rules": rules}


def _dangers(order: PrintJob) -> Iterator[Help]:
    for danger in dangers_of(order.tree):
        where = danger.disposition
        look = on_paper(look_of(ChartNode("", NodeKind.OUTCOME, (), where)))
        title = f"{danger.words[0].upper()}{danger.words[1:]}"
        yield Help(
            where,
            where.is_urgent,
            title,
            localize(where.help, order.region),
            (),
            danger.signs,
            look,
        )
