"""What holds of every tree and every patient: sessions.

The docstrings say which break of a session each test is there to catch.
"""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.engine.drawn import Answers, reply, screens_of, some_of, trees_and_patients
from triage.engine.assess import assess
from triage.engine.saved import resume, start
from triage.engine.session import Session
from triage.model.tree import Tree
from triage.testing import values


def seen(session: Session) -> object:
    """Return all that a person can tell two sessions apart by, but what was answered before."""
    screen = session.next
    asked = screen and screen.offering(dict.fromkeys(screen.facts))
    return session.answers, asked, session.progress, session.result.to_json()


@given(trees_and_patients())
def test_screen_by_screen_comes_to_the_same_as_all_answers_at_once(
    drawn: tuple[Tree, Answers],
) -> None:
    """Broken by: asking only the first fact of a checklist."""
    tree, patient = drawn
    end = screens_of(start(tree), patient)[-1]
    at_once = assess(tree, end.answers)
    assert end.result.to_json() == at_once.to_json()
    assert end.result.outcome == assess(tree, patient).outcome
    assert not end.result.not_used


@given(trees_and_patients())
def test_nothing_is_asked_twice(drawn: tuple[Tree, Answers]) -> None:
    """Broken by: putting all facts of a step on its screen, the answered ones too."""
    tree, patient = drawn
    asked: list[str] = []
    for session in screens_of(start(tree), patient):
        asked += session.next.facts if session.next else ()
    assert len(asked) == len(set(asked))


@given(trees_and_patients())
def test_progress_only_goes_forward(drawn: tuple[Tree, Answers]) -> None:
    """Broken by: counting the answered screens of the way ahead."""
    tree, patient = drawn
    sessions = screens_of(start(tree), patient, refine=False)
    left = [session.progress.at_most for session in sessions]
    assert all(more > fewer for more, fewer in pairwise(left))
    assert left[-1] == 0
    assert [session.progress.done for session in sessions] == list(range(len(sessions)))


@given(trees_and_patients(), st.data())
def test_a_changed_answer_keeps_the_later_ones_that_still_apply(
    drawn: tuple[Tree, Answers], data: st.DataObject
) -> None:
    """Broken by: dropping all answers after the changed one; by dropping none."""
    tree, patient = drawn
    end = screens_of(start(tree), patient)[-1]
    if not end.answers:
        return
    fact = data.draw(st.sampled_from(sorted(end.answers)))
    other = data.draw(values(tree.facts[fact]))
    changed = end.change(fact, other)
    expected = assess(tree, end.answers | {fact: other})
    kept = {f: v for f, v in expected.answers.items() if f not in expected.not_used}
    assert changed.answers == kept
    assert fact in changed.answers
    assert changed.result.outcome == expected.outcome
    assert not changed.result.not_used


@given(trees_and_patients())
def test_a_change_and_the_change_back_with_the_dropped_answers_given_again_ends_the_same(
    drawn: tuple[Tree, Answers],
) -> None:
    """Broken by: keeping a skip or an old answer under the changed fact."""
    tree, patient = drawn
    end = screens_of(start(tree), patient, refine=False)[-1]
    for fact, value in end.answers.items():
        choices = tree.facts[fact].domain.choices()
        other = next((choice for choice in choices if choice != value), value)
        back = end.change(fact, other).change(fact, value)
        again = screens_of(back, patient, refine=False)[-1]
        assert again.result.outcome == end.result.outcome


@given(trees_and_patients(), st.data())
def test_a_checklist_answered_in_parts_ends_where_it_ends_when_answered_at_once(
    drawn: tuple[Tree, Answers], data: st.DataObject
) -> None:
    """Broken by: replacing the part given before instead of adding to it."""
    tree, patient = drawn
    session = start(tree)
    while (screen := session.next) is not None and not screen.optional:
        answers = reply(screen, patient)
        part = data.draw(some_of(answers))
        session = session.answer(part or answers)
        assert len(session.entries) <= len(tree.facts), "the questions never end"
    assert session.result.outcome == assess(tree, patient).outcome


@given(trees_and_patients(), st.data())
def test_refining_screens_may_be_skipped_in_any_combination(
    drawn: tuple[Tree, Answers], data: st.DataObject
) -> None:
    """Broken by: showing a skipped screen again, which never ends."""
    tree, patient = drawn
    session = screens_of(start(tree), patient, refine=False)[-1]
    outcome = session.result.outcome
    screens = 0
    while (screen := session.next) is not None:
        session = (
            session.skip() if data.draw(st.booleans()) else session.answer(reply(screen, patient))
        )
        screens += 1
        assert session.result.outcome == outcome
        assert screens <= len(tree.facts)


@given(trees_and_patients(), st.data())
def test_a_replay_on_the_same_tree_drops_nothing(
    drawn: tuple[Tree, Answers], data: st.DataObject
) -> None:
    """Broken by: reporting skipped facts as dropped."""
    tree, patient = drawn
    session = data.draw(st.sampled_from(screens_of(start(tree), patient)))
    saved = {**session.to_json(), "digest": "sha256:of-another-version"}
    resumed = resume(tree, saved, replay=True)
    assert seen(resumed.session) == seen(session)
    assert resumed.dropped == ()
