"""A statement in the SQL of one database, by sqlglot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from triage.errors import MissingExtra, to_install
from triage.outputs.sql.numbers import NUMBER_OF
from triage.words import _

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
            # PostgreSQL would work out a column as often as it is read.
            part.this.offset(0, copy=False)
    return parsed.sql(dialect=name, pretty=True, max_text_width=100) + ";\n"
