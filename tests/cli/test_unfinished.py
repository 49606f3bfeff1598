"""A draft with a step that leads nowhere yet: checked, asked and drawn, nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import triage as library
from tests.cli.conftest import TREE
from triage.engine.calls import start
from triage.errors import TreeError, TreeRefused
from triage.terminal.dialogue import Dialogue
from triage.terminal.pages import Key, Picked
from triage.terminal.telling import Telling

DRAFT = "draft/tree.yaml"
BRANCHES = """\
    then:
      - if: {pain: [over 5, not sure]}
        go: physio
        judgement: half of the scale
      - go: home
"""
UNFINISHED = TREE.replace(BRANCHES, "")
OPEN = "NOT FINISHED: nothing leads on from here yet."
REFUSED = "the tree `draft` 0.1.0 is not finished: nothing leads on from `pain`"


@pytest.fixture(autouse=True)
def write(here):
    """Return what writes the draft anew, which is done already, with a text replaced."""
    (here / "draft").mkdir()

    def written(old, new, tree=UNFINISHED):
        text = tree.replace("id: ankle", "id: draft").replace(old, new)
        (here / DRAFT).write_text(text, encoding="utf-8")

    written("draft", "draft")
    return written


@pytest.fixture
def draft():
    return library.load(Path(DRAFT), allow_draft=True)


@pytest.fixture
def answers(here):
    def write(**given):
        (here / "answers.json").write_text(json.dumps(given), encoding="utf-8")
        return "answers.json"

    return write


def test_check_names_the_step_and_what_nothing_leads_to_yet(triage):
    done = triage("check", DRAFT)

    assert done.exit_code == 3
    assert "unfinished-step: found the step `pain`, from which nothing leads on yet" in done.stdout
    assert "unreachable: found the outcome `home`" in done.stdout


@pytest.mark.parametrize("status", ["withdrawn", "reviewed"])
def test_only_a_draft_may_be_unfinished(write, status):
    write("status: draft", f"status: {status}")

    with pytest.raises(TreeError, match="the step `pain` without `then` in a tree that is no"):
        library.load(Path(DRAFT))


def test_branches_that_cannot_be_read_are_not_said_to_be_missing(triage, write):
    write(BRANCHES, "    then: home\n", TREE)

    said = triage("check", DRAFT).stdout

    assert "expected a list of branches" in said
    assert "unfinished-step" not in said


def test_whoever_comes_there_is_told_no_outcome_but_what_is_called_for(draft):
    result = start(draft).answer({"cannot_stand": False}).answer({"pain": 3}).result

    assert (result.status, result.unfinished) == ("incomplete", "pain")
    assert (result.outcome, result.disposition, result.next) == (None, None, ())
    assert result.to_json()["next"] is None
    assert result.at_least.urgency == 0


def test_a_step_with_a_question_left_is_not_called_unfinished(draft):
    assert start(draft).answer({"cannot_stand": False}).result.unfinished is None


def test_ways_that_are_finished_end_as_ever(draft):
    assert start(draft).answer({"cannot_stand": True}).result.outcome == "today"


def test_assess_says_it_and_ends_as_where_answers_are_missing(triage, answers):
    done = triage("assess", DRAFT, "--answers", answers(cannot_stand=False, pain=3))

    assert done.exit_code == 4
    assert "the tree is not finished, nothing leads on from the step `pain`" in done.stdout
    assert "call for at least: self_care" in done.stdout


def test_the_dialogue_says_it_and_one_can_go_back_or_be_done(draft):
    dialogue = Dialogue(start(draft, on=draft.review_by), Telling(draft.review_by))
    talk = dialogue.talk()
    next(talk)
    talk.send(Picked(False))
    told = talk.send(Picked(3))

    assert told.title == "These questions are a draft and not finished here: there is no result."
    assert told.look is None
    assert "pain" in told.blocks[0].text
    assert talk.send(Key.BACK).title == "How bad is the pain?"
    talk.send(Picked(3))
    with pytest.raises(StopIteration):
        talk.send(Picked(True))
    assert not dialogue.is_complete


def test_ask_ends_as_a_session_that_was_stopped(triage, here, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(here / "state"))
    options = ("--plain", "--no-save", "--region", "gb", "--for-me")

    done = triage("ask", DRAFT, *options, given="1\n2\n3\n1\n")

    assert done.exit_code == 4
    assert "not finished here: there is no result" in done.stdout


@pytest.mark.parametrize("ending", ["txt", "mmd", "dot"])
def test_a_picture_marks_the_open_end(triage, here, ending):
    assert triage("draw", DRAFT, "-o", f"draft.{ending}").exit_code == 0

    said = (here / f"draft.{ending}").read_text("utf-8").replace("#46;", ".")

    assert OPEN in " ".join(
        said.replace("<br/>", " ").replace('<BR ALIGN="LEFT"/>', " ").replace("\\n", " ").split()
    )


def test_show_marks_it_and_calls_it_a_step(triage):
    said = triage("show", DRAFT).stdout

    assert "goes to step 2, `pain`" in said
    assert OPEN in said


@pytest.mark.parametrize(
    "words",
    [
        ("prove", DRAFT),
        ("print", DRAFT, "-o", "x.pdf"),
        ("who", DRAFT, "today"),
        ("mutate", DRAFT),
        ("test", DRAFT),
        ("diff", DRAFT, DRAFT),
        ("export", DRAFT, "--to", "fhir", "-o", "x.json"),
    ],
)
def test_what_speaks_of_every_patient_refuses_and_names_the_step(triage, words):
    done = triage(*words)

    assert done.exit_code == 1
    assert REFUSED in done.stderr


def test_what_would_change_refuses_too(draft):
    with pytest.raises(TreeRefused, match="nothing leads on from `pain`") as refused:
        library.what_would_change(draft, {"cannot_stand": True})

    assert refused.value.code == "tree-unfinished"
