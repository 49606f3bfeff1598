"""D8: what is dangerous although each part by itself is well written."""

from __future__ import annotations

from triage.findings.finding_kind import FindingKind

DEMAND_NOT_ROUTED = FindingKind(
    "D801",
    "demand-not-routed",
    means="An answer demands something, and no branch of the tree reads the fact.",
    why="The demand can then be kept by chance only. `triage prove` names the patient of whom it "
    "is not kept.",
    bad="ask: days\nthen:\n  - go: trend\n    including: not sure",
    good="ask: days\nthen:\n  - if: {days: [over 14, not sure]}\n    go: physio\n"
    "    source: book\n  - go: trend",
    severity="warning",
)
WELL_DEMANDS = FindingKind(
    "D802",
    "well-demands",
    means="The answer under `well` demands more than self-care.",
    why="An otherwise well person would need help. Mostly `yes` and `no` were mixed up.",
    bad="demands: {yes: physio, not sure: physio}\nwell: yes",
    good="demands: {yes: physio, not sure: physio}\nwell: no",
    severity="warning",
)
DEMANDS_AGAINST_WORSE = FindingKind(
    "D803",
    "demands-against-worse",
    means="Of two answers the better one, as `worse` has it, demands more.",
    why="One of the two keys is the wrong way round, and proofs rest on both.",
    bad="worse: no\ndemands: {yes: physio, not sure: physio}",
    good="worse: yes\ndemands: {yes: physio, not sure: physio}",
    severity="warning",
)
NOT_SURE_FORGOTTEN = FindingKind(
    "D804",
    "not-sure-forgotten",
    means="An answer demands help today or at once, *not sure* can be answered, and neither "
    "`demands` nor `not_sure_as` says what it calls for.",
    why="Somebody who is not sure of a danger sign may have it.",
    bad="demands: {yes: same_day_urgent}",
    good="demands: {yes: same_day_urgent, not sure: same_day_urgent}",
    severity="warning",
)
NO_WATCH_FOR = FindingKind(
    "D805",
    "no-watch-for",
    means="An outcome sends somebody home and lists no sign under `watch_for`. Found only in a "
    "tree in which some answer demands something.",
    why="No questionnaire is ever sure. Who is sent home has to know when to come back.",
    bad="advice: [bath]\nreview_after: 7 days",
    good="advice: [bath]\nwatch_for: [swelling]\nreview_after: 7 days",
    severity="warning",
)
NO_REVIEW_AFTER = FindingKind(
    "D806",
    "no-review-after",
    means="An outcome sends somebody home and has neither `review_after` nor `expect`. Found only "
    "in a tree in which some answer demands something.",
    why="Who is sent home has to know how long is too long.",
    bad="watch_for: [swelling]\nsource: book",
    good="watch_for: [swelling]\nreview_after: 7 days\nsource: book",
    severity="warning",
)
MILDER_SIGN = FindingKind(
    "D807",
    "milder-sign",
    means="A sign to watch for calls for less than the outcome that lists it.",
    why="Somebody who was told to get help today would wait once the sign has come.",
    bad='swelling: {look_for: "The calf swells", then: self_care, source: book}',
    good='swelling: {look_for: "The calf swells", then: same_day_urgent, source: book}',
    severity="warning",
)
ADVICE_NEVER_GIVEN = FindingKind(
    "D808",
    "advice-never-given",
    means="`when` and `never_when` of an advice leave nobody to give it to.",
    why="It is listed, reviewed, and reaches no patient.",
    bad="when: {bruise: no}\nnever_when: [{bruise: [yes, no]}]",
    good="when: {bruise: no}\nnever_when: [{bruise: yes}]",
    place="never_when: [{bruise: yes}]",
    severity="warning",
)
