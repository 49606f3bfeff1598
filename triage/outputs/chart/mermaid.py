"""A chart -> Mermaid, which many sites draw from text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from triage.outputs.chart.chart import Arrow, Chart, ChartNode, marks_of
from triage.outputs.chart.look import (
    FADED_INK,
    FADED_LINE,
    LIT_WIDTH,
    PAPER,
    Look,
    legend_of,
    lines_in,
    lines_of,
    lines_on,
    look_of,
)
from triage.outputs.chart.marks import Marks
from triage.words import _

# What may mean something to Mermaid or Markdown where it stands: a list, a link, a style.
_SPECIAL = re.compile(r"[^\w ,?!'()/…•“”:-]|_|:(?! )|^-|(?<=\d)\)")
_NOTE_COLUMNS = 100


def to_mermaid(chart: Chart) -> str:
    """Return a chart as a Mermaid flowchart with the same ids as in DOT."""
    ids = {node.key: f"n{number}" for number, node in enumerate(chart.nodes)}
    title, marks = " ".join(chart.title), marks_of(chart)
    lines = [
        "flowchart TD",
        f"  accTitle: {_escaped(chart.title[0])}",
        f"  accDescr: {_escaped(title)}",
        f'  title["{_label(list(chart.title))}"]',
        *_panels(chart, ids, marks),
        *(_arrow(arrow, ids, marks) for arrow in chart.arrows),
        *_legend(chart),
        *_sources(marks),
        *_styles(chart, ids),
    ]
    return "\n".join(lines) + "\n"


def _panels(chart: Chart, ids: Mapping[str, str], marks: Marks) -> Iterator[str]:
    last = max(node.panel for node in chart.nodes)
    for panel in range(1, last + 1):
        boxes = list(_boxes(chart, panel, ids, marks))
        yield from (
            boxes if last == 1 else _subgraph(f"p{panel}", _("Panel {panel}", panel=panel), boxes)
        )


def _boxes(chart: Chart, panel: int, ids: Mapping[str, str], marks: Marks) -> Iterator[str]:
    modules: dict[str, list[str]] = {}
    for node in chart.nodes:
        if node.panel == panel:
            box = _box(node, ids[node.key], marks.of(node.sources))
            modules.setdefault(node.module, []).append(box)
    yield from modules.pop("", [])
    for number, (module, inside) in enumerate(modules.items()):
        yield from _subgraph(
            f"m{panel}_{number}", _("from the module {module}", module=module), inside
        )


def _subgraph(name: str, label: str, inside: list[str]) -> list[str]:
    return [f'  subgraph {name}["{_escaped(label)}"]', *(f"  {each}" for each in inside), "  end"]


def _box(node: ChartNode, name: str, mark: str) -> str:
    look, lines = look_of(node), lines_in(node) + ([mark] if mark else [])
    return f'  {name}{look.open}"{_label(lines)}"{look.close}'


def _arrow(arrow: Arrow, ids: Mapping[str, str], marks: Marks) -> str:
    label = _label(lines_on(arrow, marks))
    return f'  {ids[arrow.start]} -->|"{label}"| {ids[arrow.end]}'


def _legend(chart: Chart) -> list[str]:
    inside = [_box(node, f"l{number}", "") for number, node in enumerate(legend_of(chart))]
    if chart.notes:
        inside.append(f'  notes["{_label(lines_of(chart.notes, _NOTE_COLUMNS))}"]')
    return _subgraph("legend", _("What the shapes mean"), inside)


def _sources(marks: Marks) -> list[str]:
    if not marks.listed:
        return []
    label = _label(lines_of(marks.listed, _NOTE_COLUMNS))
    return _subgraph("sources", "Sources", [f'  sources0["{label}"]'])


def _styles(chart: Chart, ids: Mapping[str, str]) -> list[str]:
    boxes = [
        f"  style {ids[n.key]} "
        f"{_looks(look_of(n), n.highlighted, chart.shows_patient and not n.highlighted)}"
        for n in chart.nodes
    ]
    legend = [
        f"  style l{number} {_looks(look_of(node), False, False)}"
        for number, node in enumerate(legend_of(chart))
    ]
    lit = [str(number) for number, arrow in enumerate(chart.arrows) if arrow.highlighted]
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
