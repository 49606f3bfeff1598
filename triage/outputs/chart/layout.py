"""Where everything in a picture is: Graphviz lays out each piece, and the pieces are put together.

One layout of everything would take Graphviz minutes when there are thousands
of boxes. Pieces of a hundred take it less than a second altogether.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from attrs import frozen

from triage.outputs.chart.chart import Chart
from triage.outputs.chart.dot import PANEL_FRAME, Places, blocks_of
from triage.outputs.chart.layout_engine import render

_Laid: TypeAlias = Mapping[str, Any]
_GAP: Final = 24.0
# A picture is not so much wider than it is high, nor higher than wide, if its pieces allow it.
_LONGER: Final = 2.0
# By how much each height that is tried is above the one before.
_HIGHER: Final = 1.04
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
    numbers = sorted({node.panel for node in chart.nodes})
    first = next(i for i, p in enumerate(pieces) if "n0" in map(_name, p.laid["objects"]))
    last = first + len(numbers)
    if len(numbers) > 1:
        framed = zip(pieces[first:last], numbers, strict=True)
        pieces[first:last] = [_framed(each, number) for each, number in framed]
    return dict(_placed(_best_columns(pieces[:last], pieces[last:])))


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


# --- the pieces in columns


def _best_columns(pieces: Sequence[_Piece], behind: Sequence[_Piece]) -> list[list[_Piece]]:
    """Return the columns that make the smallest picture, of those with a good shape if there are.

    Args:
        pieces: in their order.
        behind: what may stand below any of them.
    """
    height, total = max(piece.height for piece in pieces), _height(pieces)
    ways = [[[*pieces, *behind]]]
    while height < total:
        ways.append(_columns(pieces, behind, height))
        height *= _HIGHER
    return min(ways, key=_how_large)


def _columns(
    pieces: Sequence[_Piece], behind: Sequence[_Piece], height: float
) -> list[list[_Piece]]:
    columns: list[list[_Piece]] = [[]]
    for piece in pieces:
        if columns[-1] and _height([*columns[-1], piece]) > height:
            columns.append([])
        columns[-1].append(piece)
    for piece in behind:
        min(columns, key=_height).append(piece)
    return columns


def _how_large(columns: Sequence[Sequence[_Piece]]) -> tuple[bool, float]:
    """Return whether columns make a strip, and how large the picture is."""
    height = max(map(_height, columns))
    width = sum(map(_width, columns)) + _GAP * (len(columns) - 1)
    return not 1 / _LONGER <= width / height <= _LONGER, width * height


def _width(column: Sequence[_Piece]) -> float:
    return max(piece.width for piece in column)


def _height(column: Sequence[_Piece]) -> float:
    return sum(piece.height for piece in column) + _GAP * (len(column) - 1)


def _placed(columns: Sequence[Sequence[_Piece]]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield the places of all that stands in columns."""
    left = 0.0
    for column in columns:
        top = 0.0
        for piece in column:
            yield from piece.at(left, top)
            top += piece.height + _GAP
        left += _width(column) + _GAP
