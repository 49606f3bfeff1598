"""Branches that somebody takes, found by trying patients who are near to one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from math import inf
from time import monotonic
from typing import TypeAlias

from attrs import define, field

from triage.analysis.proofs.claims import Group, PatientPairs, PatientSet
from triage.analysis.proofs.replay import Patient, branches_of, is_in, is_ruled_out
from triage.analysis.proofs.solver import Answer, Definitions, z3
from triage.analysis.proofs.symbolic_paths import SymbolicPath
from triage.analysis.proofs.timing import sooner_and_later
from triage.answer_space.budget import Budget, TooLarge
from triage.answer_space.classes import AnswerClass, classes_of, conditions_of
from triage.answer_space.ends import NOWHERE
from triage.model.conditions import All, facts_of
from triage.model.evaluation import prepare
from triage.model.tree import Step, Tree
from triage.model.values import Value
from triage.words import _

_Branch = tuple[str, int]


def branches_found(
    tree: Tree, classes: Mapping[str, Sequence[AnswerClass]], until: float
) -> set[_Branch]:
    """Return branches that possible patients take; others may be taken, too.

    Whoever takes a branch that nobody took before is followed; then one answer
    is changed to the nearest one that leads another way, and so on.

    Args:
        tree: the tree.
        classes: the answers to try for each fact.
        until: the reading of ``time.monotonic()`` at which to stop, in seconds.
    """
    found: set[_Branch] = set()
    values = {fact: [each.value for each in some] for fact, some in classes.items()}
    waiting: list[dict[str, Value]] = [{fact: some[0] for fact, some in values.items()}]
    tests = {name: _Tests(step) for name, step in tree.steps.items()}
    while waiting and monotonic() < until:
        patient = waiting.pop()
        taken = set() if is_ruled_out(tree, patient) else branches_of(tree, patient)
        if not taken <= found:
            found |= taken
            for name, _ in taken:
                waiting += tests[name].neighbours(patient, values, found)
    return found


class _Tests:
    """The conditions of a step, and which branch some answers would take."""

    def __init__(self, step: Step) -> None:
        conditions = [branch.condition or All(()) for branch in step.branches]
        self._name = step.name
        self._tests = [prepare(condition) for condition in conditions]
        self._facts = dict.fromkeys(fact for c in conditions for fact in facts_of(c))

    def neighbours(
        self,
        patient: Mapping[str, Value],
        values: Mapping[str, Sequence[Value]],
        found: set[_Branch],
    ) -> Iterator[dict[str, Value]]:
        """Return for each fact the nearest patient who would take a branch not found yet."""
        if all((self._name, number) in found for number in range(len(self._tests))):
            return
        for fact in self._facts:
            here = values[fact].index(patient[fact])
            nearest = sorted(range(len(values[fact])), key=lambda number: abs(number - here))
            others = ({**patient, fact: values[fact][number]} for number in nearest)
            leading = (o for o in others if (self._name, self._branch(o)) not in found)
            yield from islice(leading, 1)

    def _branch(self, patient: Patient) -> int:
        holding = (number for number, test in enumerate(self._tests) if test(patient))
        return next(holding, 0)


# --- claims decided by the solver z3 over the paths of a tree: exact, where a diagram grows too
# large
# It shares no code with the decision by diagrams and is its second opinion in
# the tests.


# What of the time that is left may go into trying patients before the solver is asked.
_TRYING_SHARE = 1 / 2

FoundPatient = dict[str, Value]
Literals: TypeAlias = list["z3.BoolRef"]


@define(eq=False)
class _Question:
    """A solver that knows the paths of one patient, or of the two of a pair."""

    definitions: Definitions
    answers: Sequence[dict[str, Answer]]
    ways: Sequence[SymbolicPath]


@define(eq=False, slots=False)
class ByPaths:
    """Finds a patient, or a pair of patients, of a group.

    Whoever is found is plain, but maybe not the plainest.

    Attributes:
        tree: the tree.
        budget: until when to search.
        share: how much of the time that is left one question may take.
    """

    tree: Tree
    budget: Budget = field(factory=Budget)
    share: float = 1.0
    _about_pairs: dict[str, _Question] = field(factory=dict, init=False)

    def find(self, group: Group) -> tuple[FoundPatient, ...]:
        """Return one patient of a group, two of a group of pairs, or none.

        Raises:
            TooLarge: the search took all that it may.
        """
        asked = self._asked(group)
        if not self._is_met(asked, group):
            return ()
        model = asked.definitions.solver.model()
        found = ({n: a.value(model) for n, a in answers.items()} for answers in asked.answers)
        return self._plainer(group, tuple(found))

    def is_empty(self, group: Group) -> bool:
        """Say whether nobody is in a group; quicker than to name somebody.

        Raises:
            TooLarge: the search took all that it may.
        """
        if (
            isinstance(group, PatientSet)
            and group.taking
            and group == PatientSet(taking=group.taking)
        ):
            return not self._is_taken(group)
        return not self._is_met(self._asked(group), group)

    def _is_taken(self, those: PatientSet) -> bool:
        """Say whether somebody takes a branch; most are found by trying, and the rest asked for."""
        if those.taking in self._found:
            return True
        asked = self._about_one
        if self._is_met(asked, those):
            return True
        # What nobody does is told to the solver, which is quicker with all later branches.
        asked.definitions.add(z3.Not(z3.And(asked.ways[0].among(those))))
        return False

    @cached_property
    def _classes(self) -> dict[str, tuple[AnswerClass, ...]]:
        return classes_of(self.tree.facts.values(), conditions_of(self.tree))

    @cached_property
    def _found(self) -> set[tuple[str, int]]:
        until = monotonic() + self._seconds_left() * _TRYING_SHARE
        return branches_found(self.tree, self._classes, until)

    @cached_property
    def _about_one(self) -> _Question:
        definitions = Definitions()
        answers = {name: self._answer(definitions, name, name) for name in self._classes}
        way = SymbolicPath(self.tree, definitions, answers, self.budget)
        return _Question(definitions, [answers], [way])

    def _asked(self, group: Group) -> _Question:
        self._seconds_left()
        if isinstance(group, PatientSet):
            return self._about_one
        if group.fact not in self._about_pairs:
            # One at a time: each knows the whole tree twice.
            self._about_pairs = {group.fact: self._about_two(group.fact)}
        return self._about_pairs[group.fact]

    def _about_two(self, fact: str) -> _Question:
        """Return what is known of one patient, with another who differs in one answer."""
        known = self._about_one
        (answers,), (way,) = known.answers, known.ways
        definitions = known.definitions.copy()
        one = way.within(definitions)
        other = {**answers, fact: self._answer(definitions, f"other {fact}", fact)}
        return _Question(definitions, [answers, other], [one, one.but(fact, other, self.budget)])

    def _answer(self, definitions: Definitions, name: str, fact: str) -> Answer:
        answer = Answer(name, self._classes[fact])
        definitions.add(*answer.rules())
        return answer

    def _is_met(self, asked: _Question, group: Group) -> bool:
        if isinstance(group, PatientSet):
            return self._has_answer(asked.definitions.solver, asked.ways[0].among(group))
        return self._has_answer(asked.definitions.solver, self._related(asked, group))

    def _related(self, asked: _Question, twins: PatientPairs) -> Literals:
        ends = (*self.tree.outcomes, NOWHERE)
        one, other = asked.ways
        if twins.then in ("less urgent", "later"):
            apart = self._falls() if twins.then == "less urgent" else sooner_and_later(self.tree)
            relation = z3.Or([z3.And(one.ending_in(first), other.ending_in(second))
                              for first, second in apart])  # fmt: skip
        elif twins.then == "elsewhere":
            same = [one.ending_in(frozenset({e})) == other.ending_in(frozenset({e})) for e in ends]
            relation = z3.Not(z3.And(same))
        else:
            relation = one.given(twins.advice) != other.given(twins.advice)
        broken = asked.definitions.name(z3.And(relation, self._differ(asked, twins)))
        return [broken, one.possible(), other.possible()]

    def _falls(self) -> list[tuple[frozenset[str], frozenset[str]]]:
        """Return for each urgency the outcomes that have it or more, and those with less."""
        urgency = {o.name: o.disposition.urgency for o in self.tree.outcomes.values()}
        return [
            (
                frozenset(name for name in urgency if urgency[name] >= least),
                frozenset(name for name in urgency if urgency[name] < least),
            )
            for least in sorted(set(urgency.values()))[1:]
        ]

    def _differ(self, asked: _Question, twins: PatientPairs) -> z3.BoolRef:
        one, other = (answers[twins.fact] for answers in asked.answers)
        classes = self._classes[twins.fact]
        if twins.answers is None:
            numbers = range(1, len(classes))
            return z3.Or([z3.And(z3.Not(one.starts_at(n)), other.starts_at(n)) for n in numbers])
        values = [each.value for each in classes]
        pairs = [(values.index(first), values.index(second)) for first, second in twins.answers]
        return z3.Or([z3.And(one.between(a, a), other.between(b, b)) for a, b in pairs])

    def _has_answer(self, solver: z3.Solver, literals: Literals) -> bool:
        left = self._seconds_left()
        if left < inf:
            solver.set("timeout", max(1, int(left * self.share * 1000)))
        answer = solver.check(literals)
        if answer == z3.unknown:
            raise TooLarge(
                _(
                    "more than it was given: the solver gave up ({reason})",
                    reason=solver.reason_unknown(),
                )
            )
        return bool(answer == z3.sat)

    def _seconds_left(self) -> float:
        left = self.budget.until - monotonic()
        if left <= 0:
            raise TooLarge(_("more time than it was given"))
        return left

    def _plainer(
        self, group: Group, patients: tuple[FoundPatient, ...]
    ) -> tuple[FoundPatient, ...]:
        """Give back a well person's answers, one by one, while the engine agrees."""
        for fact, classes in self._classes.items():
            plain = next((each for each in classes if each.well), classes[0]).value
            plainer = tuple({**patient, fact: plain} for patient in patients)
            if plainer != patients and is_in(self.tree, group, plainer):
                patients = plainer
        return patients
