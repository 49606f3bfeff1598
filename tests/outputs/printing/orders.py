"""Orders of sheets, as `triage print` makes them."""

from __future__ import annotations

from datetime import date
from typing import Any

from triage.locales.regions import region_for
from triage.model.tree import Tree
from triage.outputs.printing.print_job import PrintJob

A_DAY = date(2026, 11, 21)


def order(tree: Tree, **more: Any) -> PrintJob:
    """Return an order for A4 sheets in English, for no country in particular."""
    usual = {"region": region_for(None), "paper": "a4", "language": "en", "on": A_DAY}
    return PrintJob(tree, **{**usual, **more})
