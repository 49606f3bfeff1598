"""What stands in the boxes of a chart and on its arrows."""

from __future__ import annotations

from collections.abc import Sequence

from triage.draw.short import say_at
from triage.model.complement import complement, difference
from triage.model.conditions import Condition, Is
from triage.model.facts import Fact
from triage.model.tree import Outcome, Step, Tree
from triage.model.values import AnswerSet
from triage.model.words import say_answers

OTHERWISE = "otherwise"
ANY_ANSWER = "any answer"
ALWAYS = "always"
NOBODY = "nobody"
ITEM = "• "


def say_step(tree: Tree, step: Step) -> tuple[str, ...]:
    """Return the question of a step, or the heading and the items of its checklist."""
    if not step.ask:
        return ("No question here: the answers so far decide.",)
    facts = [tree.facts[name] for name in step.ask]
    if len(facts) == 1 and not step.heading:
        return (facts[0].ask,)
    return (step.heading or "Is any of this so?", *(f"{ITEM}{fact.label}" for fact in facts))


def say_outcome(outcome: Outcome) -> tuple[str, ...]:
    """Return where an outcome sends the patient, in capitals, and its title."""
    return (outcome.disposition.words.upper(), outcome.title)


def say_ways(tree: Tree, step: Step) -> tuple[str, ...]:
    """Return the words of each branch of a step, in the order of the branches.

    Where a step asks one question and its branches are about nothing else, the
    words are exactly the answers that take the branch. Otherwise the branches
    are numbered where their order matters, as the first that holds is taken.
    """
    asked = [tree.facts[name] for name in step.ask]
    if len(step.branches) == 1:
        return (ANY_ANSWER if asked else ALWAYS,)
    conditions = step.conditions
    about = [_about(condition, step) for condition in conditions]
    wanted = [answers for answers in about if answers is not None]
    if len(asked) == 1 and len(wanted) == len(conditions):
        taken = answers_taken(wanted, asked[0])
        return tuple(say_answers(answers, asked[0]) or NOBODY for answers in taken)
    said = [say_at(step, condition, tree) for condition in conditions]
    if len(said) > 1:
        said = [f"{number}. {words}" for number, words in enumerate(said, 1)]
    return (*said, OTHERWISE)


def _about(condition: Condition, step: Step) -> AnswerSet | None:
    """Return the answers that a condition looks for, where it is about a step's question alone."""
    core = condition.core
    return core.answers if isinstance(core, Is) and step.ask == (core.fact,) else None


def answers_taken(wanted: Sequence[AnswerSet], fact: Fact) -> list[AnswerSet]:
    """Return the answers that take each branch of a step, the default branch last.

    Args:
        wanted: the answers that the condition of each branch names; those
            that take an earlier branch are left out.
        fact: the one fact that the step asks.
    """
    taken: list[AnswerSet] = []
    earlier = AnswerSet()
    for answers in wanted:
        taken.append(difference(answers, earlier, fact) if taken else answers)
        earlier = earlier.union(answers)
    return [*taken, complement(earlier, fact)]
