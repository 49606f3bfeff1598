"""What a flowchart is laid out from: its steps, the sizes of their texts, and their places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import field, frozen

from triage.paper.flow.drawing import Box, Key, Letter, Said
from triage.paper.flow.parts import Steps
from triage.paper.flow.sizes import Grid, Sizes

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
    grid: Grid
    letters: Mapping[Key, str] = field(factory=dict)
    pages: Mapping[Key, int] = field(factory=dict)
    notes_behind: tuple[str, ...] = ()

    def where(self, key: Key) -> str:
        """Say on which page a part stands."""
        return f"page {self.pages.get(key, 0)}"

    def letter(self, key: Key, x: float, y: float, said: tuple[Said, ...], width: float) -> Letter:
        """Return the letter of a part in a circle, with words beside it.

        Args:
            key: of the part.
            x: of the middle of the circle.
            y: of its top.
            said: lines of words.
            width: of the words.
        """
        height = letter_height(len(said))
        circle = Box(x - CIRCLE / 2, y + (height - CIRCLE) / 2, CIRCLE, CIRCLE)
        words = LINE * len(said)
        box = Box(circle.right + _BESIDE_CIRCLE, y + (height - words) / 2, width, words)
        return Letter(self.letters.get(key, ""), circle, said, box)


def letter_height(lines: int) -> float:
    """Return how tall a letter is, with so many lines beside it."""
    return max(CIRCLE, LINE * lines)
