"""F2: the keys of the format and their values."""

from __future__ import annotations

from triage.findings.finding_kind import IN_WORDS, FindingKind

MISSING_KEY = FindingKind(
    "F201",
    "missing-key",
    means="A key that has to be there is not.",
    why="Without it the tree would leave open what it has to say.",
    bad="home:\n  disposition: self_care\n  text: Rest the leg.",
    good="home:\n  disposition: self_care\n  title: Look after it\n  text: Rest the leg.",
)
UNKNOWN_KEY = FindingKind(
    "F202",
    "unknown-key",
    means="The format has no such key at this place.",
    why="It would be passed over, and what it says would never happen.",
    bad="dose: Ten minutes a day.\namount: Ten minutes a day.",
    good="dose: Ten minutes a day.",
)
WRONG_TYPE = FindingKind(
    "F203",
    "wrong-type",
    means="A value is of another type, say a list where a text belongs.",
    why="It cannot be read as what the key stands for.",
    bad="title: [Sore, calves]",
    good="title: Sore calves",
)
UNKNOWN_CHOICE = FindingKind(
    "F204",
    "unknown-choice",
    means="The value is none of the words that may stand here.",
    why="A misspelt word would otherwise be taken for another, or for none.",
    bad='swelling: {look_for: "The calf swells", then: urgent, source: book}',
    good='swelling: {look_for: "The calf swells", then: same_day_urgent, source: book}',
)
BAD_NAME = FindingKind(
    "F205",
    "bad-name",
    means="Names are lower case. Facts use `_` between words, all other names use `-`.",
    why="One way to write names is one thing less to get wrong, and shows what is a fact.",
    bad="signs-of-pain: [limping, bruise]\nSigns Of Pain: [limping, bruise]",
    good="signs-of-pain: [limping, bruise]",
)
RESERVED_NAME = FindingKind(
    "F206",
    "reserved-name",
    means="The name means something else in the format, such as `yes` or `all`.",
    why="A condition with it could be read in two ways.",
    bad='options: {better: "Better", same: "The same", worse: "Worse", yes: "Yes"}',
    good='options: {better: "Better", same: "The same", worse: "Worse"}',
)
EMPTY_VALUE = FindingKind(
    "F207",
    "empty-value",
    means="A value is empty that has to say something.",
    why="Something was begun and not finished.",
    bad="dose:",
    good="dose: Ten minutes a day.",
)
OTHER_FORMAT = FindingKind(
    "F208",
    "other-format",
    means="The file is written for a version of the format not known here.",
    why="What it says may mean something else in that version.",
    bad="triage: 2",
    good="triage: 1",
)
BAD_DATE = FindingKind(
    "F209",
    "bad-date",
    means="A date is not a day of the calendar written year-month-day.",
    why="Nobody would know when the tree has to be looked at again.",
    bad="review_by: 2027-02-30",
    good="review_by: 2027-11-20",
)
BAD_RANGE = FindingKind(
    "F210",
    "bad-range",
    means="The range or step of a number makes no sense, or does not fit its type.",
    why="No answer, or a wrong one, could be given.",
    bad="range: 365 to 0",
    good="range: 0 to 365",
)
BAD_PHRASE = FindingKind(
    "F211",
    "bad-phrase",
    means="A value is not written in the form that it needs.",
    why="A guess at what it means could be wrong.",
    bad="review_after: a week",
    good="review_after: 7 days",
)
NO_SOURCE = FindingKind(
    "F212",
    "no-source",
    means="Nothing says on whose word this stands: give a `source`, or a `judgement` with the "
    "reason.",
    why="A reviewer has to see which lines come from a document and which the author drew.",
    bad="- if: {days: [over 14, not sure]}\n  go: physio",
    good="- if: {days: [over 14, not sure]}\n  go: physio\n  source: book",
)
UNFIT_KEY = FindingKind(
    "F213",
    "unfit-key",
    means="The key exists, but not together with the others that stand here.",
    why="It would have no effect, or contradict them.",
    bad="type: yes-no\nrange: 0 to 10\nask: Do you limp?",
    good="type: yes-no\nask: Do you limp?",
)
ID_NOT_FOLDER = FindingKind(
    "F214",
    "id-not-folder",
    means="The `id` of a tree differs from the folder or file that it is in.",
    why="Trees are found by their name, so two names for one tree lead to the wrong one.",
    bad="id: signals\ntitle: Signs that need help at once",
    good="id: signs\ntitle: Signs that need help at once",
)
NOT_SIGNED = FindingKind(
    "F215",
    "not-signed",
    means="The status is `reviewed`, but not who reviewed it, or the reverse.",
    why="Patients are told whether a clinician signed what they read.",
    bad="version: 0.1.0\nstatus: reviewed\nfor: Adults who run",
    good="version: 0.1.0\nstatus: draft\nfor: Adults who run",
)
EDITED_SINCE_REVIEW = FindingKind(
    "F216",
    "edited-since-review",
    means="The tree, or a module of it, was edited after a clinician signed it.",
    why="The clinician did not see what it says now.",
    bad='status: reviewed\nreviewed: {by: "A. Physio", role: "Physiotherapist", on: 2026-11-20, '
    'digest: "sha256:' + "0" * 64 + '"}\nfor: Adults who run',
    good="status: draft\nfor: Adults who run",
)
TOO_LONG = FindingKind(
    "F217",
    "too-long",
    means="A text or name is longer than anyone would read.",
    why="It is a mistake, such as a quote that is closed much too late.",
    bad="A title of 10,001 letters.",
    good="A title of 60 letters.",
    place=IN_WORDS,
)
