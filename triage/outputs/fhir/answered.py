"""What can be known of the answers at a place in the form, as statements about its items."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import ceil, floor
from typing import Final

from attrs import frozen

from triage.model.complement import complement
from triage.model.domains import Note, Number
from triage.model.facts import Fact
from triage.model.values import AnswerSet, Range
from triage.outputs.fhir.codes import is_whole
from triage.outputs.fhir.form import FormPlace
from triage.outputs.fhir.formulas import Atom, Formula, all_of, any_of

_OTHER: Final = "/other"


@frozen
class Answered:
    """The answers given at those places of a form that lie on the way to one of its parts.

    Attributes:
        places: for each fact, where it is asked; the form adds to them.
        on_the_way: whether a step, or the end, is on the way. A person who
            comes here was asked a fact at one such place at most.
    """

    facts: Mapping[str, Fact]
    places: Mapping[str, list[FormPlace]]
    on_the_way: Callable[[str], bool] = lambda _: True

    def among(self, fact: str, answers: AnswerSet) -> Formula:
        """Return the statement that a fact has one of some answers."""
        found = self.facts[fact]
        return any_of(_item_among(place.link, found, answers) for place in self._places(fact))

    def beyond(self, fact: str, answers: AnswerSet) -> Formula:
        """Return the statement that a fact has an answer, and none of these."""
        return self.among(fact, complement(answers, self.facts[fact]))

    def answered(self, fact: str) -> Formula:
        """Return the statement that a fact has an answer."""
        return self.beyond(fact, AnswerSet())

    def shown(self, fact: str) -> Formula:
        """Return the statement that a fact is asked at one of the places."""
        return any_of(place.when for place in self._places(fact))

    def _places(self, fact: str) -> list[FormPlace]:
        return [place for place in self.places.get(fact, ()) if self.on_the_way(place.at)]


def other_link(link: str) -> str:
    """Return the item beside one that is typed, for *not sure* and the named extra answers."""
    return f"{link}{_OTHER}"


def is_other(link: str) -> bool:
    """Tell whether an item stands beside one that is typed."""
    return link.endswith(_OTHER)


def _item_among(link: str, fact: Fact, answers: AnswerSet) -> Formula:
    if isinstance(fact.domain, Note):  # no condition reads one, so any answer will do
        return any_of(
            [Atom(link, "exists", fact.name), Atom(other_link(link), "exists", fact.name)]
        )
    if not isinstance(fact.domain, Number):
        return _choice_among(link, fact, answers)
    typed = [_number_within(link, fact.name, fact.domain, each) for each in answers.spans]
    return any_of([*typed, _choice_among(other_link(link), fact, answers)])


def _choice_among(link: str, fact: Fact, answers: AnswerSet) -> Formula:
    """Say it without `or` where all answers but one are meant: that needs no gate."""
    every = fact.choices()
    meant = [value for value in every if value in answers]
    others = [value for value in every if value not in meant]
    if meant and len(others) < 2 and len(meant) > 1:
        unlike = [Atom(link, "!=", fact.name, value) for value in others]
        return all_of([Atom(link, "exists", fact.name), *unlike])
    return any_of(Atom(link, "=", fact.name, value) for value in meant)


def _number_within(link: str, fact: str, domain: Number, within: Range) -> Formula:
    """Say both bounds always, so that a number out of its range leads nowhere."""
    low, above = domain.low, True
    if within.low is not None and within.low >= low:
        low, above = within.low, within.low_included
    high, below = domain.high, True
    if within.high is not None and within.high <= high:
        high, below = within.high, within.high_included
    if is_whole(domain):  # then so are the numbers compared with: more than 2.5 is 3 or more
        low, above = (low, above) if low == int(low) else (ceil(low), True)
        high, below = (high, below) if high == int(high) else (floor(high), True)
    if low > high or (low == high and not (above and below)):
        return False
    if low == high:
        return Atom(link, "=", fact, low)
    least = Atom(link, ">=" if above else ">", fact, low)
    return all_of([least, Atom(link, "<=" if below else "<", fact, high)])
