"""``triage draw``: a file with a picture, or an error in words."""

from __future__ import annotations

import json
import sys

import click
import pytest

from tests.outputs.chart.engines import needs_engine
from triage.cli.commands.draw import draw
from triage.outputs.chart.writing import WRITERS

pytestmark = pytest.mark.usefixtures("here")
ANKLE = "ankle/tree.yaml"


@pytest.fixture
def answers(here):
    def write(**given):
        (here / "answers.json").write_text(json.dumps(given), encoding="utf-8")
        return "answers.json"

    return write


def test_a_file_is_written_and_said(triage, here):
    done = triage("draw", ANKLE, "-o", "ankle.mmd")

    assert done.exit_code == 0
    assert done.stdout == "wrote ankle.mmd: a flowchart with 2 steps, 3 ends and 4 arrows\n"
    assert (here / "ankle.mmd").read_text("utf-8").startswith("flowchart TD\n")


@needs_engine
@pytest.mark.parametrize(
    ("ending", "beginning"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("PDF", b"%PDF")]
)
def test_pictures_are_drawn_by_the_ending_of_the_file(triage, here, ending, beginning):
    assert triage("draw", ANKLE, "-o", f"ankle.{ending}").exit_code == 0
    assert (here / f"ankle.{ending}").read_bytes().startswith(beginning)


def test_another_ending_is_wrong_usage(triage):
    done = triage("draw", ANKLE, "-o", "ankle.gif")

    assert done.exit_code == 2
    assert "found the ending `.gif`, expected one of .svg, .png, .pdf, .dot, .mmd" in done.stderr


def test_without_graphviz_nothing_is_written(triage, here, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "pygraphviz", None)

    done = triage("draw", ANKLE, "-o", "ankle.svg")

    assert done.exit_code == 1
    assert "-m pip install pygraphviz" in done.stderr
    assert not (here / "ankle.svg").exists()


def test_a_file_that_cannot_be_written_is_an_error_in_words(triage):
    done = triage("draw", ANKLE, "-o", "nowhere/ankle.dot")

    assert done.exit_code == 1
    assert "nowhere/ankle.dot" in done.stderr


def test_a_patients_way_is_lit_up(triage, here, answers):
    done = triage("draw", ANKLE, "-o", "a.mmd", "--path", answers(cannot_stand=False, pain=8))

    lines = (here / "a.mmd").read_text("utf-8").splitlines()
    assert done.exit_code == 0
    assert [line for line in lines if "THIS WAY" in line] == [
        '  n0 -->|"THIS WAY: no"| n2',
        '  n2 -->|"THIS WAY: more than 5 or not<br/>sure #91;J#93;"| n3',
    ]


def test_answers_that_decide_only_the_beginning_light_up_only_that(triage, here, answers):
    triage("draw", ANKLE, "-o", "a.dot", "--path", answers(cannot_stand=False))

    text = (here / "a.dot").read_text("utf-8")
    assert text.count("THIS WAY") == 1
    assert "as far as the answers decide it" in text


def test_answers_that_cannot_all_be_so_are_refused(triage, answers):
    done = triage("draw", ANKLE, "-o", "a.dot", "--path", answers(cannot_stand=False, pain=10))

    assert done.exit_code == 1
    assert "these answers cannot all be true: " in done.stderr
    assert "help: correct one of them" in done.stderr


def test_a_bad_answer_is_refused(triage, answers):
    done = triage("draw", ANKLE, "-o", "a.dot", "--path", answers(pain=11))

    assert done.exit_code == 1
    assert "pain: found 11, expected" in done.stderr


def test_a_part_is_drawn(triage):
    done = triage("draw", ANKLE, "-o", "a.dot", "--focus", "home", "--depth", "1")

    assert done.stdout == "wrote a.dot: a flowchart with 1 step, 1 end and 1 arrow\n"


@needs_engine
@pytest.mark.parametrize("ending", ["svg", "dot", "mmd", "txt"])
def test_a_part_may_be_one_end(triage, here, ending):
    done = triage("draw", ANKLE, "-o", f"a.{ending}", "--focus", "home", "--depth", "0")

    assert done.stdout == f"wrote a.{ending}: a flowchart with 0 steps, 1 end and 0 arrows\n"
    assert "LOOK AFTER IT YOURSELF" in (here / f"a.{ending}").read_text("utf-8")


def test_the_words_are_those_of_the_region(triage, here, edit):
    edit("tree.yaml", "Have it looked at today", "Go to {emergency department} today")
    triage("draw", ANKLE, "-o", "a.mmd", "--region", "gb")

    assert "Go to A#38;E today" in (here / "a.mmd").read_text("utf-8")


@needs_engine
def test_the_language_is_asked_for_by_a_tag(triage, here):
    assert triage("draw", ANKLE, "-o", "a.svg", "--language", "en-GB").exit_code == 0
    assert ' lang="en"' in (here / "a.svg").read_text("utf-8")


def test_a_language_without_texts_is_refused(triage, here):
    done = triage("draw", ANKLE, "-o", "a.dot", "--language", "fr")

    assert done.exit_code == 1
    assert "found no language `fr`, expected one of `en` (English)" in done.stderr
    assert not (here / "a.dot").exists()


def test_a_module_is_drawn_but_nobody_has_a_way_through_it(triage, answers):
    assert triage("draw", "showcase-weather", "-o", "a.dot").exit_code == 0
    done = triage("draw", "showcase-weather", "-o", "a.dot", "--path", answers(pain=1))

    assert done.exit_code == 1
    assert "`showcase-weather` is a part for other trees" in done.stderr


def test_a_module_without_steps_cannot_be_drawn(triage):
    done = triage("draw", "lower-leg-facts", "-o", "a.dot")

    assert done.exit_code == 1
    assert "has no steps that could be drawn" in done.stderr


def test_help_names_every_ending_of_a_picture():
    (said,) = (
        each.help
        for each in draw.params
        if isinstance(each, click.Option) and each.name == "output"
    )

    assert [ending for ending in WRITERS if ending not in (said or "")] == []
