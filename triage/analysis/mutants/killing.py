"""What a mistake changes for all possible patients, and what notices it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from operator import ne
from typing import Literal, TypeAlias

from attrs import evolve

from triage.analysis.cases.running import patient_of, run_case
from triage.analysis.mutants.mutants import Mutant
from triage.analysis.proofs import authors, structure, urgency
from triage.analysis.proofs.by_diagram import ByDiagram
from triage.analysis.proofs.claims import Claim, Group, PatientPairs, PatientSet
from triage.analysis.proofs.properties import PROPERTIES, Property, claims
from triage.analysis.proofs.replay import is_in
from triage.answer_space.budget import Budget
from triage.answer_space.diagram import Node
from triage.answer_space.ends import Ends, space_of
from triage.answer_space.examples import plainest
from triage.answer_space.left_open import given_anyhow
from triage.model.domains import Note, Number
from triage.model.tree import Tree
from triage.model.values import Value, is_number
from triage.tree_files.cases import Case

Patient: TypeAlias = dict[str, Value]
# Nothing; only which questions are asked, or when; where somebody ends or what they are
# advised, at the same urgency; an urgency.
Change: TypeAlias = Literal["equal", "asks", "other", "urgency"]
# For each level of the diagram the number of a class: a patient.
Place: TypeAlias = tuple[int, ...]


class Original:
    """A tree, and a space in which its mutants can be compared with it node by node.

    Two trees treat every patient alike exactly when their functions are the
    same node. Patients that `impossible:` rules out do not count.
    """

    def __init__(self, tree: Tree, mutants: Iterable[Mutant], budget: Budget | None = None) -> None:
        made = (condition for mutant in mutants for condition in mutant.conditions())
        self.tree = tree
        self.space = space_of([tree], budget, made)
        self.ends = Ends(tree, self.space)
        self._own = len(self.space.diagram)

    def forget_mutants(self) -> None:
        """Forget what mutants left in the diagram, where that takes half of its room.

        Sooner, what they share would be worked out again for each.
        """
        diagram = self.space.diagram
        if len(diagram) > max(self._own, diagram.budget.nodes // 2):
            self.ends.forget(self._own)

    def changed(self, mutant: Mutant, ends: Ends) -> Change:
        """Say what a mistake changes.

        Args:
            mutant: the mistake.
            ends: where the patients of the mutated tree end, in the space of this one.
        """
        if self._differ(self.ends.urgency, ends.urgency):
            return "urgency"
        told = [(self.ends.told, ends.told), *self._times(mutant, ends)]
        if any(self._differ(*pair) for pair in told) or self._advised_otherwise(mutant, ends):
            return "other"
        return "asks" if self._asks_otherwise(mutant, ends) else "equal"

    def plainest(self, mutant: Mutant, ends: Ends, change: Change) -> Patient | None:
        """Return the plainest patient of whom a mistake changes an urgency, or anything else."""
        urgency = self._apart(self.ends.urgency, ends.urgency)
        who = urgency if change == "urgency" else self.treated_otherwise(mutant, ends)
        return plainest(self.space, who, self.space.others(self.ends.ruled_out))

    def treated_otherwise(self, mutant: Mutant, ends: Ends) -> Node:
        """Return the patients who end elsewhere, more or less urgently, or are advised otherwise.

        Advice that changes only because somebody ends elsewhere goes with that.
        """
        advice = ((self.ends.given(a), ends.given(a)) for a in self._advice(mutant))
        told = [(self.ends.told, ends.told), *self._times(mutant, ends)]
        pairs = [*told, (self.ends.urgency, ends.urgency), *advice]
        return self.space.any_of(*(self._apart(one, other) for one, other in pairs))

    def _times(self, mutant: Mutant, ends: Ends) -> list[tuple[Node, Node]]:
        """Return the times to help before and now, of a mistake in a time."""
        return [(_times_of(self.ends), _times_of(ends))] if mutant.operator == "within" else []

    def place(self, answers: Mapping[str, object]) -> Place | None:
        """Return the class of each answer of a possible patient; None where one is missing."""
        if any(answers.get(name) is None for name in self.space.facts):
            return None
        place = tuple(self._class(name, answers[name]) for name in self.space.facts)
        return None if self.is_among(self.ends.ruled_out, place) else place

    def is_among(self, patients: Node, place: Place) -> bool:
        """Say whether a patient is in a set."""
        diagram = self.space.diagram
        while kids := diagram.children(patients):
            patients = kids[place[diagram.level(patients)]]
        return patients == diagram.true

    def _class(self, name: str, answer: object) -> int:
        """Return the number of the class that holds an answer."""
        classes, domain = self.space.classes[name], self.tree.facts[name].domain
        if isinstance(domain, Note):
            return 0  # whatever it says, it decides nothing
        if not isinstance(domain, Number) or not is_number(answer):
            return next(i for i, each in enumerate(classes) if each.value == answer)
        steps = domain.grid.steps_to(answer)
        behind = accumulate(each.size for each in classes)
        return next(i for i, after in enumerate(behind) if steps < after)

    def _advised_otherwise(self, mutant: Mutant, ends: Ends) -> bool:
        return any(self._differ(self.ends.given(a), ends.given(a)) for a in self._advice(mutant))

    def _advice(self, mutant: Mutant) -> dict[str, None]:
        """Return the advice that a mistake may give to others, where all end as before."""
        listed = [
            name
            for outcome in mutant.outcomes.values()
            for name in {*outcome.advice} ^ {*self.tree.outcomes[outcome.name].advice}
        ]
        return dict.fromkeys([*mutant.advice, *sorted(listed)])

    def _asks_otherwise(self, mutant: Mutant, ends: Ends) -> bool:
        if mutant.operator == "step-order":
            return True
        asked = dict.fromkeys(fact for step in self.tree.steps.values() for fact in step.ask)
        return bool(mutant.steps) and any(
            self._differ(self.ends.asked(fact), ends.asked(fact)) for fact in asked
        )

    def _differ(self, one: Node, other: Node) -> bool:
        return self._possible(one) != self._possible(other)

    def _possible(self, function: Node) -> Node:
        diagram = self.space.diagram
        return diagram.choose(self.ends.ruled_out, diagram.leaf(None), function)

    def _apart(self, one: Node, other: Node) -> Node:
        return self.space.diagram.combine(one, other, ne)


def _times_of(ends: Ends) -> Node:
    """Return the function from patients to the hours within which help is to be there."""
    outcomes = ends.tree.outcomes
    return ends.diagram.relabel(ends.outcome, lambda o: outcomes[str(o)].within if o else o)


# --- what notices a mistake: a case that fails, or a claim that no longer holds


# Claims that a part of the tree is of use. They say that something is wrong, not what is safe.
_OF_STRUCTURE = (structure.reached, structure.useful)
# Nothing that is mutated can break these: they hold of every tree, or of the facts alone.
_OF_NO_MUTANT = (structure.total, authors.possible)
# Which of the others to try first: those that fail most often, and cost least.
_FIRST = (authors.rules, urgency.demands, urgency.unsure, urgency.orders, authors.blocked)
# These are made from the conditions of steps; the others from facts, rules, advice and outcomes.
_OF_CONDITIONS = (structure.defaults, urgency.orders, urgency.unsure)


def _rank(each: Property) -> int:
    return _FIRST.index(each.claims) if each.claims in _FIRST else len(_FIRST)


_GUARDING = sorted(
    (p for p in PROPERTIES if p.claims not in (*_OF_STRUCTURE, *_OF_NO_MUTANT)), key=_rank
)


class Killers:
    """The cases and claims of a tree that hold of the tree itself."""

    def __init__(self, original: Original, cases: Iterable[Case]) -> None:
        self.tree, self.original = original.tree, original
        passing = [case for case in cases if not run_case(case, self.tree).faults]
        self.cases = [(case, original.place(patient_of(case, self.tree))) for case in passing]
        self._made = {each: claims(self.tree, [each]) for each in PROPERTIES}
        known = [claim for made in self._made.values() for claim in made]
        decider = ByDiagram(original.ends)
        self._broken = {_name(c) for c in known if not _holds(self.tree, c, decider)}

    def case(self, mutated: Tree, changed: Node) -> str:
        """Return the name of a case that a mistake makes fail, or "".

        Args:
            mutated: the tree with the mistake.
            changed: the patients whom it treats otherwise; cases about others are not run.
        """
        for index, (case, place) in enumerate(self.cases):
            touched = place is None or self.original.is_among(changed, place)
            if touched and run_case(case, mutated).faults:
                # What noticed one mistake may well notice the next.
                self.cases.insert(0, self.cases.pop(index))
                return case.name
        return ""

    def claim(self, mutant: Mutant, ends: Ends, changed: Node) -> str:
        """Return the name of a claim about the tree that does not hold of the mutant, or "".

        Raises:
            TooLarge: the search took all that it may.
        """
        touched = _Touched(mutant, self.original.ends, ends, changed)
        made = (c for c in self._guarding(mutant, ends.tree) if touched.by(c))
        return self._first_broken(made, ends)

    def structure(self, mutant: Mutant, ends: Ends) -> str:
        """Return the name of a claim that something in the mutant is of use to nobody, or "".

        Raises:
            TooLarge: the search took all that it may.
        """
        made = _structural(ends.tree)
        # Where steps are as before, everybody comes by the same branches and outcomes.
        wanted = made if mutant.steps else [c for c in made if any(map(_is_of_advice, c.groups))]
        return self._first_broken(wanted, ends)

    def _guarding(self, mutant: Mutant, mutated: Tree) -> Iterator[Claim]:
        """Return what is claimed of the steps and outcomes of a mutant, by the advice of the tree.

        Facts and safety rules are the same in both. Whom an advice may harm is
        read from the tree, as the mutant may have forgotten it.
        """
        spec = evolve(mutated, advice=self.tree.advice)
        for each in _GUARDING:
            anew = mutant.outcomes or each.claims in _OF_CONDITIONS
            yield from claims(spec, [each]) if anew else self._made[each]

    def _first_broken(self, made: Iterable[Claim], ends: Ends) -> str:
        decider = ByDiagram(ends)
        for claim in made:
            if _name(claim) not in self._broken and not _holds(ends.tree, claim, decider):
                return claim.name
        return ""


def _structural(tree: Tree) -> list[Claim]:
    return claims(tree, [p for p in PROPERTIES if p.claims in _OF_STRUCTURE])


def _is_of_advice(group: Group) -> bool:
    """Say whether a group may be another one by advice alone."""
    return isinstance(group, PatientPairs) or bool(group.given or group.denied)


class _Touched:
    """Says whether a mistake can break a claim, so that the others need not be looked at.

    Args:
        ends: where the patients of the mutated tree end.
        changed: the patients who end elsewhere or are advised otherwise.
    """

    def __init__(self, mutant: Mutant, before: Ends, ends: Ends, changed: Node) -> None:
        self._mutant, self._before, self._ends, self._changed = mutant, before, ends, changed
        self._ways = bool(mutant.steps) or mutant.operator in ("disposition", "within")

    def by(self, claim: Claim) -> bool:
        if claim.kept_by:
            return claim.kept_by in self._mutant.advice
        return any(map(self._by_group, claim.groups))

    def _by_group(self, group: Group) -> bool:
        if isinstance(group, PatientPairs):
            return self._ways or group.then == "advised"
        if self._ways and not self._goes_as_before(group):
            return True
        if group.denied and not self._is_given_as_before(group.denied):
            return True
        # Whoever breaks it now is treated otherwise than before.
        space = self._ends.space
        return space.diagram.meet(space.where(group.who), self._changed)

    def _goes_as_before(self, those: PatientSet) -> bool:
        """Say whether the same people go the ways that a group is about."""
        before, now = self._before, self._ends
        return (
            not (those.passing or those.avoiding or those.taking)
            and before.entering(those.module) == now.entering(those.module)
            and all(before.asked(f) == now.asked(f) for f in (those.asked, those.unasked) if f)
        )

    def _is_given_as_before(self, advice: str) -> bool:
        """Say whether those are given an advice who were, whatever they leave unanswered."""
        return given_anyhow(self._before, advice) == given_anyhow(self._ends, advice)


def _holds(tree: Tree, claim: Claim, decider: ByDiagram) -> bool:
    """Say whether a claim holds; nobody breaks one whom the engine has not seen doing so."""
    if claim.somebody:
        return any(not decider.is_empty(group) for group in claim.groups)
    for group in claim.groups:
        patients = decider.find(group)
        if patients and is_in(tree, group, patients):
            return False
    return True


def _name(claim: Claim) -> tuple[str, str]:
    return claim.kind, claim.about
