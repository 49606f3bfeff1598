"""``triage format``: its arguments, options and help."""

from __future__ import annotations

import click

from triage.cli.options import done_by, trees_argument
from triage.words import N_


@click.command("format")
@trees_argument("FILE...", "files", required=True)
@click.option("--check", is_flag=True, help=N_("Write nothing; name the files that would change."))
@click.option("--diff", is_flag=True, help=N_("Write nothing; print what would change."))
@done_by("triage.cli.commands.format:format_files")
def format_files() -> None:
    """Give tree files and their cases the one layout of the format.

    FILE is a file, a folder or the name of a tree, whose cases are done with
    it; a changelog is done where it is named. - alone is standard input, and
    the result goes to standard output.

    Meaning, comments and digests stay as they are. A file that cannot be read
    is left alone, and its faults are named. Exit code 3 means that --check or
    --diff found something that would change.
    """
