"""``triage new``: a folder that passes everything at once, and never one that was there."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.called import body
from tests.sampled import SHIPPED
from triage import load
from triage.cli.commands import new as command
from triage.tree_files.changelog import load_changelog
from triage.tree_files.copying import copy_of
from triage.tree_files.example import example
from triage.tree_files.library import check_file
from triage.tree_files.shipped import shipped

FILES = ["cases.yaml", "changelog.yaml", "tree.yaml"]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Stand in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_files_are_written_and_the_next_three_steps_are_told(triage, folder):
    done = triage("new", "sore-knee")

    assert done.exit_code == 0
    assert sorted(path.name for path in (folder / "sore-knee").iterdir()) == FILES
    assert done.stdout == (
        "wrote sore-knee/tree.yaml, sore-knee/cases.yaml, sore-knee/changelog.yaml\n\n"
        "1. Answer its questions as a patient would: triage ask sore-knee\n"
        "2. Open sore-knee/tree.yaml in an editor, and put your own words and sources there.\n"
        "3. After each change: triage check sore-knee, triage test sore-knee, "
        "triage prove sore-knee\n"
    )


def passes_everything(triage, name, *commands):
    told = {each: triage(*each.split(), name) for each in commands}
    assert {each: done.exit_code for each, done in told.items()} == dict.fromkeys(told, 0), {
        each: done.output for each, done in told.items() if done.exit_code
    }
    assert "0 errors, 0 warnings" in told["check"].stdout


def test_a_new_tree_passes_check_test_prove_format_and_mutate_at_once(triage):
    triage("new", "knee")

    passes_everything(triage, "knee", "check", "test --coverage", "prove", "format --check")
    assert "(100.0 %) that change an urgency" in triage("mutate", "knee").stdout
    tree = load(Path("knee"))
    assert (tree.id, tree.status, tree.sources) == ("knee", "draft", {})
    assert "example" in tree.title


def test_a_new_tree_has_a_year_until_its_review_and_a_changelog_of_today(capsys):
    day = date(2028, 2, 29)
    body(command.new)(name="knee", source=None, today=day)
    tree = load(Path("knee"))
    changelog = load_changelog(Path("knee/changelog.yaml"), "changelog.yaml", tree)

    assert "wrote knee/tree.yaml" in capsys.readouterr().out
    assert tree.review_by == day + timedelta(days=365)
    assert changelog["0.1.0"].on == day


@pytest.mark.parametrize("source", SHIPPED)
def test_a_copy_of_a_shipped_tree_passes_everything_at_once(triage, source):
    done = triage("new", "our-own", "--from", source)

    assert done.exit_code == 0
    passes_everything(triage, "our-own", "check", "test", "prove", "format --check")


@pytest.mark.parametrize("source", SHIPPED)
def test_a_copy_says_what_the_original_says_under_its_own_name(triage, source):
    triage("new", "our-own", "--from", source)
    copy, original = load(Path("our-own")), load(source)

    assert (copy.id, copy.title, copy.status) == ("our-own", "Our own", "draft")
    assert (copy.version, copy.review_by) == ("0.1.0", original.review_by)
    for same in ("facts", "steps", "outcomes", "advice", "sources", "modules", "safety"):
        assert getattr(copy, same) == getattr(original, same)
    assert not set(copy.modules) & {path.parent.name for path in Path().glob("*/tree.yaml")}


def test_a_copy_names_its_origin_the_licence_and_the_version_of_what_it_includes(triage):
    triage("new", "our-own", "--from", "shin")
    text = Path("our-own/tree.yaml").read_text("utf-8")
    original = load("shin-soreness")

    assert text.startswith(
        f"# Begun as a copy of shin-soreness {original.version}, which comes with triage under the "
        "MIT licence."
    )
    version = load("lower-leg-red-flags").version
    assert f"  lower-leg-red-flags:\n    version: {version}\n    exits:" in text
    for line in (shipped() / "shin-soreness" / "tree.yaml").read_text("utf-8").splitlines():
        assert not line.startswith("#") or line in text


def test_a_sign_off_of_the_original_is_not_copied(tmp_path, monkeypatch):
    text = example("signed", date(2026, 1, 1))["tree.yaml"]
    (tmp_path / "signed").mkdir()
    path = tmp_path / "signed" / "tree.yaml"
    path.write_text(text, encoding="utf-8")
    signed = "status: reviewed\nreviewed:\n  by: A\n  role: physio\n  on: 2026-01-02\n"
    signed += f'  digest: "{load(path).digest}"\n'
    path.write_text(text.replace("status: draft\n", signed), encoding="utf-8")
    assert load(path).status == "reviewed"
    monkeypatch.setattr("triage.tree_files.shipped.shipped", lambda: tmp_path)

    copied = copy_of("signed", "own", date(2026, 1, 3))["tree.yaml"]

    assert "\nstatus: draft\nreview_by:" in copied
    assert "reviewed" not in copied


@pytest.mark.parametrize("there", ["folder", "file", "link"])
def test_what_is_there_is_left_as_it_is(triage, folder, there):
    path = folder / "knee"
    {
        "folder": path.mkdir,
        "file": lambda: path.write_text("mine"),
        "link": lambda: path.symlink_to("nowhere"),
    }[there]()
    done = triage("new", "knee")

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        "error: found `knee` here already, and left it as it is\n"
        "    help: choose another name, or move that away first\n"
    )
    assert [*folder.rglob("*")] == [path]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Knee", "did you mean `knee`?"),
        ("sore knee/", "did you mean `sore-knee`?"),
        ("../knee", "did you mean `knee`?"),
        ("3", "write it like `lower-leg-signs`"),
        ("", "write it like `lower-leg-signs`"),
        ("k" * 101, f"did you mean `{'k' * 100}`?"),
        ("null", "which is a word for an answer"),
        ("start", "choose another, as in `triage new my-start --from start`"),
        ("lower-leg-facts", "the name of a tree that comes with triage"),
    ],
)
def test_a_name_that_cannot_be_is_refused_with_what_is_expected(triage, folder, name, said):
    done = triage("new", name)

    assert done.exit_code == 2
    assert done.stderr.startswith(f"error: invalid value for `NAME`: found `{name}`, ")
    assert said in done.stderr
    assert [*folder.iterdir()] == []


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("calf-sorness", "did you mean `calf-soreness`?"),
        ("lower-leg-facts", "cannot be asked by itself"),
        ("./mine/tree.yaml", "which does not come with triage"),
    ],
)
def test_what_cannot_be_copied_is_refused_and_nothing_is_written(triage, folder, source, said):
    triage("new", "mine")
    done = triage("new", "knee", "--from", source)

    assert done.exit_code == 1
    assert said in done.stderr
    assert [path.name for path in folder.iterdir()] == ["mine"]


def test_a_withdrawn_tree_is_not_copied(triage, folder, monkeypatch):
    trees = folder / "trees"
    (trees / "old").mkdir(parents=True)
    text = example("old", date(2026, 1, 1))["tree.yaml"].replace("draft", "withdrawn")
    (trees / "old" / "tree.yaml").write_text(text, encoding="utf-8")
    for where in ("tree_files.shipped", "tree_files.library", "cli.tree_names"):
        monkeypatch.setattr(f"triage.{where}.shipped", lambda: trees)

    done = triage("new", "knee", "--from", "old")

    assert done.exit_code == 1
    assert "the tree `old` 0.1.0" in done.stderr
    assert not (folder / "knee").exists()


@given(st.from_regex(r"[a-z][a-z0-9-]{0,30}", fullmatch=True))
def test_any_name_that_a_tree_can_have_gives_a_tree_without_findings(tmp_path_factory, name):
    folder = tmp_path_factory.mktemp("trees") / name
    folder.mkdir()
    texts = example(name, date(2026, 11, 20))
    (folder / "tree.yaml").write_text(texts["tree.yaml"], encoding="utf-8")

    if name not in ("true", "false", "null"):
        assert check_file(folder / "tree.yaml", today=date(2026, 11, 20)) == ()
