"""``triage export``: a tree, or what a patient comes to, for other software."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click

from triage.cli.answer_files import read_patient, read_settings, refuse_earlier
from triage.cli.find_trees import load_finished, refuse_withdrawn
from triage.cli.output import print_json, say_written
from triage.engine.assess import assess
from triage.files import STDOUT, write_whole
from triage.outputs.exporters import Exported, Exporter, exporter_for
from triage.words import _

COMPLETE, INCOMPLETE = 0, 4


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
    """Run ``triage export``; ``triage.cli.arguments.export`` tells of its arguments."""
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
