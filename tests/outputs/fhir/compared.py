"""What LHC-Forms shows, beside what a session asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import frozen

from tests.outputs.fhir.browser import fill_in_with_lhc_forms
from tests.outputs.fhir.people import asked_in_a_session, ticks
from tests.outputs.fhir.renderer import beside_a_number
from triage import NOT_SURE, Tree
from triage.model.domains import Number, YesNo
from triage.outputs.fhir.questionnaire import questionnaire


@frozen
class Seen:
    """One moment: the answers on the screen, what is asked there, and what a session asks."""

    answers: dict[str, Any]
    shown: list[str]
    asked: list[str]


def moments(tree: Tree, people: Iterable[dict[str, Any]]) -> Iterator[list[Seen]]:
    """Yield for each person the moments after each of their answers."""
    given = [{fact: ticks(tree, fact, value) for fact, value in each.items()} for each in people]
    for filled in fill_in_with_lhc_forms(questionnaire(tree), given):
        yield [_seen(tree, snapshot) for snapshot in filled["snapshots"]]


def _seen(tree: Tree, snapshot: list[list[str]]) -> Seen:
    shown = [fact for link, fact, _ in snapshot if not beside_a_number(link)]
    answers = {fact: _value(tree, fact, text) for _, fact, text in snapshot if text}
    return Seen(answers, shown, asked_in_a_session(tree, answers))


def _value(tree: Tree, fact: str, text: str) -> Any:
    domain, code = tree.facts[fact].domain, text.rpartition("|")[2]
    if code == "asked-unknown":
        return NOT_SURE
    if isinstance(domain, YesNo):
        return code == "Y"
    if isinstance(domain, Number) and "|" not in text:
        return float(text)
    return code
