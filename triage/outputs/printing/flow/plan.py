"""How large each text of a flowchart is when it is set, and how wide the columns of a page are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, Final, cast

from attrs import field, frozen

from triage.outputs.printing.flow.drawing import BoxKey, DrawnBox, DrawnText, Letter
from triage.outputs.printing.flow.parts import CONTINUED, MORE, OutArrow, StepBox, Steps
from triage.outputs.printing.print_job import PrintJob
from triage.outputs.printing.typesetting import PaperSize, measure
from triage.words import _

# Between the outline of a box and its words; the typesetter uses the same (`padding`).
SIDE: Final = 9.1
ABOVE: Final = 5.7
ITEM_GAP: Final = 5.4


@frozen
class PageGrid:
    """What a column of the chart consists of, in points.

    Attributes:
        columns: how many columns a page has.
        step: how wide the boxes of steps are.
        trunk: between a step and the words of its arrows to the right.
        words: how wide those words may be.
        head: between the words and the end, for the arrow's head.
        end: how wide the boxes of ends are.
        lane: for lines that pass by several steps, at the right edge.
    """

    columns: int
    step: float
    trunk: float
    words: float
    head: float
    end: float
    lane: float

    @property
    def width(self) -> float:
        """Of a column."""
        return self.step + self.trunk + self.words + self.head + self.end + self.lane

    @property
    def words_at(self) -> float:
        """Where the words of arrows to the right begin."""
        return self.step + self.trunk

    @property
    def end_at(self) -> float:
        """Where ends begin."""
        return self.words_at + self.words + self.head

    @property
    def wide(self) -> float:
        """How wide words are that have what they lead to below them."""
        return self.words + self.head + self.end

    @property
    def lane_at(self) -> float:
        """Where lines pass by."""
        return self.width - 4.0

    @property
    def spine(self) -> float:
        """How far the line that comes from above is from the left edge."""
        return 24.0

    @property
    def beside_spine(self) -> float:
        """How far the words beside that line are from the left edge."""
        return self.spine + 7


_WIDE: Final = PageGrid(1, step=178, trunk=15, words=122, head=19, end=172, lane=13)
GRIDS: Final[Mapping[PaperSize, PageGrid]] = {
    "a4": _WIDE,
    "letter": _WIDE,
    "a3": PageGrid(2, step=130, trunk=12, words=94, head=15, end=114, lane=9),
}


@frozen
class Size:
    """Width and height of a text, in points."""

    width: float
    height: float


@frozen
class FrontPage:
    """The room on a page, and what stands before the chart takes of it.

    Attributes:
        height: of the room on a page.
        pages: how many pages it takes, the one on which the chart may begin included.
        below: where it ends on the last of them.
        as_column: how tall it is when it is as wide as a column.
    """

    height: float
    pages: int
    below: float
    as_column: float


@frozen(eq=False)
class Sizes:
    """What the typesetter says about the texts, and about what stands before the chart."""

    front: FrontPage
    texts: Mapping[str, Size]

    def of(self, kind: str, *words: object) -> Size:
        """Return the size of a text."""
        return self.texts[_name(kind, *words)]


def measured(order: PrintJob, steps: Steps, front: Mapping[str, object]) -> Sizes:
    """Measure all texts of a flowchart.

    Args:
        order: what is printed, and on what.
        steps: of its chart.
        front: what the template reads of what stands before the chart.

    Raises:
        MissingExtra: typst is not installed.
    """
    asked = dict(_texts(steps))
    widths = widths_of(GRIDS[order.paper])
    data = order.data(texts=list(asked.values()), widths=widths, **front)
    told = cast("dict[str, Any]", measure("flowchart-sizes", data, order.fonts))
    sizes = (Size(width, height) for width, height in told["sizes"])
    return Sizes(FrontPage(**told["front"]), dict(zip(asked, sizes, strict=True)))


def widths_of(grid: PageGrid) -> Mapping[str, float]:
    """Return how wide each kind of text may be, and the gap between items."""
    inside = grid.step - 2 * SIDE
    return {
        "column": grid.width,
        "item_gap": ITEM_GAP,
        "head": inside,
        "item": inside,
        "row": grid.words,
        "wide row": grid.wide,
        "down": grid.step - grid.beside_spine,
        "end": grid.end - 2 * SIDE,
        "wide end": grid.wide - 2 * SIDE,
        "note": grid.width,
    }


def _texts(steps: Steps) -> Iterator[tuple[str, Mapping[str, object]]]:
    for part in steps.parts:
        yield from _texts_of(part)
    for end in steps.ends.values():
        yield _asked("end", *end.words)
        yield _asked("wide end", *end.words)
    for note in steps.notes.values():
        yield _asked("note", note)


def _texts_of(part: StepBox) -> Iterator[tuple[str, Mapping[str, object]]]:
    yield _asked("head", part.number, part.marks, part.head)
    yield _asked("head", part.number, (_(CONTINUED),), part.reminder)
    for item in part.items:
        yield _asked("item", item)
    for way in (*part.ways, OutArrow(None, _(MORE), part.key)):
        for kind, goes in product(("row", "wide row", "down"), ("", goes_to(way.to))):
            yield _asked(kind, way.words, goes, not way.to.is_step)


def goes_to(key: BoxKey) -> str:
    """Say that an arrow goes to a part or an end."""
    said = (
        _("go to {number}", number=key.number)
        if key.is_step
        else _("to end {number}", number=key.number)
    )
    return said.replace(" ", "\u00a0")  # stays on one line


def _asked(kind: str, *words: object) -> tuple[str, Mapping[str, object]]:
    return _name(kind, *words), {"kind": kind, "words": words}


def _name(kind: str, *words: object) -> str:
    return f"{kind} {words!r}"


# --- what a flowchart is laid out from: its steps, the sizes of their texts, and their places


LINE: Final = 10.8  # from one line of small text to the next
CIRCLE: Final = 19.0
_BESIDE_CIRCLE: Final = 4.0


@frozen(eq=False)
class Plan:
    """What every column is laid out from.

    Attributes:
        steps: of the chart.
        sizes: of their texts.
        grid: of a column.
        letters: of the parts that arrows come to from elsewhere; none while
            it is not yet known where each part stands.
        pages: on which each part stands.
        notes_behind: on the names on arrows, where they are too long to stand
            below the steps.
    """

    steps: Steps
    sizes: Sizes
    grid: PageGrid
    letters: Mapping[BoxKey, str] = field(factory=dict)
    pages: Mapping[BoxKey, int] = field(factory=dict)
    notes_behind: tuple[str, ...] = ()

    def where(self, key: BoxKey) -> str:
        """Say on which page a part stands."""
        return _("page {page}", page=self.pages.get(key, 0))

    def letter(
        self, key: BoxKey, x: float, y: float, said: tuple[DrawnText, ...], width: float
    ) -> Letter:
        """Return the letter of a part in a circle, with words beside it.

        Args:
            key: of the part.
            x: of the middle of the circle.
            y: of its top.
            said: lines of words.
            width: of the words.
        """
        height = letter_height(len(said))
        circle = DrawnBox(x - CIRCLE / 2, y + (height - CIRCLE) / 2, CIRCLE, CIRCLE)
        words = LINE * len(said)
        box = DrawnBox(circle.right + _BESIDE_CIRCLE, y + (height - words) / 2, width, words)
        return Letter(self.letters.get(key, ""), circle, said, box)


def letter_height(lines: int) -> float:
    """Return how tall a letter is, with so many lines beside it."""
    return max(CIRCLE, LINE * lines)
