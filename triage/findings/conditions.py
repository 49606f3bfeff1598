"""C4: answers and conditions: what is not written as one, and what can never be so."""

from __future__ import annotations

from triage.findings.finding_kind import FindingKind

UNKNOWN_ANSWER = FindingKind(
    "C401",
    "unknown-answer",
    means="The fact has no such answer.",
    why="Nobody could ever give it, so the condition would never hold.",
    bad="- if: {trend: [worsening, not sure]}",
    good="- if: {trend: [worse, not sure]}",
)
OUT_OF_RANGE = FindingKind(
    "C402",
    "out-of-range",
    means="A number is outside the range of the fact, is not on its step, or leaves no answer at "
    "all.",
    why="Nobody could ever give it.",
    bad="well: 400",
    good="well: 2",
)
NEVER_NOT_SURE = FindingKind(
    "C403",
    "never-not-sure",
    means="A fact that says `sure: true` is never answered *not sure*.",
    why="What is meant for people who are not sure would reach nobody.",
    bad="type: one of\nsure: true",
    good="type: one of",
)
BAD_CONDITION = FindingKind(
    "C404",
    "bad-condition",
    means="The condition is not written as a condition.",
    why="A guess at what it means could be wrong.",
    bad="never_when: [{}]",
    good="never_when: [{bruise: yes}]",
)
BAD_COUNT = FindingKind(
    "C405",
    "bad-count",
    means="More facts are to be counted than there are, or none.",
    why="It would never hold, or always.",
    bad="- if: {3 or more of signs-of-pain: [yes, not sure]}",
    good="- if: {any of signs-of-pain: [yes, not sure]}",
)
NOTHING_ASKED = FindingKind(
    "C406",
    "nothing-asked",
    means="`any asked`, `all asked` and `none asked` are about the facts that the same step asks.",
    why="Elsewhere there is nothing that they could mean.",
    bad="never_when: [{any asked: yes}]",
    good="never_when: [{bruise: yes}]",
)
BAD_SCORE = FindingKind(
    "C407",
    "bad-score",
    means="The points or the sum of a score are not whole numbers.",
    why="A score is added up by hand too, and has to come out the same.",
    bad="- if: {score: {points: {trend: {worse: 1.5}}, is: at least 1}}\n  go: physio\n"
    "  source: book\n- if: {trend: not sure}",
    good="- if: {score: {points: {trend: {worse: 1}}, is: at least 1}}\n  go: physio\n"
    "  source: book\n- if: {trend: not sure}",
    place="- if: {trend: [worse, not sure]}",
)
NEVER_MET = FindingKind(
    "C408",
    "never-met",
    means="No answers at all meet the condition.",
    why="What it leads to is never reached, what it keeps back is given. Mostly two limits were "
    "mixed up, or `all` was meant as `any`.",
    bad="- if: {all: [{days: over 14}, {days: under 3}]}\n  go: physio\n  source: book\n"
    "- if: {days: [over 14, not sure]}",
    good="- if: {any: [{days: over 14}, {days: under 3}]}\n  go: physio\n  source: book\n"
    "- if: {days: not sure}",
    place="- if: {days: [over 14, not sure]}",
    severity="warning",
)
ALWAYS_MET = FindingKind(
    "C409",
    "always-met",
    means="Whatever the answers are, the condition is met.",
    why="It looks as if it chose, and lets everybody through; no branch after it is ever taken.",
    bad="- if: {any: [{trend: [worse, not sure]}, {not: {trend: worse}}]}",
    good="- if: {trend: [worse, not sure]}",
    severity="warning",
)
SHADOWED_BRANCH = FindingKind(
    "C410",
    "shadowed-branch",
    means="The branches before this one take everybody whom it would take.",
    why="Branches are tried in order, so nobody ever goes this way. Mostly the narrower condition "
    "has to come first.",
    bad="- if: {days: [over 14, not sure]}\n  go: physio\n  source: book\n"
    "- if: {days: over 28}\n  go: home\n  source: book",
    good="- if: {days: over 28}\n  go: home\n  source: book\n"
    "- if: {days: [over 14, not sure]}\n  go: physio\n  source: book",
    place="- if: {days: [over 14, not sure]}\n  go: physio\n  source: book",
    severity="warning",
)
BOUNDARY_GAP = FindingKind(
    "C411",
    "boundary-gap",
    means="Two branches draw lines at one number and leave out a single answer between them.",
    why="With `under 5` and `over 5` somebody who answers exactly 5 takes the last branch.",
    bad="- if: {days: [over 14, not sure]}\n  go: physio\n  source: book\n"
    "- if: {days: under 14}\n  go: home\n  source: book",
    good="- if: {days: [over 14, not sure]}\n  go: physio\n  source: book\n"
    "- if: {days: under 7}\n  go: home\n  source: book",
    place="- if: {days: [over 14, not sure]}\n  go: physio\n  source: book",
    severity="warning",
)
BOUNDARY_OVERLAP = FindingKind(
    "C412",
    "boundary-overlap",
    means="Two branches on one number share some answers, each has others of its own, and they "
    "lead to different places.",
    why="The first takes the shared answers. Whoever reads the second alone believes otherwise.",
    bad="- if: {days: [over 14, not sure]}\n  go: physio\n  source: book\n"
    "- if: {days: 3 to 21}\n  go: home\n  source: book",
    good="- if: {days: [over 14, not sure]}\n  go: physio\n  source: book\n"
    "- if: {days: 3 to 14}\n  go: home\n  source: book",
    place="- if: {days: [over 14, not sure]}\n  go: physio\n  source: book",
    severity="warning",
)
IDLE_THRESHOLD = FindingKind(
    "C413",
    "idle-threshold",
    means="The line is drawn where the range of the fact ends, so that every number is on one "
    "side of it.",
    why="It changes nothing. Either the line or the range is wrong.",
    bad="when: {days: at least 0}\nnever_when: [{bruise: yes}]",
    good="when: {days: at least 3}\nnever_when: [{bruise: yes}]",
    place="never_when: [{bruise: yes}]",
    severity="warning",
)
OTHER_UNIT = FindingKind(
    "C414",
    "other-unit",
    means="The question names another unit than `unit`, such as weeks for a fact in days.",
    why="A patient who answers 2 means 2 weeks, and the tree takes it for 2 days.",
    bad="ask: How many weeks ago did it begin?",
    good="ask: How many days ago did it begin?",
    severity="warning",
)
