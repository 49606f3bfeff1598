"""The engine: where a set of answers leads in a prepared tree.

A walk is a pure function of tree and answers. It takes a branch only when
the branch is certainly true and those before it certainly false, however the
unanswered facts turn out, and stops where that is not so.

Asked means shown to the person. A step asks nothing new once earlier answers
make one of its conditioned branches certain, and an answer to what was not
asked is not used, though a record may hold it.
"""

from __future__ import annotations

from attrs import define

from triage.engine.decisions import Decision, PreparedStep
from triage.engine.prepared import Engine
from triage.model.conditions import Condition, facts_of
from triage.model.evaluation import Answers
from triage.model.tree import Outcome, Step
from triage.model.values import Value


@define(eq=False)  # made for every patient: a frozen class takes twice as long
class Walk:
    """How far some answers lead.

    Attributes:
        path: the decisions taken, in order.
        outcome: the outcome reached, or None.
        stopped: the step where the answers do not decide the way, or None.
        undecided: the first condition there that is open; None where the
            default branch waits for answers.
        first: facts of earlier steps that may decide the way on before the step that
            stopped the walk asks anything, answered or not.
        shown: the facts that were put before the person; None where each step on the
            path has asked all that it asks.
    """

    path: list[Decision]
    outcome: Outcome | None = None
    stopped: PreparedStep | None = None
    undecided: Condition | None = None
    first: tuple[str, ...] = ()
    shown: set[str] | None = None

    def steps(self) -> list[Step]:
        """Return the steps visited, the one where the walk stopped included."""
        visited = [taken.step for taken in self.path]
        return visited if self.stopped is None else [*visited, self.stopped.step]

    def asked(self) -> frozenset[str]:
        """Return the facts that were asked on the path, refining facts left out."""
        if self.shown is not None:
            return frozenset(self.shown)
        return frozenset().union(*[step.ask for step in self.steps()])

    def usable(self) -> frozenset[str]:
        """Return the facts that the path asked or may still ask, refining facts too."""
        ahead = self.stopped.later if self.stopped else ()
        return self.asked().union(ahead, self.outcome.refine if self.outcome else ())

    def used(self, answers: Answers) -> Answers:
        """Return the answers without those to facts that were not asked, nor can be."""
        if self.shown is None:
            return answers  # nothing that is not asked on the path is ever read
        usable = self.usable()
        return {fact: value for fact, value in answers.items() if fact in usable}


def walk(engine: Engine, answers: Answers) -> Walk:
    """Follow accepted answers from the start to an outcome, or as far as they decide."""
    if engine.may_skip:
        return _walk_as_shown(engine, answers)
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

    Usually that is the step where the walk stopped. It is an earlier one
    where the rest of a checklist, of which one ticked sign had decided, may
    decide before the step asks anything; or where all the facts of the step
    are answered, and its condition is about that rest.
    """
    if reached.stopped is None:
        return None
    here, earlier = reached.stopped.step, reached.steps()[:-1]
    open_ = facts_of(reached.undecided) if reached.undecided else ()
    for facts, steps in ((reached.first, earlier), (here.ask, [here]), (open_, earlier)):
        wanted = {fact for fact in facts if answers.get(fact) is None}
        if wanted:
            step = next(s for s in steps if wanted.intersection(s.ask))
            return step, tuple(fact for fact in step.ask if answers.get(fact) is None)
    return None


# --- a walk that keeps account of what each step puts before the person


def _walk_as_shown(engine: Engine, answers: Answers) -> Walk:
    here: PreparedStep | None = engine.start
    path: list[Decision] = []
    shown: set[str] = set()
    while here is not None:
        decision = _decide_with_earlier(path, shown, here, answers)
        first = _asked_by_earlier(path, decision)
        if decision.branch is None:
            shown.update(here.step.ask)
            decision = _decide_with_earlier(path, shown, here, answers)
        if decision.branch is None:
            return Walk(path, None, here, decision.undecided, first, shown)
        path.append(decision)
        here = decision.goes_to
    return Walk(path, path[-1].outcome, shown=shown)


def _decide_with_earlier(
    path: list[Decision], shown: set[str], here: PreparedStep, answers: Answers
) -> Decision:
    """Decide by what was shown; what an earlier step passed over is shown where it matters."""
    while True:
        decision = here.decide(_among(here.reads, shown, answers))
        passed_over = set(_asked_by_earlier(path, decision)) - shown
        if not passed_over:
            return decision
        step = next(d.step for d in path if passed_over.intersection(d.step.ask))
        shown.update(step.ask)


def _among(facts: tuple[str, ...], shown: set[str], answers: Answers) -> dict[str, Value]:
    return {f: answers[f] for f in facts if f in shown and answers.get(f) is not None}


def _asked_by_earlier(path: list[Decision], decision: Decision) -> tuple[str, ...]:
    """Return the facts of an open condition that a step before this one asks."""
    if decision.undecided is None:
        return ()
    earlier = {fact for taken in path for fact in taken.step.ask}
    return tuple(fact for fact in facts_of(decision.undecided) if fact in earlier)
