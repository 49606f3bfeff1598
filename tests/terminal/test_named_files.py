"""A file that the person names is written in the end, and never anything else in its place."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.conftest import Told
from tests.terminal.looking import answers_in, flat
from triage.errors import SessionError
from triage.terminal.plain import PlainFront

Ask = Callable[..., Told]

HALF = "1\n0\ny\nn\n"
REST = "36,8\n12\n1\n2\n\n"
CALF = "1\n0\n0\n0\n1\n"  # some questions of a tree that comes with triage


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """Return a folder with all sorts of things that hold no answers."""
    folder = tmp_path / "odd"
    (folder / "a folder").mkdir(parents=True)
    os.mkfifo(folder / "a pipe")
    (folder / "a link").symlink_to("my thesis.txt")
    (folder / "a dead link").symlink_to("nowhere")
    (folder / "my thesis.txt").write_text("years of work")
    (folder / "empty").touch()
    (folder / "other.json").write_text('{"triage_session": 2}')
    return folder


ODD = ["a folder", "a pipe", "a link", "a dead link", "my thesis.txt", "empty", "other.json",
       "my thesis.txt/answers.json", "/dev/null", "/dev/full"]  # fmt: skip


def snapshot(folder: Path) -> dict[str, object]:
    return {
        file.name: (file.lstat().st_ino, file.lstat().st_mtime_ns, file.lstat().st_mode)
        for file in folder.iterdir()
    }


@pytest.mark.parametrize("option", ["save", "resume", "review"])
@pytest.mark.parametrize("name", ODD)
def test_what_holds_no_answers_is_refused_before_anything_is_asked_and_stays_as_it_is(
    ask: Ask, odd: Path, name: str, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = snapshot(odd)
    with pytest.raises(SessionError):
        ask(HALF + REST, **{option: str(odd / name)})

    assert "A sore leg" not in capsys.readouterr().out
    assert snapshot(odd) == before
    assert (odd / "my thesis.txt").read_text() == "years of work"


def test_answers_in_a_file_to_save_in_are_offered(ask: Ask, tmp_path: Path) -> None:
    own = tmp_path / "own.json"
    ask(HALF, save=str(own))
    told = ask("1\n36,8\n", save=str(own))

    assert "Go on from there?" in told.text
    assert answers_in(own)["temperature"] == 36.8


def test_answers_to_another_tree_are_not_overwritten(ask: Ask, tmp_path: Path) -> None:
    own = tmp_path / "calf.json"
    ask(CALF, "calf-soreness", save=str(own))
    before = own.read_bytes()

    for option in ("save", "resume"):
        with pytest.raises(SessionError, match="with the tree 'calf-soreness', not with"):
            ask(HALF, **{option: str(own)})
    assert own.read_bytes() == before


def test_a_file_among_those_that_triage_keeps_by_itself_is_refused(ask: Ask, state: Path) -> None:
    with pytest.raises(SessionError, match="name a file elsewhere"):
        ask(HALF, save=str(state / "mine.json"))


def test_while_it_is_asked_a_named_file_stays_as_it_is(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own.json"
    ask(HALF, save=str(own))
    before, seen = own.read_bytes(), []
    whole = PlainFront._line

    def line(front: PlainFront) -> str:
        seen.append(own.read_bytes())
        return whole(front)

    monkeypatch.setattr(PlainFront, "_line", line)
    ask("1\n36,8\n12\nq\n", resume=str(own))

    assert seen == [before] * 4
    assert answers_in(own)["days"] == 12


def test_a_named_file_that_another_session_has_written_is_left_and_nothing_is_lost(
    ask: Ask, tmp_path: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own.json"
    whole = PlainFront._line

    def line(front: PlainFront) -> str:
        if not own.exists():
            own.write_text("from another session")
        return whole(front)

    monkeypatch.setattr(PlainFront, "_line", line)
    told = ask(HALF + "q\n", save=str(own))
    (kept,) = state.iterdir()

    assert "has changed since you began" in flat(told)
    assert own.read_text() == "from another session"
    assert answers_in(kept)["limping"] is False
    assert f"--resume {kept}" in told.text


def test_a_named_file_that_was_changed_is_not_deleted_by_a_result(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own.json"
    ask(HALF, save=str(own))
    whole = PlainFront._line

    def line(front: PlainFront) -> str:
        own.write_text("from another session")
        return whole(front)

    monkeypatch.setattr(PlainFront, "_line", line)
    told = ask("1\n" + REST, resume=str(own))

    assert told.code == 0
    assert "has changed since you began" in flat(told)
    assert own.read_text() == "from another session"


def test_a_result_that_cannot_be_kept_in_the_named_file_is_kept_all_the_same(
    ask: Ask, tmp_path: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own.json"
    whole = PlainFront._line

    def line(front: PlainFront) -> str:
        own.write_text("from another session")
        return whole(front)

    monkeypatch.setattr(PlainFront, "_line", line)
    told = ask(HALF + REST, save=str(own))
    (kept,) = state.iterdir()

    assert told.code == 0
    assert "has changed since you began" in flat(told)
    assert answers_in(kept)["trend"] == "better"
