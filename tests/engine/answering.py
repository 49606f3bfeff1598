"""People who answer a session: each list whole, or what is so alone, or not all that is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tests.engine.drawn import Answers
from tests.outputs.fhir.path_classes import path_classes
from triage.engine.assess import assess
from triage.engine.saved import start
from triage.engine.session import Session
from triage.model.tree import Tree


def told(tree: Tree, patient: Answers, ticks_only: bool) -> Session:
    """Answer screen by screen; who only ticks leaves the rest of a list, if that goes on."""
    session = ended(tree, patient, ticks_only)
    while (screen := session.next) is not None:
        answers = {fact: patient[fact] for fact in screen.facts}
        ticked = {fact: value for fact, value in answers.items() if value is not False}
        session = session.answer(ticked if ticks_only and ticked else answers)
    return session


def ended(tree: Tree, patient: Answers, ticks_only: bool) -> Session:
    """Answer screen by screen up to the outcome, and none of the questions that refine it."""
    session = start(tree)
    while (screen := session.next) is not None and not screen.optional:
        answers = {fact: patient[fact] for fact in screen.facts}
        ticked = {fact: value for fact, value in answers.items() if value is not False}
        session = session.answer(ticked if ticks_only and ticked else answers)
    return session


def refined(session: Session, patient: Answers, skipped: Collection[str]) -> Session:
    """Answer the refining questions but those that are skipped."""
    while (screen := session.next) is not None:
        answers = {fact: patient[fact] for fact in screen.facts if fact not in skipped}
        session = session.answer(answers) if answers else session.skip()
    return session


def leaving(tree: Tree, patient: Answers, left: Collection[str]) -> Session:
    """Answer screen by screen, as far as that goes, all but what is left unanswered."""
    session = start(tree)
    while (screen := session.next) is not None:
        answers = {fact: patient[fact] for fact in screen.facts if fact not in left}
        if not answers and not screen.optional:
            return session
        session = session.answer(answers) if answers else session.skip()
    return session


def records_of_all_paths(tree: Tree) -> Iterator[Answers]:
    """Yield a record for each path class of a tree, filled with the answers of a well person."""
    well = {fact.name: fact.well for fact in tree.facts.values() if fact.well is not None}
    for person in path_classes(tree):
        yield {**well, **person}


def what_differs(tree: Tree, record: Answers, ticks_only: bool) -> str:
    """Return what a session comes to that the record does not; "" where they are alike."""
    if assess(tree, record).status != "complete":
        return "the record comes to no end"
    return difference(tree, record, told(tree, record, ticks_only), ticks_only)


def difference(tree: Tree, record: Answers, session: Session, ticks_only: bool) -> str:
    """Return what a session comes to, that a record or what it gathered does not.

    Whoever only ticks leaves answers open, and may be given less advice.
    """
    whole, result = assess(tree, record), session.result
    if result.outcome != whole.outcome:
        return "outcome"
    if result.advice != whole.advice and not ticks_only:
        return "advice"
    gathered = assess(tree, session.answers).to_json()
    return "" if gathered == result.to_json() else "what was gathered"
