"""Figures of a paper, computed again from its public rows.

Run with ``python -m benchmarks.published ROWS.csv``. The rows are those of Schmieding and others
(2022), doi.org/10.5281/zenodo.6054092: 22 symptom checkers on 45 vignettes, as a CSV with the
columns ``App_name``, ``Triage_advice_from_app`` and ``Goldstandard_solution``.
"""

from __future__ import annotations

import csv
import statistics
import sys
from collections import Counter, defaultdict
from pathlib import Path

from triage.analysis.evaluation.figures import Cell, figures, of_level
from triage.analysis.evaluation.pages import said
from triage.model.dispositions import Disposition

PLACES = {
    "Emergency": Disposition.EMERGENCY,
    "Non-Emergency": Disposition.GP_ROUTINE,
    "Self-care": Disposition.SELF_CARE,
}


def main(file: Path) -> None:
    """Print the figures beside those of the paper."""
    apps: dict[str, Counter[Cell]] = defaultdict(Counter)
    with file.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            if row["Triage_advice_from_app"] in PLACES:
                cell = (PLACES[row["Goldstandard_solution"]], PLACES[row["Triage_advice_from_app"]])
                apps[row["App_name"]][cell] += 1
    everything = sum(apps.values(), Counter[Cell]())
    right = [figures(cells).shares["right"].share or 0 for cells in apps.values()]
    print(f"{len(apps)} apps, {everything.total()} with advice")
    print(f"median of right: {100 * statistics.median(right):.1f} % (paper: 55.8 %)")
    found = of_level(everything, Disposition.EMERGENCY).shares["right"]
    print(f"emergencies found: {said(found)} (paper: missing more than 40 %)")
    of_three = sum(
        (cells for cells in apps.values() if len({told for _, told in cells}) == len(PLACES)),
        Counter[Cell](),
    )
    shares = figures(of_three).shares
    odds = shares["over"].count / shares["under"].count
    print(f"over to under, of apps with all three levels: {odds:.2f}:1 (paper: 1.11:1)")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
