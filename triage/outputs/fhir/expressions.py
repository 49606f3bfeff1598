"""Statements about a form in FHIRPath, for programs that know the expressions of SDC.

Each answer and each gate becomes a variable of the Questionnaire, in the order
of the form. An answer counts in it only while its question is shown, so that
nothing depends on what a program does with the answers of disabled items.

Programs read all of this anew after each answer, so it is said in few words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, TypeGuard

from attrs import define, field

from triage.model.domains import Note, Number
from triage.model.values import Value, is_number
from triage.outputs.fhir.answered import other_link
from triage.outputs.fhir.codes import Json, code_of, number_type
from triage.outputs.fhir.form import Form, FormPlace, Gate, Shown
from triage.outputs.fhir.formulas import AllOf, AnyOf, Atom, Formula, No

_SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire"
ENABLED: Final = f"{_SDC}-enableWhenExpression"
CALCULATED: Final = f"{_SDC}-calculatedExpression"
# As Refero knows it: a string, on items of any type.
CALCULATED_STRING: Final = "http://ehelse.no/fhir/StructureDefinition/sdf-calculatedExpression"
VARIABLE: Final = "http://hl7.org/fhir/StructureDefinition/variable"
# What is longer gets a name, as it may stand in several other statements. Smart Forms
# parses every letter anew; LHC-Forms once, and looks after each name, needed or not.
LONGEST: Final = 120
LONGEST_WHERE_PARSED: Final = 30
_NAMES = re.compile(r"%(\w+)")
# Stands for the path to an item until it is known which groups it is in.
_LINKS = re.compile("«([^»]*)»")


@define
class Expressions:
    """The variables of a form, and statements that refer to them.

    Attributes:
        by_type: whether a value stands under the name of its type.
        longest: how many letters of a statement may stand without a name.
        variables: expressions by their names, each after those that it refers to.
    """

    form: Form
    by_type: bool = False
    longest: int = LONGEST
    variables: dict[str, str] = field(factory=dict)
    _names: dict[str, str] = field(factory=dict)
    _said: dict[Formula, str] = field(factory=dict)
    _used: set[str] = field(factory=set)

    def __attrs_post_init__(self) -> None:
        """Name the answers and gates of the form, from its first to its last."""
        for part in self.form.parts:
            if isinstance(part, Gate):
                self._names[part.link] = self._of(part.when)
            elif isinstance(part, Shown):
                for place in part.places:
                    self._answers(place)

    def when(self, formula: Formula) -> str:
        """Return a statement as an expression that is true or false, never empty."""
        said = self._of(formula)
        self._used.update(_NAMES.findall(said))
        return said

    def declared(self, items: list[Json]) -> list[Json]:
        """Return the variables that the statements so far need, as extensions.

        Args:
            items: the items of the form, which say where each answer stands.
        """
        needed = self._needed(items, "%resource")
        return [expression(VARIABLE, said, name) for name, said in needed.items()]

    def in_one(self, statements: Mapping[str, str], items: list[Json]) -> str:
        """Return one expression for the names of those statements that hold, as ``|1|5|``.

        Args:
            statements: expressions by their names.
            items: the items of the form, which say where each answer stands.
        """
        needed = self._needed(items, "%context")  # Refero does not know %resource
        named = "".join(f".defineVariable('{name}', {said})" for name, said in needed.items())
        held = "".join(f" & iif({said}, '{name}|', '')" for name, said in statements.items())
        return f"%context{named}.select('|'{held})"

    def _needed(self, items: list[Json], root: str) -> dict[str, str]:
        """Return the variables that the statements so far need, by their names."""
        paths, needed = dict(_paths(items, root)), dict[str, str]()
        for name, said in reversed(self.variables.items()):
            if name in self._used:
                needed[name] = _LINKS.sub(lambda found: paths[found[1]], said)
                self._used.update(_NAMES.findall(needed[name]))
        return dict(reversed(needed.items()))

    def _answers(self, place: FormPlace) -> None:
        """Name what is typed or chosen at a question, and what is chosen beside it.

        A name for a whole group would be shorter, but programs may forget the
        types of what is in a variable, and then find no answers there.
        """
        so = [self._of(place.when)]
        domain = self.form.tree.facts[place.fact].domain
        typed = isinstance(domain, Number | Note)
        coded = ".Coding.code" if self.by_type else ".code"
        kind = f".{number_type(domain)}" if isinstance(domain, Number) else ".string"
        within = kind if self.by_type else ""
        for link, is_typed in ((place.link, typed), (other_link(place.link), False)):
            value = f"«{link}».answer.value" + (within if is_typed else coded)
            self._names[link] = self._name(_while(" and ".join(so), value))
            so = [*so, f"{self._names[link]}.empty()"]  # a typed answer comes first
            if not typed:
                break

    def _name(self, said: str) -> str:
        name = f"v{len(self.variables) + 1}"
        self.variables[name] = said
        return f"%{name}"

    def _of(self, formula: Formula) -> str:
        if formula not in self._said:
            said = self._say(formula)
            self._said[formula] = self._name(said) if len(said) > self.longest else said
        return self._said[formula]

    def _say(self, formula: Formula) -> str:
        match formula:
            case bool():
                return "true" if formula else "false"
            case Atom():
                return self._compared(formula)
            case No(of=Atom(fact=fact, value=None) as atom) if fact:
                return f"{self._names[atom.link]}.empty()"
            case No(of=inner):
                return f"({self._of(inner)}).not()"
            case AllOf(of=parts):
                return self._all(parts)
            case AnyOf(of=parts):
                return f"({' or '.join(map(self._of, parts))})"

    def _all(self, parts: tuple[Formula, ...]) -> str:
        """Say that all parts hold; that there is an answer is said once."""
        compared = {part.link for part in parts if _is_compared(part)}
        said: dict[str, None] = {}
        for part in parts:
            if isinstance(part, Atom) and part.fact and part.link in compared:
                said[f"{self._names[part.link]}.exists()"] = None
                said |= {} if part.value is None else {self._beside(part, part.value): None}
            else:
                said[self._of(part)] = None
        return f"({' and '.join(said)})"

    def _compared(self, atom: Atom) -> str:
        """Say a comparison so that it is false, not empty, where there is no answer."""
        name = self._names[atom.link]
        if not atom.fact:
            return name
        if atom.value is None:
            return f"{name}.exists()"
        said = self._beside(atom, atom.value)
        return f"({name}.exists() and {said})" if _is_compared(atom) else said

    def _beside(self, atom: Atom, value: Value) -> str:
        """Say a comparison where it is said that there is an answer."""
        name, fact = self._names[atom.link], self.form.tree.facts[atom.fact]
        said = str(value) if is_number(value) else f"'{code_of(value, fact)}'"
        return f"{name} {atom.operator} {said}" if _is_compared(atom) else f"{said} in {name}"


def _paths(items: list[Json], above: str) -> Iterator[tuple[str, str]]:
    """Yield for each item where it stands in a response."""
    for item in items:
        path = f"{above}.item.where(linkId='{item['linkId']}')"
        yield item["linkId"], path
        yield from _paths(item.get("item", []), path)


def _while(so: str, value: str) -> str:
    """Say a value that is none unless something holds."""
    return value if so == "true" else f"iif({so}, {value})"


def _is_compared(part: Formula) -> TypeGuard[Atom]:
    """Tell whether a statement would be empty, not false, where there is no answer."""
    return isinstance(part, Atom) and part.operator not in ("exists", "=")


def expression(url: str, said: str, name: str | None = None) -> Json:
    """Return an extension that holds an expression of FHIRPath."""
    named = {"name": name} if name else {}
    value = {**named, "language": "text/fhirpath", "expression": said}
    return {"url": url, "valueExpression": value}
