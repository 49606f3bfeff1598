"""The linter: checks over a resolved tree, and the table of all findings."""

from triage.check.run import check

__all__ = ["check"]
