"""The names by which FHIR knows things: addresses of extensions and systems, and coded answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from triage.model.domains import Note, Number, YesNo
from triage.model.facts import Fact
from triage.model.tree import Tree
from triage.model.values import NOT_SURE, Value

Json: TypeAlias = dict[str, Any]

OURS: Final = "urn:triage-trees"
DIGEST_LINK: Final = "tree.digest"
# Has an answer in a program that keeps the answers of disabled items, and in no other.
KEEPS: Final = "tree.keeps"
REST: Final = "tree.rest"
# Lists what is to be seen, in programs that work it out.
SHOWN_LINK: Final = "tree.shown"

_CORE = "http://hl7.org/fhir/StructureDefinition"
HIDDEN: Final = f"{_CORE}/questionnaire-hidden"
ITEM_CONTROL: Final = f"{_CORE}/questionnaire-itemControl"
UNIT: Final = f"{_CORE}/questionnaire-unit"
LEAST: Final = f"{_CORE}/minValue"
GREATEST: Final = f"{_CORE}/maxValue"
DECIMAL_PLACES: Final = f"{_CORE}/maxDecimalPlaces"
TREE_STATUS: Final = f"{OURS}:extension:tree-status"
TREE_DIGEST: Final = f"{OURS}:extension:tree-digest"

_CONTROLS = "http://hl7.org/fhir/questionnaire-item-control"
_YES_NO = "http://terminology.hl7.org/CodeSystem/v2-0136"
_ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
FACTS: Final = f"{OURS}:facts"
LOINC: Final = "http://loinc.org"
SNOMED: Final = "http://snomed.info/sct"
UCUM: Final = "http://unitsofmeasure.org"
UCUM_CODES: Final = {
    "minutes": "min",
    "hours": "h",
    "days": "d",
    "weeks": "wk",
    "months": "mo",
    "years": "a",
    "°C": "Cel",
    "cm": "cm",
    "km": "km",
    "kg": "kg",
    "%": "%",
}


def url_of(tree: Tree, region: str | None = None, *, for_other: bool = False) -> str:
    """Return the address of a tree's questionnaire.

    Each region has words of its own, and so has the form for somebody else.
    """
    words = (region, "other" if for_other else None)
    return ":".join([f"{OURS}:{tree.id}", *filter(None, words)])


def canonical_of(tree: Tree, region: str | None = None, *, for_other: bool = False) -> str:
    """Return the address of a tree's questionnaire with its version."""
    return f"{url_of(tree, region, for_other=for_other)}|{tree.version}"


def identity_of(tree: Tree) -> list[Json]:
    """Return the extensions that say which tree it is exactly, and whether it is signed."""
    return [
        {"url": TREE_STATUS, "valueCode": tree.status},
        {"url": TREE_DIGEST, "valueString": tree.digest},
    ]


def dispositions_of(tree: Tree) -> str:
    """Return the system of the codes of dispositions: a scale of its own is one of its own."""
    return f"{OURS}:dispositions" if tree.own_scale is None else f"{OURS}:{tree.id}:dispositions"


def control(code: str) -> Json:
    """Return the extension that says how an item is to look."""
    return {
        "url": ITEM_CONTROL,
        "valueCodeableConcept": {"coding": [{"system": _CONTROLS, "code": code}]},
    }


def hidden() -> Json:
    """Return the extension that keeps an item from being shown."""
    return {"url": HIDDEN, "valueBoolean": True}


def unit(words: str) -> Json:
    """Return the extension that states the unit of a number."""
    code = UCUM_CODES.get(words)
    coded = {"system": UCUM, "code": code} if code else {}
    return {"url": UNIT, "valueCoding": {**coded, "display": words}}


def fact_code(fact: Fact) -> Json:
    """Return the code of a fact, the same wherever it is asked."""
    return {"system": FACTS, "code": fact.name, "display": fact.label}


def coding_of(value: Value, fact: Fact, tree: Tree) -> Json:
    """Return an answer that is chosen, not typed, as a coding."""
    system, code = _coded(value, fact, tree.id)
    return {"system": system, "code": code, "display": fact.say(value)}


def code_of(value: Value, fact: Fact) -> str:
    """Return the code of an answer that is chosen; it is one of its own within the fact."""
    return _coded(value, fact, "")[1]


def _coded(value: Value, fact: Fact, tree: str) -> tuple[str, str]:
    if value == NOT_SURE and not fact.sure:
        return _ABSENT, "asked-unknown"
    if isinstance(fact.domain, Note):
        return f"{OURS}:answers", "nothing-to-add"
    if isinstance(fact.domain, YesNo):
        return _YES_NO, "Y" if value is True else "N"
    return f"{OURS}:{tree}:{fact.name}", str(value)


def values_by_code(
    fact: Fact, values: tuple[Value, ...], tree: Tree
) -> Mapping[tuple[str, str], Value]:
    """Return the answers to choose from by system and code."""
    return {_coded(value, fact, tree.id): value for value in values}


def number_type(domain: Number) -> str:
    """Return the type of item that takes the numbers of a domain."""
    return "integer" if is_whole(domain) else "decimal"


def is_whole(domain: Number) -> bool:
    """Tell whether all numbers of a domain are whole."""
    return all(number == int(number) for number in (domain.low, domain.step))
