"""Every kind of finding: one file for each family, and all of them together."""

# ruff: noqa: F403 - every file of a family holds its kinds and nothing else to be named

from __future__ import annotations

from attrs import frozen

from triage.check.codes.allowances import *
from triage.check.codes.conditions import *
from triage.check.codes.fields import *
from triage.check.codes.kind import Code as Code
from triage.check.codes.names import *
from triage.check.codes.safety import *
from triage.check.codes.sources import *
from triage.check.codes.structure import *
from triage.check.codes.text import *
from triage.check.codes.wording import *


@frozen
class Family:
    """Kinds of findings that belong together; their codes begin with its prefix."""

    prefix: str
    title: str
    about: str


FAMILIES = (
    Family("Y1", "Text", "What keeps the file from being read as it is meant."),
    Family("F2", "Keys and values", "What the format does not allow at a place."),
    Family("N3", "Names", "What is named, but does not exist, or exists twice."),
    Family("C4", "Conditions and answers", "What can never be so, or is no condition."),
    Family("S5", "Structure", "What goes wrong between the steps."),
    Family("W6", "Wording", "What a text for patients must not say."),
    Family("E7", "Sources", "What the tree rests on."),
    Family("D8", "Safety", "What is dangerous although each part by itself is well written."),
    Family("A9", "Allowances", "What is wrong with a comment that allows a finding."),
)

_ORDER = [family.prefix for family in FAMILIES]
_KINDS = [kind for kind in list(globals().values()) if isinstance(kind, Code)]

CODES: tuple[Code, ...] = tuple(sorted(_KINDS, key=lambda c: (_ORDER.index(c.family), c.code)))

# `triage check` fails on these, but a tree that has them can be used.
LIMITS: tuple[Code, ...] = tuple(code for code in CODES if code.loads)
