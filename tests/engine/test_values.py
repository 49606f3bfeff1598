"""Trees, sessions and results are values: equal, copied, pickled and sent to other processes."""

from __future__ import annotations

import copy
import multiprocessing
import pickle
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import triage
from tests.beside import importing_tests
from tests.engine.rule_trees import DAYS, ends, fork
from tests.engine.small import small
from tests.pool import trees
from tests.sampled import slow
from triage.model.texts import Title
from triage.testing import answers as drawn_answers

DAY = date(2026, 11, 20)
TELLING = 273  # an answer that is nothing else's number

COPIES: dict[str, Callable[[Any], Any]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda each: pickle.loads(pickle.dumps(each)),
}
each_copy = pytest.mark.parametrize("copied", COPIES.values(), ids=COPIES)


def one_number() -> triage.Tree:
    return small(
        {"days": {**DAYS, "sure": True}},
        {"only": fork("days", "over 14", "see-a-physio", "home")},
        ends("home", "see-a-physio"),
    )


def asked(tree: triage.Tree, draw: Callable[..., Any]) -> triage.Session:
    """Answer some screens of a tree, and take one back now and then."""
    session = triage.start(tree, region="gb", on=DAY, allow_draft=True)
    for _ in range(draw(st.integers(0, 4))):
        if session.next is None:
            break
        given_now = {
            fact: draw(st.sampled_from(tree.facts[fact].choices() or (tree.facts[fact].well,)))
            for fact in session.next.facts
        }
        if None in given_now.values():
            break
        session = session.answer(given_now)
        session = session.back() if draw(st.booleans()) and session.can_go_back else session
    return session


@each_copy
@given(tree=trees())
def test_a_copied_tree_is_equal_and_answers_alike(
    copied: Callable[[Any], Any], tree: triage.Tree
) -> None:
    triage.start(tree, allow_draft=True)  # it is prepared, and no copy may stumble over that
    again = copied(tree)
    assert again == tree
    assert hash(again) == hash(tree)
    assert again.to_json() == tree.to_json()
    with pytest.raises(TypeError):
        again.facts["more"] = None
    assert triage.start(again, allow_draft=True).next == triage.start(tree, allow_draft=True).next


@each_copy
@given(data=st.data())
def test_a_copied_result_is_equal_and_says_the_same(
    copied: Callable[[Any], Any], data: st.DataObject
) -> None:
    tree = data.draw(trees())
    said = {**data.draw(drawn_answers(tree)), "of_another_tree": 1}
    result = triage.assess(tree, said, region="gb", on=DAY, ignore_unknown=True, allow_draft=True)
    again = copied(result)
    assert again == result
    assert hash(again) == hash(result)
    assert again.to_json() == result.to_json()
    assert again.answers == result.answers
    with pytest.raises(TypeError):
        again.answers["more"] = True


@each_copy
@given(data=st.data())
def test_a_copied_session_is_equal_and_goes_on_alike(
    copied: Callable[[Any], Any], data: st.DataObject
) -> None:
    session = asked(data.draw(trees()), data.draw)
    _ = session.next, session.progress  # what is kept once it was read stands in no way
    again = copied(session)
    assert again == session
    assert hash(again) == hash(session)
    assert again.to_json() == session.to_json()
    assert (again.next, again.taken_back) == (session.next, session.taken_back)


def errors() -> list[triage.TriageError]:
    """Return an error of each kind that carries more than its words."""
    found: list[triage.TriageError] = []
    tree = one_number()
    for call in (
        lambda: triage.load("no-such-tree"),
        lambda: triage.load("triage: 1\nid: x\n"),
        lambda: triage.start(tree),
        lambda: triage.assess(tree, {"days": -1, "day": 1}, allow_draft=True),
        lambda: triage.start(tree, allow_draft=True).back(),
        lambda: triage.schema("no-such-schema"),
    ):
        with pytest.raises(triage.TriageError) as told:
            call()
        found.append(told.value)
    return found


@each_copy
@pytest.mark.parametrize("error", errors(), ids=lambda error: type(error).__name__)
def test_an_error_comes_back_from_another_process_as_it_was(
    copied: Callable[[Any], Any], error: triage.TriageError
) -> None:
    again = copied(error)
    assert type(again) is type(error)
    assert (str(again), again.code) == (str(error), error.code)
    assert again.to_json() == error.to_json()


def test_a_tree_equals_what_says_the_same_wherever_it_was_read() -> None:
    tree = one_number()
    assert tree == one_number()
    assert tree == evolve(tree, file="elsewhere.yaml")
    for other in (
        evolve(tree, title=Title("Another")),
        evolve(tree, status="withdrawn"),
        evolve(tree, modules=("one",)),
        evolve(tree, outcomes={}),
    ):
        assert tree != other


def test_results_and_sessions_differ_by_what_was_told() -> None:
    tree = one_number()

    def result(days: int = 3, **more: Any) -> triage.Result:
        return triage.assess(tree, {"days": days}, allow_draft=True, **more)

    assert result() == result()
    others = [result(4), result(region="gb"), result(on=DAY)]
    assert [other for other in others if other == result()] == []
    assert len({result(), *others}) == 4

    session = triage.start(tree, allow_draft=True)
    assert session == triage.start(one_number(), allow_draft=True)
    assert session.answer({"days": 3}) == session.answer({"days": 3})
    assert session.answer({"days": 3}) != session.answer({"days": 4})
    assert session.answer({"days": 3}).back() != session  # it offers what was taken back


def test_results_are_equal_in_whatever_order_the_answers_came() -> None:
    tree = triage.load("calf-soreness", allow_draft=True)
    both = {"limping": True, "dark_urine": False}
    backwards = dict(reversed(both.items()))
    assert triage.assess(tree, both) == triage.assess(tree, backwards)


def test_what_is_printed_shows_the_disposition_and_no_answer() -> None:
    tree = one_number()
    session = triage.start(tree, allow_draft=True)
    answered = session.answer({"days": TELLING})
    said = "Result(tree='small', version='0.1.0', status='complete', disposition=physio)"
    assert repr(answered.result) == said
    assert repr(answered) == f"Session(screens=1, result={said})"
    assert "status='incomplete', at_least=self_care" in repr(answered.back())
    assert str(TELLING) not in f"{answered!r} {answered.back()!r} {answered.result!r}"


@slow
@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_trees_sessions_and_results_go_to_another_process_and_come_back(
    method: str, tmp_path: Path
) -> None:
    # In a program of its own, which is ended where a pool hangs.
    program = [sys.executable, "-m", "tests.engine.other_process", method]
    done = subprocess.run(
        program,
        env=importing_tests(tmp_path),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.stdout.strip() == "equal", done.stderr
