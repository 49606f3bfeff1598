"""What a form says of several results, where an answer calls for something by itself."""

from __future__ import annotations

from tests.engine.places import places
from tests.outputs.fhir.people import fill_in, said_in_a_session
from tests.outputs.fhir.renderer import facts_visible, visible
from triage.outputs.fhir.questionnaire import questionnaire


def test_a_milder_result_is_told_beside_one_that_is_as_urgent_as_an_answer_calls_for() -> None:
    tree = places(facts={"limp": {"demands": {"yes": "physio"}}})
    person = dict.fromkeys(tree.facts, False) | {"calf": True, "foot": True, "limp": True}
    form = questionnaire(tree)
    filled = fill_in(tree, form, dict(person))
    gathered = {fact: person[fact] for fact in facts_visible(form, filled)}

    said = {item["linkId"] for item in visible(form, filled) if "outcome." in item["linkId"]}

    links = {link.removesuffix("/if") for link in said}
    assert links == {"outcome.calf-physio", "outcome.foot-home"}
    assert links == said_in_a_session(tree, gathered)


def test_a_refining_answer_that_calls_for_more_hides_what_is_milder() -> None:
    tree = places(facts={"red": {"demands": {"yes": "same_day_urgent"}}})
    person = dict.fromkeys(tree.facts, False) | {"calf": True, "foot": True, "red": True}
    form = questionnaire(tree)
    filled = fill_in(tree, form, dict(person))

    said = {item["linkId"] for item in visible(form, filled)}

    assert "demand.2" in said
    assert not {"outcome.calf-home", "outcome.foot-home"} & said
