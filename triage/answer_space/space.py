"""Every combination of answers to some facts, and the sets of them that conditions pick."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import accumulate

from triage.answer_space.budget import Budget
from triage.answer_space.classes import classes_of
from triage.answer_space.diagram import Diagram, Label, Node
from triage.model.conditions import All, Any, Condition, Count, Is, Not, Score
from triage.model.facts import Fact
from triage.model.values import AnswerSet, Value


class Space:
    """All possible patients, as far as some facts and conditions tell them apart.

    A set of patients is a node of ``diagram``: the function that is true of
    them. Two sets are the same exactly when their nodes are.

    Attributes:
        facts: the names of the facts in the order of the diagram.
        classes: for each fact the answers that all conditions treat alike.
        levels: for each fact its place in ``facts``.
    """

    def __init__(
        self, facts: Iterable[Fact], conditions: Iterable[Condition], budget: Budget | None = None
    ) -> None:
        known = {fact.name: fact for fact in facts}
        self.facts = tuple(known)
        self.classes = classes_of(known.values(), conditions)
        self.levels = {name: level for level, name in enumerate(self.facts)}
        self.diagram = Diagram((len(self.classes[name]) for name in self.facts), budget)
        self._found: dict[Condition, Node] = {}

    def where(self, condition: Condition) -> Node:
        """Return the patients of whom a condition holds."""
        found = self._found.get(condition)
        if found is None:
            found = self._found[condition] = self._where(condition)
        return found

    def forget(self, first: int) -> None:
        """Forget all nodes but the first so many; no later one may be used again."""
        self._found = {condition: node for condition, node in self._found.items() if node < first}
        self.diagram.forget(first)

    def _where(self, condition: Condition) -> Node:
        match condition.core:
            case Is(fact=fact, answers=answers):
                return self.having(fact, answers)
            case Count() | Score() as leaf:
                terms = [(self.having(t.fact, t.answers), t.points) for t in leaf.terms]
                return self.sum_between(terms, *leaf.bounds)
            case Not(of=inner):
                return self.others(self.where(inner))
            case All(of=parts):
                return self.all_of(*map(self.where, parts))
            case Any(of=parts):
                return self.any_of(*map(self.where, parts))

    def all_of(self, *parts: Node) -> Node:
        """Return the patients who are in all of some sets."""
        together = self.diagram.true
        for part in reversed(parts):
            together = self.diagram.choose(part, together, self.diagram.false)
        return together

    def any_of(self, *parts: Node) -> Node:
        """Return the patients who are in any of some sets."""
        together = self.diagram.false
        for part in reversed(parts):
            together = self.diagram.choose(part, self.diagram.true, together)
        return together

    def others(self, node: Node) -> Node:
        """Return the patients who are not in a set."""
        return self.diagram.choose(node, self.diagram.false, self.diagram.true)

    def without(self, node: Node, *excluded: Node) -> Node:
        """Return the patients who are in a set and in none of some others."""
        return self.diagram.choose(self.any_of(*excluded), self.diagram.false, node)

    def having(self, fact: str, answers: AnswerSet) -> Node:
        """Return the patients whose answer to a fact is among some answers."""
        leaves = (self.diagram.false, self.diagram.true)
        kids = tuple(leaves[each.value in answers] for each in self.classes[fact])
        return self.diagram.node(self.levels[fact], kids)

    def sum_between(self, terms: list[tuple[Node, int]], low: float, high: float) -> Node:
        """Return the patients for whom the points of the terms that hold add up to low..high.

        They are added from the last term to the first. The sums that can still
        come out right are few, so the functions are made once for each term and
        each sum so far.
        """
        diagram = self.diagram
        terms = sorted(terms, key=lambda term: diagram.level(term[0]))
        sums = list(accumulate(terms, _next_sums, initial={0}))
        functions = {s: (diagram.true if low <= s <= high else diagram.false) for s in sums[-1]}
        for (holds, points), before in zip(reversed(terms), reversed(sums[:-1]), strict=True):
            functions = {
                s: diagram.choose(holds, functions[s + points], functions[s]) for s in before
            }
        return functions[0]

    def label(self, function: Node, patient: Mapping[str, Value]) -> Label:
        """Return the label of one patient, whose answers are those that stand for a class."""
        while kids := self.diagram.children(function):
            fact = self.facts[self.diagram.level(function)]
            values = [each.value for each in self.classes[fact]]
            function = kids[values.index(patient[fact])]
        return self.diagram.label(function)

    def index(self, fact: str, value: Value) -> int:
        """Return which class of a fact holds a value that the tree names by itself."""
        return next(i for i, c in enumerate(self.classes[fact]) if c.value == value)


def _next_sums(sums: set[int], term: tuple[Node, int]) -> set[int]:
    return sums | {total + term[1] for total in sums}


# --- how many patients are in a set, exactly


def count(space: Space, patients: Node) -> int:
    """Return how many patients are in a set, one for each combination of answers."""
    diagram, products = space.diagram, _products(space)
    below = {diagram.true: 1, diagram.false: 0}
    for node in reversed(diagram.below(patients)):
        if kids := diagram.children(node):
            level = diagram.level(node)
            sizes = [each.size for each in space.classes[space.facts[level]]]
            below[node] = sum(
                size * below[kid] * (products[diagram.level(kid)] // products[level + 1])
                for kid, size in zip(kids, sizes, strict=True)
            )
    return below[patients] * products[diagram.level(patients)]


def everybody(space: Space) -> int:
    """Return how many combinations of answers there are."""
    return _products(space)[-1]


def _products(space: Space) -> list[int]:
    """Return the running products of the domains' sizes, in the order of the diagram."""
    products = [1]
    for name in space.facts:
        products.append(products[-1] * sum(each.size for each in space.classes[name]))
    return products
