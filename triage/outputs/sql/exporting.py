"""SQL as formats of ``triage export``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final, TypeAlias

from attrs import evolve

from triage.engine.result import Result
from triage.errors import MissingExtra, TriageError, to_install
from triage.model.asking import steps_that_may_skip
from triage.model.several import splitting
from triage.model.tree import Tree
from triage.outputs.exporters import Exported, Exporter
from triage.outputs.sql.statement import (
    NUMBER_OF,
    at_least_statement,
    outcome_statement,
    set_aside_statement,
)
from triage.words import _

_Statement: TypeAlias = Callable[[Tree, str], str]

# How a text or a number becomes a decimal number; NULL where it is none.
_TRIED: Final = "TRY_CAST({column} AS DECIMAL(18, {scale}))"
_DIALECTS: Final[Mapping[str, tuple[str, str]]] = {
    "duckdb": ("duckdb", _TRIED),
    "postgresql": (
        "postgres",
        r"CASE WHEN CAST({column} AS TEXT) ~ '^\s*[-+]?[0-9]{{1,11}}(\.[0-9]*)?\s*$'"
        " THEN CAST(CAST({column} AS TEXT) AS DECIMAL(18, {scale})) END",
    ),
    "spark": ("spark", _TRIED),
    "sqlserver": ("tsql", _TRIED),
    "bigquery": ("bigquery", "SAFE_CAST({column} AS NUMERIC)"),
}
DIALECTS: Final = tuple(_DIALECTS)


def in_dialect(statement: str, dialect: str) -> str:
    """Return a statement of DuckDB in a dialect, laid out to be read.

    Args:
        statement: the statement.
        dialect: one of ``DIALECTS``.

    Raises:
        MissingExtra: sqlglot is not installed.
    """
    try:
        from sqlglot import exp, parse_one
    except ImportError:
        how = to_install("sql")
        raise MissingExtra(_("SQL needs sqlglot\n    help: {command}", command=how)) from None
    name, number = _DIALECTS[dialect]

    def say_number(node: exp.Expr) -> exp.Expr:
        if node.name != NUMBER_OF or not node.expressions:
            return node
        column, scale = (each.sql(dialect=name) for each in node.expressions)
        return parse_one(number.format(column=column, scale=scale), dialect=name)

    parsed = parse_one(statement, dialect="duckdb").transform(say_number)
    if dialect == "postgresql":
        for part in parsed.find_all(exp.CTE):
            # PostgreSQL would work out a column as often as it is read. OFFSET 0 keeps it
            # from that, too, but in one process alone.
            part.this.limit(exp.var("ALL"), copy=False)
    return parsed.sql(dialect=name, pretty=True, indent=1, pad=1, max_text_width=100) + ";\n"


def refuse(tree: Tree) -> None:
    """Refuse a tree that a flat statement cannot say.

    Raises:
        TriageError: it has contradictions beside several results or steps that may be passed.
    """
    if tree.impossible and (splitting(tree) or steps_that_may_skip(tree)):
        what = _("contradictions, and several results or steps that may be passed without asking")
        msg = _("`{id}` has {what}, which SQL does not say together", id=tree.id, what=what)
        raise TriageError(msg)


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
