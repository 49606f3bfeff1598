"""A form as the steps of a tree fill it: screens in order, each with when it is shown.

Nothing here knows FHIR: it says what is asked where, and gates, screens and
ends refer only to what stands before them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from attrs import define, field, frozen

from triage.model.tree import Tree
from triage.outputs.fhir.formulas import AllOf, AnyOf, Atom, Formula, No, holds_blank


@frozen
class Gate:
    """A statement with a name, so that others can refer to it; nobody sees it."""

    link: str
    when: Formula


@frozen
class FormPlace:
    """Where a fact is asked in the form.

    Attributes:
        link: the item; a fact asked at several places has several.
        at: the step at which it is asked. That may be a later one than the
            step whose question it is, where the question was passed over.
        when: when it is shown.
    """

    link: str
    fact: str
    at: str
    when: Formula


@frozen
class Shown:
    """One question, or the questions of one checklist or form.

    Attributes:
        heading: the words above a checklist or form, or None for a question alone.
        parts: words above some of its places, by their facts.
        is_form: whether its questions are put one by one, not ticked.
        when: when the screen is shown, which holds where any of its places is.
    """

    link: str
    heading: str | None
    places: tuple[FormPlace, ...]
    when: Formula
    parts: Mapping[str, str] = field(factory=dict)
    is_form: bool = False


@frozen
class SaidWords:
    """Words that are shown: an outcome, or what the answers call for at least.

    Attributes:
        kind: ``outcome``, ``demand`` or ``contradiction``.
        name: the outcome, the urgency or the number of the contradiction.
    """

    kind: Literal["outcome", "demand", "contradiction"]
    name: str
    when: Formula


Part: TypeAlias = Gate | Shown | SaidWords


@define
class Form:
    """All parts of a form, in order, and where each fact is asked."""

    tree: Tree
    parts: list[Part] = field(factory=list)
    places: dict[str, list[FormPlace]] = field(factory=dict)
    _links: set[str] = field(factory=set)
    _named: dict[Formula, Formula] = field(factory=dict)

    def name(self, link: str, when: Formula) -> Formula:
        """Give a statement a name, and return the statement that refers to it."""
        if not isinstance(when, AllOf | AnyOf | No):
            return when
        if when not in self._named:
            gate = self.free(link)
            self.parts.append(Gate(gate, when))
            self._named[when] = Atom(gate, "=", value=True)
        return self._named[when]

    def free(self, link: str) -> str:
        """Return a link that no other item has: the one asked for, or one like it."""
        number, free = 1, link
        while free in self._links:
            number += 1
            free = f"{link}.{number}"
        self._links.add(free)
        return free

    def open_blank(self) -> frozenset[str]:
        """Return the gates that are open while nothing is answered."""
        found: set[str] = set()
        for part in self.parts:
            if isinstance(part, Gate) and holds_blank(part.when, found):
                found.add(part.link)
        return frozenset(found)

    def add(self, shown: Shown) -> None:
        """Append a screen, and remember where its facts are asked."""
        self.parts.append(shown)
        for place in shown.places:
            self.places.setdefault(place.fact, []).append(place)
