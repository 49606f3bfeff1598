"""A clinic's tree that includes what comes with triage, before every command that reads trees."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.sampled import sampled, slow
from triage import load
from triage.tree_files.shipped import shipped

OURS = "our-calf"
YES = '{"droopy_face_weak_arm_or_speech": true}'


@pytest.fixture(autouse=True)
def clinic(triage, tmp_path, monkeypatch):
    """Stand in a folder of a clinic, with one tree that includes two shipped ones."""
    monkeypatch.chdir(tmp_path)
    assert triage("new", OURS, "--from", "calf-soreness").exit_code == 0
    return tmp_path


def edit(old, new):
    file = Path(OURS, "tree.yaml")
    before = file.read_text("utf-8")
    assert old in before
    file.write_text(before.replace(old, new), encoding="utf-8")


COMMANDS = {
    "assess": ["assess", OURS, "--answers", "-"],
    "draw": ["draw", OURS, "-o", "x.txt"],
    "export": ["export", OURS, "--to", "fhir"],
    "print": ["print", OURS, "-o", "x.pdf"],
    "show": ["show", OURS],
    "who": ["who", OURS, "emergency-body"],
}


@pytest.mark.parametrize("command", sampled(COMMANDS, "assess", "who"))
def test_every_command_takes_a_tree_that_includes_shipped_ones(triage, command):
    words = COMMANDS[command]
    if words[0] == "print":
        pytest.importorskip("typst", reason="needs the extra `print`")
    done = triage(*words, given=YES)

    assert (done.exit_code, done.stderr) == (0, "")


@slow
def test_diff_says_what_an_edit_of_ones_own_steps_does_to_the_patients_of_a_module(triage):
    git("init", "-q")
    git("add", OURS)
    git("commit", "-q", "-m", "Begin")
    edit("clear: injury-or-pain", "clear: pattern")
    done = triage("diff", "--git", "HEAD", OURS)

    assert done.exit_code == 3
    assert "LESS URGENT" in done.stdout


def git(*arguments):
    who = ["-c", "user.name=Me", "-c", "user.email=me@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


def test_another_version_is_refused_by_each_command_with_both_versions(triage):
    has = load("lower-leg-red-flags").version
    edit(f"version: {has}\n    exits:", "version: 9.0.0\n    exits:")
    for words in (["check"], ["test"], ["prove"], ["draw", "-o", "x.txt"], ["diff", OURS]):
        done = triage(words[0], OURS, *words[1:])

        assert done.exit_code in (1, 3)
        assert f"`lower-leg-red-flags` {has} in <triage>/trees/" in done.output
        assert "expected 9.0.0" in done.output
    assert not Path("x.txt").exists()


def test_a_signed_tree_is_refused_when_its_module_is_another(triage, clinic):
    signed = "status: reviewed\nreviewed:\n  by: A. Physio\n  role: physio\n  on: 2026-01-02\n"
    edit("status: draft\n", signed + f'  digest: "{load(Path(OURS)).digest}"\n')
    assert load(Path(OURS)).status == "reviewed"

    for name in ("lower-leg-red-flags", "lower-leg-facts", "lower-leg-self-care"):
        path = clinic / name / "tree.yaml"
        path.parent.mkdir()
        path.write_text((shipped() / name / "tree.yaml").read_text("utf-8"), encoding="utf-8")
    assert load(Path(OURS)).status == "reviewed"  # copies that say the same are the same

    signs = clinic / "lower-leg-red-flags" / "tree.yaml"
    text = signs.read_text("utf-8")
    assert "Stop all exercise. " in text
    signs.write_text(text.replace("Stop all exercise. ", ""), encoding="utf-8")
    done = triage("check", OURS)
    assert (done.exit_code, "edited-since-review" in done.stdout) == (3, True)


def test_trees_in_hidden_folders_are_not_looked_at(triage, clinic):
    hidden = clinic / ".venv" / "trees" / "broken"
    hidden.mkdir(parents=True)
    (hidden / "tree.yaml").write_text("start: x\nno tree\n", encoding="utf-8")

    assert triage("check", ".").stdout == "1 file: 0 errors, 0 warnings\n"
    assert triage("test", ".").exit_code == 0
