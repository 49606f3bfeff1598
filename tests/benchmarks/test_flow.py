"""One answer runs little of the code, and each thing once."""

from __future__ import annotations

import pytest

from benchmarks import flow
from benchmarks.flow import Flow
from tests.sampled import slow
from triage.tree_files.library import load


@pytest.fixture(scope="module")
def replies() -> list[Flow]:
    return flow.replies(load(flow.TREE))


def test_a_result_is_made_by_few_modules() -> None:
    most = max(flow.results(load(flow.TREE)), key=lambda ran: len(ran.modules))

    assert len(most.modules) <= flow.FOR_A_RESULT, sorted(most.modules)


def test_a_reply_in_the_terminal_runs_few_modules(replies: list[Flow]) -> None:
    most = max(replies, key=lambda ran: len(ran.modules))

    assert len(replies) > 10
    assert len(most.modules) <= flow.FOR_A_REPLY, sorted(most.modules)


def test_a_reply_walks_the_tree_once(replies: list[Flow]) -> None:
    """Broken by: a session that works its result out again for each question about it."""
    assert {ran.times("engine/walk.py", "walk") for ran in replies} <= {0, 1}
    assert {ran.times("engine/assess.py", "assess") for ran in replies} <= {0, 1}
    assert sum(ran.times("engine/walk.py", "walk") for ran in replies) > 10


def test_a_reply_makes_each_question_of_the_next_screen_once(replies: list[Flow]) -> None:
    assert max(ran.times("engine/screens.py", "_question") for ran in replies) == 8


# What is typed, page after page, and how often the tree is walked for it.
TYPED = [
    ("2u", 1),  # a sign that does not decide
    ("-2", 0),  # and is taken away again
    ("?", 0),
    ("1", 0),  # back to the question
    ("1", 1),  # a sign that decides
    ("w", 0),
    ("1", 0),  # back to the result
    ("b", 2),  # once for what is to be asked, once for what the sign calls for
    ("-1", 1),  # which is not offered again either
    ("0", 1),
    ("b", 1),
    ("0", 1),
]


def test_whatever_is_typed_walks_the_tree_once_for_a_set_of_answers() -> None:
    """Broken by: answers on a checklist that are put together anew for each look at them."""
    lines = iter([f"{typed}\n" for typed, _ in TYPED] + [""])
    ran = flow.replies(load(flow.TREE), lambda _: next(lines))

    walks = [each.times("engine/walk.py", "walk") for each in ran]
    assert walks == [expected for _, expected in TYPED] + [0]
    assert [each.times("engine/assess.py", "assess") for each in ran] == walks


@slow
def test_a_module_too_many_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(flow, "FOR_A_REPLY", 3)

    assert flow.main() == 1
    assert capsys.readouterr().out.rstrip().endswith("| 3 |")


def test_only_what_is_called_is_counted() -> None:
    loading = flow.flow_of(lambda: load("showcase")).modules

    assert flow.flow_of(lambda: None).modules == frozenset()
    assert "tree_files/read.py" in loading
    assert "engine/walk.py" not in loading
