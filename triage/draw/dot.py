"""A chart -> DOT, the language of Graphviz."""

from __future__ import annotations

from collections.abc import Iterable

from triage.draw.chart import Arrow, Chart, Node
from triage.draw.look import (
    BOLD,
    FADED_INK,
    FADED_LINE,
    FONT,
    LIT_WIDTH,
    PAPER,
    Look,
    legend_of,
    lines_of,
    look_of,
)
from triage.draw.words import ITEM

THIS_WAY = "THIS WAY: "
MODULE_FRAME = "cluster_m"
_TITLE_COLUMNS = 90
_NOTE_COLUMNS = 100


def to_dot(chart: Chart) -> str:
    """Return a chart as DOT; box ``n0`` is its first node, arrow ``a0`` its first arrow."""
    ids = {node.name: f"n{number}" for number, node in enumerate(chart.nodes)}
    lines = [
        "digraph tree {",
        f"  graph [rankdir=TB nodesep=0.35 ranksep=0.55 bgcolor={_quote(PAPER)} "
        f"fontname={_quote(BOLD)} fontsize=16 labelloc=t labeljust=l pad=0.3 "
        f"label={_left(lines_of(chart.title, _TITLE_COLUMNS))}]",
        f'  node [fontname={_quote(FONT)} fontsize=12 margin="0.18,0.1"]',
        f"  edge [fontname={_quote(FONT)} fontsize=11 arrowsize=0.8]",
        *_boxes(chart, ids),
        *(_arrow(chart, arrow, number, ids) for number, arrow in enumerate(chart.arrows)),
        *_legend(chart, ids),
        "}",
    ]
    return "\n".join(lines) + "\n"


def _boxes(chart: Chart, ids: dict[str, str]) -> list[str]:
    lines = [f"  {_box(chart, node, ids)}" for node in chart.nodes if not node.module]
    for number, module in enumerate(chart.modules):
        inside = [_box(chart, node, ids) for node in chart.nodes if node.module == module]
        lines += _cluster(f"{MODULE_FRAME}{number}", f"from the module {module}", inside)
    return lines


def _cluster(name: str, label: str, inside: Iterable[str]) -> list[str]:
    looks = f'style=dashed color="#666666" fontsize=12 labeljust=l label={_quote(label)}'
    return [f"  subgraph {name} {{", f"    graph [{looks}]", *(f"    {i}" for i in inside), "  }"]


def _box(chart: Chart, node: Node, ids: dict[str, str]) -> str:
    name, faded = ids[node.name], chart.shows_patient and not node.lit
    first = ["START HERE"] if node.is_start else []
    label = _item_lines([*first, *lines_of(node.text)])
    return f'{name} [id="{name}" label="{label}" {_looks(look_of(node), node.lit, faded)}]'


def _looks(look: Look, lit: bool, faded: bool) -> str:
    fill, ink, line = look.fill, look.ink, "#000000"
    if faded:
        fill, ink, line = PAPER, FADED_INK, FADED_LINE
    width = LIT_WIDTH if lit else look.width
    bold = f" fontname={_quote(BOLD)}" if lit or look.width > 2 else ""
    return (
        f'shape={look.shape} style="{look.style}" fillcolor="{fill}" fontcolor="{ink}" '
        f'color="{line}" penwidth={width:g} peripheries={look.borders}{bold}'
    )


def _arrow(chart: Chart, arrow: Arrow, number: int, ids: dict[str, str]) -> str:
    words = f"{THIS_WAY}{arrow.words}" if arrow.lit else arrow.words
    # The spaces keep the words off the line.
    label = _joined([f" {line} " for line in lines_of((words,))])
    looks = ""
    if arrow.lit:
        looks = f" penwidth={LIT_WIDTH:g} fontname={_quote(BOLD)}"
    elif chart.shows_patient:
        looks = f' color="{FADED_LINE}" fontcolor="{FADED_INK}"'
    return f'  {ids[arrow.start]} -> {ids[arrow.end]} [id="a{number}" label="{label}"{looks}]'


def _legend(chart: Chart, ids: dict[str, str]) -> list[str]:
    """Return the boxes that say what shapes mean and the notes, in a row above the start."""
    shown = legend_of(chart)
    boxes = [
        f'l{i} [id="l{i}" label="{_joined(lines_of(n.text))}" {_looks(look_of(n), False, False)}]'
        for i, n in enumerate(shown)
    ]
    if chart.notes:
        notes = _left(lines_of(chart.notes, _NOTE_COLUMNS))
        boxes.append(f'l{len(shown)} [id="l{len(shown)}" shape=plaintext label={notes}]')
    names = [f"l{i}" for i in range(len(boxes))]
    row = [f"{{rank=same; {' -> '.join(names)} [style=invis]}}"]
    top = ids[chart.nodes[0].name]
    above = f"  {names[len(shown) // 2]} -> {top} [style=invis]"
    return [*_cluster("cluster_legend", "What the shapes mean", [*boxes, *row]), above]


def _joined(lines: list[str]) -> str:
    return "\\n".join(map(_escaped, lines))


def _item_lines(lines: list[str]) -> str:
    """Join lines with the heading in the middle and the items of a checklist at the left."""
    first = next((i for i, line in enumerate(lines) if line.startswith(ITEM)), len(lines))
    items = "".join(f"{_escaped(line)}\\l" for line in lines[first:])
    heading = _joined(lines[:first])
    return f"{heading}\\n{items}" if items else heading


def _left(lines: list[str]) -> str:
    return '"' + "".join(f"{_escaped(line)}\\l" for line in lines) + '"'


def _quote(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    r"""Escape what means something inside the quotes of a label: ``\N``, ``&lt;`` and quotes."""
    return text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
