"""Questions to which no answer changes where anybody ends, or what they are advised."""

from __future__ import annotations

from collections.abc import Iterator

from triage.answer_space.budget import Budget
from triage.answer_space.ends import Ends, space_of
from triage.answer_space.pairs import Pairs, differs
from triage.errors import Finding
from triage.findings.finding_kind import HEAD, WHOLE_FILE, FindingKind
from triage.lint.rule import is_own, rule
from triage.lint.spaces import unless_too_large
from triage.model.conditions import facts_of
from triage.model.tree import Outcome, Step, Tree
from triage.phrasing.answers_in_texts import named_by
from triage.words import _

# A larger tree is left to `triage prove`.
_MOST_NODES = 200_000

_EXAMPLE = (
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
    bad=_EXAMPLE % "",
    good=_EXAMPLE % "tell: [uphill], ",
    place=WHOLE_FILE,
    severity="warning",
)


@rule(scope="its file")
def useless(tree: Tree) -> Iterator[Finding]:
    """Report the questions that change nothing, where they are asked; as `triage prove` does."""
    if tree.start and not tree.exits and any(_asked(tree)):
        yield from _useless(tree)


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
def _useless(tree: Tree) -> Iterator[Finding]:
    ends, seen = Ends(tree, space_of([tree], Budget(_MOST_NODES))), set[str]()
    if ends.ruled_out == ends.diagram.true:
        return  # where nobody is possible, that is the fault
    routed = Pairs(ends, ends.outcome, differs)
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
