"""What stands in the boxes of a chart and on its arrows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from triage.model.complement import complement, difference
from triage.model.conditions import Condition, Count, Is, facts_of, leaves_of
from triage.model.facts import Fact
from triage.model.screenfuls import words_above
from triage.model.tree import Outcome, Step, Tree
from triage.model.values import AnswerSet
from triage.phrasing.conditions import Sayer, say_answers
from triage.phrasing.signs import SignSayer
from triage.words import N_, _

OTHERWISE = N_("otherwise")
ANY_ANSWER = N_("any answer")
ALWAYS = N_("always")
NOBODY = N_("nobody")
ITEM = "• "
# Above some of the items.
PART = "— "
ONLY_IF_OPEN = N_("Asked only if earlier answers do not decide.")
# On the arrows of a step of which each that holds is taken.
EACH_IF = N_("also, if {condition}")
IF_NONE = N_("if none of these")
GOES_EACH = N_("Every way that fits is taken, one after another; the most urgent end decides.")
NOT_FINISHED = N_("NOT FINISHED: nothing leads on from here yet.")
# Above a list without words of its own.
WHICH_APPLY = N_("Do any of these apply?")


def say_step(tree: Tree, step: Step, *, may_skip: bool = False) -> tuple[str, ...]:
    """Return the question of a step, or the heading and the items of its checklist or form.

    Args:
        tree: what defines the facts.
        step: the step.
        may_skip: whether somebody passes it without being asked all that it asks.
    """
    open_end = () if step.branches else (_(NOT_FINISHED),)
    open_end = (_(GOES_EACH),) if step.goes_each else open_end
    if not step.ask:
        return open_end or (_("No question here: the answers so far decide."),)
    facts = [tree.facts[name] for name in step.ask]
    notes = ((_(ONLY_IF_OPEN),) if may_skip else ()) + open_end
    if len(facts) == 1 and not step.heading:
        return (facts[0].ask, *notes)
    return (step.heading or _(WHICH_APPLY), *notes, *_items(step, facts))


def _items(step: Step, facts: Iterable[Fact]) -> Iterator[str]:
    above = words_above(step.ask, step.parts or (), step.ask)
    for fact in facts:
        if fact.name in above:
            yield f"{PART}{above[fact.name]}"
        yield f"{ITEM}{fact.label}"


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
    if not step.branches:
        return ()
    if step.goes_each:
        each = (_(EACH_IF, condition=say_at(step, c, tree)) for c in step.conditions)
        return (*each, _(IF_NONE))
    if len(step.branches) == 1:
        return (_(ANY_ANSWER) if asked else _(ALWAYS),)
    conditions = step.conditions
    about = [_about(condition, step) for condition in conditions]
    wanted = [answers for answers in about if answers is not None]
    if len(asked) == 1 and len(wanted) == len(conditions):
        taken = answers_taken(wanted, asked[0])
        return tuple(say_answers(answers, asked[0]) or _(NOBODY) for answers in taken)
    said = [say_at(step, condition, tree) for condition in conditions]
    if len(said) > 1:
        said = [f"{number}. {words}" for number, words in enumerate(said, 1)]
    return (*said, _(OTHERWISE))


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


# --- conditions in fewer words, as an arrow stands beside the question that it answers


def say_at(step: Step, condition: Condition, tree: Tree) -> str:
    """Say a condition on an arrow out of a step.

    What the step itself asks is not named again, the items of its checklist
    are "these", and a group stands for its facts.
    """
    about_one = len(step.ask) == 1 and facts_of(condition) == step.ask
    sayer = _OnOneArrow(tree.facts) if about_one else _OnArrow(tree.facts, step, tree)
    return sayer.say(condition)


@frozen
class _OnOneArrow(Sayer):
    """Says conditions on the one fact that stands above: its label is left out."""

    def subject(self, _fact: str) -> str:
        return ""


@frozen
class _OnArrow(SignSayer):
    """Says conditions beside a checklist: its items, and groups, have short names."""

    step: Step
    tree: Tree

    def several(self, count: Count) -> str:
        named = set(count.facts) == set(self.step.ask) or count.group in self.tree.groups
        return Sayer.several(self, count) if named else super().several(count)

    def together(self, count: Count) -> str:
        if set(count.facts) == set(self.step.ask):
            return _("these")
        return say_group(count) if count.group in self.tree.groups else Sayer.together(self, count)


def say_group(count: Count) -> str:
    """Return the name of a group as words, marked as a name."""
    return f"“{count.group.replace('-', ' ')}”"


def say_groups(tree: Tree, steps: Iterable[Step]) -> dict[str, str]:
    """Return what each group holds that an arrow out of some steps names, by its name there."""
    named: dict[str, str] = {}
    for step in steps:
        for leaf in (leaf for condition in step.conditions for leaf in leaves_of(condition)):
            if not isinstance(leaf, Count) or leaf.group not in tree.groups:
                continue
            if set(leaf.facts) != set(step.ask):
                labels = "; ".join(tree.facts[name].label for name in leaf.facts)
                named[say_group(leaf)] = _(
                    "{group} are: {labels}", group=say_group(leaf), labels=labels
                )
    return named
