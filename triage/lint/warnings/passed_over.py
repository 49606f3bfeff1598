"""Questions that a step passes over for some, though what they are told later depends on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from triage.answer_space.budget import Budget
from triage.answer_space.ends import Ends, space_of
from triage.answer_space.examples import plainest
from triage.errors import Finding
from triage.findings.finding_kind import HEAD, WHOLE_FILE, FindingKind
from triage.lint.rule import rule
from triage.lint.spaces import unless_too_large
from triage.model.asking import steps_that_may_skip
from triage.model.conditions import Condition, facts_of
from triage.model.facts import say_answers_given, unlike_well
from triage.model.tree import Outcome, Step, Tree
from triage.model.values import Value
from triage.words import _

# A larger tree is left to `triage prove`.
_MOST_NODES = 200_000

_Reader: TypeAlias = tuple[str, Condition | None]

_EXAMPLE = (
    HEAD
    + """\
facts:
  limp: {type: yes-no, ask: "Do you limp?", label: "limping", well: no, judgement: "Ours"}
  drug: {type: yes-no, ask: "Do you take heparin?", label: "heparin", well: no, judgement: "Ours"}
start: walk
steps:
  walk:
    ask: limp
    then:
      - go: more
        including: not sure
  more:
    ask: drug
    then:
      - if: {limp: [yes, not sure]}
        go: soon
      - go: visit
        including: not sure
outcomes:
  soon: {disposition: physio, title: "Soon", text: "Book it", advice: [tell]%s, judgement: "Ours"}
  visit: {disposition: physio, title: "Go", text: "Book it", advice: [tell], judgement: "Ours"}
advice:
  tell: {text: "Tell the physio of heparin.", when: {drug: yes}, judgement: "Ours"}
"""
)

QUESTION_PASSED_OVER = FindingKind(
    "S519",
    "question-passed-over",
    means="A step asks a question, but for some people an earlier answer already decides one of "
    "its branches. They are not asked, and advice depends on the answer.",
    why="A step asks nothing new once earlier answers make one of its branches certain. The advice "
    "is then left out or withheld.",
    bad=_EXAMPLE % "",
    good=_EXAMPLE % ", refine: [drug]",
    place=WHOLE_FILE,
    severity="warning",
)


@rule(scope="its file")
def passed_over(tree: Tree) -> Iterator[Finding]:
    """Report the questions of steps that somebody passes without being asked, to their harm."""
    if not tree.exits and any(_candidates(tree)):
        yield from _passed_over(tree)


def _candidates(tree: Tree) -> Iterator[tuple[Step, str, Outcome, _Reader]]:
    """Yield each step, question, outcome and what is told there that may miss the answer."""
    for name in sorted(steps_that_may_skip(tree)):
        step = tree.steps[name]
        for outcome in tree.outcomes.values():
            for fact in step.ask:
                if fact not in outcome.refine:
                    yield from ((step, fact, outcome, r) for r in _readers(tree, outcome, fact))


def _readers(tree: Tree, outcome: Outcome, fact: str) -> Iterator[_Reader]:
    """Yield in words what depends on a fact at an outcome, and the condition that must be open.

    That is None for a `never_when`, which waits for all that it reads.
    """
    for advice in (tree.advice[name] for name in outcome.advice):
        said = _("the advice `{name}` depends on it", name=advice.name)
        if fact in facts_of(*advice.never_when):
            yield said, None
        elif advice.when is not None and fact in facts_of(advice.when):
            yield said, advice.when


@unless_too_large
def _passed_over(tree: Tree) -> Iterator[Finding]:
    ends = Ends(tree, space_of([tree], Budget(_MOST_NODES)))
    space, seen = ends.space, set[tuple[str, str]]()
    for step, fact, outcome, (why, when) in _candidates(tree):
        if (step.name, fact) in seen:
            continue
        known = [] if when is None else [ends.certainly(when), ends.certainly(when, truth=False)]
        asked = (ends.asked(fact), *known)
        unasked = space.without(ends.told_in({outcome.name}), ends.ruled_out, *asked)
        patient = plainest(space, unasked, ends.passing([step.name]))
        if patient is not None:
            seen.add((step.name, fact))
            who = _who(tree, patient, _known_before(step))
            found = _(
                "found that `{name}` does not ask `{fact}` of people with {who}; {why}",
                name=step.name,
                fact=fact,
                who=who,
                why=why,
            )
            hint = _(
                "list `{fact}` under `refine:` of `{name}`, or ask it in an earlier step",
                fact=fact,
                name=outcome.name,
            )
            yield QUESTION_PASSED_OVER.about(step.at, found, hint)


def _known_before(step: Step) -> list[str]:
    """Return the facts that a step reads but does not ask itself."""
    return [fact for fact in facts_of(*step.conditions) if fact not in step.ask]


def _who(tree: Tree, patient: Mapping[str, Value], facts: Iterable[str]) -> str:
    """Say which of some answers set a patient apart, or all where none does."""
    known = {fact: patient[fact] for fact in facts}
    return say_answers_given(unlike_well(known, tree.facts) or known, tree.facts)
