"""A program that prints one sheet after another does not grow with each."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.sampled import slow

ROOT = Path(__file__).parents[3]
STATM = Path("/proc/self/statm")
MEASURING = """
from pathlib import Path
from attrs import asdict
import triage
from tests.outputs.printing.orders import order
from triage.outputs.printing.poster_content import poster_of
from triage.outputs.printing.typesetting import measure
job = order(triage.load("showcase", allow_draft=True))
poster = asdict(poster_of(job))
for number in range(16):
    measure("poster", job.data(poster=poster, another=number))
    if number in (7, 15):
        print(int(Path("/proc/self/statm").read_text().split()[1]) * 4 // 1024)
"""

PRINTING = """
from pathlib import Path
import triage
from tests.outputs.printing.orders import order
from triage.outputs.printing.flowchart import document
tree = triage.load("foot-numbness", allow_draft=True)
for paper in ("a4", "a3", "letter"):
    document(order(tree, paper=paper))
    print(int(Path("/proc/self/statm").read_text().split()[1]) * 4 // 1024)
"""


def told(program: str) -> list[int]:
    """Return the megabytes that a program says it has."""
    run = [sys.executable, "-c", program]
    done = subprocess.run(run, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT)
    return [*map(int, done.stdout.split())]


@slow
@pytest.mark.skipif(not STATM.exists(), reason="only Linux tells how much memory is used")
def test_what_was_typeset_is_let_go():
    first, *_, last = told(PRINTING)

    assert last < 1.5 * first


@slow
@pytest.mark.skipif(not STATM.exists(), reason="only Linux tells how much memory is used")
def test_what_was_measured_is_let_go():
    half, whole = told(MEASURING)

    assert whole < 1.15 * half
