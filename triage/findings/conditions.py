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
NOTE_DECIDES = FindingKind(
    "C430",
    "note-decides",
    means="A condition, a score or a group reads a fact of type `note`, or a text names it.",
    why="What somebody writes in their own words is handed on as it is. Nothing here reads it, so "
    "nothing can depend on it.",
    bad="trend:\n  type: note\n  ask: Which way does it go?\n  label: which way it goes\n"
    "  source: book",
    good="trend:\n  type: one of\n"
    '  options: {better: "Better", same: "The same", worse: "Worse"}\n'
    "  ask: Which way does it go?\n  label: which way it goes\n  well: better\n  source: book",
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
DECIMAL_COMMA = FindingKind(
    "C416",
    "decimal-comma",
    means="A bound such as `over 14` is followed by a comma and a number without a space between.",
    why="A comma parts two answers: `[over 14,5]` is over 14, or 5.",
    bad="- if: {days: [over 14,5, not sure]}",
    good="- if: {days: [over 14, not sure]}",
    severity="warning",
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
