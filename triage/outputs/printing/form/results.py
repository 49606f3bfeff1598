"""Each result by itself, where help and time do not say which it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import frozen

from triage.answer_space.diagram import Node
from triage.answer_space.ladder.covers import Coverer
from triage.answer_space.ladder.ladder import Line, help_of
from triage.answer_space.ladder.meaning import TreeMeaning
from triage.model.several import splitting
from triage.model.tree import Tree
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


@frozen
class ResultLines:
    """Which lines lead to a result.

    Attributes:
        name: of the outcome.
        who: whom one of the lines must hold.
        lines: each that fits counts.
    """

    name: str
    who: Node
    lines: tuple[Line, ...]


def lines_to_results(meaning: TreeMeaning) -> Iterator[ResultLines]:
    """Yield the lines to each result but those of the highest urgency, in the order of the tree.

    There are none where the table says all: a tree comes to one result, and help for the body is
    the same whichever it is. On an author's own scale the title is the result.
    """
    tree = meaning.ends.tree
    told = {help_of(outcome) for outcome in tree.outcomes.values()}
    if not splitting(tree) and (tree.scale.is_medical or len(told) == len(tree.outcomes)):
        return
    top = {name for name, each in tree.outcomes.items() if each.disposition.is_top}
    free = meaning.space.any_of(meaning.ends.ending_in(top), meaning.nobody)
    cover = Coverer(meaning.space, meaning.facts)
    for name in tree.outcomes:
        who = meaning.space.without(meaning.ends.told_in({name}), free)
        if who != meaning.space.diagram.false:
            yield ResultLines(name, who, cover.lines(who, free))


def say_results(
    results: Iterable[ResultLines], tree: Tree, sayer: TickSayer, printer: Printer
) -> Iterator[PartResult]:
    """Yield results in words, with their lines by the numbers of questions."""
    for each in results:
        outcome = tree.outcomes[each.name]
        help, title = outcome.disposition.heading, printer.plain(outcome.title)
        yield PartResult(
            name=each.name,
            words=_(_RESULT, help=capitalised(help), title=title),
            when=say_when(help_of(outcome)),
            ticks=sayer.bullets(each.lines),
        )
