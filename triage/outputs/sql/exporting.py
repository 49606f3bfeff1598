"""SQL as formats of ``triage export``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final, TypeAlias

from attrs import evolve

from triage.engine.result import Result
from triage.errors import TriageError
from triage.model.tree import Tree
from triage.outputs.exporters import Exported, Exporter
from triage.outputs.sql.dialects import DIALECTS, in_dialect
from triage.outputs.sql.statement import (
    at_least_statement,
    outcome_statement,
    refuse,
    set_aside_statement,
)
from triage.words import _

_Statement: TypeAlias = Callable[[Tree, str], str]


def _exporter(statement: _Statement) -> Exporter:
    def configured(client: str | None, settings: Mapping[str, object]) -> Exporter:
        dialect = DIALECTS[0] if client is None else client
        if dialect not in DIALECTS:
            known = ", ".join(DIALECTS)
            msg = _(
                "found no SQL of `{given}`, expected one of {known}", given=dialect, known=known
            )
            raise TriageError(msg)
        return _for(statement, dialect, _table(settings))

    return evolve(_for(statement, DIALECTS[0], "patients"), configured=configured)


def _table(settings: Mapping[str, object]) -> str:
    table = settings.get("table", "patients")
    unknown = [key for key in settings if key != "table"]
    if unknown or not isinstance(table, str) or not table:
        what = f"`{unknown[0]}`" if unknown else _("no name of a table")
        raise TriageError(_("found {what} in the settings, expected `table: NAME`", what=what))
    return table


def _for(statement: _Statement, dialect: str, table: str) -> Exporter:
    def write(tree: Tree, region: str | None) -> Exported:
        if region is not None:
            raise TriageError(_("SQL says nothing in words\n    help: leave out --region"))
        refuse(tree)
        about = f"-- {tree.id} {tree.version}, {tree.status}\n-- {tree.digest}\n"
        text = about + in_dialect(statement(tree, table), dialect)
        return Exported(text, _("a statement for {database}", database=dialect))

    return Exporter(tree=write, result=_no_result)


def _no_result(_result: Result, _patient: str, _authored: datetime) -> Exported:
    raise TriageError(_("SQL is of a tree, not of a patient\n    help: leave out --answers"))


OUTCOME: Final = _exporter(outcome_statement)
AT_LEAST: Final = _exporter(at_least_statement)
SET_ASIDE: Final = _exporter(set_aside_statement)
