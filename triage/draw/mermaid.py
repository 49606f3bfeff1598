"""A chart -> Mermaid, which many sites draw from text."""

from __future__ import annotations

import re

from triage.draw.chart import Arrow, Chart, Node
from triage.draw.dot import THIS_WAY
from triage.draw.look import (
    FADED_INK,
    FADED_LINE,
    LIT_WIDTH,
    PAPER,
    Look,
    legend_of,
    lines_of,
    look_of,
)

# What may mean something to Mermaid or Markdown where it stands: a list, a link, a style.
_SPECIAL = re.compile(r"[^\w ,?!'()/…•“”:-]|_|:(?! )|^-|(?<=\d)\)")
_NOTE_COLUMNS = 100


def to_mermaid(chart: Chart) -> str:
    """Return a chart as a Mermaid flowchart with the same ids as in DOT."""
    ids = {node.name: f"n{number}" for number, node in enumerate(chart.nodes)}
    title = " ".join(chart.title)
    lines = [
        "flowchart TD",
        f"  accTitle: {_escaped(chart.title[0])}",
        f"  accDescr: {_escaped(title)}",
        f'  title["{_label(list(chart.title))}"]',
        *_boxes(chart, ids),
        *(_arrow(arrow, ids) for arrow in chart.arrows),
        *_legend(chart),
        *_styles(chart, ids),
    ]
    return "\n".join(lines) + "\n"


def _boxes(chart: Chart, ids: dict[str, str]) -> list[str]:
    lines = [f"  {_box(node, ids[node.name])}" for node in chart.nodes if not node.module]
    for number, module in enumerate(chart.modules):
        inside = [_box(n, ids[n.name]) for n in chart.nodes if n.module == module]
        lines += _subgraph(f"m{number}", f"from the module {module}", inside)
    return lines


def _subgraph(name: str, label: str, inside: list[str]) -> list[str]:
    return [f'  subgraph {name}["{_escaped(label)}"]', *(f"    {i}" for i in inside), "  end"]


def _box(node: Node, name: str) -> str:
    look = look_of(node)
    first = ["START HERE"] if node.is_start else []
    return f'{name}{look.open}"{_label([*first, *lines_of(node.text)])}"{look.close}'


def _arrow(arrow: Arrow, ids: dict[str, str]) -> str:
    words = f"{THIS_WAY}{arrow.words}" if arrow.lit else arrow.words
    label = _label(lines_of((words,)))
    return f'  {ids[arrow.start]} -->|"{label}"| {ids[arrow.end]}'


def _legend(chart: Chart) -> list[str]:
    inside = [_box(node, f"l{number}") for number, node in enumerate(legend_of(chart))]
    if chart.notes:
        inside.append(f'l{len(inside)}["{_label(lines_of(chart.notes, _NOTE_COLUMNS))}"]')
    return _subgraph("legend", "What the shapes mean", inside)


def _styles(chart: Chart, ids: dict[str, str]) -> list[str]:
    boxes = [
        f"  style {ids[n.name]} {_looks(look_of(n), n.lit, chart.shows_patient and not n.lit)}"
        for n in chart.nodes
    ]
    legend = [
        f"  style l{number} {_looks(look_of(node), False, False)}"
        for number, node in enumerate(legend_of(chart))
    ]
    lit = [str(number) for number, arrow in enumerate(chart.arrows) if arrow.lit]
    arrows = [f"  linkStyle {','.join(lit)} stroke-width:{LIT_WIDTH:g}px,font-weight:bold"] * bool(
        lit
    )
    return [*boxes, *legend, *arrows]


def _looks(look: Look, lit: bool, faded: bool) -> str:
    fill, ink, line = look.fill, look.ink, "#000000"
    if faded:
        fill, ink, line = PAPER, FADED_INK, FADED_LINE
    width = LIT_WIDTH if lit else look.width
    dashes = ",stroke-dasharray:5 5" if "dashed" in look.style else ""
    return f"fill:{fill},color:{ink},stroke:{line},stroke-width:{width:g}px{dashes}"


def _label(lines: list[str]) -> str:
    return "<br/>".join(map(_escaped, lines))


def _escaped(text: str) -> str:
    """Write every character that may mean something as its number: ``#35;`` for ``#``."""
    return _SPECIAL.sub(lambda found: f"#{ord(found[0])};", text)
