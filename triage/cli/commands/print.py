"""``triage print``: a tree on paper."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Final

import click

from triage.cli.answer_files import FromFile, read_patient
from triage.cli.find_trees import load_askable, refuse_withdrawn
from triage.cli.output import say_written
from triage.engine.assess import assess
from triage.files import write_whole
from triage.locales.languages import language_of
from triage.locales.regions import region_for
from triage.outputs.printing.print_job import PrintJob
from triage.outputs.printing.typesetting import PaperSize
from triage.phrasing.phrases import either

COMPLETE, INCOMPLETE = 0, 4
NEEDS_ANSWERS: Final = "summary"
_TAKES_ANSWERS: Final = ("handout", NEEDS_ANSWERS)


def run(
    name: str,
    output: str,
    *,
    kind: str,
    paper: PaperSize,
    answers: str | None,
    outcome: str | None,
    region: str | None,
    language: str,
    on: date,
    fonts: Path | None,
) -> int:
    """Write a tree as a PDF, and say so; return 0, or 4 for a summary of incomplete answers.

    Args:
        name: a name or a path.
        output: the file to write; its name ends with ``.pdf``.
        kind: of sheet: a module of ``triage.outputs.printing`` with the function ``document``.
        paper: the size of the paper.
        answers: a file with one patient's answers, for a summary or a handout.
        outcome: the outcome that a handout is for.
        region: whose numbers to print; None for those of the session in ``answers``,
            or for words that fit any country.
        language: a BCP 47 tag.
        on: the day of printing.
        fonts: a folder of more fonts, for letters that ours lack.

    Raises:
        click.UsageError: the options do not go together.
        TriageError: the tree or the answers cannot be used, the tree is withdrawn, or
            something is missing.
        OSError: the file cannot be written.
    """
    _check_usage(output, kind, answers, outcome)
    tree = load_askable(name)
    refuse_withdrawn(tree)
    given = FromFile() if answers is None else read_patient(answers, tree)
    order = PrintJob(
        tree=tree,
        region=region_for(region or given.region),
        paper=paper,
        language=language_of(language),
        on=on,
        fonts=fonts,
        patient=given.patient,
        outcome=outcome,
    )
    pdf: bytes = import_module(f"triage.outputs.printing.{kind}").document(order)
    write_whole(Path(output), pdf, private=order.patient is not None)
    say_written(output, f"{kind} of {tree.id} {tree.version}", *_doubts(order))
    return INCOMPLETE if _doubts(order) else COMPLETE


def _check_usage(output: str, kind: str, answers: str | None, outcome: str | None) -> None:
    if not output.lower().endswith(".pdf"):
        msg = f"found `{output}`, expected a name that ends with .pdf"
        raise click.BadParameter(msg, param_hint=["-o"])
    if kind == NEEDS_ANSWERS and answers is None:
        raise click.UsageError("--kind summary needs --answers FILE")
    if answers is not None and kind not in _TAKES_ANSWERS:
        raise click.UsageError(f"--answers FILE goes with --kind {either(_TAKES_ANSWERS)}")
    if outcome is not None and (kind != "handout" or answers is not None):
        raise click.UsageError("--outcome goes with --kind handout, without --answers")


def _doubts(order: PrintJob) -> list[str]:
    """Say what is missing before a patient's answers come to a disposition."""
    if order.patient is None:
        return []
    result = assess(order.tree, order.patient.answers)
    return [] if result.status == "complete" else ["the answers are incomplete, as the sheet says"]
