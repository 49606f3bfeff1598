"""``triage diff --git``: what trees were at a revision, beside what they are."""

from __future__ import annotations

import os
import subprocess

import pytest

from tests.cli.regressions import names_in

ANKLE = "ankle/tree.yaml"
HEAD = """\
triage: 1
id: dangers
title: Dangers
version: 0.1.0
status: draft
review_by: 2027-11-20
"""

pytestmark = pytest.mark.usefixtures("here")


@pytest.fixture
def repository(here):
    """Make the folder a git repository whose one commit holds the ankle."""
    git("init", "-q")
    git("add", "ankle")
    git("commit", "-q", "-m", "Add the ankle")
    return here


def git(*arguments):
    who = ["-c", "user.name=Me", "-c", "user.email=me@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


@pytest.mark.usefixtures("repository", "milder")
def test_a_tree_is_compared_with_what_it_was(triage):
    done = triage("diff", "--git", "HEAD", ANKLE)

    assert done.exit_code == 3
    assert "physio (physio) → home (self_care)" in done.stdout


@pytest.mark.usefixtures("repository")
def test_modules_are_those_of_the_revision_too(triage, here, edit):
    tree = (here / ANKLE).read_text("utf-8")
    fact = tree[tree.index("  cannot_stand:") : tree.index("  pain:")]
    module = here / "dangers" / "tree.yaml"
    module.parent.mkdir()
    module.write_text(f"{HEAD}facts:\n{fact}", encoding="utf-8")
    edit("tree.yaml", fact, "")
    edit("tree.yaml", "facts:\n", "include:\n  dangers: {}\nfacts:\n")
    git("add", ".")
    git("commit", "-q", "-m", "Use a module")
    strict = "demands: {yes: same_day_urgent, not sure: same_day_urgent}"
    module.write_text(module.read_text("utf-8").replace(strict, "demands: {yes: physio}"), "utf-8")

    done = triage("diff", "--git", "HEAD", ANKLE)

    assert done.stderr == ""
    assert names_in(done.stdout) == [
        "weaker-demand/cannot_stand/yes/physio",
        "weaker-demand/cannot_stand/not-sure/nothing",
    ]


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("linked", ["folder", "file"])
def test_a_module_behind_a_link_is_that_of_the_revision_too(triage, here, edit, linked):
    tree = (here / ANKLE).read_text("utf-8")
    fact = tree[tree.index("  cannot_stand:") : tree.index("  pain:")]
    module = here / "shared" / "dangers" / "tree.yaml"
    module.parent.mkdir(parents=True)
    module.write_text(f"{HEAD}facts:\n{fact}", encoding="utf-8")
    if linked == "folder":
        (here / "dangers").symlink_to("shared/dangers")
    else:
        (here / "dangers").mkdir()
        (here / "dangers" / "tree.yaml").symlink_to("../shared/dangers/tree.yaml")
    edit("tree.yaml", fact, "")
    edit("tree.yaml", "facts:\n", "include:\n  dangers: {}\nfacts:\n")
    git("add", ".")
    git("commit", "-q", "-m", "Use a module behind a link")
    strict = "demands: {yes: same_day_urgent, not sure: same_day_urgent}"
    module.write_text(module.read_text("utf-8").replace(strict, "demands: {yes: physio}"), "utf-8")

    done = triage("diff", "--git", "HEAD", ANKLE)

    assert done.stderr == ""
    assert "weaker-demand/cannot_stand/yes/physio" in names_in(done.stdout)


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("target", ["../outside", "/etc", "."])
def test_a_link_out_of_the_repository_is_not_followed(triage, here, target):
    (here / "dangers").symlink_to(target)
    git("add", ".")
    git("commit", "-q", "-m", "Link to somewhere else")

    assert triage("diff", "--git", "HEAD", ANKLE).exit_code == 0


@pytest.mark.usefixtures("repository")
def test_trees_of_a_folder_that_are_new_or_gone_are_told(triage, here):
    tree = (here / ANKLE).read_text("utf-8")
    (here / "ankle" / "tree.yaml").unlink()
    (here / "wrist").mkdir()
    (here / "wrist" / "tree.yaml").write_text(tree.replace("id: ankle", "id: wrist"), "utf-8")

    done = triage("diff", "--git", "HEAD", ".")

    assert (done.exit_code, done.stdout) == (
        0,
        "ankle: gone, so nobody is asked by it any more\nwrist: new\n",
    )


@pytest.fixture
def moved(repository):
    """Give the folder of the ankle another name, and edit it there."""
    git("mv", "ankle", "joint")
    file = repository / "joint" / "tree.yaml"
    text = file.read_text("utf-8").replace("id: ankle", "id: joint")
    file.write_text(text.replace("[over 5, not sure]", "[over 7, not sure]"), encoding="utf-8")


@pytest.mark.usefixtures("moved")
@pytest.mark.parametrize("trees", ["joint/tree.yaml", "."])
def test_a_tree_that_git_moved_is_compared_with_what_it_was(triage, trees):
    done = triage("diff", "--git", "HEAD", trees)

    assert done.exit_code == 3
    assert done.stdout.startswith("joint 0.1.0: 1 group of people is sent somewhere less urgent; ")
    assert ": gone, so nobody" not in done.stdout


@pytest.mark.usefixtures("repository")
def test_a_tree_that_git_moved_to_another_folder_takes_its_module_along(triage, here, edit):
    tree = (here / ANKLE).read_text("utf-8")
    fact = tree[tree.index("  cannot_stand:") : tree.index("  pain:")]
    (here / "dangers").mkdir()
    (here / "dangers" / "tree.yaml").write_text(f"{HEAD}facts:\n{fact}", encoding="utf-8")
    edit("tree.yaml", fact, "")
    edit("tree.yaml", "facts:\n", "include:\n  dangers: {}\nfacts:\n")
    git("add", ".")
    git("commit", "-q", "-m", "Use a module")
    (here / "legs").mkdir()
    git("mv", "ankle", "dangers", "legs")

    one, all_there = (triage("diff", "--git", "HEAD", name) for name in ("legs/ankle", "legs"))

    assert (one.exit_code, one.stdout) == (0, "ankle 0.1.0: nothing changed\n")
    assert all_there.stdout == one.stdout


@pytest.mark.usefixtures("repository")
def test_a_fault_in_the_old_version_is_named_with_its_revision(triage, edit):
    edit("tree.yaml", "go: today", "go: tomorrow")
    git("commit", "-q", "-a", "-m", "Break it")
    edit("tree.yaml", "go: tomorrow", "go: today")

    done = triage("diff", "--git", "HEAD", ANKLE)

    assert done.exit_code == 1
    assert "HEAD:ankle/tree.yaml:" in done.stderr


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("revision", ["nowhere", "--output=x", ""])
def test_a_revision_that_is_not_there_is_refused(triage, revision):
    done = triage("diff", f"--git={revision}", ANKLE)

    assert done.exit_code == 1
    assert f"found no revision `{revision}`" in done.stderr


@pytest.mark.usefixtures("repository")
def test_a_file_that_was_not_there_is_refused(triage, here):
    (here / "new").mkdir()
    text = (here / ANKLE).read_text("utf-8").replace("id: ankle", "id: new")
    (here / "new" / "tree.yaml").write_text(text, encoding="utf-8")

    done = triage("diff", "--git", "HEAD", "new/tree.yaml")

    assert done.exit_code == 1
    assert "found no file `HEAD:new/tree.yaml`" in done.stderr


def test_a_folder_that_is_in_no_repository_is_refused(triage, here, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(here.parent))

    done = triage("diff", "--git", "HEAD", ANKLE)

    assert done.exit_code == 1
    assert "found no git repository around" in done.stderr


def test_a_computer_without_git_is_told_what_to_do(triage, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    done = triage("diff", "--git", "HEAD", ANKLE)

    assert done.exit_code == 1
    assert "install git, or compare two files" in done.stderr


@pytest.mark.usefixtures("repository")
def test_a_folder_without_a_tree_is_refused(triage, here):
    os.makedirs(here / "empty")

    done = triage("diff", "--git", "HEAD", "empty")

    assert done.exit_code == 1
    assert "found no tree in the folder" in done.stderr
