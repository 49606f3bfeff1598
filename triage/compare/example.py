"""One patient of two versions, whom the engine has seen in both."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from triage.compare.versions import Patient, Versions
from triage.errors import TriageError
from triage.model.values import Value
from triage.patients.diagram import Node
from triage.patients.ends import Ends
from triage.patients.examples import plainest
from triage.prove.replay import is_ruled_out
from triage.run.engine import walk
from triage.run.measures import given
from triage.run.prepared import engine_of


@frozen
class Seen:
    """What one version says of a patient.

    Attributes:
        answers: the patient's answers to the questions of the version.
        outcome: the name of the outcome.
        advice: the names of the advice given.
        ruled_out: whether `impossible:` rules the patient out.
    """

    answers: Patient
    outcome: str
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
        msg = "the engine takes a patient elsewhere than the comparison says"
        raise TriageError(f"{msg}\n    help: please report this; nothing is compared")
    return example


def _by_engine(ends: Ends, answers: Mapping[str, Value]) -> Seen:
    engine = engine_of(ends.tree)
    outcome = walk(engine, answers).outcome
    assert outcome is not None  # they answer everything
    advice = given(engine.advice[outcome.name], answers)
    return Seen(answers, outcome.name, advice, is_ruled_out(ends.tree, answers))


def _by_diagram(versions: Versions, ends: Ends, patient: Patient, answers: Patient) -> Seen:
    outcome = str(_label(versions, ends.outcome, patient))
    listed = ends.tree.outcomes[outcome].advice
    advice = frozenset(name for name in listed if _label(versions, ends.given(name), patient))
    return Seen(answers, outcome, advice, bool(_label(versions, ends.ruled_out, patient)))


def _label(versions: Versions, function: Node, patient: Patient) -> object:
    """Follow a patient through a diagram to their label."""
    space, diagram = versions.space, versions.space.diagram
    while kids := diagram.children(function):
        fact = space.facts[diagram.level(function)]
        function = kids[space.index(fact, patient[fact])]
    return diagram.label(function)
