"""The solver z3, and what stands in it for formulas and for unknown answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from triage.answer_space.classes import AnswerClass
from triage.errors import MissingExtra, to_install
from triage.model.values import AnswerSet, Value
from triage.words import _

try:
    import z3
except ImportError:
    msg = _(
        "deciding claims by paths needs z3-solver\n    help: {command}",
        command=to_install("paths"),
    )
    raise MissingExtra(msg) from None

# The solver comes from here alone, so that whoever lacks it is told what to install.
__all__ = ["Answer", "Definitions", "sum_between", "z3"]


class Definitions:
    """A solver, and the literals that stand for formulas in it, one for each formula.

    What two ways have in common gets the same literals, so the solver sees
    that they are one until they part.
    """

    def __init__(self) -> None:
        self.solver = z3.SolverFor("QF_FD")
        # Kept here: what a solver of this kind hands out as its assertions is not all of them.
        self._added: list[z3.BoolRef] = []
        # The formula is kept beside its literal: z3 gives the numbers of forgotten ones again.
        self._literals: dict[int, tuple[z3.BoolRef, z3.BoolRef]] = {}

    def add(self, *formulas: z3.BoolRef) -> None:
        """Tell the solver what is so."""
        self._added += formulas
        self.solver.add(*formulas)

    def copy(self) -> Definitions:
        """Return the same definitions with a solver of their own."""
        copied = Definitions()
        copied.add(*self._added)
        copied._literals = dict(self._literals)
        return copied

    def name(self, formula: z3.BoolRef) -> z3.BoolRef:
        """Return a literal that is true just where a formula is."""
        found = self._literals.get(formula.get_id())
        if found is None:
            found = self._literals[formula.get_id()] = formula, z3.FreshBool()
            self.add(found[1] == formula)
        return found[1]


class Answer:
    """The unknown answer to one fact: one Boolean between each two neighbouring classes.

    Args:
        name: names the Booleans; another for each unknown answer.
        classes: the classes of the fact.
    """

    def __init__(self, name: str, classes: Sequence[AnswerClass]) -> None:
        self.classes = classes
        self._from = [z3.Bool(f"{name}>={number}") for number in range(1, len(classes))]

    def rules(self) -> list[z3.BoolRef]:
        """Return what makes the Booleans mean one class: at or above 2 is at or above 1."""
        pairs = zip(self._from[1:], self._from[:-1], strict=True)
        return [z3.Implies(above, below) for above, below in pairs]

    def starts_at(self, number: int) -> z3.BoolRef:
        """Return that the class is a certain one or a later one."""
        if 0 < number < len(self.classes):
            return self._from[number - 1]
        return z3.BoolVal(number == 0)

    def among(self, answers: AnswerSet) -> z3.BoolRef:
        """Return that the answer is in a set."""
        inside = [each.value in answers for each in self.classes]
        runs = []
        for is_in, numbers in groupby(range(len(inside)), inside.__getitem__):
            if is_in:
                run = list(numbers)
                runs.append(self.between(run[0], run[-1]))
        return z3.Or(runs)

    def between(self, first: int, last: int) -> z3.BoolRef:
        """Return that the class is one of some that are neighbours."""
        return z3.And(self.starts_at(first), z3.Not(self.starts_at(last + 1)))

    def value(self, model: z3.ModelRef) -> Value:
        """Return the answer in a model."""
        reached: int = sum(z3.is_true(model[each]) for each in self._from)
        return self.classes[reached].value


def sum_between(terms: Iterable[tuple[z3.BoolRef, int]], low: float, high: float) -> z3.BoolRef:
    """Return that the points of the terms that hold add up to a number in a range.

    A term of minus points counts as what is added where it does not hold.
    """
    shift, added, whole = 0, [], []
    for holds, points in terms:
        shift += min(points, 0)
        added.append((z3.Not(holds) if points < 0 else holds, abs(points)))
    most = sum(points for _, points in added)
    if low - shift > most or high - shift < 0:
        return z3.BoolVal(False)
    if low - shift > 0:
        whole.append(z3.PbGe(added, int(low - shift)))
    if high - shift < most:
        whole.append(z3.PbLe(added, int(high - shift)))
    return z3.And(whole)
