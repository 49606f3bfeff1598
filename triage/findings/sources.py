"""E7: the sources that a tree rests on."""

from __future__ import annotations

from triage.findings.finding_kind import FindingKind

NOT_TO_BE_FOUND = FindingKind(
    "E701",
    "not-to-be-found",
    means="A source has a title and nothing else: no author, no year, no address and no note.",
    why="A reviewer who wants to read it cannot find it.",
    bad='book: {title: "A book about calves", kind: review}',
    good='book: {title: "A book about calves", kind: review, author: "A. Writer"}',
    severity="warning",
)
BAD_URL = FindingKind(
    "E702",
    "bad-url",
    means="The address of a source is none that a browser can open: it has to begin with "
    "`https://` or `http://`, and to hold no spaces.",
    why="A reviewer would not get there.",
    bad='guide: {title: "A guide to legs", kind: guideline, url: "example.org/legs"}',
    good='guide: {title: "A guide to legs", kind: guideline, url: "https://example.org/legs"}',
    severity="warning",
)
SAME_DOCUMENT = FindingKind(
    "E703",
    "same-document",
    means="Two sources of one tree have the same address.",
    why="One document under two names looks like two that agree.",
    bad='book: {title: "A book about calves", kind: review, url: "https://example.org/legs"}\n'
    'guide: {title: "A guide to legs", kind: guideline, url: "https://example.org/legs"}',
    good='book: {title: "A book about calves", kind: review, author: "A. Writer"}\n'
    'guide: {title: "A guide to legs", kind: guideline, url: "https://example.org/legs"}',
    severity="warning",
)
WEAK_GROUND = FindingKind(
    "E704",
    "weak-ground",
    means="An answer demands help today or at once, and only a forum or the author of a method "
    "says so.",
    why="What sends people to an emergency department should rest on more, or say in a "
    "`judgement` why it is asked for all the same.",
    bad='guide: {title: "A guide to legs", kind: forum, url: "https://example.org/legs"}',
    good='guide: {title: "A guide to legs", kind: guideline, url: "https://example.org/legs"}',
    severity="warning",
)
