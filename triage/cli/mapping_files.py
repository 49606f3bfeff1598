"""Which column of a table holds which fact: the option, and the file that it names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from triage.cli.options import A_FILE
from triage.errors import TreeError, TriageError
from triage.tree_files.nodes import compose
from triage.tree_files.report import Report, sorted_findings
from triage.tree_files.text import read_text
from triage.words import N_, _

map_option = click.option(
    "--map",
    "map_file",
    type=A_FILE,
    metavar="FILE",
    help=N_("Which column holds which fact, and what its words mean."),
)


def read_mapping(file: str | None) -> Mapping[str, object] | None:
    """Return what a mapping file says; None where there is none.

    Raises:
        TreeError: it is no YAML.
        TriageError: it holds no mapping.
    """
    if file is None:
        return None
    faults = Report()
    text = read_text(Path(file), file, faults)
    node = None if text is None else compose(text, file, faults)
    if node is None or faults.findings:
        raise TreeError(sorted_findings(faults.findings))
    found = node.plain()
    if not isinstance(found, dict):
        raise TriageError(_("found no mapping in `{file}`, expected `facts`", file=file))
    return found
