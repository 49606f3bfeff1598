"""Who is given an advice whatever they leave unanswered.

Refining questions may be skipped, and of a list or a form it is enough to
answer what decides. So whoever is to be given an advice always must be given
it for each set of answers that leads them to their end. These sets are looked
at all at once, in a diagram with a mark beside each answer that may be left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from triage.answer_space.diagram import Diagram, Node
from triage.answer_space.ends import Ends
from triage.answer_space.shown import Certain
from triage.answer_space.space import Space
from triage.model.conditions import All, facts_of
from triage.model.tree import Step, Tree


def given_anyhow(ends: Ends, advice: str) -> Node:
    """Return the patients who are given an advice whatever they leave unanswered.

    Raises:
        TooLarge: the search took all that it may.
    """
    return ends.once(("given anyhow", advice), lambda: _given_anyhow(ends, advice))


def _given_anyhow(ends: Ends, name: str) -> Node:
    marked = MarkedSpace(ends.space, may_be_left(ends.tree, name))
    leaving = _Leaving(Ends(ends.tree, marked), marked)
    denied = marked.without(leaving.ending(), leaving.given(name))
    return ends.space.without(ends.listed(name), marked.unmarked(denied))


def may_be_left(tree: Tree, advice: str) -> list[str]:
    """Return what decides about an advice and is asked on lists or forms, where a part may do."""
    together = {fact for step in tree.steps.values() if len(step.ask) > 1 for fact in step.ask}
    return [fact for fact in facts_of(*tree.advice[advice].conditions) if fact in together]


class MarkedSpace(Space):
    """The patients of a space, each with a mark, or none, behind some of the answers.

    Args:
        space: the patients.
        marked: the facts behind whose answers a mark may stand.
    """

    def __init__(self, space: Space, marked: Sequence[str]) -> None:
        self._of = space
        self.classes = space.classes
        self.facts = tuple(name for fact in space.facts for name in _with_mark(fact, marked))
        self.levels = {name: level for level, name in enumerate(self.facts)}
        sizes = (len(self.classes[n]) if n in self.classes else 2 for n in self.facts)
        self.diagram = Diagram(sizes, space.diagram.budget)
        self._found = {}

    def marked(self, fact: str) -> Node:
        """Return the patients with a mark behind the answer to a fact; else nobody."""
        level = self.levels.get(_mark(fact))
        nobody, everybody = self.diagram.false, self.diagram.true
        return nobody if level is None else self.diagram.node(level, (nobody, everybody))

    def unmarked(self, patients: Node) -> Node:
        """Return, in the space without marks, those who with some marks are in a set."""
        here, there = self.diagram, self._of.diagram
        marks = frozenset(n for name, n in self.levels.items() if name not in self._of.levels)
        found = here.anyhow(patients, marks)
        brought: dict[Node, Node] = {}
        for node in reversed(here.below(found)):
            kids = tuple(brought[kid] for kid in here.children(node))
            level = self._of.levels[self.facts[here.level(node)]] if kids else 0
            brought[node] = there.node(level, kids) if kids else there.leaf(here.label(node))
        return brought[found]


def _mark(fact: str) -> str:
    return f"{fact} left"


def _with_mark(fact: str, marked: Iterable[str]) -> list[str]:
    return [fact, _mark(fact)] if fact in marked else [fact]


@frozen
class _Leaving:
    """All patients, who leave the answers with a mark open, and skip what refines."""

    ends: Ends
    space: MarkedSpace

    def given(self, name: str) -> Node:
        """Return those who are given an advice."""
        advice, space = self.ends.tree.advice[name], self.space
        certain = self._certain(facts_of(*advice.conditions))
        return space.all_of(
            self.ends.listed(name),
            certain.so(advice.when or All(())),
            *(certain.known[fact] for fact in facts_of(*advice.never_when)),
            space.others(space.where(advice.blocked)),
        )

    def ending(self) -> Node:
        """Return those who come to an end all the same."""
        tree = self.ends.tree
        ending: dict[str, Node] = dict.fromkeys(tree.outcomes, self.space.diagram.true)
        for name in self.ends.order:
            ending[name] = self._leading_on(tree.steps[name], ending)
        return ending[tree.start]

    def _leading_on(self, step: Step, ending: Mapping[str, Node]) -> Node:
        """Return those whom a step leads to an end, by what they answer."""
        if step.goes_each:
            return self._leading_through(step, ending)
        space, certain = self.space, self._certain(facts_of(*step.conditions))
        left, found = space.diagram.true, space.diagram.false
        for branch in step.branches:
            if branch.condition is None:
                here = space.without(left, *map(space.marked, step.ask))
            else:
                here = space.all_of(left, certain.so(branch.condition))
                left = space.all_of(left, certain.so(branch.condition, truth=False))
            found = space.any_of(found, space.all_of(here, ending[branch.go]))
        return found

    def _leading_through(self, step: Step, ending: Mapping[str, Node]) -> Node:
        """Return those who come to an end of each part that holds, up to one that ends at once."""
        space, certain = self.space, self._certain(facts_of(*step.conditions))
        *parts, others = step.branches
        sure = [(certain.so(c), certain.so(c, truth=False)) for c in step.conditions]
        on = space.diagram.true
        for (yes, no), branch in reversed([*zip(sure, parts, strict=True)]):
            after = space.any_of(self.ends.at_once(branch.go), on)
            on = space.any_of(space.all_of(no, on), space.all_of(yes, ending[branch.go], after))
        some = space.any_of(*(yes for yes, _ in sure))
        known = space.all_of(*(space.any_of(yes, no) for yes, no in sure))
        none = space.without(space.all_of(*(no for _, no in sure)), *map(space.marked, step.ask))
        return space.any_of(space.all_of(known, some, on), space.all_of(none, ending[others.go]))

    def _certain(self, facts: Sequence[str]) -> Certain:
        known = {f: self.space.without(self.ends.asked(f), self.space.marked(f)) for f in facts}
        return Certain(self.space, known)
