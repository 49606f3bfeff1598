"""``triage schema``: what an editor takes is what the package has."""

from __future__ import annotations

import json
from importlib.resources import files


def test_the_schema_of_tree_files_is_printed(triage):
    done = triage("schema")
    kept = files("triage.tree_files").joinpath("tree.schema.json").read_text("utf-8")

    assert done.exit_code == 0
    assert json.loads(done.stdout) == json.loads(kept)


def test_an_argument_too_many_is_refused(triage):
    assert triage("schema", "tree").exit_code == 2
