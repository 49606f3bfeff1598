"""Who publishes a form, where and in which release of FHIR: what an author's organisation settles.

By themselves our names are addresses at which nothing is found. With a base
they become addresses of a server, and are read back from there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, Literal

from attrs import field, fields_dict, frozen

from triage.errors import WrongArgument
from triage.model.values import shown
from triage.outputs.fhir.codes import OURS, Json
from triage.words import N_, _

_KINDS: Final = {
    "extension": "StructureDefinition",
    "results": "NamingSystem",
    "digest": "NamingSystem",
}
_CANONICAL_KEYS: Final = ("questionnaire", "instantiatesUri", "url")


def _must_be(pattern: str, expected: str) -> Callable[[Any, Any, object], None]:
    def check(_settings: object, attribute: Any, value: object) -> None:
        if value is not None and not (isinstance(value, str) and re.fullmatch(pattern, value)):
            raise WrongArgument(
                _(
                    "found `{name}: {found}`, expected {expected}",
                    name=attribute.name,
                    found=shown(value),
                    expected=_(expected),
                )
            )

    return check


_TEXT = r"\S(.*\S)?"
_DAY = r"\d{4}(-\d\d(-\d\d)?)?"
_ADDRESS = r"https?://[^\s?#|]*[^\s?#|/]"


@frozen(kw_only=True)
class Published:
    """What is said of a form beside what its tree says.

    Attributes:
        base: the address of the server, under which all our names then are.
        publisher: the name of the organisation.
        contact: its e-mail or web address.
        jurisdiction: the country for which it is meant, by its ISO 3166 code.
        date: when it was last changed; a year, month or day.
        profile: the profile that the Questionnaire is said to follow.
        release: of FHIR.
    """

    base: str | None = field(
        default=None,
        validator=_must_be(_ADDRESS, N_("an address such as https://example.org/fhir")),
    )
    publisher: str | None = field(default=None, validator=_must_be(_TEXT, N_("a name")))
    contact: str | None = field(
        default=None,
        validator=_must_be(r"[^\s@]+@[^\s@]+|https?://\S+", N_("an e-mail or web address")),
    )
    jurisdiction: str | None = field(
        default=None, validator=_must_be(r"[A-Z]{2}", N_("a country such as GB"))
    )
    date: str | None = field(default=None, validator=_must_be(_DAY, N_("a day such as 2026-11-29")))
    profile: str | None = field(
        default=None, validator=_must_be(_ADDRESS, N_("the address of a profile"))
    )
    release: Literal["R4", "R5"] = field(default="R4", validator=_must_be("R[45]", N_("R4 or R5")))

    def publish(self, resource: Json) -> Json:
        """Return a resource as it is published."""
        said = (
            {**resource, **self._said()}
            if resource["resourceType"] == "Questionnaire"
            else resource
        )
        named = said if self.base is None else _renamed(said, self._address)
        return to_r5(named) if self.release == "R5" else named

    def _address(self, name: str, key: str) -> str:
        return address_of(f"{self.base}", name, key)

    def _said(self) -> Json:
        system = "email" if self.contact and "@" in self.contact else "url"
        country = {"system": "urn:iso:std:iso:3166", "code": self.jurisdiction}
        said = {
            "meta": self.profile and {"profile": [self.profile]},
            "publisher": self.publisher,
            "contact": self.contact and [{"telecom": [{"system": system, "value": self.contact}]}],
            "jurisdiction": self.jurisdiction and [{"coding": [country]}],
            "date": self.date,
        }
        return {key: value for key, value in said.items() if value}


def address_of(base: str, name: str, key: str) -> str:
    """Return the address of one of our names under a base, by the key at which it stands."""
    rest, bar, version = name.removeprefix(f"{OURS}:").partition("|")
    first, _colon, last = rest.partition(":")
    if first in _KINDS:
        return f"{base}/{_KINDS[first]}/{(last or first).replace(':', '-')}"
    kind = "Questionnaire" if key in _CANONICAL_KEYS else "CodeSystem"
    return f"{base}/{kind}/{rest.replace(':', '-')}{bar}{version}"


def published_of(given: Mapping[str, object]) -> Published:
    """Return what a file of settings says.

    Raises:
        WrongArgument: a key or a value is none that is known.
    """
    known = fields_dict(Published)
    if unknown := [key for key in given if key not in known]:
        raise WrongArgument(
            _("found `{key}`, expected only: {known}", key=unknown[0], known=", ".join(known))
        )
    # YAML reads a day as what it is.
    plain = {
        key: value.isoformat() if isinstance(value, date) else value for key, value in given.items()
    }
    return Published(**plain)  # type: ignore[arg-type]  # the validators look


def _renamed(value: Any, rename: Callable[[str, str], str], key: str = "") -> Any:
    """Return plain data with each of our names as another one."""
    match value:
        case dict():
            is_system = value.get("resourceType") == "CodeSystem"
            at = "system" if is_system else "url"  # there it is the address of codes
            return {
                inner: _renamed(each, rename, at if inner == "url" else inner)
                for inner, each in value.items()
            }
        case list():
            return [_renamed(each, rename, key) for each in value]
        case str() if key == "ifNoneExist":  # a search by one of our names
            search, _equals, name = value.partition("=")
            return f"{search}={_renamed(name, rename)}"
        case str() if value.startswith(f"{OURS}:"):
            return rename(value, key)
    return value


# --- our resources of R4 in the form that R5 has for them


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
