"""Made-up facts of every type."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from triage.model.domains import NOTHING_TO_ADD, Domain, Note, Number, OneOf, Option, YesNo
from triage.model.facts import AnswerWords, Fact, Saying, Worse
from triage.model.provenance import Provenance
from triage.model.values import NOT_SURE, AnswerSet
from triage.strategies.answering import values
from triage.strategies.choosing import pick

JUDGEMENT = "made up, to try trees of every shape"
YES_NO = st.just(YesNo())
NOTE = st.just(Note())


def _options(names: Sequence[str]) -> tuple[Option, ...]:
    return tuple(Option(name, f"the words of {name}") for name in names)


def _choices(draw: DrawFn) -> OneOf:
    return OneOf(_options([f"option_{i}" for i in range(draw(st.integers(2, 5)))]))


def _whole_number(draw: DrawFn) -> Number:
    low = draw(pick(0, 1, -5, 10))
    step = draw(pick(1, 1, 5))
    high = low + step * draw(pick(10, 3, 365, 10_000))
    also = draw(pick((), ("no change",), ("never", "no idea yet")))
    return Number(
        low=low,
        high=high,
        step=step,
        unit=draw(pick("days", "", "weeks")),
        also=_options(also),
    )


TEMPERATURE = Number(low=35, high=42, step=0.1, unit="°C")
DISTANCE = Number(low=0.5, high=10.5, step=0.5, unit="km", also=_options(["none at all"]))


@st.composite
def domains(draw: DrawFn) -> Domain:
    """Draw a type of fact that conditions may read: yes-no most often."""
    kind = draw(pick("yes-no", "yes-no", "yes-no", "choice", "whole", "decimal"))
    match kind:
        case "choice":
            return _choices(draw)
        case "whole":
            return _whole_number(draw)
        case "decimal":
            return draw(pick(TEMPERATURE, DISTANCE))
        case _:
            return YesNo()


@st.composite
def facts(draw: DrawFn, name: str, domain: SearchStrategy[Domain] | None = None) -> Fact:
    """Draw a fact with a name that is given."""
    fact = Fact(
        name=name,
        domain=draw(domains() if domain is None else domain),
        ask=f"What about {name}?",
        ask_for_other=f"What about their {name}?",
        label=f"{name} in short",
        provenance=Provenance(judgement=JUDGEMENT),
        sure=draw(st.integers(0, 3)) == 3,
    )
    return _with_extras(draw, fact)


def _with_extras(draw: DrawFn, fact: Fact) -> Fact:
    if fact.is_note:
        return evolve(fact, sure=True, well=NOTHING_TO_ADD)
    well = draw(st.none() | values(evolve(fact, sure=True)))
    like = st.just(None) if fact.sure else st.none() | values(evolve(fact, sure=True))
    says = draw(st.none() | _sayings(fact)) if draw(st.booleans()) else None
    worse, lasts = draw(_severity(fact.domain)), draw(pick(None, True))
    return evolve(fact, well=well, worse=worse, lasts=lasts, not_sure_as=draw(like), says=says)


@st.composite
def _sayings(draw: DrawFn, fact: Fact) -> tuple[Saying, ...]:
    """Draw a way in which texts say the answers, or two, with words wherever they need them."""
    wordings = draw(pick(("",), ("", "other"), ("other",)))
    return tuple(_saying(fact, wording) for wording in wordings)


def _saying(fact: Fact, wording: str) -> Saying:
    lead = f"{wording} {fact.name}".strip()
    named = [v for v in fact.choices() if fact.is_yes_no or v == NOT_SURE or wording]
    words = [AnswerWords(AnswerSet((v,)), f"{lead} said {fact.say(v)}") for v in named]
    return Saying(
        name=wording,
        words=tuple(words),
        unanswered=f"{lead} that nobody told",
        anybody=f"{lead} of anybody",
    )


def _severity(domain: Domain) -> SearchStrategy[Worse | None]:
    match domain:
        case Number():
            return pick(None, "higher", "lower")
        case YesNo():
            return pick(None, ((False,), (True,)), ((True,), (False,)))
        case OneOf():
            names = [o.name for o in domain.options]
            ordered = st.permutations(names).map(lambda some: tuple((name,) for name in some))
            return st.none() | ordered
        case Note():
            return st.none()
