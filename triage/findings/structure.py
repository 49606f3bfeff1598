"""S5: what goes wrong between the steps, and what is left over."""

from __future__ import annotations

from triage.findings.finding_kind import HEAD, WHOLE_FILE, FindingKind


def _checklist(length: int) -> str:
    """Return a tree that asks for so many signs on one screen."""
    signs = [f"sign_{n}" for n in range(1, length + 1)]
    facts = (
        f'  {s}: {{type: yes-no, ask: "Is {s} there?", label: "{s}", judgement: "x"}}\n'
        for s in signs
    )
    return f"""{HEAD}facts:
{"".join(facts)}start: signs
steps:
  signs:
    ask: [{", ".join(signs)}]
    heading: Is any of this so?
    then:
      - if: {{any asked: [yes, not sure]}}
        go: physio
      - go: home
outcomes:
  physio: {{disposition: physio, title: "See a physio", text: "Book.", judgement: "x"}}
  home:
    disposition: self_care
    title: Look after it
    text: Rest the leg.
    expect: It gets better in a week.
    watch_for: [swelling]
    judgement: It settles by itself.
watch_for:
  swelling: {{look_for: "The calf swells", then: physio, judgement: "A clot swells."}}
"""


STEP_CYCLE = FindingKind(
    "S501",
    "step-cycle",
    means="Steps lead back to each other.",
    why="A patient could go round and never get a result.",
    bad="- if: {trend: [worse, not sure]}\n  go: days\n- go: home",
    good="- if: {trend: [worse, not sure]}\n  go: physio\n- go: home",
)
UNREACHABLE = FindingKind(
    "S502",
    "unreachable",
    means="No path from `start` comes here, or no outcome lists the advice.",
    why="Nobody would ever see it, so a way to it was forgotten.",
    bad="disposition: self_care\ntitle: Look after it\ntext: Rest the leg.\nwatch_for: [swelling]",
    good="disposition: self_care\ntitle: Look after it\ntext: Rest the leg.\nadvice: [bath]\n"
    "watch_for: [swelling]",
)
NO_DEFAULT = FindingKind(
    "S503",
    "no-default",
    means="The last branch has an `if`, or a branch before the last has none.",
    why="Some patients would have no branch to take, or some branches would never be taken.",
    bad="- if: {trend: [worse, not sure]}\n  go: physio\n- if: {trend: [better, same]}\n  go: home",
    good="- if: {trend: [worse, not sure]}\n  go: physio\n- go: home",
)
FACT_NOT_ASKED = FindingKind(
    "S504",
    "fact-not-asked",
    means="A condition, or a referral, reads a fact that some path to it never asks.",
    why="The result would depend on something that nobody asked.",
    bad="- if: {limping: yes, trend: worse}\n  go: physio\n"
    "- if: {any of signs-of-pain: [yes, not sure]}\n  go: physio",
    good="- if: {any of signs-of-pain: [yes, not sure]}\n  go: physio",
)
NOT_SURE_ABSORBED = FindingKind(
    "S505",
    "not-sure-absorbed",
    means="Somebody who is *not sure* takes the last branch without the tree saying that this is "
    "meant. Add a branch for *not sure*, or write `including: not sure` on the last branch.",
    why="Not to know is not to be well.",
    bad="- if: {trend: worse}\n  go: physio\n- go: home",
    good="- if: {trend: [worse, not sure]}\n  go: physio\n- go: home",
)
NOT_SURE_MISPLACED = FindingKind(
    "S506",
    "not-sure-misplaced",
    means="`including: not sure` stands on a branch that has an `if`. It belongs on the last "
    "branch only; a condition names *not sure* itself.",
    why="It would look as if *not sure* went this way, and it does not.",
    bad="- if: {trend: [worse, not sure]}\n  go: physio\n  including: not sure\n- go: home",
    good="- if: {trend: [worse, not sure]}\n  go: physio\n- go: home",
)
CHECKLIST_TYPE = FindingKind(
    "S507",
    "checklist-type",
    means="A checklist asks for something other than yes or no.",
    why="An item on a list can be ticked or not, and says nothing else.",
    bad="ask: [limping, bruise, trend]\nheading: Is any of this so?\nthen:\n"
    "  - if: {any: [{any of signs-of-pain: [yes, not sure]}, {trend: not sure}]}",
    good="ask: [limping, bruise]\nheading: Is any of this so?\nthen:\n"
    "  - if: {any of signs-of-pain: [yes, not sure]}",
)
CHECKLIST_TOO_LONG = FindingKind(
    "S508",
    "checklist-too-long",
    means="A checklist has more than 8 items.",
    why="People stop reading.",
    bad=_checklist(9),
    good=_checklist(8),
    place=WHOLE_FILE,
)
NO_HEADING = FindingKind(
    "S509",
    "no-heading",
    means="A checklist has no words above it.",
    why="Nobody would know what ticking an item says.",
    bad="ask: [limping, bruise]\nthen:",
    good="ask: [limping, bruise]\nheading: Is any of this so?\nthen:",
)
NO_START = FindingKind(
    "S510",
    "no-start",
    means="The tree has steps, but does not say where to start.",
    why="The order in the file is no order of asking.",
    bad="groups:\n  signs-of-pain: [limping, bruise]\nsteps:",
    good="groups:\n  signs-of-pain: [limping, bruise]\nstart: signs\nsteps:",
)
UNUSED_FACT = FindingKind(
    "S511",
    "unused-fact",
    means="Nothing asks for the fact.",
    why="A question that was written and is never asked was probably forgotten.",
    bad="facts:\n  numb:\n    type: yes-no\n    ask: Is the foot numb?\n    label: numb foot\n"
    "    source: book",
    good="facts:",
    severity="warning",
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
UNUSED_SOURCE = FindingKind(
    "S513",
    "unused-source",
    means="Nothing rests on the source.",
    why="A list of sources that nothing rests on promises more than the tree keeps.",
    bad='sources:\n  paper: {title: "A paper", kind: trial, year: 2020, author: "B. Writer"}',
    good="sources:",
    severity="warning",
)
UNUSED_WATCH = FindingKind(
    "S514",
    "unused-watch",
    means="No outcome lists the sign to watch for.",
    why="No patient is told of it.",
    bad='watch_for:\n  fever: {look_for: "A fever", then: same_day_urgent, source: book}',
    good="watch_for:",
    place="watch_for:",
    severity="warning",
)
REVIEW_OVERDUE = FindingKind(
    "S515",
    "review-overdue",
    means="The day in `review_by` has passed. The tree can still be used, and says so on its "
    "first screen and on its results.",
    why="What was right then may not be right now.",
    bad="review_by: 2019-11-20",
    good="review_by: 2027-11-20",
    severity="warning",
)
WITHDRAWN = FindingKind(
    "S516",
    "withdrawn",
    means="The status is `withdrawn`: the tree is shown in lists, but neither asked nor assessed.",
    why="Whoever still relies on it has to learn of it.",
    bad="status: withdrawn\nfor: Adults who run",
    good="status: draft\nfor: Adults who run",
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
IDLE_BRANCH = FindingKind(
    "S518",
    "idle-branch",
    means="The branch before the last leads to the same place as the last.",
    why="Its condition changes nothing. One of the two was probably to lead elsewhere.",
    bad="- if: {trend: [worse, not sure]}\n  go: home\n- go: home",
    good="- if: {trend: [worse, not sure]}\n  go: physio\n- go: home",
    severity="warning",
)
