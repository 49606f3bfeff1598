"""Days of the calendar, as files write them."""

from __future__ import annotations

from datetime import date

from triage.findings import catalogue
from triage.loading.report import Report
from triage.loading.shapes import Ref


def read_date(ref: Ref | None, report: Report) -> date | None:
    """Return a day, or None after reporting that no calendar has it."""
    if ref is None:
        return None
    try:
        return date.fromisoformat(ref.name)
    except ValueError:
        found = f"found `{ref.name}`, which is no day of the calendar"
        report.add(catalogue.BAD_DATE, ref.at, found, "write year, month and day like `2027-11-20`")
        return None
