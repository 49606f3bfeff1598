"""What each step has put before the person so far: the account that a walk keeps."""

from __future__ import annotations

from attrs import define, field

from triage.engine.decisions import Decision, PreparedStep
from triage.model.evaluation import Answers
from triage.model.tree import Step
from triage.model.values import Value


@define(eq=False)  # made for every patient, as a walk is
class Account:
    """What was shown of a record, on the path so far.

    Attributes:
        answers: the whole record.
        path: the decisions taken, in order, over all parts.
        shown: the facts that were put before the person.
    """

    answers: Answers
    path: list[Decision] = field(factory=list)
    shown: set[str] = field(factory=set)

    def show(self, *steps: Step) -> None:
        """Put all that some steps ask before the person."""
        for step in steps:
            self.shown.update(step.ask)

    def pass_step(self, here: PreparedStep) -> tuple[Decision, Decision | None]:
        """Return what a step decides, and what it would have before it asked anything.

        A step asks only where what was shown before leaves the way open.
        """
        early = None if here.asks_first else self._decide(here)
        if early is not None and (early.branch is not None or not here.step.ask):
            return early, early
        self.show(here.step)
        return self._decide(here), early

    def asked_by_earlier(self, decision: Decision | None) -> tuple[str, ...]:
        """Return the facts of an open condition that a step before this one asks."""
        if decision is None or decision.undecided is None:
            return ()
        earlier = {fact for taken in self.path for fact in taken.step.ask}
        return tuple(fact for fact in decision.open_facts if fact in earlier)

    def _decide(self, here: PreparedStep) -> Decision:
        """Decide by what was shown; what an earlier step passed over is shown where it matters."""
        while not self.shown.issuperset(here.reads):
            decision = here.decide(self._seen(here))
            if self.shown.issuperset(decision.open_facts):
                return decision
            passed_over = set(self.asked_by_earlier(decision)) - self.shown
            if not passed_over:
                return decision
            self.show(next(d.step for d in self.path if passed_over.intersection(d.step.ask)))
        return here.taking(self.answers)

    def _seen(self, here: PreparedStep) -> dict[str, Value]:
        """Return the answers that a step reads, of those that were shown."""
        shown, answer = self.shown, self.answers.get
        return {f: value for f in here.reads if f in shown and (value := answer(f)) is not None}
