"""Saved answers are offered for the tree that they were given to, and for no other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ask.conftest import Told
from tests.ask.looking import files_in
from triage.ask import words
from triage.ask.slots import key_of

Ask = Callable[..., Told]

HALF = "1\n0\ny\nn\n"
REST = "36,8\n12\n1\n2\n\n"
CALF = "1\n0\n0\n0\n1\n"  # some questions of a tree that comes with triage


@pytest.fixture
def copy(path: str, tmp_path: Path) -> str:
    """Return another author's tree with the same id."""
    other = tmp_path / "elsewhere" / "sore-leg.yaml"
    other.parent.mkdir()
    other.write_text(Path(path).read_text())
    return str(other)


def test_answers_to_another_authors_tree_of_the_same_id_are_not_offered(
    ask: Ask, copy: str, state: Path
) -> None:
    ask(HALF)

    assert "Go on from there?" not in ask(HALF, copy).text
    assert len(files_in(state)) == 2
    assert "Go on from there?" in ask("", copy).text
    assert "Go on from there?" in ask("").text


def test_a_tree_is_the_same_however_its_path_is_written(
    ask: Ask, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(HALF)
    monkeypatch.chdir(Path(path).parent)

    assert "Go on from there?" in ask("", "./sore-leg.yaml").text


def test_answers_that_an_early_version_saved_are_offered_for_a_tree_that_comes_with_triage(
    ask: Ask, state: Path
) -> None:
    ask(CALF, "calf-soreness")

    assert files_in(state) == ["calf-soreness.json"]  # as the early version named it
    assert "Go on from there?" in ask("", "calf-soreness").text


def test_answers_that_an_early_version_saved_for_another_tree_open_when_they_are_named(
    ask: Ask, state: Path, saved: Path
) -> None:
    ask(HALF)
    early = saved.rename(state / "sore-leg.json")

    assert "Go on from there?" not in ask("").text
    assert ask("1\n" + REST, resume=str(early)).code == 0
    assert files_in(state) == []


def test_forget_finds_all_files_of_a_tree_and_of_no_other(
    ask: Ask, copy: str, state: Path, saved: Path
) -> None:
    ask(HALF)
    ask(HALF, copy)
    ask(CALF, "calf-soreness")
    kept = saved.rename(state / f"{key_of('sore-leg', Path(copy))}.2.json")
    ask(HALF)
    (state / "sore-leg.json").write_text("{}")
    told = ask("", copy, forget=True)

    assert kept.name in told.text.replace("\n", "").replace(" ", "")
    assert files_in(state) == ["calf-soreness.json", saved.name]
    ask("", "calf-soreness", forget=True)
    assert files_in(state) == [saved.name]


def test_forget_of_a_foreign_tree_leaves_the_answers_to_ours_of_that_name(
    ask: Ask, state: Path, tmp_path: Path
) -> None:
    ask(CALF, "calf-soreness")
    foreign = tmp_path / "calf-soreness" / "tree.yaml"

    assert words.NOTHING_SAVED in ask("", str(foreign), forget=True).text
    assert files_in(state) == ["calf-soreness.json"]


def test_a_slot_that_is_not_the_usual_one_is_named_in_the_commands(
    ask: Ask, path: str, saved: Path
) -> None:
    ask(HALF)
    second = saved.rename(saved.with_suffix(".2.json"))
    told = ask("1\nq\n", resume=str(second))

    assert f"triage ask {path} --resume {second}\n" in told.text
    assert f"triage ask {path} --resume {second} --forget\n" in told.text
    assert "Deleted:" in ask("", resume=str(second), forget=True).text
    assert files_in(saved.parent) == []
