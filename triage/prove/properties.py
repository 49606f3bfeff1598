"""What must hold for every patient: each property is a function that must be false.

A property is broken by the patients of whom its function is true, so it
holds exactly when that function is false everywhere, and otherwise any of
those patients is a counterexample.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from attrs import field, frozen

from triage.model.conditions import Is
from triage.model.facts import Fact
from triage.model.provenance import Location
from triage.model.tree import Outcome, SafetyRule
from triage.model.values import NOT_SURE, Value, is_number
from triage.model.words import say, say_answers
from triage.prove.diagram import Label, Node
from triage.prove.patients import Patients


@frozen(eq=False)
class Claim:
    """One property of one tree.

    Attributes:
        name: the kind of property and what it is about.
        text: the property in words.
        broken_by: the function that is true of the patients that break it.
        fact: the fact by which the patients of a pair differ; "" where the
            property is about one patient.
        pair: the two answers of the pair, the one that is compared first.
        at: the place in the file that the property is about.
    """

    name: str
    text: str
    broken_by: Node
    fact: str = ""
    pair: tuple[Value, ...] = ()
    at: Location | None = field(default=None, kw_only=True)


def claims(patients: Patients) -> Iterator[Claim]:
    """Return all that is claimed of a tree, the built-in properties first."""
    for fact in patients.tree.facts.values():
        yield from _demands(patients, fact)
        yield from _worse(patients, fact)
        yield from _not_sure(patients, fact)
    for rule in patients.tree.safety:
        yield _safety(patients, rule)
    yield from _reachable(patients)


def _demands(patients: Patients, fact: Fact) -> Iterator[Claim]:
    """With the fact so, the urgency is at least what it demands, ruled out or not.

    What a module demands, it demands for whoever enters it.
    """
    for demand in fact.demands:
        so = patients.where(Is(fact.name, demand.answers))
        below = _below(patients, demand.disposition.urgency)
        broken = patients.all_of(so, below, patients.entering(fact.module))
        words = f"{fact.label}: {say_answers(demand.answers, fact)}"
        text = f"{words} always ends at least as urgent as {demand.disposition}"
        yield Claim(f"demand of {fact.name}", text, broken, at=fact.at)


def _worse(patients: Patients, fact: Fact) -> Iterator[Claim]:
    """A worse answer, all else equal, is never less urgent."""
    for better, worse in _neighbours(patients, fact):
        broken = _more_urgent(patients, fact, better, worse)
        said = [fact.say(patients.classes[fact.name][i].value) for i in (worse, better)]
        text = f"{fact.label}: {said[0]} is never less urgent than {said[1]}"
        yield _pair(patients, f"order of {fact.name}", text, broken, fact, (better, worse))


def _neighbours(patients: Patients, fact: Fact) -> list[tuple[int, int]]:
    """Return the pairs of classes, better and worse, that are next to each other."""
    if fact.worse is None:
        return []
    if isinstance(fact.worse, str):
        numbers = [i for i, c in enumerate(patients.classes[fact.name]) if is_number(c.value)]
        ordered = [[i] for i in (numbers if fact.worse == "higher" else reversed(numbers))]
    else:
        ordered = [[patients.index(fact.name, v) for v in level] for level in fact.worse]
    return [(b, w) for level, after in pairwise(ordered) for b in level for w in after]


def _not_sure(patients: Patients, fact: Fact) -> Iterator[Claim]:
    """*Not sure* ends like the answer it stands for, or as urgent as any answer.

    Where the fact demands something of *not sure*, that demand is the rule.
    """
    if fact.sure or fact.demand(NOT_SURE) is not None:
        return
    unsure = patients.index(fact.name, NOT_SURE)
    if fact.not_sure_as is not None:
        like = patients.index(fact.name, fact.not_sure_as)
        broken = _differ(patients, fact, unsure, like)
        text = f"{fact.label}: not sure ends exactly like {fact.say(fact.not_sure_as)}"
        yield _pair(patients, f"not sure of {fact.name}", text, broken, fact, (unsure, like))
        return
    others = [(i, c) for i, c in enumerate(patients.classes[fact.name]) if i != unsure]
    for index, each in others:
        broken = _more_urgent(patients, fact, index, unsure)
        text = f"{fact.label}: not sure is never less urgent than {fact.say(each.value)}"
        yield _pair(patients, f"not sure of {fact.name}", text, broken, fact, (index, unsure))


def _differ(patients: Patients, fact: Fact, one: int, other: int) -> Node:
    """Return the patients who end elsewhere when one answer is changed to another."""
    ends = [patients.given(patients.outcome, fact.name, i) for i in (one, other)]
    differ = patients.diagram.combine(ends[0], ends[1], lambda a, b: a != b)
    return _possible_pairs(patients, fact, one, other, differ)


def _more_urgent(patients: Patients, fact: Fact, one: int, other: int) -> Node:
    """Return the patients who are more urgent with one answer than with another."""
    ends = [patients.given(patients.urgency, fact.name, i) for i in (one, other)]
    more = patients.diagram.combine(ends[0], ends[1], _exceeds)
    return _possible_pairs(patients, fact, one, other, more)


def _exceeds(one: Label, other: Label) -> bool:
    return isinstance(one, int) and isinstance(other, int) and one > other


def _possible_pairs(patients: Patients, fact: Fact, one: int, other: int, differ: Node) -> Node:
    """Leave out the pairs of whom one patient is ruled out as impossible."""
    ruled_out = [patients.given(patients.ruled_out, fact.name, i) for i in (one, other)]
    return patients.diagram.choose(patients.any_of(*ruled_out), patients.diagram.false, differ)


def _pair(
    patients: Patients, name: str, text: str, broken: Node, fact: Fact, pair: tuple[int, int]
) -> Claim:
    values = tuple(patients.classes[fact.name][i].value for i in pair)
    return Claim(name, text, broken, fact.name, values, at=fact.at)


def _below(patients: Patients, urgency: int) -> Node:
    return patients.diagram.relabel(patients.urgency, lambda label: _exceeds(urgency, label))


def _safety(patients: Patients, rule: SafetyRule) -> Claim:
    """The author's own rule, for all patients that are not ruled out.

    The rule of a module is about those who enter it.
    """
    wrong_end = patients.diagram.relabel(patients.outcome, partial(_forbids, patients, rule))
    given = [patients.is_given(name) for name in rule.never_advice]
    broken = patients.all_of(patients.where(rule.condition), patients.any_of(wrong_end, *given))
    broken = patients.diagram.choose(patients.ruled_out, patients.diagram.false, broken)
    module = rule.name.rpartition(".")[0].rpartition(".")[2]
    broken = patients.all_of(broken, patients.entering(module))
    text = f"{say(rule.condition, patients.tree.facts)} — {_say_requirement(rule)}"
    return Claim(f"safety rule {rule.name}", text, broken, at=rule.at)


def _forbids(patients: Patients, rule: SafetyRule, outcome: Label) -> bool:
    disposition = patients.disposition_of(outcome)
    least = rule.urgency_at_least
    too_late = least is not None and disposition.urgency < least.urgency
    return too_late or bool(rule.dispositions and disposition not in rule.dispositions)


def _say_requirement(rule: SafetyRule) -> str:
    if rule.urgency_at_least is not None:
        return f"always at least as urgent as {rule.urgency_at_least}"
    if rule.dispositions:
        return "always " + " or ".join(rule.dispositions)
    return "never any of the advice " + ", ".join(rule.never_advice)


def _reachable(patients: Patients) -> Iterator[Claim]:
    """Some patient reaches each outcome, by one of the ways that the tree includes it."""
    diagram = patients.diagram
    reached = diagram.labels(patients.outcome)
    ways: dict[object, list[Outcome]] = {}
    for outcome in patients.tree.outcomes.values():
        ways.setdefault(outcome.at or outcome.name, []).append(outcome)
    for same in ways.values():
        nobody = diagram.true if reached.isdisjoint(o.name for o in same) else diagram.false
        text = f"somebody can reach {same[0].name}"
        yield Claim(f"reach of {same[0].name}", text, nobody, at=same[0].at)
