"""A tree as tables, one for each of the parts that it may go through at once.

One ladder of all parts would say each way to be in one of them beside each way to be in
another, and lines to each result by itself would say who has no more urgent one. So each part
has a ladder of its own, which only those read who come to it. Before them stands the ladder of
what is told without any part, and of the highest urgency, which ends at once. A tree without
parts has that one alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from attrs import evolve, frozen

from triage.answer_space.budget import Budget
from triage.answer_space.diagram import Label, Node
from triage.answer_space.ends import NOWHERE, Ends, space_of
from triage.answer_space.ladder.build import rungs_of
from triage.answer_space.ladder.covers import Coverer
from triage.answer_space.ladder.ladder import HelpInTime, Line, Rung, help_of
from triage.answer_space.ladder.meaning import TreeMeaning, nobody_of
from triage.answer_space.space import Space
from triage.answer_space.together import added, names_in
from triage.model.conditions import Condition
from triage.model.dispositions import DEFAULT
from triage.model.several import splitting
from triage.model.tree import Tree
from triage.model.values import Value


@frozen
class Table:
    """A ladder for those who come to a part of a tree.

    Attributes:
        begins: the step or outcome at which the part begins; the start for the first table.
        who: lines of which each sends somebody here who meets no line of the first table;
            none for that one, which everybody reads.
        rungs: from the top down; whoever meets none of the first table reads on in others.
    """

    begins: str
    who: tuple[Line, ...]
    rungs: tuple[Rung, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines."""
        return (*self.who, *(line for rung in self.rungs for line in rung.all_lines))

    def is_for(self, patient: Mapping[str, Value]) -> bool:
        """Tell whether one patient is sent here, unless the first table stops them."""
        return any(line.is_met_by(patient) for line in self.who)

    def read(self, patient: Mapping[str, Value]) -> HelpInTime | None:
        """Return what one patient reads here."""
        for rung in self.rungs:
            is_met = rung.is_rest or any(line.is_met_by(patient) for line in rung.all_lines)
            if is_met and isinstance(rung.told, HelpInTime):
                return rung.told
        return None


@frozen(eq=False)
class TablesMeaning:
    """What each table of a tree is to say.

    Attributes:
        whole: what the tree tells; of several results the most urgent.
        tables: by where they begin, what is told there; nowhere for whom another one tells it.
    """

    whole: TreeMeaning
    tables: Mapping[str, TreeMeaning]

    @property
    def space(self) -> Space:
        """All patients."""
        return self.whole.space

    def readers(self, begins: str) -> Node:
        """Return who reads a table to its end."""
        return self.space.others(self.tables[begins].nobody)

    def stopped(self) -> Node:
        """Return who is told all by the first table, or is nobody."""
        first = self._first
        told = self.space.diagram.relabel(first.function, lambda label: label != NOWHERE)
        return self.space.any_of(first.nobody, told)

    @property
    def _first(self) -> TreeMeaning:
        return next(iter(self.tables.values()))

    def wronged(self, tables: Iterable[Table], *, may_be_sooner: bool) -> Node:
        """Return who is told something else by a table, or reads other ones, than is meant."""
        there = {table.begins: table for table in tables}
        wrong = list[Node]()
        for begins, meant in self.tables.items():
            table = there.get(begins, Table(begins, (), ()))
            wrong.append(meant.wronged(table.rungs, may_be_sooner=may_be_sooner))
            wrong.append(self._misled(meant, table))
        return self.space.any_of(*wrong)

    def _misled(self, meant: TreeMeaning, table: Table) -> Node:
        """Return who passes a table over that is theirs, or reads that of others."""
        space, readers = self.space, self.readers(table.begins)
        if meant is self._first:
            return space.diagram.false
        come = space.any_of(*map(meant.meeting, table.who))
        return space.any_of(
            space.without(come, readers, self.stopped()), space.without(readers, come)
        )

    def read(self, tables: Iterable[Table], patient: Mapping[str, Value]) -> tuple[HelpInTime, ...]:
        """Return all that one patient reads in some tables."""
        first, *parts = tables
        if told := first.read(patient):
            return (told,)
        there = (each.read(patient) for each in parts if each.is_for(patient))
        return tuple(told for told in there if told)

    def meant(self, patient: Mapping[str, Value]) -> tuple[HelpInTime, ...]:
        """Return all that the tree tells one patient, the deciding result first."""
        told = names_in(self.space.label(self.whole.ends.told, patient))
        helps = helps_of(self.whole.ends.tree)
        return tuple(helps[name] for name in told if name in helps)

    def misjoined(self) -> Node:
        """Return of whom all tables together do not say just what the tree tells.

        That holds of tables that are right each by itself: the more urgent result stands in
        its own, and help of the highest urgency in the first.
        """
        diagram = self.space.diagram
        read = diagram.leaf(())
        for meaning in self.tables.values():
            here = diagram.choose(meaning.nobody, diagram.leaf(NOWHERE), meaning.function)
            read = diagram.combine(read, diagram.relabel(here, _as_part), added)
        helps = helps_of(self.whole.ends.tree)
        told = diagram.relabel(
            self.whole.ends.told, lambda label: frozenset(map(helps.get, names_in(label)))
        )
        right = diagram.combine(read, told, lambda one, other: frozenset(_helps_in(one)) == other)
        return self.space.others(self.space.any_of(right, self.whole.nobody))


def _as_part(label: Label) -> Label:
    return (label,) if isinstance(label, HelpInTime) else ()


def _helps_in(label: Label) -> tuple[Label, ...]:
    return label if isinstance(label, tuple) else (label,)


def tables_of(
    tree: Tree, *, may_be_sooner: bool = False, budget: Budget | None = None
) -> tuple[Table, ...]:
    """Return the tables of a tree, the first one first; ``TablesMeaning`` proves them.

    Args:
        tree: what is to be said.
        may_be_sooner: whether somebody may be told the same help within a shorter time.
        budget: what may be spent.

    Raises:
        TooLarge: the search took all that it may.
    """
    meaning = meaning_of_tables(tree, budget)
    rungs = partial(rungs_of, may_be_sooner=may_be_sooner, tries_orders=False)
    cover, stopped = Coverer(meaning.space, tree.facts), meaning.stopped()
    (begins, first), *parts = meaning.tables.items()
    return (
        Table(begins, (), rungs(first, leads_on=bool(parts))),
        *(
            Table(name, cover.lines(meaning.readers(name), stopped), rungs(part))
            for name, part in parts
        ),
    )


def meaning_of_tables(
    tree: Tree, budget: Budget | None = None, cuts: Iterable[Condition] = ()
) -> TablesMeaning:
    """Return what the tables of a tree are to say.

    Args:
        tree: the tree.
        budget: what may be spent.
        cuts: further conditions that tell answers apart.

    Raises:
        TooLarge: the search took all that it may.
    """
    ends = Ends(tree, space_of([tree], budget, cuts))
    diagram, space, helps = ends.diagram, ends.space, helps_of(tree)

    def help(name: Label) -> Label:
        return helps.get(str(name), NOWHERE)

    def until(begins: str) -> Node:
        return diagram.relabel(ends.until(begins, others), help)

    whole = TreeMeaning(ends, diagram.relabel(ends.outcome, help), {}, nobody_of(ends, [tree]))
    others = _begins(tree)
    top = ends.ending_in({n for n, each in tree.outcomes.items() if each.disposition.is_top})
    first = evolve(whole, function=diagram.choose(top, whole.function, until(tree.start)))
    tables = {tree.start: first}
    stopped = TablesMeaning(whole, tables).stopped()
    for name in others:
        there = until(name)
        nowhere = diagram.relabel(there, lambda label: label == NOWHERE)
        readers = space.without(ends.passing([name]), stopped, nowhere)
        if readers != diagram.false:
            function = diagram.choose(readers, there, diagram.leaf(NOWHERE))
            tables[name] = TreeMeaning(ends, function, {}, space.others(readers))
    return TablesMeaning(whole, tables)


def _begins(tree: Tree) -> tuple[str, ...]:
    """Return where the parts begin, and where those of no part go on."""
    begins = (branch.go for step in splitting(tree) for branch in step.branches)
    return tuple(dict.fromkeys(begins))


def helps_of(tree: Tree) -> dict[str, HelpInTime]:
    """Return what each outcome tells.

    On an author's own scale its title is the result. About bodies help is the same whichever it
    is, but for parts: there it says of what. Help of the highest urgency is told in few words.
    """
    titled = tree.scale != DEFAULT and (not tree.scale.is_medical or bool(splitting(tree)))
    return {
        name: help_of(outcome, titled=titled and not outcome.disposition.is_top)
        for name, outcome in tree.outcomes.items()
    }
