"""Numbers of patients in words; they count combinations of answers and not people."""

from __future__ import annotations

from fractions import Fraction

from triage.phrasing.phrases import LONGEST
from triage.words import _


def say_number(number: int, everybody: int) -> str:
    """Say how many combinations of answers there are, and which share that is.

    Of numbers that nobody would read to their end only the share is said.
    """
    share = say_share(Fraction(number, everybody))
    if everybody >= LONGEST:
        return _("{share} of all combinations of answers", share=share)
    return _(
        "{number:,} of {everybody:,} combinations of answers, {share}",
        number=number,
        everybody=everybody,
        share=share,
    )


def say_share(share: Fraction) -> str:
    """Say a share as a fraction and in percent; one that is there is never said to be nothing."""
    if share == 1:
        return _("all")
    percent = f"{float(share):.2%}" if share >= Fraction(1, 10_000) else _("less than 0.01%")
    if share.denominator < 10**6:
        return _(
            "{part:,} in {whole:,} ({percent})",
            part=share.numerator,
            whole=share.denominator,
            percent=percent,
        )
    return percent
