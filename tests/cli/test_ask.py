"""``triage ask``: only how the command line hands over; the asking is tested in tests/terminal."""

from __future__ import annotations

import pytest

from triage.cli.commands import ask as command
from triage.terminal.plain import PlainFront

pytestmark = pytest.mark.usefixtures("here")


def test_every_option_reaches_the_command(triage, monkeypatch):
    given = {}
    monkeypatch.setattr(command.ask, "callback", lambda **more: given.update(more) or 0)

    options = ["--region", "gb", "--plain", "--for-other", "--resume", "a", "--save", "b"]
    done = triage("ask", "ankle/tree.yaml", *options, "--forget")

    assert done.exit_code == 0
    assert given == {
        "tree": "ankle/tree.yaml",
        "region": "gb",
        "choose": False,
        "plain": True,
        "for_other": True,
        "resume": "a",
        "save": "b",
        "review": None,
        "no_save": False,
        "forget": True,
    }


def test_a_tree_may_be_chosen_from_all_of_them(triage, monkeypatch):
    given = {}
    monkeypatch.setattr(command.ask, "callback", lambda **more: given.update(more) or 0)

    assert triage("ask", "--choose").exit_code == 0
    assert (given["tree"], given["choose"]) == ("", True)


def test_nothing_is_kept_where_that_is_not_wanted(triage, monkeypatch):
    given = {}
    monkeypatch.setattr(command.ask, "callback", lambda **more: given.update(more) or 0)

    assert triage("ask", "ankle/tree.yaml", "--no-save").exit_code == 0
    assert given["no_save"] is True


@pytest.mark.parametrize(("option", "for_other"), [("--for-me", False), ("--for-other", True)])
def test_whoever_is_asked_about_may_be_said_at_once(triage, monkeypatch, option, for_other):
    given = {}
    monkeypatch.setattr(command.ask, "callback", lambda **more: given.update(more) or 0)

    assert triage("ask", option).exit_code == 0
    assert given["for_other"] is for_other


def test_ctrl_c_ends_with_130(triage, here, monkeypatch):
    def pressed(*_):
        raise KeyboardInterrupt

    monkeypatch.setenv("XDG_STATE_HOME", str(here / "state"))
    monkeypatch.setattr(PlainFront, "converse", pressed)

    assert triage("ask", "ankle/tree.yaml", "--plain").exit_code == 130


def test_a_file_to_look_at_again_reaches_the_command(triage, monkeypatch):
    given = {}
    monkeypatch.setattr(command.ask, "callback", lambda **more: given.update(more) or 0)

    assert triage("ask", "--review", "a").exit_code == 0
    assert given["review"] == "a"


def test_input_that_ends_in_the_middle_ends_with_4_and_no_disposition(triage, here, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(here / "state"))

    done = triage("ask", "ankle/tree.yaml", "--plain", given="")

    assert done.exit_code == 4
    assert "Look after it yourself" not in done.stdout


def test_a_withdrawn_tree_is_refused_before_anything_is_asked(triage, edit, here, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(here / "state"))
    edit("tree.yaml", "status: draft", "status: withdrawn")

    done = triage("ask", "ankle/tree.yaml", "--plain", given="1\n")
    forgotten = triage("ask", "ankle/tree.yaml", "--forget")

    assert (done.exit_code, done.stdout) == (1, "")
    assert "was withdrawn and must not be used\n    help: see a doctor or a physio" in done.stderr
    assert forgotten.exit_code == 0
