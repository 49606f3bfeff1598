"""A mapping file to begin with, made from a table."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, cast

import polars as pl

from triage.cohort.mapping import draft
from triage.cohort.reading import IN_ORDER, TableFile, open_source, readable
from triage.model.tree import Tree
from triage.words import _

_LOOKED_AT: Final = 100_000  # rows
_FEW: Final = 30
_TEXTS: Final = (pl.String, pl.Categorical, pl.Enum)


def draft_of(tree: Tree, table: Path) -> tuple[str, int]:
    """Return a mapping file for a table, and of how many facts it says something.

    Raises:
        TriageError: it is no table.
        OSError: it cannot be read.
    """
    source = open_source(table)
    said = draft(tree, [*source.types], _words(source))
    facts = cast(Mapping[str, Mapping[str, Any]], said["facts"])
    return "\n".join(_lines(tree, said, facts)) + "\n", len(facts)


def _words(source: TableFile) -> dict[str, list[str]]:
    """Return the different texts of each column that holds a few."""
    texts = [name for name, kind in source.types.items() if kind in _TEXTS]
    with readable(source.path):
        some = source.lazy.select(pl.col(texts).cast(pl.String)).head(_LOOKED_AT)
        begin = some.collect(optimizations=IN_ORDER)
    found = {name: begin[name].drop_nulls().unique(maintain_order=True) for name in texts}
    return {name: each.to_list() for name, each in found.items() if len(each) <= _FEW}


def _lines(
    tree: Tree, said: Mapping[str, object], facts: Mapping[str, Mapping[str, Any]]
) -> list[str]:
    lines = [
        _("# Say what each word means: an answer to the fact, or `not answered`."),
        f"triage_map: {said['triage_map']}",
        f"tree: {said['tree']}",
        "facts:" if facts else "facts: {}",
    ]
    for name, entry in facts.items():
        lines += [
            f"  {name}:  # {tree.facts[name].expected()}",
            f"    column: {json.dumps(entry['column'], ensure_ascii=False)}",
        ]
        if "words" in entry:
            lines.append("    words:")
            lines += [
                f"      {json.dumps(word, ensure_ascii=False)}: {meant}"
                for word, meant in entry["words"].items()
            ]
    left = [name for name in tree.facts if name not in facts]
    return [*lines, *(_("# no column for {fact}", fact=name) for name in left)]
