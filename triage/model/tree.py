"""The tree: steps, outcomes and advice, as frozen data that does nothing by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import ClassVar, Final, Literal, TypeAlias, get_args

from attrs import field, fields, frozen
from attrs.validators import in_, instance_of, optional

from triage.model.conditions import Any, Condition, Is, Points, facts_of
from triage.model.digest import digest_of
from triage.model.dispositions import DEFAULT, Disposition, Scale
from triage.model.facts import Demand, Fact, SignWords
from triage.model.provenance import PLACE, UNSOURCED, Grade, Location, Provenance, Source
from triage.model.screenfuls import ScreenPart
from triage.model.serialise import JsonForm, Serialised, same
from triage.model.texts import Course, Dose, ForWhom, Instruction, NotForWhom, Title, TooMuch
from triage.model.validation import (
    DAYS_OR_NONE,
    FLAG,
    NAMES,
    TEXT,
    TEXT_OR_NONE,
    mapping_of,
    naming,
    tuple_of,
)
from triage.model.values import NOT_SURE, AnswerSet

Phase: TypeAlias = Literal["today", "this week", "when settled"]
AdviceKind: TypeAlias = Literal["do", "avoid"]
Status: TypeAlias = Literal["draft", "reviewed", "withdrawn"]
Audience: TypeAlias = Literal["public", "clinicians"]
MAX_CHECKLIST = 8
TREE_FORMAT: Final = 1


@frozen(kw_only=True, field_transformer=naming)
class Branch:
    """One way on from a step.

    Attributes:
        condition: when the branch is taken; None for the default branch.
        go: the name of the step, outcome or exit that follows.
        including_not_sure: the author's word that *not sure* may go this way.
    """

    condition: Condition | None = field(validator=optional(instance_of(Condition)))
    go: str = field(validator=TEXT)
    including_not_sure: bool = field(default=False, validator=FLAG)
    provenance: Provenance = field(default=UNSOURCED, validator=instance_of(Provenance))
    at: Location | None = field(default=None, eq=False, validator=PLACE)


_PARTS: Final = optional(tuple_of(ScreenPart))


@frozen(kw_only=True, field_transformer=naming)
class Step:
    """A place in the tree: asks for facts, then routes by conditions.

    Attributes:
        ask: the facts asked: none, one, or several on one screen. Several yes-no facts
            are a checklist, others a form.
        branches: tried in order; the last has no condition. A draft may have none yet.
        heading: the words above several facts.
        parts: words between them, None for none.
        long_because: why more than 8 facts are asked at once.
        goes_each: True where every branch that holds is taken, one after another, and the
            last only where none does; None where the first is taken.
    """

    name: str = field(validator=TEXT)
    ask: tuple[str, ...] = field(validator=NAMES)
    branches: tuple[Branch, ...] = field(validator=tuple_of(Branch))
    heading: str | None = field(default=None, validator=TEXT_OR_NONE)
    heading_for_other: str | None = field(default=None, validator=TEXT_OR_NONE)
    parts: tuple[ScreenPart, ...] | None = field(default=None, validator=_PARTS)
    long_because: str | None = field(default=None, validator=TEXT_OR_NONE)
    goes_each: Literal[True] | None = field(default=None, validator=optional(in_((True,))))
    at: Location | None = field(default=None, eq=False, validator=PLACE)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions of the branches, in their order; the default branch has none."""
        return tuple(b.condition for b in self.branches if b.condition is not None)


@frozen
class Dispute:
    """A source that disagrees with an advice, and what it says instead."""

    source: str
    says: str


@frozen(kw_only=True, field_transformer=naming)
class Advice:
    """One measure.

    Attributes:
        kind: ``do`` for something to do, ``avoid`` for something not to do.
        phase: when in the plan it has its place; None at once and for as long
            as it lasts.
        dose: how much, how often, how long; None where there is no amount.
        too_much: how to tell that it is too much.
        when: chooses the advice; None means always.
        never_when: any one of these blocks it, and so does an unanswered or
            *not sure* fact in any of them.
        evidence: what the dose rests on.
        short: the author's words for a plan and a poster; None where ``text`` is short enough.
        not_with: advice that says the opposite, so that nobody may be given both;
            None for no such.
    """

    name: str = field(validator=TEXT)
    text: Instruction = field(validator=TEXT)
    kind: AdviceKind = field(default="do", validator=in_(get_args(AdviceKind)))
    phase: Phase | None = field(default=None, validator=optional(in_(get_args(Phase))))
    dose: Dose | None = field(default=None, validator=TEXT_OR_NONE)
    too_much: TooMuch | None = field(default=None, validator=TEXT_OR_NONE)
    when: Condition | None = field(default=None, validator=optional(instance_of(Condition)))
    never_when: tuple[Condition, ...] = field(default=(), validator=tuple_of(Condition))
    evidence: Grade | None = field(default=None, validator=optional(in_(get_args(Grade))))
    short: Instruction | None = field(default=None, validator=TEXT_OR_NONE)
    disputed_by: tuple[Dispute, ...] = field(default=(), validator=tuple_of(Dispute))
    not_with: tuple[str, ...] | None = field(default=None, validator=optional(NAMES))
    provenance: Provenance = field(default=UNSOURCED, validator=instance_of(Provenance))
    at: Location | None = field(default=None, eq=False, validator=PLACE)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions that decide about it: ``when``, then those of ``never_when``."""
        return (*([] if self.when is None else [self.when]), *self.never_when)

    @property
    def blocked(self) -> Condition:
        """Of whom it must not be given: they meet a ``never_when``, or are not sure whether."""
        facts = (fact for condition in self.never_when for fact in facts_of(condition))
        return Any((*self.never_when, *(Is(fact, AnswerSet((NOT_SURE,))) for fact in facts)))


@frozen(kw_only=True, field_transformer=naming)
class Watch:
    """Safety-netting: what to look for, and what to do when it comes."""

    name: str = field(validator=TEXT)
    look_for: str = field(validator=TEXT)
    then: Disposition = field(validator=instance_of(Disposition))
    provenance: Provenance = field(default=UNSOURCED, validator=instance_of(Provenance))
    at: Location | None = field(default=None, eq=False, validator=PLACE)


@frozen(kw_only=True, field_transformer=naming)
class TextFor:
    """What an outcome says instead to whoever has signs of one kind and no other.

    Attributes:
        name: of the kind.
        signs: the facts of this kind.
        text: what to do, in a few sentences.
    """

    name: str = field(validator=TEXT)
    signs: tuple[str, ...] = field(validator=NAMES)
    text: Instruction = field(validator=TEXT)


_TEXT_FOR: Final = optional(tuple_of(TextFor))


@frozen(kw_only=True, field_transformer=naming)
class Outcome(Serialised):
    """Where a path ends.

    Attributes:
        text: what to do, in a few sentences.
        text_for: texts for those who come here by signs of one kind only; None for no such.
        advice: names of advice, in the order it is given.
        refine: facts asked once the disposition is known; each may be skipped.
        watch_for: names of watch entries.
        within_hours: the time within which help is to be there, in hours, where
            that is not the time of the disposition.
        review_after_days: when to look again, in days.
        expect: the expected course.
        tell: facts that a referral states, answered or not.
        within: the time within which help is to be there, in hours: its own, or that of the
            disposition; None where none is set.
    """

    name: str = field(validator=TEXT)
    disposition: Disposition = field(validator=instance_of(Disposition))
    title: Title = field(validator=TEXT)
    text: Instruction = field(validator=TEXT)
    text_for: tuple[TextFor, ...] | None = field(default=None, validator=_TEXT_FOR)
    advice: tuple[str, ...] = field(default=(), validator=NAMES)
    refine: tuple[str, ...] = field(default=(), validator=NAMES)
    watch_for: tuple[str, ...] = field(default=(), validator=NAMES)
    within_hours: int | None = field(default=None, validator=DAYS_OR_NONE)
    review_after_days: int | None = field(default=None, validator=DAYS_OR_NONE)
    expect: Course | None = field(default=None, validator=TEXT_OR_NONE)
    tell: tuple[str, ...] = field(default=(), validator=NAMES)
    provenance: Provenance = field(default=UNSOURCED, validator=instance_of(Provenance))
    at: Location | None = field(default=None, eq=False, validator=PLACE)
    within: int | None = field(init=False, eq=False, repr=False)

    @within.default
    def _as_the_disposition(self) -> int | None:
        # Whether it is a disposition is looked at afterwards.
        known = getattr(self.disposition, "within_hours", None)
        return known if self.within_hours is None else self.within_hours

    @property
    def hours_to_help(self) -> int | None:
        """The longest time until somebody looks again, in hours; None where it has no end.

        Where no time is set for help, it is the review: then the person looks again.
        """
        days = self.review_after_days
        return self.within if self.within is not None or days is None else 24 * days

    json_form: ClassVar = JsonForm(
        name="outcome",
        keys={
            "outcome": "name",
            "disposition": "disposition",
            "urgency": "disposition.urgency",
            "title": "title",
        },
    )

    def text_to(self, signs: Iterable[str]) -> Instruction:
        """Return what it says to those whom some signs bring here: one kind may have its own.

        Args:
            signs: the facts whose answers demand as much by themselves.
        """
        found = frozenset(signs)
        own = (each.text for each in self.text_for or () if found and found <= {*each.signs})
        return next(own, self.text)


@frozen
class Impossible:
    """A combination of answers that cannot be so by definition."""

    condition: Condition
    at: Location | None = field(default=None, eq=False, kw_only=True)


@frozen(kw_only=True, field_transformer=naming)
class SafetyRule:
    """The author's own rule, to be proved for every possible patient.

    Attributes:
        condition: whom the rule is about.
        urgency_at_least: a disposition whose urgency is the least allowed.
        dispositions: the only dispositions allowed; empty for any.
        never_advice: advice that must not be given.
        always_advice: advice that must be given.
        review_within_days: the latest day on which to look again, in days.
        asked: facts that must be asked on the way.
        passes: steps and outcomes of which the way must come by one.
        never_passes: steps and outcomes by which the way must not come.
    """

    name: str = field(validator=TEXT)
    condition: Condition = field(validator=instance_of(Condition))
    urgency_at_least: Disposition | None = field(
        default=None, validator=optional(instance_of(Disposition))
    )
    dispositions: tuple[Disposition, ...] = field(default=(), validator=tuple_of(Disposition))
    never_advice: tuple[str, ...] = field(default=(), validator=NAMES)
    provenance: Provenance = field(default=UNSOURCED, validator=instance_of(Provenance))
    always_advice: tuple[str, ...] = field(default=(), validator=NAMES)
    review_within_days: int | None = field(default=None, validator=DAYS_OR_NONE)
    asked: tuple[str, ...] = field(default=(), validator=NAMES)
    passes: tuple[str, ...] = field(default=(), validator=NAMES)
    never_passes: tuple[str, ...] = field(default=(), validator=NAMES)
    at: Location | None = field(default=None, eq=False, validator=PLACE)


@frozen(kw_only=True, field_transformer=naming)
class Review(Serialised):
    """A clinician's sign-off of exactly one resolved tree."""

    by: str = field(validator=TEXT)
    role: str = field(validator=TEXT)
    on: date = field(validator=instance_of(date))
    digest: str = field(validator=TEXT)

    json_form: ClassVar = JsonForm(name="sign_off", keys=same("by", "role", "on"))


# In lists of these the order says nothing.
_UNORDERED: Final = (Points, Demand, SignWords, Dispute, TextFor, ScreenPart)


def _facts(tree: Tree) -> tuple[Fact, ...]:
    """What is asked."""
    return tuple(tree.facts.values())


def _outcomes(tree: Tree) -> tuple[Outcome, ...]:
    """Where it can end."""
    return tuple(tree.outcomes.values())


@frozen(kw_only=True, field_transformer=naming, slots=False)
class Tree(Serialised):
    """A resolved tree: its modules are included and every name in it exists.

    Names of steps, outcomes, advice and watch entries that a module brings
    are prefixed with the module's name and a dot. Two trees are equal when
    they mean and say the same, wherever they were read.

    Attributes:
        digest: ``sha256:`` and the hash of all that the tree, as it was read, means and says.
        exits: for a module, the exits that the including tree must connect,
            with their words; a tree that has exits cannot be asked by itself.
        modules: the ids of the included trees, nested ones with a dot.
        file: how findings name the file that it was read from.
        audience: who answers, where it is not the public.
        own_scale: the places to be sent to, where they are not the five of every tree.
        allow_draft: whether an app that loaded it accepts a draft, and a tree
            past its review.
    """

    id: str = field(validator=TEXT)
    title: Title = field(validator=TEXT)
    version: str = field(validator=TEXT)
    status: Status = field(validator=in_(get_args(Status)))
    intended_for: ForWhom = field(validator=TEXT)
    not_for: NotForWhom = field(validator=TEXT)
    review_by: date = field(validator=instance_of(date))
    start: str = field(validator=TEXT)
    sources: Mapping[str, Source] = field(repr=False, validator=mapping_of(Source))
    facts: Mapping[str, Fact] = field(repr=False, validator=mapping_of(Fact))
    groups: Mapping[str, tuple[str, ...]] = field(repr=False, validator=mapping_of(tuple))
    steps: Mapping[str, Step] = field(repr=False, validator=mapping_of(Step))
    outcomes: Mapping[str, Outcome] = field(repr=False, validator=mapping_of(Outcome))
    advice: Mapping[str, Advice] = field(repr=False, validator=mapping_of(Advice))
    watch_for: Mapping[str, Watch] = field(repr=False, validator=mapping_of(Watch))
    impossible: tuple[Impossible, ...] = field(
        default=(), repr=False, validator=tuple_of(Impossible)
    )
    safety: tuple[SafetyRule, ...] = field(default=(), repr=False, validator=tuple_of(SafetyRule))
    exits: Mapping[str, str] = field(factory=dict, repr=False, validator=mapping_of(str))
    modules: tuple[str, ...] = field(default=(), validator=NAMES)
    review: Review | None = field(default=None, validator=optional(instance_of(Review)))
    audience: Literal["clinicians"] | None = field(
        default=None, validator=optional(in_(("clinicians",)))
    )
    own_scale: Scale | None = field(
        default=None, repr=False, validator=optional(instance_of(Scale))
    )
    file: str = field(default="", eq=False, validator=TEXT)
    allow_draft: bool = field(default=False, eq=False, repr=False, validator=instance_of(bool))
    # The tree as it was read, where this one only tells it in another way.
    told_from: Tree | None = field(default=None, eq=False, repr=False)
    # A memo that the engine fills; the model does not know what it holds, by language.
    prepared: object = field(factory=dict, init=False, repr=False, eq=False)

    json_form: ClassVar = JsonForm(
        name="tree",
        version=TREE_FORMAT,
        keys={
            **same("id", "title", "version", "digest", "status"),
            "reviewed": "review",
            "review_by": "review_by",
            "for": "intended_for",
            "not_for": "not_for",
            "facts": _facts,
            "outcomes": _outcomes,
        },
    )

    @cached_property
    def digest(self) -> str:
        """The hash of the tree as it was read."""
        return self.told_from.digest if self.told_from else digest_of(self, _UNORDERED)

    def __hash__(self) -> int:
        return hash(self.digest)

    def __getstate__(self) -> dict[str, object]:
        """Return what pickle and copy take: no memo, and mappings that they can read."""
        state = {each.name: getattr(self, each.name) for each in fields(Tree)}
        del state["prepared"]
        return {k: dict(v) if isinstance(v, MappingProxyType) else v for k, v in state.items()}

    def __setstate__(self, state: dict[str, object]) -> None:
        for name, value in state.items():
            kept = MappingProxyType(value) if isinstance(value, dict) else value
            object.__setattr__(self, name, kept)
        object.__setattr__(self, "prepared", {})

    @property
    def scale(self) -> Scale:
        """The places to be sent to."""
        return self.own_scale or DEFAULT

    def is_overdue(self, on: date) -> bool:
        """Tell whether the day by which to review it again is past on a day."""
        return self.review_by < on

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions that decide where somebody goes, then what they are given."""
        of_steps = (condition for step in self.steps.values() for condition in step.conditions)
        of_advice = (condition for each in self.advice.values() for condition in each.conditions)
        return (*of_steps, *of_advice)
