"""People who fill in forms: what a session would ask them, and how they tick the items."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.outputs.fhir.renderer import Json, fact_of, initial_answers, visible
from triage import NOT_SURE, Tree
from triage.engine.assess import assess
from triage.engine.saved import start
from triage.model.domains import Note, Number, OneOf

NOTHING_TO_ADD = "urn:triage-trees:answers|nothing-to-add"
ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason|asked-unknown"
YES_NO = "http://terminology.hl7.org/CodeSystem/v2-0136"


def asked_in_a_session(tree: Tree, person: dict[str, Any]) -> list[str]:
    """Return the facts that a session asks a person, in order, refining ones last."""
    session, seen = start(tree), {}
    while True:
        if session.result.status == "complete":
            return list(dict.fromkeys([*seen, *session.unasked]))
        screen = session.next
        if screen is None or screen.kind == "correct":
            return list(seen)
        seen |= dict.fromkeys(screen.facts)
        given = {fact: person[fact] for fact in screen.facts if fact in person}
        if not given:
            return list(seen)
        session = session.answer(given)


def said_in_a_session(tree: Tree, person: dict[str, Any]) -> set[str]:
    """Return what the form must say, by the links of its items: the outcome, or what is demanded.

    Args:
        person: the answers on the screen alone.
    """
    result = assess(tree, person)
    least = result.at_least.urgency
    if result.disposition is not None and least <= result.disposition.urgency:
        return {f"outcome.{name}" for name in (result.outcome, *(a.outcome for a in result.also))}
    return {f"demand.{least}"} if least else set()


def ticks(tree: Tree, fact: str, value: object) -> object:
    """Return what a person gives for a fact: ``system|code`` to click, or a number to type."""
    domain = tree.facts[fact].domain
    if isinstance(domain, Number) and not isinstance(value, str):
        return value
    if isinstance(domain, Note):
        return str(value) or NOTHING_TO_ADD
    if value == NOT_SURE:
        return ABSENT
    if isinstance(domain, OneOf | Number):
        return f"urn:triage-trees:{tree.id}:{fact}|{value}"
    return f"{YES_NO}|{'Y' if value else 'N'}"


def _takes(kind: str, given: object) -> bool:
    """Tell whether an item takes what a person gives: a click, a number, or words."""
    clicked = isinstance(given, str) and "|" in given and given.startswith(("urn:", "http:"))
    if kind == "text":
        return isinstance(given, str) and not clicked
    return clicked == (kind == "choice")


def fill_in(
    tree: Tree,
    questionnaire: Json,
    person: dict[str, Any],
    answers: Json | None = None,
    see: Callable[[Json, Json], list[Json]] = visible,
) -> Json:
    """Return the answers of a person who answers what is to be seen, until nothing is new.

    Args:
        answers: what the form held before; it is overwritten where it is seen.
        see: says what is to be seen of a form with answers.
    """
    answers = {**initial_answers(questionnaire), **(answers or {})}
    while True:
        before = dict(answers)
        for item in see(questionnaire, answers):
            if (fact := fact_of(item)) is None:
                continue
            given = ticks(tree, fact, person[fact]) if fact in person else None
            takes = _takes(item["type"], given)
            answers[item["linkId"]] = given if takes else None
        answers = {link: given for link, given in answers.items() if given is not None}
        if answers == before:
            return answers
