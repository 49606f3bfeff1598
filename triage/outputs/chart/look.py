"""How each box looks: shape, border and colours; every one has its words, too.

Nothing is told by colour alone. The inks have a contrast of 4.5 to 1 or more on their fills,
which a test works out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from textwrap import wrap
from typing import Final

from attrs import frozen

from triage.model.dispositions import Disposition, LookName
from triage.outputs.chart.chart import Arrow, Chart, ChartNode, NodeKind
from triage.outputs.chart.marks import Marks
from triage.phrasing.arrow_labels import ITEM, PART
from triage.words import N_, _

THIS_WAY: Final = N_("THIS WAY: {words}")
START_HERE: Final = N_("START HERE")
FONT: Final = "DejaVu Sans"
BOLD: Final = "DejaVu Sans Bold"
PAPER: Final = "#ffffff"
FADED_INK: Final = "#666666"
FADED_LINE: Final = "#999999"
LIT_WIDTH: Final = 4.0
_COLUMNS: Final = 28
# What a step leads to, and a row in the box of a step.
END_COLUMNS: Final = 20
ROW_COLUMNS: Final = 44
_MOST_LIST_COLUMNS: Final = 3
_LINES_OF_LIST: Final = 12
# A space that is kept; with no words at all in boxes, some versions of Graphviz crash.
_NO_WORDS: Final = "\u00a0"
_SPACES: Final = re.compile(r"[\n\t ]+")


@frozen
class Look:
    """The look of a box.

    Attributes:
        shape: for Graphviz.
        style: for Graphviz; always filled.
        fill: the colour inside, as ``#rrggbb``.
        ink: the colour of words and border.
        width: of the border, in points.
        borders: how many lines the border has.
        open: how Mermaid begins the shape.
        close: how Mermaid ends the shape.
        said: the shape in words, for the legend.
    """

    shape: str
    style: str
    fill: str
    ink: str
    width: float
    borders: int
    open: str
    close: str
    said: str


_OF_KIND: Final = {
    NodeKind.STEP: Look(
        "box", "filled", PAPER, "#000000", 1, 1, "[", "]", N_("thin box: a question")
    ),
    NodeKind.EXIT: Look(
        "cds", "filled", PAPER, "#000000", 1, 1, ">", "]", N_("arrow: goes on elsewhere")
    ),
    NodeKind.MORE: Look(
        "box", "filled,dashed", PAPER, "#000000", 1, 1, "[", "]", N_("dashed box: more follows")
    ),
    NodeKind.GO_TO: Look(
        "oval", "filled", PAPER, "#000000", 1, 1, "([", "])", N_("oval: go on at the box it names")
    ),
}
_OF_NAME: Final[dict[LookName, Look]] = {
    "eight corners": Look(
        "octagon",
        "filled",
        "#8b0000",
        "#ffffff",
        4,
        2,
        "[/",
        "\\]",
        N_("white on dark, eight corners"),
    ),
    "six corners": Look(
        "hexagon", "filled", "#ffcf9e", "#000000", 3, 1, "{{", "}}", N_("six corners, thick line")
    ),
    "double": Look("box", "filled", "#fff3b0", "#000000", 1.5, 2, "[[", "]]", N_("double line")),
    "folded": Look("note", "filled", "#d6e6ff", "#000000", 1.5, 1, "[/", "/]", N_("folded corner")),
    "round": Look(
        "box", "filled,rounded", "#d9f2d9", "#000000", 1.5, 1, "(", ")", N_("round corners")
    ),
}


def look_of(node: ChartNode) -> Look:
    """Return the look of a box."""
    return look_of_help(node.disposition) if node.disposition else _OF_KIND[node.kind]


def look_of_help(disposition: Disposition) -> Look:
    """Return the look of a box of some help."""
    return _OF_NAME[disposition.look]


def legend_of(chart: Chart) -> tuple[ChartNode, ...]:
    """Return a box for each look in a chart, with what it means."""
    kinds = [kind for kind in _OF_KIND if any(node.kind is kind for node in chart.nodes)]
    plain = [ChartNode(kind, kind, (_(_OF_KIND[kind].said),)) for kind in kinds]
    ends = [
        ChartNode(d, NodeKind.OUTCOME, (d.words.upper(), _(_OF_NAME[d.look].said)), d)
        for d in chart.dispositions
    ]
    return (*plain, *ends)


def lines_of(text: tuple[str, ...], columns: int = _COLUMNS) -> list[str]:
    """Wrap paragraphs into lines; a word that is too long for one is divided."""
    return [line for paragraph in text for line in _wrapped(paragraph, columns)]


def lines_in(node: ChartNode, columns: int = _COLUMNS) -> list[str]:
    """Return the lines in a box, but for its mark."""
    first = [_(START_HERE)] if node.is_start else []
    head = [node.head] if node.head else []
    return lines_of((*first, *head, *node.text), columns)


def lines_on(arrow: Arrow, marks: Marks, columns: int = _COLUMNS) -> list[str]:
    """Return the lines of an arrow, its mark behind its words."""
    words = f"{arrow.words} {marks.of(arrow.sources)}".rstrip(" ")
    return lines_of((_(THIS_WAY, words=words) if arrow.highlighted else words,), columns)


def columns_of(texts: Iterable[str], columns: int) -> list[list[str]]:
    """Set a long list of wrapped texts in columns of about one height, a short one in fewer.

    A text is never divided between two columns, so the first may be a little higher.

    Args:
        texts: what is listed.
        columns: how many letters stand in a line.
    """
    wrapped = [_wrapped(text, columns) for text in texts]
    total = sum(map(len, wrapped))
    height = -(-total // min(_MOST_LIST_COLUMNS, 1 + total // _LINES_OF_LIST))
    set_in: list[list[str]] = [[]]
    for lines in wrapped:
        if len(set_in[-1]) >= height:
            set_in.append([])
        set_in[-1] += lines
    return [[*each, *[""] * (len(set_in[0]) - len(each))] for each in set_in]


def _wrapped(paragraph: str, columns: int) -> list[str]:
    indent = "   " if paragraph.startswith((ITEM, PART)) else ""
    return wrap(_SPACES.sub(" ", paragraph), columns, subsequent_indent=indent) or [_NO_WORDS]
