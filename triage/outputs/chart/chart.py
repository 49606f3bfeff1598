"""A tree as a chart: boxes with words, and arrows with answers on them.

The chart is the one model that every kind of picture is written from.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from enum import StrEnum

from attrs import evolve, field, frozen

from triage.locales.regions import Region, localize
from triage.model.asking import steps_that_may_skip
from triage.model.dispositions import Disposition
from triage.model.graph import reading_order
from triage.model.names import path_of_modules
from triage.model.tree import Tree
from triage.outputs.chart.marks import JUDGEMENT, Marks, sources_of
from triage.outputs.chart.merging import merged
from triage.phrasing.answers_in_texts import for_anybody
from triage.phrasing.arrow_labels import say_groups, say_outcome, say_step, say_ways
from triage.phrasing.tree_status import say_status, short_digest
from triage.words import ENGLISH, N_, _, ngettext

_NUMBERED = N_("Numbered arrows: the first that fits is taken.")
_NUMBER = re.compile(r"\d+\. ")


class NodeKind(StrEnum):
    """What a box stands for.

    MORE is a step whose own arrows are not shown, GO_TO stands for a step that is drawn elsewhere.
    """

    STEP = "step"
    OUTCOME = "outcome"
    EXIT = "exit"
    MORE = "more"
    GO_TO = "go to"


@frozen
class ChartNode:
    """A box.

    Attributes:
        name: the step, outcome or exit that it stands for.
        text: its paragraphs, not yet wrapped into lines.
        disposition: where an outcome sends the patient, else None.
        module: the included tree that it comes from, or "".
        is_start: whether the questions begin here.
        highlighted: whether the patient who is shown comes by.
        number: of the step or end, the same as in the outline of the tree.
        sources: what it rests on: ids of sources, or ``JUDGEMENT``.
        beside: the step beside which it is drawn again, or "".
        panel: which piece of a large chart it is in, counted from 1.
        head: what stands above its text, or "".
    """

    name: str
    kind: NodeKind
    text: tuple[str, ...]
    disposition: Disposition | None = None
    module: str = ""
    is_start: bool = False
    highlighted: bool = False
    number: int = 0
    sources: tuple[str, ...] = ()
    beside: str = ""
    panel: int = 1
    head: str = ""

    @property
    def key(self) -> str:
        """The name by which arrows find it: its own, unless it is drawn again."""
        return f"{self.name} beside {self.beside}" if self.beside else self.name

    @property
    def is_step(self) -> bool:
        """Whether it stands for a step, and not for an end or for a way to a step."""
        return self.kind in (NodeKind.STEP, NodeKind.MORE)


@frozen
class Arrow:
    """A branch.

    Attributes:
        start: the step that it leaves.
        number: its place among the branches there.
        end: the key of the box that it leads to.
        words: the answers that take it.
        highlighted: whether the patient who is shown takes it.
        branch: of which step of the tree it is a branch, and the place among those there.
        sources: what it rests on: ids of sources, or ``JUDGEMENT``.
    """

    start: str
    number: int
    end: str
    words: str
    branch: tuple[str, int]
    highlighted: bool = False
    sources: tuple[str, ...] = ()


@frozen
class Chart:
    """Everything that is drawn.

    Attributes:
        title: the paragraphs of the title block.
        nodes: in an order in which each stands behind all that lead to it.
        arrows: those of each step in the order of its branches.
        groups: what each group holds, by the name that arrows call it.
        merged: for each step without a box, the step at which its branches stand.
        shows_patient: whether a patient's way is lit up, and all else faded.
        language: of the words, as a language tag.
        sources: the documents that anything in the tree rests on, in words, by their ids.
    """

    title: tuple[str, ...]
    nodes: tuple[ChartNode, ...]
    arrows: tuple[Arrow, ...]
    groups: Mapping[str, str] = field(factory=dict)
    merged: Mapping[str, str] = field(factory=dict)
    shows_patient: bool = False
    language: str = ENGLISH
    sources: Mapping[str, str] = field(factory=dict)

    @property
    def size(self) -> str:
        """How much there is to see, in words."""
        ends = {node.name for node in self.nodes if node.kind is NodeKind.OUTCOME}
        steps = sum(node.is_step for node in self.nodes)
        return _(
            "a flowchart with {steps}, {ends} and {arrows}",
            steps=ngettext("{count} step", "{count} steps", steps),
            ends=ngettext("{count} end", "{count} ends", len(ends)),
            arrows=ngettext("{count} arrow", "{count} arrows", len(self.arrows)),
        )

    @property
    def modules(self) -> tuple[str, ...]:
        """The included trees that boxes come from."""
        return tuple(dict.fromkeys(node.module for node in self.nodes if node.module))

    @property
    def notes(self) -> tuple[str, ...]:
        """What has to be explained of the words on arrows."""
        words = [arrow.words for arrow in self.arrows]
        numbered = [_(_NUMBERED)] if any(_NUMBER.match(w) for w in words) else []
        named = [said for name, said in self.groups.items() if any(name in w for w in words)]
        return (*numbered, *named)

    @property
    def dispositions(self) -> tuple[Disposition, ...]:
        """Where outcomes in the chart send patients, the most urgent first."""
        there = {node.disposition for node in self.nodes if node.disposition is not None}
        return tuple(sorted(there, key=lambda each: each.rank, reverse=True))


def chart_of(tree: Tree, region: Region, language: str = ENGLISH) -> Chart:
    """Return the chart of a whole tree; steps without a question are merged into others.

    Args:
        tree: what is drawn.
        region: whose words stand for ``{emergency number}`` and the like.
        language: one of ``triage.locales.languages.LANGUAGES``.
    """
    whole = for_anybody(tree)
    numbers, skipped = _numbers(whole), steps_that_may_skip(whole)
    found = merged(whole)
    tree, order = found.tree, reading_order(found.tree)
    steps = [tree.steps[name] for name in order if name in tree.steps]
    arrows = tuple(
        Arrow(
            step.name,
            number,
            branch.go,
            localize(words, region),
            branch=found.origins[step.name][number],
            sources=sources_of([branch.provenance]),
        )
        for step in steps
        for number, (branch, words) in enumerate(
            zip(step.branches, say_ways(tree, step), strict=True)
        )
    )
    nodes = tuple(evolve(_node(tree, n, region, skipped), number=numbers[n]) for n in order)
    sources = {name: source.cited_by_author for name, source in tree.sources.items()}
    groups = say_groups(tree, steps)
    return Chart(
        _title(tree), nodes, arrows, groups, found.into, language=language, sources=sources
    )


def marks_of(chart: Chart) -> Marks:
    """Return the marks of a chart: a box, its arrows, then the next box."""
    leaving: dict[str, list[str]] = {}
    for arrow in chart.arrows:
        leaving.setdefault(arrow.start, []).extend(arrow.sources)
    met = dict.fromkeys(each for n in chart.nodes for each in (*n.sources, *leaving.get(n.key, ())))
    named = [each for each in met if each != JUDGEMENT]
    return Marks({each: i for i, each in enumerate(named, 1)}, chart.sources, JUDGEMENT in met)


def highlight(chart: Chart, taken: Collection[tuple[str, int]]) -> Chart:
    """Return a chart in which a patient's way stands out.

    Args:
        chart: the chart.
        taken: the branches that the patient takes: step, and place among its branches.
    """
    arrows = tuple(evolve(a, highlighted=a.branch in taken) for a in chart.arrows)
    passed = {name for arrow in arrows if arrow.highlighted for name in (arrow.start, arrow.end)}
    nodes = tuple(evolve(n, highlighted=n.name in passed or n.is_start) for n in chart.nodes)
    title = (
        *chart.title,
        _say_patient(nodes, [arrow.end for arrow in arrows if arrow.highlighted]),
    )
    return evolve(chart, title=title, arrows=arrows, nodes=nodes, shows_patient=True)


def _say_patient(nodes: tuple[ChartNode, ...], passed: list[str]) -> str:
    ends = [n.text[-1] for n in nodes if n.kind is NodeKind.OUTCOME and n.name in passed]
    if ends:
        return _("ONE PATIENT: the way in bold, to “{end}”.", end=ends[0])
    return _("ONE PATIENT: the way in bold, as far as the answers decide it.")


def _node(tree: Tree, name: str, region: Region, skipped: Collection[str]) -> ChartNode:
    module = path_of_modules(name)
    is_start = name == tree.start
    if name in tree.steps:
        step = tree.steps[name]
        text = _filled(say_step(tree, step, may_skip=name in skipped), region)
        asked = sources_of(tree.facts[fact].provenance for fact in step.ask)
        return ChartNode(name, NodeKind.STEP, text, module=module, is_start=is_start, sources=asked)
    if name in tree.exits:
        return ChartNode(name, NodeKind.EXIT, (tree.exits[name],), is_start=is_start)
    outcome = tree.outcomes[name]
    text = _filled(say_outcome(outcome), region)
    rests_on = sources_of([outcome.provenance])
    return ChartNode(
        name, NodeKind.OUTCOME, text, outcome.disposition, module, is_start, sources=rests_on
    )


def _numbers(tree: Tree) -> dict[str, int]:
    """Return the number that each step and end has in the outline of a tree."""
    names = sorted(reading_order(tree), key=lambda name: name not in tree.steps)
    return {name: number for number, name in enumerate(names, 1)}


def _filled(text: tuple[str, ...], region: Region) -> tuple[str, ...]:
    return tuple(localize(paragraph, region) for paragraph in text)


def _title(tree: Tree) -> tuple[str, ...]:
    return (
        tree.title,
        _(
            "{id}, version {version}, digest {digest}",
            id=tree.id,
            version=tree.version,
            digest=short_digest(tree),
        ),
        _(
            "{status}. To be reviewed by {review_by}.",
            status=say_status(tree),
            review_by=tree.review_by,
        ),
    )
