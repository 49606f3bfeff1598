"""Pairs of made-up trees: an edited copy, or two that share no more than names."""

from __future__ import annotations

import json
from copy import deepcopy
from math import prod

from hypothesis import assume
from hypothesis import strategies as st

from tests.answer_space.small import Patient, everybody
from tests.pool import pooled
from triage.analysis.proofs.replay import is_ruled_out
from triage.analysis.versions.versions import Versions
from triage.engine.advice import chosen
from triage.engine.prepared import engine_of
from triage.engine.walk import walk
from triage.errors import TreeError
from triage.model.tree import Tree
from triage.testing import documents, load_library

DISPOSITIONS = ["self_care", "physio", "gp_routine", "same_day_urgent", "emergency"]
MOST = 100


def edited(draw, document):
    """Return a copy of a tree file with one thing in it changed."""
    copy = deepcopy(document)
    draw(st.sampled_from(EDITS))(draw, copy)
    return copy


def places(copy):
    """Return the dispositions of a tree file."""
    return [*copy["scale"]["dispositions"]] if "scale" in copy else DISPOSITIONS


def ways(step):
    """Return the branches of a step, taken in turn or each that holds."""
    return step.get("then") or step["then_each"]


def another_disposition(draw, copy):
    outcome = draw(st.sampled_from(list(copy["outcomes"].values())))
    outcome["disposition"] = draw(st.sampled_from(places(copy)))


def another_target(draw, copy):
    branch = draw(st.sampled_from([b for step in copy["steps"].values() for b in ways(step)]))
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
        "disposition": places(copy),
        "asked": list(copy["facts"]),
        "passes": [*copy["steps"], *copy["outcomes"]],
        "never_passes": [*copy["steps"], *copy["outcomes"]],
        "never_advice": advised,
        "always_advice": advised,
    }
    if kind == "urgency":
        return {kind: f"at least {draw(st.sampled_from(places(copy)[1:]))}"}
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


def is_small(pair: tuple[Tree, Tree]) -> bool:
    """Say whether the patients of two versions are few enough to try each."""
    classes = Versions(*pair).space.classes.values()
    return prod(map(len, classes)) <= MOST


_POOLS = {ruled: pooled(_pairs(ruled=ruled).filter(is_small), size=6) for ruled in (False, True)}


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
        used = walk(engine_of(tree), answers).used(answers)
        found = chosen(engine_of(tree).advice[outcome.name], used)
        advice.append({prepared.advice.name for prepared, blocks in found if not blocks})
    return advice


def people_of(versions: Versions) -> list[Patient]:
    """List one patient for each combination of classes."""
    return everybody(versions.space)
