"""Answers as a QuestionnaireResponse."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from triage.engine.result import Result
from triage.engine.session import Session
from triage.errors import WrongArgument
from triage.model.domains import NOTHING_TO_ADD, Note, Number
from triage.model.tree import Tree
from triage.model.values import Value, is_number, shown
from triage.outputs.fhir.answered import other_link
from triage.outputs.fhir.codes import (
    DIGEST_LINK,
    Json,
    canonical_of,
    coding_of,
    identity_of,
    number_type,
)
from triage.outputs.fhir.filling import fill_facts
from triage.outputs.fhir.form import FormPlace
from triage.outputs.fhir.questionnaire import places_of_items
from triage.words import _

# A literal reference: relative, absolute, or to another entry of a bundle.
_PATIENT: Final = re.compile(
    r"(https?://[^\s?#]+/)?Patient/[A-Za-z0-9.-]{1,64}(/_history/[A-Za-z0-9.-]{1,64})?"
    r"|urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|urn:oid:[0-2](\.(0|[1-9][0-9]*))+"
)


def response(
    given: Session | Result,
    *,
    authored: datetime | None = None,
    subject: str | None = None,
    for_other: bool = False,
) -> Json:
    """Return the answers of a session or a result as a FHIR R4 QuestionnaireResponse.

    It holds the answers that are to be seen in the Questionnaire of the tree;
    others, which the path did not ask for, are left out.

    Args:
        given: a session, or what ``triage.assess`` returned.
        authored: when the answers were given, with its time zone.
        subject: a reference to the patient, such as ``Patient/1``.
        for_other: the questions were put to somebody who answered for the patient;
            a session knows that by itself.

    Raises:
        WrongArgument: ``authored`` has no time zone, or ``subject`` is no
            reference to a patient.
    """
    result = given.result if isinstance(given, Session) else given
    for_other = given.for_other if isinstance(given, Session) else for_other
    tree = result.tree
    return {
        "resourceType": "QuestionnaireResponse",
        "extension": identity_of(tree),
        "questionnaire": canonical_of(tree, result.region.code, for_other=for_other),
        "status": "completed" if result.status == "complete" else "in-progress",
        **({"subject": {"reference": patient(subject)}} if subject is not None else {}),
        **({"authored": instant(authored)} if authored else {}),
        "item": [_item(DIGEST_LINK, {"valueString": tree.digest}), *_items(tree, result.answers)],
    }


def patient(reference: str) -> str:
    """Return a reference to a patient, if it is one.

    Raises:
        WrongArgument: it is none, as FHIR writes them.
    """
    if not _PATIENT.fullmatch(reference):
        raise WrongArgument(
            _(
                "found the patient {found}, expected a reference such as Patient/1, "
                "https://example.org/fhir/Patient/1 or urn:uuid:…",
                found=shown(reference),
            )
        )
    return reference


def instant(moment: datetime) -> str:
    """Return a moment as FHIR writes it.

    Raises:
        WrongArgument: the moment has no time zone.
    """
    if moment.tzinfo is None:
        raise WrongArgument(
            _("found a time without a time zone, expected one such as datetime.now(timezone.utc)")
        )
    return moment.isoformat(timespec="seconds")


def _items(tree: Tree, answers: Mapping[str, Value]) -> list[Json]:
    filled = fill_facts(tree, answers)
    items: list[Json] = []
    for place in (place for _shown, places in filled.screens for place in places):
        for link in (place.link, other_link(place.link)):
            if link in filled.answers:
                answered = _item(link, _answer(filled.answers[link], place, tree))
                _put(items, places_of_items(tree)[link].groups, answered)
    return items


def _put(items: list[Json], groups: tuple[str, ...], item: Json) -> None:
    """Append an item in its groups; those that hold the item before are gone on with."""
    for group in groups:
        if not items or items[-1]["linkId"] != group:
            items.append({"linkId": group, "item": []})
        items = items[-1]["item"]
    items.append(item)


def _item(link: str, answer: Json) -> Json:
    return {"linkId": link, "answer": [answer]}


def _answer(value: Value, place: FormPlace, tree: Tree) -> Json:
    fact = tree.facts[place.fact]
    if isinstance(fact.domain, Number) and is_number(value):
        return {f"value{number_type(fact.domain).capitalize()}": value}
    if isinstance(fact.domain, Note) and value != NOTHING_TO_ADD:
        return {"valueString": value}
    return {"valueCoding": coding_of(value, fact, tree)}
