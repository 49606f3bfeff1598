"""Many patients at once: what ``triage.assess`` says of one, of each row of a table.

For users: ``assess(frame, tree)`` below, and ``triage cohort`` in a shell. It needs the extra
``cohort``, and nothing here is imported by ``import triage``.

For programmers, from the inside out:

- ``compiled.compile_tree(tree)`` makes a tree ready: ``Compiled``. Its
  ``classes[fact].code(value)`` gives the small number by which an answer is known; 0 is not
  answered.
- ``told.Kernel(compiled, parts)`` works out some parts (``outcome``, ``at_least``, ``next_step``,
  …) of blocks of codes, one NumPy column for each of ``Kernel.facts``. It gives a ``BlockResult``:
  numbers that ``compiled.outcome.labels`` and so on name, and bits for what comes in lists.
- ``told.rows_of(compiled, told)`` says it in names, row by row.
- ``mapping.columns_of(tree, names, mapping)`` says which column holds which fact, and
  ``blocks.Blocks(compiled, columns)`` turns tables into columns of results, block by block.
- ``columns.COLUMNS`` are the names of these columns, ``columns.schema()`` their Arrow types.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from triage.errors import MissingExtra, to_install
from triage.model.tree import Tree
from triage.words import _

_LIBRARIES: Final = ("narwhals", "numpy", "polars", "pyarrow")


def assess(
    frame: Any,
    tree: Tree,
    *,
    on: date | None = None,
    keep: Sequence[str] = (),
    only: Sequence[str] = (),
    mapping: Mapping[str, object] | None = None,
    strict: bool = False,
    allow_draft: bool = False,
) -> Any:
    """Say of each row of a table where its answers lead, exactly as ``triage.assess`` does of one.

    A value that is no answer to its fact counts as not answered, and the row says so under
    ``set_aside``.

    Args:
        frame: a table with a column for each fact: of Polars, pandas, PyArrow, DuckDB, PySpark
            or whatever else narwhals knows.
        tree: the tree to ask.
        on: today; with it a tree past its review is refused.
        keep: columns of the table that are to stand before the results.
        only: the columns of results that are wanted, of ``columns.COLUMNS``; all where none is
            named. Fewer take less time.
        mapping: which column holds which fact, and what its words mean; as in a file for
            ``triage cohort --map``. Without it columns have the names of facts.
        strict: refuse a table that holds what is no answer.
        allow_draft: accept a draft, and a tree past its review.

    Returns:
        A table of the same kind, a row for each in the same order; of DuckDB an Arrow table.

    Raises:
        TreeRefused: the tree is a draft, past its review, or withdrawn.
        ModuleError: the tree is a part of others and cannot be asked by itself.
        TriageError: it is no table, no column is a fact, or the mapping is none.
        MissingExtra: the extra ``cohort`` is not installed.
    """
    need()
    from triage.cohort.frames import assess as assess_frame

    return assess_frame(
        frame,
        tree,
        on=on,
        keep=keep,
        only=only,
        mapping=mapping,
        strict=strict,
        allow_draft=allow_draft,
    )


def need(extra: str = "cohort", *libraries: str) -> None:
    """Look whether the libraries behind an extra are there.

    Raises:
        MissingExtra: one is not.
    """
    from importlib.util import find_spec

    missing = [name for name in libraries or _LIBRARIES if find_spec(name) is None]
    if missing:
        found = _("cohorts need {libraries}", libraries=", ".join(missing))
        how = to_install(extra, " ".join(missing))
        raise MissingExtra(_("{found}\n    help: {how}", found=found, how=how))
