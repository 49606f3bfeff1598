"""Two versions that may come to several results: who is told otherwise, deciding or beside it."""

from __future__ import annotations

from copy import deepcopy

from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.versions.drawn import (
    advice_less,
    another_disposition,
    another_target,
    is_possible,
    is_small,
    loaded,
    people_of,
)
from tests.analysis.versions.telling import (
    another_review,
    another_time,
    outcome_split,
    signs_changed,
    signs_dropped,
    tells_less,
    text_changed,
    told_before_and_now,
)
from tests.analysis.versions.test_told import in_world_words, words
from tests.answer_space.small import label
from tests.engine.places import part_steps, places, step, turned
from tests.engine.small import Plain
from tests.pool import pooled
from tests.sampled import slow
from triage.analysis.versions.beside import _loss, _say
from triage.analysis.versions.compare import compare
from triage.analysis.versions.losses import told_less
from triage.analysis.versions.moves import moves
from triage.analysis.versions.versions import Versions
from triage.engine.assess import assess
from triage.model.several import splitting
from triage.model.tree import Outcome, Tree
from triage.phrasing.answers_in_texts import for_anybody
from triage.testing import documents

OLD = places()


def moved(new: Tree) -> list[tuple[str, str, int, list[tuple[str, str, str]]]]:
    """Return who moves, with all that is told otherwise, and what of it is a loss."""
    found = compare(OLD, new).found
    assert found is not None
    return [
        (m.old, m.new, m.number, [(t.change.what, t.change.name, t.change.loss) for t in m.told])
        for m in found.moves
    ]


def names(new: Tree) -> list[str]:
    return [each.name.rpartition("/")[0] for each in compare(OLD, new).open]


def test_a_part_that_is_told_beside_and_gets_milder_is_a_regression() -> None:
    home = step("limp", last="calf-home")
    new = places(steps={**part_steps(), "places": _each(), "calf-limp": home})

    beside = [told for old, new, _, told in moved(new) if old == new == "foot-physio"]

    lost = ("told beside", "calf-physio", "milder result")
    assert [[each for each in told if each[0] == "told beside"] for told in beside] == [[lost]]
    assert "milder-result/calf-physio" in names(new)
    assert "less-urgent/calf-physio/calf-home" in names(new)


def _each() -> Plain:
    each = turned()
    first, second, *others = each["then_each"]
    return {**each, "then_each": [second, first, *others]}


def test_a_part_that_is_gone_through_no_more_is_a_lost_result() -> None:
    each = _each()
    then = {key: value for key, value in each.items() if key != "then_each"}
    new = places(steps={**part_steps(), "places": {**then, "then": each["then_each"]}})

    assert "lost-result/foot-home" in names(new)
    assert all(t[0] == "told beside" for *_, told in moved(new) for t in told if "result" in t[2])


def test_an_order_of_parts_that_changes_nobodys_results_is_no_move() -> None:
    assert moved(OLD) == []
    swapped = compare(OLD, places(steps={**part_steps(), "places": turned()})).found
    assert swapped is not None
    assert [(m.old, m.new) for m in swapped.moves] == []


# --- made-up trees, and what the engine tells everybody before and after


def parts_in_turn(_draw, copy):
    """Take the first part that holds alone."""
    for each in copy["steps"].values():
        if "then_each" in each:
            each["then"] = each.pop("then_each")


def parts_swapped(_draw, copy):
    for each in copy["steps"].values():
        if "then_each" in each:
            each["then_each"][:-1] = reversed(each["then_each"][:-1])


def a_part_less(_draw, copy):
    for each in copy["steps"].values():
        if "then_each" in each:
            each["then_each"] = each["then_each"][1:]


EDITS = [
    *(another_target, another_disposition, another_review, another_time, outcome_split),
    *(advice_less, signs_changed, signs_dropped, tells_less, text_changed),
    *(parts_in_turn, parts_swapped, a_part_less),
]


@st.composite
def _several(draw) -> tuple[Tree, Tree]:
    document = draw(documents(several=True))
    copy = deepcopy(document)
    for edit in draw(st.lists(st.sampled_from(EDITS), min_size=1, max_size=2)):
        edit(draw, copy)
    old, new = (for_anybody(loaded(each)) for each in (document, copy))
    return old, new


def _has_parts(pair: tuple[Tree, Tree]) -> bool:
    return any(map(splitting, pair)) and is_small(pair)


PAIRS = pooled(_several().filter(_has_parts), size=4)


def results(tree: Tree, answers) -> list[Outcome]:
    """Return all outcomes that a person is told, the deciding one first."""
    found = assess(tree, answers)
    return [tree.outcomes[name or ""] for name in (found.outcome, *(a.outcome for a in found.also))]


@slow
@given(PAIRS)
def test_all_that_somebody_is_no_longer_told_is_told_whichever_part_told_it(pair) -> None:
    versions = Versions(*pair)
    found = moves(versions)
    regressions = list(told_less(versions, found))
    for patient in people_of(versions):
        moved = [m for m in found if label(versions.space, m.patients, patient) is True]
        told = [
            each.change
            for move in moved
            for each in move.told
            if label(versions.space, each.patients, patient) is True
        ]
        if not is_possible(versions, patient):
            assert told == []
            continue
        before, now = told_before_and_now(versions, patient)
        all_alike = [c for c in told if c.what != "told beside"]
        assert {(c.what, in_world_words(c.before)) for c in all_alike if c.before} == {
            words(t) for t in before - now
        }
        assert {(c.what, in_world_words(c.now)) for c in all_alike if c.now} == {
            words(t) for t in now - before
        }
        _check_beside(versions, patient, told)
        if not any(m.is_worse for m in moved):
            _check_losses(versions, patient, regressions)


def _check_beside(versions: Versions, patient, told) -> None:
    old, new = (
        results(tree, answers)
        for tree, answers in zip(
            versions.trees, (versions.for_old(patient), versions.for_new(patient)), strict=True
        )
    )
    gone = {_say(o) for o in old[1:]} - {_say(n) for n in new}
    come = {_say(n) for n in new[1:]} - {_say(o) for o in old}
    beside = [c for c in told if c.what == "told beside"]
    assert gone <= {c.before for c in beside}
    assert come <= {c.now for c in beside}
    assert {c.before for c in beside if c.before} <= {_say(o) for o in old}
    assert {c.now for c in beside if c.now} <= {_say(n) for n in new}


def _check_losses(versions: Versions, patient, regressions) -> None:
    """Hold each result that is told beside no more against the regressions."""
    old = results(versions.old.tree, versions.for_old(patient))
    new = results(versions.new.tree, versions.for_new(patient))
    lost = {
        r.about[0]
        for r in regressions
        if r.people and label(versions.space, r.people.patients, patient) is True
        if r.kind in ("lost result", "milder result", "later help")
    }
    if new[0].disposition.is_top:
        return
    for outcome in old[1:]:
        if all(_loss(outcome, each) for each in new):
            assert outcome.name in lost
