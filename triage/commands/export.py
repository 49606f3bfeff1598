"""``triage export``: a tree, or what a patient comes to, for other health software."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click

from triage.commands.answers import read_answers
from triage.commands.output import print_json, say_written
from triage.commands.trees import load_askable, refuse_withdrawn
from triage.exchange.fhir import bundle, questionnaire, response
from triage.files import STDOUT, write_whole
from triage.model.tree import Tree
from triage.run.assess import assess

COMPLETE, INCOMPLETE = 0, 4


def run(
    name: str,
    output: str | None,
    *,
    answers: str | None,
    patient: str | None,
    region: str | None,
    now: datetime | None = None,
) -> int:
    """Write a resource of FHIR R4; return 0, or 4 where answers are missing.

    Args:
        name: a name or a path.
        output: the file to write; None and ``-`` print it.
        answers: a file with a patient's answers, or ``-``; None for the
            questionnaire of the tree.
        patient: a reference to the patient, needed with ``answers``.
        region: whose numbers to show; None for words that fit any country.
        now: when the answers were given; None takes it from the clock.

    Raises:
        click.UsageError: one of ``answers`` and ``patient`` is given alone.
        TriageError: the tree or the answers cannot be used, or the tree is withdrawn.
        OSError: the file cannot be written.
    """
    if (answers is None) != (patient is None):
        raise click.UsageError("--answers and --patient belong together: expected both, or neither")
    tree = load_askable(name)
    refuse_withdrawn(tree)
    if answers is None or patient is None:
        _write(questionnaire(tree, region=region), output, private=False)
        return COMPLETE
    return _write_patient(
        tree, output, answers, patient, region, now or datetime.now().astimezone()
    )


def _write_patient(
    tree: Tree, output: str | None, answers: str, patient: str, region: str | None, now: datetime
) -> int:
    result = assess(tree, read_answers(answers), region=region)
    if result.status == "complete":
        _write(bundle(result, subject=patient, authored=now), output, private=True)
        return COMPLETE
    _write(response(result, subject=patient, authored=now), output, private=True)
    return INCOMPLETE


def _write(resource: dict[str, object], output: str | None, *, private: bool) -> None:
    if output is None or Path(output) == STDOUT:
        print_json(resource)
        return
    text = json.dumps(resource, indent=2, ensure_ascii=False) + "\n"
    write_whole(Path(output), text.encode(), private=private)
    say_written(output, f"a {resource['resourceType']} of FHIR R4")
