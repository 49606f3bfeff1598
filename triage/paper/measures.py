"""Advice as it stands on a sheet: what to do, how much, for whom, and on whose word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from attrs import frozen

from triage.model.tree import Advice, Tree
from triage.paper.plain import any_of, say_plainly
from triage.paper.sources import KINDS, numbers_of
from triage.regions.regions import Region, localize

_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s")


@frozen
class Note:
    """A line below a measure: ``How much: 10 minutes``."""

    name: str
    words: str


@frozen
class Opinion:
    """What a source says against a measure; the source by its number."""

    source: int
    says: str


@frozen
class Disagreement:
    """What others say against a measure.

    Attributes:
        about: the measure, in the first sentence of its text.
        opinions: of others.
    """

    about: str
    opinions: tuple[Opinion, ...]


@frozen
class Measure:
    """One thing to do, or not to do.

    Attributes:
        text: the measure.
        notes: how much of it, and for whom.
        mark: on what it rests, and whether sources disagree.
        cites: the numbers of the sources that carry it.
        disagreement: what others say, or None.
    """

    text: str
    notes: tuple[Note, ...]
    mark: str
    cites: tuple[int, ...]
    disagreement: Disagreement | None


def measure_for_anybody(advice: Advice, tree: Tree, region: Region) -> Measure:
    """Return an advice with the conditions under which it is meant and forbidden."""
    only = say_plainly(advice.when, tree) if advice.when else ""
    never = any_of(advice.never_when, tree)
    return _measure(advice, tree, region, _notes({"Only if": only, "Not if": never}))


def measure_for_patient(advice: Advice, tree: Tree, region: Region) -> Measure:
    """Return an advice that was chosen for one patient, whom its conditions fit."""
    return _measure(advice, tree, region, ())


def _measure(advice: Advice, tree: Tree, region: Region, conditions: tuple[Note, ...]) -> Measure:
    amounts = {"How much": advice.dose or "", "Too much when": advice.too_much or ""}
    text = localize(advice.text, region)
    against = tuple(
        Opinion(number, localize(dispute.says, region))
        for dispute in advice.disputed_by
        for number in numbers_of([dispute.source], tree)
    )
    return Measure(
        text=text,
        notes=(
            *_notes({name: localize(said, region) for name, said in amounts.items()}),
            *conditions,
        ),
        mark=_mark(advice, tree, against),
        cites=numbers_of(advice.provenance.sources, tree),
        disagreement=Disagreement(_first_sentence(text), against) if against else None,
    )


def _first_sentence(text: str) -> str:
    return _SENTENCE_END.split(text.strip(), maxsplit=1)[0]


def _notes(said: dict[str, str]) -> tuple[Note, ...]:
    return tuple(Note(name, words) for name, words in said.items() if words)


def _mark(advice: Advice, tree: Tree, against: Iterable[Opinion]) -> str:
    """Say on what an advice rests, and who disagrees, with the numbers of the sources."""
    origin = advice.provenance
    numbers = numbers_of(origin.sources, tree)
    kind = KINDS[advice.evidence] if advice.evidence else "sources"
    sourced = [f"{kind} {say_numbers(numbers)}"] if numbers else []
    judged = ["the authors' own judgement"] if origin.judgement else []
    rests = " and ".join([*sourced, *judged])
    others = sorted({each.source for each in against})
    return " ".join(
        [
            *([f"Rests on {rests}."] if rests else []),
            *([f"Not all agree {say_numbers(others)}."] if others else []),
        ]
    )


def say_numbers(numbers: Iterable[int]) -> str:
    """Return the numbers of sources as a mark: ``[3, 8]``."""
    return f"[{', '.join(map(str, numbers))}]"
