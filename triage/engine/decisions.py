"""The values of a few facts, read at once: the key by which decisions are kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import Final, TypeAlias, cast

from attrs import define, field, frozen

from triage.engine.reasons import Reason, reason_for
from triage.model.conditions import Condition, facts_of
from triage.model.evaluation import Answers, Test, prepare
from triage.model.facts import Fact
from triage.model.tree import Branch, Outcome, Step
from triage.model.values import Value

# How many decisions a step, or an advice, keeps.
MAX_KEPT: Final = 1_024

# Bare for one fact, a tuple for more; None for an unanswered one.
Values: TypeAlias = Value | tuple[Value | None, ...] | None


def values_reader(reads: tuple[str, ...]) -> Callable[[Answers], Values]:
    """Return the fastest function that reads facts; KeyError where one is unanswered."""
    return cast(Callable[[Answers], Values], itemgetter(*reads)) if reads else lambda _: ()


def values_with_gaps(reads: tuple[str, ...], answers: Answers) -> Values:
    """Return the values of facts of which some may be unanswered."""
    values = tuple(map(answers.get, reads))
    return values[0] if len(reads) == 1 else values


def answers_from(reads: tuple[str, ...], values: Values) -> dict[str, Value]:
    """Return the answers that values were read from, without the unanswered ones."""
    each = values if isinstance(values, tuple) else (values,)
    return {fact: value for fact, value in zip(reads, each, strict=True) if value is not None}


# --- what a step does with the answers to the facts that it reads
# The same few answers to a step come again and again, over screens of one
# session and over patients, so each step keeps its latest decisions. They are
# kept by the answers alone; nothing ties them to a person.


@define(eq=False)
class PreparedStep:
    """A step ready to decide.

    Attributes:
        reads: the facts that it asks or that its conditions are about.
        values_of: returns the values of these facts; KeyError where one is
            unanswered.
        kept: the latest decisions, by these values.
        decide: returns the decision for answers, and keeps it.
        after: the steps that its branches go to.
        later: the facts that may be asked from here on, refining facts too.
    """

    step: Step
    reads: tuple[str, ...]
    values_of: Callable[[Answers], Values]
    kept: Mapping[Values, Decision]
    decide: Callable[[Answers], Decision]
    after: tuple[PreparedStep, ...]
    later: frozenset[str]


@define(eq=False)
class Decision:
    """Which way on a step's answers take, if they decide it.

    Attributes:
        branch: the branch taken, or None where the way is not certain.
        number: the place of that branch among those of the step, from 0.
        goes_to: the next step, or None.
        outcome: the outcome reached, or None.
        undecided: where the way is not certain, the first condition that is
            open; None for the default branch that waits for answers.
        has_reason: whether it has a reason of its own. The default branch of a
            step that asks nothing only passes on what earlier steps were told.
        known_reason: the reason, once somebody has read it.
        reason_mask: the facts that it names, a bit for each fact of the tree: sets
            of names would take most of the time that reading reasons takes.
    """

    step: Step
    branch: Branch | None
    number: int | None
    goes_to: PreparedStep | None
    outcome: Outcome | None
    undecided: Condition | None
    has_reason: bool
    _answers: dict[str, Value] = field(repr=False)
    _facts: Mapping[str, Fact] = field(repr=False)
    known_reason: Reason | None = field(default=None, init=False, repr=False)
    reason_mask: int = field(default=0, init=False, repr=False)

    @property
    def reason(self) -> Reason:
        """Why the branch was taken; its words are made once."""
        if self.known_reason is None:
            number = cast(int, self.number)
            reason = reason_for(self.step, number, self._answers, self._facts)
            self.reason_mask = sum(
                1 << n for n, fact in enumerate(self._facts) if fact in reason.facts
            )
            self.known_reason = reason  # last, as another thread may look
        return self.known_reason


@frozen(eq=False)
class _Option:
    """One branch with its test and where it leads."""

    branch: Branch
    number: int
    test: Test
    goes_to: PreparedStep | None
    outcome: Outcome | None


def prepare_step(
    step: Step,
    facts: Mapping[str, Fact],
    steps: Mapping[str, PreparedStep],
    outcomes: Mapping[str, Outcome],
) -> PreparedStep:
    """Return a step ready to decide; the steps after it must be ready before."""
    reads = _facts_read(step)
    options = [
        _Option(branch, n, _test(step, branch), steps.get(branch.go), outcomes.get(branch.go))
        for n, branch in enumerate(step.branches)
    ]
    after = tuple(dict.fromkeys(o.goes_to for o in options if o.goes_to is not None))
    ends = [o.outcome.refine for o in options if o.outcome is not None]
    kept: dict[Values, Decision] = {}
    return PreparedStep(
        step=step,
        reads=reads,
        values_of=values_reader(reads),
        kept=kept,
        decide=_keeper(kept, reads, _decider(step, reads, options, facts)),
        after=after,
        later=frozenset(reads).union(*(s.later for s in after), *ends),
    )


def _facts_read(step: Step) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*step.ask, *facts_of(*step.conditions)]))


def _keeper(
    kept: dict[Values, Decision], reads: tuple[str, ...], decide: Callable[[Values], Decision]
) -> Callable[[Answers], Decision]:
    """Return the function that decides what is not kept yet, and keeps it."""

    def decide_and_keep(answers: Answers) -> Decision:
        values = values_with_gaps(reads, answers)
        decision = kept.get(values)
        if decision is None:
            if len(kept) >= MAX_KEPT:
                kept.clear()
            decision = kept[values] = decide(values)
        return decision

    return decide_and_keep


def _decider(
    step: Step, reads: tuple[str, ...], options: list[_Option], facts: Mapping[str, Fact]
) -> Callable[[Values], Decision]:
    """Return the function that takes the first branch that is certainly true.

    Those before it must be certainly false: where one is open, so is the way.
    """

    def decide(values: Values) -> Decision:
        answers = answers_from(reads, values)
        for option in options:
            held = option.test(answers)
            if held is None:
                open_ = option.branch.condition
                return Decision(step, None, None, None, None, open_, False, answers, facts)
            if held:
                break
        else:
            return Decision(step, None, None, None, None, None, False, answers, facts)
        taken = option.branch, option.number, option.goes_to, option.outcome
        tells = bool(step.ask) or option.branch.condition is not None
        return Decision(step, *taken, None, tells, answers, facts)

    return decide


def _test(step: Step, branch: Branch) -> Test:
    """Return the test of a branch; a default waits for all that its step asks."""
    if branch.condition is not None:
        return prepare(branch.condition)
    return lambda answers: True if answers.keys() >= set(step.ask) else None
