"""W6: what a text for patients must not say, and how hard it may be."""

from __future__ import annotations

from triage.findings.finding_kind import HEAD, WHOLE_FILE, FindingKind


def _home(title: str, text: str, expect: str, look_for: str) -> str:
    """Return a tree that says these words to everybody."""
    return f"""{HEAD}start: home
outcomes:
  home:
    disposition: self_care
    title: {title}
    text: {text}
    expect: {expect}
    watch_for: [swelling]
    judgement: It settles by itself.
watch_for:
  swelling: {{look_for: "{look_for}", then: physio, judgement: "A clot swells."}}
"""


UNKNOWN_PLACEHOLDER = FindingKind(
    "W601",
    "unknown-placeholder",
    means="Words in braces are filled in for the reader's country; these are none of the known "
    "ones.",
    why="The reader would see the braces in the place of a number to call.",
    bad='text: "Rest the leg. Call {emergency nr} if it swells."',
    good='text: "Rest the leg. Call {emergency number} if it swells."',
    place="text: Rest the leg.",
)
PHONE_NUMBER = FindingKind(
    "W602",
    "phone-number",
    means="A text names the phone number of one country's emergency or advice service. Use a "
    "placeholder such as `{emergency number}`.",
    why="Readers elsewhere would call in vain.",
    bad="text: Rest the leg. Call 999 if it swells.",
    good='text: "Rest the leg. Call {emergency number} if it swells."',
    place="text: Rest the leg.",
)
LABEL_TOO_LONG = FindingKind(
    "W603",
    "label-too-long",
    means="A label has more than 60 characters.",
    why="It stands on checklists, where people read a few words.",
    bad="label: limping, or wincing, or any other way of walking that is new for you",
    good="label: limping",
    tree_still_loads=True,
)
DOUBLE_NEGATIVE = FindingKind(
    "W604",
    "double-negative",
    means="A sentence that is asked denies twice, as in *do you never walk without pain*. Words "
    "like `not`, `never`, `without` and `unable` count; *not sure* does not.",
    why="It is unclear what yes means.",
    bad="ask: Do you never walk without a limp?",
    good="ask: Do you limp?",
    tree_still_loads=True,
)
HARD_QUESTION = FindingKind(
    "W605",
    "hard-question",
    means="A question has a reading grade over 9.",
    why="Who does not understand a question gives a wrong answer, or none.",
    bad="ask: Does ambulation necessitate compensatory antalgic modifications?",
    good="ask: Do you limp?",
    tree_still_loads=True,
)
HARD_TO_READ = FindingKind(
    "W606",
    "hard-to-read",
    means="The median reading grade of all texts that patients see is over 6.",
    why="In pain and worried, people read less well than they can.",
    bad=_home(
        "Conservative self-management",
        "Temporarily discontinue locomotion.",
        "Spontaneous improvement, generally uncomplicated.",
        "Circumferential enlargement",
    ),
    good=_home(
        "Look after it",
        "Rest the leg.",
        "It gets better in a week.",
        "The calf swells",
    ),
    place=WHOLE_FILE,
    tree_still_loads=True,
)
SAME_QUESTION = FindingKind(
    "W607",
    "same-question",
    means="Two facts ask the same question, in the same words.",
    why="A patient would be asked twice and could answer differently. Mostly a question was "
    "copied and not changed.",
    bad="ask: Do you limp?\nlabel: a bruise",
    good="ask: Is there a bruise?\nlabel: a bruise",
    severity="warning",
)
SAME_LABEL = FindingKind(
    "W608",
    "same-label",
    means="Two facts have the same label.",
    why="On a checklist and among the reasons nobody could tell them apart.",
    bad="ask: Is there a bruise?\nlabel: limping",
    good="ask: Is there a bruise?\nlabel: a bruise",
    severity="warning",
)
SAME_OPTION = FindingKind(
    "W609",
    "same-option",
    means="Two answers to one question have the same words.",
    why="The patient could not tell which to take.",
    bad='options: {better: "Better", same: "The same", worse: "The same"}',
    good='options: {better: "Better", same: "The same", worse: "Worse"}',
    severity="warning",
)
