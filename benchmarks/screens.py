"""How much is read until one knows where to go: ``python -m benchmarks.screens [TREE]...``.

Everybody in the cases of a tree answers all that they are asked, on 80 x 24. Printed are screens
and words to each disposition, then those of its card; how long the first page takes beside a
program that is nothing but click; and how long each key takes until its screen is drawn. What it
was before the card stands in ``docs/benchmarks.md``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from math import ceil
from statistics import median
from typing import Final

from attrs import frozen

import triage
from benchmarks import first_page, keys
from benchmarks.deciding import Patient, cases_of
from benchmarks.stories import STORIES
from benchmarks.typist import line_for
from triage.model.dispositions import Disposition
from triage.model.tree import Tree
from triage.terminal.dialogue import Dialogue
from triage.terminal.pages import Page, Reply
from triage.terminal.telling import Telling
from triage.terminal.typed import read
from triage.terminal.view import View
from triage.tree_files.library import load

DAY: Final = date(2026, 11, 21)
TREES: Final = ("calf-soreness", "start")
_COLUMNS, _ROWS = 80, 24


@frozen
class Read:
    """What somebody read: whole screens, and words."""

    screens: int
    words: int


def on_screen(page: Page) -> Read:
    """Return how many screens a page takes, and how many words it has."""
    view = View(page, width=min(_COLUMNS, 76), height=_ROWS)
    parts = view._parts()
    lines = [*parts.head, *parts.body, *parts.foot]
    words = sum(len(line.text.split()) for line in lines)
    return Read(max(ceil(len(parts.body) / max(parts.room, 1)), 1), words)


def to_the_card(tree: Tree, patient: Patient) -> tuple[Disposition, Read, Read] | None:
    """Return where a person is sent, what they read until it is told, and their card."""
    session = triage.start(tree, on=DAY, region="gb", allow_draft=True)
    dialogue = Dialogue(session, Telling(DAY))
    talk = dialogue.talk()
    page, pages = next(talk), list[Page]()
    while page.look is None:
        screen = dialogue.session.next
        if not (screen is not None and screen.is_form and dialogue.marks):
            pages.append(page)  # a form is one page, however many questions it has
        if screen is None or screen.kind != "ask":
            return None
        page = talk.send(_reply(page, dialogue.asked, patient))
    told = dialogue.session.result.disposition
    reads = [on_screen(each) for each in (*pages, page)]
    read = Read(sum(r.screens for r in reads), sum(r.words for r in reads))
    card = on_screen(dialogue.telling.page(dialogue.session))
    return (told, read, card) if told else None


def _reply(page: Page, facts: tuple[str, ...], patient: Patient) -> Reply:
    reply = read(page, line_for(page, facts, patient))
    assert not isinstance(reply, str), reply
    return reply


def figures(tree: Tree) -> Iterator[str]:
    """Yield a row of the table for each disposition of a tree, the most urgent first."""
    found = [each for patient in cases_of(tree) if (each := to_the_card(tree, patient))]
    for disposition in reversed(tree.scale.dispositions):
        rows = [(read, card) for told, read, card in found if told is disposition]
        if rows:
            reads, cards = zip(*rows, strict=True)
            yield f"| {tree.id} | {disposition} | {len(rows)} | {_of(reads)} | {_of(cards)} |"


def _of(reads: tuple[Read, ...]) -> str:
    screens, words = [r.screens for r in reads], [r.words for r in reads]
    return f"{median(screens):g}, at most {max(screens)} | {median(words):g}, at most {max(words)}"


def main() -> None:
    """Print the table, and the times."""
    print("| tree | sent to | cases | screens to know | words | screens of the card | words |")
    print("|---|---|---|---|---|---|---|")
    for name in sys.argv[1:] or TREES:
        print("\n".join(figures(load(name))))
    print(f"\n{first_page.report()}")
    for story in (STORIES[0], STORIES[3]):
        print("\n".join(keys.report(story.tree, story.patient)))


if __name__ == "__main__":
    main()
