"""The kinds of finding that belong to no rule: one file for each family.

What a rule of ``triage.lint`` finds stands beside the rule; ``triage.lint.kinds`` knows all.
"""

# ruff: noqa: F403 - every file of a family holds its kinds and nothing else to be named

from __future__ import annotations

from triage.findings.allowances import *
from triage.findings.conditions import *
from triage.findings.fields import *
from triage.findings.finding_kind import FindingKind as FindingKind
from triage.findings.names import *
from triage.findings.scales import *
from triage.findings.structure import *
from triage.findings.text import *
from triage.findings.wording import *
