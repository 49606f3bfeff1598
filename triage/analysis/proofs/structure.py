"""What is claimed of the structure: everybody ends, and nothing is there for nobody."""

from __future__ import annotations

from collections.abc import Iterator

from triage.analysis.proofs.claims import Claim, Group, PatientPairs, PatientSet
from triage.answer_space.ends import NOWHERE
from triage.model.conditions import Any, Is, answer_sets, facts_of
from triage.model.provenance import Location
from triage.model.several import splitting
from triage.model.tree import Step, Tree
from triage.model.values import NOT_SURE, AnswerSet
from triage.phrasing.answers_in_texts import named_by
from triage.words import N_, _


def total(_tree: Tree) -> Iterator[Claim]:
    """Every patient ends in one outcome: a step takes the first branch that holds, and no other."""
    yield Claim(
        "end",
        "",
        _("every patient ends in exactly one outcome"),
        (PatientSet(ends=frozenset({NOWHERE}), possible=False),),
    )


def reached(tree: Tree) -> Iterator[Claim]:
    """Somebody comes to each step, branch, outcome and advice, by one way of including it."""
    ways: dict[tuple[str, object], list[tuple[str, Group]]] = {}
    for kind, name, group, at in _parts(tree):
        ways.setdefault((kind, at or name), []).append((name, group))
    for (kind, where), same in ways.items():
        name = same[0][0]
        place = where if isinstance(where, Location) else None
        groups = tuple(group for _name, group in same)
        yield Claim(kind, name, _(_REACHED[kind], name=name), groups, somebody=True, at=place)


_REACHED = {
    "step": N_("somebody comes by {name}"),
    "branch": N_("somebody takes {name}"),
    "outcome": N_("somebody ends in {name}"),
    "advice": N_("somebody is given {name}"),
}


def _parts(tree: Tree) -> Iterator[tuple[str, str, Group, Location | None]]:
    several = splitting(tree)
    for step in tree.steps.values():
        for number, branch in enumerate(step.branches):
            name = f"{step.name}, branch {number + 1}, to {branch.go}"
            yield "branch", name, PatientSet(taking=(step.name, number)), branch.at
    for outcome in tree.outcomes.values():
        # What is only ever told beside another has its use there.
        comes = PatientSet(passing=(outcome.name,)) if several else None
        group = comes or PatientSet(ends=frozenset({outcome.name}))
        yield "outcome", outcome.name, group, outcome.at
    # An advice that only a rule names is kept from somebody, and offered to nobody.
    for name in dict.fromkeys(name for o in tree.outcomes.values() for name in o.advice):
        yield "advice", name, PatientSet(given=name), tree.advice[name].at


def useful(tree: Tree) -> Iterator[Claim]:
    """Some answer to each question changes where somebody ends, or what they are advised.

    A fact that a referral tells has its use there, and so has a note, or one that a text names.
    """
    told = {fact for outcome in tree.outcomes.values() for fact in outcome.tell}
    told |= named_by(tree) | {name for name, fact in tree.facts.items() if fact.is_note}
    asked = dict.fromkeys(fact for step in tree.steps.values() for fact in step.ask)
    refined = dict.fromkeys(fact for o in tree.outcomes.values() for fact in o.refine)
    for name in asked | refined:
        if name not in told:
            # An answer may also decide whether another is asked, which a measure reads.
            conditional = [each for each in tree.advice.values() if each.conditions]
            named_first = sorted(conditional, key=lambda a: name not in facts_of(*a.conditions))
            advised = [PatientPairs(name, None, "advised", a.name) for a in named_first]
            groups = (PatientPairs(name, None, "elsewhere"), *advised)
            fact = tree.facts[name]
            text = _(
                "somebody ends elsewhere, or is advised otherwise, by the answer to: {label}",
                label=fact.label,
            )
            yield Claim("use", name, text, groups, somebody=True, at=fact.at)


def defaults(tree: Tree) -> Iterator[Claim]:
    """Nobody who is not sure takes a last branch that does not say so, named nowhere else."""
    for step in tree.steps.values():
        branch, facts = step.branches[-1], [f for f in step.ask if not tree.facts[f].sure]
        if branch.condition is None and not branch.including_not_sure and facts:
            named: dict[tuple[tuple[str, int], ...], list[str]] = {}
            for fact in facts:
                named.setdefault(_naming_not_sure(tree, fact, step), []).append(fact)
            broken = tuple(
                PatientSet(
                    Any(tuple(Is(fact, AnswerSet((NOT_SURE,))) for fact in same)),
                    taking=(step.name, len(step.branches) - 1),
                    untaken=elsewhere,
                    possible=False,
                )
                for elsewhere, same in named.items()
            )
            text = _(
                "nobody who is not sure at {name} goes on to {go} unsaid",
                name=step.name,
                go=branch.go,
            )
            yield Claim("default", step.name, text, broken, at=branch.at)


def _naming_not_sure(tree: Tree, fact: str, here: Step) -> tuple[tuple[str, int], ...]:
    """Return the branches of other steps that are about being not sure of a fact."""
    return tuple(
        (step.name, number)
        for step in tree.steps.values()
        if step.name != here.name
        for number, condition in enumerate(step.conditions)
        if any(f == fact and NOT_SURE in answers for f, answers in answer_sets(condition))
    )
