"""What is told beside a result, where parts of a tree came to several outcomes."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import ClassVar, Protocol, TypeAlias, cast

from attrs import evolve, frozen

from triage.engine.advice import AdviceGiven, PlanPart, Withheld
from triage.engine.reasons import Reason
from triage.model.dispositions import Disposition
from triage.model.serialise import JsonForm, Serialised


class _Told(Protocol):
    """What is told of one outcome."""

    @property
    def advice(self) -> tuple[AdviceGiven, ...]:
        """The measures."""

    @property
    def withheld(self) -> tuple[Withheld, ...]:
        """The measures that are kept back."""

    @property
    def safety_net(self) -> tuple[str, ...]:
        """The signs to watch for."""


class _Part(_Told, Protocol):
    """What one part came to, told as if it were alone; a result."""

    @property
    def outcome(self) -> str | None:
        """The name of the outcome."""

    @property
    def disposition(self) -> Disposition | None:
        """Where it sends the person."""

    @property
    def urgency(self) -> int | None:
        """How urgent that is."""

    @property
    def title(self) -> str | None:
        """The outcome in a line."""

    @property
    def text(self) -> str | None:
        """What to do."""

    @property
    def expect(self) -> str | None:
        """The expected course."""

    @property
    def plan(self) -> tuple[PlanPart, ...]:
        """What leads."""

    @property
    def within_hours(self) -> int | None:
        """Within how many hours help is to be there."""

    @property
    def review_after_days(self) -> int | None:
        """When to look again."""

    @property
    def because(self) -> tuple[Reason, ...]:
        """What decided."""


# A part, and the steps before the parts began.
PartTold: TypeAlias = tuple[_Part, Set[str]]


@frozen(kw_only=True)
class AlsoTold(Serialised):
    """What another part came to, told beside the outcome that decides.

    Attributes:
        disposition: where this part alone would send the person.
        urgency: how urgent that is, from 0 up.
        outcome: the name of the outcome.
        title: the outcome in a line.
        text: what to do, in a few sentences.
        expect: the expected course, where the outcome states one.
        plan: the measures that lead.
        advice: the measures, without those that were told above.
        withheld: what would fit but must not be given, unless it was told above.
        safety_net: what to look for, and what to do then, unless it was told above.
        within_hours: within how many hours help is to be there, or None.
        review_after_days: when to look again, in days from now, or None.
        because: what decided this part, without what decided before the parts began.
    """

    disposition: Disposition
    urgency: int
    outcome: str
    title: str
    text: str
    expect: str | None
    plan: tuple[PlanPart, ...]
    advice: tuple[AdviceGiven, ...]
    withheld: tuple[Withheld, ...]
    safety_net: tuple[str, ...]
    within_hours: int | None
    review_after_days: int | None
    because: tuple[Reason, ...]

    json_form: ClassVar = JsonForm(name="also_told")


def beside(deciding: _Told, parts: Sequence[PartTold]) -> tuple[AlsoTold, ...]:
    """Return what is told of other parts, each without what was told above it."""
    told: list[AlsoTold] = []
    for part, before in parts:
        told.append(_told_after(part, before, [deciding, *told]))
    return tuple(told)


def _told_after(part: _Part, before: Set[str], above: Sequence[_Told]) -> AlsoTold:
    given = {evolve(advice, id="") for told in above for advice in told.advice}
    withheld = {each.text for told in above for each in told.withheld}
    signs = {sign for told in above for sign in told.safety_net}
    advice = tuple(each for each in part.advice if evolve(each, id="") not in given)
    names = {each.id for each in advice}
    plan = (PlanPart(p.phase, tuple(n for n in p.ids if n in names)) for p in part.plan)
    return AlsoTold(
        disposition=cast(Disposition, part.disposition),
        urgency=cast(int, part.urgency),
        outcome=cast(str, part.outcome),
        title=cast(str, part.title),
        text=cast(str, part.text),
        expect=part.expect,
        plan=tuple(each for each in plan if each.ids),
        advice=advice,
        withheld=tuple(each for each in part.withheld if each.text not in withheld),
        safety_net=tuple(sign for sign in part.safety_net if sign not in signs),
        within_hours=part.within_hours,
        review_after_days=part.review_after_days,
        because=tuple(reason for reason in part.because if reason.step not in before),
    )
