"""Numbers of patients in words; they count combinations of answers and not people."""

from __future__ import annotations

from fractions import Fraction

from triage.phrasing.phrases import LONGEST


def say_number(number: int, everybody: int) -> str:
    """Say how many combinations of answers there are, and which share that is.

    Of numbers that nobody would read to their end only the share is said.
    """
    share = say_share(Fraction(number, everybody))
    if everybody >= LONGEST:
        return f"{share} of all combinations of answers"
    return f"{number:,} of {everybody:,} combinations of answers, {share}"


def say_share(share: Fraction) -> str:
    """Say a share as a fraction and in percent; one that is there is never said to be nothing."""
    if share == 1:
        return "all"
    percent = f"{float(share):.2%}" if share >= Fraction(1, 10_000) else "less than 0.01%"
    if share.denominator < 10**6:
        return f"{share.numerator:,} in {share.denominator:,} ({percent})"
    return percent
