"""A9: comments that allow a finding."""

from __future__ import annotations

from triage.findings.finding_kind import FindingKind

NO_REASON = FindingKind(
    "A901",
    "no-reason",
    means="A comment allows a finding and does not say why.",
    why="Whoever reads it next year has to know whether the reason still holds.",
    bad='# allow not-to-be-found\nbook: {title: "A book about calves", kind: review}',
    good="# allow not-to-be-found: the clinic has it on its shelf\n"
    'book: {title: "A book about calves", kind: review}',
    place='book: {title: "A book about calves", kind: review, author: "A. Writer"}',
    tree_still_loads=True,
)
UNKNOWN_ALLOWANCE = FindingKind(
    "A902",
    "unknown-allowance",
    means="A comment allows a kind of finding that does not exist.",
    why="It allows nothing, and looks as if it did.",
    bad="# allow not-to-be-fond: the clinic has it on its shelf\nsources:",
    good="sources:",
    tree_still_loads=True,
)
NOT_ALLOWABLE = FindingKind(
    "A903",
    "not-allowable",
    means="A comment allows an error that keeps a tree from loading, or a fault of such a comment. "
    "Only warnings and limits on wording can be allowed.",
    why="A tree with such a fault has no meaning, whatever the reason.",
    bad="# allow no-source: everybody knows this\nsources:",
    good="sources:",
    tree_still_loads=True,
)
IDLE_ALLOWANCE = FindingKind(
    "A904",
    "idle-allowance",
    means="A comment allows a finding that is not there.",
    why="The next fault of that kind on this line would go unseen.",
    bad="# allow unused-source: it is to be read soon\nsources:",
    good="sources:",
    tree_still_loads=True,
)
