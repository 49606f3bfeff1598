"""A flowchart with a place for everything, as the template reads it; all in points."""

from __future__ import annotations

from attrs import frozen

from triage.paper.looks import PaperLook


@frozen
class Box:
    """A rectangle: its upper left corner, from that of the chart's room, and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.height


@frozen
class Line:
    """A line through points, at right angles; with an arrow's head at its end or without."""

    points: tuple[tuple[float, float], ...]
    has_head: bool = False


@frozen(cache_hash=True)
class Key:
    """What finds a step, a part of a step, or an end.

    Attributes:
        is_step: whether it is a step; otherwise it is an end.
        number: of the step or the end, in reading order from 1.
        place: 0, and 1, 2, … for the parts that continue a step.
    """

    is_step: bool
    number: int
    place: int = 0

    def __str__(self) -> str:
        place = f"-{self.place}" if self.place else ""
        return f"{'step' if self.is_step else 'end'}-{self.number}{place}"


@frozen
class Said:
    """A text that leads to a part when it is clicked."""

    words: str
    to: Key


@frozen
class Letter:
    """A letter in a circle, and what is said beside it.

    The same letter stands where arrows leave and where they come in.
    """

    letter: str
    circle: Box
    said: tuple[Said, ...]
    box: Box

    @property
    def bottom(self) -> float:
        """Where circle and words end below."""
        return max(self.circle.bottom, self.box.bottom)


@frozen
class DrawnEnd:
    """The box of an end."""

    key: Key
    number: int
    words: str
    title: str
    look: PaperLook
    box: Box


@frozen
class DrawnArrow:
    """The words on an arrow and what they lead to.

    Attributes:
        arrow: the place among the branches of its step; None to the next part.
        words: the answers.
        box: where the words stand.
        to: the key of the part or end that it leads to.
        goes: that in words, beneath the answers; "" where an end or a letter says it.
        end: the box that it leads to, unless that stands beside the arrow below it.
        away: the letter where it goes on elsewhere.
    """

    arrow: int | None
    words: str
    box: Box
    to: Key
    goes: str = ""
    end: DrawnEnd | None = None
    away: Letter | None = None


@frozen
class DrawnPart:
    """A step, or a part of one, with what leads to it and what leaves it."""

    key: Key
    number: int
    marks: tuple[str, ...]
    head: str
    head_box: Box
    items: tuple[str, ...]
    items_box: Box
    box: Box
    come_in: Letter | None
    arrows: tuple[DrawnArrow, ...]


@frozen
class Note:
    """What the name of a group stands for."""

    words: str
    box: Box


@frozen
class Column:
    """Steps below one another."""

    parts: tuple[DrawnPart, ...]
    lines: tuple[Line, ...]
    notes: tuple[Note, ...]
    height: float


@frozen
class Placed:
    """A column with its upper left corner, from that of the chart's room on the page."""

    x: float
    y: float
    column: Column


@frozen
class Page:
    """Columns beside one another.

    Attributes:
        number: of the page in the document, from 1.
        columns: from the left.
    """

    number: int
    columns: tuple[Placed, ...]
