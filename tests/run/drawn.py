"""Made-up trees together with patients and answers."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests.pool import trees
from triage.model.tree import Tree
from triage.model.values import Value
from triage.run.screens import Screen
from triage.run.session import Session
from triage.testing import answers, patients

Answers = dict[str, Value]


@st.composite
def _with(draw: DrawFn, people: Callable[[Tree], SearchStrategy[Answers]]) -> tuple[Tree, Answers]:
    tree = draw(trees())
    return tree, draw(people(tree))


def trees_and_patients() -> SearchStrategy[tuple[Tree, Answers]]:
    return _with(patients)


def trees_and_answers() -> SearchStrategy[tuple[Tree, Answers]]:
    return _with(answers)


@st.composite
def trees_and_parts(draw: DrawFn) -> tuple[Tree, Answers, Answers]:
    """Draw a tree, a complete patient, and some of the patient's answers."""
    tree, patient = draw(trees_and_patients())
    return tree, patient, draw(some_of(patient))


@st.composite
def some_of(draw: DrawFn, patient: Answers) -> Answers:
    """Draw some of a patient's answers."""
    left_out = draw(st.sets(st.sampled_from(sorted(patient))))
    return {fact: value for fact, value in patient.items() if fact not in left_out}


@st.composite
def in_another_order(draw: DrawFn, given: Answers) -> Answers:
    names = draw(st.permutations(list(given)))
    return {name: given[name] for name in names}


def reply(screen: Screen, patient: Answers) -> Answers:
    """Return a patient's answers to a screen."""
    return {fact: patient[fact] for fact in screen.facts}


def screens_of(session: Session, patient: Answers, *, refine: bool = True) -> list[Session]:
    """Answer screen by screen; return the session before and after each answer."""
    sessions = [session]
    while (screen := sessions[-1].next) is not None and (refine or not screen.optional):
        sessions.append(sessions[-1].answer(reply(screen, patient)))
        assert len(sessions) <= len(session.tree.facts) + 1, "the questions never end"
    return sessions
