"""Each result by itself, where a tree may come to several."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from triage.answer_space.ladder.covers import Coverer
from triage.answer_space.ladder.ladder import Line, help_of
from triage.answer_space.ladder.meaning import TreeMeaning
from triage.model.several import splitting
from triage.outputs.ladder.bullets import Bullet
from triage.outputs.ladder.words import say_when
from triage.outputs.printing.form.lines import TickSayer
from triage.outputs.printing.form.words import Printer
from triage.phrasing.phrases import capitalised
from triage.words import N_, _

_RESULT: Final = N_("{help}: {title}")


@frozen
class PartResult:
    """One of the results that somebody may come to.

    Attributes:
        name: of the outcome.
        words: where to go, and what it is about.
        when: within which time, or "".
        ticks: the lines; each that fits counts.
    """

    name: str
    words: str
    when: str
    ticks: tuple[Bullet, ...]


def results_of(meaning: TreeMeaning, sayer: TickSayer, printer: Printer) -> Iterator[PartResult]:
    """Yield all results but those of the highest urgency, in the order of the tree.

    There are none where a tree comes to one result alone: its table says that.

    Args:
        meaning: of the tree.
        sayer: says the lines.
        printer: for the words of the tree.
    """
    if not splitting(meaning.ends.tree):
        return
    for name, outcome in meaning.ends.tree.outcomes.items():
        if lines := lines_to(name, meaning):
            help, title = outcome.disposition.heading, printer.plain(outcome.title)
            yield PartResult(
                name=name,
                words=_(_RESULT, help=capitalised(help), title=title),
                when=say_when(help_of(outcome)),
                ticks=sayer.bullets(lines),
            )


def lines_to(outcome: str, meaning: TreeMeaning) -> tuple[Line, ...]:
    """Return the lines of those who are told an outcome, whether or not it decides.

    Whoever is told to get help of the highest urgency reads no further.
    """
    ends, space = meaning.ends, meaning.space
    top = {each.name for each in ends.tree.outcomes.values() if each.disposition.is_top}
    free = space.any_of(ends.ending_in(top), meaning.nobody)
    wanted = space.without(ends.told_in({outcome}), free)
    if wanted == space.diagram.false:
        return ()
    return Coverer(space, meaning.facts).lines(wanted, free)
