"""``triage export``: a tree, or what a patient comes to, for other software."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click

from triage.cli.answer_files import read_patient, read_settings, refuse_earlier
from triage.cli.find_trees import load_finished, refuse_withdrawn
from triage.cli.options import A_FILE, region_option, tree_argument
from triage.cli.output import print_json, say_written
from triage.engine.assess import assess
from triage.files import STDOUT, write_whole
from triage.outputs.exporters import EXPORTERS, Exported, Exporter, exporter_for
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
@click.option(
    "--for",
    "client",
    metavar="PROGRAM",
    help=N_("The program that is to show or run the tree, such as smart-forms or postgresql."),
)
@click.option(
    "--settings",
    type=A_FILE,
    metavar="FILE",
    help=N_("Who publishes it and where: a YAML mapping, described with the format."),
)
@region_option
def export(
    tree: str,
    to: str,
    output: str | None,
    answers: str | None,
    patient: str | None,
    client: str | None,
    settings: str | None,
    region: str | None,
) -> int:
    """Write a tree for other software.

    FHIR is JSON, R4 unless it is settled: a Questionnaire that asks what `triage ask` asks.
    With --answers it is a Bundle to send to a server: the response, the
    request or plan that follows from it, and where they come from. Exit code
    4 means that answers are missing; then it is the response alone.

    SQL says of each row of a table what `triage assess` says of its answers:
    its outcome; with sql-at-least also the least that they call for; and
    sql-set-aside counts what is no answer.
    """
    if (answers is None) != (patient is None):
        raise click.UsageError(
            _("--answers and --patient belong together: expected both, or neither")
        )
    asked = load_finished(tree)
    refuse_withdrawn(asked)
    exporter = _configured(exporter_for(to), client, settings)
    if answers is None or patient is None:
        _write(exporter.tree(asked, region), output, private=False)
        return COMPLETE
    authored = datetime.now().astimezone()
    given = read_patient(answers, asked)
    refuse_earlier(given, authored.date())
    result = assess(asked, given.answers, region=region or given.region)
    _write(exporter.result(result, patient, authored), output, private=True)
    return COMPLETE if result.status == "complete" else INCOMPLETE


def _configured(exporter: Exporter, client: str | None, settings: str | None) -> Exporter:
    if client is None and settings is None:
        return exporter
    if exporter.configured is None:
        raise click.UsageError(_("this format takes neither --for nor --settings"))
    return exporter.configured(client, read_settings(settings) if settings else {})


def _write(exported: Exported, output: str | None, *, private: bool) -> None:
    data = exported.data
    if output is None or Path(output) == STDOUT:
        if isinstance(data, str):
            click.echo(data, nl=False)
        else:
            print_json(data)
        return
    text = data if isinstance(data, str) else json.dumps(data, indent=2, ensure_ascii=False) + "\n"
    write_whole(Path(output), text.encode(), private=private)
    say_written(output, exported.about)
