"""The command line: it parses arguments and nothing else.

Each command is one short function here and a module of the same name in
``triage.commands``, imported when the command runs, so that help and shell
completion cost little more than click itself.
"""

from __future__ import annotations

import click

from triage.version import VERSION


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="triage")
def main() -> None:
    """Ask, run and check symptom-triage decision trees."""
