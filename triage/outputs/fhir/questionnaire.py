"""A tree as a Questionnaire that asks what the engine would ask."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from attrs import frozen

from triage.locales.regions import localize, region_in
from triage.model.tree import Tree
from triage.outputs.fhir.clients import ANY, CLIENTS, Client
from triage.outputs.fhir.codes import (
    DIGEST_LINK,
    KEEPS,
    REST,
    SHOWN_LINK,
    Json,
    hidden,
    identity_of,
    url_of,
)
from triage.outputs.fhir.expressions import (
    CALCULATED,
    LONGEST,
    LONGEST_WHERE_PARSED,
    VARIABLE,
    Expressions,
    expression,
)
from triage.outputs.fhir.filling import prepared_form
from triage.outputs.fhir.form import Form, Gate, Shown
from triage.outputs.fhir.items import Gates, Items, calculated, display
from triage.phrasing.answers_in_texts import for_anybody
from triage.phrasing.tree_status import ON_FORMS
from triage.words import N_, _

_STATUS = {"draft": "draft", "reviewed": "active", "withdrawn": "retired"}
_NOT_A_DIAGNOSIS = N_("This does not tell you what you have.")
_EMERGENCY = N_("In an emergency call {emergency number}.")
_CALCULATES = "keeps"
_WRONG_PROGRAM = N_("This program cannot show the rest of this form. Use another program.")


def questionnaire(
    tree: Tree, *, region: str | None = None, for_other: bool = False, client: str = ANY
) -> Json:
    """Return a tree as a FHIR R4 Questionnaire.

    A program for which it is written shows exactly the questions that a
    session would ask, in the same order, and after them the refining ones.

    Args:
        tree: the tree.
        region: whose emergency and advice numbers to show; None for words
            that fit everywhere.
        for_other: put the questions to somebody who answers for the patient.
        client: the program that is to show it, by its name in ``CLIENTS``.

    Raises:
        KeyError: there is no such client.
        TriageError: there is no such region.
        ModuleError: the tree is a module that cannot be asked by itself.
        TreeTooLarge: a score or count in it cannot be written as a form.
    """
    form = prepared_form(tree)
    shown_by = CLIENTS[client]
    gates = Gates(form, shown_by, _expressions(form, shown_by))
    items = Items(for_anybody(tree), region_in(tree.scale, region), gates, for_other)
    asked = _items(form, items)
    variables = []
    if shown_by.in_a_group:
        asked = [_in_a_group(asked, gates.expressions)]
    elif shown_by.calculated:
        listed = gates.expressions.in_one(gates.statements, asked)
        asked = [*asked, calculated(SHOWN_LINK, "string", listed)]
    elif shown_by.variables:
        if shown_by.gates:
            asked, variables = _guarded(asked, tree), [expression(VARIABLE, "false", _CALCULATES)]
        variables += gates.expressions.declared(asked)
    return {
        "resourceType": "Questionnaire",
        "extension": [*identity_of(tree), *variables],
        "url": url_of(tree, region, for_other=for_other),
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
        "item": [*_opening(tree, items), *asked],
    }


def _expressions(form: Form, shown_by: Client) -> Expressions:
    alone = shown_by.variables and not shown_by.gates
    longest = LONGEST_WHERE_PARSED if alone else LONGEST
    return Expressions(form, shown_by.in_a_group, longest)


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


def _keeps() -> list[Json]:
    """Tell programs that keep what disabled items hold, and calculate nothing, from all others.

    The first item is never enabled, so only such a program sees its answer.
    One that calculates, and knows variables, sees that it is false.
    """
    never = {"question": DIGEST_LINK, "operator": "exists", "answerBoolean": False}
    item = {
        "extension": [hidden(), expression(CALCULATED, f"%{_CALCULATES}")],
        "linkId": KEEPS,
        "type": "boolean",
        "readOnly": True,
        "initial": [{"valueBoolean": True}],
        "enableWhen": [never],
    }
    seen = {"question": KEEPS, "operator": "=", "answerBoolean": True}
    return [item, {**display(f"{KEEPS}.notice", _(_WRONG_PROGRAM)), "enableWhen": [seen]}]


def _guarded(items: list[Json], tree: Tree) -> list[Json]:
    """Put all that follows the first screen where such a program does not show it.

    Nor does one that takes hidden items out: it does not find the digest.
    """
    first = next((n for n, item in enumerate(items) if "enableWhen" in item), len(items))
    found = {"question": DIGEST_LINK, "operator": "=", "answerString": tree.digest}
    right = [
        {"question": KEEPS, "operator": "exists", "answerBoolean": False},
        {"question": KEEPS, "operator": "=", "answerBoolean": False},
    ]
    inner = {**_group(f"{REST}.shown", right, items[first:]), "enableBehavior": "any"}
    return [*_keeps(), *items[:first], _group(REST, [found], [inner])]


def _in_a_group(items: list[Json], expressions: Expressions) -> Json:
    """Put all items into a group that has the variables."""
    group = {"linkId": REST, "type": "group", "item": items}
    return {**group, "extension": expressions.declared([group])}


def _group(link: str, rules: list[Json], items: list[Json]) -> Json:
    return {"linkId": link, "type": "group", "enableWhen": rules, "item": items}


def _items(form: Form, items: Items) -> list[Json]:
    """Return all parts of a form, each behind the gates that it needs."""
    made: list[Json] = []
    for part in form.parts:
        match part:
            case Gate(link=link, when=when):
                new = [items.gates.gate(link, when)] if items.gates.client.gates else []
            case Shown():
                new = items.screen(part)
            case _:
                new = [items.said(part)] if part.when is not False else []
        made += [*items.gates.waiting, *new]
        items.gates.waiting.clear()
    return made


@frozen
class ItemPlace:
    """What is known of an item: its type, and the groups it is in, the outermost first."""

    type: str
    groups: tuple[str, ...]


@lru_cache(maxsize=16)
def places_of_items(tree: Tree) -> Mapping[str, ItemPlace]:
    """Return where each item of a tree's questionnaire stands, by its link."""
    found: dict[str, ItemPlace] = {}

    def visit(items: list[Json], groups: tuple[str, ...]) -> None:
        for item in items:
            found[item["linkId"]] = ItemPlace(item["type"], groups)
            visit(item.get("item", []), (*groups, item["linkId"]))

    visit(questionnaire(tree)["item"], ())
    return found
