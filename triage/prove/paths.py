"""A tree as formulas for the solver z3: one Boolean for each step that the path comes by.

Nothing here knows of diagrams: this is written from the tree and the classes
of answers alone, so that it can be a second opinion.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import groupby

from triage.errors import MissingExtra, to_install
from triage.model.conditions import All, Any, Condition, Count, Is, Not, Score
from triage.model.order import ends_first
from triage.model.tree import Tree
from triage.model.values import AnswerSet, Value
from triage.patients.budget import Budget
from triage.patients.classes import AnswerClass
from triage.patients.ends import NOWHERE, steps_entered
from triage.prove.claims import Those

try:
    import z3
except ImportError:
    msg = "deciding claims by paths needs z3-solver"
    raise MissingExtra(f"{msg}\n    help: {to_install('paths')}") from None

# The solver comes from here alone, so that whoever lacks it is told what to install.
__all__ = ["Answer", "Definitions", "Way", "z3"]


class Definitions:
    """A solver, and the literals that stand for formulas in it, one for each formula.

    What two ways have in common gets the same literals, so the solver sees
    that they are one until they part.
    """

    def __init__(self) -> None:
        self.solver = z3.SolverFor("QF_FD")
        # The formula is kept beside its literal: z3 gives the numbers of forgotten ones again.
        self._literals: dict[int, tuple[z3.BoolRef, z3.BoolRef]] = {}

    def name(self, formula: z3.BoolRef) -> z3.BoolRef:
        """Return a literal that is true just where a formula is."""
        found = self._literals.get(formula.get_id())
        if found is None:
            found = self._literals[formula.get_id()] = formula, z3.FreshBool()
            self.solver.add(found[1] == formula)
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


class Way:
    """The path of one unknown patient, and all that is said of it, as literals of a solver.

    Args:
        tree: the tree.
        definitions: where the literals are defined.
        answers: the unknown answer to each fact.
        budget: the time to spend.

    Raises:
        TooLarge: it took too long.
    """

    def __init__(
        self,
        tree: Tree,
        definitions: Definitions,
        answers: Mapping[str, Answer],
        budget: Budget,
    ) -> None:
        self._tree, self._definitions, self._answers = tree, definitions, answers
        self._named: dict[Hashable, z3.BoolRef] = {}
        self._places = self._follow(budget)

    def _follow(self, budget: Budget) -> dict[str, z3.BoolRef]:
        """Define for each step and outcome whether the path comes by it, from the start on."""
        tree = self._tree
        into: dict[str, list[z3.BoolRef]] = {tree.start: [z3.BoolVal(True)]}
        places: dict[str, z3.BoolRef] = {}
        for name in reversed(ends_first(tree)):
            budget.step()
            places[name] = self._definitions.name(z3.Or(into.get(name, [])))
            here = [places[name]]
            for branch in tree.steps[name].branches:
                test = [] if branch.condition is None else [self.where(branch.condition)]
                into.setdefault(branch.go, []).append(z3.And(*here, *test))
                here += map(z3.Not, test)
                if not test:
                    break
            else:
                into.setdefault(NOWHERE, []).append(z3.And(here))
        ends = (*tree.outcomes, NOWHERE)
        return places | {name: self._definitions.name(z3.Or(into.get(name, []))) for name in ends}

    def _once(self, key: Hashable, make: Callable[[], z3.BoolRef]) -> z3.BoolRef:
        found = self._named.get(key)
        if found is None:
            found = self._named[key] = self._definitions.name(make())
        return found

    def where(self, condition: Condition) -> z3.BoolRef:
        """Return that a condition holds."""
        return self._once(condition, lambda: self._formula(condition))

    def _formula(self, condition: Condition) -> z3.BoolRef:
        match condition.core:
            case Is(fact=fact, answers=answers):
                return self._answers[fact].among(answers)
            case Count() | Score() as leaf:
                terms = [(self._answers[t.fact].among(t.answers), t.points) for t in leaf.terms]
                return _sum_between(terms, *leaf.bounds)
            case Not(of=inner):
                return z3.Not(self._formula(inner))
            case All(of=parts):
                return z3.And([self._formula(part) for part in parts])
            case Any(of=parts):
                return z3.Or([self._formula(part) for part in parts])

    def ending_in(self, outcomes: frozenset[str]) -> z3.BoolRef:
        """Return that the path ends in one of some outcomes."""
        return self._once(("ends", outcomes), lambda: self._any_of(outcomes))

    def _any_of(self, names: Iterable[str]) -> z3.BoolRef:
        # What nothing leads to is left out of a tree, but a rule may still name it.
        return z3.Or([self._places[name] for name in names if name in self._places])

    def given(self, advice: str) -> z3.BoolRef:
        """Return that an advice is given at the end."""
        return self._once(("given", advice), lambda: self._given(advice))

    def _given(self, name: str) -> z3.BoolRef:
        advice, outcomes = self._tree.advice[name], self._tree.outcomes.values()
        return z3.And(
            self._any_of(o.name for o in outcomes if name in o.advice),
            self._formula(advice.when or All(())),
            z3.Not(self._formula(advice.blocked)),
        )

    def possible(self) -> z3.BoolRef:
        """Return that `impossible:` does not rule the patient out."""
        return self.where(Not(Any(tuple(i.condition for i in self._tree.impossible))))

    def among(self, those: Those) -> list[z3.BoolRef]:
        """Return the literals that together say that the patient is one of a group."""
        said = [self.where(those.who)]
        if those.ends is not None:
            said.append(self.ending_in(those.ends))
        if those.given:
            said.append(self.given(those.given))
        if those.denied:
            said.append(z3.Not(self.given(those.denied)))
        if those.taking:
            said += self._taking(*those.taking)
        if those.passing:
            said.append(self._passing(those.passing))
        if those.avoiding:
            said.append(z3.Not(self._passing(those.avoiding)))
        if those.asked:
            said.append(self._asked(those.asked))
        if those.unasked:
            said.append(z3.Not(self._asked(those.unasked)))
        if those.possible:
            said.append(self.possible())
        entered = steps_entered(self._tree, those.module)
        return said if entered is None else [*said, self._passing(entered)]

    def _taking(self, step: str, number: int) -> list[z3.BoolRef]:
        branches = self._tree.steps[step].branches[: number + 1]
        tests = [self.where(branch.condition or All(())) for branch in branches]
        return [self._places[step], *map(z3.Not, tests[:-1]), tests[-1]]

    def _passing(self, names: tuple[str, ...]) -> z3.BoolRef:
        return self._once(("passing", names), lambda: self._any_of(names))

    def _asked(self, fact: str) -> z3.BoolRef:
        return self._passing(tuple(s.name for s in self._tree.steps.values() if fact in s.ask))


def _sum_between(terms: Iterable[tuple[z3.BoolRef, int]], low: float, high: float) -> z3.BoolRef:
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
