"""S5: what goes wrong between the steps, and what is left over."""

from __future__ import annotations

from triage.findings.finding_kind import FindingKind

NO_START = FindingKind(
    "S510",
    "no-start",
    means="The tree has steps, but does not say where to start.",
    why="The order in the file is no order of asking.",
    bad="groups:\n  signs-of-pain: [limping, bruise]\nsteps:",
    good="groups:\n  signs-of-pain: [limping, bruise]\nstart: signs\nsteps:",
)
UNUSED_GROUP = FindingKind(
    "S512",
    "unused-group",
    means="No condition uses the group.",
    why="The facts in it were to be looked at together, and are not.",
    bad="signs-of-pain: [limping, bruise]\nsigns-of-injury: [limping, bruise]",
    good="signs-of-pain: [limping, bruise]",
    severity="warning",
)
WITHDRAWN_MODULE = FindingKind(
    "S517",
    "withdrawn-module",
    means="The tree includes one that is withdrawn, and is not withdrawn itself.",
    why="What was taken back would still be asked or advised.",
    bad="status: withdrawn\nreview_by: 2027-11-20\nsources:",
    good="status: draft\nreview_by: 2027-11-20\nsources:",
)
TWO_WAYS_ON = FindingKind(
    "S531",
    "two-ways-on",
    means="A step has both `then` and `then_each`.",
    why="One takes the first branch that holds, the other every one; only one can be meant.",
    bad="ask: trend\nthen_each:\n  - if: {trend: [worse, not sure]}\n    go: physio\n  - go: home\n"
    "then:\n  - if: {trend: [worse, not sure]}\n    go: physio\n  - go: home",
    good="ask: trend\nthen:\n  - if: {trend: [worse, not sure]}\n    go: physio\n  - go: home",
)
GUARD_UNASKED = FindingKind(
    "S534",
    "guard-unasked",
    means="`only_if` has a condition for a fact that the step does not ask.",
    why="Nobody would ever be asked it, whatever the condition says.",
    bad="ask: trend\nonly_if: {hot_calf: {trend: worse}}\nthen:",
    good="ask: trend\nthen:",
)
