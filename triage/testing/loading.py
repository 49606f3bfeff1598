"""Made-up trees, written to files and loaded as any other tree."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from triage.model.tree import Tree
from triage.testing.demands import add_demands
from triage.testing.documents import documents, write_tree
from triage.testing.shape import Skeleton, add_red_flags, add_steps, split
from triage.testing.writing import Document, without_empty, write_fact
from triage.tree_files.library import load

Library = dict[str, Document]
_FLAGS = "made-up-flags"


def trees() -> SearchStrategy[Tree]:
    """Draw loaded trees: the ``documents()``, some of them with an included module."""
    single = documents().map(lambda document: {"made-up": document})
    return st.one_of(single, single, libraries()).map(load_library)


def load_library(library: Mapping[str, Document]) -> Tree:
    """Write tree files side by side into a folder of their own, and load the first.

    Args:
        library: tree id to tree file, as the data that its YAML text holds.

    Raises:
        TreeError: the files have faults.
    """
    with TemporaryDirectory(prefix="triage-") as folder:
        for name, document in library.items():
            file = Path(folder, name, "tree.yaml")
            file.parent.mkdir()
            # Every JSON text is a YAML text that means the same.
            file.write_text(json.dumps(document, indent=1), encoding="utf-8")
        return load(Path(folder, next(iter(library)), "tree.yaml"))


@st.composite
def libraries(draw: DrawFn) -> Library:
    """Draw a tree that includes a module of red flags, followed by the module."""
    skeleton = Skeleton()
    add_red_flags(draw, skeleton, then="step-0")
    add_steps(draw, skeleton)
    add_demands(draw, skeleton)
    flags, rest = split(skeleton, leave_by="clear")
    exits = {"clear": "none of the signs"}
    module = write_tree(draw, flags, id=_FLAGS, exits=exits)
    main = write_tree(draw, rest, start=_FLAGS, include={_FLAGS: {"exits": {"clear": "step-0"}}})
    main["facts"] = {n: write_fact(f) for n, f in rest.facts.items() if n not in flags.facts}
    return {"made-up": without_empty(main), _FLAGS: module}
