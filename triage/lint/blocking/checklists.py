"""Several facts on one screen: short, all answered by yes or no, and with words above."""

from __future__ import annotations

from collections.abc import Iterable

from triage.errors import Finding
from triage.findings.finding_kind import HEAD, WHOLE_FILE, FindingKind
from triage.lint.rule import rule
from triage.model.tree import MAX_CHECKLIST, Step, Tree
from triage.words import _


def _asking(length: int) -> str:
    """Return a tree that asks for so many signs on one screen."""
    signs = [f"sign_{n}" for n in range(1, length + 1)]
    facts = (
        f'  {s}: {{type: yes-no, ask: "Is {s} there?", label: "{s}", judgement: "x"}}\n'
        for s in signs
    )
    return f"""{HEAD}facts:
{"".join(facts)}start: signs
steps:
  signs:
    ask: [{", ".join(signs)}]
    heading: Do you have any of these?
    then:
      - if: {{any asked: [yes, not sure]}}
        go: physio
      - go: home
outcomes:
  physio: {{disposition: physio, title: "See a physio", text: "Book.", judgement: "x"}}
  home:
    disposition: self_care
    title: Look after it
    text: Rest the leg.
    expect: It gets better in a week.
    watch_for: [swelling]
    judgement: It settles by itself.
watch_for:
  swelling: {{look_for: "The calf swells", then: physio, judgement: "A clot swells."}}
"""


CHECKLIST_TYPE = FindingKind(
    "S507",
    "checklist-type",
    means="A checklist asks for something other than yes or no.",
    why="An item on a list can be ticked or not, and says nothing else.",
    bad="ask: [limping, bruise, trend]\nheading: Do you have any of these?\nthen:\n"
    "  - if: {any: [{any of signs-of-pain: [yes, not sure]}, {trend: not sure}]}",
    good="ask: [limping, bruise]\nheading: Do you have any of these?\nthen:\n"
    "  - if: {any of signs-of-pain: [yes, not sure]}",
)
CHECKLIST_TOO_LONG = FindingKind(
    "S508",
    "checklist-too-long",
    means="A checklist has more than 8 items.",
    why="People stop reading.",
    bad=_asking(9),
    good=_asking(8),
    place=WHOLE_FILE,
)
NO_HEADING = FindingKind(
    "S509",
    "no-heading",
    means="A checklist has no words above it.",
    why="Nobody would know what ticking an item says.",
    bad="ask: [limping, bruise]\nthen:",
    good="ask: [limping, bruise]\nheading: Do you have any of these?\nthen:",
)


@rule(needs=())
def checklists(tree: Tree) -> Iterable[Finding]:
    """Report lists of facts that cannot be one screen."""
    for step in tree.steps.values():
        if len(step.ask) > 1:
            yield from _checklist(step, tree)


def _checklist(step: Step, tree: Tree) -> Iterable[Finding]:
    others = [name for name in step.ask if not tree.facts[name].is_yes_no]
    if others:
        names = ", ".join(f"`{name}`" for name in others)
        found = _(
            "found {names} in a list of facts, where only yes-no facts can stand", names=names
        )
        yield CHECKLIST_TYPE.about(step.at, found, _("ask it in a step of its own"))
    if len(step.ask) > MAX_CHECKLIST:
        found = _(
            "found {count} facts on one screen, expected at most {max_checklist}",
            count=len(step.ask),
            max_checklist=MAX_CHECKLIST,
        )
        yield CHECKLIST_TOO_LONG.about(step.at, found, _("divide it into two steps"))
    if step.heading is None:
        found = _("found a list of facts in `{name}` without `heading`", name=step.name)
        hint = _("add `heading:` and the words above the list")
        yield NO_HEADING.about(step.at, found, hint)
