"""What notices a mistake: a case that fails, or a claim that no longer holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from triage.cases.running import patient_of, run_case
from triage.loading.cases import Case
from triage.model.tree import Tree
from triage.mutate.comparing import Original
from triage.mutate.mutants import Mutant
from triage.patients.diagram import Node
from triage.patients.ends import Ends
from triage.prove import authors, structure, urgency
from triage.prove.by_diagram import ByDiagram
from triage.prove.claims import Claim, Group, Those, Twins
from triage.prove.properties import PROPERTIES, Property, claims
from triage.prove.replay import is_in

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
    return isinstance(group, Twins) or bool(group.given or group.denied)


class _Touched:
    """Says whether a mistake can break a claim, so that the others need not be looked at.

    Args:
        ends: where the patients of the mutated tree end.
        changed: the patients who end elsewhere or are advised otherwise.
    """

    def __init__(self, mutant: Mutant, before: Ends, ends: Ends, changed: Node) -> None:
        self._mutant, self._before, self._ends, self._changed = mutant, before, ends, changed
        self._ways = bool(mutant.steps) or mutant.operator == "disposition"

    def by(self, claim: Claim) -> bool:
        if claim.kept_by:
            return claim.kept_by in self._mutant.advice
        return any(map(self._by_group, claim.groups))

    def _by_group(self, group: Group) -> bool:
        if isinstance(group, Twins):
            return self._ways or group.then == "advised"
        if self._ways and not self._goes_as_before(group):
            return True
        # Whoever breaks it now is treated otherwise than before.
        space = self._ends.space
        return space.diagram.meet(space.where(group.who), self._changed)

    def _goes_as_before(self, those: Those) -> bool:
        """Say whether the same people go the ways that a group is about."""
        before, now = self._before, self._ends
        return (
            not (those.passing or those.avoiding or those.taking)
            and before.entering(those.module) == now.entering(those.module)
            and all(before.asked(f) == now.asked(f) for f in (those.asked, those.unasked) if f)
        )


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
