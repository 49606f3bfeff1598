"""Where everything in a picture is: Graphviz lays out each piece, and the pieces are put together.

One layout of everything would take Graphviz minutes when there are thousands
of boxes. Pieces of a hundred take it less than a second altogether.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from math import sqrt
from typing import Any, Final, NamedTuple, TypeAlias

from attrs import frozen

from triage.outputs.chart.chart import Chart
from triage.outputs.chart.dot import PANEL_FRAME, Places, blocks_of
from triage.outputs.chart.layout_engine import render

_Laid: TypeAlias = Mapping[str, Any]
_GAP: Final = 36.0
# A picture is about this much wider than it is high, if its pieces allow it.
_WIDER: Final = 1.4
_POINTS: Final = 72.0
# Between a frame and what stands in it; its words stand at the top left.
_EDGE: Final = 8.0
_LABEL_ROOM: Final = 20.0
_LABEL_AT: Final = 30.0
_NUMBER: Final = r"(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)"
_SPACE: Final = re.compile(r"\s*(?=\S)")
_POINT: Final = re.compile(f"{_NUMBER},{_NUMBER}")


@frozen
class _Piece:
    """A piece of a picture: what Graphviz says of it, its size in points, and its frame."""

    laid: _Laid
    width: float
    height: float
    frame: str = ""

    def at(self, left: float, top: float) -> Iterator[tuple[str, Mapping[str, str]]]:
        """Yield the attributes of all in it, when its corner is at a place, in points.

        Graphviz counts upwards: the top of the picture is at 0, all else below it.
        """
        arrows = [each for each in self.laid.get("edges", ()) if "id" in each]
        if self.frame:
            edges = {"bb": f"0,0,{self.width:.2f},{self.height:.2f}"}
            words = {"lp": f"{_LABEL_AT},{self.height - _LABEL_ROOM / 2:.2f}"}
            yield self.frame, self._all_moved({**edges, **words}, left, top)
        inset = _EDGE if self.frame else 0.0
        for each in [*self.laid["objects"], *arrows]:
            named = {key: each[key] for key in ("pos", "bb", "lp") if key in each}
            yield _name(each), self._all_moved(named, left + inset, top - inset)

    def _all_moved(self, named: Mapping[str, str], left: float, top: float) -> Mapping[str, str]:
        return {key: self._moved(_forwards(text), left, top) for key, text in named.items()}

    def _moved(self, points: str, left: float, top: float) -> str:
        def move(point: re.Match[str]) -> str:
            x, y = float(point[1]) + left, float(point[2]) - self.height - top
            return f"{x:.2f},{y:.2f}"

        return _POINT.sub(move, points)


def _forwards(points: str) -> str:
    """Return the points of an arrow from its start on.

    Between boxes of one rank Graphviz may write them from its head on, and draws no head then.
    """
    if not points.startswith("s,"):
        return points
    head, *others = points.split(" ")
    return " ".join((f"e{head[1:]}", *reversed(others)))


def places_of(chart: Chart) -> Places:
    """Return where the boxes, arrows and frames of a chart are, as attributes of DOT.

    Raises:
        MissingExtra: there is no Graphviz here.
        TriageError: it fails.
    """
    pieces = list(_pieces(render("".join(blocks_of(chart)), "json0").decode()))
    panels = len({node.panel for node in chart.nodes})
    first = next(i for i, p in enumerate(pieces) if "n0" in map(_name, p.laid["objects"]))
    if panels > 1:
        numbers = sorted({node.panel for node in chart.nodes})
        framed = zip(pieces[first:], numbers, strict=False)
        pieces[first : first + panels] = [_framed(each, number) for each, number in framed]
    above, behind = pieces[:first], [[piece] for piece in pieces[first + panels :]]
    if panels == 1 and (lefts := _beside(above, pieces[first])):
        beside = dict(_placed([[piece] for piece in above], lefts[0]))
        return beside | dict(_placed([[pieces[first]], *behind], 0, lefts[1]))
    rows = [*([piece] for piece in above), *_shelves(pieces[first : first + panels]), *behind]
    return dict(_placed(rows))


def _name(thing: _Laid) -> str:
    """Return the name of a box or a frame, or the id of an arrow, which has no name."""
    return str(thing["name"] if "name" in thing else thing["id"])


def _pieces(laid: str) -> Iterator[_Piece]:
    """Yield the pieces that Graphviz has laid out, one JSON object after another."""
    decoder, end = json.JSONDecoder(), 0
    while begin := _SPACE.match(laid, end):
        read, end = decoder.raw_decode(laid, begin.end())
        _, _, width, height = map(float, read["bb"].split(","))
        yield _Piece(read, width, height)


def _framed(piece: _Piece, panel: int) -> _Piece:
    """Return a panel with a frame around it, and room for the words at its top."""
    width, height = piece.width + 2 * _EDGE, piece.height + 2 * _EDGE + _LABEL_ROOM
    return _Piece(piece.laid, width, height, f"{PANEL_FRAME}{panel}")


def _shelves(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """Put pieces into rows, in order, so that all of them make a picture of a good shape."""
    area = sum((p.width + _GAP) * (p.height + _GAP) for p in pieces)
    room = max(sqrt(area * _WIDER), *(p.width for p in pieces))
    rows: list[list[_Piece]] = [[]]
    for piece in pieces:
        taken = sum(p.width + _GAP for p in rows[-1])
        if rows[-1] and taken + piece.width > room:
            rows.append([])
        rows[-1].append(piece)
    return rows


def _beside(above: Sequence[_Piece], panel: _Piece) -> tuple[float, float] | None:
    """Return where what else stands above a panel begins, and where the panel does beside it.

    In points from the left. None where that would make the picture larger.
    """
    width = max((piece.width for piece in above), default=0)
    height = sum(piece.height + _GAP for piece in above)
    near = [each for each in _extents(panel.laid) if panel.height - each.top < height]
    free = min((each.left for each in near), default=panel.width)
    taken = max((each.right for each in near), default=0)
    ways = [(0.0, max(0.0, width + _GAP - free)), (max(taken + _GAP, panel.width - width), 0.0)]
    wide, way = min((max(a + width, b + panel.width), (a, b)) for a, b in ways)
    above_it = max(width, panel.width) * (height + panel.height)
    return way if wide * max(height, panel.height) < above_it else None


class _Extent(NamedTuple):
    """How far something in a panel reaches, in points."""

    left: float
    right: float
    top: float


def _extents(laid: _Laid) -> Iterator[_Extent]:
    """Yield how far all in a panel reaches."""
    for each in laid["objects"]:
        if "bb" in each:
            left, _, right, top = map(float, each["bb"].split(","))
            yield _Extent(left, right, top)
        elif "pos" in each:
            x, y = map(float, each["pos"].split(","))
            wide, high = (_POINTS * float(each[key]) / 2 for key in ("width", "height"))
            yield _Extent(x - wide, x + wide, y + high)
    for each in laid.get("edges", ()):
        points = [(float(x), float(y)) for x, y in _POINT.findall(each.get("pos", ""))]
        yield from (_Extent(x, x, y) for x, y in points)


def _placed(
    rows: Sequence[Sequence[_Piece]], begin: float = 0.0, first: float | None = None
) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield the places of rows that begin at a point from the left; the first may at another."""
    top = 0.0
    for row in rows:
        left = begin if first is None or row is not rows[0] else first
        for piece in row:
            yield from piece.at(left, top)
            left += piece.width + _GAP
        top += max(piece.height for piece in row) + _GAP
