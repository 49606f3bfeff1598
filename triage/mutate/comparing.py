"""What a mistake changes, for all possible patients at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import accumulate
from operator import ne
from typing import Literal, TypeAlias

from triage.model.domains import Number
from triage.model.tree import Tree
from triage.model.values import Value, is_number
from triage.mutate.mutants import Mutant
from triage.patients.budget import Budget
from triage.patients.diagram import Node
from triage.patients.ends import Ends, space_of
from triage.patients.examples import plainest

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

    def changed(self, mutant: Mutant, ends: Ends) -> Change:
        """Say what a mistake changes.

        Args:
            mutant: the mistake.
            ends: where the patients of the mutated tree end, in the space of this one.
        """
        if self._differ(self.ends.urgency, ends.urgency):
            return "urgency"
        if self._differ(self.ends.outcome, ends.outcome) or self._advised_otherwise(mutant, ends):
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
        pairs = [(self.ends.outcome, ends.outcome), (self.ends.urgency, ends.urgency), *advice]
        return self.space.any_of(*(self._apart(one, other) for one, other in pairs))

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
