"""A form is a group of questions, with what stands between them."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve

from triage.engine.assess import assess
from triage.model.screenfuls import ScreenPart
from triage.model.tree import Tree
from triage.outputs.fhir import answers_from, questionnaire, response
from triage.tree_files.library import load

TREE = load(str(Path(__file__).parents[2] / "terminal" / "trees" / "one-form.yaml"))


def group_of(tree: Tree) -> dict[str, object]:
    (group,) = (
        i
        for i in questionnaire(tree, region="gb", client="lhc-forms")["item"]
        if i["type"] == "group"
    )
    return group


def said(group) -> list[tuple[str, str]]:
    return [(item["type"], item["text"]) for item in group["item"]]


def test_it_is_a_group_of_whole_questions_each_with_its_own_kind_of_answer():
    group = group_of(TREE)

    assert group["text"] == "Tell us about the leg"
    assert said(group) == [
        ("choice", "Is the foot cold?"),
        ("display", "How it is"),
        ("choice", "Do you limp?"),
        ("display", "How it goes"),
        ("integer", "How many days ago did it begin?"),
        ("choice", "If you have no number"),
        ("choice", "Which way does it go?"),
    ]


def test_a_checklist_keeps_its_labels_and_gets_the_words_between_them():
    leg = TREE.steps["leg"]
    signs = evolve(
        leg,
        ask=("cold", "limping"),
        parts=(ScreenPart("limping", "On foot"),),
        branches=(leg.branches[0], leg.branches[-1]),
    )
    group = group_of(evolve(TREE, steps={**TREE.steps, "leg": signs}))

    assert said(group) == [("choice", "a cold foot"), ("display", "On foot"), ("choice", "limping")]


def test_answers_to_a_form_are_sent_in_its_group_and_read_back():
    given = {"cold": False, "limping": True, "days": 20, "trend": "better"}
    sent = response(assess(TREE, given))
    (group,) = (item for item in sent["item"] if "item" in item)

    assert [item["linkId"] for item in group["item"]] == ["cold", "limping", "days", "trend"]
    assert answers_from(TREE, sent).answers == given
