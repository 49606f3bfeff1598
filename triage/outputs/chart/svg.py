"""The SVG that Graphviz writes -> one that a screen reader can read, too."""

from __future__ import annotations

import re
from hashlib import sha256
from math import inf
from typing import Final
from xml.etree import ElementTree

from triage.outputs.chart.chart import Arrow, Chart, ChartNode, NodeKind, marks_of
from triage.outputs.chart.dot import PANEL_FRAME, SOURCES_FRAME
from triage.outputs.chart.look import BOLD, legend_of
from triage.outputs.chart.marks import Marks
from triage.words import N_, _

_NAMESPACE: Final = "http://www.w3.org/2000/svg"
_FONTS: Final = "DejaVu Sans, Verdana, sans-serif"
_BOX: Final = re.compile(r"n(\d+)")
_SOURCES: Final = re.compile(r"s\d+")
_KINDS: Final = {
    NodeKind.STEP: N_("Question"),
    NodeKind.OUTCOME: N_("End"),
    NodeKind.EXIT: N_("Goes on elsewhere"),
    NodeKind.MORE: N_("Question, not shown further"),
    NodeKind.GO_TO: N_("Continued"),
}


def accessible(svg: bytes, chart: Chart) -> str:
    """Return the picture of a chart with a text alternative for every box and arrow.

    Args:
        svg: what Graphviz made of the chart's DOT.
        chart: the chart.
    """
    ElementTree.register_namespace("", _NAMESPACE)
    root = ElementTree.fromstring(svg)
    for element in root.iter():
        _mend(element)
    said, joined = _alternatives(chart), _joined_by(chart)
    titled = [(g, title) for g in root.iter(_tag("g")) for title in g.findall(_tag("title"))]
    for group, title in titled:
        if group.get("id") in said:
            _describe(group, title, said[group.attrib["id"]])
            _join(group, joined.get(group.attrib["id"]))
        else:
            _pass_over(group, title)
    for graph in root.findall(_tag("g")):
        graph[:] = sorted(graph, key=_place)
    _head(root, chart, sha256(svg).hexdigest()[:12])
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=False) + "\n"


def _tag(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"


def _mend(element: ElementTree.Element) -> None:
    """Name fonts that are as wide as the measured one, and no colour that only some know."""
    font = element.get("font-family")
    if font is not None:
        element.set("font-family", _FONTS)
        element.set("font-weight", "bold" if font == BOLD else "normal")
    if element.get("stroke") == "transparent":  # older Graphviz
        element.set("stroke", "none")


def _alternatives(chart: Chart) -> dict[str, str]:
    """Return what each box and arrow says, by its id."""
    nodes, marks = {node.key: node for node in chart.nodes}, marks_of(chart)
    said = {}
    for number, node in enumerate(chart.nodes):
        said[f"n{number}"] = _(
            "Box {number}. {words}",
            number=node.head or node.number,
            words=_say_node(chart, node, marks),
        )
    for number, arrow in enumerate(chart.arrows):
        said[f"a{number}"] = _say_arrow(arrow, nodes[arrow.start], nodes[arrow.end], marks)
    for number, node in enumerate(legend_of(chart)):
        said[f"l{number}"] = _("Legend: {text}", text=" ".join(node.text))
    return said


def _say_node(chart: Chart, node: ChartNode, marks: Marks) -> str:
    said = [_("Start here.")] if node.is_start else []
    said += [f"{_(_KINDS[node.kind])}: {' '.join(node.text)}"]
    said += [_("From the module {module}.", module=node.module)] if node.module else []
    said += [marks.say(node.sources)] if node.sources else []
    said += [_("This patient comes by here.")] if chart.shows_patient and node.highlighted else []
    return " ".join(said)


def _in_short(node: ChartNode) -> str:
    """Leave out the items of a checklist, which nobody wants to hear on every arrow."""
    return node.text[0] if node.is_step else " ".join(node.text)


_ARROW: Final = N_("From box {start}, with “{words}”, to box {number}, “{end}”")
_LIT: Final = N_("This patient's way: from box {start}, with “{words}”, to box {number}, “{end}”")


def _say_arrow(arrow: Arrow, start: ChartNode, end: ChartNode, marks: Marks) -> str:
    said = _(
        _LIT if arrow.highlighted else _ARROW,
        start=start.number,
        words=arrow.words,
        number=end.number,
        end=_in_short(end),
    )
    return f"{said}. {marks.say(arrow.sources)}" if arrow.sources else said


def _joined_by(chart: Chart) -> dict[str, tuple[str, str]]:
    """Return from where each arrow leads and to where, by its id."""
    ids = {node.key: f"n{number}" for number, node in enumerate(chart.nodes)}
    return {f"a{n}": (ids[a.start], ids[a.end]) for n, a in enumerate(chart.arrows)}


def _join(group: ElementTree.Element, ends: tuple[str, str] | None) -> None:
    """Let an arrow say what it joins."""
    if ends:
        group.set("data-from", ends[0])
        group.set("data-to", ends[1])


def _describe(group: ElementTree.Element, title: ElementTree.Element, words: str) -> None:
    """Give a box or an arrow a role and words."""
    title.text = words
    group.set("role", "img")
    group.set("aria-label", words)
    for line in group.iter(_tag("text")):  # browsers say them once more, line by line
        line.set("aria-hidden", "true")


def _pass_over(group: ElementTree.Element, title: ElementTree.Element) -> None:
    """Drop a name of Graphviz's own; the words on the frame of a panel are for eyes."""
    group.remove(title)
    if (title.text or "").startswith(PANEL_FRAME):
        group.set("aria-hidden", "true")


def _place(group: ElementTree.Element) -> tuple[float, int]:
    """Return where a part stands for a reader: each box, then its arrows, at last the sources.

    All else comes first.
    """
    name = group.get("id", "")
    if name == SOURCES_FRAME or _SOURCES.fullmatch(name):
        return inf, -1
    box = _BOX.fullmatch(group.get("data-from", name))
    if box is None:
        return -1, -1
    return int(box[1]), -1 if box[0] == name else int(name[1:])


def _head(root: ElementTree.Element, chart: Chart, key: str) -> None:
    """Put the title and a description of the picture first, under ids that no other picture has."""
    title, desc = ElementTree.Element(_tag("title")), ElementTree.Element(_tag("desc"))
    title.text = chart.title[0]
    desc.text = " ".join([f"{chart.size.capitalize()}.", *chart.title[1:]])
    title.set("id", f"chart-title-{key}")
    desc.set("id", f"chart-desc-{key}")
    root.insert(0, title)
    root.insert(1, desc)
    # A plain `img` would hide the boxes and arrows inside from a screen reader.
    root.set("role", "graphics-document document")
    root.set("aria-labelledby", f"chart-title-{key}")
    root.set("aria-describedby", f"chart-desc-{key}")
    root.set("lang", chart.language)
