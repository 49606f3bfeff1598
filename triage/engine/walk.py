"""The engine: where a set of answers leads in a prepared tree.

A walk is a pure function of tree and answers. It takes a branch only when
the branch is certainly true and those before it certainly false, however the
unanswered facts turn out, and stops where that is not so.

Asked means shown to the person. A step asks nothing new once earlier answers
make one of its conditioned branches certain, and an answer to what was not
asked is not used, though a record may hold it.
"""

from __future__ import annotations

from typing import TypeAlias

from attrs import define, evolve, field, frozen

from triage.engine.decisions import Decision, PreparedStep
from triage.engine.prepared import Engine
from triage.model.conditions import Condition, facts_of
from triage.model.evaluation import Answers
from triage.model.several import told_of
from triage.model.tree import Outcome, Step
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

    def show(self, step: Step) -> None:
        """Put all that a step asks before the person."""
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


@frozen(eq=False)
class PartEnd:
    """Where one of several parts ended.

    Attributes:
        trail: the decisions that led there, those of other parts left out.
    """

    outcome: Outcome
    trail: tuple[Decision, ...]


@define(eq=False)  # made for every patient: a frozen class takes twice as long
class Walk:
    """How far some answers lead.

    Attributes:
        path: the decisions taken, in order.
        outcome: the outcome reached, or None; of several the one that decides.
        stopped: the step where the answers do not decide the way, or None.
        undecided: the first condition there that is open; None where the
            default branch waits for answers.
        first: facts of earlier steps that may decide the way on before the step that
            stopped the walk asks anything, answered or not.
        shown: the facts that were put before the person; None where each step on the
            path has asked all that it asks.
        endings: where parts ended; what is told of them once all have, the deciding one
            first. Empty where there are no parts.
        waiting: the parts to come.
    """

    path: list[Decision]
    outcome: Outcome | None = None
    stopped: PreparedStep | None = None
    undecided: Condition | None = None
    first: tuple[str, ...] = ()
    shown: set[str] | None = None
    endings: tuple[PartEnd, ...] = ()
    waiting: tuple[Decision, ...] = ()

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The outcomes reached that are told, or that parts have ended in so far."""
        if self.endings or self.outcome is None:
            return tuple(ending.outcome for ending in self.endings)
        return (self.outcome,)

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
        if self.endings or self.waiting:
            told = [outcome.refine for outcome in self.outcomes]
            return self.asked().union(ahead, *told, *(part.later for part in self.waiting))
        return self.asked().union(ahead, self.outcome.refine if self.outcome else ())

    def used(self, answers: Answers) -> Answers:
        """Return the answers without those to facts that were not asked, nor can be."""
        if self.shown is None:
            return answers  # nothing that is not asked on the path is ever read
        usable = self.usable()
        return {fact: value for fact, value in answers.items() if fact in usable}


def walk(engine: Engine, answers: Answers) -> Walk:
    """Follow accepted answers from the start to an outcome, or as far as they decide."""
    if engine.keeps_account:
        return _walk_parts(engine, answers)
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
    first = _asked_twice(here, earlier, open_) if reached.shown is None else reached.first
    for facts, steps in ((first, earlier), (here.ask, [here]), (open_, earlier)):
        wanted = {fact for fact in facts if answers.get(fact) is None}
        if wanted:
            step = next(s for s in steps if wanted.intersection(s.ask))
            return step, tuple(fact for fact in step.ask if answers.get(fact) is None)
    return None


def _asked_twice(here: Step, earlier: list[Step], open_: tuple[str, ...]) -> tuple[str, ...]:
    """Return what an earlier list asks of the first condition, where no account was kept.

    Without one that condition is about facts that its step alone asks, or about the one fact
    that the step asks once more.
    """
    if not here.branches or here.branches[0].condition is None:
        return ()
    asked = {fact for step in earlier for fact in step.ask}
    first = {*facts_of(here.branches[0].condition)}
    return tuple(fact for fact in open_ if fact in first and fact in asked)


# --- a walk that keeps account of what each step puts before the person, and of several parts


# A part to come, and the decisions that led to where it begins.
_Waiting: TypeAlias = tuple[Decision, tuple[Decision, ...]]


def _walk_parts(engine: Engine, answers: Answers) -> Walk:
    """Go through one part after another; most trees are a single one."""
    account = Account(answers)
    reached = _walk_part(_go_as_recorded(engine, account), account)
    if not engine.goes_each:
        return reached
    path = account.path
    trail = tuple(path)
    waiting = _others(trail)
    endings = [] if reached.outcome is None else [PartEnd(reached.outcome, trail)]
    while waiting and reached.outcome is not None and not reached.outcome.disposition.is_top:
        decision, before = waiting.pop()
        path.append(decision)
        begin = len(path)
        if decision.goes_to is None:
            reached = Walk(path, decision.outcome, shown=account.shown)
        else:
            reached = _walk_part(decision.goes_to, account)
        trail = (*before, decision, *path[begin:])
        waiting += _others(trail, len(before) + 1)
        if reached.outcome is not None:
            endings.append(PartEnd(reached.outcome, trail))
    return _together(reached, endings, [decision for decision, _ in reversed(waiting)])


def _others(trail: tuple[Decision, ...], begin: int = 0) -> list[_Waiting]:
    """Return the parts that the decisions of a trail put off, the next one last."""
    new = [(n, decision) for n, decision in enumerate(trail) if n >= begin]
    return [(part, trail[:n]) for n, decision in new for part in reversed(decision.others)]


def _together(reached: Walk, endings: list[PartEnd], waiting: list[Decision]) -> Walk:
    """Return where all parts led: what is told of their ends, or where one of them stopped."""
    if reached.outcome is None:
        return evolve(reached, endings=tuple(endings), waiting=tuple(waiting))
    if len(endings) == 1:
        return reached
    first = {ending.outcome.name: ending for ending in reversed(endings)}
    told = tuple(first[outcome.name] for outcome in told_of(e.outcome for e in endings))
    return evolve(reached, outcome=told[0].outcome, endings=told)


def _go_as_recorded(engine: Engine, account: Account) -> PreparedStep | None:
    """Pass the first steps as without an account, which is as good for them, and faster."""
    here: PreparedStep | None = engine.start
    path, answers = account.path, account.answers
    while here is not None and here.as_recorded:
        try:  # written out, as most of the time is spent here
            decision = here.kept[here.values_of(answers)]
        except KeyError:
            decision = here.decide(answers)
        if decision.branch is None:
            break
        path.append(decision)
        here = decision.goes_to
    account.shown.update(*[decision.step.ask for decision in path])
    return here


def _walk_part(begin: PreparedStep | None, account: Account) -> Walk:
    here = begin
    path = account.path
    while here is not None:
        decision, early = account.pass_step(here)
        if decision.branch is None:
            first = account.asked_by_earlier(early)
            return Walk(path, None, here, decision.undecided, first, account.shown)
        path.append(decision)
        here = decision.goes_to
    return Walk(path, path[-1].outcome, shown=account.shown)
