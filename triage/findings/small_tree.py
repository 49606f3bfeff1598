"""The small tree that every example of a finding is a piece of."""

from __future__ import annotations

from textwrap import indent
from typing import Literal

from triage.findings.finding_kind import HEAD, WHOLE_FILE, FindingKind
from triage.words import _

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
    heading: Do you have any of these?
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
    raise ValueError(_("the small tree has no piece\n{place}", place=place))


def _put(piece: str, place: str, text: str) -> str | None:
    """Put a piece into a text, as deep as the lines that it stands for."""
    for depth in range(0, 12, 2):
        old, new = (f"\n{indent(lines.strip(chr(10)), ' ' * depth)}\n" for lines in (place, piece))
        if old in f"\n{text}":
            return f"\n{text}".replace(old, new, 1)[1:]
    return None
