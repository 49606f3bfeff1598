"""Pairs of made-up trees: an edited copy, or two that share no more than names."""

from __future__ import annotations

import json
from copy import deepcopy
from math import prod

from hypothesis import assume
from hypothesis import strategies as st

from tests.analysis.versions.rich import library as rich_library
from tests.answer_space.small import Patient, everybody
from tests.pool import pooled
from triage.analysis.proofs.replay import is_ruled_out
from triage.analysis.versions.versions import Versions
from triage.engine.advice import chosen
from triage.engine.assess import assess
from triage.engine.prepared import engine_of
from triage.engine.walk import walk
from triage.errors import TreeError
from triage.model.tree import Tree
from triage.testing import documents, libraries, load_library

DISPOSITIONS = ["self_care", "physio", "gp_routine", "same_day_urgent", "emergency"]
MOST = 100


def edited(draw, document):
    """Return a copy of a tree file with one thing in it changed."""
    copy = deepcopy(document)
    draw(st.sampled_from(EDITS))(draw, copy)
    return copy


def another_disposition(draw, copy):
    outcome = draw(st.sampled_from(list(copy["outcomes"].values())))
    outcome["disposition"] = draw(st.sampled_from(DISPOSITIONS))


def another_target(draw, copy):
    branch = draw(st.sampled_from([b for step in copy["steps"].values() for b in step["then"]]))
    branch["go"] = draw(st.sampled_from(list(copy["outcomes"])))


def branches_swapped(draw, copy):
    step = draw(st.sampled_from(list(copy["steps"].values())))
    step["then"][:-1] = reversed(step["then"][:-1])


def a_branch_less(draw, copy):
    step = draw(st.sampled_from(list(copy["steps"].values())))
    step["then"] = step["then"][-1:] if len(step["then"]) < 3 else step["then"][1:]


def no_demands(draw, copy):
    draw(st.sampled_from(list(copy["facts"].values()))).pop("demands", None)


def nothing_impossible(_draw, copy):
    copy.pop("impossible", None)


def something_impossible(draw, copy):
    name, fact = draw(st.sampled_from(list(copy["facts"].items())))
    copy["impossible"] = [{name: "yes" if fact["type"] == "yes-no" else "not sure"}]


def advice_for_all(draw, copy):
    if copy.get("advice"):
        advice = draw(st.sampled_from(list(copy["advice"].values())))
        advice.pop(draw(st.sampled_from(["never_when", "when"])), None)


def advice_less(draw, copy):
    outcome = draw(st.sampled_from(list(copy["outcomes"].values())))
    outcome.pop("advice", None)


def always_sure(draw, copy):
    fact = draw(st.sampled_from(list(copy["facts"].values())))
    fact["sure"] = not fact.get("sure", False)


def another_range(draw, copy):
    ranged = [fact for fact in copy["facts"].values() if fact["type"] == "whole number"]
    for fact in ranged:
        low, high = map(int, fact["range"].split(" to "))
        fact["range"] = f"{low} to {high + draw(st.integers(-2, 5))}"


def one_answer_more(_draw, copy):
    for fact in copy["facts"].values():
        if fact["type"] == "one of":
            fact["options"]["quite-another"] = "Quite another"


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
    branch = draw(st.sampled_from([b for step in copy["steps"].values() for b in step["then"]]))
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
        sign["then"] = draw(st.sampled_from(DISPOSITIONS))
        sign["look_for"] = draw(st.sampled_from([sign["look_for"], "It hurts"]))


def signs_dropped(draw, copy):
    draw(st.sampled_from(list(copy["outcomes"].values()))).pop("watch_for", None)


def another_review(draw, copy):
    outcome = draw(st.sampled_from(list(copy["outcomes"].values())))
    outcome["review_after"] = draw(st.sampled_from(["7 days", "28 days"]))


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
    advice_changed,
    advice_renamed,
    advice_less,
    never_when_dropped,
    signs_changed,
    signs_dropped,
    another_review,
    tells_less,
    another_target,
    another_disposition,
    module_moved,
]


def safety_rules(draw, copy):
    copy["safety"] = {
        f"rule-{number}": {
            "if": {name: "yes" if fact["type"] == "yes-no" else "not sure"},
            "then": draw(promises(copy)),
            "judgement": "So it is drawn.",
        }
        for number, (name, fact) in enumerate(copy["facts"].items())
        if draw(st.booleans()) and (fact["type"] == "yes-no" or not fact.get("sure"))
    }
    if not copy["safety"]:
        del copy["safety"]


@st.composite
def promises(draw, copy):
    """Draw what a rule promises, true or not."""
    kinds = ["urgency", "disposition", "review", "asked", "passes", "never_passes"]
    advised = sorted({a for o in copy["outcomes"].values() for a in o.get("advice", [])})
    kind = draw(st.sampled_from(kinds + (["never_advice", "always_advice"] if advised else [])))
    several = {
        "disposition": DISPOSITIONS,
        "asked": list(copy["facts"]),
        "passes": [*copy["steps"], *copy["outcomes"]],
        "never_passes": [*copy["steps"], *copy["outcomes"]],
        "never_advice": advised,
        "always_advice": advised,
    }
    if kind == "urgency":
        return {kind: f"at least {draw(st.sampled_from(DISPOSITIONS[1:]))}"}
    if kind == "review":
        return {kind: f"within {draw(st.sampled_from([7, 14, 28]))} days"}
    return {
        kind: draw(st.lists(st.sampled_from(several[kind]), min_size=1, max_size=3, unique=True))
    }


EDITS = [
    another_disposition,
    another_disposition,
    another_target,
    another_target,
    branches_swapped,
    a_branch_less,
    no_demands,
    nothing_impossible,
    something_impossible,
    advice_for_all,
    advice_less,
    always_sure,
    another_range,
    one_answer_more,
    safety_rules,
]


def loaded(document) -> Tree:
    """Return a tree; what has faults is not drawn."""
    return loaded_library({"made-up": document})


def loaded_library(library) -> Tree:
    """Return the first tree of a library; what has faults is not drawn."""
    try:
        return load_library(json.loads(json.dumps(library)))
    except TreeError:
        assume(False)
        raise


@st.composite
def _pairs(draw, *, ruled: bool) -> tuple[Tree, Tree]:
    document = draw(documents())
    if draw(st.integers(0, 3)) == 0 and not ruled:
        return loaded(document), loaded(draw(documents()))
    if ruled:
        safety_rules(draw, document)
    copy = edited(draw, document)
    for _ in range(draw(st.integers(0, 2))):
        copy = edited(draw, copy)
    if ruled:
        rules_kept(draw, copy)
    return loaded(document), loaded(copy)


def rules_kept(draw, copy):
    """Drop some of the rules, and change what others promise."""
    rules = copy.pop("safety", {})
    kept = {name: rule for name, rule in rules.items() if draw(st.booleans())}
    for rule in kept.values():
        if draw(st.booleans()):
            rule["then"] = draw(promises(copy))
    if kept:
        copy["safety"] = kept


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
    return loaded_library(library), loaded_library(copy)


def _is_small(pair: tuple[Tree, Tree]) -> bool:
    classes = Versions(*pair).space.classes.values()
    return prod(map(len, classes)) <= MOST


_POOLS = {ruled: pooled(_pairs(ruled=ruled).filter(_is_small), size=10) for ruled in (False, True)}


_TOLD_OTHERWISE = {
    edit: pooled(_told_otherwise(edit).filter(_is_small), size=6) for edit in TELLING
}


def told_otherwise(edit) -> st.SearchStrategy[tuple[Tree, Tree]]:
    """Draw an old and a new version of a tree, or of one with a module, that tell otherwise.

    Args:
        edit: one of the edits that make the difference.
    """
    return _TOLD_OTHERWISE[edit]


def pairs(*, ruled: bool = False) -> st.SearchStrategy[tuple[Tree, Tree]]:
    """Draw an old and a new version of a tree, whose patients are few enough to try each.

    Args:
        ruled: whether the edit is one of safety rules.
    """
    return _POOLS[ruled]


# --- what trying everybody says, without any diagram ---------------------------------------


def is_known(versions: Versions, patient: Patient) -> bool:
    """Say whether both versions allow a patient's answers."""
    return all(
        _allows(fact, answers[name])
        for tree, answers in both(versions, patient)
        for name, fact in tree.facts.items()
    )


def _allows(fact, value) -> bool:
    try:
        fact.accept(value)
    except ValueError:
        return False
    return True


def both(versions: Versions, patient: Patient):
    old, new = versions.trees
    return (old, versions.for_old(patient)), (new, versions.for_new(patient))


def is_possible(versions: Versions, patient: Patient) -> bool:
    """Say whether both versions know a patient and neither calls them impossible."""
    return is_known(versions, patient) and not any(
        is_ruled_out(tree, answers) for tree, answers in both(versions, patient)
    )


def ends(versions: Versions, patient: Patient):
    """Return the outcome in the old and in the new version."""
    return tuple(walk(engine_of(t), answers).outcome for t, answers in both(versions, patient))


def advice_given(versions: Versions, patient: Patient):
    """Return the advice given in the old and in the new version."""
    advice = []
    for (tree, answers), outcome in zip(
        both(versions, patient), ends(versions, patient), strict=True
    ):
        found = chosen(engine_of(tree).advice[outcome.name], answers)
        advice.append({prepared.advice.name for prepared, blocks in found if not blocks})
    return advice


def said(tree: Tree, answers) -> set[tuple[object, ...]]:
    """Return all that a result tells a patient and whoever sees them next, by the engine."""
    result = assess(tree, answers).to_json()
    told = {(what, result[what]) for what in ("disposition", "title", "text", "expect")}
    told |= {("look again", result["review_after_days"])}
    told |= {("sign", words) for words in result["safety_net"]}
    told |= {("referral", line.rpartition(": ")[0]) for line in result["summary"]}
    told |= {
        ("advice", *(each[key] for key in ("kind", "text", "phase", "dose", "too_much")))
        for each in result["advice"]
    }
    return {each for each in told if each[1] is not None}


def told_before_and_now(versions: Versions, patient: Patient):
    """Return all that the old and the new version tell a patient."""
    return tuple(said(tree, answers) for tree, answers in both(versions, patient))


def people_of(versions: Versions) -> list[Patient]:
    """List one patient for each combination of classes."""
    return everybody(versions.space)
