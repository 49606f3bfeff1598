"""Marks are short, and say on whose word something stands."""

from __future__ import annotations

import pytest
from attrs import evolve

from tests.shipped_trees import shipped_tree
from triage.locales.regions import region_for
from triage.model.provenance import Provenance
from triage.outputs.chart.chart import chart_of, marks_of
from triage.outputs.chart.marks import JUDGEMENT, Marks, sources_of
from triage.outputs.chart.part import part_of

CHART = chart_of(shipped_tree("showcase"), region_for(None))
MARKS = Marks(
    {letter: n for n, letter in enumerate("abcdefg", 1)},
    dict(zip("abcdefg", "ABCDEFG", strict=True)),
    True,
)
TO = "\N{EN DASH}"


@pytest.mark.parametrize(
    ("sources", "mark"),
    [
        ((), ""),
        (("b",), "[2]"),
        (("c", "a"), "[1, 3]"),
        (("a", "b"), "[1, 2]"),
        (("a", "b", "c"), f"[1{TO}3]"),
        (("g", "a", "c", "d", "e"), f"[1, 3{TO}5, 7]"),
        ((JUDGEMENT,), "[J]"),
        (("b", JUDGEMENT), "[2, J]"),
    ],
)
def test_a_mark_is_short(sources, mark):
    assert MARKS.of(sources) == mark


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ((), ""),
        (("b",), "Source: B."),
        (("a", JUDGEMENT), "Sources: A; the authors' judgement."),
        (("a", "b", "c", "d"), f"Sources: numbers 1{TO}4 of the list."),
    ],
)
def test_a_mark_is_said_in_words(sources, said):
    assert MARKS.say(sources) == said


def test_what_has_sources_and_what_is_judged_is_told_apart():
    both = [Provenance(("b", "a")), Provenance((), "so"), Provenance(("a",))]

    assert sources_of(both) == ("b", "a", JUDGEMENT)
    assert sources_of([Provenance()]) == ()


def test_sources_are_numbered_as_a_reader_meets_them():
    first = CHART.nodes[0]
    leaving = [a.sources for a in CHART.arrows if a.start == first.name]

    met = [each for sources in (first.sources, *leaving) for each in sources if each]
    assert list(marks_of(CHART).numbers)[: len(set(met))] == list(dict.fromkeys(met))


def test_only_the_sources_of_what_is_shown_are_listed():
    part = part_of(CHART, focus=None, depth=1)

    assert len(marks_of(part).listed) < len(marks_of(CHART).listed)
    assert marks_of(evolve(part, nodes=part.nodes[:1], arrows=())).listed[0].startswith("[1] ")


def test_where_nothing_has_a_source_nothing_is_listed():
    bare = evolve(
        CHART,
        nodes=tuple(evolve(n, sources=()) for n in CHART.nodes),
        arrows=tuple(evolve(a, sources=()) for a in CHART.arrows),
    )

    assert marks_of(bare).listed == ()
