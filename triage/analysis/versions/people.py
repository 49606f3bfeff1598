"""Some patients of both versions: how many, by what they are known, and one of them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import islice

from attrs import frozen

from triage.analysis.proofs.replay import is_ruled_out
from triage.analysis.versions.naming import Namer
from triage.analysis.versions.versions import Patient, Versions
from triage.answer_space.diagram import Node
from triage.answer_space.ends import Ends
from triage.answer_space.examples import plainest
from triage.answer_space.groups import PatientGroup, groups_of
from triage.answer_space.space import count, everybody
from triage.answer_space.together import names_in
from triage.engine.advice import given
from triage.engine.prepared import engine_of
from triage.engine.walk import walk
from triage.errors import TriageError
from triage.model.conditions import Count
from triage.model.dispositions import Disposition
from triage.model.facts import Fact
from triage.model.values import NOT_SURE, AnswerSet, Value
from triage.words import _


@frozen
class Seen:
    """What one version says of a patient.

    Attributes:
        answers: the patient's answers to the questions of the version.
        outcome: the name of the outcome.
        also: the names of those that are told beside it.
        advice: the names of the advice given.
        ruled_out: whether `impossible:` rules the patient out.
    """

    answers: Patient
    outcome: str
    also: tuple[str, ...]
    advice: frozenset[str]
    ruled_out: bool


@frozen
class Example:
    """One patient, and what the engine says of them in the old and in the new version."""

    old: Seen
    new: Seen


def example_of(versions: Versions, patients: Node) -> Example:
    """Return the plainest of some patients, as the engine sees them.

    Args:
        versions: the two versions.
        patients: at least one.

    Raises:
        TriageError: the engine takes the patient elsewhere than the diagrams.
    """
    patient = plainest(versions.space, patients)
    assert patient is not None  # the caller has seen that somebody is there
    seen = (
        _by_engine(versions.old, versions.for_old(patient)),
        _by_engine(versions.new, versions.for_new(patient)),
    )
    return confirmed(versions, patient, Example(*seen))


def confirmed(versions: Versions, patient: Patient, example: Example) -> Example:
    """Return an example if diagrams say of the patient what the engine says.

    Raises:
        TriageError: they do not.
    """
    said = (_by_diagram(versions, versions.old, patient, example.old.answers),
            _by_diagram(versions, versions.new, patient, example.new.answers))  # fmt: skip
    if said != (example.old, example.new):
        msg = _("the engine takes a patient elsewhere than the comparison says")
        raise TriageError(_("{msg}\n    help: please report this; nothing is compared", msg=msg))
    return example


def _by_engine(ends: Ends, answers: Mapping[str, Value]) -> Seen:
    engine = engine_of(ends.tree)
    way = walk(engine, answers)
    assert way.outcome is not None  # they answer everything
    outcome, *also = [each.name for each in way.outcomes]
    used = way.used(answers)
    advice = frozenset().union(*(given(engine.advice[name], used) for name in (outcome, *also)))
    return Seen(answers, outcome, tuple(also), advice, is_ruled_out(ends.tree, answers))


def _by_diagram(versions: Versions, ends: Ends, patient: Patient, answers: Patient) -> Seen:
    outcome, *also = names_in(_label(versions, ends.told, patient))
    listed = {name for each in (outcome, *also) for name in ends.tree.outcomes[each].advice}
    advice = frozenset(name for name in listed if _label(versions, ends.given(name), patient))
    ruled_out = bool(_label(versions, ends.ruled_out, patient))
    return Seen(answers, outcome, tuple(also), advice, ruled_out)


def _label(versions: Versions, function: Node, patient: Patient) -> object:
    """Follow a patient through a diagram to their label."""
    space, diagram = versions.space, versions.space.diagram
    while kids := diagram.children(function):
        fact = space.facts[diagram.level(function)]
        function = kids[space.index(fact, patient[fact])]
    return diagram.label(function)


# --- some patients of both versions: how many, by what they are known, and one of them


MOST_GROUPS = 3


@frozen(eq=False)
class People:
    """Some patients.

    Attributes:
        patients: the set.
        number: how many combinations of answers they are.
        share: which part of all combinations that is.
        among: in words, whom the groups single them out from.
        share_among: which part of those they are.
        groups: the first of the groups that they make up.
        named: whom they are exactly, by a group of questions that has a name;
            None where there is none.
        rest: how many are in none of these groups.
        example: the plainest of them.
    """

    patients: Node
    number: int
    share: Fraction
    among: str
    share_among: Fraction
    groups: tuple[PatientGroup, ...]
    named: Count | None
    rest: int
    example: Example

    def said(self, facts: Mapping[str, Fact]) -> list[str]:
        """Return the groups in words, one a line."""
        conditions = [self.named] if self.named else [g.condition() for g in self.groups]
        return [Namer(facts).say(condition) for condition in conditions]


def people(versions: Versions, patients: Node, among: str, those: Node) -> People:
    """Return some patients, described by what singles them out.

    Args:
        versions: the two versions.
        patients: who they are; at least one.
        among: in words, whom they are a part of.
        those: the same as a set, which holds all of them.

    Raises:
        TooLarge: the search took all that it may.
        TriageError: the engine and the diagrams disagree about the example.
    """
    space = versions.space
    number = count(space, patients)
    groups = tuple(
        islice(groups_of(space, versions.joined.facts, patients, space.others(those)), MOST_GROUPS)
    )
    left = space.without(patients, *(group.patients for group in groups))
    return People(
        patients,
        number,
        Fraction(number, everybody(space)),
        among,
        Fraction(number, count(space, those)),
        groups,
        _named(versions, patients, those),
        count(space, left),
        example_of(versions, patients),
    )


def _named(versions: Versions, patients: Node, those: Node) -> Count | None:
    """Return what singles some patients out by a group of questions, if one does exactly that."""
    space, tree = versions.space, versions.new.tree
    for name, facts in tree.groups.items():
        if len(facts) > 1 and all(tree.facts[fact].is_yes_no for fact in facts):
            for answers, low in ((_YES, 1), (_UNSURE, 1), (_NO, len(facts))):
                told = Count(facts=facts, answers=answers, low=low, high=len(facts), group=name)
                if space.all_of(those, space.where(told)) == patients:
                    return told
    return None


_YES, _NO = AnswerSet((True,)), AnswerSet((False,))
_UNSURE = AnswerSet((True, NOT_SURE))


# --- where a version sends some people


def dispositions(versions: Versions, ends: Ends, patients: Node) -> tuple[Disposition, ...]:
    """Return where a version sends some patients, most urgent first."""
    return ranked({ends.disposition_of(o) for o in outcomes_of(versions, ends, patients)})


def ranked(found: set[Disposition]) -> tuple[Disposition, ...]:
    """Return dispositions, most urgent first."""
    return tuple(sorted(found, key=lambda each: each.rank, reverse=True))


def outcomes_of(versions: Versions, ends: Ends, patients: Node) -> tuple[str, ...]:
    """Return the outcomes of a version where some patients end, by name."""
    diagram = versions.space.diagram
    told = diagram.choose(patients, ends.outcome, diagram.leaf(None))
    return tuple(sorted(str(outcome) for outcome in diagram.labels(told) if outcome))
