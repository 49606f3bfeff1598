"""Kinds of programs that show a Questionnaire, each by what it knows of the standard and no more.

All of them read the JSON alone. They differ in whether they know the
expressions of SDC, and in whether the answer of an item that is disabled now
still counts for others.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import fhirpathpy
from attrs import frozen
from fhirpathpy.models import models

from tests.outputs.fhir.renderer import Json, every_item, is_hidden, rules_hold

DEFINING = ".defineVariable("
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire"
VARIABLE = "http://hl7.org/fhir/StructureDefinition/variable"
WORKED_OUT = "http://ehelse.no/fhir/StructureDefinition/sdf-calculatedExpression"
KINDS = {"integer": "valueInteger", "decimal": "valueDecimal", "choice": "valueCoding"}


@frozen
class Kind:
    """What a program does.

    Attributes:
        expressions: whether it knows variables, ``enableWhenExpression`` and
            ``calculatedExpression``.
        keeps: whether answers of disabled items count.
        works_out: whether it works out hidden items, as Refero does.
    """

    expressions: bool
    keeps: bool
    works_out: bool = False

    def visible(self, form: Json, answers: Json) -> list[Json]:
        """Return the items that a person sees, in order.

        Args:
            form: the Questionnaire.
            answers: by linkId, those of disabled items and initial ones, too.
        """
        known = _variables(form, answers) if self.expressions else {}
        given = {**answers, **(_worked_out(form, answers) if self.works_out else {})}
        shown: list[Json] = []

        def visit(items: list[Json], is_open: bool) -> None:
            for item in items:
                if self.expressions and (said := _said(item, "calculatedExpression")):
                    given[item["linkId"]] = next(iter(_evaluate(said, known)), None)
                so = is_open and rules_hold(item, given)
                if self.expressions and (said := _said(item, "enableWhenExpression")):
                    (value,) = _evaluate(said, known)
                    assert isinstance(value, bool)
                    so = so and value
                if not so and not self.keeps:
                    given[item["linkId"]] = None
                if so and not is_hidden(item):
                    shown.append(item)
                visit(item.get("item", []), so)

        visit(form["item"], True)
        return shown


def _said(item: Json, name: str) -> str | None:
    url = f"{SDC}-{name}"
    found = [e["valueExpression"] for e in item.get("extension", []) if e["url"] == url]
    return found[0]["expression"] if found else None


@cache
def _compiled(said: str) -> Callable[..., list[Any]]:
    return fhirpathpy.compile(said, models["r4"])


def _evaluate(said: str, known: Json) -> list[Any]:
    return _compiled(said)(known["resource"], known)


def _variables(form: Json, answers: Json) -> Json:
    """Return the variables of a form, each of which may read those before it."""
    resource = {"resourceType": "QuestionnaireResponse", "item": _items(form["item"], answers)}
    known: Json = {"resource": resource}
    for extension in form["extension"]:
        if extension["url"] == VARIABLE:
            stated = extension["valueExpression"]
            known[stated["name"]] = _evaluate(stated["expression"], known)
    return known


def _worked_out(form: Json, answers: Json) -> Json:
    """Return what hidden items come to, the strings before those that read them."""
    hidden = [item for item in every_item(form) if is_hidden(item)]
    found: Json = {}
    for kind in ("string", "boolean"):
        items = _items(form["item"], {**answers, **found})
        resource = {"resourceType": "QuestionnaireResponse", "item": items}
        for item in hidden:
            said = [e["valueString"] for e in item["extension"] if e["url"] == WORKED_OUT]
            if said and item["type"] == kind:
                found[item["linkId"]] = next(iter(_with_variables(said[0], resource)), False)
    return found


def _with_variables(said: str, resource: Json) -> list[Any]:
    """Evaluate ``%context.defineVariable(…)….select(…)``, which the library does not know."""
    known: Json = {"context": resource, "resource": resource}
    rest = said.removeprefix("%context")
    while rest.startswith(DEFINING):
        end = _closing(rest)
        name, _, inner = rest[len(DEFINING) : end].partition(", ")
        known[name.strip("'")] = _evaluate(inner, known)
        rest = rest[end + 1 :]
    return _evaluate(
        rest.removeprefix(".select(").removesuffix(")") if rest != said else said, known
    )


def _closing(text: str) -> int:
    """Return the place of the bracket that closes the first one."""
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if letter == ")" and depth == 0:
            return place
    raise AssertionError(text)


def _items(items: list[Json], answers: Json) -> list[Json]:
    found = []
    for item in items:
        inner = _items(item.get("item", []), answers)
        value = answers.get(item["linkId"])
        if inner or value is not None:
            answer = [] if value is None else [{_kind(item): _value(item, value)}]
            found.append({"linkId": item["linkId"], "answer": answer, "item": inner})
    return found


def _kind(item: Json) -> str:
    return KINDS.get(item["type"], "valueBoolean" if item["type"] == "boolean" else "valueString")


def _value(item: Json, value: Any) -> Any:
    if item["type"] != "choice":
        return value
    system, _, code = value.partition("|")
    return {"system": system, "code": code}
