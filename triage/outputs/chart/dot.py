"""A chart -> DOT, the language of Graphviz, which the package ``graphviz`` builds and quotes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import pairwise
from typing import Final, TypeAlias

from attrs import field, frozen
from graphviz import Digraph, escape, nohtml

from triage.outputs.chart.chart import Arrow, Chart, ChartNode, marks_of
from triage.outputs.chart.look import (
    BOLD,
    END_COLUMNS,
    FADED_INK,
    FADED_LINE,
    FONT,
    LIT_WIDTH,
    PAPER,
    ROW_COLUMNS,
    columns_of,
    legend_of,
    lines_in,
    lines_of,
    lines_on,
    look_of,
)
from triage.outputs.chart.marks import Marks
from triage.outputs.chart.rows import row_of, table_of
from triage.phrasing.arrow_labels import ITEM, PART
from triage.words import _

SOURCES_FRAME: Final = "cluster_sources"
PANEL_FRAME: Final = "cluster_p"
# In a frame Graphviz sets boxes of one rank, and the heads of arrows between them, the wrong way
# round. So a panel is laid out without one.
_PANEL: Final = "panel_"
_TITLE_COLUMNS = 90
_NOTE_COLUMNS = 100
# Each line of a label ends with the side on which it stands.
_LEFT, _MIDDLE, _RIGHT = "\\l", "\\n", "\\r"
# The row of a box that says what is asked, where arrows arrive.
_TOP: Final = "top"
# Where things are, as attributes, by the ids of boxes and arrows and the names of frames.
Places: TypeAlias = Mapping[str, Mapping[str, str]]


def to_dot(chart: Chart, places: Places | None = None, *, inches: int | None = None) -> str:
    """Return a chart as DOT; box ``n0`` is its first node, arrow ``a0`` its first arrow.

    Args:
        chart: the chart.
        places: where everything is; Graphviz then puts it there and nowhere else.
        inches: how wide and how high the picture may be; a larger one is scaled down.
    """
    graph = _graph()
    title = _left(lines_of(chart.title, _TITLE_COLUMNS))
    graph.attr("graph", bgcolor=PAPER, pad="0.2", fontname=BOLD, fontsize="16")
    graph.attr("graph", labelloc="t", labeljust="l", label=nohtml(title))
    if places:
        graph.attr("graph", layout="nop2")
    if inches:
        graph.attr("graph", size=f"{inches},{inches}")
    for block in _Writer(chart, places or {}).blocks():
        graph.body += block.body
    return str(graph.source)


def blocks_of(chart: Chart) -> list[str]:
    """Return a graph for each piece of a chart that is laid out by itself, from the top down."""
    return [_graph(block.body).source for block in _Writer(chart, {}).blocks()]


def _graph(body: Iterable[str] = ()) -> Digraph:
    graph = Digraph("tree")
    graph.attr("graph", rankdir="LR", nodesep="0.12", ranksep="0.35")
    graph.attr("node", fontname=FONT, fontsize="12", margin="0.08,0.05")
    graph.attr("edge", arrowsize="0.8")
    graph.body += body
    return graph


@frozen
class _Writer:
    """Writes about one chart, each thing with the place where it belongs."""

    chart: Chart
    places: Places
    ids: Mapping[str, str] = field(init=False)
    nodes: Mapping[str, ChartNode] = field(init=False)
    marks: Marks = field(init=False)

    @ids.default
    def _default_ids(self) -> Mapping[str, str]:
        return {node.key: f"n{number}" for number, node in enumerate(self.chart.nodes)}

    @nodes.default
    def _default_nodes(self) -> Mapping[str, ChartNode]:
        return {node.key: node for node in self.chart.nodes}

    @marks.default
    def _default_marks(self) -> Marks:
        return marks_of(self.chart)

    def blocks(self) -> Iterator[Digraph]:
        """Yield the legend, its notes, each panel and the sources."""
        yield self._legend()
        if self.chart.notes:
            notes = {"notes": lines_of(self.chart.notes, _NOTE_COLUMNS)}
            yield self._texts("cluster_notes", _("What words on arrows mean"), notes)
        yield from self._panels()
        if self.marks.listed:
            columns = columns_of(self.marks.listed, _NOTE_COLUMNS)
            sources = {f"s{number}": lines for number, lines in enumerate(columns)}
            yield self._texts(SOURCES_FRAME, "Sources", sources)

    def _legend(self) -> Digraph:
        block = Digraph()
        nodes = {f"l{number}": node for number, node in enumerate(legend_of(self.chart))}
        with self._frame(block, "cluster_legend", _("What the shapes mean")) as frame:
            for name, node in nodes.items():
                self._node(frame, name, node, _joined(lines_of(node.text)), faded=False)
            self._keep_in_order(frame, reversed([*nodes]))
        return block

    def _texts(self, name: str, label: str, texts: Mapping[str, list[str]]) -> Digraph:
        block = Digraph()
        with self._frame(block, name, label) as frame:
            for each, lines in texts.items():
                text, place = nohtml(_left(lines)), self._place(each)
                frame.node(each, text, id=each, shape="plaintext", margin="0", **place)
            self._keep_in_order(frame, reversed([*texts]))
        return block

    def _panels(self) -> Iterator[Digraph]:
        boxes: dict[int, list[ChartNode]] = defaultdict(list)
        for node in self.chart.nodes:
            boxes[node.panel].append(node)
        arrows: dict[int, list[tuple[str, Arrow]]] = defaultdict(list)
        for number, arrow in enumerate(self.chart.arrows):
            arrows[self.nodes[arrow.start].panel].append((f"a{number}", arrow))
        for panel in sorted(boxes):
            block, is_framed = Digraph(), bool(self.places) and len(boxes) > 1
            name = f"{PANEL_FRAME if is_framed else _PANEL}{panel}"
            with self._frame(block, name, _("Panel {panel}", panel=panel), style="solid") as frame:
                self._panel(frame, boxes[panel], arrows[panel])
            yield block

    def _panel(
        self, graph: Digraph, nodes: list[ChartNode], arrows: list[tuple[str, Arrow]]
    ) -> None:
        """Write boxes and arrows: steps below one another, what they lead to at the right."""
        steps = [node for node in nodes if node.is_step]
        leaving: dict[str, list[tuple[str, Arrow]]] = defaultdict(list)
        for name, arrow in arrows:
            leaving[arrow.start].append((name, arrow))
        for node in steps:
            self._step(graph, node, leaving[node.key])
        self._boxes(graph, [node for node in nodes if not node.is_step])
        self._keep_in_order(graph, [self.ids[node.key] for node in steps])
        below = {one.key: other.key for one, other in pairwise(steps)}
        for name, arrow in arrows:
            is_last = leaving[arrow.start][-1][0] == name
            down = is_last and below.get(arrow.start) == arrow.end
            self._arrow(graph, name, arrow, down=down)

    @contextmanager
    def _frame(
        self, graph: Digraph, name: str, label: str, style: str = "dashed", labeljust: str = "l"
    ) -> Iterator[Digraph]:
        with graph.subgraph(name=name) as frame:
            frame.attr("graph", id=name, label=nohtml(_escaped(label)), labeljust=labeljust)
            frame.attr("graph", style=style, color="#666666", fontname=FONT, fontsize="12")
            frame.attr("graph", **self._place(name))
            yield frame

    def _keep_in_order(self, graph: Digraph, names: Iterable[str]) -> None:
        """Keep boxes below each other in their order, by lines that nobody sees."""
        pairs = list(pairwise(names))
        if self.places or not pairs:
            return
        with graph.subgraph(graph_attr={"rank": "same"}, edge_attr={"style": "invis"}) as row:
            row.edges(pairs)

    def _boxes(self, graph: Digraph, nodes: list[ChartNode]) -> None:
        for node in nodes:
            label = _item_lines(lines_in(node, END_COLUMNS))
            if mark := self.marks.of(node.sources):
                label += f"{'' if label.endswith(_LEFT) else _MIDDLE}{_escaped(mark)}{_RIGHT}"
            faded = self.chart.shows_patient and not node.highlighted
            self._node(graph, self.ids[node.key], node, label, faded)

    def _node(self, graph: Digraph, name: str, node: ChartNode, label: str, faded: bool) -> None:
        look = look_of(node)
        # An attribute that is None is not written.
        graph.node(
            name,
            nohtml(label),
            id=name,
            shape=look.shape,
            style=look.style,
            fillcolor=PAPER if faded else look.fill,
            fontcolor=FADED_INK if faded else look.ink,
            color=FADED_LINE if faded else "#000000",
            penwidth=f"{LIT_WIDTH if node.highlighted else look.width:g}",
            peripheries=str(look.borders),
            fontname=BOLD if node.highlighted or look.width > 2 else None,
            **self._place(name),
        )

    def _step(self, graph: Digraph, node: ChartNode, arrows: list[tuple[str, Arrow]]) -> None:
        """Write a box with a row for its question, and one for the answers of each arrow."""
        faded = self.chart.shows_patient and not node.highlighted
        head = lines_in(node, ROW_COLUMNS)
        mark = self.marks.of(node.sources)
        rows = [row_of(head, mark, port=_TOP, faded=faded, bold=node.highlighted)]
        for name, arrow in arrows:
            is_faded = self.chart.shows_patient and not arrow.highlighted
            said = lines_on(arrow, self.marks, ROW_COLUMNS)
            rows.append(row_of(said, "", port=name, faded=is_faded, bold=arrow.highlighted))
        width = LIT_WIDTH if node.highlighted else look_of(node).width
        is_dashed = "dashed" in look_of(node).style
        table = table_of(rows, width=width, faded=faded, is_dashed=is_dashed)
        name = self.ids[node.key]
        graph.node(name, f"<{table}>", id=name, shape="plain", **self._place(name))

    def _arrow(self, graph: Digraph, name: str, arrow: Arrow, *, down: bool) -> None:
        faded = self.chart.shows_patient and not arrow.highlighted
        leads_on = self.nodes[arrow.end].is_step
        start = f"{self.ids[arrow.start]}:{name}:{'s' if down else 'e'}"
        into = ("n" if down else f"{_TOP}:e") if leads_on else "w"
        end = f"{self.ids[arrow.end]}:{into}"
        graph.edge(
            start,
            end,
            id=name,
            penwidth=f"{LIT_WIDTH:g}" if arrow.highlighted else None,
            color=FADED_LINE if faded else None,
            **self._place(name),
        )

    def _place(self, name: str) -> Mapping[str, str]:
        return self.places.get(name, {})


def _joined(lines: Iterable[str]) -> str:
    return _MIDDLE.join(map(_escaped, lines))


def _item_lines(lines: list[str]) -> str:
    """Join lines with the heading in the middle and the items of a checklist at the left."""
    first = next((i for i, line in enumerate(lines) if line.startswith((ITEM, PART))), len(lines))
    items, heading = _left(lines[first:]), _joined(lines[:first])
    return f"{heading}{_MIDDLE}{items}" if items else heading


def _left(lines: Iterable[str]) -> str:
    return "".join(f"{_escaped(line)}{_LEFT}" for line in lines)


def _escaped(text: str) -> str:
    r"""Escape what means something in a label, ``\N`` and ``&lt;``; quotes come later."""
    return str(escape(text.replace("&", "&amp;")))
