"""The page of all findings, and the page of one: ``python -m triage.findings.pages``."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill, indent
from typing import Literal

from triage.findings.catalogue import CODES, FAMILIES, Family
from triage.findings.finding_kind import HEAD, IN_WORDS, WHOLE_FILE, FindingKind

TREE = (
    HEAD
    + """\
include:
  signs:
    exits:
      clear: hot
sources:
  book: {title: "A book about calves", kind: review, author: "A. Writer"}
  guide: {title: "A guide to legs", kind: guideline, url: "https://example.org/legs"}
facts:
  hot_calf:
    type: yes-no
    ask: Is the calf hot and red?
    label: hot and red calf
    worse: yes
    demands: {yes: same_day_urgent, not sure: same_day_urgent}
    well: no
    source: guide
  limping:
    type: yes-no
    ask: Do you limp?
    label: limping
    worse: yes
    demands: {yes: physio, not sure: physio}
    well: no
    source: book
  bruise:
    type: yes-no
    ask: Is there a bruise?
    label: a bruise
    well: no
    source: book
  days:
    type: whole number
    unit: days
    range: 0 to 365
    ask: How many days ago did it begin?
    label: days since it began
    worse: higher
    demands: {over 14: physio, not sure: physio}
    well: 2
    source: book
  trend:
    type: one of
    options: {better: "Better", same: "The same", worse: "Worse"}
    ask: Which way does it go?
    label: which way it goes
    well: better
    source: book
groups:
  signs-of-pain: [limping, bruise]
start: signs
steps:
  hot:
    ask: hot_calf
    then:
      - if: {hot_calf: [yes, not sure]}
        go: signs.today
      - go: pain
  pain:
    ask: [limping, bruise]
    heading: Is any of this so?
    then:
      - if: {any of signs-of-pain: [yes, not sure]}
        go: physio
      - go: days
  days:
    ask: days
    then:
      - if: {days: [over 14, not sure]}
        go: physio
        source: book
      - go: trend
  trend:
    ask: trend
    then:
      - if: {trend: [worse, not sure]}
        go: physio
      - go: home
outcomes:
  physio:
    disposition: physio
    title: See a physio
    text: Book a visit.
    watch_for: [swelling]
    source: book
  home:
    disposition: self_care
    title: Look after it
    text: Rest the leg.
    advice: [bath]
    watch_for: [swelling]
    review_after: 7 days
    source: book
advice:
  bath:
    text: Take a warm bath.
    dose: Ten minutes a day.
    never_when: [{bruise: yes}]
    source: book
watch_for:
  swelling: {look_for: "The calf swells", then: same_day_urgent, source: book}
safety:
  limping-is-never-sent-home:
    if: {limping: [yes, not sure]}
    then: {urgency: at least physio}
    source: book
"""
)

MODULE = """\
triage: 1
id: signs
title: Signs that need help at once
version: 0.1.0
status: draft
review_by: 2027-11-20
sources:
  leaflet: {title: "A leaflet about legs", kind: guideline, url: "https://example.org/leaflet"}
facts:
  breathless:
    type: yes-no
    ask: Are you short of breath?
    label: short of breath
    worse: yes
    demands: {yes: emergency, not sure: same_day_urgent}
    well: no
    source: leaflet
exits: {clear: "no such sign"}
start: signs
steps:
  signs:
    ask: breathless
    then:
      - if: {breathless: yes}
        go: emergency
      - if: {breathless: not sure}
        go: today
      - go: clear
outcomes:
  emergency:
    disposition: emergency
    title: Get emergency help now
    text: Call {emergency number}.
    source: leaflet
  today:
    disposition: same_day_urgent
    title: Get help today
    text: Call {urgent advice} today.
    source: leaflet
"""


def files(code: FindingKind, which: Literal["bad", "good"]) -> dict[str, str]:
    """Return the files of an example by their names; ``calf.yaml`` is the one to check.

    Raises:
        ValueError: the small tree has no such piece.
    """
    piece = code.bad if which == "bad" else code.good
    if code.place == WHOLE_FILE:
        return {"calf.yaml": piece, "signs.yaml": MODULE}
    place = code.place or code.good
    for name, text in (("calf.yaml", TREE), ("signs.yaml", MODULE)):
        changed = _put(piece, place, text)
        if changed is not None:
            return {"calf.yaml": TREE, "signs.yaml": MODULE, name: changed}
    raise ValueError(f"the small tree has no piece\n{place}")


def _put(piece: str, place: str, text: str) -> str | None:
    """Put a piece into a text, as deep as the lines that it stands for."""
    for depth in range(0, 12, 2):
        old, new = (f"\n{indent(lines.strip(chr(10)), ' ' * depth)}\n" for lines in (place, piece))
        if old in f"\n{text}":
            return f"\n{text}".replace(old, new, 1)[1:]
    return None


# --- the page of all findings, and the page of one: `python -m triage.findings.pages`


_OPENING = """\
# Findings

`triage check FILE` lists what is wrong with a tree, each with its place:

    calf.yaml:11:5: F202 unknown-key: found `aks`, which a fact does not have
        help: did you mean `ask`?

First come the file, the line and the column, then the code and the name of the
finding, what was found, and what to do. `triage check --explain F202` prints
what this page says of it.

An *error* keeps the tree from being used. A *limit* does not, but `triage check`
fails on it. A *warning* does neither: something may have been forgotten.
[How to check](check.md) tells how to choose among findings, and how to allow one.

The examples are pieces of [a small tree](#the-small-tree) at the end of the page.
A test reads each of them, and finds the fault in the bad one only.
"""


def page() -> str:
    """Return the page of all findings in Markdown."""
    lines = [_OPENING, *(line for family in FAMILIES for line in _family(family))]
    lines += ["## The small tree", "", *_fence(TREE, "`calf.yaml`")]
    return "\n".join([*lines, *_fence(MODULE, "`signs.yaml`, the module that it includes")])


def _family(family: Family) -> Iterator[str]:
    codes = [code for code in CODES if code.family == family.prefix]
    yield from (f"## {family.title}", "", family.about, "")
    yield from ("| code | name | severity | meaning |", "| --- | --- | --- | --- |")
    for code in codes:
        means = code.means.replace("|", "\\|")
        yield f"| {code.id} | [`{code.name}`](#{anchor(code)}) | {severity(code)} | {means} |"
    yield ""
    for code in codes:
        yield from (f"### {code.id} {code.name}", "", code.means, "", f"Why: {code.why}", "")
        yield from (*_example("Bad", code.bad, code), *_example("Good", code.good, code))


def anchor(code: FindingKind) -> str:
    """Return the anchor of a kind of finding on the page."""
    return f"{code.id}-{code.name}".lower()


def severity(code: FindingKind) -> str:
    """Return ``error``, ``limit`` or ``warning``."""
    return "limit" if code.tree_still_loads else code.severity


def _example(title: str, piece: str, code: FindingKind) -> Iterator[str]:
    if code.place == IN_WORDS:
        yield from (f"{title}: {piece}", "")
    else:
        yield from _fence(piece, title)


def _fence(text: str, title: str) -> Iterator[str]:
    yield from (f"{title}:", "", "```yaml", *text.rstrip("\n").split("\n"), "```", "")


def explain(code: FindingKind) -> list[str]:
    """Return the page of one kind of finding, as lines for a terminal."""
    lines = [f"{code.id} {code.name} ({severity(code)})", ""]
    lines += [*fill(code.means, 80).split("\n"), "", *fill(f"Why: {code.why}", 80).split("\n")]
    for title, piece in (("Bad", code.bad), ("Good", code.good)):
        written = piece.rstrip("\n").split("\n")
        lines += ["", f"{title}:", "", *(f"    {line}".rstrip() for line in written)]
    return lines


if __name__ == "__main__":
    print(page(), end="")
