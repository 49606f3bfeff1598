"""Answers are on disk as they are given, and nowhere else; or nothing is, if one likes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.conftest import Told
from tests.terminal.looking import answers_in, files_in, flat
from triage.phrasing import terminal_words
from triage.terminal import storage
from triage.terminal.plain import PlainFront

Ask = Callable[..., Told]

HALF = "1\n0\ny\nn\n"
REST = "36,8\n12\n1\n2\n\n"
CALF = "1\n0\n0\n0\n1\n"  # some questions of a tree that comes with triage


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

    def save(data: Any, path: Path) -> None:
        written.append(path)
        whole(data, path)

    monkeypatch.setattr(storage, "save", save)
    ask("1\n0\n?\n\nw\n\nzzz\ny\n")

    assert written == [saved, saved]  # for two answers


def test_what_was_taken_back_is_kept_and_offered_when_one_goes_on(ask: Ask, saved: Path) -> None:
    ask(HALF + "b\nb\n")
    told = ask("1\nn\n")

    assert answers_in(saved) == {
        **dict.fromkeys(("breathless", "cold_foot", "deformed"), False),
        "hurts_now": False,
    }
    assert f"1  yes ({terminal_words.BEFORE})" in told.text.split("Does it hurt now?")[1]


def test_going_back_to_the_beginning_keeps_what_was_said(ask: Ask, saved: Path) -> None:
    assert terminal_words.SAVED in flat(ask("1\n1u\n0\nb\nq\n"))
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
        assert "1  running hills (yes)" in told.text.split(terminal_words.REFINE_HEADING)[-1], move


def test_a_finished_session_leaves_nothing(ask: Ask, state: Path) -> None:
    told = ask(HALF + REST)

    assert told.code == 0
    assert files_in(state) == []
    assert terminal_words.SAVED_DELETED not in told.text


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
    assert max(len(terminal_words.KEPT_AS_GIVEN), len(terminal_words.NOTHING_KEPT)) <= 80
    assert terminal_words.KEPT_AS_GIVEN in flat(ask(""))
    ask(HALF + "q\n")
    assert terminal_words.KEPT_AS_GIVEN in flat(ask(""))


def test_the_first_page_says_where_they_go_in_the_end(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "own.json"

    told = "".join(ask("", save=str(file)).text.split())  # a long path is broken between lines

    assert "".join(terminal_words.KEPT_AND_SAVED.format(path=file).split()) in told
    ask(HALF + REST, save=str(file))
    assert terminal_words.KEPT_AS_GIVEN in flat(ask("", review=str(file)))


# --- refused


@pytest.mark.parametrize("typed", ["", "1\n", HALF, HALF + "q\n", HALF + REST[:-1] + "k\n\n"])
def test_without_saving_nothing_is_ever_written(ask: Ask, tmp_path: Path, typed: str) -> None:
    told = ask(typed, no_save=True)

    assert [file for file in tmp_path.rglob("*") if file.name != "state"] == []
    assert terminal_words.NOTHING_KEPT in flat(told)
    assert terminal_words.SAVED not in flat(told)
    assert terminal_words.KEY_QUIT not in told.text
    assert terminal_words.KEY_KEEP not in told.text


def test_without_saving_the_last_words_say_so(ask: Ask) -> None:
    assert terminal_words.NOT_SAVED_AS_ASKED in ask(HALF + "q\n", no_save=True).text


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
