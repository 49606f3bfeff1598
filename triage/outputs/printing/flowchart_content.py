"""What stands on a flowchart for the wall, as plain data: a row for each step with a question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice, takewhile
from string import ascii_lowercase
from typing import Final, TypeAlias

from attrs import field, frozen

from triage.model.conditions import Count, leaves_of
from triage.model.graph import start_first
from triage.model.several import parts_of, splitting
from triage.model.tree import Tree
from triage.outputs.chart.chart import Arrow, Chart, ChartNode, NodeKind, chart_of
from triage.outputs.chart.look import START_HERE, Look, look_of
from triage.outputs.chart.marks import JUDGEMENT, Marks
from triage.outputs.chart.merging import merged
from triage.outputs.printing.print_job import PrintJob
from triage.outputs.printing.sources import say_shortly
from triage.phrasing.arrow_labels import ITEM, PART, say_group
from triage.phrasing.phrases import letters
from triage.words import N_, _

PART_OF: Final = N_("Part of {number}: from its end go back there, for the next way that fits.")

# Behind the first words of a title, which say where people are sent.
_LEAD: Final = re.compile(r"(?<=[:,])")
_Place: TypeAlias = tuple[int, int]  # the number of a step; the place in its list from 1, or 0
PlacesOfFacts: TypeAlias = Mapping[str, tuple[_Place, ...]]


@frozen
class Item:
    """A line of a checklist or a form.

    Attributes:
        letter: by which arrows name it, behind the number of its step; "" for words above lines.
        words: what it says.
    """

    letter: str
    words: str


@frozen
class End:
    """Where an arrow ends.

    Attributes:
        number: of the outcome or exit.
        where: where the patient is sent: in capitals, or the beginning of a title that says it.
        title: of the outcome, or the rest of it.
        look: of the box.
    """

    number: int
    where: str
    title: str
    look: Look


@frozen
class Way:
    """An arrow.

    Attributes:
        words: the answers that take it.
        mark: on what it rests.
        goes: the number of the step that it leads to; 0 where it ends.
        end: where it ends.
    """

    words: str
    mark: str
    goes: int = 0
    end: End | None = None


@frozen
class StepRow:
    """A step with the arrows that leave it.

    Attributes:
        name: of the step in the file.
        number: the same as in the outline of the tree.
        head: its question, or what stands above its list.
        notes: what else is said there.
        items: of its list.
        follows: whether the row above leads here.
        comes_from: the numbers of the other steps that lead here.
        ways: the arrows, in the order in which they are tried.
        next: the number of the row below; 0 below the last.
        leads_on: whether an arrow leads there.
    """

    name: str
    number: int
    head: str
    notes: tuple[str, ...]
    items: tuple[Item, ...]
    follows: bool
    comes_from: tuple[int, ...]
    ways: tuple[Way, ...]
    next: int
    leads_on: bool


@frozen
class FlowchartContent:
    """What a flowchart says.

    Attributes:
        rows: the steps from the start on, each with its arrows.
        sources: that it names, each in a few words.
    """

    rows: tuple[StepRow, ...]
    sources: tuple[str, ...]


def content_of(order: PrintJob) -> FlowchartContent:
    """Return what the flowchart of a tree says."""
    chart = chart_of(order.tree, order.region, order.language)
    marks = _marks_in(order.tree, chart)
    rows = _Writer(merged(order.tree).tree, chart, marks).rows()
    return FlowchartContent(tuple(rows), marks.listed)


def _marks_in(tree: Tree, chart: Chart) -> Marks:
    """Return the marks on arrows, with the numbers that sources have on every sheet."""
    cited = {each for arrow in chart.arrows for each in arrow.sources}
    numbers = {name: n for n, name in enumerate(tree.sources, 1) if name in cited}
    return Marks(numbers, say_shortly(tree, numbers), JUDGEMENT in cited)


@frozen
class _Writer:
    tree: Tree
    chart: Chart
    marks: Marks
    nodes: Mapping[str, ChartNode] = field(init=False)
    arrows: Mapping[str, list[Arrow]] = field(init=False)
    places: Mapping[str, PlacesOfFacts] = field(init=False)

    @nodes.default
    def _default_nodes(self) -> Mapping[str, ChartNode]:
        return {node.name: node for node in self.chart.nodes}

    @arrows.default
    def _default_arrows(self) -> Mapping[str, list[Arrow]]:
        found: dict[str, list[Arrow]] = {node.name: [] for node in self.chart.nodes}
        for arrow in self.chart.arrows:
            found[arrow.start].append(arrow)
        return found

    @places.default
    def _default_places(self) -> Mapping[str, PlacesOfFacts]:
        return places_by_step(self.tree, {n.name: n.number for n in self.chart.nodes})

    def rows(self) -> Iterator[StepRow]:
        steps = sorted((n for n in self.chart.nodes if n.is_step), key=lambda n: n.number)
        for above, node, below in zip([None, *steps], steps, [*steps[1:], None], strict=False):
            yield self._row(node, above, below)

    def _row(self, node: ChartNode, above: ChartNode | None, below: ChartNode | None) -> StepRow:
        head, *notes = (text for text in node.text if not text.startswith((ITEM, PART)))
        sources = {self.nodes[a.start].number for a in self.chart.arrows if a.end == node.name}
        arrows = self.arrows[node.name]
        return StepRow(
            name=node.name,
            number=node.number,
            head=head,
            notes=(*([_(START_HERE)] if node.is_start else []), *self._part_of(node), *notes),
            items=tuple(_items(node)),
            follows=above is not None and above.number in sources,
            comes_from=tuple(sorted(sources - ({above.number} if above else set()))),
            ways=tuple(map(self._way, arrows)),
            next=below.number if below else 0,
            leads_on=below is not None and any(a.end == below.name for a in arrows),
        )

    def _part_of(self, node: ChartNode) -> list[str]:
        """Say of the first step of a part from where it is gone to, and where to go back."""
        steps = [s for s in splitting(self.tree) if node.name in (b.go for b in parts_of(s))]
        return [_(PART_OF, number=self.nodes[step.name].number) for step in steps]

    def _way(self, arrow: Arrow) -> Way:
        to = self.nodes[arrow.end]
        words, mark = self._with_places(arrow), self.marks.of(arrow.sources)
        if to.is_step:
            return Way(words, mark, goes=to.number)
        return Way(words, mark, end=self._end(to))

    def _end(self, node: ChartNode) -> End:
        look = look_of(node)
        if node.kind is NodeKind.EXIT:
            return End(node.number, "", node.text[0], look)
        where, title = node.text
        if not self._says(title, where):
            return End(node.number, f"{where}: ", title, look)
        lead, *rest = _LEAD.split(title, maxsplit=1)
        return End(node.number, lead, "".join(rest), look)

    def _says(self, title: str, where: str) -> bool:
        """Tell whether a title begins as where it sends people, and as nowhere else."""
        others = [
            d.words.casefold().split()
            for d in self.tree.scale.dispositions
            if d.words.upper() != where
        ]
        words, said = where.casefold().split(), title.casefold().split()
        alike = max((_same(words, other) for other in others), default=0)
        return _same(words, said) >= min(len(words), max(alike, 1) + 1)

    def _with_places(self, arrow: Arrow) -> str:
        """Name behind each group the lines that it stands for: ``“danger signs” (3a, 3b, 7)``."""
        words, step = arrow.words, self.tree.steps[arrow.start]
        condition = step.branches[arrow.number].condition
        counts = [c for c in leaves_of(condition) if isinstance(c, Count)] if condition else []
        named = {say_group(c): c.facts for c in counts if c.group in self.tree.groups}
        for name, facts in named.items():
            where = say_places(self.places[step.name][fact] for fact in facts)
            words = words.replace(name, f"{name} ({where})")
        return words


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two texts have in common at their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _items(node: ChartNode) -> Iterator[Item]:
    names = letters(ascii_lowercase)
    for text in node.text:
        if text.startswith(ITEM):
            yield Item(next(names), text.removeprefix(ITEM))
        elif text.startswith(PART):
            yield Item("", text.removeprefix(PART))


# --- where a fact stands: the number of a step and, in a list, a letter


def places_by_step(tree: Tree, numbers: Mapping[str, int]) -> Mapping[str, PlacesOfFacts]:
    """Return for each step where the facts stand that it, or a step on a way to it, asks."""
    known: dict[str, dict[str, tuple[_Place, ...]]] = {tree.start: {}}
    for name in start_first(tree):
        here, step = known[name], tree.steps[name]
        is_list = len(step.ask) > 1 or step.heading is not None
        for place, fact in enumerate(step.ask, 1):
            _add(here, fact, ((numbers[name], place if is_list else 0),))
        for branch in step.branches:
            there = known.setdefault(branch.go, {})
            for fact, places in here.items():
                _add(there, fact, places)
    return known


def _add(known: dict[str, tuple[_Place, ...]], fact: str, places: tuple[_Place, ...]) -> None:
    known[fact] = tuple(dict.fromkeys((*known.get(fact, ()), *places)))


def say_places(facts: Iterable[tuple[_Place, ...]]) -> str:
    """Say where facts stand: ``3a, 3b, 7``, or ``3a/8b`` for one that stands twice."""
    every = sorted(facts)
    alone = [places[0] for places in every if len(places) == 1]
    twice = ["/".join(map(_say_place, places)) for places in every if len(places) > 1]
    rows = groupby(enumerate(alone), key=lambda pair: (pair[1][0], pair[1][1] - pair[0]))
    runs = [[place for _, place in row] for _key, row in rows]
    return ", ".join([*map(_say_run, runs), *twice])


def _say_run(run: Sequence[_Place]) -> str:
    """Say places in a row; of three or more the first and the last."""
    if len(run) < 3 or not run[0][1]:
        return ", ".join(map(_say_place, run))
    return f"{_say_place(run[0])}\N{EN DASH}{_letter(run[-1][1])}"


def _say_place(place: _Place) -> str:
    number, item = place
    return f"{number}{_letter(item)}" if item else f"{number}"


def _letter(item: int) -> str:
    return next(islice(letters(ascii_lowercase), item - 1, None))
