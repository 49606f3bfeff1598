"""The Tab key: what it offers, and how a shell learns of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from tests.shipped_trees import shipped_tree
from triage.cli import main
from triage.lint.kinds import CODES
from triage.outputs.outline.outline import outline_of

SHELLS = ("bash", "zsh", "fish")
TREE = shipped_tree("calf-soreness")
TAKE_TREES = set(main.commands) - {"list", "completion", "new", "schema"}


def complete(*words, incomplete=""):
    shell = ShellComplete(main, {}, "triage", "_TRIAGE_COMPLETE")
    return [item.value for item in shell.get_completions(list(words), incomplete)]


# --- trees


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", sorted(TAKE_TREES))
def test_shipped_trees_and_folders_here_are_offered_to_each_command(name):
    assert complete(name, incomplete="a") == ["achilles-pain", "ankle"]


def test_shipped_trees_are_offered_to_begin_a_new_one_with():
    assert complete("new", "knee", "--from", incomplete="shin") == ["shin-soreness"]


@pytest.mark.usefixtures("here")
def test_files_are_left_to_the_shell_where_no_tree_begins_so():
    shell = ShellComplete(main, {}, "triage", "_TRIAGE_COMPLETE")

    for text in ("zzz", "./a", "../", "old.y"):
        found = shell.get_completions(["show"], text)
        assert [(item.type, item.value) for item in found] == [("file", text)]


# --- what is in a tree


def test_outcomes_and_dispositions_are_offered_after_a_tree():
    found = complete("who", "calf-soreness")

    assert {*TREE.outcomes} <= {*found}
    assert {*found} - {*TREE.outcomes} == {o.disposition for o in TREE.outcomes.values()}


def test_outcomes_are_offered_for_a_handout():
    assert complete("print", "calf", "--outcome") == [*TREE.outcomes]


def test_steps_are_offered_where_a_step_is_wanted():
    steps = [place.name for place in outline_of(TREE).places.values() if place.ways]

    assert complete("show", "calf-soreness", "--step") == steps
    assert complete("draw", "calf-soreness", "--focus") == [*steps, *TREE.outcomes]


def test_what_an_included_tree_brings_is_completed_by_its_own_part():
    assert complete("show", "calf-soreness", "--step", incomplete="whole") == ["whole-body"]


@pytest.mark.usefixtures("here")
def test_what_is_offered_is_accepted(triage):
    for step in complete("show", "ankle", "--step"):
        assert triage("show", "ankle", "--step", step).exit_code == 0
    for end in complete("who", "ankle"):
        assert triage("who", "ankle", end).exit_code == 0


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("named", [[], ["nowhere"], ["broken"]])
def test_without_a_tree_that_loads_nothing_is_offered(here, named):
    (here / "broken").write_text("triage: 1\nid: [", encoding="utf-8")

    assert complete("show", *named, "--step") == []


# --- codes


@pytest.mark.parametrize("option", ["--select", "--ignore", "--explain"])
def test_codes_of_findings_are_offered_and_their_names_once_one_begins(option):
    assert complete("check", option) == [code.id for code in CODES]
    assert "W603" in complete("check", option, incomplete="w6")
    assert complete("check", option, incomplete="label-too") == ["label-too-long"]


def test_codes_go_on_after_a_comma():
    assert complete("check", "--select", incomplete="E7,W603") == ["E7,W603"]


def test_kinds_of_mistakes_are_offered():
    assert complete("mutate", "--operator", incomplete="thr") == ["threshold"]


# --- the command


def test_a_script_is_printed_for_each_shell(triage):
    for shell in SHELLS:
        done = triage("completion", shell)

        assert (done.exit_code, done.stderr) == (0, "")
        assert f"_TRIAGE_COMPLETE={shell}_complete" in done.stdout


@pytest.fixture
def home(tmp_path, monkeypatch):
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "ZDOTDIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(("shell", "start"), [("bash", ".bashrc"), ("zsh", ".zshrc")])
def test_it_is_installed_once_however_often_one_asks(triage, home, shell, start):
    (home / start).write_text("echo mine", encoding="utf-8")

    for _ in range(2):
        done = triage("completion", shell, "--install")
        assert (done.exit_code, done.stdout) == (0, "")

    script = home / ".local/share/triage" / f"completion.{shell}"
    lines = (home / start).read_text("utf-8").splitlines()
    assert script.read_text("utf-8") == triage("completion", shell).stdout
    assert (len(lines), lines[0]) == (2, "echo mine")
    assert str(script) in lines[1]
    assert f"unchanged: {home / start}" in done.stderr


def test_fish_finds_it_by_itself(triage, home):
    assert triage("completion", "fish", "--install").exit_code == 0

    file = home / ".config/fish/completions/triage.fish"
    assert [p for p in home.rglob("*") if p.is_file()] == [file]


def test_it_goes_where_the_environment_says(triage, home, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("ZDOTDIR", str(home / "dots"))
    (home / "dots").mkdir()
    triage("completion", "zsh", "--install")

    assert (home / "data/triage/completion.zsh").is_file()
    assert (home / "dots/.zshrc").is_file()


def test_without_a_name_it_is_for_the_shell_that_one_uses(triage, monkeypatch):
    monkeypatch.setenv("SHELL", "/usr/bin/fish")

    assert triage("completion").stdout == triage("completion", "fish").stdout


@pytest.mark.parametrize("used", ["/bin/dash", ""])
def test_a_shell_that_is_not_known_is_told(triage, monkeypatch, used):
    monkeypatch.setenv("SHELL", used)
    done = triage("completion")

    assert (done.exit_code, done.stdout) == (1, "")
    assert "expected bash, zsh or fish\n    help: name the one to use" in done.stderr


def test_without_a_home_nothing_is_installed(triage, home, monkeypatch):
    monkeypatch.delenv("HOME")

    assert triage("completion", "bash", "--install").exit_code == 1
    assert [*home.iterdir()] == []


# --- in the shells themselves


def in_shell(shell, program, home):
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is missing")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        [shell, "-c", program],
        capture_output=True, text=True, check=False, cwd=home, timeout=60,
        env={**os.environ, "PATH": path, "HOME": str(home)},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("triage pro", "prove"),
        ("triage show calf", "calf-soreness"),
        ("triage who showcase emer", "emergency"),
        ("triage assess start --region i", "ie in"),
    ],
)
def test_bash_offers_it_once_its_start_file_was_read(triage, home, line, offered):
    triage("completion", "bash", "--install")
    number = len(line.split()) - 1
    done = in_shell(
        "bash",
        f". ~/.bashrc; COMP_WORDS=({line}); COMP_CWORD={number}; _triage_completion triage; "
        'echo "${COMPREPLY[*]}"',
        home,
    )

    assert (done.stdout, done.stderr) == (f"{offered}\n", "")


@pytest.mark.parametrize("shell", SHELLS)
def test_the_shell_can_read_what_is_installed(triage, home, shell):
    triage("completion", shell, "--install")
    (file,) = (p for p in home.rglob("*") if p.stem in ("completion", "triage") and p.is_file())
    done = in_shell(shell, f". '{file}'" if shell == "bash" else f"{shell} -n '{file}'", home)

    assert (done.returncode, done.stderr) == (0, "")
