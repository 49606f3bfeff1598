"""One patient's answers: a file of answers, or a session that ``triage ask`` saved."""

from __future__ import annotations

from attrs import frozen

from triage.commands.answers import read_answers
from triage.engine.saved import resume
from triage.model.tree import Tree
from triage.outputs.printing.print_job import Patient

_MARK = "triage_session"  # what every saved session has


@frozen(eq=False)
class FromFile:
    """What a file says about a patient.

    Attributes:
        patient: the answers, and what is known about the answering; None without a file.
        region: the code of the region in which the session was held, or None.
    """

    patient: Patient | None = None
    region: str | None = None


def read_patient(file: str, tree: Tree) -> FromFile:
    """Return what a file says about a patient; ``-`` is standard input.

    Red flags that were answered on an earlier day are kept: a sheet says on
    which days the answers were given.

    Raises:
        TriageError: the content is no mapping; the message says where.
        SessionError: it is a session with another tree, or with another version of it.
        OSError: the file cannot be read.
    """
    given = read_answers(file)
    if _MARK not in given or _MARK in tree.facts:
        return FromFile(Patient(given))
    session = resume(tree, given).session
    days = sorted({entry.on for entry in session.entries if entry.on})
    return FromFile(Patient(session.answers, session.for_other, tuple(days)), session.region)
