"""Some steps, one below the other, with their arrows: where everything stands in a column.

The way on goes down the left. Ends stand to the right of the step that leads to
them. An arrow that passes by steps runs down a lane at the right edge, as long as
it crosses nothing; otherwise it ends in a letter, and goes on where that letter is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum, auto
from typing import TypeAlias

from triage.paper.flow.drawing import Key
from triage.paper.flow.parts import Part, Steps


class Course(Enum):
    """How an arrow runs: to an end, down to the next step, past others, or to a letter.

    AWAY leads to a letter at the right, DOWN_AWAY to one below the step.
    """

    END = auto()
    DOWN = auto()
    LANE = auto()
    AWAY = auto()
    DOWN_AWAY = auto()


Courses: TypeAlias = Sequence[Sequence[Course]]


def courses_of(parts: Sequence[Part], steps: Steps) -> Courses:
    """Return how each arrow of each step of a column runs."""
    places = {part.key: place for place, part in enumerate(parts)}
    courses: list[list[Course]] = []
    lane_to = -1
    for here, part in enumerate(parts):
        down = _down(part, here, places, steps)
        courses.append([])
        for index, way in enumerate(part.ways):
            to = places.get(way.to, -1)
            if way.to in steps.ends:
                course = Course.END
            elif index == down:
                course = Course.DOWN if to == here + 1 else Course.DOWN_AWAY
            elif to > here and (lane_to <= here or lane_to == to):
                course, lane_to = Course.LANE, to
            else:
                course = Course.AWAY
            courses[-1].append(course)
    return courses


def _down(part: Part, here: int, places: Mapping[Key, int], steps: Steps) -> int | None:
    """Return which arrow goes down: one to the next step, or else the last if it leaves."""
    short = [(i, way.to) for i, way in enumerate(part.ways) if not way.is_long]
    to_next = [i for i, to in short if places.get(to) == here + 1]
    leaving = [i for i, to in short[-1:] if to not in places and to not in steps.ends]
    last = len(part.ways) - 1
    return to_next[-1] if to_next else last if last in leaving else None
