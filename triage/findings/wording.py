"""W6: what a text for patients must not say, and how hard it may be."""

from __future__ import annotations

from triage.findings.finding_kind import FindingKind

UNKNOWN_PLACEHOLDER = FindingKind(
    "W601",
    "unknown-placeholder",
    means="Words in braces are filled in: for the reader's country, or with the answer to a fact. "
    "These are none of the known ones, or stand where no answer can.",
    why="The reader would see the braces in the place of a number to call, or of an answer.",
    bad='text: "Rest the leg. Call {emergency nr} if it swells."',
    good='text: "Rest the leg. Call {emergency number} if it swells."',
    place="text: Rest the leg.",
)
FACT_WITHOUT_WORDS = FindingKind(
    "W621",
    "fact-without-words",
    means="A text names a fact that has no `say` with the words for its answers, or not in the "
    "wording that the text asks for.",
    why="The sentence would read wrong, and a sheet for anybody would have nothing to say there.",
    bad='text: "Rest the leg. It has been sore for {days}."',
    good="text: Rest the leg.",
)
PHONE_NUMBER = FindingKind(
    "W602",
    "phone-number",
    means="A text names the phone number of one country's emergency or advice service. Use a "
    "placeholder such as `{emergency number}`.",
    why="Readers elsewhere would call in vain. That a number is one to call is a guess, from the "
    "words around it.",
    bad="text: Rest the leg. Call 999 if it swells.",
    good='text: "Rest the leg. Call {emergency number} if it swells."',
    place="text: Rest the leg.",
    tree_still_loads=True,
)
