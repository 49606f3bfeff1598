"""A small tree with cases and a changelog, to begin a tree of one's own with.

It passes every check, test and proof as it is, and says that it is an
example wherever somebody could take it for more.
"""

from __future__ import annotations

from datetime import date, timedelta
from string import Template
from typing import Final

from triage.tree_files.origins import CASES_FILE, CHANGELOG_FILE, TREE_FILE

VERSION_AT_FIRST: Final = "0.1.0"
_A_YEAR: Final = timedelta(days=365)


def example(name: str, today: date) -> dict[str, str]:
    """Return the texts of the files of a new tree, by their names in its folder.

    Args:
        name: the id of the tree.
        today: the day on which it is made; it is to be reviewed within a year.
    """
    values = {
        "name": name,
        "title": title_from(name),
        "version": VERSION_AT_FIRST,
        "today": today.isoformat(),
        "review_by": (today + _A_YEAR).isoformat(),
    }
    texts = {TREE_FILE: _TREE, CASES_FILE: _CASES, CHANGELOG_FILE: _CHANGELOG}
    return {file: Template(text).substitute(values) for file, text in texts.items()}


def title_from(name: str) -> str:
    """Return the words of an id: `sore-knee` is `Sore knee`."""
    return name.replace("-", " ").capitalize()


_TREE: Final = """\
# An example to change. It shows how a tree is built. No source stands behind it, and nobody is to
# be told it. Write your own questions, ends and reasons in place of these, and name your sources:
#
#   sources:
#     guide: {title: "A guide to sore legs", kind: guideline, url: "https://example.org/guide"}
#
# Then `source: guide` takes the place of a `judgement`.

triage: 1
id: $name
title: "$title: an example to change"
version: $version
status: draft
review_by: $review_by
for: "Adults with a sore spot. This is an example that shows how a tree is built."
not_for: >-
  Children, and anybody who fell or was hit. In an emergency do not answer questions: call
  {emergency number}.

facts:
  feels_ill:
    type: yes-no
    ask: "Do you feel ill or feverish as well?"
    ask_for_other: "Do they feel ill or feverish as well?"
    label: "feeling ill or feverish"
    why: "Then it may be more than a sore spot."
    clinical: "systemically unwell"
    worse: yes
    demands: {yes: same_day_urgent, not sure: same_day_urgent}
    well: no
    judgement: "An example of a danger sign: whoever feels ill is seen on the same day."
  days_sore:
    type: whole number
    unit: days
    range: 0 to 365
    ask: "How many days ago did it begin?"
    label: "days since it began"
    clinical: "duration"
    worse: higher
    demands: {over 14: physio, not sure: physio}
    well: 2
    judgement: "An example of a number: two weeks are long for a sore spot."

start: danger-sign
steps:
  danger-sign:
    ask: feels_ill
    then:
      - if: {feels_ill: [yes, not sure]}
        go: today
      - go: how-long
  how-long:
    ask: days_sore
    then:
      - if: {days_sore: [over 14, not sure]}
        go: see-a-physio
        judgement: "An example of a line: 14 days are the author's."
      - go: look-after-it

outcomes:
  today:
    disposition: same_day_urgent
    title: "Get advice today"
    text: "Contact {urgent advice} today and say that you feel ill as well."
    tell: [feels_ill]
    judgement: "An example of an end."
  see-a-physio:
    disposition: physio
    title: "See a physio"
    text: "It has lasted a while. Book a visit to a physio."
    tell: [days_sore]
    judgement: "An example of an end."
  look-after-it:
    disposition: self_care
    title: "Look after it yourself"
    text: "This sounds like something that settles by itself. Give it a few days."
    advice: [easy-days]
    watch_for: [feeling-ill]
    review_after: 7 days
    judgement: "An example of an end."

advice:
  easy-days:
    text: "Do a little less than usual, and keep moving as long as it stays easy."
    dose: "For a day or two"
    judgement: "An example of advice: put what your source says in its place."

watch_for:
  feeling-ill:
    look_for: "You begin to feel ill or feverish"
    then: same_day_urgent
    judgement: "It is the danger sign of above, which can come later."

safety:
  whoever-feels-ill-is-never-sent-home:
    if: {feels_ill: [yes, not sure]}
    then: {urgency: at least same_day_urgent}
    judgement: "An example of a promise, which `triage prove` proves for everybody."
"""

_CASES: Final = """\
# People of whom you know where they must end. Answers left out are those of a well person.

triage_cases: 1
tree: $name
cases:
  - name: "sore for two days"
    answers: {days_sore: 2}
    expect: self_care
    outcome: look-after-it
    advice: [easy-days]
    because: "Most sore spots settle by themselves."
  - name: "feels ill since yesterday"
    answers: {feels_ill: yes, days_sore: 1}
    expect: same_day_urgent
    because: "Whoever feels ill is seen on the same day."
  - name: "not sure about a fever"
    answers: {feels_ill: not sure}
    expect: same_day_urgent
    because: "Not sure is no reason to stay at home."
  - name: "sore for 14 days"
    answers: {days_sore: 14}
    expect: self_care
    because: "It is on the line, and the line is above 14."
  - name: "sore for 15 days"
    answers: {days_sore: 15}
    expect: physio
    because: "It is over the line."
  - name: "cannot say when it began"
    answers: {days_sore: not sure}
    expect: physio
    because: "It may be long ago."
"""

_CHANGELOG: Final = """\
# What changed in each version. `triage diff` reads here whom a version may send on less urgently.

triage_changelog: 1
tree: $name
versions:
  $version:
    on: $today
    by: "The author of the tree"
    changes:
      - "The example that `triage new` writes."
"""
