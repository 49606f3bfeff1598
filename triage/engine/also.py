"""What is told beside a result, where parts of a tree came to several outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Protocol

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


def beside(deciding: _Told, parts: Iterable[AlsoTold]) -> tuple[AlsoTold, ...]:
    """Return what is told of other parts, each without what was told above it."""
    told: list[AlsoTold] = []
    for part in parts:
        told.append(_without(part, [deciding, *told]))
    return tuple(told)


def _without(part: AlsoTold, above: Sequence[_Told]) -> AlsoTold:
    given = {evolve(advice, id="") for told in above for advice in told.advice}
    withheld = {each.text for told in above for each in told.withheld}
    signs = {sign for told in above for sign in told.safety_net}
    advice = tuple(each for each in part.advice if evolve(each, id="") not in given)
    names = {each.id for each in advice}
    plan = (PlanPart(p.phase, tuple(n for n in p.ids if n in names)) for p in part.plan)
    return evolve(
        part,
        plan=tuple(each for each in plan if each.ids),
        advice=advice,
        withheld=tuple(each for each in part.withheld if each.text not in withheld),
        safety_net=tuple(sign for sign in part.safety_net if sign not in signs),
    )
