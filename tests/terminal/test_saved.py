"""Stopping, going on later, and deleting."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.terminal.conftest import Told
from triage.cli import conversations
from triage.engine.saved import resume, start
from triage.errors import SessionError, TriageError, UnknownTree
from triage.model.tree import Tree
from triage.phrasing import terminal_words
from triage.terminal import storage

Ask = Callable[..., Told]

HALF = "1\n0\ny\nn\n"
REST = "36,8\n12\n1\n2\n\n"


def files_in(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.exists() else []


def _saved_days_ago(saved: Path, days: int) -> None:
    """Make a saved session as old as if it had been saved some days ago."""
    day = date.today() - timedelta(days=days)
    data = json.loads(saved.read_text())
    for entry in data["answers"]:
        entry["on"] = day.isoformat()
    saved.write_text(json.dumps(data))


def test_stopping_saves_privately_and_says_how_to_go_on_and_how_to_delete(
    ask: Ask, saved: Path, path: str
) -> None:
    told = ask(HALF + "q\n")

    assert told.code == 4
    assert terminal_words.STOPPED in told.text
    assert f"\n  {saved}\n" in told.text
    assert f"\n  triage ask {path}\n" in told.text
    assert f"\n  triage ask {path} --forget\n" in told.text
    assert saved.stat().st_mode & 0o777 == 0o600


def test_the_end_of_the_input_saves_as_well(ask: Ask, saved: Path) -> None:
    assert ask(HALF).code == 4
    assert saved.exists()


def test_an_unfinished_last_line_is_no_answer(ask: Ask) -> None:
    told = ask("1\n1")

    assert told.code == 4
    assert "Call an ambulance" not in told.text


def test_stopping_before_any_answer_saves_nothing(ask: Ask, state: Path) -> None:
    for typed in ("", "q\n", "1\n", "1\nq\n"):
        told = ask(typed)

        assert told.code == 4
        assert terminal_words.NOTHING_TO_SAVE in told.text
        assert not files_in(state)


def test_stopping_tells_what_is_already_demanded(ask: Ask) -> None:
    told = ask("1\n1u\nq\n")

    last = " ".join(told.text.split(terminal_words.YOUR_ANSWER)[-1].split())
    assert last.startswith("From what you have told so far: get medical help today. Contact NHS")
    assert "Call 999 now." not in last


def test_stopping_before_anything_is_demanded_gives_no_all_clear(ask: Ask) -> None:
    assert terminal_words.NOT_ALL_CLEAR in ask("1\n0\nq\n").text


def test_stopping_after_a_lesser_demand_tells_it_too(ask: Ask) -> None:
    tree = str(Path(__file__).parent / "trees" / "lesser.yaml")

    assert "From what you have told so far: see a physio." in ask("1\ny\nq\n", tree).text


@pytest.mark.parametrize(
    ("called", "found", "program"),
    [
        ("/usr/bin/triage", "/usr/bin/triage", "triage"),
        (".venv/bin/triage", None, ".venv/bin/triage"),
        ("my env/triage.exe", None, "'my env/triage.exe'"),
        ("/lib/triage/__main__.py", "/usr/bin/triage", "python -m triage"),
        ("-c", None, "python -m triage"),
    ],
)
def test_the_command_to_go_on_is_the_one_that_was_used(
    monkeypatch: pytest.MonkeyPatch, called: str, found: str | None, program: str
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: found)

    assert conversations._program(called) == program


def test_marks_that_were_not_finished_are_saved_too(ask: Ask, saved: Path, tree: Tree) -> None:
    ask("1\n1u\nq\n")

    assert resume(tree, storage.read(saved)).session.answers == {"breathless": "not sure"}


def test_going_on_leads_to_the_same_result_as_not_stopping(ask: Ask, saved: Path) -> None:
    straight = ask(HALF + REST).text
    ask(HALF + "q\n")
    resumed = ask("1\n" + REST)

    assert resumed.code == 0
    assert "Question 4" in resumed.text
    assert terminal_words.ASKED_AFRESH not in flat(resumed)
    assert terminal_words.SAVED_DELETED in resumed.text
    assert not saved.exists()
    told = straight.split("Look after it yourself.")[-1]
    deleted = f"\n\n{terminal_words.SAVED_DELETED}"
    assert resumed.text.split("Look after it yourself.")[-1].replace(deleted, "") == told


def test_starting_again_asks_from_the_first_question(ask: Ask, saved: Path) -> None:
    ask(HALF + "q\n")
    told = ask("2\n" + HALF + REST)

    assert "Question 1" in told.text
    assert told.code == 0
    assert not saved.exists()


def test_stopping_at_the_offer_leaves_the_saved_answers(ask: Ask, saved: Path) -> None:
    ask(HALF + "q\n")
    told = ask("")

    assert saved.exists()
    assert told.code == 4


def flat(told: Told) -> str:
    """Return what was told as one line."""
    return " ".join(told.text.split())


def test_danger_signs_of_an_earlier_day_are_asked_afresh(ask: Ask, saved: Path) -> None:
    ask(HALF + "q\n")
    _saved_days_ago(saved, 1)
    told = ask("1\n0\nn\n" + REST)

    assert terminal_words.ASKED_AFRESH in flat(told)
    assert "Do you have any of these now?" in told.text
    assert "Does it hurt now?" not in told.text
    assert told.code == 0


def test_the_region_and_the_person_are_remembered(ask: Ask) -> None:
    ask("2\n0\nq\n", region="us")
    told = ask("1\n", region=None)

    assert "r numbers: United States" in told.text
    assert "Call 911" in told.text


def test_the_region_and_the_person_can_be_named_anew(ask: Ask) -> None:
    ask("1\n0\ny\nq\n", region="us")
    told = ask("r\ngb\n1\n", region=None, for_other=True)

    assert "Do they limp?" in told.text
    assert told.text.rstrip().endswith("Emergency? Call 999.")


def test_answers_of_a_changed_tree_are_kept_where_they_fit(
    ask: Ask, tmp_path: Path, path: str
) -> None:
    tree = tmp_path / "changed.yaml"
    tree.write_text(Path(path).read_text())
    ask(HALF + "q\n", str(tree))
    tree.write_text(Path(path).read_text().replace("label: limping", "label: walking badly"))
    told = ask("1\n", str(tree))

    assert terminal_words.OTHER_VERSION in flat(told)
    assert "What is your temperature?" in told.text


def test_answers_that_no_longer_fit_are_named(ask: Ask, tmp_path: Path, path: str) -> None:
    tree = tmp_path / "changed.yaml"
    tree.write_text(Path(path).read_text())
    ask("1\n0\ny\nn\n36,8\n12\nq\n", str(tree))
    tree.write_text(Path(path).read_text().replace("range: 34 to 43", "range: 37 to 43"))
    told = ask("1\n", str(tree))

    assert terminal_words.NO_LONGER_FIT.format(labels="temperature") in told.text
    assert "What is your temperature?" in told.text


@pytest.mark.parametrize("content", ["{", "[]", '{"triage_session": 1}', "\x00"])
def test_a_damaged_file_is_told_and_never_lost(ask: Ask, saved: Path, content: str) -> None:
    saved.parent.mkdir(parents=True)
    saved.write_text(content)
    told = ask(HALF + "q\n")

    assert terminal_words.DAMAGED in flat(told)
    assert saved.with_suffix(".damaged.json").read_text() == content
    assert ask("1\n" + REST).code == 0


def test_damaged_files_never_take_each_others_place(ask: Ask, saved: Path) -> None:
    saved.parent.mkdir(parents=True)
    for content in ("{1", "{2", "{3"):
        saved.write_text(content)
        ask(HALF + REST)

    names = {f"{saved.stem}.damaged{n}.json": f"{{{n.strip('.') or 1}" for n in ("", ".2", ".3")}
    assert {file.name: file.read_text() for file in files_in(saved.parent)} == names


def test_answers_can_be_saved_in_a_file_of_ones_own(ask: Ask, tmp_path: Path, path: str) -> None:
    own = tmp_path / "my answers.json"
    told = ask(HALF + "q\n", save=str(own))

    assert f"triage ask {path} --resume '{own}'" in told.text
    assert f"triage ask {path} --resume '{own}' --forget" in told.text
    assert ask("1\n" + REST, resume=str(own)).code == 0
    assert not own.exists()


def test_a_file_that_is_named_must_be_there_and_whole(ask: Ask, tmp_path: Path) -> None:
    with pytest.raises(SessionError, match="cannot read saved answers"):
        ask("", resume=str(tmp_path / "none.json"))

    (tmp_path / "bad.json").write_text("{}")
    with pytest.raises(SessionError):
        ask("", resume=str(tmp_path / "bad.json"))


def test_what_cannot_be_saved_is_said(ask: Ask, state: Path) -> None:
    state.parent.mkdir(parents=True, exist_ok=True)
    state.write_text("a file where the folder should be")
    told = ask(HALF + "q\n")

    assert flat(told).count(terminal_words.CANNOT_KEEP.split("{")[0]) == 1  # on the first page
    assert "Your answers could not be saved" in told.text
    assert told.code == 4


def test_without_a_home_the_answers_cannot_be_saved(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda _: "~")

    assert terminal_words.NO_HOME in ask(HALF + "q\n").text.replace("\n", " ")


def test_a_saved_file_that_cannot_be_deleted_at_the_end_is_told(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(HALF + "q\n")

    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", fail)

    assert "are still there" in ask("1\n" + REST).text


def test_forget_deletes_the_answers_of_the_tree_and_says_so(ask: Ask, saved: Path) -> None:
    ask(HALF + "q\n")
    told = ask("", forget=True)

    assert told.code == 0
    assert "Deleted:" in told.text
    assert not saved.exists()
    assert terminal_words.NOTHING_SAVED in ask("", forget=True).text


def test_forget_deletes_a_file_that_is_named_if_it_holds_answers(ask: Ask, tmp_path: Path) -> None:
    own, other = tmp_path / "own.json", tmp_path / "other.json"
    ask(HALF + "q\n", save=str(own))
    other.write_text("{}")

    assert "Deleted:" in ask("", resume=str(own), forget=True).text
    assert not own.exists()
    with pytest.raises(SessionError, match="not a file of saved answers"):
        ask("", resume=str(other), forget=True)
    assert other.exists()


def test_forget_without_a_tree_deletes_everything(ask: Ask, tree: Tree, state: Path) -> None:
    for name in ("sore-leg", "other"):
        storage.save(start(tree).to_json(), state / f"{name}.json")
    ask("", tree="", forget=True)

    assert list(state.iterdir()) == []


@pytest.mark.parametrize("name", ["gone", "gone.yaml", "/else/where/gone/tree.yaml"])
def test_forget_works_for_a_tree_that_can_no_longer_be_loaded(
    ask: Ask, state: Path, name: str
) -> None:
    storage.save({}, state / "gone.json")
    ask("", tree=name, forget=True)

    assert list(state.iterdir()) == []


def test_an_unknown_region_or_tree_is_refused_before_anything_is_asked(ask: Ask) -> None:
    with pytest.raises(TriageError, match="found no region"):
        ask("", region="xx")
    with pytest.raises(UnknownTree):
        ask("", tree="no-such-tree")


def test_ctrl_c_saves_and_ends_as_interrupted(
    ask: Ask, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = _interrupted(ask, monkeypatch, after=4)

    assert told.code == 130
    assert terminal_words.STOPPED in told.text
    assert saved.exists()


def test_a_reader_that_goes_away_does_not_cost_the_answers(
    ask: Ask, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BrokenPipeError):
        _interrupted(ask, monkeypatch, after=4, by=BrokenPipeError)

    assert saved.exists()


def _interrupted(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, after: int, by: type = KeyboardInterrupt
) -> Told:
    """Run as if the terminal sent something else than a line, after some lines."""
    from triage.terminal.plain import PlainFront

    whole, seen = PlainFront._line, []

    def line(front: PlainFront) -> str:
        seen.append(1)
        if len(seen) > after:
            raise by
        return whole(front)

    monkeypatch.setattr(PlainFront, "_line", line)
    return ask(HALF)


def test_answers_are_written_nowhere_else(ask: Ask, tmp_path: Path, saved: Path) -> None:
    ask(HALF + "q\n")
    files = [p for p in tmp_path.rglob("*") if p.is_file()]

    assert files == [saved]
