"""Quantities of other programs, in the unit that a question asks for."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from attrs import frozen

from triage.model.domains import Number
from triage.outputs.fhir.codes import UCUM, UCUM_CODES
from triage.words import _


@frozen
class _Unit:
    """A unit as so many of another one of its kind.

    Attributes:
        kind: what it measures; months and years are no number of days.
        size: how many of the smallest unit it is.
        zero: what its zero is in that unit.
    """

    kind: str
    size: Decimal
    zero: Decimal = Decimal(0)


_FAHRENHEIT = Decimal(5) / Decimal(9)
_ROUNDED = Decimal("0.05")
_UNITS: Final[Mapping[str, _Unit]] = {
    **{
        code: _Unit(kind, Decimal(size))
        for kind, sizes in {
            "time": {"s": "1", "min": "60", "h": "3600", "d": "86400", "wk": "604800"},
            "months": {"mo": "1", "a": "12"},
            "length": {
                "mm": "0.001",
                "cm": "0.01",
                "m": "1",
                "km": "1000",
                "[in_i]": "0.0254",
                "[ft_i]": "0.3048",
                "[mi_i]": "1609.344",
            },
            "mass": {"g": "1", "kg": "1000", "[lb_av]": "453.59237"},
            "share": {"%": "1"},
        }.items()
        for code, size in sizes.items()
    },
    "Cel": _Unit("temperature", Decimal(1)),
    "[degF]": _Unit("temperature", _FAHRENHEIT, -32 * _FAHRENHEIT),
    "K": _Unit("temperature", Decimal(1), Decimal("-273.15")),
}


def number_of(raw: object, domain: Number) -> float:
    """Return a Quantity as a number in the unit of a domain.

    A temperature is rounded to the nearest step where that changes it by no
    more than 0.05 degrees; everything else must come out on a step.

    Raises:
        ValueError: it has no number, or a unit that cannot be converted; the
            message says what was expected.
    """
    asked = UCUM_CODES.get(domain.unit or "")
    if not isinstance(raw, Mapping) or isinstance(value := raw.get("value"), bool):
        raise ValueError(_expected(asked))
    given = _UNITS.get(_code(raw))
    wanted = _UNITS.get(asked or "")
    if not isinstance(value, int | float | Decimal) or given is None or wanted is None:
        raise ValueError(_expected(asked))
    if given.kind != wanted.kind or raw.get("comparator") is not None:
        raise ValueError(_expected(asked))
    found = (Decimal(str(value)) * given.size + given.zero - wanted.zero) / wanted.size
    if given != wanted and given.kind == "temperature":
        step = Decimal(str(domain.step))
        near = (found / step).quantize(Decimal(1)) * step
        found = near if abs(near - found) <= _ROUNDED else found
    return float(round(found, 12))


def _code(raw: Mapping[object, object]) -> str:
    """Return the code of the unit; the words in which we ask for it will do."""
    code, unit = raw.get("code"), raw.get("unit")
    if isinstance(code, str):
        return code if raw.get("system") in (None, UCUM) else ""
    return UCUM_CODES.get(unit, unit) if isinstance(unit, str) else ""


def _expected(asked: str | None) -> str:
    if asked is None:
        return _("a number, not a quantity")
    return _("a value in {unit}, or in a unit of UCUM that can be converted to it", unit=asked)
