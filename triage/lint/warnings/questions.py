"""Questions that a step passes over to somebody's harm, and questions that change nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from triage.answer_space.budget import Budget
from triage.answer_space.ends import Ends, space_of
from triage.answer_space.examples import plainest
from triage.answer_space.pairs import Pairs, differs
from triage.errors import Finding
from triage.findings.finding_kind import HEAD, WHOLE_FILE, FindingKind
from triage.lint.rule import is_own, rule
from triage.lint.spaces import unless_too_large
from triage.model.asking import steps_that_may_skip
from triage.model.conditions import Condition, facts_of
from triage.model.facts import say_answers_given, unlike_well
from triage.model.tree import Outcome, Step, Tree
from triage.model.values import Value
from triage.phrasing.answers_in_texts import named_by
from triage.words import _

# A larger tree is left to `triage prove`.
_MOST_NODES = 400_000

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


_IN_VAIN = (
    HEAD
    + """\
facts:
  uphill: {type: yes-no, ask: "Is it worse uphill?", label: "worse uphill", judgement: "Ours"}
start: hills
steps:
  hills:
    ask: uphill
    then:
      - go: visit
        including: not sure
outcomes:
  visit: {disposition: physio, title: "Go", text: "Book it", %sjudgement: "Ours"}
"""
)

QUESTION_CHANGES_NOTHING = FindingKind(
    "S525",
    "question-changes-nothing",
    means="A question is asked, but no answer to it changes where anybody ends, or what they are "
    "advised.",
    why="It takes the patient's time, and looks as if it counted. A question that is asked for the "
    "physio or doctor stands under `tell:`.",
    bad=_IN_VAIN % "",
    good=_IN_VAIN % "tell: [uphill], ",
    place=WHOLE_FILE,
    severity="warning",
)


@rule(scope="its file")
def questions(tree: Tree) -> Iterator[Finding]:
    """Report what a step does not ask and should, and what is asked and changes nothing.

    The latter is told where it is asked; `triage prove` finds the same.
    """
    if tree.start and not tree.exits and (any(_candidates(tree)) or any(_asked(tree))):
        yield from _judged(tree)


@unless_too_large
def _judged(tree: Tree) -> Iterator[Finding]:
    ends = Ends(tree, space_of([tree], Budget(_MOST_NODES)))
    yield from _passed_over(tree, ends)
    yield from _useless(tree, ends)


# --- questions that are passed over


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
def _passed_over(tree: Tree, ends: Ends) -> Iterator[Finding]:
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


# --- questions that change nothing


def _asked(tree: Tree) -> Iterator[tuple[Step | Outcome, str]]:
    """Yield what the tree's own steps and its outcomes ask, each with who asks it.

    A fact that a referral tells has its use there, and so has a note, or one
    that a text names. Where an answer demands
    something, that nobody listens is a worse fault, and told as such.
    """
    told = {fact for outcome in tree.outcomes.values() for fact in outcome.tell}
    useful = told | named_by(tree) | {f.name for f in tree.facts.values() if f.demands or f.is_note}
    for step in tree.steps.values():
        if is_own(step.at, tree):
            yield from ((step, fact) for fact in step.ask if fact not in useful)
    for outcome in tree.outcomes.values():
        yield from ((outcome, fact) for fact in outcome.refine if fact not in useful)


@unless_too_large
def _useless(tree: Tree, ends: Ends) -> Iterator[Finding]:
    if ends.ruled_out == ends.diagram.true:
        return  # where nobody is possible, that is the fault
    routed, seen = Pairs(ends, ends.told, differs), set[str]()
    for place, fact in _asked(tree):
        if fact not in seen and not routed.exists(fact) and not _is_advised_by(ends, fact):
            found = _(
                "found that `{name}` asks `{fact}`, but no answer to it changes where "
                "anybody ends, "
                "or what they are advised",
                name=place.name,
                fact=fact,
            )
            hint = _("use the answer, list the fact under `tell:` of an outcome, or ask it no more")
            yield QUESTION_CHANGES_NOTHING.about(place.at, found, hint)
        seen.add(fact)


def _is_advised_by(ends: Ends, fact: str) -> bool:
    advice = (each for each in ends.tree.advice.values() if fact in facts_of(*each.conditions))
    return any(Pairs(ends, ends.given(each.name), differs).exists(fact) for each in advice)
