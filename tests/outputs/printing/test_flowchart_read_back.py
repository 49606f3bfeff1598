"""The printed flowchart is the tree: read back from the PDF, it has every branch and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import cycle

import pytest
from attrs import evolve
from hypothesis import given

from benchmarks.charted import FAMILIES
from tests.engine.places import places
from tests.outputs.printing.flowcharts import Read, Step, read_flowchart
from tests.outputs.printing.heard import HARD, squeezed, with_texts
from tests.outputs.printing.orders import order
from tests.outputs.printing.sheets import set_once
from tests.pool import trees
from tests.profiles import a_share
from tests.sampled import PAPERS, SHIPPED, slow
from tests.shipped_trees import shipped_tree
from triage.locales.regions import localize, region_for
from triage.model.asking import steps_that_may_skip
from triage.model.conditions import Count, leaves_of
from triage.model.graph import start_first
from triage.model.several import parts_of, splitting
from triage.model.tree import Tree
from triage.outputs.chart.merging import merged
from triage.outputs.outline.outline import outline_of
from triage.outputs.printing.flowchart import document
from triage.outputs.printing.flowchart_content import PART_OF
from triage.phrasing.arrow_labels import ITEM, PART, say_group, say_outcome, say_step, say_ways

pytest.importorskip("typst", reason="needs the extra `print`")
ANYWHERE = region_for(None)


def said(text: str) -> str:
    return alike(squeezed(localize(text, ANYWHERE)))


def alike(text: str) -> str:
    """Forget the order of letters in texts that run from right to left, as they are drawn."""
    return "".join(sorted(text)) if re.search(r"[\u0590-\u08ff]", text) else text


def assert_is_tree(tree: Tree, pdf: bytes | None = None) -> None:
    """Compare what is read from the PDF with the tree, branch by branch."""
    read = read_flowchart(pdf or document(order(tree)))
    numbers = {place.name: place.number for place in outline_of(tree).places.values()}
    drawn, may_skip = merged(tree).tree, steps_that_may_skip(tree)
    steps = {step.number: step for step in read.steps}
    assert sorted(steps) == sorted(numbers[name] for name in start_first(drawn))
    assert len(steps) == len(read.steps), "a step stands once"
    for step in (drawn.steps[name] for name in start_first(drawn)):
        found = steps[numbers[step.name]]
        places = {say_group(c): c.facts for c in counts_in(step.conditions) if c.group}
        words = [without_places(a.words, places) for a in found.arrows]
        assert list(map(alike, words)) == list(map(said, say_ways(drawn, step)))
        assert [a.to for a in found.arrows] == [numbers[b.go] for b in step.branches]
        texts = say_step(tree, step, may_skip=step.name in may_skip)
        above = "START HERE" if step.name == tree.start else ""
        above += "".join(
            str(PART_OF).format(number=numbers[split.name])
            for split in splitting(drawn)
            if step.name in [branch.go for branch in parts_of(split)]
        )
        inside = "".join(text.removeprefix(ITEM).removeprefix(PART) for text in texts)
        assert sorted(alike(found.text)) == sorted(said(above + inside))
        assert_places(found, places, drawn, read)
    for name in tree.outcomes.keys() & numbers.keys():
        where, title = say_outcome(tree.outcomes[name])
        assert alike(read.ends[numbers[name]]) in (said(title), said(f"{where}: {title}"))
    assert_sources_are_listed(read)


def test_the_flowchart_of_a_tree_with_several_results_is_the_tree():
    assert_is_tree(places())


def counts_in(conditions) -> Iterator[Count]:
    yield from (
        leaf for condition in conditions for leaf in leaves_of(condition) if isinstance(leaf, Count)
    )


def without_places(words: str, groups) -> str:
    for name in groups:
        words = re.sub(rf"{re.escape(squeezed(name))}\([^)]*\)", squeezed(name), words)
    return words


def assert_places(step: Step, groups, tree: Tree, read: Read) -> None:
    """Where an arrow names a group, the lines that stand behind its name are its facts."""
    lines = {f"{s.number}{letter}": words for s in read.steps for letter, words in s.items.items()}
    lines |= {f"{s.number}": "" for s in read.steps if not s.items}
    for name, facts in groups.items():
        for arrow in step.arrows:
            for told in re.findall(rf"{re.escape(squeezed(name))}\(([^)]*)\)", arrow.words):
                places = list(spelled_out(told))
                assert len(places) == len(facts)
                labels = {said(tree.facts[fact].label) for fact in facts}
                meant = {alike(lines[each]) for place in places for each in place.split("/")}
                assert meant - {""} <= labels


def spelled_out(told: str) -> Iterator[str]:
    """Yield each of some places, as `3a`, also those that a dash leaves out."""
    for part in told.split(","):
        first, _, last = part.partition("\u2013")
        if not last:
            yield first
            continue
        number, letter = first[:-1], first[-1]
        yield from (f"{number}{chr(each)}" for each in range(ord(letter), ord(last) + 1))


def assert_sources_are_listed(read: Read) -> None:
    if alike(read.sources) != read.sources:
        return
    for mark in {arrow.mark for step in read.steps for arrow in step.arrows if arrow.mark}:
        for number in re.findall(r"\d+|J", mark):
            assert f"[{number}]" in read.sources


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", SHIPPED)
def test_the_flowchart_of_a_shipped_tree_is_the_tree(name, paper):
    assert_is_tree(shipped_tree(name), set_once("flowchart", name, paper))


@slow
@a_share(of=5)
@given(trees())
def test_the_flowchart_of_a_made_up_tree_is_the_tree(tree):
    assert_is_tree(tree)


HOSTILE = tuple(text for text in HARD if len(text) <= 500)


@slow
@pytest.mark.parametrize("first", range(0, len(HOSTILE), 4))
def test_no_text_means_anything_to_the_typesetter(first):
    texts = (*HOSTILE[first:], *HOSTILE[:first])

    assert_is_tree(with_headings(with_texts(shipped_tree("showcase"), texts), texts))


def with_headings(tree: Tree, texts: tuple[str, ...]) -> Tree:
    following = cycle(texts)
    steps = {
        n: s if s.heading is None else evolve(s, heading=next(following))
        for n, s in tree.steps.items()
    }
    return evolve(tree, steps=steps)


@slow
def test_a_tree_of_300_steps_is_a_booklet_that_can_be_followed():
    assert_is_tree(FAMILIES["diamonds"](300))
