"""A tree as one function from patients to outcomes."""

from __future__ import annotations

from itertools import accumulate

from triage.model.conditions import All, Any, Condition, Count, Is, Not, Score, facts_of
from triage.model.dispositions import Disposition
from triage.model.order import ends_first
from triage.model.tree import Tree
from triage.model.values import NOT_SURE, AnswerSet, Value
from triage.prove.classes import classes_of
from triage.prove.diagram import Diagram, Label, Node

# A node takes about 200 bytes.
NODE_LIMIT = 2_000_000


class Patients:
    """Every possible patient of a tree, and where each of them ends.

    Attributes:
        facts: the names of the facts in the order of the diagram: the order
            in which the tree first asks for them.
        outcome: the function from patients to names of outcomes.
        urgency: the function from patients to 0..3.
        ruled_out: true for the patients that `impossible:` rules out.
    """

    def __init__(self, tree: Tree, limit: int | None = None) -> None:
        self.tree = tree
        self.classes = classes_of(tree)
        self.facts = _order(tree)
        self.levels = {name: level for level, name in enumerate(self.facts)}
        self.diagram = Diagram((len(self.classes[f]) for f in self.facts), limit or NODE_LIMIT)
        self._entering: dict[str, Node] = {}
        self.outcome = self._outcome()
        self.urgency = self.diagram.relabel(self.outcome, self._urgency_of)
        self.ruled_out = self.where(Any(tuple(i.condition for i in tree.impossible)))

    def _urgency_of(self, outcome: Label) -> int:
        return self.disposition_of(outcome).urgency

    def disposition_of(self, outcome: Label) -> Disposition:
        """Return the disposition of an outcome by its name."""
        return self.tree.outcomes[str(outcome)].disposition

    def _outcome(self) -> Node:
        ends = {name: self.diagram.leaf(name) for name in self.tree.outcomes}
        return self._follow(ends)

    def entering(self, module: str) -> Node:
        """Return the function that is true of the patients of whom a module speaks.

        Those are the patients whose path enters it, however often and by
        whatever way the tree includes it, if it is a whole tree that nobody
        leaves again. A part that one passes through, such as the red flags,
        speaks of everybody: otherwise a way round it would go unseen. So do
        a module without steps, and "".
        """
        if module not in self._entering:
            inside = _inside(self.tree, module)
            elsewhere = dict.fromkeys(self.tree.outcomes, self.diagram.false)
            known = dict.fromkeys(inside, self.diagram.true)
            whole = inside and not _is_left(self.tree, inside, module)
            self._entering[module] = self._follow(elsewhere, known) if whole else self.diagram.true
        return self._entering[module]

    def _follow(self, ends: dict[str, Node], known: dict[str, Node] | None = None) -> Node:
        """Build a function from the ends to the start: each step chooses between finished ones.

        Args:
            ends: the function at each outcome.
            known: the steps of which the function is known before.
        """
        tree, diagram = self.tree, self.diagram
        functions = ends | (known or {})
        for name in ends_first(tree):
            if name not in functions:
                function = diagram.false
                for branch in reversed(tree.steps[name].branches):
                    condition = branch.condition
                    holds = diagram.true if condition is None else self.where(condition)
                    function = diagram.choose(holds, functions[branch.go], function)
                functions[name] = function
        return functions[tree.start]

    def where(self, condition: Condition) -> Node:
        """Return the function that is true for the patients of whom a condition holds."""
        diagram = self.diagram
        match condition:
            case Is(fact=fact, answers=answers):
                return self._is(fact, answers)
            case Count(facts=facts, answers=answers, low=low, high=high):
                terms = [(self._is(fact, answers), 1) for fact in facts]
                return self._sum_between(terms, low, high)
            case Score(points=points):
                terms = [(self._is(p.fact, p.answers), p.points) for p in points]
                return self._sum_between(terms, *condition.whole_bounds())
            case Not(of=inner):
                return diagram.choose(self.where(inner), diagram.false, diagram.true)
            case All(of=parts):
                return self.all_of(*map(self.where, parts))
            case Any(of=parts):
                return self.any_of(*map(self.where, parts))

    def all_of(self, *parts: Node) -> Node:
        """Return the function that is true where all of some functions are."""
        function = self.diagram.true
        for part in parts:
            function = self.diagram.choose(part, function, self.diagram.false)
        return function

    def any_of(self, *parts: Node) -> Node:
        """Return the function that is true where any of some functions is."""
        function = self.diagram.false
        for part in parts:
            function = self.diagram.choose(part, self.diagram.true, function)
        return function

    def _is(self, fact: str, answers: AnswerSet) -> Node:
        leaves = (self.diagram.false, self.diagram.true)
        kids = tuple(leaves[each.value in answers] for each in self.classes[fact])
        return self.diagram.node(self.levels[fact], kids)

    def _sum_between(self, terms: list[tuple[Node, int]], low: float, high: float) -> Node:
        """Add up the points of the terms that hold, from the last term to the first.

        The sums that can still come out right are few, so the functions are
        made once for each term and each sum so far.
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

    def is_given(self, advice: str) -> Node:
        """Return the function that is true of the patients who are given an advice.

        A patient has an answer to every fact, so refining facts are answered too.
        """
        measure = self.tree.advice[advice]
        listed = self.diagram.relabel(
            self.outcome, lambda outcome: advice in self.tree.outcomes[str(outcome)].advice
        )
        chosen = self.where(measure.when) if measure.when is not None else self.diagram.true
        blocks = [self.where(condition) for condition in measure.never_when]
        unsure = AnswerSet((NOT_SURE,))
        unknown = [self._is(f, unsure) for c in measure.never_when for f in facts_of(c)]
        blocked = self.any_of(*blocks, *unknown)
        return self.diagram.choose(blocked, self.diagram.false, self.all_of(listed, chosen))

    def index(self, fact: str, value: Value) -> int:
        """Return which class of a fact holds a value that the tree names by itself."""
        return next(i for i, c in enumerate(self.classes[fact]) if c.value == value)

    def given(self, function: Node, fact: str, index: int) -> Node:
        """Return a function with one fact held in one class."""
        return self.diagram.restrict(function, self.levels[fact], index)


def _next_sums(sums: set[int], term: tuple[Node, int]) -> set[int]:
    return sums | {total + term[1] for total in sums}


def _order(tree: Tree) -> tuple[str, ...]:
    """Order facts by their first use along the tree: that keeps diagrams small."""
    asked = [fact for name in reversed(ends_first(tree)) for fact in tree.steps[name].ask]
    return tuple(dict.fromkeys([*asked, *tree.facts]))


def _inside(tree: Tree, module: str) -> list[str]:
    return [name for name in tree.steps if module in name.split(".")[:-1]]


def _is_left(tree: Tree, inside: list[str], module: str) -> bool:
    """Say whether some branch leads out of a module."""
    targets = (branch.go for name in inside for branch in tree.steps[name].branches)
    return any(module not in target.split(".")[:-1] for target in targets)
