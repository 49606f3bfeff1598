"""The formats of other software: one more is a line here and a file that writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pkgutil import resolve_name
from typing import Final

from attrs import frozen

from triage.engine.result import Result
from triage.model.tree import Tree


@frozen
class Exported:
    """What is written.

    Attributes:
        data: plain data, as ``json`` writes it, or a text.
        about: what it is, in a few words.
    """

    data: Mapping[str, object] | str
    about: str


@frozen
class Exporter:
    """What writes one format.

    Attributes:
        tree: writes a tree for a region, by its code; None for words that fit any country.
        result: writes what a patient comes to, complete or not. It is told who the patient
            is, as a reference such as ``Patient/1``, and when the answers were given.
        configured: returns it for a program that is to show a tree, or None for any, with
            what a file of settings says; None where there is nothing to settle.
    """

    tree: Callable[[Tree, str | None], Exported]
    result: Callable[[Result, str, datetime], Exported]
    configured: Callable[[str | None, Mapping[str, object]], Exporter] | None = None


# The module that holds an exporter, a colon, and its name there; it is imported when it is used.
EXPORTERS: Final[Mapping[str, str]] = {
    "fhir": "triage.outputs.fhir.exporting:FHIR",
    "fhir-definitions": "triage.outputs.fhir.exporting:DEFINITIONS",
    "sql": "triage.outputs.sql.exporting:OUTCOME",
    "sql-at-least": "triage.outputs.sql.exporting:AT_LEAST",
    "sql-set-aside": "triage.outputs.sql.exporting:SET_ASIDE",
}


def exporter_for(name: str) -> Exporter:
    """Return the exporter with a name among ``EXPORTERS``."""
    exporter: Exporter = resolve_name(EXPORTERS[name])
    return exporter
