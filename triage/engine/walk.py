"""The engine: where a set of answers leads in a prepared tree.

A walk is a pure function of tree and answers. It takes a branch only when
the branch is certainly true and those before it certainly false, however the
unanswered facts turn out, and stops where that is not so.
"""

from __future__ import annotations

from attrs import define

from triage.engine.decisions import Decision, PreparedStep
from triage.engine.prepared import Engine
from triage.model.conditions import Condition, facts_of
from triage.model.evaluation import Answers
from triage.model.tree import Outcome, Step


@define(eq=False)  # made for every patient: a frozen class takes twice as long
class Walk:
    """How far some answers lead.

    Attributes:
        path: the decisions taken, in order.
        outcome: the outcome reached, or None.
        stopped: the step where the answers do not decide the way, or None.
        undecided: the first condition there that is open; None where the
            default branch waits for answers.
    """

    path: list[Decision]
    outcome: Outcome | None = None
    stopped: PreparedStep | None = None
    undecided: Condition | None = None

    def steps(self) -> list[Step]:
        """Return the steps visited, the one where the walk stopped included."""
        visited = [taken.step for taken in self.path]
        return visited if self.stopped is None else [*visited, self.stopped.step]

    def asked(self) -> frozenset[str]:
        """Return the facts that the path asked, refining facts left out."""
        return frozenset(fact for step in self.steps() for fact in step.ask)

    def usable(self) -> frozenset[str]:
        """Return the facts that the path asked or may still ask, refining facts too."""
        ahead = self.stopped.later if self.stopped else ()
        return self.asked().union(ahead, self.outcome.refine if self.outcome else ())


def walk(engine: Engine, answers: Answers) -> Walk:
    """Follow accepted answers from the start to an outcome, or as far as they decide."""
    here: PreparedStep | None = engine.start
    path: list[Decision] = []
    while here is not None:
        try:
            decision = here.kept[here.values_of(answers)]
        except KeyError:
            decision = here.decide(answers)
        if decision.branch is None:
            return Walk(path, None, here, decision.undecided)
        path.append(decision)
        here = decision.goes_to
    return Walk(path, path[-1].outcome)


def missing(reached: Walk, answers: Answers) -> tuple[Step, tuple[str, ...]] | None:
    """Return the step whose question must be put next, and its unanswered facts.

    Usually that is the step where the walk stopped. Where all its facts are
    answered, its condition is about a fact of an earlier checklist that one
    ticked sign had decided: then the rest of that checklist is asked.
    """
    if reached.stopped is None:
        return None
    wanted = set(reached.stopped.step.ask)
    if all(answers.get(fact) is not None for fact in wanted) and reached.undecided:
        wanted = set(facts_of(reached.undecided))
    wanted = {fact for fact in wanted if answers.get(fact) is None}
    if not wanted:
        return None
    step = next(s for s in reached.steps() if wanted.intersection(s.ask))
    return step, tuple(fact for fact in step.ask if answers.get(fact) is None)
