"""``triage print``: a tree on paper."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import get_args

import click

from triage.cli.answer_files import FromFile, read_patient
from triage.cli.find_trees import load_finished, places_of, refuse_withdrawn
from triage.cli.options import (
    A_FILE,
    language_option,
    offers,
    region_option,
    sooner_option,
    tree_argument,
)
from triage.cli.output import say_written
from triage.engine.assess import assess
from triage.files import write_whole
from triage.locales.regions import region_in
from triage.model.tree import Tree
from triage.outputs.outline.outline import find
from triage.outputs.printing.kinds import SHEETS
from triage.outputs.printing.print_job import PrintJob
from triage.outputs.printing.typesetting import PaperSize
from triage.phrasing.phrases import either
from triage.words import N_, _

COMPLETE, INCOMPLETE = 0, 4


@click.command("print")
@tree_argument
@click.option(
    "-o", "--output", required=True, type=A_FILE, metavar="FILE", help=N_("The PDF to write.")
)
@click.option(
    "--kind",
    type=click.Choice([*SHEETS]),
    default="flowchart",
    show_default=True,
    help=N_("What to print."),
)
@click.option(
    "--paper",
    type=click.Choice(get_args(PaperSize)),
    default="a4",
    show_default=True,
    help=N_("The size of the paper."),
)
@click.option(
    "--answers",
    type=A_FILE,
    metavar="FILE",
    help=N_("One patient's answers, or a saved session, for a summary or a handout."),
)
@click.option(
    "--outcome",
    metavar="NAME",
    shell_complete=offers("outcomes"),
    help=N_("The outcome that a handout is for."),
)
@click.option(
    "--address",
    default="",
    metavar="URL",
    help=N_(
        "Where to read on, printed as a code to scan on what is proved; {tree}, {version} and "
        "{digest} in it are filled in."
    ),
)
@sooner_option
@region_option
@language_option
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    default=datetime.now,
    show_default="today",
    metavar="DAY",
    help=N_("The day of printing, such as 2026-11-21; the same day makes the same file."),
)
@click.option(
    "--fonts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help=N_("More fonts, for letters that ours lack."),
)
def print_sheets(
    tree: str,
    output: str,
    kind: str,
    paper: PaperSize,
    answers: str | None,
    outcome: str | None,
    address: str,
    sooner: bool,
    region: str | None,
    language: str,
    on: datetime,
    fonts: Path | None,
) -> int:
    """Print a tree as a PDF that a clinic can use.

    It says which tree it is, who signed it, and when it must come down;
    docs/print.md tells how to use each kind. The extra `print` is needed.
    """
    _check_usage(output, kind, answers, outcome)
    _check_poster(kind, address, is_for_walls=paper == "a2", sooner=sooner)
    asked = load_finished(tree)
    refuse_withdrawn(asked)
    given = FromFile() if answers is None else read_patient(answers, asked)
    order = PrintJob(
        tree=asked,
        region=region_in(asked.scale, region or given.region),
        paper=paper,
        language=language,
        on=on.date(),
        fonts=fonts,
        patient=given.patient,
        outcome=outcome and _outcome_of(asked, outcome),
        places=places_of(tree, asked) if SHEETS[kind].is_for_walls else {},
        address=address,
        may_be_sooner=sooner,
    )
    write_whole(Path(output), SHEETS[kind].document(order), private=order.patient is not None)
    doubts = _doubts(order)
    proved = SHEETS[kind].proof(order)
    said = _("{kind} of {id} {version}", kind=kind, id=asked.id, version=asked.version)
    say_written(output, said, *doubts, *proved)
    return INCOMPLETE if doubts else COMPLETE


def _outcome_of(tree: Tree, wanted: str) -> str:
    """Return the full name of an outcome.

    Raises:
        TriageError: there is none of that name, or several end with it.
    """
    return find(wanted, tree.outcomes, _("found no outcome `{wanted}`", wanted=wanted))


def _check_usage(output: str, kind: str, answers: str | None, outcome: str | None) -> None:
    sheet = SHEETS[kind]
    if not output.lower().endswith(".pdf"):
        msg = _("found `{output}`, expected a name that ends with .pdf", output=output)
        raise click.BadParameter(msg, param_hint=["-o"])
    if sheet.answers == "must" and answers is None:
        raise click.UsageError(_("--kind {kind} needs --answers FILE", kind=kind))
    if answers is not None and sheet.answers == "never":
        able = either([name for name, each in SHEETS.items() if each.answers != "never"])
        raise click.UsageError(_("--answers FILE goes with --kind {able}", able=able))
    if outcome is not None and (answers is not None or not sheet.takes_outcome):
        able = either([name for name, each in SHEETS.items() if each.takes_outcome])
        raise click.UsageError(_("--outcome goes with --kind {able}, without --answers", able=able))


def _check_poster(kind: str, address: str, *, is_for_walls: bool, sooner: bool) -> None:
    """Stop where something is asked that only a proved sheet has."""
    proved = {name for name, each in SHEETS.items() if each.proves}
    large = {name for name, each in SHEETS.items() if each.is_for_walls}
    for given, able, name in (
        (address, proved, "--address"),
        (sooner, proved, "--shorter-deadlines"),
        (is_for_walls, large, "--paper a2"),
    ):
        if given and kind not in able:
            kinds = either([each for each in SHEETS if each in able])
            raise click.UsageError(_("{name} goes with --kind {able}", name=name, able=kinds))
    if address and not re.match(r"https?://\S+$", address):
        msg = _(
            "found `{address}`, expected an address that begins with https:// and has no space",
            address=address,
        )
        raise click.BadParameter(msg, param_hint=["--address"])


def _doubts(order: PrintJob) -> list[str]:
    """Say what is missing before a patient's answers come to a disposition."""
    if order.patient is None:
        return []
    result = assess(order.tree, order.patient.answers)
    return (
        [] if result.status == "complete" else [_("the answers are incomplete, as the sheet says")]
    )
