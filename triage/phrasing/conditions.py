"""Conditions in plain words: ``days since this bout began: more than 14 days``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import evolve, frozen

from triage.model.complement import complement
from triage.model.conditions import All, Any, Condition, Count, Is, Not, Points, Score
from triage.model.domains import Number, with_unit
from triage.model.facts import Fact
from triage.model.values import NOT_SURE, AnswerSet, Range
from triage.phrasing.phrases import either, in_pairs
from triage.words import N_, _, ngettext

Facts = Mapping[str, Fact]
ALL_OF: Final = N_("{first}; and {second}")
ANY_OF: Final = N_("{first}; or {second}")


def say(condition: Condition, facts: Facts) -> str:
    """Return a condition in words; the words of a complement name *not sure*."""
    return Sayer(facts).say(condition)


@frozen
class Sayer:
    """Says conditions. A place that calls some facts otherwise overrides how."""

    facts: Facts

    def say(self, condition: Condition) -> str:
        """Return a condition in words; the words of a complement name *not sure*."""
        if own := condition.said(self):
            return own
        match condition.core:
            case Is(fact=fact, answers=answers):
                return self.one(answers, fact)
            case Count() as count:
                return self._count(count)
            case Score(points=points, total=total):
                counted = ", ".join(map(self._points, points))
                return _(
                    "a score of {sum}, counting {answers}",
                    sum=say_range(total, ""),
                    answers=counted,
                )
            case Not(of=inner):
                return self.deny(inner)
            case All(of=parts):
                return self._parts(parts, ALL_OF)
            case Any(of=parts):
                return self._parts(parts, ANY_OF)

    def deny(self, condition: Condition) -> str:
        """Say a complement by what is left, so that *not sure* is named where it is."""
        if own := condition.denied(self):
            return own
        match condition.core:
            case Is(fact=fact, answers=answers):
                left = complement(answers, self.facts[fact])
                return self.one(left, fact)
            case Count(low=low, high=high) as count:
                most = len(count.facts)
                fewer = [evolve(count, low=0, high=low - 1)] if low else []
                more = [evolve(count, low=high + 1, high=most)] if high < most else []
                return self.say(Any((*fewer, *more)))
            case Score() as score:
                return _("not {condition}", condition=self.say(score))
            case Not(of=inner):
                return self.say(inner)
            case All(of=parts):
                return self._parts(tuple(map(Not, parts)), ANY_OF)
            case Any(of=parts):
                return self._parts(tuple(map(Not, parts)), ALL_OF)

    def one(self, answers: AnswerSet, fact: str) -> str:
        """Return a fact with answers to it."""
        said = self.answers(answers, fact) or _("no answer")
        return f"{self.subject(fact)}{said}"

    def several(self, count: Count) -> str:
        """Return facts with the answers that so and so many of them have."""
        said = self.answers(count.answers, count.facts[0])
        return _(
            "{quantity} of {facts}: {answers}",
            quantity=quantity(count),
            facts=self.together(count),
            answers=said,
        )

    def label(self, fact: str) -> str:
        """Return a fact in a few words."""
        return self.facts[fact].label

    def subject(self, fact: str) -> str:
        """Return what stands before the answers to a fact."""
        return f"{self.label(fact)}: "

    def together(self, count: Count) -> str:
        """Return what stands for the facts of a count."""
        labels = [self.label(fact) for fact in count.facts]
        return ("; " if any("," in label for label in labels) else ", ").join(labels)

    def answers(self, answers: AnswerSet, fact: str) -> str:
        """Return a set of answers to a fact in words."""
        return say_answers(answers, self.facts[fact])

    def _count(self, count: Count) -> str:
        first = count.facts[0]
        if count.low == 0 and count.high >= len(count.facts):
            return _("any answers to {facts}", facts=self.together(count))
        if len(count.facts) == 1:
            one = Is(first, count.answers)
            return self.say(one if count.low else Not(one))
        if count.high == 0:  # none of them: that is all of the other answers, not sure too
            most, others = len(count.facts), complement(count.answers, self.facts[first])
            return self.several(evolve(count, answers=others, low=most, high=most))
        return self.several(count)

    def _points(self, entry: Points) -> str:
        return ngettext(
            "{answers} ({points} point)",
            "{answers} ({points} points)",
            abs(entry.points),
            answers=self.one(entry.answers, entry.fact),
            points=entry.points,
        )

    def _parts(self, parts: tuple[Condition, ...], pair: str) -> str:
        if len(parts) == 1:
            return self.say(parts[0])
        return in_pairs(pair, map(self._bracketed, parts))

    def _bracketed(self, part: Condition) -> str:
        said = self.say(part)
        between = (_(pair, first="", second="") for pair in (ALL_OF, ANY_OF))
        return f"({said})" if any(each in said for each in between) else said


def quantity(count: Count) -> str:
    """Return how many of its facts a count wants: ``all``, ``any``, ``2 or more``."""
    if count.low == len(count.facts):
        return _("all")
    if count.high < len(count.facts):
        if count.low:
            return _("{low} to {high}", low=count.low, high=count.high)
        return _("at most {high}", high=count.high)
    return _("any") if count.low == 1 else _("{low} or more", low=count.low)


def say_answers(answers: AnswerSet, fact: Fact) -> str:
    """Return a set of answers in words: ``more than 14 days or not sure``."""
    unit = fact.domain.unit if isinstance(fact.domain, Number) else ""
    values = [fact.say(v) for v in answers.values if v != NOT_SURE]
    ranges = [say_range(r, unit) for r in answers.ranges]
    unsure = [_("not sure")] if NOT_SURE in answers else []
    return either(values + ranges + unsure)


def say_range(numbers: Range, unit: str) -> str:
    """Return a range in words, with its unit."""
    low, high = numbers.low, numbers.high
    if low is not None and high is not None:
        return _say_between(numbers, unit)
    if low is not None:
        amount = with_unit(str(low), unit, one=low == 1)
        if numbers.low_included:
            return _("{amount} or more", amount=amount)
        return _("more than {amount}", amount=amount)
    if high is not None:
        amount = with_unit(str(high), unit, one=high == 1)
        if numbers.high_included:
            return _("{amount} or less", amount=amount)
        return _("less than {amount}", amount=amount)
    return _("any number")


def _say_between(numbers: Range, unit: str) -> str:
    if numbers.low == numbers.high:
        return with_unit(str(numbers.low), unit, one=numbers.low == 1)
    if numbers.low_included and numbers.high_included:
        return with_unit(_("{low} to {high}", low=numbers.low, high=numbers.high), unit)
    low = Range(low=numbers.low, low_included=numbers.low_included)
    high = Range(high=numbers.high, high_included=numbers.high_included)
    return _("{low} and {high}", low=say_range(low, unit), high=say_range(high, unit))
