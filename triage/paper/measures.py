"""Advice as it stands on a sheet: what to do, how much, for whom, and on whose word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from triage.model.tree import Advice, Tree
from triage.paper.plain import say_plainly
from triage.paper.sources import KINDS, numbers_of
from triage.regions.regions import Region, fill


@frozen
class Note:
    """A line below a measure: ``How much: 10 minutes``."""

    name: str
    words: str


@frozen
class Measure:
    """One thing to do, or not to do.

    Attributes:
        text: the measure.
        notes: what there is to know about it.
        cites: the numbers of the sources that its notes name.
    """

    text: str
    notes: tuple[Note, ...]
    cites: tuple[int, ...]


def measure_for_anybody(advice: Advice, tree: Tree, region: Region) -> Measure:
    """Return an advice with the conditions under which it is meant and forbidden."""
    only = [] if advice.when is None else [say_plainly(advice.when, tree)]
    never = "; ".join(say_plainly(condition, tree) for condition in advice.never_when)
    return _measure(advice, tree, region, _notes(("Only if", only), ("Not if", [never])))


def measure_for_patient(advice: Advice, tree: Tree, region: Region) -> Measure:
    """Return an advice that was chosen for one patient, whom its conditions fit."""
    return _measure(advice, tree, region, ())


def _measure(advice: Advice, tree: Tree, region: Region, conditions: tuple[Note, ...]) -> Measure:
    amounts = _notes(
        ("How much", [fill(advice.dose or "", region)]),
        ("Too much when", [fill(advice.too_much or "", region)]),
    )
    origins = _notes(
        ("Rests on", [_rests_on(advice, tree)]), ("Not all agree", _disputes(advice, tree))
    )
    sources = [*advice.provenance.sources, *(dispute.source for dispute in advice.disputed_by)]
    return Measure(
        fill(advice.text, region), (*amounts, *conditions, *origins), numbers_of(sources, tree)
    )


def _notes(*named: tuple[str, Iterable[str]]) -> tuple[Note, ...]:
    return tuple(Note(name, words) for name, each in named for words in each if words)


def _rests_on(advice: Advice, tree: Tree) -> str:
    """Say on what an advice rests, with the numbers of the sources."""
    origin = advice.provenance
    numbers = numbers_of(origin.sources, tree)
    kind = KINDS[advice.evidence] if advice.evidence else "sources"
    sourced = [f"{kind} {say_numbers(numbers)}"] if numbers else []
    return " and ".join([*sourced, *(["the authors' own judgement"] if origin.judgement else [])])


def _disputes(advice: Advice, tree: Tree) -> Iterator[str]:
    for dispute in advice.disputed_by:
        yield f"{say_numbers(numbers_of([dispute.source], tree))} {dispute.says}"


def say_numbers(numbers: Iterable[int]) -> str:
    """Return the numbers of sources as a mark: ``[3, 8]``."""
    return f"[{', '.join(map(str, numbers))}]"
