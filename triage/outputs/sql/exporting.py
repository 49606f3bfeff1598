"""SQL as one of the formats of ``triage export``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from triage.model.tree import Tree
from triage.outputs.exporters import Exported, Exporter, ExportOptions
from triage.outputs.sql.dialects import in_dialect
from triage.outputs.sql.statement import (
    at_least_statement,
    outcome_statement,
    refuse,
    set_aside_statement,
)
from triage.words import _

_STATEMENTS: Final[Mapping[str, Callable[[Tree, str], str]]] = {
    "outcome": outcome_statement,
    "at_least": at_least_statement,
    "set_aside": set_aside_statement,
}


def _tree(tree: Tree, options: ExportOptions) -> Exported:
    """Return a statement.

    Raises:
        TriageError: SQL cannot say the tree.
        MissingExtra: the extra ``sql`` is not installed.
    """
    refuse(tree)
    dialect, what = options.dialect or "duckdb", options.statement or "outcome"
    raw = _STATEMENTS[what](tree, options.table or "patients")
    about = f"-- {what}: {tree.id} {tree.version}, {tree.status}\n-- {tree.digest}\n"
    said = _("a statement for {dialect}", dialect=dialect)
    return Exported(about + in_dialect(raw, dialect), said)


SQL: Final = Exporter(tree=_tree, takes=("dialect", "statement", "table"))
