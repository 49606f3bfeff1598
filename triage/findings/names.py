"""N3: names that nothing has, or two things have."""

from __future__ import annotations

from triage.findings.finding_kind import IN_WORDS, FindingKind

UNKNOWN_FACT = FindingKind(
    "N301",
    "unknown-fact",
    means="No fact or group has that name.",
    why="The condition could never be worked out.",
    bad="never_when: [{bruize: yes}]",
    good="never_when: [{bruise: yes}]",
)
UNKNOWN_TARGET = FindingKind(
    "N302",
    "unknown-target",
    means="No step, outcome, exit or module has the name after `go` or `start`.",
    why="A patient who goes this way would arrive nowhere.",
    bad="- if: {trend: [worse, not sure]}\n  go: fysio\n- go: home",
    good="- if: {trend: [worse, not sure]}\n  go: physio\n- go: home",
)
UNKNOWN_ADVICE = FindingKind(
    "N303",
    "unknown-advice",
    means="No advice has that name.",
    why="The patient would miss what was meant for them.",
    bad="advice: [bath, bad]",
    good="advice: [bath]",
)
UNKNOWN_WATCH = FindingKind(
    "N304",
    "unknown-watch",
    means="Nothing under `watch_for` has that name.",
    why="The patient would not be told of the sign.",
    bad="watch_for: [swelling, numb-foot]",
    good="watch_for: [swelling]",
)
UNKNOWN_SOURCE = FindingKind(
    "N305",
    "unknown-source",
    means="No source has that name.",
    why="Nobody could look up what this stands on.",
    bad="if: {limping: [yes, not sure]}\nthen: {urgency: at least physio}\nsource: bok",
    good="if: {limping: [yes, not sure]}\nthen: {urgency: at least physio}\nsource: book",
)
UNKNOWN_MODULE = FindingKind(
    "N306",
    "unknown-module",
    means="The tree to include was not found.",
    why="What it asks, often the danger signs, would be missing.",
    bad="include:\n  signs:\n    exits:\n      clear: hot\n  sings: {}",
    good="include:\n  signs:\n    exits:\n      clear: hot",
)
DEFINED_TWICE = FindingKind(
    "N307",
    "defined-twice",
    means="Two things have one name.",
    why="Where the name is used, nobody could say which is meant.",
    bad='guide: {title: "A guide", kind: guideline, year: 2020}\n'
    'leaflet: {title: "A leaflet", kind: review, year: 2021}',
    good='guide: {title: "A guide", kind: guideline, year: 2020}',
    place='guide: {title: "A guide to legs", kind: guideline, url: "https://example.org/legs"}',
)
LISTED_TWICE = FindingKind(
    "N308",
    "listed-twice",
    means="A list names the same thing twice.",
    why="One of them was probably meant to be another.",
    bad="advice: [bath, bath]",
    good="advice: [bath]",
)
UNKNOWN_EXIT = FindingKind(
    "N309",
    "unknown-exit",
    means="The included module has no exit of that name.",
    why="The way on from the module would be lost.",
    bad="exits:\n  clear: hot\n  clean: hot",
    good="exits:\n  clear: hot",
)
OPEN_EXIT = FindingKind(
    "N310",
    "open-exit",
    means="An exit of the included module is not connected.",
    why="A path would end nowhere.",
    bad="signs: {}",
    good="signs:\n  exits:\n    clear: hot",
)
INCLUDE_CYCLE = FindingKind(
    "N311",
    "include-cycle",
    means="A tree includes itself, maybe by way of others.",
    why="It would never end.",
    bad="version: 0.1.0\ninclude: {calf: {}}\nstatus: draft\nreview_by: 2027-11-20",
    good="version: 0.1.0\nstatus: draft\nreview_by: 2027-11-20",
)
GROUP_CYCLE = FindingKind(
    "N312",
    "group-cycle",
    means="A group holds itself, maybe by way of others.",
    why="Nobody could count what is in it.",
    bad="signs-of-pain: [limping, bruise, signs-of-pain]",
    good="signs-of-pain: [limping, bruise]",
)
OTHER_MODULE_VERSION = FindingKind(
    "N314",
    "other-module-version",
    means="The tree to include has another version than the one that is asked for.",
    why="Nobody has looked at what it asks and says now.",
    bad="signs:\n  version: 0.2.0\n  exits:\n    clear: hot",
    good="signs:\n  version: 0.1.0\n  exits:\n    clear: hot",
    place="signs:\n  exits:\n    clear: hot",
)
TOO_MANY_MODULES = FindingKind(
    "N313",
    "too-many-modules",
    means="The tree includes over 100 modules, counting modules of modules.",
    why="Nobody could review what it asks.",
    bad="`calf.yaml` includes 110 modules.",
    good="`calf.yaml` includes 3 modules.",
    place=IN_WORDS,
)
