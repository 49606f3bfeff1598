"""``triage export``: a tree, or what a patient comes to, for other software."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click
from attrs import asdict

from triage.cli.answer_files import read_patient, refuse_earlier
from triage.cli.find_trees import load_finished, refuse_withdrawn
from triage.cli.options import A_FILE, region_option, tree_argument
from triage.cli.output import print_json, say_written
from triage.engine.assess import assess
from triage.files import STDOUT, write_whole
from triage.outputs.exporters import EXPORTERS, Exported, Exporter, ExportOptions, exporter_for
from triage.words import N_, _

COMPLETE, INCOMPLETE = 0, 4


@click.command()
@tree_argument
@click.option(
    "--to",
    required=True,
    type=click.Choice([*EXPORTERS]),
    help=N_("In which format to write."),
)
@click.option(
    "-o",
    "--output",
    type=A_FILE,
    metavar="FILE",
    help=N_("Where to write; otherwise, and for -, it is printed."),
)
@click.option(
    "--answers",
    type=A_FILE,
    metavar="FILE",
    help=N_("Write what a patient with these answers, or a saved session, comes to, instead."),
)
@click.option(
    "--patient", metavar="REFERENCE", help=N_("Whose answers they are, such as Patient/1.")
)
@region_option
@click.option(
    "--dialect",
    type=click.Choice(["duckdb", "postgresql", "spark", "sqlserver", "bigquery"]),
    help=N_("The SQL of which database; otherwise that of DuckDB."),
)
@click.option(
    "--statement",
    type=click.Choice(["outcome", "at_least", "set_aside"]),
    help=N_(
        "What the SQL says of each row: its outcome, or also the least that its answers "
        "call for; set_aside counts what is no answer."
    ),
)
@click.option("--table", metavar="NAME", help=N_("The table to read; otherwise patients."))
def export(
    tree: str,
    to: str,
    output: str | None,
    answers: str | None,
    patient: str | None,
    region: str | None,
    dialect: str | None,
    statement: str | None,
    table: str | None,
) -> int:
    """Write a tree for other software.

    FHIR is R4, as JSON: a Questionnaire that asks what `triage ask` asks.
    With --answers it is a Bundle to send to a server: the response, the
    request or plan that follows from it, and where they come from. Exit code
    4 means that answers are missing; then it is the response alone.

    SQL is one statement that says of each row of a table what `triage assess`
    says of its answers. It has a text column for each fact, with yes, no,
    not sure or the name of an option; a column of numbers may hold numbers.
    """
    if (answers is None) != (patient is None):
        raise click.UsageError(
            _("--answers and --patient belong together: expected both, or neither")
        )
    exporter = exporter_for(to)
    options = ExportOptions(region, dialect, statement, table)
    _refuse_unheeded(to, exporter, options, answers)
    asked = load_finished(tree)
    refuse_withdrawn(asked)
    if answers is None or patient is None or exporter.result is None:
        _write(exporter.tree(asked, options), output, private=False)
        return COMPLETE
    authored = datetime.now().astimezone()
    given = read_patient(answers, asked)
    refuse_earlier(given, authored.date())
    result = assess(asked, given.answers, region=region or given.region)
    _write(exporter.result(result, patient, authored), output, private=True)
    return COMPLETE if result.status == "complete" else INCOMPLETE


def _refuse_unheeded(
    to: str, exporter: Exporter, options: ExportOptions, answers: str | None
) -> None:
    """Refuse what was asked for and does not go with a format.

    Raises:
        UsageError: something does not.
    """
    given = [name for name, value in asdict(options).items() if value is not None]
    unheeded = [name for name in given if name not in exporter.takes]
    if answers is not None and exporter.result is None:
        unheeded.append("answers")
    if unheeded:
        msg = _("--{option} does not go with --to {format}", option=unheeded[0], format=to)
        raise click.UsageError(msg)


def _write(exported: Exported, output: str | None, *, private: bool) -> None:
    data = exported.data
    to_screen = output is None or Path(output) == STDOUT
    if to_screen and not isinstance(data, str):
        print_json(data)
        return
    text = data if isinstance(data, str) else json.dumps(data, indent=2, ensure_ascii=False) + "\n"
    if to_screen or output is None:
        click.echo(text, nl=False)
        return
    write_whole(Path(output), text.encode(), private=private)
    say_written(output, exported.about)
