"""The printed flowchart is the tree: read back from the PDF, it has every branch and no other."""

from __future__ import annotations

import re
from itertools import cycle

import pytest
from attrs import evolve
from hypothesis import given

from benchmarks.charted import FAMILIES
from tests.outputs.printing.flowcharts import Read, read_flowchart
from tests.outputs.printing.heard import HARD, squeezed, with_texts
from tests.outputs.printing.orders import order
from tests.outputs.printing.sheets import set_once
from tests.pool import trees
from tests.profiles import a_share
from tests.sampled import PAPERS, SHIPPED, sampled, slow
from triage.locales.regions import localize, region_for
from triage.model.asking import steps_that_may_skip
from triage.model.tree import Tree
from triage.outputs.outline.outline import outline_of
from triage.outputs.printing.flowchart import document, pages_for
from triage.phrasing.arrow_labels import ITEM, say_outcome, say_step, say_ways
from triage.tree_files.library import load

pytest.importorskip("typst", reason="needs the extra `print`")
ANYWHERE = region_for(None)


def said(text: str) -> str:
    return alike(squeezed(localize(text, ANYWHERE)))


def alike(text: str) -> str:
    """Forget the order of letters in texts that run from right to left, as they are drawn."""
    return "".join(sorted(text)) if re.search(r"[\u0590-\u08ff]", text) else text


def heard_ways(read: Read) -> dict[int, list[tuple[str, int]]]:
    return {n: [(alike(words), to) for words, to in ways] for n, ways in read.ways().items()}


def assert_is_tree(tree: Tree, pdf: bytes | None = None) -> None:
    """Compare what is read from the PDF with the tree, branch by branch."""
    read = read_flowchart(pdf or document(order(tree)))
    numbers = {place.name: place.number for place in outline_of(tree).places.values()}
    steps = [tree.steps[name] for name in numbers if name in tree.steps]
    may_skip = steps_that_may_skip(tree)
    assert heard_ways(read) == {
        numbers[step.name]: [
            (said(words), numbers[branch.go])
            for words, branch in zip(say_ways(tree, step), step.branches, strict=True)
        ]
        for step in steps
    }
    for step in steps:
        texts = say_step(tree, step, may_skip=step.name in may_skip)
        words = "".join(text.removeprefix(ITEM) for text in texts)
        assert alike(read.text_of(numbers[step.name])) == said(words)
    for name in tree.outcomes.keys() & numbers.keys():
        where, title = say_outcome(tree.outcomes[name])
        assert alike(read.ends[numbers[name]]) == said(f"{where}{numbers[name]}{title}")


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", SHIPPED)
def test_the_flowchart_of_a_shipped_tree_is_the_tree(name, paper):
    assert_is_tree(load(name), set_once("flowchart", name, paper))


@a_share(of=5)
@given(trees())
def test_the_flowchart_of_a_made_up_tree_is_the_tree(tree):
    assert_is_tree(tree)


HOSTILE = tuple(text for text in HARD if len(text) <= 500)


@pytest.mark.parametrize("first", sampled(range(len(HOSTILE)), 0, 6))
def test_no_text_means_anything_to_the_typesetter(first):
    texts = (*HOSTILE[first:], *HOSTILE[:first])

    assert_is_tree(with_headings(with_texts(load("showcase"), texts), texts))


def with_headings(tree: Tree, texts: tuple[str, ...]) -> Tree:
    following = cycle(texts)
    steps = {
        n: s if s.heading is None else evolve(s, heading=next(following))
        for n, s in tree.steps.items()
    }
    return evolve(tree, steps=steps)


@slow
def test_a_tree_of_300_steps_is_a_booklet_that_can_be_followed():
    tree = FAMILIES["diamonds"](300)

    assert_is_tree(tree)
    assert len(pages_for(order(tree))) > 20
