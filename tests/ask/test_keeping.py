"""Answers are on disk as they are given, in a file that nobody else reads, offers or overwrites."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ask.conftest import Told
from triage.ask import storage, words
from triage.ask.plain import PlainFront
from triage.ask.slots import key_of
from triage.errors import SessionError

Ask = Callable[..., Told]

HALF = "1\n0\ny\nn\n"
REST = "36,8\n12\n1\n2\n\n"
CALF = "1\n0\n0\n0\n1\n"  # some questions of a tree that comes with triage


def flat(told: Told) -> str:
    return " ".join(told.text.split())


def files_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir()) if folder.exists() else []


def answers_in(file: Path) -> dict[str, object]:
    entries = json.loads(file.read_text())["answers"]
    return {fact: value for entry in entries for fact, value in entry["answers"].items()}


@pytest.fixture
def on_disk(saved: Path, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return what is on disk each time that a page is shown and a line is waited for."""
    seen: list[object] = []
    whole = PlainFront._line

    def line(front: PlainFront) -> str:
        seen.append(answers_in(saved) if saved.exists() else None)
        return whole(front)

    monkeypatch.setattr(PlainFront, "_line", line)
    return seen


# --- each reply


def test_each_answer_is_on_disk_before_the_next_page_is_shown(
    ask: Ask, on_disk: list[object]
) -> None:
    ask("1\n0\ny\nn\n36,8\n")
    signs = {"breathless": False, "cold_foot": False, "deformed": False}

    assert on_disk == [
        None,
        None,
        signs,
        {**signs, "hurts_now": True},
        {**signs, "hurts_now": True, "limping": False},
        {**signs, "hurts_now": True, "limping": False, "temperature": 36.8},
    ]


def test_each_tick_of_a_checklist_is_on_disk_too_and_gone_when_it_is_taken_away(
    ask: Ask, on_disk: list[object], state: Path
) -> None:
    ask("1\n1u\n2u\n-1\n-2\nq\n")

    assert on_disk[2:] == [
        {"breathless": "not sure"},
        {"breathless": "not sure", "cold_foot": "not sure"},
        {"cold_foot": "not sure"},
        None,
    ]
    assert files_in(state) == []


def test_a_page_that_answers_nothing_writes_nothing(
    ask: Ask, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []
    whole = storage.save
    monkeypatch.setattr(
        storage, "save", lambda data, path: (written.append(path), whole(data, path))
    )
    ask("1\n0\n?\n\nw\n\nzzz\ny\n")

    assert written == [saved, saved]  # for two answers


def test_what_was_taken_back_is_kept_and_offered_when_one_goes_on(ask: Ask, saved: Path) -> None:
    ask(HALF + "b\nb\n")
    told = ask("1\nn\n")

    assert answers_in(saved) == {
        **dict.fromkeys(("breathless", "cold_foot", "deformed"), False),
        "hurts_now": False,
    }
    assert f"1  yes ({words.BEFORE})" in told.text.split("Does it hurt now?")[1]


def test_going_back_to_the_beginning_keeps_what_was_said(ask: Ask, saved: Path) -> None:
    assert words.SAVED in flat(ask("1\n1u\n0\nb\nq\n"))
    told = ask("1\n")

    assert answers_in(saved) == {"breathless": "not sure"}
    assert "1  foot cold, pale or blue" in told.text


def test_a_mark_that_was_taken_away_does_not_come_back(ask: Ask) -> None:
    told = ask("1\n1u2u\n1u 2u 0\nb\n-1\n2\nb\n")
    last = told.text.split("Question 1")[-1]

    assert "1  short of breath\n" in last
    assert "2  foot cold, pale or blue (yes)" in last


def test_marks_on_a_checklist_are_kept_when_one_goes_back_or_skips(ask: Ask) -> None:
    refining = "1\n0\ny\nn\n36,8\n12\n1\n1\n"
    for move in ("s\nb\n", "b\n1\n1\n"):
        told = ask(refining + "1\n" + move)
        assert "1  running hills (yes)" in told.text.split(words.REFINE_HEADING)[-1], move


def test_a_finished_session_leaves_nothing(ask: Ask, state: Path) -> None:
    told = ask(HALF + REST)

    assert told.code == 0
    assert files_in(state) == []
    assert words.SAVED_DELETED not in told.text


def test_while_a_result_is_read_the_answers_are_still_there(
    ask: Ask, on_disk: list[object]
) -> None:
    ask("1\n1\n\n")

    assert on_disk[-1] == {"breathless": True}


def test_starting_again_leaves_the_earlier_answers_until_the_first_new_one(
    ask: Ask, on_disk: list[object]
) -> None:
    ask(HALF + "q\n")
    earlier = on_disk[-1]
    del on_disk[:]
    ask("2\n1\n0\n")

    assert on_disk[:3] == [earlier, earlier, earlier]
    assert on_disk[3] == {"breathless": False, "cold_foot": False, "deformed": False}


# --- the first page


def test_the_first_page_says_that_answers_are_kept(ask: Ask) -> None:
    assert words.KEPT_AS_GIVEN in flat(ask(""))
    ask(HALF + "q\n")
    assert words.KEPT_AS_GIVEN in flat(ask(""))


def test_the_first_page_says_where_they_go_in_the_end(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "own.json"

    assert words.KEPT_AND_SAVED.format(path=file) in flat(ask("", save=str(file)))
    ask(HALF + REST, save=str(file))
    assert words.KEPT_AS_GIVEN in flat(ask("", review=str(file)))


# --- refused


@pytest.mark.parametrize("typed", ["", "1\n", HALF, HALF + "q\n", HALF + REST[:-1] + "k\n\n"])
def test_without_saving_nothing_is_ever_written(ask: Ask, tmp_path: Path, typed: str) -> None:
    told = ask(typed, no_save=True)

    assert [file for file in tmp_path.rglob("*") if file.name != "state"] == []
    assert words.NOTHING_KEPT in flat(told)
    assert words.SAVED not in flat(told)
    assert words.KEY_QUIT not in told.text
    assert words.KEY_KEEP not in told.text


def test_without_saving_the_last_words_say_so(ask: Ask) -> None:
    assert words.NOT_SAVED_AS_ASKED in ask(HALF + "q\n", no_save=True).text


def test_without_saving_what_is_saved_already_stays_as_it_is(
    ask: Ask, tmp_path: Path, saved: Path
) -> None:
    own = tmp_path / "own.json"
    ask(HALF, save=str(own))
    ask(HALF)
    before = own.read_bytes(), saved.read_bytes()

    assert "Go on from there?" not in ask(HALF + REST, no_save=True).text
    assert ask("1\n" + REST, no_save=True, resume=str(own)).code == 0
    assert (own.read_bytes(), saved.read_bytes()) == before


def test_without_saving_one_can_go_on_from_a_file_of_triages_own(ask: Ask, saved: Path) -> None:
    ask(HALF)
    before = saved.read_bytes()

    assert ask("1\n" + REST, no_save=True, resume=str(saved)).code == 0
    assert saved.read_bytes() == before
    assert files_in(saved.parent) == [saved.name]


# --- the folder


def test_a_folder_that_others_can_look_into_is_closed(ask: Ask, state: Path, saved: Path) -> None:
    state.mkdir(parents=True)
    state.chmod(0o777)
    ask(HALF)

    assert state.stat().st_mode & 0o777 == 0o700
    assert saved.stat().st_mode & 0o777 == 0o600


# --- whose answers they are


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


# --- a file that the person names


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
    monkeypatch.setattr(
        PlainFront, "_line", lambda front: (seen.append(own.read_bytes()), whole(front))[1]
    )
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


# --- the last words


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
