"""Edits of what people are told, and what the engine tells them before and after."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from tests.analysis.versions.drawn import (
    advice_less,
    another_disposition,
    another_target,
    both,
    is_small,
    loaded_library,
    places,
    ways,
)
from tests.analysis.versions.rich import library as rich_library
from tests.answer_space.small import Patient
from tests.pool import pooled
from triage.analysis.versions.told import say_subject
from triage.analysis.versions.versions import Versions
from triage.engine.assess import assess
from triage.model.tree import Tree
from triage.phrasing.answers_in_texts import for_anybody
from triage.testing import documents, libraries


def outcome_renamed(draw, copy):
    replaced(copy, draw(st.sampled_from(list(copy["outcomes"]))), "another-name")


def replaced(data, old, new):
    """Give a name another spelling, wherever it stands in a file."""
    if isinstance(data, dict):
        for key, each in list(data.items()):
            data.pop(key)
            data[new if key == old else key] = new if each == old else each
            replaced(each, old, new)
    elif isinstance(data, list):
        data[:] = [new if each == old else each for each in data]
        for each in data:
            replaced(each, old, new)


def outcome_split(draw, copy):
    branch = draw(st.sampled_from([b for step in copy["steps"].values() for b in ways(step)]))
    if branch["go"] in copy["outcomes"]:
        copy["outcomes"]["a-part"] = deepcopy(copy["outcomes"][branch["go"]])
        branch["go"] = "a-part"
        if draw(st.booleans()):
            copy["outcomes"]["a-part"]["text"] = "Something quite different."


def outcomes_merged(draw, copy):
    kept, *others = draw(st.permutations(list(copy["outcomes"])))
    if others:
        del copy["outcomes"][others[0]]
        replaced(copy["steps"], others[0], kept)


def text_changed(draw, copy):
    outcome = draw(st.sampled_from(list(copy["outcomes"].values())))
    outcome[draw(st.sampled_from(["title", "text", "expect"]))] = "Go to work."


def text_of_a_sign_changed(draw, copy):
    outcome = draw(st.sampled_from(list(copy["outcomes"].values())))
    if "text_for" in outcome and draw(st.booleans()):
        del outcome["text_for"]
    else:
        asked = [name for step in copy["steps"].values() for name in _listed(step.get("ask"))]
        assume(asked)
        signs = draw(st.lists(st.sampled_from(asked), min_size=1, unique=True))
        outcome["text_for"] = {"one-kind": {"signs": signs, "text": "Go to work with it."}}


def _listed(names):
    return [names] if isinstance(names, str) else names or []


def advice_changed(draw, copy):
    if copy.get("advice"):
        advice = draw(st.sampled_from(list(copy["advice"].values())))
        key, words = draw(st.sampled_from([
            ("text", "Do it twice."), ("dose", "not today"), ("kind", "avoid"), ("dose", None),
        ]))  # fmt: skip
        advice[key] = words
        if words is None:
            del advice[key]


def advice_renamed(draw, copy):
    if copy.get("advice"):
        replaced(copy, draw(st.sampled_from(list(copy["advice"]))), "another-advice")


def never_when_dropped(draw, copy):
    if copy.get("advice"):
        draw(st.sampled_from(list(copy["advice"].values()))).pop("never_when", None)


def signs_changed(draw, copy):
    for sign in copy.get("watch_for", {}).values():
        sign["then"] = draw(st.sampled_from(places(copy)))
        sign["look_for"] = draw(st.sampled_from([sign["look_for"], "It hurts"]))


def signs_dropped(draw, copy):
    draw(st.sampled_from(list(copy["outcomes"].values()))).pop("watch_for", None)


def another_review(draw, copy):
    outcome = draw(st.sampled_from(list(copy["outcomes"].values())))
    outcome["review_after"] = draw(st.sampled_from(["7 days", "28 days"]))


def another_time(draw, copy):
    outcome = draw(st.sampled_from(list(copy["outcomes"].values())))
    outcome["within"] = draw(st.sampled_from(["now", "7 hours", "2 days", "5 weeks"]))


def tells_less(draw, copy):
    draw(st.sampled_from(list(copy["outcomes"].values()))).pop("tell", None)


def module_moved(_draw, _copy):
    """Leave the tree as it is; its module stands in another folder."""


# Edits of what people are told.
TELLING = [
    outcome_renamed,
    outcome_split,
    outcomes_merged,
    text_changed,
    text_of_a_sign_changed,
    advice_changed,
    advice_renamed,
    advice_less,
    never_when_dropped,
    signs_changed,
    signs_dropped,
    another_review,
    another_time,
    tells_less,
    another_target,
    another_disposition,
    module_moved,
]


@st.composite
def _told_otherwise(draw, first) -> tuple[Tree, Tree]:
    made_up = documents().map(lambda document: {"made-up": document})
    rich = st.builds(rich_library)
    library = draw(st.one_of(rich, rich, made_up, libraries()))
    copy = deepcopy(library)
    for edit in [first, *draw(st.lists(st.sampled_from(TELLING), max_size=2))]:
        edit(draw, copy["made-up"])
    if first is module_moved:
        copy = json.loads(json.dumps(copy).replace("made-up-flags", "moved-flags"))
    assume(copy != library)
    # What one person is told is filled in; a comparison tells the texts as they are written.
    old, new = (for_anybody(loaded_library(each)) for each in (library, copy))
    return old, new


_TOLD_OTHERWISE = {edit: pooled(_told_otherwise(edit).filter(is_small), size=6) for edit in TELLING}


def told_otherwise(edit) -> st.SearchStrategy[tuple[Tree, Tree]]:
    """Draw an old and a new version of a tree, or of one with a module, that tell otherwise.

    Args:
        edit: one of the edits that make the difference.
    """
    return _TOLD_OTHERWISE[edit]


def said(tree: Tree, answers) -> set[tuple[object, ...]]:
    """Return all that a result tells a patient and whoever sees them next, by the engine."""
    found = assess(tree, answers)
    result: Any = found.to_json()
    # A note is handed on where it was asked; that it is asked no more is told of the question.
    results = [result, *result["also"]]
    tell = {name for each in results for name in tree.outcomes[each["outcome"]].tell}
    told: set[tuple[object, ...]] = {
        (what, result[what]) for what in ("disposition", "title", "text", "expect")
    }
    told |= {("look again", result["review_after_days"]), ("how soon", result["within_hours"])}
    told |= {("sign", words) for each in results for words in each["safety_net"]}
    # A line of it may be a sign that does not name its fact: they stand in the same order.
    stated = zip(found.told, result["summary"], strict=True)
    told |= {("referral", say_subject(tree.facts[name])) for name, _ in stated if name in tell}
    told |= {
        ("advice", *(each[key] for key in ("kind", "text", "phase", "dose", "too_much", "short")))
        for one in results
        for each in one["advice"]
    }
    return {each for each in told if each[1] is not None}


def told_before_and_now(versions: Versions, patient: Patient):
    """Return all that the old and the new version tell a patient."""
    sides = both(versions, patient)
    told = tuple(said(tree, answers) for tree, answers in sides)
    ends = [tree.outcomes[assess(tree, answers).outcome or ""] for tree, answers in sides]
    of_the_disposition = all(end.within_hours is None for end in ends)
    if of_the_disposition and ends[0].disposition != ends[1].disposition:
        return tuple({each for each in some if each[0] != "how soon"} for some in told)
    return told
