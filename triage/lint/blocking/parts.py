"""Parts that are gone through one after another: apart, and of one mind about what is forbidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from triage.errors import Finding
from triage.findings.finding_kind import HEAD, WHOLE_FILE, FindingKind
from triage.lint.rule import rule
from triage.model.several import behind, parts_of, splitting
from triage.model.tree import Advice, Branch, Tree
from triage.words import _

_TREE = (
    HEAD
    + """\
facts:
  calf: {type: yes-no, sure: true, ask: "Is the calf sore?", label: "sore calf", judgement: "x"}
  foot: {type: yes-no, sure: true, ask: "Is the foot numb?", label: "numb foot", judgement: "x"}
  days: {type: whole number, range: 0 to 9, sure: true, ask: "Days?", label: "days", judgement: "x"}
start: places
steps:
  places:
    ask: [calf, foot]
    heading: What troubles you?
    then_each:
      - if: {calf: yes}
        go: %s
      - if: {foot: yes}
        go: long
      - go: home
  long:
    ask: days
    then:
      - {if: {days: over 7}, go: clinic, judgement: "x"}
      - go: home
outcomes:
  clinic: {disposition: physio, title: "Go", text: "Book.", %sjudgement: "x"}
  home:
    disposition: self_care
    title: Look after it
    text: Rest the leg.
    expect: It gets better in a week.
    watch_for: [swelling]%s
    judgement: It settles by itself.
watch_for:
  swelling: {look_for: "The calf swells", then: physio, judgement: "A clot swells."}%s
"""
)
_NO_ADVICE = ("", "", "")
_ADVICE = """
advice:
  bath: {text: "Take a warm bath.", never_when: [{calf: yes}], judgement: "x"}
  warmth: {text: "Take a warm bath.", %sjudgement: "x"}"""

PARTS_MEET = FindingKind(
    "S532",
    "parts-meet",
    means="Two parts of a `then_each` lead to the same step.",
    why="It would be gone through twice, and nobody could say to which part its end belongs.",
    bad=_TREE % ("long", *_NO_ADVICE),
    good=_TREE % ("clinic", *_NO_ADVICE),
    place=WHOLE_FILE,
)


@rule(needs=("targets", "branches"))
def parts_meet(tree: Tree) -> Iterable[Finding]:
    """Report parts of one step that lead to the same step."""
    for step in splitting(tree):
        for one, other in combinations(parts_of(step), 2):
            same = behind(tree, one.go).keys() & behind(tree, other.go).keys() & tree.steps.keys()
            if same:
                found = _(
                    "found that two parts from `{name}` both lead to the step `{same}`",
                    name=step.name,
                    same=min(same),
                )
                hint = _("give each part steps of its own, or ask this before the parts")
                yield PARTS_MEET.about(other.at, found, hint)


BLOCKED_APART = FindingKind(
    "S533",
    "blocked-apart",
    means="Two parts of a `then_each` give the same advice, and not the same keeps it back.",
    why="Somebody could be told in one part what the other forbids.",
    bad=_TREE % ("clinic", "advice: [bath], ", "\n    advice: [warmth]", _ADVICE % ""),
    good=_TREE
    % (
        "clinic",
        "advice: [bath], ",
        "\n    advice: [warmth]",
        _ADVICE % "never_when: [{calf: yes}], ",
    ),
    place=WHOLE_FILE,
)


@rule(needs=("targets", "branches", "conditions"))
def blocked_apart(tree: Tree) -> Iterable[Finding]:
    """Report advice of two parts that says the same, and is kept back by other conditions."""
    for step in splitting(tree):
        for one, other in combinations(parts_of(step), 2):
            yield from _blocked_apart(tree, one, other)


def _blocked_apart(tree: Tree, one: Branch, other: Branch) -> Iterator[Finding]:
    for first in _advice_behind(tree, one):
        for second in _advice_behind(tree, other):
            if first.text == second.text and {*first.never_when} != {*second.never_when}:
                found = _(
                    "found the same advice in two parts, `{one}` and `{other}`, with another "
                    "`never_when`",
                    one=first.name,
                    other=second.name,
                )
                hint = _("give both the same `never_when`")
                yield BLOCKED_APART.about(second.at, found, hint)


def _advice_behind(tree: Tree, branch: Branch) -> list[Advice]:
    ends = [tree.outcomes[name] for name in behind(tree, branch.go) if name in tree.outcomes]
    names = dict.fromkeys(name for outcome in ends for name in outcome.advice)
    return [tree.advice[name] for name in names if name in tree.advice]
