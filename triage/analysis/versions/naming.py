"""Conditions in words, in which a group of questions keeps its name."""

from __future__ import annotations

from triage.model.conditions import Count
from triage.phrasing.conditions import Sayer


class Namer(Sayer):
    """Says conditions; a group of questions is named, and its members in brackets."""

    def together(self, count: Count) -> str:
        """Return what stands for the facts of a count."""
        members = super().together(count)
        return f"{count.group} ({members})" if count.group else members
