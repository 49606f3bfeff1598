"""Three readers of FHIR, each of which sees faults that the others miss, and a check of our own."""

from __future__ import annotations

import contextlib
import io
import json
from functools import cache
from pathlib import Path

import fhirpathpy
from fhir.resources.R4B import get_fhir_model_class
from fhirpathpy.models import models
from jsonschema.validators import Draft6Validator

from tests.outputs.fhir.renderer import Json, every_item

OFFICIAL = Path(__file__).parent / "official"
# Items stand in items: what the standard says of one holds at any depth.
NESTED = {"Questionnaire.item": "Questionnaire.repeat(item)"}
NESTED["Questionnaire.item.enableWhen"] = f"{NESTED['Questionnaire.item']}.enableWhen"
NESTED["QuestionnaireResponse.item"] = "QuestionnaireResponse.repeat(item)"
# Asks for the type of an answer, which the library loses below repeat(); see `_own`.
LEFT_TO_US = {"que-7"}


def faults(resource: Json) -> list[str]:
    """Return all that is wrong with a resource, each fault with who found it."""
    return [
        *_by_schema(resource),
        *_by_invariants(resource),
        *_by_library(resource),
        *_own(resource),
    ]


@cache
def _schema() -> Draft6Validator:
    schema = json.loads((OFFICIAL / "fhir-r4.schema.json").read_text(encoding="utf-8"))
    return Draft6Validator(schema)


def _by_schema(resource: Json) -> list[str]:
    definition = {"$ref": f"#/definitions/{resource['resourceType']}"}
    everything = _schema().schema
    assert isinstance(everything, dict)
    validator = _schema().evolve(schema={**everything, "oneOf": [definition]})
    return [
        f"schema: {error.json_path}: {error.message[:200]}"
        for error in validator.iter_errors(resource)
    ]


@cache
def _invariants() -> list[tuple[str, str, str]]:
    """Return each constraint, ready to be evaluated on a whole resource."""
    stated = json.loads((OFFICIAL / "invariants.json").read_text(encoding="utf-8"))
    return [
        (key, path.partition(".")[0], f"{NESTED.get(path, path)}.all({each['expression']})")
        for key, each in stated.items()
        for path in each["on"]
        if key not in LEFT_TO_US
    ]


def _by_invariants(resource: Json) -> list[str]:
    found = []
    for key, kind, expression in _invariants():
        if kind == resource["resourceType"]:
            with contextlib.redirect_stdout(io.StringIO()):  # the standard's own trace() prints
                held = fhirpathpy.evaluate(
                    resource, expression, {"resource": resource}, models["r4"]
                )
            found += [] if held == [True] else [f"invariant: {key}"]
    return found


def _by_library(resource: Json) -> list[str]:
    try:
        get_fhir_model_class(resource["resourceType"]).model_validate(resource)
    except ValueError as error:
        return [f"library: {error}"]
    return []


def _own(resource: Json) -> list[str]:
    """Find statements about items that do not stand before the one that they enable."""
    before: set[str] = set()
    found = []
    for item in every_item(resource) if resource["resourceType"] == "Questionnaire" else ():
        asked = {rule["question"] for rule in item.get("enableWhen", [])}
        found += [f"own: {item.get('linkId')} asks for {each}" for each in asked - before]
        bare = [r for r in item.get("enableWhen", []) if r["operator"] == "exists"]
        found += ["own: que-7" for rule in bare if not isinstance(rule.get("answerBoolean"), bool)]
        before.add(item.get("linkId", ""))
    return found
