"""Our resources of FHIR R4 in the form that R5 has for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from triage.outputs.fhir.codes import Json


def to_r5(resource: Json) -> Json:
    """Return a resource of R4 that we made as one of R5; all that is said is kept."""
    return _CHANGED.get(resource["resourceType"], dict)(resource)


def _questionnaire(resource: Json) -> Json:
    return {**resource, "item": [_item(item) for item in resource["item"]]}


def _item(item: Json) -> Json:
    """Return an item; what R4 calls a choice is a coding of which only the options are taken."""
    changed = dict(item)
    if item["type"] == "choice":
        changed |= {"type": "coding", "answerConstraint": "optionsOnly"}
    if "item" in item:
        changed["item"] = [_item(inner) for inner in item["item"]]
    return changed


def _response(resource: Json) -> Json:
    named = {"identifier": [resource["identifier"]]} if "identifier" in resource else {}
    return {**resource, **named}


def _request(resource: Json) -> Json:
    changed = dict(resource)
    if "supportingInfo" in resource:
        changed["supportingInfo"] = [{"reference": each} for each in resource["supportingInfo"]]
    changed["code"] = {"concept": resource["code"]}
    changed["patientInstruction"] = [{"instructionMarkdown": resource["patientInstruction"]}]
    return changed


def _plan(resource: Json) -> Json:
    """Return a plan; an activity of R5 is a resource, and stands in the plan as one of its own."""
    changed = dict(resource)
    details = [activity["detail"] for activity in resource.get("activity", [])]
    if details:
        changed["contained"] = [
            _contained(f"activity-{n}", detail, resource) for n, detail in enumerate(details, 1)
        ]
        changed["activity"] = [
            {"plannedActivityReference": {"reference": f"#{each['id']}"}}
            for each in changed["contained"]
        ]
    return changed


def _contained(name: str, detail: Json, plan: Json) -> Json:
    return {
        "resourceType": "ServiceRequest",
        "id": name,
        "status": plan["status"],
        "intent": plan["intent"],
        "doNotPerform": detail["doNotPerform"],
        "code": {"concept": detail["code"]},
        "subject": plan["subject"],
        "patientInstruction": [{"instructionMarkdown": detail["description"]}],
    }


def _bundle(resource: Json) -> Json:
    entries = [{**entry, "resource": to_r5(entry["resource"])} for entry in resource["entry"]]
    return {**resource, "entry": entries}


_CHANGED: Final[Mapping[str, Callable[[Json], Json]]] = {
    "Questionnaire": _questionnaire,
    "QuestionnaireResponse": _response,
    "ServiceRequest": _request,
    "CarePlan": _plan,
    "StructureDefinition": lambda resource: {**resource, "fhirVersion": "5.0.0"},
    "Bundle": _bundle,
}
