"""A tree as a Questionnaire that asks what the engine would ask."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from triage.locales.regions import localize, region_in
from triage.model.tree import Tree
from triage.outputs.fhir.codes import DIGEST_LINK, Json, hidden, identity_of, url_of
from triage.outputs.fhir.filling import prepared_form
from triage.outputs.fhir.form import Form, Gate, Shown
from triage.outputs.fhir.items import Gates, Items, display
from triage.phrasing.answers_in_texts import for_anybody
from triage.phrasing.tree_status import ON_FORMS
from triage.words import N_, _

_STATUS = {"draft": "draft", "reviewed": "active", "withdrawn": "retired"}
_NOT_A_DIAGNOSIS = N_("This does not tell you what you have.")
_EMERGENCY = N_("In an emergency call {emergency number}.")


def questionnaire(tree: Tree, *, region: str | None = None, for_other: bool = False) -> Json:
    """Return a tree as a FHIR R4 Questionnaire.

    A program that follows ``enableWhen`` shows exactly the questions that a
    session would ask, in the same order, and after them the refining ones.

    Args:
        tree: the tree.
        region: whose emergency and advice numbers to show; None for words
            that fit everywhere.
        for_other: put the questions to somebody who answers for the patient.

    Raises:
        TriageError: there is no such region.
        ModuleError: the tree is a module that cannot be asked by itself.
        TreeTooLarge: a score or count in it cannot be written as a form.
    """
    gates = Gates(tree)
    items = Items(for_anybody(tree), region_in(tree.scale, region), gates, for_other)
    return {
        "resourceType": "Questionnaire",
        "extension": identity_of(tree),
        "url": url_of(tree, region),
        "version": tree.version,
        "name": "".join(part.capitalize() for part in tree.id.split("-")),
        "title": tree.title,
        "status": _STATUS[tree.status],
        "experimental": tree.status != "reviewed",
        "subjectType": ["Patient"],
        "description": localize(
            _(
                "For: {intended_for}\n\nNot for: {not_for}",
                intended_for=tree.intended_for,
                not_for=tree.not_for,
            ),
            items.region,
        ),
        **_signed(tree),
        "effectivePeriod": {"end": tree.review_by.isoformat()},
        "item": [*_opening(tree, items), *_items(prepared_form(tree), items)],
    }


def _signed(tree: Tree) -> Json:
    if tree.review is None:
        return {}
    day = tree.review.on.isoformat()
    return {"approvalDate": day, "lastReviewDate": day}


def _opening(tree: Tree, items: Items) -> list[Json]:
    """Say what must be known first; and carry the digest, so that each response names it."""
    unsigned = ON_FORMS.all(tree, on=None)
    of_bodies = [_(_NOT_A_DIAGNOSIS), localize(_(_EMERGENCY), items.region)]
    said = [*unsigned, *(of_bodies if tree.scale.is_medical else [])]
    text = " ".join(said) or tree.title
    digest = {
        "extension": [hidden()],
        "linkId": DIGEST_LINK,
        "type": "string",
        "readOnly": True,
        "initial": [{"valueString": tree.digest}],
    }
    return [display("tree.notice", text), digest]


def _items(form: Form, items: Items) -> list[Json]:
    """Return all parts of a form, each behind the gates that it needs."""
    made: list[Json] = []
    for part in form.parts:
        match part:
            case Gate(link=link, when=when):
                new = [items.gates.gate(link, when)]
            case Shown():
                new = items.screen(part)
            case _:
                new = [items.said(part)] if part.when is not False else []
        made += [*items.gates.waiting, *new]
        items.gates.waiting.clear()
    return made


@lru_cache(maxsize=16)
def types_of_items(tree: Tree) -> Mapping[str, str]:
    """Return the type of each item of a tree's questionnaire, by its link."""
    waiting, types = [*questionnaire(tree)["item"]], dict[str, str]()
    while waiting:
        item = waiting.pop()
        types[item["linkId"]] = item["type"]
        waiting += item.get("item", [])
    return types
