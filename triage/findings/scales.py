"""N32: what goes wrong with a tree's own scale of dispositions."""

from __future__ import annotations

from triage.findings.finding_kind import HEAD, WHOLE_FILE, FindingKind

_SCALE = """\
scale:
  dispositions:
"""
_CARRY_ON = '    carry-on: {words: "carry on", urgency: 0, look: round}\n'
_STOP = '    stop: {words: "stop", urgency: 2, look: eight corners}\n'
_REST = """\
sources:
  book: {title: "A book", kind: review, author: "A. Writer"}
facts:
  sore:
    type: yes-no
    ask: Is it sore?
    label: sore
    well: no
    source: book
start: sore
steps:
  sore:
    ask: sore
    then:
      - if: {sore: [yes, not sure]}
        go: stop
      - go: fine
outcomes:
  stop: {disposition: stop, title: "Stop", text: "Stop for a week.", source: book}
  fine:
    disposition: carry-on
    title: Carry on
    text: Carry on as before.
    watch_for: [worse]
    review_after: 7 days
    source: book
watch_for:
  worse: {look_for: "It gets worse", then: stop, source: book}
"""
_SIGNS = """\
include:
  signs:
    exits: {clear: sore}
"""
_STANDS_FOR = "    scale: {same_day_urgent: stop, emergency: stop}\n"

BAD_SCALE = FindingKind(
    "N321",
    "bad-scale",
    means="The dispositions of a scale do not stand from the least to the most urgent, from "
    "urgency 0 up, or one is to be reached later than a less urgent one.",
    why="What calls for more, and what ends the questions at once, is read from their order.",
    bad=f"{HEAD}{_SCALE}{_STOP}{_CARRY_ON}{_REST}",
    good=f"{HEAD}{_SCALE}{_CARRY_ON}{_STOP}{_REST}",
    place=WHOLE_FILE,
)
OTHER_SCALE = FindingKind(
    "N322",
    "other-scale",
    means="A module sends people to places that the scale of the tree does not have, and the "
    "include does not say what they stand for; or what it says turns their order round.",
    why="Nobody could say what is more urgent, or where a person who comes by the module goes.",
    bad=f"{HEAD}{_SCALE}{_CARRY_ON}{_STOP}{_SIGNS}{_REST.replace('start: sore', 'start: signs')}",
    good=f"{HEAD}{_SCALE}{_CARRY_ON}{_STOP}{_SIGNS}{_STANDS_FOR}"
    f"{_REST.replace('start: sore', 'start: signs')}",
    place=WHOLE_FILE,
)
