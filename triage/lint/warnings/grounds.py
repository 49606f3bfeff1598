"""The sources that a tree rests on: whether they can be found, and carry what rests on them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.errors import Finding
from triage.findings.finding_kind import FindingKind
from triage.lint.rule import rule
from triage.model.dispositions import most_urgent
from triage.model.facts import Fact
from triage.model.provenance import Source
from triage.model.tree import Tree
from triage.phrasing.phrases import in_pairs
from triage.words import N_, _

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

_URL = re.compile(r"https?://[^\s/.]+(\.[^\s/.]+)+(/\S*)?", re.IGNORECASE)
_WEAK = ("forum", "method author")


@rule(scope="its file")
def grounds(tree: Tree) -> Iterator[Finding]:
    """Report sources that nobody could find, and red flags that rest on hearsay alone."""
    first_at: dict[str, str] = {}
    for source in tree.sources.values():
        yield from _source(source)
        if source.url is not None:
            first = first_at.setdefault(_page(source.url), source.id)
            if first != source.id:
                found = _(
                    "found the address of `{id}` at `{first}`, too", id=source.id, first=first
                )
                hint = _("keep one of the two, and tell pages apart by `note`")
                yield SAME_DOCUMENT.about(source.at, found, hint)
    for fact in tree.facts.values():
        yield from _weak_ground(fact, tree)


def _page(url: str) -> str:
    """Return an address without what leads to the same page."""
    return re.sub(r"^https?://(www\.)?|/$", "", url, flags=re.IGNORECASE)


def _source(source: Source) -> Iterator[Finding]:
    if not (source.url or source.author or source.year or source.note):
        found = _("found the source `{id}` with a title and nothing to find it by", id=source.id)
        yield NOT_TO_BE_FOUND.about(source.at, found, _("add `author`, `year`, `url` or `note`"))
    if source.url is not None and not _URL.fullmatch(source.url):
        found = _(
            "found the address `{url}`, expected one like `https://example.org`",
            url=source.url[:80],
        )
        yield BAD_URL.about(source.at, found, _("copy it from the browser"))


def _weak_ground(fact: Fact, tree: Tree) -> Iterator[Finding]:
    urgent = [d.disposition for d in fact.demands if d.disposition.is_urgent]
    kinds = {tree.sources[source].kind for source in fact.provenance.sources}
    if urgent and kinds and kinds <= set(_WEAK) and fact.provenance.judgement is None:
        found = _(
            "found that `{name}` demands `{urgent}` on the word of a {kinds} alone",
            name=fact.name,
            urgent=most_urgent(urgent),
            kinds=in_pairs(N_("{first} and a {second}"), sorted(kinds)),
        )
        hint = _("name a guideline, a trial or a review too, or add `judgement:` and say why")
        yield WEAK_GROUND.about(fact.at, found, hint)
