"""The sources of a tree, numbered: the same source has the same number on every sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Final

from attrs import evolve, frozen

from triage.model.provenance import Grade, Source
from triage.model.tree import Tree
from triage.words import N_, _

KINDS: Final[dict[Grade, str]] = {
    "guideline": N_("a guideline"),
    "trial": N_("a trial"),
    "review": N_("a review of studies"),
    "clinician": N_("a clinician's advice"),
    "method author": N_("the author of a method"),
    "forum": N_("people in a forum"),
    "data": N_("measurements"),
    "other": N_("another source"),
}
# Behind a source in a list; what is of no kind needs no word for it.
_IN_A_LIST: Final[dict[Grade, str]] = {
    "guideline": N_("guideline"),
    "trial": N_("trial"),
    "review": N_("review"),
    "clinician": N_("clinician"),
    "method author": N_("method author"),
    "forum": N_("forum"),
    "data": N_("data"),
    "other": "",
}


@frozen
class NumberedSource:
    """A source as it stands in the list at the end.

    Attributes:
        number: by which sheets refer to it, from 1.
        title: of the document.
        details: author, year and kind of evidence, in a line.
        url: where to read it, or "".
    """

    number: int
    title: str
    details: str
    url: str


def sources_of(tree: Tree) -> tuple[NumberedSource, ...]:
    """Return all sources of a tree, in the order of its file."""
    return tuple(_numbered(n, source) for n, source in enumerate(tree.sources.values(), 1))


def cited_in(tree: Tree, numbers: Collection[int]) -> tuple[NumberedSource, ...]:
    """Return the sources with some numbers, which they keep; without addresses, to be short."""
    return tuple(evolve(each, url="") for each in sources_of(tree) if each.number in numbers)


def short_references(tree: Tree, numbers: Collection[int]) -> tuple[str, ...]:
    """Return the sources with some numbers in few words: ``[3] Silbernagel and others, 2007``."""
    short = say_shortly(tree, [n for i, n in enumerate(tree.sources, 1) if i in numbers])
    return tuple(f"[{i}] {short[n]}" for i, n in enumerate(tree.sources, 1) if i in numbers)


def say_shortly(tree: Tree, names: Collection[str]) -> dict[str, str]:
    """Return author and year of sources, and the title where that is not enough to tell it."""
    short = {name: tree.sources[name].details() for name in names}
    often = Counter(short.values())
    return {
        name: words if words and often[words] == 1 else tree.sources[name].cited_by_author
        for name, words in short.items()
    }


def numbers_of(names: Iterable[str], tree: Tree) -> tuple[int, ...]:
    """Return the numbers of some sources, each once and in order."""
    places = {name: number for number, name in enumerate(tree.sources, 1)}
    return tuple(sorted({places[name] for name in names}))


def _numbered(number: int, source: Source) -> NumberedSource:
    kind = _IN_A_LIST[source.kind]
    details = source.details(_(kind) if kind else "")
    return NumberedSource(number, source.title, details, source.url or "")
