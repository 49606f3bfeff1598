"""The flowchart on paper: a sheet for the wall, or a booklet whose pages lead to each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attrs import asdict

from triage.draw.chart import Chart, Kind, Node, chart_of
from triage.draw.look import legend_of, look_of
from triage.paper.danger import dangers_of
from triage.paper.flow.dividing import divided
from triage.paper.flow.drawing import Key, Page
from triage.paper.flow.home import common_sheet
from triage.paper.flow.pages import GUTTER, pages_of
from triage.paper.flow.parts import steps_of
from triage.paper.flow.plan import Plan
from triage.paper.flow.room import room_of
from triage.paper.flow.sizes import GRIDS, measured, widths_of
from triage.paper.help import Help, how_to_get_help
from triage.paper.looks import on_paper
from triage.paper.order import Order
from triage.paper.sources import sources_of
from triage.paper.typesetting import Data, typeset

_RULES: Final = (
    "Begin at START HERE. Answer the question of a box, and follow the arrow with the answer.",
    "Each box has a number, to talk about it. An arrow says the number of the box that it goes to.",
    "A letter in a circle: the arrow goes on where the same letter stands.",
)
_NUMBERED: Final = "Numbered answers: the first that fits is taken."
_NUMBER: Final = re.compile(r"\d+\. ")


def document(order: Order) -> bytes:
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
    return str(value) if isinstance(value, Key) else value


def pages_for(order: Order) -> tuple[Page, ...]:
    """Return the pages of the chart alone, with a place for everything on them.

    Raises:
        MissingExtra: typst is not installed.
        TriageError: a text is longer than a page.
    """
    plan, _ = _plan(order)
    return pages_of(plan, room_of(plan))


def _plan(order: Order) -> tuple[Plan, Data]:
    """Return what the chart is laid out from, and what stands before it."""
    chart = chart_of(order.tree, order.region, order.language)
    steps, front = steps_of(order.tree, chart), _front(chart, order)
    return divided(Plan(steps, measured(order, steps, front), GRIDS[order.paper])), front


def _front(chart: Chart, order: Order) -> dict[str, object]:
    legend = [
        {"look": asdict(on_paper(look_of(n))), "words": n.text[0], "said": " ".join(n.text[1:])}
        for n in legend_of(chart)
    ]
    dangers = [asdict(each) for each in _dangers(order)]
    has_numbers = any(_NUMBER.match(arrow.words) for arrow in chart.arrows)
    rules = (*_RULES, *[_NUMBERED] * has_numbers)
    return {"legend": legend, "dangers": dangers, "rules": rules}


def _dangers(order: Order) -> Iterator[Help]:
    for danger in dangers_of(order.tree):
        where = danger.disposition
        look = on_paper(look_of(Node("", Kind.OUTCOME, (), where)))
        title = f"{danger.words[0].upper()}{danger.words[1:]}"
        yield Help(where, title, how_to_get_help(where, order.region), (), danger.signs, look)
