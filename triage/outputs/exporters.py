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
class ExportOptions:
    """What may be wanted of a format; None where it was not said.

    Attributes:
        region: the country whose numbers fill the texts, by its code; None for words that fit
            any.
        dialect: the language of a database.
        statement: what a statement is to say.
        table: the table that it reads.
    """

    region: str | None = None
    dialect: str | None = None
    statement: str | None = None
    table: str | None = None


@frozen
class Exporter:
    """What writes one format.

    Attributes:
        tree: writes a tree.
        result: writes what a patient comes to, complete or not. It is told who the patient
            is, as a reference such as ``Patient/1``, and when the answers were given.
            None where the format says trees alone.
        takes: which of ``ExportOptions`` it heeds.
    """

    tree: Callable[[Tree, ExportOptions], Exported]
    result: Callable[[Result, str, datetime], Exported] | None = None
    takes: tuple[str, ...] = ("region",)


# The module that holds an exporter, a colon, and its name there; it is imported when it is used.
EXPORTERS: Final[Mapping[str, str]] = {
    "fhir": "triage.outputs.fhir.exporting:FHIR",
    "sql": "triage.outputs.sql.exporting:SQL",
}


def exporter_for(name: str) -> Exporter:
    """Return the exporter with a name among ``EXPORTERS``."""
    exporter: Exporter = resolve_name(EXPORTERS[name])
    return exporter
