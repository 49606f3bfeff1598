"""The pages about where the five documents are used: ``make docs`` writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, partial

from docs.evidence.elements import ROOT, about_legs, holds, trees
from docs.evidence.items import Contradiction, Document, Item, contradictions, documents, items
from triage.model.tree import Tree

NAME = "docs/evidence/{}.md"
_MADE = "Made from the data beside it by `make docs`; a test fails when it is out of date."


def pages() -> dict[str, Callable[[], str]]:
    """Return the page of each tree that takes up an item, and the first page."""
    return {
        NAME.format("README"): first_page,
        **{NAME.format(name): partial(page, name) for name in about_legs()},
    }


def page(name: str) -> str:
    """Return the page of one tree."""
    tree = trees()[name]
    sections = [_section(tree, document) for document in documents()]
    return "\n".join([_head(tree), *sections, _disagreements(tree)])


def _head(tree: Tree) -> str:
    taken = sum(1 for item in items() if _held(tree, item.used))
    shown = sum(1 for one in contradictions() if _held(tree, one.where))
    return (
        f"# What `{tree.id}` takes from the five documents\n\n"
        f"{_MADE}\n"
        "[The first page](README.md) tells what the columns mean and what all trees take.\n"
        f"This tree takes up {taken} of {len(items())} items, "
        f"and shows its choice in {shown} of {len(contradictions())} contradictions.\n"
    )


def _section(tree: Tree, document: Document) -> str:
    rows = [
        (
            item.id,
            f"{item.says} ({', '.join(item.types)})",
            _where(tree, item.used, item.not_used),
            item.note,
        )
        for item in items()
        if item.document == document.id
    ]
    head = f"## {document.id}: {document.title}\n\n{document.author}.\n\n"
    return head + _table(("item", "it says", "used in", "note"), rows)


def _disagreements(tree: Tree) -> str:
    rows = [
        (one.id, one.about, _sides(one), f"{one.chosen} {one.because}", _where(tree, one.where))
        for one in contradictions()
    ]
    return "## Contradictions\n\n" + _table(("", "about", "sides", "chosen", "shown in"), rows)


def _sides(one: Contradiction) -> str:
    return "<br>".join(f"{', '.join(side.who)}: {side.says}" for side in one.sides)


def _where(tree: Tree, references: tuple[str, ...], not_used: str = "") -> str:
    """Say where a tree uses something, or why it does not."""
    if not_used:
        return f"not used. {not_used}"
    here = _held(tree, references)
    if here:
        return "<br>".join(f"`{reference}`" for reference in here)
    return "not here"


def _held(tree: Tree, references: tuple[str, ...]) -> list[str]:
    return [reference for reference in references if _holds(tree.id, reference)]


@cache
def _holds(tree: str, reference: str) -> bool:
    return holds(trees()[tree], reference)


def first_page() -> str:
    """Return the page that says what all this is, with the items that no tree takes up."""
    counts = [(d.id, d.title, d.author, d.about, *_counts(d)) for d in documents()]
    where = [(item.id, item.says, _trees(item.used) or item.not_used) for item in items()]
    disagreements = [(one.id, one.about, _trees(one.where)) for one in contradictions()]
    return _FIRST.format(
        made=_MADE,
        documents=_table(("", "title", "author", "how far it is trusted", "items", "used"), counts),
        trees="\n".join(f"- [{trees()[name].title}]({name}.md)" for name in about_legs()),
        items=len(items()),
        contradictions=len(contradictions()),
        where=_table(("item", "it says", "trees that take it up, or why none does"), where),
        disagreements=_table(("", "about", "trees that show the choice"), disagreements),
    )


def _trees(references: tuple[str, ...]) -> str:
    users = [name for name, tree in trees().items() if _held(tree, references)]
    return ", ".join(f"[{name}]({name}.md)" for name in users)


def _counts(document: Document) -> tuple[str, str]:
    own: list[Item] = [item for item in items() if item.document == document.id]
    return str(len(own)), str(sum(1 for item in own if item.used))


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(cell) + " |" for cell in lines) + "\n"


_FIRST = (ROOT / "docs" / "evidence" / "first-page.txt").read_text("utf-8")
