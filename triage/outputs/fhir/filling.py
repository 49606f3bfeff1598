"""Answers in a form: which items are enabled by them, and which are hidden."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from attrs import frozen

from triage.model.domains import NOTHING_TO_ADD, Note, Number
from triage.model.tree import Tree
from triage.model.values import Value, is_number
from triage.outputs.fhir.answered import other_link
from triage.outputs.fhir.form import Form, FormPlace, Gate, Shown
from triage.outputs.fhir.formulas import AllOf, AnyOf, Atom, Formula, No
from triage.outputs.fhir.unroll import form_of

_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@frozen
class Filled:
    """A form with answers.

    Attributes:
        screens: what is to be seen: each screen with those of its places
            that are enabled.
        answers: the answers that are to be seen, by the link of their item.
        facts: the same, by fact.
    """

    screens: tuple[tuple[Shown, tuple[FormPlace, ...]], ...]
    answers: Mapping[str, Value]
    facts: Mapping[str, Value]


@lru_cache(maxsize=16)
def prepared_form(tree: Tree) -> Form:
    """Return the form of a tree, made once as long as few others are asked for.

    Raises:
        ModuleError: the tree is a module that cannot be asked by itself.
    """
    return form_of(tree)


def fill_facts(tree: Tree, facts: Mapping[str, Value]) -> Filled:
    """Return the form of a tree as somebody with these answers fills it in."""
    return _fill(tree, lambda place: _as_items(place, facts.get(place.fact), tree))


def fill_items(tree: Tree, answers: Mapping[str, Value]) -> Filled:
    """Return the form of a tree with answers at its items, hidden ones among them."""
    return _fill(tree, lambda place: _kept(place, answers))


def _fill(tree: Tree, answers_at: Callable[[FormPlace], Mapping[str, Value]]) -> Filled:
    """Go through the form once: each statement is about what stands before it."""
    given: dict[str, Value] = {}
    facts: dict[str, Value] = {}
    screens: list[tuple[Shown, tuple[FormPlace, ...]]] = []
    for part in prepared_form(tree).parts:
        if isinstance(part, Gate):
            given |= {part.link: True} if holds(part.when, given) else {}
        elif isinstance(part, Shown):
            enabled = tuple(place for place in part.places if holds(place.when, given))
            screens += [(part, enabled)] if enabled else []
            for place in enabled:
                found = answers_at(place)
                given |= found
                facts.update((place.fact, value) for value in found.values())
    gates = {part.link for part in prepared_form(tree).parts if isinstance(part, Gate)}
    seen = {link: value for link, value in given.items() if link not in gates}
    return Filled(tuple(screens), seen, facts)


def _as_items(place: FormPlace, value: Value | None, tree: Tree) -> Mapping[str, Value]:
    """Return which item of a question takes an answer."""
    if value is None:
        return {}
    domain = tree.facts[place.fact].domain
    chosen = isinstance(domain, Number) and not is_number(value)
    typed = not chosen and not (isinstance(domain, Note) and value == NOTHING_TO_ADD)
    return {place.link if typed else other_link(place.link): value}


def _kept(place: FormPlace, answers: Mapping[str, Value]) -> Mapping[str, Value]:
    """Return the answer at a question; what was chosen gives way to a number."""
    for link in (place.link, other_link(place.link)):
        if link in answers:
            return {link: answers[link]}
    return {}


def holds(when: Formula, given: Mapping[str, Value]) -> bool:
    """Say whether a statement about items holds."""
    match when:
        case bool():
            return when
        case Atom():
            return _compared(when, given.get(when.link))
        case No(of=inner):
            return not holds(inner, given)
        case AllOf(of=parts):
            return all(holds(part, given) for part in parts)
        case AnyOf(of=parts):
            return any(holds(part, given) for part in parts)


def _compared(atom: Atom, value: Value | None) -> bool:
    if value is None or atom.value is None:
        return value is not None
    return _COMPARISONS[atom.operator](value, atom.value)
