"""The danger signs that a tree asks about, for a box that stands on its own."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from triage.model.dispositions import Disposition
from triage.model.facts import Demand, Fact
from triage.model.tree import Tree
from triage.model.values import NOT_SURE
from triage.phrasing.conditions import say_answers

_URGENT = (Disposition.EMERGENCY, Disposition.SAME_DAY_URGENT)


@frozen
class Danger:
    """Signs of which any one calls for the same help, whatever else is so.

    Attributes:
        disposition: where a person with one of the signs must go.
        words: the disposition in words.
        signs: in words, in the order in which the tree asks about them.
    """

    disposition: Disposition
    words: str
    signs: tuple[str, ...]


def dangers_of(tree: Tree) -> tuple[Danger, ...]:
    """Return the signs by where they send a person, the most urgent first."""
    found = [(d.disposition, say) for name in asked_in(tree) for d, say in _signs(tree.facts[name])]
    by_disposition = (
        Danger(each, each.words, tuple(say for disposition, say in found if disposition is each))
        for each in _URGENT
    )
    return tuple(danger for danger in by_disposition if danger.signs)


def asked_in(tree: Tree) -> tuple[str, ...]:
    """Return the facts that the steps of a tree ask for, each once and in order."""
    return tuple(dict.fromkeys(name for step in tree.steps.values() for name in step.ask))


def _signs(fact: Fact) -> Iterator[tuple[Demand, str]]:
    """Yield what an answer calls for, with the sign in words; *not sure* is no sign."""
    for demand in fact.demands:
        values = tuple(value for value in demand.answers.values if value != NOT_SURE)
        said = say_answers(evolve(demand.answers, values=values), fact)
        if said:
            yield demand, fact.label if said == "yes" else f"{fact.label}: {said}"
