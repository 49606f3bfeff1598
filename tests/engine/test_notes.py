"""Words of one's own: asked, kept, handed on and private, and nothing that anything reads."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

import triage
from tests.engine.rule_trees import ends, fork
from tests.engine.small import Plain, small
from triage.analysis.proofs.prove import prove
from triage.engine.prepared import engine_of
from triage.model.domains import MAX_NOTE
from triage.model.tree import Tree

NOW = date(2026, 11, 20)
WORDS = "It began in the sauna"
_NOTE: Plain = {"type": "note", "ask": "What happened?", "label": "what happened"}


def tree_of(refine: bool = False, **note: Any) -> Tree:
    """Ask for a note on the way, or once the outcome is known, and then whether it is sore."""
    listed = {"refine": ["story"]} if refine else {}
    telling: Plain = {"ask": "story", "then": [{"go": "sore"}]}
    return small(
        {"story": _NOTE | note, "sore": {"sure": True}},
        ({} if refine else {"telling": telling})
        | {"sore": fork("sore", "yes", "see-a-physio", "home")},
        ends("home", "see-a-physio", home=listed, **{"see-a-physio": listed}),
    )


TREE, REFINED = tree_of(), tree_of(refine=True)


def assess(tree: Tree, answers: Plain) -> triage.Result:
    return triage.assess(tree, answers, allow_draft=True)


def test_a_note_is_asked_for_and_handed_on_though_nothing_names_it() -> None:
    assert assess(TREE, {"sore": True}).next == ("story",)

    result = assess(TREE, {"sore": True, "story": f"  {WORDS} "})

    assert result.outcome == "see-a-physio"
    assert result.answers["story"] == WORDS
    assert result.summary == (f"what happened: {WORDS}",)


def test_nothing_to_add_is_an_answer_so_that_nobody_is_stuck() -> None:
    for empty in ("", "  "):
        result = assess(TREE, {"sore": False, "story": empty})
        assert (result.outcome, result.summary) == ("home", ("what happened: nothing to add",))


def test_a_question_for_a_note_says_so_and_offers_nothing_to_add() -> None:
    screen = triage.start(TREE, allow_draft=True).next
    assert screen is not None

    (question,) = json.loads(json.dumps(screen.to_json()))["questions"]

    assert question["type"] == "note"
    assert question["choices"] == [{"value": "", "words": "nothing to add"}]


def test_a_note_that_refines_may_be_skipped() -> None:
    session = triage.start(REFINED, allow_draft=True).answer({"sore": True})
    assert session.next is not None
    assert session.next.optional

    assert session.skip().result.summary == ()
    assert session.answer({"story": WORDS}).result.summary == (f"what happened: {WORDS}",)


def test_a_note_that_the_way_does_not_ask_is_not_handed_on() -> None:
    unasked = small(
        {"story": _NOTE, "sore": {"sure": True}},
        {
            "sore": fork("sore", "yes", "telling", "home"),
            "telling": {"ask": "story", "then": [{"go": "see-a-physio"}]},
        },
        ends("home", "see-a-physio"),
    )

    result = assess(unasked, {"sore": False, "story": WORDS})

    assert (result.summary, result.not_used) == ((), ("story",))


@pytest.mark.parametrize(
    ("bad", "found"),
    [
        ("a" * (MAX_NOTE + 1), f"a text of {MAX_NOTE + 1} characters"),
        (f"{WORDS}\nand then", "a text of 30 characters, some of them control characters"),
        (f"{WORDS}\x1b[2J", "control characters"),
        (f"{WORDS}\u202e", "control characters"),
        (f"{WORDS}\ud800", "control characters"),
        (["a list"], "something that is no text"),
        (7, "something that is no text"),
        (True, "something that is no text"),
    ],
)
def test_what_cannot_be_kept_is_refused_without_a_word_of_it(bad: object, found: str) -> None:
    with pytest.raises(triage.AnswerError) as raised:
        assess(TREE, {"sore": True, "story": bad})

    said = f"{raised.value} {raised.value!r} {raised.value.to_json()}"
    assert found in said
    assert f"a text on one line of at most {MAX_NOTE} characters" in said
    assert "sauna" not in said


def test_letters_of_every_script_and_signs_joined_into_one_are_kept() -> None:
    for words in (
        "कर\u200dम",
        "痛い",
        "ça fait mal",
        "👩\u200d⚕️ said so",
        "a" * MAX_NOTE,
        "not sure",
        "yes",
    ):
        assert assess(TREE, {"sore": True, "story": words}).answers["story"] == words


def test_no_object_prints_a_note_and_the_engine_keeps_none() -> None:
    tree = tree_of()
    session = triage.start(tree, on=NOW, allow_draft=True).answer({"story": WORDS})
    done = session.answer({"sore": True})
    assess(tree, {"sore": True, "story": WORDS}).because  # noqa: B018 - reasons are kept once read
    edited = tree_of(ask="What came to pass?")
    again = triage.resume(edited, session.to_json(), replay=True, allow_draft=True)
    looking = triage.review(tree, done, on=NOW, allow_draft=True)

    for one in (session, done, done.result, session.next, again, looking, looking.since(done)):
        assert "sauna" not in repr(one)
    assert [str(each) for each in again.dropped if "sauna" in str(each)] == []
    engine = engine_of(tree)
    held = [(each.kept, [d.answers for d in each.kept.values()]) for each in engine.steps]
    assert "sauna" not in str(held)


def test_reasons_never_tell_a_note() -> None:
    result = assess(TREE, {"sore": True, "story": WORDS})

    assert [dict(reason.facts) for reason in result.because] == [{"sore": True}]
    assert "sauna" not in str([reason.text for reason in result.because])


def test_a_session_keeps_a_note_and_looking_again_asks_for_it_afresh() -> None:
    session = triage.start(TREE, on=NOW, allow_draft=True).answer({"story": WORDS})
    session = session.answer({"sore": True})

    kept = triage.resume(TREE, json.loads(json.dumps(session.to_json())), on=NOW, allow_draft=True)
    again = triage.review(TREE, session, on=NOW, allow_draft=True)

    assert kept.session.answers == {"story": WORDS, "sore": True}
    assert "story" in again.asked_afresh
    assert again.session.next is not None
    assert again.session.next.facts == ("story",)
    assert again.session.next.questions[0].before is None


def test_a_note_taken_back_is_offered_again() -> None:
    session = triage.start(TREE, allow_draft=True).answer({"story": WORDS}).back()

    assert session.next is not None
    assert session.next.questions[0].before == WORDS


def test_a_note_makes_no_more_patients_and_its_question_is_of_use() -> None:
    plain, more = (prove(tree) for tree in (tree_of(refine=True), TREE))

    assert {v.status for v in more.verdicts} == {"holds"}
    assert [v.claim.about for v in more.verdicts if v.claim.kind == "use"] == ["sore"]
    assert [v.claim.about for v in plain.verdicts if v.claim.kind == "use"] == ["sore"]


def test_what_would_change_speaks_of_no_note() -> None:
    changes = triage.what_would_change(TREE, {"sore": True, "story": WORDS}, allow_draft=True)

    assert [dict(each.answers) for each in changes.lowering] == [{"sore": False}]
    assert "sauna" not in str([each.text for each in changes.lowering])
