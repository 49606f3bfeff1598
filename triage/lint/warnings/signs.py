"""Answers that paper has no words for but a label with a yes or a no."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from triage.errors import Finding
from triage.findings.finding_kind import FindingKind
from triage.lint.rule import rule
from triage.model.complement import complement
from triage.model.conditions import All, Any, Condition, Count, Is, Not
from triage.model.facts import Fact
from triage.model.provenance import Location
from triage.model.tree import Tree
from triage.model.values import AnswerSet
from triage.phrasing.conditions import Sayer, say_answers
from triage.phrasing.signs import lacks_words
from triage.words import _

_Reading: TypeAlias = tuple[str, AnswerSet, Location | None]

SIGN_WITHOUT_WORDS = FindingKind(
    "W612",
    "sign-without-words",
    means="An answer demands something, or advice or a branch reads it, and paper cannot say "
    "what somebody has who gives it: it is a *no*, or an option that is no more in words.",
    why="In a list of dangers “walking: no” is read as “walking”.",
    bad="ask: Can you stand on the leg?\nlabel: standing on the leg\nworse: no\n"
    "demands: {no: physio, not sure: physio}\nwell: yes\nsource: book",
    good="ask: Can you stand on the leg?\nlabel: standing on the leg\nworse: no\n"
    'demands: {no: physio, not sure: physio}\nsigns: {no: "cannot stand on the leg"}\n'
    "well: yes\nsource: book",
    place="ask: Is there a bruise?\nlabel: a bruise\nwell: no\nsource: book",
    severity="warning",
)


@rule(scope="its file")
def signs(tree: Tree) -> Iterator[Finding]:
    """Report the answers that sheets name and that only the author can put in words."""
    seen: set[tuple[str, AnswerSet]] = set()
    for name, answers, at in (*_demanded(tree), *_read(tree)):
        fact = tree.facts[name]
        for part in lacks_words(fact, answers):
            if (name, part) not in seen:
                seen.add((name, part))
                yield _without_words(fact, part, at if fact.module else fact.at)


def _without_words(fact: Fact, answers: AnswerSet, at: Location | None) -> Finding:
    said = say_answers(answers, fact)
    found = _(
        "found that paper can say `{said}` of `{name}` only as `{label}: {said}`",
        said=said,
        name=fact.name,
        label=fact.label,
    )
    hint = _("add to `{name}` under `signs:` what somebody has who answers so", name=fact.name)
    return SIGN_WITHOUT_WORDS.about(at, found, hint)


def _demanded(tree: Tree) -> Iterator[_Reading]:
    for fact in tree.facts.values():
        yield from ((fact.name, demand.answers, fact.at) for demand in fact.demands)


def _read(tree: Tree) -> Iterator[_Reading]:
    """Yield the answers that conditions of advice, and of steps with other questions, name."""
    for advice in tree.advice.values():
        for condition in (*([advice.when] if advice.when else []), *advice.never_when):
            yield from ((name, said, advice.at) for name, said, _ in _said(condition, tree))
    for step in tree.steps.values():
        for condition in step.conditions:
            for name, said, group in _said(condition, tree):
                # An arrow names a group, and leaves out the one question that it comes from.
                if not group and step.ask != (name,):
                    yield name, said, step.at


def _said(
    condition: Condition, tree: Tree, *, denied: bool = False
) -> Iterator[tuple[str, AnswerSet, str]]:
    """Yield the answers that a condition names in words, with the group that stands for a fact."""
    speaker = Sayer(tree.facts)
    if condition.denied(speaker) if denied else condition.said(speaker):
        return  # a kind with words of its own
    match condition.core:
        case Not(of=inner):
            yield from _said(inner, tree, denied=not denied)
        case All(of=parts) | Any(of=parts):
            for part in parts:
                yield from _said(part, tree, denied=denied)
        case Is(fact=fact, answers=answers):
            yield fact, _or_others(answers, tree.facts[fact], others=denied), ""
        case Count() as count:
            others = denied != (count.high == 0)
            for fact in count.facts:
                said = _or_others(count.answers, tree.facts[fact], others=others)
                yield fact, said, count.group


def _or_others(answers: AnswerSet, fact: Fact, *, others: bool) -> AnswerSet:
    return complement(answers, fact) if others else answers
