"""Branches that somebody takes, found by trying patients who are near to one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from time import monotonic

from triage.answer_space.classes import AnswerClass
from triage.model.conditions import All, facts_of
from triage.model.evaluation import prepare
from triage.model.tree import Step, Tree
from triage.model.values import Value
from triage.prove.replay import Patient, branches_of, is_ruled_out

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
