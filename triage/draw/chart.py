"""A tree as a chart: boxes with words, and arrows with answers on them.

The chart is the one model that every kind of picture is written from.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from enum import StrEnum

from attrs import evolve, field, frozen

from triage.check.graph import Graph
from triage.draw.identity import say_status, short_digest
from triage.draw.short import say_groups
from triage.draw.words import say_outcome, say_step, say_ways
from triage.model.dispositions import Disposition
from triage.model.tree import Tree
from triage.regions.languages import ENGLISH
from triage.regions.regions import Region, fill

_NUMBERED = "Numbered arrows: the first that fits is taken."
_NUMBER = re.compile(r"\d+\. ")


class Kind(StrEnum):
    """What a box stands for; MORE is a step whose own arrows are not shown."""

    STEP = "step"
    OUTCOME = "outcome"
    EXIT = "exit"
    MORE = "more"


@frozen
class Node:
    """A box.

    Attributes:
        name: the step, outcome or exit that it stands for.
        text: its paragraphs, not yet wrapped into lines.
        disposition: where an outcome sends the patient, else None.
        module: the included tree that it comes from, or "".
        is_start: whether the questions begin here.
        lit: whether the patient who is shown comes by.
    """

    name: str
    kind: Kind
    text: tuple[str, ...]
    disposition: Disposition | None = None
    module: str = ""
    is_start: bool = False
    lit: bool = False


@frozen
class Arrow:
    """A branch: the step it leaves, its place among the branches there, and where it leads."""

    start: str
    number: int
    end: str
    words: str
    lit: bool = False


@frozen
class Chart:
    """Everything that is drawn.

    Attributes:
        title: the paragraphs of the title block.
        nodes: in an order in which each stands behind all that lead to it.
        arrows: those of each step in the order of its branches.
        groups: what each group holds, by the name that arrows call it.
        shows_patient: whether a patient's way is lit up, and all else faded.
        language: of the words, as a language tag.
    """

    title: tuple[str, ...]
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    groups: Mapping[str, str] = field(factory=dict)
    shows_patient: bool = False
    language: str = ENGLISH

    @property
    def size(self) -> str:
        """How much there is to see, in words."""
        ends = sum(node.kind is Kind.OUTCOME for node in self.nodes)
        steps = sum(node.kind in (Kind.STEP, Kind.MORE) for node in self.nodes)
        numbers = ((steps, "step"), (ends, "end"), (len(self.arrows), "arrow"))
        said = [f"{n} {noun}" if n == 1 else f"{n} {noun}s" for n, noun in numbers]
        return f"a flowchart with {said[0]}, {said[1]} and {said[2]}"

    @property
    def modules(self) -> tuple[str, ...]:
        """The included trees that boxes come from."""
        return tuple(dict.fromkeys(node.module for node in self.nodes if node.module))

    @property
    def notes(self) -> tuple[str, ...]:
        """What has to be explained of the words on arrows."""
        words = [arrow.words for arrow in self.arrows]
        numbered = [_NUMBERED] if any(_NUMBER.match(w) for w in words) else []
        named = [said for name, said in self.groups.items() if any(name in w for w in words)]
        return (*numbered, *named)

    @property
    def dispositions(self) -> tuple[Disposition, ...]:
        """Where outcomes in the chart send patients, the most urgent first."""
        there = {node.disposition for node in self.nodes}
        return tuple(d for d in reversed(Disposition) if d in there)


def chart_of(tree: Tree, region: Region, language: str = ENGLISH) -> Chart:
    """Return the chart of a whole tree.

    Args:
        tree: what is drawn.
        region: whose words stand for ``{emergency number}`` and the like.
        language: one of ``triage.regions.languages.LANGUAGES``.
    """
    order = Graph.of(tree).order
    steps = [tree.steps[name] for name in order if name in tree.steps]
    arrows = tuple(
        Arrow(step.name, number, branch.go, fill(words, region))
        for step in steps
        for number, (branch, words) in enumerate(
            zip(step.branches, say_ways(tree, step), strict=True)
        )
    )
    nodes = tuple(_node(tree, name, region) for name in order)
    return Chart(_title(tree), nodes, arrows, say_groups(tree, steps), language=language)


def lit(chart: Chart, taken: Collection[tuple[str, int]]) -> Chart:
    """Return a chart in which a patient's way stands out.

    Args:
        chart: the chart.
        taken: the branches that the patient takes: step, and place among its branches.
    """
    arrows = tuple(evolve(a, lit=(a.start, a.number) in taken) for a in chart.arrows)
    passed = {name for arrow in arrows if arrow.lit for name in (arrow.start, arrow.end)}
    nodes = tuple(evolve(n, lit=n.name in passed or n.is_start) for n in chart.nodes)
    title = (*chart.title, _say_patient(nodes, [arrow.end for arrow in arrows if arrow.lit]))
    return evolve(chart, title=title, arrows=arrows, nodes=nodes, shows_patient=True)


def _say_patient(nodes: tuple[Node, ...], passed: list[str]) -> str:
    ends = [n.text[-1] for n in nodes if n.kind is Kind.OUTCOME and n.name in passed]
    where = f"to “{ends[0]}”" if ends else "as far as the answers decide it"
    return f"ONE PATIENT: the way in bold, {where}."


def _node(tree: Tree, name: str, region: Region) -> Node:
    module = _module_of(tree, name)
    is_start = name == tree.start
    if name in tree.steps:
        text = _filled(say_step(tree, tree.steps[name]), region)
        return Node(name, Kind.STEP, text, module=module, is_start=is_start)
    if name in tree.exits:
        return Node(name, Kind.EXIT, (tree.exits[name],), is_start=is_start)
    outcome = tree.outcomes[name]
    text = _filled(say_outcome(outcome), region)
    return Node(name, Kind.OUTCOME, text, outcome.disposition, module, is_start)


def _filled(text: tuple[str, ...], region: Region) -> tuple[str, ...]:
    return tuple(fill(paragraph, region) for paragraph in text)


def _module_of(tree: Tree, name: str) -> str:
    """Return the innermost module that a name comes from."""
    return max((m for m in tree.modules if name.startswith(f"{m}.")), key=len, default="")


def _title(tree: Tree) -> tuple[str, ...]:
    return (
        tree.title,
        f"{tree.id}, version {tree.version}, digest {short_digest(tree)}",
        f"{say_status(tree)}. To be reviewed by {tree.review_by}.",
    )
