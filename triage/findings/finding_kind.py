"""A kind of finding: what it is called, what it means, why it matters, and an example."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from triage.errors import Finding
from triage.model.provenance import Location

Severity = Literal["error", "warning"]

# Places of an example that is no piece of the small tree.
WHOLE_FILE = "the whole file"
IN_WORDS = "told in words"

# How the tree of every example begins.
HEAD = """\
triage: 1
id: calf
title: Sore calves
version: 0.1.0
status: draft
for: Adults who run
not_for: Children
review_by: 2027-11-20
"""


@frozen
class FindingKind:
    """A kind of finding.

    Attributes:
        id: short and stable, for allowances and scripts. Its letter and
            first digit are its family.
        name: readable and stable.
        means: what is wrong.
        why: why it matters.
        bad: a piece of a tree that has the fault.
        good: the same piece without it.
        place: the piece of the small tree of ``examples`` that both stand
            for; as a rule that is ``good`` itself. ``WHOLE_FILE`` where they
            are files, ``IN_WORDS`` where they tell of a file.
        severity: an error keeps the tree from loading, unless ``tree_still_loads``.
        tree_still_loads: True for an error that `triage check` fails on, while the tree
            can be used.
    """

    id: str
    name: str
    means: str = field(kw_only=True)
    why: str = field(kw_only=True)
    bad: str = field(kw_only=True)
    good: str = field(kw_only=True)
    place: str = field(kw_only=True, default="")
    severity: Severity = field(kw_only=True, default="error")
    tree_still_loads: bool = field(kw_only=True, default=False)

    def at(self, where: Location, message: str, hint: str = "") -> Finding:
        """Return a finding of this kind at a place in a file."""
        return Finding(
            where.file,
            where.line,
            where.column,
            self.id,
            self.name,
            message,
            hint,
            self.severity,
        )

    def about(self, where: Location | None, message: str, hint: str = "") -> Finding:
        """Return a finding of this kind about a part of a tree that was read from a file."""
        assert where is not None  # every part that was read has a place
        return self.at(where, message, hint)

    @property
    def family(self) -> str:
        """The letter and the digit that the kinds of one family share."""
        return self.id[:2]
