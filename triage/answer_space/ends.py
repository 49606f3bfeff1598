"""Where every possible patient of a tree ends, as functions over their answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from functools import partial

from triage.answer_space.budget import Budget
from triage.answer_space.classes import conditions_of
from triage.answer_space.diagram import Label, Node
from triage.answer_space.finished import refuse_unfinished
from triage.answer_space.shown import Certain, shown_to
from triage.answer_space.space import Space
from triage.answer_space.together import Together, added, named_by_part, names_in
from triage.model.asking import steps_that_may_skip
from triage.model.conditions import Any, Condition, facts_of
from triage.model.dispositions import Disposition
from triage.model.graph import ends_first
from triage.model.names import modules_of
from triage.model.several import splitting, told_of
from triage.model.tree import Step, Tree

# The label of a patient for whom a step has no way on; no tree that loads has any.
NOWHERE = ""


class Ends:
    """Where the patients of a tree end, and what happens to them on the way.

    Attributes:
        space: all patients; trees of one space can be compared node by node.
        told: the function from patients to what is told them: the name of an outcome, or of
            several, the deciding one first, where parts are gone through.
        outcome: the function from patients to names of outcomes, of several the deciding one.
        urgency: the function from patients to the urgency of their end.
        ruled_out: the patients that `impossible:` rules out.
        order: the steps, each behind those that its branches go to.
        may_skip: whether somebody may pass a step without being asked all that it asks.
        goes_each: whether somebody may go through several parts.

    Raises:
        TreeRefused: a step has no branches yet.
    """

    def __init__(self, tree: Tree, space: Space | None = None) -> None:
        refuse_unfinished(tree)
        self.tree = tree
        self.space = space or space_of([tree])
        self.diagram = self.space.diagram
        self.order = ends_first(tree)
        self.ruled_out = self.space.where(Any(tuple(i.condition for i in tree.impossible)))
        self._sets: dict[tuple[str, object], Node] = {}
        self.may_skip = bool(steps_that_may_skip(tree))
        self._tests = {name: self._test(step) for name, step in tree.steps.items()}
        self.goes_each = bool(splitting(tree))
        self._at_once: dict[str, Node] = {}
        if self.goes_each:
            self._at_once = self._functions(self._is_top, {})
        self.told = self._told()
        self.outcome = self.diagram.relabel(self.told, _deciding) if self.goes_each else self.told
        self.urgency = self.diagram.relabel(self.outcome, self._urgency_of)

    def _urgency_of(self, outcome: Label) -> Label:
        return self.disposition_of(outcome).urgency if outcome != NOWHERE else NOWHERE

    def disposition_of(self, outcome: Label) -> Disposition:
        """Return the disposition of an outcome by its name."""
        return self.tree.outcomes[str(outcome)].disposition

    def ending_in(self, outcomes: Set[str]) -> Node:
        """Return the patients who end in some outcomes."""
        wanted = frozenset(outcomes)
        return self.once(
            ("ends", wanted), lambda: self.diagram.relabel(self.outcome, wanted.__contains__)
        )

    def told_in(self, outcomes: Set[str]) -> Node:
        """Return the patients who are told any of some outcomes, deciding or beside another."""
        if not self.goes_each:
            return self.ending_in(outcomes)
        wanted = frozenset(outcomes)
        return self.once(
            ("told", wanted),
            lambda: self.diagram.relabel(
                self.told, lambda told: not wanted.isdisjoint(names_in(told))
            ),
        )

    def told_only(self, outcomes: Set[str]) -> Node:
        """Return the patients who are told nothing but some outcomes."""
        if not self.goes_each:
            return self.ending_in(outcomes)
        wanted = frozenset(outcomes)
        return self.once(
            ("only", wanted),
            lambda: self.diagram.relabel(self.told, lambda told: wanted.issuperset(names_in(told))),
        )

    def ends_of_parts(self) -> Node:
        """Return the function from patients to all ends that they come to, in order.

        Its labels are pairs: where the part begins, "" for what is no part, and the outcome.
        """
        diagram = self.diagram

        def mine(begins: str, function: Node) -> Node:
            return diagram.relabel(function, partial(named_by_part, begins))

        together = Together(partial(diagram.combine, join=added), diagram.leaf(()), mine)
        ends = self._functions(lambda outcome: diagram.leaf((("", outcome),)), {}, together)
        return ends[self.tree.start]

    def asked(self, fact: str) -> Node:
        """Return the patients who are asked a fact on their path; refining is no part of it."""
        if self.may_skip and ("asked", fact) not in self._sets:
            # One pass over the steps finds it for all facts.
            self._sets |= {("asked", name): node for name, node in shown_to(self).items()}
        asking = (step.name for step in self.tree.steps.values() if fact in step.ask)
        return self.once(("asked", fact), lambda: self.passing(asking))

    def passing(self, steps: Iterable[str]) -> Node:
        """Return the patients whose path comes by any of some steps."""
        known = dict.fromkeys(steps, self.diagram.true)
        return self._follow(lambda _: self.diagram.false, known)

    def until(self, begins: str, stops: Iterable[str]) -> Node:
        """Return the function from patients to the outcome that a place leads to.

        It is ``NOWHERE`` where somebody comes to a stop, or may go through several parts.

        Args:
            begins: a step or an outcome; it may be one of the stops.
            stops: steps or outcomes at which nothing is followed.
        """
        nowhere = self.diagram.leaf(NOWHERE)
        several = (step.name for step in splitting(self.tree))
        known = dict.fromkeys([*several, *(name for name in stops if name != begins)], nowhere)
        return self._functions(self.diagram.leaf, known)[begins]

    def taking(self, step: str, number: int) -> Node:
        """Return the patients whose path takes one branch of a step, counted from 0."""
        known = {step: self.branch(step, number)}
        return self._follow(lambda _: self.diagram.false, known)

    def branch(self, step: str, number: int) -> Node:
        """Return the patients who would take a branch of a step, if they came by it."""
        *before, own = self.tests(step)[: number + 1]
        here = self.tree.steps[step]
        if here.goes_each and here.branches[number].condition is not None:
            goes = zip(before, here.branches, strict=False)
            before = [self.space.all_of(so, self._at_once[b.go]) for so, b in goes]
        return self.space.without(own, *before)

    def tests(self, step: str) -> tuple[Node, ...]:
        """Return for each branch of a step the patients of whom its condition holds."""
        return self._tests[step]

    def _test(self, step: Step) -> tuple[Node, ...]:
        conditions = (branch.condition for branch in step.branches)
        return tuple(self.diagram.true if c is None else self.space.where(c) for c in conditions)

    def entering(self, module: str) -> Node:
        """Return the patients of whom a module speaks: those who enter it, or everybody."""
        inside = steps_entered(self.tree, module)
        if inside is None:
            return self.diagram.true
        return self.once(("entering", module), lambda: self.passing(inside))

    def given(self, advice: str) -> Node:
        """Return the patients who are given an advice.

        A patient has an answer to every fact, so refining facts are answered too;
        what was not asked is not used, though.
        """
        return self.once(("given", advice), lambda: self._given(advice))

    def _given(self, name: str) -> Node:
        space = self.space
        fitting = space.all_of(self.listed(name), self.fitting(name))
        return space.without(fitting, self.blocked(name))

    def listed(self, name: str) -> Node:
        """Return the patients who are told an outcome that lists an advice."""
        return self.told_in({o.name for o in self.tree.outcomes.values() if name in o.advice})

    def fitting(self, name: str) -> Node:
        """Return the patients for whom an advice is certainly meant, were it not forbidden."""
        when = self.tree.advice[name].when
        return self.diagram.true if when is None else self.certainly(when)

    def certainly(self, condition: Condition, truth: bool = True) -> Node:
        """Return for whom the answers that are used at the end decide a condition in one way."""
        if self.may_skip:
            used = {fact: self.used(fact) for fact in facts_of(condition)}
            return Certain(self.space, used).so(condition, truth)
        holds = self.space.where(condition)
        return holds if truth else self.space.others(holds)

    def used(self, fact: str) -> Node:
        """Return the patients whose answer to a fact may be read: asked, or refining their end."""
        refined = {o.name for o in self.tree.outcomes.values() if fact in o.refine}
        return self.space.any_of(self.asked(fact), self.told_in(refined))

    def blocked(self, name: str) -> Node:
        """Return the patients to whom an advice must not be given (rule 7)."""
        advice, space = self.tree.advice[name], self.space
        forbidden = space.where(advice.blocked)
        if not self.may_skip:
            return forbidden
        known = [self.used(fact) for fact in facts_of(*advice.never_when)]
        return space.any_of(forbidden, space.others(space.all_of(*known)))

    def forget(self, first: int) -> None:
        """Forget all nodes but the first so many; no later one may be used again."""
        self._sets = {key: node for key, node in self._sets.items() if node < first}
        self.space.forget(first)

    def once(self, key: tuple[str, object], make: Callable[[], Node]) -> Node:
        """Return what is kept under a key, made where it is not there yet."""
        found = self._sets.get(key)
        if found is None:
            found = self._sets[key] = make()
        return found

    def _follow(self, end: Callable[[str], Node], known: dict[str, Node]) -> Node:
        """Return a function from the ends to the start; see ``_functions``."""
        return self._functions(end, known)[self.tree.start]

    def _functions(
        self, end: Callable[[str], Node], known: dict[str, Node], parts: Together | None = None
    ) -> dict[str, Node]:
        """Build functions from the ends to the start: each step chooses between finished ones.

        Args:
            end: the function at each outcome.
            known: the steps of which the function is known before.
            parts: how those of several parts are put together; None for sets of patients.
        """
        tree, diagram = self.tree, self.diagram
        together = parts or Together(self.space.any_of, diagram.false)
        functions = {name: end(name) for name in tree.outcomes} | known
        for name in self.order:
            if name in functions:
                continue
            if tree.steps[name].goes_each:
                functions[name] = self._of_parts(name, functions, together)
                continue
            function = end(NOWHERE)
            ways = zip(self._tests[name], tree.steps[name].branches, strict=True)
            for holds, branch in reversed(list(ways)):
                function = diagram.choose(holds, functions[branch.go], function)
            functions[name] = function
        return functions

    # --- several parts, one after another

    def _of_parts(self, name: str, functions: dict[str, Node], together: Together) -> Node:
        """Return the function of all parts that hold; who ends at once in one goes no other."""
        diagram, branches = self.diagram, self.tree.steps[name].branches
        *parts, others = zip(self._tests[name], branches, strict=True)
        function = together.nothing
        for holds, branch in reversed(parts):
            own = together.mine(branch.go, functions[branch.go])
            both = together.put(own, function)
            if self.at_once(branch.go) != diagram.false:
                both = diagram.choose(self.at_once(branch.go), own, both)
            function = diagram.choose(holds, both, function)
        some = self.space.any_of(*(holds for holds, _ in parts))
        return diagram.choose(some, function, functions[others[1].go])

    def at_once(self, name: str) -> Node:
        """Return who ends with the highest urgency in a part, from a place there on."""
        return self._at_once.get(name, self.diagram.false)

    def _is_top(self, outcome: str) -> Node:
        is_top = outcome != NOWHERE and self.tree.outcomes[outcome].disposition.is_top
        return self.diagram.true if is_top else self.diagram.false

    def _told(self) -> Node:
        diagram = self.diagram
        if not self.goes_each:
            return self._follow(diagram.leaf, {})
        together = Together(partial(diagram.combine, join=added), diagram.leaf(()))
        reached = self._functions(lambda outcome: diagram.leaf((outcome,)), {}, together)
        return diagram.relabel(reached[self.tree.start], self._told_of)

    def _told_of(self, reached: Label) -> Label:
        names = names_in(reached)
        if NOWHERE in names:
            return NOWHERE
        told = tuple(outcome.name for outcome in told_of(self.tree.outcomes[n] for n in names))
        return told if len(told) > 1 else told[0]


def _deciding(told: Label) -> Label:
    return names_in(told)[0]


def space_of(
    trees: Iterable[Tree], budget: Budget | None = None, cuts: Iterable[Condition] = ()
) -> Space:
    """Return the patients of some trees that have the same answers to the facts that they share.

    Facts stand where branches read them, not where steps ask for them: a diagram
    carries along what is known long before it decides. One that is read in many
    places stands where a third of these is passed; of the rules tried on the
    shipped trees this one made the smallest diagrams.

    Args:
        trees: the trees; they define the facts that they share alike.
        budget: what may be spent.
        cuts: further conditions that tell answers apart.
    """
    given = list(trees)
    facts = {name: tree.facts[name] for tree in given for name in _order(tree)}
    conditions = [condition for tree in given for condition in conditions_of(tree)]
    return Space(facts.values(), [*conditions, *cuts], budget)


def _order(tree: Tree) -> tuple[str, ...]:
    steps = [tree.steps[name] for name in reversed(ends_first(tree))]
    conditions = [b.condition for step in steps for b in step.branches if b.condition]
    read = [fact for condition in conditions for fact in facts_of(condition)]
    places: dict[str, list[int]] = {}
    for place, fact in enumerate(read):
        places.setdefault(fact, []).append(place)
    by_place = sorted(places, key=lambda fact: places[fact][len(places[fact]) // 3])
    asked = [fact for step in steps for fact in step.ask]
    return tuple(dict.fromkeys([*by_place, *asked, *tree.facts]))


def steps_entered(tree: Tree, module: str) -> tuple[str, ...] | None:
    """Return the steps of a whole module, or None where a module speaks of everybody.

    A module speaks of the patients whose path enters it, however often and by
    whatever way the tree includes it, if it is a whole tree that nobody
    leaves again. A part that one passes through, such as the red flags,
    speaks of everybody: otherwise a way round it would go unseen. So do
    a module without steps, and "".
    """
    if not module:
        return None
    inside = tuple(name for name in tree.steps if module in modules_of(name))
    targets = (branch.go for name in inside for branch in tree.steps[name].branches)
    is_left = any(module not in modules_of(target) for target in targets)
    return None if is_left or not inside else inside
