"""What a model can read about the trees that may be asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from attrs import frozen

from triage.assistant.assistant import Assistant
from triage.model.tree import Tree
from triage.words import N_

_ADDRESS: Final = "triage://{tree}/{kind}"


@frozen
class PageKind:
    """A kind of page about a tree.

    Attributes:
        name: the end of its address.
        words: what it shows, for the model.
        media_type: of what ``write`` returns.
        write: returns the page of a tree.
    """

    name: str
    words: str
    media_type: str
    write: Callable[[Tree], str]


@frozen
class TreePage:
    """A page about one tree."""

    kind: PageKind
    tree: Tree

    @property
    def address(self) -> str:
        """Where it is found."""
        return _ADDRESS.format(tree=self.tree.id, kind=self.kind.name)

    @property
    def text(self) -> str:
        """All that stands on it."""
        return self.kind.write(self.tree)


def pages(assistant: Assistant, kinds: Iterable[PageKind]) -> Iterator[TreePage]:
    """Yield the pages of all trees that may be asked; what may not is not to be walked by hand."""
    for kind in kinds:
        yield from (TreePage(kind, t) for t in assistant.trees.values() if not assistant.refused(t))


def _sources(tree: Tree) -> str:
    told = [
        {
            "id": each.id,
            "cited": each.cited_by_title,
            "kind": each.kind,
            "url": each.url,
            "note": each.note,
        }
        for each in tree.sources.values()
    ]
    return json.dumps(told, ensure_ascii=False, indent=1)


SOURCES: Final = PageKind(
    "sources", N_("On whose word the tree stands."), "application/json", _sources
)
