"""Several facts on one screen: not too many, and with words above."""

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


CHECKLIST_TOO_LONG = FindingKind(
    "S508",
    "checklist-too-long",
    means="More than 8 facts stand on one screen, and nothing says why.",
    why="People stop reading. Where they have to go through more, `long_because` says why.",
    bad=_asking(9),
    good=_asking(8),
    place=WHOLE_FILE,
)
NO_HEADING = FindingKind(
    "S509",
    "no-heading",
    means="Several facts stand on one screen with no words above them.",
    why="Nobody would know what ticking an item says, or what the questions are about.",
    bad="ask: [limping, bruise]\nthen:",
    good="ask: [limping, bruise]\nheading: Do you have any of these?\nthen:",
)

PART_NOT_ASKED = FindingKind(
    "S526",
    "part-not-asked",
    means="Words between the facts of a screen stand above one that the step does not ask.",
    why="Nobody would see the words, and the facts they are about would stand under others.",
    bad="ask: [limping, bruise]\nheading: Do you have any of these?\n"
    'parts: {trend: "On the skin"}\nthen:',
    good="ask: [limping, bruise]\nheading: Do you have any of these?\n"
    'parts: {bruise: "On the skin"}\nthen:',
    place="ask: [limping, bruise]\nheading: Do you have any of these?\nthen:",
)


@rule(needs=())
def checklists(tree: Tree) -> Iterable[Finding]:
    """Report lists of facts that cannot be one screen."""
    for step in tree.steps.values():
        if len(step.ask) > 1:
            yield from _screen(step)


def _screen(step: Step) -> Iterable[Finding]:
    if len(step.ask) > MAX_CHECKLIST and not step.long_because:
        found = _(
            "found {count} facts on one screen, expected at most {max_checklist}",
            count=len(step.ask),
            max_checklist=MAX_CHECKLIST,
        )
        hint = _("divide it into two steps, or say under `long_because` why all stand together")
        yield CHECKLIST_TOO_LONG.about(step.at, found, hint)
    if step.heading is None:
        found = _("found a list of facts in `{name}` without `heading`", name=step.name)
        hint = _("add `heading:` and the words above the list")
        yield NO_HEADING.about(step.at, found, hint)


@rule(needs=("asks",))
def parts_of_screens(tree: Tree) -> Iterable[Finding]:
    """Report words above facts that a step does not ask."""
    for step in tree.steps.values():
        for part in step.parts or ():
            if part.first not in step.ask:
                found = _(
                    "found words above `{fact}`, which `{name}` does not ask",
                    fact=part.first,
                    name=step.name,
                )
                hint = _("name the first fact below the words, as `ask` lists it")
                yield PART_NOT_ASKED.about(step.at, found, hint)
