"""The numbers of a range that is counted in steps: 0 to 10 in halves, 34 to 43 °C in tenths.

Each number is a whole count of steps above the lowest. Counts are fractions
of the shortest text of a number: 38.3 is 383 tenths, which no float is.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import ceil, floor, isfinite
from typing import Final

from attrs import frozen

from triage.model.values import Numeric

# How far from a step a converted number may lie, in steps. 98.96 °F are 37.199999999999996 °C,
# and numbers of 32 bits are rougher still; a number that somebody means lies further away.
TOLERANCE: Final = Fraction(1, 1000)


@frozen
class NumberGrid:
    """The numbers from a lowest one upwards, in steps.

    Attributes:
        low: the number with the index 0.
        step: the distance from one number to the next.
        last: the index of the highest number.
    """

    low: Fraction
    step: Fraction
    last: int

    def steps_to(self, number: Numeric) -> Fraction:
        """Return how many steps a number lies above the lowest, in parts of a step if need be."""
        return (_fraction(number) - self.low) / self.step

    def is_on_step(self, number: Numeric) -> bool:
        """Tell whether a number is a whole count of steps away from the lowest."""
        return self.steps_to(number).denominator == 1

    def snap(self, number: Numeric) -> Numeric:
        """Return the number of the grid that a converted one is meant to be, or the number itself.

        A whole number is nothing that a conversion left behind, and stays as it is.
        """
        if isinstance(number, int) or not isfinite(number) or number.is_integer():
            return number
        steps = self.steps_to(number)
        index = round(steps)
        is_meant = 0 <= index <= self.last and abs(steps - index) <= TOLERANCE
        return self.value(index) if is_meant else number

    def at_or_below(self, number: Numeric) -> int:
        """Return the index of the last number that is not above a number."""
        return floor(self.steps_to(number))

    def at_or_above(self, number: Numeric) -> int:
        """Return the index of the first number that is not below a number."""
        return ceil(self.steps_to(number))

    def value(self, index: int) -> Numeric:
        """Return the number at an index, whole where it can be."""
        return _number(self.low + index * self.step)

    def near(self, number: Numeric) -> list[Numeric]:
        """Return a number of the grid and the ones just below and above."""
        index = int(self.steps_to(number))
        return [self.value(i) for i in (index, index - 1, index + 1) if 0 <= i <= self.last]

    def beside(self, number: Numeric) -> tuple[Numeric, Numeric]:
        """Return what is one step below a number and one above, on the grid or not."""
        exact = _fraction(number)
        return _number(exact - self.step), _number(exact + self.step)


@lru_cache(1_000)  # every number that is typed is looked up on a grid
def number_grid(low: Numeric, high: Numeric, step: Numeric) -> NumberGrid:
    """Return the numbers from the lowest to the highest, which may lie between two steps."""
    first, distance = _fraction(low), _fraction(step)
    return NumberGrid(first, distance, floor((_fraction(high) - first) / distance))


def _fraction(number: Numeric) -> Fraction:
    return Fraction(number if isinstance(number, int) else str(number))


def _number(exact: Fraction) -> Numeric:
    return int(exact) if exact.denominator == 1 else float(exact)
