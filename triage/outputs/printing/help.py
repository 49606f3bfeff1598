"""Which signs to look for, by urgency, and what to do when one comes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from attrs import evolve, frozen

from triage.locales.regions import Region, localize
from triage.model.dispositions import Disposition, Scale
from triage.model.facts import Fact
from triage.model.tree import Outcome, Tree
from triage.model.values import AnswerSet
from triage.outputs.chart.look import Look, look_of_help
from triage.phrasing.phrases import capitalised
from triage.phrasing.signs import sign_of

# "10177 (or 112 from a mobile phone)" is a sentence.
_LONGEST_NUMBER: Final = 12
_PLACE: Final = re.compile(r"\{([^}]+)\}")
_WORD: Final = re.compile(r"\w+")
_SMALL: Final = frozenset(re.split(" ", "a an and get gets has have is it one or the"))


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
    return _dangers(tree.scale, (tree.facts[name] for name in asked_in(tree)))


def dangers_to_come(tree: Tree) -> tuple[Danger, ...]:
    """Return the signs that can come over somebody later: neither age nor a medicine is one.

    What somebody denied is among them, as it may be so tomorrow.
    """
    facts = (tree.facts[name] for name in asked_in(tree))
    return _dangers(tree.scale, (fact for fact in facts if not fact.background))


def _dangers(scale: Scale, facts: Iterable[Fact]) -> tuple[Danger, ...]:
    signs: dict[Disposition, dict[str, None]] = {each: {} for each in scale.urgent}
    for fact in facts:
        for disposition, answers in _demanded(fact):
            if disposition in signs and (said := sign_of(fact, answers)):
                signs[disposition][said] = None
    return tuple(Danger(each, each.words, tuple(said)) for each, said in signs.items() if said)


def _demanded(fact: Fact) -> Iterator[tuple[Disposition, AnswerSet]]:
    """Yield which answers demand what; a range within a wider one for the same help is left out."""
    for demand in fact.demands:
        wider = [
            numbers
            for other in fact.demands
            if other.disposition == demand.disposition and other is not demand
            for numbers in other.answers.ranges
        ]
        ranges = tuple(
            r for r in demand.answers.ranges if not any(w.covers(r) and w != r for w in wider)
        )
        yield demand.disposition, evolve(demand.answers, ranges=ranges)


def asked_in(tree: Tree) -> tuple[str, ...]:
    """Return the facts that the steps of a tree ask for, each once and in order."""
    return tuple(dict.fromkeys(name for step in tree.steps.values() for name in step.ask))


# --- which signs to look for, and what to do when one comes, by urgency


@frozen
class Help:
    """Signs that call for the same help.

    Attributes:
        disposition: where a person goes who has one of the signs.
        is_urgent: whether that is today.
        title: the disposition in words.
        how: whom to call or where to go.
        watch: what the outcome says to look for.
        dangers: all other signs that the tree sends there.
        look: of the box.
    """

    disposition: Disposition
    is_urgent: bool
    title: str
    how: str
    watch: tuple[str, ...]
    dangers: tuple[str, ...]
    look: Look


def help_for(outcome: Outcome, tree: Tree, region: Region) -> tuple[Help, ...]:
    """Return what to look for after an outcome, the most urgent first.

    These are the signs that the outcome names, and those of the tree that call
    for more than the outcome itself: nobody who needs help now is told of signs
    for which today is enough.
    """
    watched = [tree.watch_for[name] for name in outcome.watch_for]
    urgency = outcome.disposition.urgency
    more = [danger for danger in dangers_to_come(tree) if danger.disposition.urgency > urgency]
    dangers = {danger.disposition: danger.signs for danger in more}
    found = (
        _help(
            disposition,
            region,
            tuple(localize(w.look_for, region) for w in watched if w.then == disposition),
            dangers.get(disposition, ()),
        )
        for disposition in reversed(tree.scale.dispositions)
    )
    return tuple(help for help in found if help.watch or help.dangers)


def _help(
    disposition: Disposition, region: Region, watch: tuple[str, ...], dangers: tuple[str, ...]
) -> Help:
    words = disposition.heading
    watch = tuple(dict.fromkeys(watch))
    dangers = tuple(each for each in dangers if not any(is_said_in(each, said) for said in watch))
    look = look_of_help(disposition)
    title = capitalised(words)
    how = localize(disposition.help, region)
    return Help(disposition, disposition.is_urgent, title, how, watch, dangers, look)


def is_said_in(sign: str, text: str) -> bool:
    """Tell whether all words of a sign stand in a text, in their order; small ones do not count."""
    following, words = iter(_words(text)), _words(sign)
    return bool(words) and all(word in following for word in words)


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if word not in _SMALL]


def number_to_call(disposition: Disposition, region: Region) -> str:
    """Return the number that help is called by in a country; "" where none is read at a glance."""
    named = _PLACE.search(disposition.help)
    number = _number_of(named[1], region) if named else ""
    return number if re.search(r"\d", number) and len(number) <= _LONGEST_NUMBER else ""


def _number_of(place: str, region: Region) -> str:
    own, name = dict(region.own), place.replace(" ", "_")
    if place in own:
        return own[place]
    return region.urgent_number or "" if name == "urgent_advice" else getattr(region, name, "")
