"""Rungs that are right -> rungs that are shorter, and as right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve

from triage.answer_space.diagram import Node
from triage.answer_space.ladder.ladder import (
    HelpInTime,
    Line,
    Rung,
    bands_of,
    facts_unsure,
    is_only_sure,
    without_unsure,
)
from triage.answer_space.ladder.meaning import TreeMeaning
from triage.model.values import NOT_SURE, AnswerSet

_UNSURE: Final = AnswerSet((NOT_SURE,))
# Fewer are said one by one.
_FEWEST_UNSURE: Final = 2


def tidied(meaning: TreeMeaning, rungs: Sequence[Rung], *, may_be_sooner: bool) -> tuple[Rung, ...]:
    """Return rungs that tell everybody the same in fewer words, or what may be told sooner.

    No line of them can be left out.

    Args:
        meaning: what the tree tells.
        rungs: that are right.
        may_be_sooner: whether somebody may be told the same help within a shorter time.
    """
    tidier = _Tidier(
        meaning, list(_with_unsure_joined(meaning, rungs)), may_be_sooner=may_be_sooner
    )
    tidier.spare()
    tidier.even()
    return tuple(rung for rung in tidier.rungs if rung.is_rest or rung.all_lines)


# --- who is not sure of any sign of the band above


def _with_unsure_joined(meaning: TreeMeaning, rungs: Sequence[Rung]) -> Iterator[Rung]:
    above, before = meaning.nobody, tuple[Rung, ...]()
    for band in bands_of(rungs):
        for rung in band:
            unsure = facts_unsure(before, meaning.facts) if rung is band[0] else ()
            yield _joined(meaning, rung, unsure, above)
            above = meaning.space.any_of(above, meaning.held(rung))
        before = band


def _joined(meaning: TreeMeaning, rung: Rung, unsure: tuple[str, ...], above: Node) -> Rung:
    """Say the lines for who is not sure in one, if there are several and it holds no others."""
    apart = tuple(line for line in rung.lines if not _is_unsure_of(line, unsure))
    if rung.is_rest or len(rung.lines) - len(apart) < _FEWEST_UNSURE:
        return rung
    joined = evolve(rung, lines=apart, unsure_of=unsure)
    allowed = [above, meaning.by(rung.told)] if isinstance(rung.told, HelpInTime) else [above]
    added = meaning.space.without(meaning.held(joined), *allowed)
    return joined if added == meaning.space.diagram.false else rung


def _is_unsure_of(line: Line, facts: tuple[str, ...]) -> bool:
    return [*line.answers.values()] == [_UNSURE] and all(fact in facts for fact in line.answers)


class _Tidier:
    """Changes rungs, as long as everybody is told what is right."""

    def __init__(self, meaning: TreeMeaning, rungs: list[Rung], *, may_be_sooner: bool) -> None:
        self.meaning, self.rungs, self.may_be_sooner = meaning, rungs, may_be_sooner

    def spare(self) -> None:
        """Leave out each line that nobody needs; where help stands twice, one may be said twice."""
        for at, rung in enumerate(self.rungs):
            for line in rung.lines:
                self._replace(at, line, ())

    def even(self) -> None:
        """Let *not sure* count alike in all lines of a band, where that makes no difference."""
        at = 0
        for band in [*bands_of(self.rungs)]:
            only_sure = is_only_sure(band, self.meaning.facts)
            for rung in band:
                for line in rung.lines:
                    self._even(at, line, only_sure=only_sure)
                at += 1

    def _even(self, at: int, line: Line, *, only_sure: bool) -> None:
        for fact, answers in line.answers.items():
            if not self.meaning.facts[fact].sure and (NOT_SURE in answers) == only_sure:
                other = Line({**line.answers, fact: _turned(answers)})
                if self._replace(at, line, (other,)):
                    line = other

    def _replace(self, at: int, line: Line, others: tuple[Line, ...]) -> bool:
        """Replace a line by others if nobody is told anything wrong then; say whether it is so."""
        rung = self.rungs[at]
        place = next(i for i, each in enumerate(rung.lines) if each is line)
        lines = (*rung.lines[:place], *others, *rung.lines[place + 1 :])
        rungs = [*self.rungs[:at], evolve(rung, lines=lines), *self.rungs[at + 1 :]]
        wronged = self.meaning.wronged(rungs, may_be_sooner=self.may_be_sooner)
        if wronged != self.meaning.space.diagram.false:
            return False
        self.rungs = rungs
        return True


def _turned(answers: AnswerSet) -> AnswerSet:
    """Return some answers without *not sure* if it is among them, else with it."""
    known = without_unsure(answers)
    return known if NOT_SURE in answers else known.union(_UNSURE)
