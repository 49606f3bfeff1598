"""What a program shows, beside what a session asks and says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import frozen

from tests.outputs.fhir.browser import LHC_FORMS, fill_in_with
from tests.outputs.fhir.people import asked_in_a_session, said_in_a_session, ticks
from tests.outputs.fhir.renderer import Json, beside_a_number, every_item
from triage import NOT_SURE, Tree
from triage.model.domains import Number, YesNo
from triage.outputs.fhir.questionnaire import questionnaire


@frozen
class Seen:
    """One moment: the answers on the screen, what is asked and said there, and by a session.

    Attributes:
        said: the texts of outcomes and demands.
    """

    answers: dict[str, Any]
    shown: list[str]
    asked: list[str]
    said: frozenset[str]
    expected: frozenset[str]

    @property
    def is_right(self) -> bool:
        """Whether the same is asked in the same order, and the same is said."""
        return self.shown == self.asked and self.said == self.expected

    @property
    def is_safe(self) -> bool:
        """Whether nothing is asked or said that a session does not ask or say."""
        return set(self.shown) <= set(self.asked) and self.said <= self.expected


def moments(
    tree: Tree,
    people: Iterable[dict[str, Any]],
    client: str = LHC_FORMS,
    form: Json | None = None,
) -> Iterator[list[Seen]]:
    """Yield for each person the moments after each of their answers."""
    form = form or questionnaire(tree)
    texts = {item["linkId"]: item.get("text", "") for item in every_item(form)}
    given = [{fact: ticks(tree, fact, value) for fact, value in each.items()} for each in people]
    for filled in fill_in_with(client, form, given):
        yield [_seen(tree, snapshot, texts) for snapshot in filled["snapshots"]]


def _seen(tree: Tree, snapshot: dict[str, Any], texts: dict[str, str]) -> Seen:
    shown = [fact for link, fact, _ in snapshot["asked"] if not beside_a_number(link)]
    answers = {fact: _value(tree, fact, text) for _, fact, text in snapshot["asked"] if text}
    expected = frozenset(texts[link] for link in said_in_a_session(tree, answers))
    said = frozenset(texts[link] for link in snapshot["said"])
    return Seen(answers, shown, asked_in_a_session(tree, answers), said, expected)


def _value(tree: Tree, fact: str, text: str) -> Any:
    domain, code = tree.facts[fact].domain, text.rpartition("|")[2]
    if code == "asked-unknown":
        return NOT_SURE
    if isinstance(domain, YesNo):
        return code == "Y"
    if isinstance(domain, Number) and "|" not in text:
        return float(text)
    return code
