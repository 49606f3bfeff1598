"""Two results of one person: which answers differ, and whether that is better or worse."""

from __future__ import annotations

from typing import ClassVar, Final, Literal, TypeAlias

from attrs import field, frozen

from triage.engine.result import Result
from triage.model.dispositions import Disposition
from triage.model.facts import Fact
from triage.model.serialise import JsonForm, Serialised
from triage.model.values import Value, is_number
from triage.words import N_, _

# None where the tree does not say which of two answers is worse.
Direction: TypeAlias = Literal["better", "same", "worse"] | None
COMPARISON_FORMAT: Final = 1


@frozen
class Difference:
    """One answer then and now."""

    fact: str
    label: str
    before: Value = field(repr=False)  # a log is no place for answers
    after: Value = field(repr=False)
    direction: Direction


@frozen
class Comparison(Serialised):
    """What has changed since earlier answers.

    Attributes:
        before: where the person was sent then; None where answers were missing.
        after: where the person is sent now; None while answers are missing.
        direction: whether that is less urgent, as urgent, or more.
        facts: the facts answered then and now whose answers differ.
        text: all of that in lines.
    """

    before: Disposition | None
    after: Disposition | None
    direction: Direction
    facts: tuple[Difference, ...] = field(repr=False)
    text: tuple[str, ...] = field(repr=False)

    json_form: ClassVar = JsonForm(name="comparison", version=COMPARISON_FORMAT)


def compare(earlier: Result, later: Result) -> Comparison:
    """Return what has changed from an earlier result to a later one of the same tree."""
    facts = later.tree.facts
    differing = tuple(
        Difference(name, facts[name].label, before, after, direction_of(facts[name], before, after))
        for name, after in later.answers.items()
        if (before := earlier.answers.get(name)) is not None and before != after
    )
    told = [_say(each, facts[each.fact]) for each in differing]
    overall = _overall(earlier, later)
    said = _say_overall(earlier, later, overall)
    return Comparison(earlier.disposition, later.disposition, overall, differing, (*said, *told))


def direction_of(fact: Fact, before: Value, after: Value) -> Direction:
    """Say whether an answer is better or worse than an earlier one, where the tree says so."""
    if before == after:
        return "same"
    if isinstance(fact.worse, tuple):
        level = {value: n for n, values in enumerate(fact.worse) for value in values}
        if before not in level or after not in level:
            return None
        return _direction(level[before], level[after])
    if fact.worse is None or not is_number(before) or not is_number(after):
        return None
    sign = 1 if fact.worse == "higher" else -1
    return _direction(sign * float(before), sign * float(after))


def _direction(before: float, after: float) -> Direction:
    if before == after:
        return "same"
    return "worse" if after > before else "better"


def _overall(earlier: Result, later: Result) -> Direction:
    if earlier.urgency is None or later.urgency is None:
        return None
    return _direction(earlier.urgency, later.urgency)


def _say(difference: Difference, fact: Fact) -> str:
    said = _CHANGED.get(difference.direction or "", N_("{label}: {now} (before: {before})"))
    after, before = fact.say(difference.after), fact.say(difference.before)
    return _(said, label=fact.label, now=after, before=before)


_CHANGED: Final = {
    "better": N_("{label}: {now} (before: {before}), better"),
    "worse": N_("{label}: {now} (before: {before}), worse"),
}


def _say_overall(earlier: Result, later: Result, overall: Direction) -> list[str]:
    """Say where the person was and is sent; nothing where either is not known."""
    if earlier.disposition is None or later.disposition is None:
        return []
    if earlier.disposition is later.disposition:
        return [_("as before: {where}", where=later.disposition.words)]
    said = _SENT.get(overall or "", N_("other than before: {now} (before: {before})"))
    return [_(said, now=later.disposition.words, before=earlier.disposition.words)]


_SENT: Final = {
    "better": N_("less urgent than before: {now} (before: {before})"),
    "worse": N_("more urgent than before: {now} (before: {before})"),
}
