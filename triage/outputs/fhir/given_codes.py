"""Codes of LOINC and SNOMED CT that an author gives to facts and outcomes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from attrs import field, frozen

from triage.errors import WrongArgument
from triage.model.tree import Tree
from triage.model.values import shown
from triage.outputs.fhir.answered import is_other
from triage.outputs.fhir.codes import FACTS, LOINC, SNOMED, Json
from triage.words import _

# How the digits of a number are mixed by their place, and how two of them are joined (Verhoeff).
_MIXED: Final = "1576283094"
_JOINED: Final = (
    "0123456789",
    "1234067895",
    "2340178956",
    "3401289567",
    "4012395678",
    "5987604321",
    "6598710432",
    "7659821043",
    "8765932104",
    "9876543210",
)


def _is_loinc(code: str) -> bool:
    """Tell whether the last digit checks the others, so that a slip is found (Luhn)."""
    number, dash, check = code.partition("-")
    if not (dash and len(check) == 1 and (number + check).isdecimal() and code.isascii()):
        return False
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(number)))
    return (sum(n - 9 * (n > 9) for n in doubled) + int(check)) % 10 == 0


def _is_snomed(code: str) -> bool:
    """Tell whether the last digit checks the others, so that a slip is found (Verhoeff)."""
    if not (code.isdecimal() and code.isascii() and 6 <= len(code) <= 18):
        return False
    joined = 0
    for place, digit in enumerate(reversed(code)):
        mixed = int(digit)
        for _turn in range(place % 8):
            mixed = int(_MIXED[mixed])
        joined = int(_JOINED[joined][mixed])
    return joined == 0


_SYSTEMS: Final[Mapping[str, tuple[str, Callable[[str], bool]]]] = {
    "loinc": (LOINC, _is_loinc),
    "snomed": (SNOMED, _is_snomed),
}


@frozen
class GivenCodes:
    """Codings by the names of facts and outcomes."""

    by_name: Mapping[str, tuple[Json, ...]] = field(factory=dict)

    def fit(self, tree: Tree) -> None:
        """Look whether a tree has all that codes are given to.

        Raises:
            WrongArgument: it has no such fact or outcome.
        """
        for name in self.by_name:
            if name not in tree.facts and name not in tree.outcomes:
                raise WrongArgument(
                    _("found codes for `{name}`, expected a fact or an outcome", name=name)
                )

    def add(self, value: Any) -> Any:
        """Return a Questionnaire, or a part of one, with the codes of its facts.

        What is chosen beside a number, such as *not sure*, is not what its codes are of.
        """
        if isinstance(value, list):
            return [self.add(each) for each in value]
        if not isinstance(value, dict):
            return value
        added = {key: self.add(each) for key, each in value.items()}
        link = value.get("linkId")
        for coded in value.get("code", ()) if link and not is_other(link) else ():
            if coded["system"] == FACTS and coded["code"] in self.by_name:
                added["code"] = [*value["code"], *self.by_name[coded["code"]]]
        return added

    def add_to_request(self, request: Json, outcome: str | None) -> Json:
        """Return a request or plan with the codes of an outcome; others as they are."""
        more = self.by_name.get(outcome or "", ())
        if not more:
            return request
        if request["resourceType"] == "ServiceRequest":
            coded = [*request["code"]["coding"], *more]
            return {**request, "code": {**request["code"], "coding": coded}}
        if request["resourceType"] == "CarePlan":
            return {**request, "category": [{"coding": [*more]}]}
        return request


def given_codes(given: object) -> GivenCodes:
    """Return the codes that a file of settings gives.

    Raises:
        WrongArgument: they are not as ``fever: {loinc: 8310-5}``, or a code has a slip.
    """
    expected = _("a mapping, like `fever: {{loinc: 8310-5, snomed: 386661006}}`")
    if not isinstance(given, Mapping):
        raise _refused(given, expected)
    found: dict[str, tuple[Json, ...]] = {}
    for name, codes in given.items():
        if not isinstance(codes, Mapping):
            raise _refused(codes, expected)
        found[str(name)] = tuple(_coding(str(system), str(code)) for system, code in codes.items())
    return GivenCodes(found)


def _coding(system: str, code: str) -> Json:
    if system not in _SYSTEMS:
        raise _refused(system, _("one of {systems}", systems=_listed(_SYSTEMS)))
    url, is_right = _SYSTEMS[system]
    if not is_right(code):
        raise _refused(code, _("a code of {system}, whose last digit checks it", system=system))
    return {"system": url, "code": code}


def _refused(found: object, expected: str) -> WrongArgument:
    return WrongArgument(
        _("codes: found {found}, expected {expected}", found=shown(found), expected=expected)
    )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
