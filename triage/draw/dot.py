"""A chart -> DOT, the language of Graphviz."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from attrs import field, frozen

from triage.draw.chart import Arrow, Chart, Node, marks_of
from triage.draw.look import (
    BOLD,
    FADED_INK,
    FADED_LINE,
    FONT,
    LIT_WIDTH,
    PAPER,
    Look,
    columns_of,
    legend_of,
    lines_in,
    lines_of,
    lines_on,
    look_of,
)
from triage.draw.marks import Marks
from triage.draw.words import ITEM

SOURCES_FRAME: Final = "cluster_sources"
MODULE_FRAME: Final = "cluster_m"
PANEL_FRAME: Final = "cluster_p"
_TITLE_COLUMNS = 90
_NOTE_COLUMNS = 100
# Arrows from step to step are kept short and straight, so that they line up.
_STRAIGHT = 8
# Where things are, as attributes, by the ids of boxes and arrows and the names of frames.
Places: TypeAlias = Mapping[str, str]
_Lines: TypeAlias = list[str]


def to_dot(chart: Chart, places: Places | None = None, *, inches: int | None = None) -> str:
    """Return a chart as DOT; box ``n0`` is its first node, arrow ``a0`` its first arrow.

    Args:
        chart: the chart.
        places: where everything is; Graphviz then puts it there and nowhere else.
        inches: how wide and how high the picture may be; a larger one is scaled down.
    """
    title = (
        f"bgcolor={_quote(PAPER)} pad=0.3 fontname={_quote(BOLD)} fontsize=16 labelloc=t "
        f"labeljust=l label={_left(lines_of(chart.title, _TITLE_COLUMNS))}"
    )
    fixed = " layout=nop2" if places else ""
    fixed += f' size="{inches},{inches}"' if inches else ""
    blocks = _Writer(chart, places or {}).blocks()
    return _graph(title + fixed, [line for block in blocks for line in block])


def blocks_of(chart: Chart) -> list[str]:
    """Return a graph for each piece of a chart that is laid out by itself, from the top down."""
    return [_graph("", block) for block in _Writer(chart, {}).blocks()]


def _graph(looks: str, lines: _Lines) -> str:
    head = [
        "digraph tree {",
        f"  graph [rankdir=TB nodesep=0.35 ranksep=0.55 {looks}]",
        f'  node [fontname={_quote(FONT)} fontsize=12 margin="0.18,0.1"]',
        f"  edge [fontname={_quote(FONT)} fontsize=11 arrowsize=0.8]",
    ]
    return "\n".join([*head, *(f"  {line}" for line in lines), "}"]) + "\n"


@frozen
class _Writer:
    """Writes statements about one chart, each with the place where it belongs."""

    chart: Chart
    places: Places
    ids: Mapping[str, str] = field(init=False)
    marks: Marks = field(init=False)

    @ids.default
    def _default_ids(self) -> Mapping[str, str]:
        return {node.key: f"n{number}" for number, node in enumerate(self.chart.nodes)}

    @marks.default
    def _default_marks(self) -> Marks:
        return marks_of(self.chart)

    def blocks(self) -> Iterator[_Lines]:
        """Yield the legend, its notes, each panel and the sources."""
        boxes = [self._legend_box(f"l{i}", n) for i, n in enumerate(legend_of(self.chart))]
        yield self._frame("cluster_legend", "What the shapes mean", self._row("l", boxes))
        if self.chart.notes:
            notes = self._text("notes", lines_of(self.chart.notes, _NOTE_COLUMNS))
            yield self._frame("cluster_notes", "What words on arrows mean", [notes])
        yield from self._panels()
        if self.marks.listed:
            texts = columns_of(lines_of(self.marks.listed, _NOTE_COLUMNS))
            columns = [self._text(f"s{i}", lines) for i, lines in enumerate(texts)]
            yield self._frame(SOURCES_FRAME, "Sources", self._row("s", columns))

    def _panels(self) -> Iterator[_Lines]:
        panels: dict[int, tuple[_Lines, _Lines, dict[str, _Lines]]] = {}
        of = {node.key: node.panel for node in self.chart.nodes}
        # Steps come first, so that Graphviz puts the way on at the left and ends at the right.
        for node in sorted(self.chart.nodes, key=lambda node: not node.is_step):
            _, _, modules = panels.setdefault(node.panel, ([], [], {}))
            modules.setdefault(node.module, []).append(self._box(node))
        steps = {node.key for node in self.chart.nodes if node.is_step}
        for number, arrow in enumerate(self.chart.arrows):
            onward, away, _ = panels[of[arrow.start]]
            leads_on = arrow.end in steps
            (onward if leads_on else away).append(self._arrow(arrow, number, leads_on))
        for panel, (onward, away, modules) in sorted(panels.items()):
            lines = [*self._boxes(panel, modules), *onward, *away]
            frame = self._frame(f"{PANEL_FRAME}{panel}", f"Panel {panel}", lines, "solid")
            yield frame if len(panels) > 1 else lines

    def _boxes(self, panel: int, modules: Mapping[str, _Lines]) -> Iterator[str]:
        """Yield boxes, those that come from a module in a frame."""
        yield from modules.get("", [])
        for number, module in enumerate(module for module in modules if module):
            name = f"{MODULE_FRAME}{panel}_{number}"
            yield from self._frame(name, f"from the module {module}", modules[module], at="r")

    def _frame(
        self, name: str, label: str, inside: Iterable[str], line: str = "dashed", at: str = "l"
    ) -> _Lines:
        looks = f'style={line} color="#666666" fontname={_quote(FONT)} fontsize=12 labeljust={at}'
        graph = f'graph [id="{name}" {looks} label={_quote(label)}{self._place(name)}]'
        return [f"subgraph {name} {{", f"  {graph}", *(f"  {each}" for each in inside), "}"]

    def _row(self, name: str, boxes: _Lines) -> _Lines:
        """Keep boxes beside each other in their order, by lines that nobody sees."""
        names = " -> ".join(f"{name}{number}" for number in range(len(boxes)))
        return boxes if self.places else [*boxes, f"{{rank=same; {names} [style=invis]}}"]

    def _box(self, node: Node) -> str:
        name, faded = self.ids[node.key], self.chart.shows_patient and not node.lit
        label = _item_lines(lines_in(node))
        if mark := self.marks.of(node.sources):
            label = f"{label}{'' if label.endswith(_LEFT) else _MIDDLE}{_escaped(mark)}\\r"
        return self._node(name, label, _looks(look_of(node), node.lit, faded))

    def _legend_box(self, name: str, node: Node) -> str:
        return self._node(name, _joined(lines_of(node.text)), _looks(look_of(node), False, False))

    def _text(self, name: str, lines: Iterable[str]) -> str:
        return (
            f'{name} [id="{name}" shape=plaintext margin=0 label={_left(lines)}{self._place(name)}]'
        )

    def _node(self, name: str, label: str, looks: str) -> str:
        return f'{name} [id="{name}" label="{label}" {looks}{self._place(name)}]'

    def _arrow(self, arrow: Arrow, number: int, leads_on: bool) -> str:
        # The spaces keep the words off the line.
        label = _joined([f" {line} " for line in lines_on(arrow, self.marks)])
        looks = f" weight={_STRAIGHT}" if leads_on else ""
        if arrow.lit:
            looks += f" penwidth={LIT_WIDTH:g} fontname={_quote(BOLD)}"
        elif self.chart.shows_patient:
            looks += f' color="{FADED_LINE}" fontcolor="{FADED_INK}"'
        joins = f"{self.ids[arrow.start]} -> {self.ids[arrow.end]}"
        return f'{joins} [id="a{number}" label="{label}"{looks}{self._place(f"a{number}")}]'

    def _place(self, name: str) -> str:
        return f" {self.places[name]}" if name in self.places else ""


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


# Each line of a label ends with the side on which it stands.
_LEFT, _MIDDLE = "\\l", "\\n"


def _joined(lines: list[str]) -> str:
    return _MIDDLE.join(map(_escaped, lines))


def _item_lines(lines: list[str]) -> str:
    """Join lines with the heading in the middle and the items of a checklist at the left."""
    first = next((i for i, line in enumerate(lines) if line.startswith(ITEM)), len(lines))
    items = "".join(f"{_escaped(line)}{_LEFT}" for line in lines[first:])
    heading = _joined(lines[:first])
    return f"{heading}{_MIDDLE}{items}" if items else heading


def _left(lines: Iterable[str]) -> str:
    return '"' + "".join(f"{_escaped(line)}{_LEFT}" for line in lines) + '"'


def _quote(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    r"""Escape what means something inside the quotes of a label: ``\N``, ``&lt;`` and quotes."""
    return text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
