"""``triage show``: an outline in the terminal, as JSON, and again on each save."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest

from triage.cli.commands import show as command
from triage.cli.commands.show import Sight, sights

pytestmark = pytest.mark.usefixtures("here")
ANKLE = "ankle/tree.yaml"


@pytest.fixture(autouse=True)
def _in_80_columns(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")


def test_a_tree_is_shown_from_the_top(triage):
    done = triage("show", ANKLE)

    assert done.exit_code == 0
    assert done.stdout.startswith(
        "A sore ankle\n"
        "ankle 0.1.0, draft\n"
        "2 steps, 3 ends.\n"
        "3 ways from the start to an end.\n"
        "1 to 2 screens until an end.\n\n"
        "Step 1: `signs`\n"
        "   Here it begins.\n"
        "   On every way. 1 to 2 screens from here to an end.\n"
        "   Asks: Is it impossible to stand on the foot? (in short: cannot stand)\n"
        "   Answers: yes, no or not sure.\n"
        "   1.1. If cannot stand: yes or not sure\n"
        "      comes to end 3, `today`: get medical help today\n"
    )


def test_the_width_of_the_terminal_is_kept(triage, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")

    lines = triage("show", "calf-soreness").stdout.split("\n")

    assert max(map(len, lines)) <= 40


def test_only_what_follows_a_step_is_shown_under_the_same_numbers(triage):
    done = triage("show", ANKLE, "--step", "pain")

    assert "Step 1:" not in done.stdout
    assert "Step 2: `pain`\n   Comes from 1.2.\n" in done.stdout
    assert done.stdout.endswith("\n\nNot shown here: 2 of 5 places.\n")


def test_depth_leaves_out_what_comes_later(triage):
    done = triage("show", ANKLE, "--depth", "1")

    assert "Step 1: `signs`" in done.stdout
    assert "Step 2:" not in done.stdout
    assert "End 3: `today`" in done.stdout


def test_a_step_of_a_module_is_found_by_the_end_of_its_name(triage):
    done = triage("show", "showcase", "--step", "sky", "--depth", "1")

    assert "Step 1: `showcase-weather.sky`" in done.stdout


def test_an_unknown_step_names_those_that_are_near(triage):
    done = triage("show", ANKLE, "--step", "sign")

    assert done.exit_code == 1
    assert done.stderr == "error: `ankle` has no step `sign`\n    help: did you mean `signs`?\n"


def test_the_name_of_steps_in_several_modules_must_be_whole(triage):
    done = triage("show", "start", "--step", "days")

    assert done.exit_code == 1
    assert done.stderr.startswith("error: `days` may be any of ")
    assert done.stderr.endswith("; give the full name\n")


def test_json_holds_numbers_words_and_where_branches_lead(triage):
    found = json.loads(triage("show", ANKLE, "--json").stdout)

    assert (found["tree"], found["ways"]) == ("ankle", 3)
    assert found["screens"] == {"least": 1, "most": 2}
    assert found["steps"][1]["branches"] == [
        {
            "number": "2.1",
            "if": "pain: more than 5 or not sure",
            "including_not_sure": False,
            "goes_to": "physio",
        },
        {"number": "2.2", "if": None, "including_not_sure": False, "goes_to": "home"},
    ]
    assert found["outcomes"][0]["disposition"] == "same_day_urgent"


def test_json_holds_the_answers_that_a_question_takes(triage):
    signs, pain = (
        step["asks"][0] for step in json.loads(triage("show", ANKLE, "--json").stdout)["steps"]
    )

    assert [answer["value"] for answer in signs["answers"]] == [True, False, "not sure"]
    assert [answer["words"] for answer in signs["answers"]] == ["yes", "no", "not sure"]
    assert signs["number"] is None
    assert pain["number"] == {"low": 0, "high": 10, "step": 1, "unit": ""}


def test_a_tree_with_faults_is_not_shown(triage, edit):
    edit("tree.yaml", "go: home", "go: hme")

    done = triage("show", ANKLE)

    assert (done.exit_code, done.stdout) == (1, "")
    assert "did you mean `home`?" in done.stderr


def test_a_module_without_steps_has_nothing_to_show(triage):
    done = triage("show", "lower-leg-self-care")

    assert done.exit_code == 1
    assert done.stderr == (
        "error: `lower-leg-self-care` has no steps to show\n"
        "    help: show a tree that includes it\n"
    )


def test_what_is_watched_is_not_json(triage):
    done = triage("show", ANKLE, "--watch", "--json")

    assert done.exit_code == 2
    assert "found --watch with --json, expected one of them" in done.stderr


# --- watching ------------------------------------------------------------------------------


class Saves:
    """Saves one file after the other while the watcher rests, then presses Ctrl-C."""

    def __init__(self, *changes):
        self.changes = list(changes)
        self.rests = 0

    def __call__(self):
        self.rests += 1
        if self.rests % 3 == 0:  # two rests let the files settle
            if not self.changes:
                raise KeyboardInterrupt
            self.changes.pop(0)()


@pytest.fixture
def watch(triage, monkeypatch):
    """Return a function that watches a tree through some changes of files."""

    def run(name, *changes, options=()):
        rest = Saves(*changes)
        monkeypatch.setattr(command, "sights", lambda look: sights(look, rest))
        done = triage("show", name, "--watch", *options)
        return done, done.stdout.split("Ctrl-C stops.\n")

    return run


def test_each_save_shows_the_tree_again_with_its_findings(watch, edit):
    done, shown = watch(
        ANKLE,
        lambda: edit("tree.yaml", "title: A sore ankle", "title: An ankle"),
        lambda: edit("tree.yaml", "over 5", "over 50"),
    )

    assert (done.exit_code, done.stderr) == (130, "")
    first, second, third, rest = shown
    assert first.startswith("A sore ankle\n")
    assert "1 file: 0 errors, " in first
    assert first.endswith("Watching 1 file. ")
    assert second.startswith("An ankle\n")
    assert "Step 1:" not in third
    assert "1 file: 1 error, 0 warnings" in third
    assert rest == ""


def test_a_file_that_is_gone_for_a_moment_ends_nothing(watch, here):
    file = here / ANKLE
    whole = file.read_text("utf-8")

    done, shown = watch(
        ANKLE,
        file.unlink,
        lambda: file.write_text(whole[: len(whole) // 2], encoding="utf-8"),
        lambda: file.write_text(whole, encoding="utf-8"),
    )

    assert done.exit_code == 130
    assert [each.startswith("A sore ankle\n") for each in shown] == [
        *(True, False, False, True, False)
    ]
    assert "found no file to read: there is no such file" in shown[1]
    assert " error" in shown[2]


@pytest.mark.parametrize(("inside", "name"), [(".", ANKLE), ("ankle", "tree.yaml")])
def test_a_module_is_watched_too_and_may_come_back(watch, here, monkeypatch, inside, name):
    monkeypatch.chdir(inside)
    folder = here / "module"
    folder.mkdir()
    file = folder / "tree.yaml"
    file.write_text(MODULE, encoding="utf-8")
    tree = here / "ankle" / "tree.yaml"
    included = tree.read_text("utf-8").replace(
        "start: signs\n", "include: {module: {exits: {on: signs}}}\nstart: module\n"
    )
    tree.write_text(included, encoding="utf-8")

    done, shown = watch(
        name,
        lambda: file.write_text(MODULE.replace("Is it red?", "Is it blue?"), encoding="utf-8"),
        file.unlink,
        lambda: file.write_text(MODULE, encoding="utf-8"),
    )

    assert done.exit_code == 130
    assert len(shown) == 5
    assert "Is it red?" in shown[0]
    assert shown[0].endswith("Watching 2 files. ")
    assert "Is it blue?" in shown[1]
    assert "there is no such tree to include" in shown[2]
    assert "Is it red?" in shown[3]


MODULE = """\
triage: 1
id: module
title: Colours
version: 0.1.0
status: draft
review_by: 2027-11-20
exits: {on: "it goes on"}
facts:
  red:
    type: yes-no
    sure: true
    ask: Is it red?
    label: red
    judgement: made up
start: colour
steps:
  colour:
    ask: red
    then:
      - if: {red: yes}
        go: today
      - go: on
outcomes:
  today:
    disposition: same_day_urgent
    title: Get help today
    text: Get help today.
    judgement: made up
"""


def test_a_step_that_an_edit_takes_away_is_told_and_watching_goes_on(watch, edit):
    def rename(old, new):
        edit("tree.yaml", f"go: {old}\n", f"go: {new}\n")
        edit("tree.yaml", f"  {old}:\n    ask: [pain]", f"  {new}:\n    ask: [pain]")

    done, shown = watch(
        ANKLE,
        lambda: rename("pain", "ache"),
        lambda: rename("ache", "pain"),
        options=("--step", "pain"),
    )

    assert done.exit_code == 130
    assert "Step 2: `pain`" in shown[0]
    assert shown[1].startswith("error: `ankle` has no step `pain`\n    help: ")
    assert "Step 2: `pain`" in shown[2]


def test_a_save_during_the_reading_is_seen(here):
    file = here / "watched"
    file.write_text("1", encoding="utf-8")
    seen = []

    def look():
        seen.append(file.read_text("utf-8"))
        if len(seen) == 2:  # the first look only tells which files there are
            file.write_text("22", encoding="utf-8")
        return Sight([seen[-1]], lambda: {file})

    each = sights(look, lambda: None)

    assert [next(each).lines, next(each).lines] == [["1"], ["22"]]


@pytest.fixture
def watching(here):
    """Start a watch in a process of its own; it ends with the test."""
    command = [sys.executable, "-m", "triage", "show", ANKLE, "--watch"]
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=here
    )
    with running:
        yield running
        running.kill()


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C in another way")
def test_ctrl_c_ends_a_real_watch_quietly(watching, here):
    read_until(watching.stdout, "Ctrl-C stops.")
    file = here / ANKLE
    file.write_text(file.read_text("utf-8").replace("A sore ankle", "An ankle"), "utf-8")
    again = read_until(watching.stdout, "Ctrl-C stops.")
    watching.send_signal(signal.SIGINT)
    _, errors = watching.communicate()

    assert again.startswith("An ankle\n")
    assert (watching.returncode, errors) == (130, "")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGHUP])
def test_a_watch_ends_with_its_terminal_or_when_it_is_told_to(watching, by):
    read_until(watching.stdout, "Ctrl-C stops.")
    watching.send_signal(by)
    _, errors = watching.communicate()

    assert (watching.returncode, errors) == (-by, "")


def read_until(stream, last):
    lines = ""
    for line in stream:
        lines += line
        if last in line:
            break
    return lines
