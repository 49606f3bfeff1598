"""Signs that another sign of the same line says already: *heart failure*.

A tree asks whether somebody has *heart failure or varicose veins*, and then whether it is *heart
failure*. A line holds both answers. Whoever has the second has the first by its words, so the
second alone is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import permutations

from triage.answer_space.ladder.ladder import Line, without_unsure
from triage.model.values import NOT_SURE, AnswerSet

Said = Callable[[str, AnswerSet], str]
# A sign that stands alone would be read as one of those that are enough alone.
_FEWEST_LEFT = 2


def implied_in(lines: Iterable[Line], said: Said) -> Mapping[str, str]:
    """Return by the fact of a sign that of another, which all of its lines hold as well.

    Args:
        lines: all of a ladder, as the same words must mean the same in each of them.
        said: says answers to a fact.
    """
    every = [line.answers for line in lines]
    found = {
        one: other
        for answers in every
        for one, other in permutations(answers, 2)
        if _is_alternative(said(one, known(answers[one])), said(other, known(answers[other])))
    }
    return {
        one: other
        for one, other in found.items()
        if all(NOT_SURE in line.get(other, AnswerSet()) for line in every if one in line)
    }


def without_implied(line: Line, implied: Mapping[str, str]) -> Line:
    """Return a line without the signs that others of it say already."""
    gone = {implied[fact] for fact in line.answers if fact in implied}
    left = {fact: answers for fact, answers in line.answers.items() if fact not in gone}
    return Line(left) if len(left) >= _FEWEST_LEFT else line


def known(answers: AnswerSet) -> AnswerSet:
    """Return some answers without *not sure*, unless there is no other."""
    sure = without_unsure(answers)
    return answers if sure == AnswerSet() else sure


def _is_alternative(one: str, other: str) -> bool:
    """Tell whether a sign is one of several that another names."""
    several = re.split(r",? or |, ", other)
    return len(several) > 1 and one in several
