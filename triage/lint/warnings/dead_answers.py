"""Answers that a condition names in vain, as branches before it take all who give them."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from triage.answer_space.diagram import Node
from triage.errors import Finding
from triage.findings.finding_kind import FindingKind
from triage.lint.rule import rule
from triage.lint.spaces import space_of, unless_too_large
from triage.model.conditions import All, Any, Condition, Count, Is
from triage.model.tree import Step, Tree
from triage.model.values import AnswerSet
from triage.phrasing.conditions import say_answers
from triage.phrasing.phrases import in_pairs
from triage.words import N_, _, ngettext

DEAD_ANSWER = FindingKind(
    "C415",
    "dead-answer",
    means="The condition names an answer, a range or a fact, and whoever it would let in has "
    "taken a branch before this one.",
    why="Whoever reads this line believes that these people go this way. Branches are tried in "
    "order, so mostly the two have to change places.",
    bad="- if: {days: at least 7}\n  go: home\n  source: book\n"
    "- if: {days: [over 14, not sure]}\n  go: physio\n  source: book",
    good="- if: {days: [over 14, not sure]}\n  go: physio\n  source: book\n"
    "- if: {days: at least 7}\n  go: home\n  source: book",
    place="- if: {days: [over 14, not sure]}\n  go: physio\n  source: book",
    severity="warning",
)


@rule(needs=("targets", "branches", "conditions"), scope="its parts")
def dead_answers(tree: Tree) -> Iterator[Finding]:
    """Report answers in the condition of a branch that earlier branches take."""
    for step in tree.steps.values():
        yield from _in_step(step, tree)


@unless_too_large
def _in_step(step: Step, tree: Tree) -> Iterator[Finding]:
    if len(step.conditions) < 2 or step.goes_each:
        return
    space = space_of(tree, step.conditions)
    left, taking = space.diagram.true, list[Node]()
    for number, branch in enumerate(step.branches):
        if branch.condition is None:
            return
        meet = space.where(branch.condition)
        here = space.all_of(meet, left)
        for item in _items(branch.condition, tree):
            without = space.where(item.rest)
            named, gone = space.without(meet, without), space.without(here, without)
            # A branch that nobody takes at all has a finding of its own.
            if named != space.diagram.false and gone == space.diagram.false != here:
                before = [n for n, taken in enumerate(taking) if space.diagram.meet(named, taken)]
                yield _dead(item, number, before, step)
        left = space.without(left, meet)
        taking.append(here)


def _dead(item: _Item, number: int, before: list[int], step: Step) -> Finding:
    takes = [_("branch {number}, to `{go}`", number=n + 1, go=step.branches[n].go) for n in before]
    message = ngettext(
        "found {words} in branch {number} from `{name}`, which {takes}, takes already",
        "found {words} in branch {number} from `{name}`, which {takes}, take already",
        len(before),
        words=item.words,
        number=number + 1,
        name=step.name,
        takes=in_pairs(N_("{first}, and {second}"), takes),
    )
    hint = _("put this branch first if it is meant for these people, or leave the words out")
    return DEAD_ANSWER.about(step.branches[number].at, message, hint)


# --- a condition without one of the answers that it names


@frozen
class _Item:
    """What a condition names, in words, and the condition that does not name it."""

    words: str
    rest: Condition


def _items(condition: Condition, tree: Tree) -> Iterator[_Item]:
    """Yield what lets people in; not what keeps them out, such as `not` and `none`."""
    match condition.core:
        case Is(fact=fact, answers=answers) as one:
            for part, others in _parts(answers):
                words = _(
                    "`{answers}` of `{fact}`",
                    answers=say_answers(part, tree.facts[fact]),
                    fact=fact,
                )
                yield _Item(words, evolve(one, answers=others))
        case Count(facts=facts, answers=answers, low=low, high=high) as count:
            if low and high == len(facts):
                for part, others in _parts(answers):
                    words = _(
                        "`{answers}` of {count} facts",
                        answers=say_answers(part, tree.facts[facts[0]]),
                        count=len(facts),
                    )
                    yield _Item(words, evolve(count, answers=others))
                for fact in facts if len(facts) > 1 else ():
                    fewer = tuple(each for each in facts if each != fact)
                    yield _Item(f"`{fact}`", evolve(count, facts=fewer, high=len(fewer)))
        case All(of=parts) | Any(of=parts) as several:
            for number, each in enumerate(parts):
                for item in _items(each, tree):
                    changed = (*parts[:number], item.rest, *parts[number + 1 :])
                    yield _Item(item.words, evolve(several, of=changed))
        case _:
            return


def _parts(answers: AnswerSet) -> Iterator[tuple[AnswerSet, AnswerSet]]:
    """Yield each answer and range of a set, and the set without it."""
    for value in answers.values:
        others = tuple(each for each in answers.values if each != value)
        yield AnswerSet((value,)), AnswerSet(others, answers.ranges)
    for numbers in answers.ranges:
        left = tuple(each for each in answers.ranges if each != numbers)
        yield AnswerSet((), (numbers,)), AnswerSet(answers.values, left)
