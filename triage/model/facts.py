"""What can be known about a patient, and how it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final, Literal, TypeAlias

from attrs import Attribute, field, frozen
from attrs.validators import instance_of, optional

from triage.model.dispositions import Disposition, most_urgent
from triage.model.domains import Domain, Note, Number, OneOf, YesNo, or_also
from triage.model.provenance import PLACE, UNSOURCED, Location, Provenance
from triage.model.serialise import JsonForm, Serialised, same
from triage.model.validation import FLAG, TEXT, TEXT_OR_NONE, naming, tuple_of
from triage.model.values import NOT_SURE, AnswerSet, Numeric, Value, exact
from triage.words import _

Worse: TypeAlias = Literal["higher", "lower"] | tuple[tuple[Value, ...], ...]
AnswerType: TypeAlias = Literal["yes-no", "one of", "number", "note"]


@frozen
class Choice:
    """One answer to choose from, and its words."""

    value: Value
    words: str


@frozen
class Demand:
    """Some answers to a fact, and the least that they call for, whatever else is so."""

    answers: AnswerSet
    disposition: Disposition


@frozen
class SignWords:
    """What somebody with one of these answers has, or does, in words for paper."""

    answers: AnswerSet
    words: str


@frozen
class AnswerWords:
    """What a text says in the place of a fact with one of these answers."""

    answers: AnswerSet
    words: str


@frozen(kw_only=True, field_transformer=naming)
class Saying:
    """How texts say the answers to a fact.

    Attributes:
        name: the wording that a text asks for, as in ``{side as calf}``; "" for ``{side}``.
        words: for some answers, in the order of the file; the first that fits is said.
        unanswered: what is said where the fact was not answered, or None.
        anybody: what a text says that is for nobody in particular.
    """

    name: str = field(validator=TEXT)
    words: tuple[AnswerWords, ...] = field(validator=tuple_of(AnswerWords))
    unanswered: str | None = field(validator=TEXT_OR_NONE)
    anybody: str = field(validator=TEXT)

    def of(self, value: Value) -> str | None:
        """Return the words for an answer; None where it has none of its own."""
        return next((each.words for each in self.words if value in each.answers), None)


_SIGNS: Final = optional(tuple_of(SignWords))
_VALUE_OR_NONE: Final = optional(instance_of((bool, int, float, str)))
_LEVELS: Final = optional(tuple_of(tuple))


def _severity(fact: Fact, attribute: Attribute[Any], value: object) -> None:
    if value not in ("higher", "lower"):
        _LEVELS(fact, attribute, value)


def _is_red_flag(fact: Fact) -> bool:
    """Whether some answer calls for something by itself."""
    return bool(fact.demands)


def _lasts(fact: Fact) -> bool:
    """Whether an answer holds for good, so that a review need not ask again."""
    return fact.lasts is True


@frozen(kw_only=True, field_transformer=naming)
class Fact(Serialised):
    """Something that is so or not so about the patient.

    Attributes:
        name: the name in files, answers and reports.
        domain: the type: yes-no, a choice, a number, or a note.
        ask: the question, put to the patient.
        label: the fact in a few words, for checklists, reasons and arrows.
        provenance: on whose word the fact is asked.
        ask_for_other: the question, put to somebody who answers for the patient.
        sure: True where *not sure* is no answer.
        why: why it is asked, shown on request.
        how: how to find out, shown on request.
        worse: the severity order. For a number the direction; otherwise the
            levels from best to worst, answers of equal severity on one level.
        demands: what an answer by itself calls for.
        not_sure_as: the answer that *not sure* ends exactly like.
        well: the answer of an otherwise well person. It fills in test cases
            and examples and is never used for a real patient.
        clinical: the fact in clinical words, for a referral.
        lasts: True where the answer holds for good, so that a review may
            keep it; None where it is not stated.
        anchors: of a number, what some of its numbers stand for, the least first; None
            where none is said to stand for anything.
        signs: answers that paper calls otherwise than label and answer do;
            None where all are said by these.
        says: how texts say its answers; None where none does.
        background: True for what a person brings along, such as age or a
            medicine: it counts, but nobody is told to look out for it. None
            where it is not stated.
        module: the included tree that defines the fact, or "".
    """

    name: str = field(validator=TEXT)
    domain: Domain = field(validator=instance_of((YesNo, OneOf, Number, Note)))
    ask: str = field(validator=TEXT)
    label: str = field(validator=TEXT)
    provenance: Provenance = field(default=UNSOURCED, validator=instance_of(Provenance))
    ask_for_other: str | None = field(default=None, validator=TEXT_OR_NONE)
    sure: bool = field(default=False, validator=FLAG)
    why: str | None = field(default=None, validator=TEXT_OR_NONE)
    how: str | None = field(default=None, validator=TEXT_OR_NONE)
    worse: Worse | None = field(default=None, validator=_severity)
    demands: tuple[Demand, ...] = field(default=(), validator=tuple_of(Demand))
    not_sure_as: Value | None = field(default=None, validator=_VALUE_OR_NONE)
    well: Value | None = field(default=None, validator=_VALUE_OR_NONE)
    clinical: str | None = field(default=None, validator=TEXT_OR_NONE)
    lasts: bool | None = field(default=None, validator=optional(FLAG))
    anchors: tuple[Choice, ...] | None = field(default=None, validator=optional(tuple_of(Choice)))
    signs: tuple[SignWords, ...] | None = field(default=None, validator=_SIGNS)
    says: tuple[Saying, ...] | None = field(default=None, validator=optional(tuple_of(Saying)))
    background: bool | None = field(default=None, validator=optional(FLAG))
    module: str = field(default="", validator=TEXT)
    at: Location | None = field(default=None, eq=False, validator=PLACE)

    json_form: ClassVar = JsonForm(
        name="fact",
        keys={
            "fact": "name",
            **same("label", "type"),
            "choices": "choices_in_words",
            **same("unit", "low", "high", "step"),
            "red_flag": _is_red_flag,
            "lasts": _lasts,
        },
    )

    def accept(self, raw: object) -> Value:
        """Return the value of an answer as given.

        Raises:
            ValueError: the answer is not in the domain; the message says
                what was expected.
        """
        given = exact(raw)
        if isinstance(given, str) and given == NOT_SURE and not self.sure:
            return NOT_SURE
        if isinstance(self.domain, Number):
            given = self.domain.convert(given)
        try:
            return self.domain.parse(given)
        except ValueError:
            raise ValueError(self.expected()) from None

    def choices(self) -> tuple[Value, ...]:
        """Return the answers that a person chooses between, *not sure* last; numbers are typed."""
        return (*self.domain.choices(), *(() if self.sure else (NOT_SURE,)))

    def expected(self) -> str:
        """Say which answers are allowed."""
        said = self.domain.expected()
        return said if self.sure else or_also(said, NOT_SURE)

    def say(self, value: Value) -> str:
        """Return an accepted value in words."""
        return _("not sure") if value == NOT_SURE else self.domain.say(value)

    def saying(self, wording: str) -> Saying | None:
        """Return how texts say its answers in a wording, which is "" as a rule."""
        return next((each for each in self.says or () if each.name == wording), None)

    def demand(self, value: Value | None) -> Disposition | None:
        """Return the least that an answer by itself calls for; None where it calls for nothing."""
        met = [d.disposition for d in self.demands if value in d.answers]
        return most_urgent(met)

    @property
    def choices_in_words(self) -> tuple[Choice, ...]:
        """The answers to choose from, *not sure* last; of a number its named extra answers."""
        return tuple(Choice(value, self.say(value)) for value in self.choices())

    @property
    def type(self) -> AnswerType:
        """Which kind of answer it takes."""
        if isinstance(self.domain, Number):
            return "number"
        if self.is_note:
            return "note"
        return "yes-no" if self.is_yes_no else "one of"

    @property
    def unit(self) -> str:
        """The unit of a number, or ""."""
        return self.domain.unit if isinstance(self.domain, Number) else ""

    @property
    def low(self) -> Numeric | None:
        """The least number allowed; None unless a number."""
        return self.domain.low if isinstance(self.domain, Number) else None

    @property
    def high(self) -> Numeric | None:
        """The greatest number allowed; None unless a number."""
        return self.domain.high if isinstance(self.domain, Number) else None

    @property
    def step(self) -> Numeric | None:
        """The step between numbers; None unless a number."""
        return self.domain.step if isinstance(self.domain, Number) else None

    @property
    def anchors_in_words(self) -> str:
        """What some numbers stand for, such as ``0: no pain; 10: the worst pain``, or ""."""
        return "; ".join(f"{each.value}: {each.words}" for each in self.anchors or ())

    @property
    def is_yes_no(self) -> bool:
        """Whether the fact can stand on a checklist."""
        return isinstance(self.domain, YesNo)

    @property
    def is_note(self) -> bool:
        """Whether the answer is free text, which is handed on and decides nothing."""
        return isinstance(self.domain, Note)


def unlike_well(answers: Mapping[str, Value], facts: Mapping[str, Fact]) -> dict[str, Value]:
    """Return the answers that an otherwise well person would not give, in their order."""
    return {name: value for name, value in answers.items() if value != facts[name].well}


def say_answers_given(answers: Mapping[str, Value], facts: Mapping[str, Fact]) -> str:
    """Say some answers in a line; several plain noes are drawn together."""
    noes = [facts[name].label for name, value in answers.items() if value is False]
    if len(noes) < 2:
        return "; ".join(f"{facts[n].label}: {facts[n].say(v)}" for n, v in answers.items())
    others = [f"{facts[n].label}: {facts[n].say(v)}" for n, v in answers.items() if v is not False]
    # Labels that hold a comma could not be told apart between commas.
    between = " / " if any("," in label for label in noes) else ", "
    return "; ".join([*others, _("none of these: {labels}", labels=between.join(noes))])
