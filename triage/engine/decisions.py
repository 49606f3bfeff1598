"""The values of a few facts, read at once: the key by which decisions are kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from operator import itemgetter
from typing import Final, TypeAlias, TypeVar, cast

from attrs import define, evolve, field, frozen

from triage.engine.ways import Ways
from triage.model.conditions import Condition, facts_of
from triage.model.domains import NOTHING_TO_ADD
from triage.model.evaluation import Answers, Test, prepare
from triage.model.facts import Fact
from triage.model.tree import Branch, Outcome, Step
from triage.model.values import Value

_T = TypeVar("_T")

_Key = TypeVar("_Key")
_Kept = TypeVar("_Kept")

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
        asks_first: whether nothing of it is decided before it has asked.
        as_recorded: whether a record decides it just as showing its questions would.
        may_skip: whether somebody may pass it without being asked all that it asks.
        together: sets of steps behind it; all that somebody goes to after it are in one. None
            until somebody wants to know.
    """

    step: Step
    reads: tuple[str, ...]
    values_of: Callable[[Answers], Values]
    kept: Mapping[Values, Decision]
    decide: Callable[[Answers], Decision]
    after: tuple[PreparedStep, ...]
    later: frozenset[str]
    asks_first: bool = False
    as_recorded: bool = False
    may_skip: bool = False
    together: tuple[tuple[PreparedStep, ...], ...] | None = None

    def taking(self, answers: Answers) -> Decision:
        """Return the decision for answers, looked up where each that it reads is given."""
        try:
            return self.kept[self.values_of(answers)]
        except KeyError:
            return self.decide(answers)


@define(eq=False, slots=False)
class Decision:
    """Which way on a step's answers take, if they decide it.

    Attributes:
        branch: the branch taken, or None where the way is not certain.
        number: the place of that branch among those of the step, from 0.
        goes_to: the next step, or None.
        outcome: the outcome reached, or None.
        undecided: where the way is not certain, the first condition that is
            open; None for the default branch that waits for answers.
        has_reason: whether it may have a reason of its own. The default branch of a
            step that asks nothing only passes on what earlier steps were told.
        answers: the answers that it was taken by.
        ways: where the step leads.
        others: what is decided of the parts that are gone through after this one.
        place: the place of the branch in ``ways``, where that knows no other branch.
        known_reason: its reason where no other step reads its answers, once somebody has read it.
    """

    step: Step
    branch: Branch | None
    number: int | None
    goes_to: PreparedStep | None
    outcome: Outcome | None
    undecided: Condition | None
    has_reason: bool
    answers: dict[str, Value] = field(repr=False)
    ways: Ways = field(repr=False)
    others: tuple[Decision, ...] = ()
    place: int | None = None
    # A memo that the reasons fill; to decide nothing has to be known of it.
    known_reason: object = field(default=None, init=False, repr=False)

    @property
    def taken(self) -> Branch:
        """The branch taken, where one was."""
        return cast(Branch, self.branch)

    @cached_property
    def needs(self) -> Mapping[str, Value]:
        """Answers that alone lead this way, each of them needed; worked out once."""
        return self.ways.needs(self.answers, self.place_in_ways)

    @cached_property
    def open_facts(self) -> tuple[str, ...]:
        """The facts of the condition that is open, where one is."""
        return facts_of(self.undecided) if self.undecided else ()

    @property
    def place_in_ways(self) -> int:
        """The place of the branch taken among those that ``ways`` knows, from 0."""
        return cast(int, self.number if self.place is None else self.place)

    @property
    def later(self) -> frozenset[str]:
        """The facts that may be asked after it, refining facts too."""
        if self.goes_to is not None:
            return self.goes_to.later
        return frozenset(self.outcome.refine if self.outcome else ())

    @cached_property
    def needs_mask(self) -> int:
        """The facts of these, a bit for each: sets of names would take too long."""
        return self.ways.mask(self.needs)

    @cached_property
    def reads_mask(self) -> int:
        """The facts that the conditions of its step are about, in the same way."""
        return self.ways.mask(self.ways.reads)

    def needs_among(self, named: Answers) -> Mapping[str, Value]:
        """Return what it needs of some answers, which must lead this way."""
        if self.needs.keys() <= named.keys():
            return self.needs
        return self.ways.needs(self._read_of(named), self.place_in_ways)

    def needs_all_of(self, named: Answers) -> bool:
        """Say whether it needs each one that it reads of some answers, which hold its own."""
        return self._read_of(named).keys() == self.needs.keys()

    def is_forced_by(self, named: Answers) -> bool:
        """Say whether everybody who shares some of its answers goes this way."""
        known = self._read_of(named)
        if self.needs.keys() <= known.keys():
            return True
        if self.needs.keys() >= known.keys():
            return False  # each of them is needed, so a part of them is too little
        return self.ways.surely_lead(known, self.taken.go)

    def _read_of(self, named: Answers) -> Answers:
        return {fact: value for fact, value in named.items() if fact in self.ways.reads}


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
    notes = tuple(fact for fact in reads if facts[fact].is_note)
    after = tuple(dict.fromkeys(o.goes_to for o in options if o.goes_to is not None))
    ends = [o.outcome.refine for o in options if o.outcome is not None]
    kept: dict[Values, Decision] = {}
    values_of = values_reader(reads)
    decider = _decider_of_each if step.goes_each else _decider
    decide = _keeper(kept, reads, decider(step, reads, options, facts))
    return PreparedStep(
        step=step,
        reads=reads,
        values_of=_unread(values_of, notes) if notes else values_of,
        kept=kept,
        decide=_unread(decide, notes) if notes else decide,
        after=after,
        later=frozenset(reads).union(*(s.later for s in after), *ends),
    )


def _unread(function: Callable[[Answers], _T], notes: tuple[str, ...]) -> Callable[[Answers], _T]:
    """Return a function of answers that knows of notes only whether they were answered.

    Decisions are kept, and what somebody wrote in their own words must not be.
    """

    def unread(answers: Answers) -> _T:
        blank = {note: NOTHING_TO_ADD for note in notes if answers.get(note) is not None}
        return function({**answers, **blank})

    return unread


def _facts_read(step: Step) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*step.ask, *facts_of(*step.conditions)]))


def keep(kept: dict[_Key, _Kept], key: _Key, made: _Kept) -> _Kept:
    """Keep what was made, among the latest of its kind, and return it."""
    if len(kept) >= MAX_KEPT:
        kept.clear()
    kept[key] = made
    return made


def _keeper(
    kept: dict[Values, Decision], reads: tuple[str, ...], decide: Callable[[Values], Decision]
) -> Callable[[Answers], Decision]:
    """Return the function that decides what is not kept yet, and keeps it."""

    def decide_and_keep(answers: Answers) -> Decision:
        values = values_with_gaps(reads, answers)
        decision = kept.get(values)
        if decision is None:
            decision = keep(kept, values, decide(values))
        return decision

    return decide_and_keep


def _decider(
    step: Step, reads: tuple[str, ...], options: list[_Option], facts: Mapping[str, Fact]
) -> Callable[[Values], Decision]:
    """Return the function that takes the first branch that is certainly true.

    Those before it must be certainly false: where one is open, so is the way.
    """
    ways = Ways(step, facts)

    def decide(values: Values) -> Decision:
        answers = answers_from(reads, values)
        for option in options:
            held = option.test(answers)
            if held is None:
                open_ = option.branch.condition
                return Decision(step, None, None, None, None, open_, False, answers, ways)
            if held:
                break
        else:
            return Decision(step, None, None, None, None, None, False, answers, ways)
        taken = option.branch, option.number, option.goes_to, option.outcome
        tells = bool(step.ask) or option.branch.condition is not None
        return Decision(step, *taken, None, tells, answers, ways)

    return decide


def _decider_of_each(
    step: Step, reads: tuple[str, ...], options: list[_Option], facts: Mapping[str, Fact]
) -> Callable[[Values], Decision]:
    """Return the function that takes every branch that is true, and the last where none is.

    Where one is open, so is the way: nobody begins a part before it is known which come.
    """
    if_none = _decider(step, reads, options, facts)
    # To each part it does not matter which others there are.
    apart = [evolve(step, branches=(o.branch, _ELSEWHERE), goes_each=None) for o in options[:-1]]
    ways = [Ways(alone, facts) for alone in apart]

    def decide(values: Values) -> Decision:
        answers = answers_from(reads, values)
        held = [option.test(answers) for option in options[:-1]]
        if None in held or not any(held):
            open_ = [o.branch.condition for o, so in zip(options, held, strict=False) if so is None]
            if not open_:
                return if_none(values)
            return Decision(step, None, None, None, None, open_[0], False, answers, ways[0])
        taken = [
            Decision(step, o.branch, o.number, o.goes_to, o.outcome, None, True, answers, way,
                     place=0)
            for o, way, so in zip(options, ways, held, strict=False)
            if so
        ]  # fmt: skip
        taken[0].others = tuple(taken[1:])
        return taken[0]

    return decide


# Where somebody goes who does not come to a part.
_ELSEWHERE: Final = Branch(condition=None, go="")


def _test(step: Step, branch: Branch) -> Test:
    """Return the test of a branch; a default waits for all that its step asks."""
    if branch.condition is not None:
        return prepare(branch.condition)
    return lambda answers: True if answers.keys() >= set(step.ask) else None
