"""The sheets of the shipped trees: each is set once, for all tests and all workers of a run."""

from __future__ import annotations

import fcntl
from functools import cache
from pathlib import Path

from tests.answer_space.ladder.reading import shipped
from tests.outputs.printing.orders import A_DAY, order
from triage.outputs.printing.kinds import SHEETS
from triage.outputs.printing.print_job import Patient

# Set by the conftest of this folder; the workers of xdist share it.
folder = Path()


@cache
def set_once(kind: str, name: str, paper: str = "") -> bytes:
    """Return the PDF of a shipped tree; a summary is one of the patient who is well.

    Without a paper it is A4, and for a poster the largest, which each of them fits.

    Raises:
        MissingExtra: the typesetter is not here.
    """
    paper = paper or ("a2" if kind == "poster" else "a4")
    file = folder / f"{kind}-{name}-{paper}.pdf"
    with file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # another worker may be at it; freed when it is closed
        if not file.exists():
            file.write_bytes(_set(kind, name, paper))
    return file.read_bytes()


def _set(kind: str, name: str, paper: str) -> bytes:
    tree, places = shipped(name)
    well = {fact.name: fact.well for fact in tree.facts.values() if fact.well is not None}
    patient = Patient(well, days=(A_DAY,)) if kind == "summary" else None
    return SHEETS[kind].document(order(tree, patient=patient, paper=paper, places=places))
