"""One patient's answers in clinical words: what is so, not so, not sure and not asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeAlias

from attrs import frozen

from triage.model.dispositions import Disposition
from triage.model.facts import Fact
from triage.model.values import NOT_SURE, Value

Answers: TypeAlias = Mapping[str, Value]

UNSURE: Final = "Not sure"
UNKNOWN: Final = "Not asked, or skipped"
_URGENT: Final = Disposition.SAME_DAY_URGENT.urgency


@frozen
class Group:
    """Facts that were answered alike.

    Attributes:
        name: how they were answered.
        facts: in clinical words, with the answer where the name does not say it.
    """

    name: str
    facts: tuple[str, ...]


def by_answer(facts: Iterable[Fact], answers: Answers) -> tuple[Group, ...]:
    """Return facts by their answers; nothing that was not answered counts as a no."""
    return _grouped(facts, answers, ("Stated", "Yes", "No"), _place_of_answer)


def by_danger(facts: Iterable[Fact], answers: Answers) -> tuple[Group, ...]:
    """Return danger signs by whether the answer is the one that is dangerous."""
    return _grouped(facts, answers, ("Present", "Not present"), _place_of_danger)


def is_danger(fact: Fact) -> bool:
    """Say whether some answer, other than *not sure*, calls for help today or now."""
    urgent = (demand for demand in fact.demands if demand.disposition.urgency >= _URGENT)
    return any(set(d.answers.values) - {NOT_SURE} or d.answers.ranges for d in urgent)


def clinically(fact: Fact) -> str:
    """Return a fact in clinical words, or in plain ones where it has no others."""
    return fact.clinical or fact.label


def _place_of_answer(_fact: Fact, value: Value) -> int:
    return (1 if value else 2) if isinstance(value, bool) else 0


def _place_of_danger(fact: Fact, value: Value) -> int:
    demanded = fact.demand(value)
    return 0 if demanded and demanded.urgency >= _URGENT else 1


def _grouped(
    facts: Iterable[Fact],
    answers: Answers,
    names: tuple[str, ...],
    place: Callable[[Fact, Value], int],
) -> tuple[Group, ...]:
    """Sort facts into groups, the unsure and the unanswered ones last; drop empty groups."""
    groups: dict[str, list[str]] = {name: [] for name in (*names, UNSURE, UNKNOWN)}
    for fact in facts:
        value = answers.get(fact.name)
        if value is None or value == NOT_SURE:
            groups[UNKNOWN if value is None else UNSURE].append(clinically(fact))
        else:
            name = names[place(fact, value)]
            groups[name].append(_with_answer(fact, value, name))
    return tuple(Group(name, tuple(said)) for name, said in groups.items() if said)


def _with_answer(fact: Fact, value: Value, group: str) -> str:
    """Leave out a yes or no that the name of the group says already."""
    said_by_group = {"Yes": True, "Present": True, "No": False, "Not present": False}
    if said_by_group.get(group) is value:
        return clinically(fact)
    return f"{clinically(fact)}: {fact.say(value)}"
