"""A ladder as lines of text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from triage.outputs.ladder.bullets import Bullet, say_signs
from triage.outputs.ladder.words import (
    BETWEEN,
    BETWEEN_SURE,
    EVERYBODY_ELSE,
    HOW_TO_READ,
    NOT_SURE_COUNTS,
    READ_ON,
    Band,
    Part,
)
from triage.words import _

_TITLE: Final = "{number}  {title}"
_PART: Final = "{number} {when}"


def ladder_lines(bands: Sequence[Band]) -> Iterator[str]:
    """Yield a ladder line by line, from the most urgent down, with how to read it."""
    yield from (_(HOW_TO_READ), _(NOT_SURE_COUNTS))
    for band in bands:
        yield from ("", _TITLE.format(number=band.number, title=band.title))
        if band.of_both_pages:
            yield f"   {band.of_both_pages}"
        for part in band.parts:
            yield from (f"   {line}" for line in _part(part))
        if band is not bands[-1]:
            yield _(BETWEEN_SURE if band.only_sure else BETWEEN)


def _part(part: Part) -> Iterator[str]:
    is_one = len(part.pages) == 1
    heading = _(READ_ON, title=part.when, tree=part.pages[0]) if is_one else part.when
    if heading:
        yield _PART.format(number=part.number, when=heading).lstrip()
    if part.unsure:
        yield f"- {part.unsure}"
    for bullet in part.bullets:
        yield from _bullet(bullet)
    if part.is_rest:
        yield f"- {_(EVERYBODY_ELSE)}"


def _bullet(bullet: Bullet) -> Iterator[str]:
    yield f"- {say_signs(bullet)}"
    for at, each in enumerate(bullet.lists):
        if at:
            yield f"  {each.lead}"
        yield from (f"    - {option}" for option in each.options)
