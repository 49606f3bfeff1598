"""Keeping the answers of a result, and looking again at them on a later day."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.shipped_trees import shipped_tree
from tests.terminal.conftest import Terminal, Told
from triage.cli import main
from triage.errors import SessionError, TriageError
from triage.phrasing import terminal_words
from triage.phrasing.phone_numbers import say_day

Ask = Callable[..., Told]
WELL = "1\n0\ny\nn\n36,8\n12\n1\n2\n\n"
AGAIN = "\n0\ny\n{limps}\n36,8\n12\n{trend}\n2\n\n"


def flat(told: Told) -> str:
    """Return what was told as one line."""
    return " ".join(told.text.split())


def days_ago(file: Path, days: int) -> date:
    """Make saved answers as old as if they had been given some days ago."""
    day = date.today() - timedelta(days=days)
    data = json.loads(file.read_text())
    for entry in data["answers"]:
        entry["on"] = day.isoformat()
    file.write_text(json.dumps(data))
    return day


@pytest.fixture
def kept(ask: Ask, tmp_path: Path) -> Path:
    file = tmp_path / "my leg.json"
    ask(WELL, save=str(file))
    return file


def test_a_result_is_kept_only_where_a_file_is_named(ask: Ask, state: Path, tmp_path: Path) -> None:
    assert terminal_words.KEPT_TO_LOOK_AGAIN not in ask(WELL).text
    assert list(state.iterdir()) == []

    file = tmp_path / "kept.json"
    told = ask(WELL, save=str(file))
    assert terminal_words.KEPT_TO_LOOK_AGAIN in flat(told)
    assert f"--review {file}" in told.text
    assert f"--resume {file} --forget" in told.text
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_review_says_when_it_was_and_asks_again_in_the_order_of_the_tree(
    ask: Ask, kept: Path
) -> None:
    day = days_ago(kept, 9)
    told = ask(AGAIN.format(limps="n", trend="1"), review=str(kept))

    assert f"You answered on {say_day(day)}." in flat(told)
    assert "The answers then led to: look after it yourself." in flat(told)
    assert terminal_words.REVIEW_ASKS in flat(told)
    assert "Do you have any of these now?" in told.text
    assert told.code == 0
    assert f"What has changed since {say_day(day)}" in flat(told)
    assert "as before: look after it yourself" in told.text
    assert kept.exists()


def test_a_review_says_what_is_worse(ask: Ask, kept: Path) -> None:
    told = ask("\n0\ny\ny\n2\n\n", review=str(kept))

    assert "more urgent than before: see a physio (before: look after it yourself)" in flat(told)
    assert "limping: yes (before: no)" in flat(told)


def test_the_answers_of_a_review_can_be_kept_in_the_same_file(ask: Ask, kept: Path) -> None:
    days_ago(kept, 9)
    ask(AGAIN.format(limps="n", trend="1"), review=str(kept), save=str(kept))

    assert json.loads(kept.read_text())["answers"][0]["on"] == date.today().isoformat()
    assert "as before" in ask(AGAIN.format(limps="n", trend="1"), review=str(kept)).text


def test_a_review_that_is_stopped_is_saved_elsewhere_and_leaves_the_file(
    ask: Ask, kept: Path, saved: Path
) -> None:
    before = kept.read_text()
    told = ask("\n0\nq\n", review=str(kept))

    assert told.code == 4
    assert kept.read_text() == before
    assert saved.exists()


def test_answers_that_lead_nowhere_can_be_looked_at_too(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "half.json"
    ask("1\n0\nq\n", save=str(file))
    told = ask(AGAIN.format(limps="n", trend="1"), review=str(file))

    assert terminal_words.REVIEW_LED_NOWHERE in flat(told)
    assert told.code == 0


def test_the_region_and_the_person_are_those_of_the_file(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "theirs.json"
    ask("2" + WELL[1:], region="us", save=str(file))

    assert "Do they limp?" in ask("\n0\ny\n", region=None, review=str(file)).text
    assert "Call 911" in ask("\n", region=None, review=str(file)).text
    assert "Do you limp?" in ask("\n0\ny\n", for_other=False, review=str(file)).text


def test_answers_of_a_changed_tree_that_no_longer_fit_are_named(
    ask: Ask, kept: Path, tmp_path: Path, path: str
) -> None:
    changed = tmp_path / "changed.yaml"
    changed.write_text(Path(path).read_text().replace("range: 34 to 43", "range: 37 to 43"))

    assert "no longer fit and are asked again: temperature" in flat(
        ask("\n", str(changed), review=str(kept))
    )


def test_what_lasts_is_kept_and_said(ask: Ask, kept: Path, tmp_path: Path, path: str) -> None:
    lasting = tmp_path / "lasting.yaml"
    text = Path(path).read_text().replace("label: days sore", "label: days sore\n    lasts: true")
    lasting.write_text(text)
    told = ask("\n0\ny\nn\n36,8\n1\n2\n\n", str(lasting), review=str(kept))

    assert "Kept from then, as it cannot change: days sore: 12 days." in flat(told)
    assert "For how many days" not in told.text
    assert told.code == 0


def test_the_tree_may_be_left_out_where_it_comes_with_triage(ask: Ask, tmp_path: Path) -> None:
    from triage.engine.saved import start

    tree, file = shipped_tree("calf-soreness"), tmp_path / "calf.json"
    signs = {"droopy_face_weak_arm_or_speech": True}
    file.write_text(json.dumps(start(tree, region="gb").answer(signs).to_json()))

    assert "Looking again: Sore calves in runners" in ask("\n", tree="", review=str(file)).text


@pytest.mark.parametrize("name", ["sore-leg", "../../etc", 5, None])
def test_without_a_tree_a_file_of_another_tree_is_refused(
    ask: Ask, kept: Path, name: object
) -> None:
    kept.write_text(json.dumps({**json.loads(kept.read_text()), "tree": name}))
    with pytest.raises(SessionError, match="does not come with triage"):
        ask("", tree="", review=str(kept))


def test_a_file_that_cannot_be_used_is_refused_before_anything_is_asked(
    ask: Ask, kept: Path, tmp_path: Path
) -> None:
    with pytest.raises(SessionError, match="cannot read"):
        ask("", review=str(tmp_path / "none.json"))
    with pytest.raises(TriageError, match="found no region"):
        ask("", review=str(kept), region="xx")
    kept.write_text('{"triage_session": 1}')
    with pytest.raises(SessionError):
        ask("", review=str(kept))


def test_a_review_is_not_a_resume(path: str) -> None:
    for other in (["--resume", "f"], ["--forget"]):
        with pytest.raises(SystemExit) as ended:
            main(["ask", path, "--review", "f", *other])
        assert ended.value.code == 2


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 14)])
def test_in_a_terminal_of_any_size_a_review_begins_with_what_came_before(
    terminal: Callable[..., Terminal], kept: Path, columns: int, rows: int
) -> None:
    screen = terminal("--review", str(kept), columns=columns, rows=rows)
    screen.see("Looking again: A sore leg")
    asked = screen.press("\r", "Do you have any of these now?")

    assert "999" in asked
    screen.press("q", "Stopped before the end")
    assert screen.code() == 4


# --- kept on request, and offered by itself

KEEPS = WELL[:-1] + "k\n\n"


@pytest.fixture
def reviewed(saved: Path) -> Path:
    """Return where the answers of a result are kept by themselves."""
    return saved.with_suffix(".review.json")


def test_a_result_that_says_when_to_look_again_offers_to_keep_the_answers(
    ask: Ask, state: Path, reviewed: Path
) -> None:
    told = ask(KEEPS)

    assert "k keep my answers" in told.text
    assert terminal_words.WILL_KEEP in flat(told)
    assert terminal_words.KEPT_TO_LOOK_AGAIN in flat(told)
    assert list(state.iterdir()) == [reviewed]


def test_a_result_without_a_day_to_look_again_can_be_kept_too(
    ask: Ask, state: Path, reviewed: Path
) -> None:
    told = ask("1\n1\nk\nq\n")

    assert terminal_words.KEPT_TO_LOOK_AGAIN in flat(told)
    assert list(state.iterdir()) == [reviewed]


def test_the_next_time_a_review_is_offered_and_afterwards_the_file_is_gone(
    ask: Ask, state: Path, reviewed: Path
) -> None:
    ask(KEEPS)
    day = days_ago(reviewed, 9)
    told = ask("1" + AGAIN.format(limps="n", trend="1"))

    assert terminal_words.REVIEW_OFFER in flat(told)
    assert f"What has changed since {say_day(day)}" in flat(told)
    assert terminal_words.SAVED_DELETED in flat(told)
    assert list(state.iterdir()) == []


def test_after_a_review_the_new_answers_may_be_kept_in_place_of_the_old(
    ask: Ask, reviewed: Path
) -> None:
    ask(KEEPS)
    days_ago(reviewed, 9)
    told = ask("1" + AGAIN.format(limps="n", trend="1")[:-1] + "k\n\n")

    assert terminal_words.SAVED_DELETED not in flat(told)
    assert json.loads(reviewed.read_text())["answers"][0]["on"] == date.today().isoformat()


def test_whoever_starts_again_instead_leaves_the_file(
    ask: Ask, state: Path, reviewed: Path
) -> None:
    ask(KEEPS)
    told = ask("2\n" + WELL)

    assert "What has changed" not in told.text
    assert list(state.iterdir()) == [reviewed]


def test_an_unfinished_session_comes_before_a_review(ask: Ask) -> None:
    ask(KEEPS)
    ask("2\n1\n0\nq\n")
    told = ask("")

    assert terminal_words.REVIEW_OFFER not in flat(told)
    assert "Go on from there?" in told.text


@pytest.mark.parametrize("content", ["{", "[]", '{"triage_session": 1}'])
def test_kept_answers_that_cannot_be_read_are_not_offered(
    ask: Ask, reviewed: Path, content: str
) -> None:
    ask(KEEPS)
    reviewed.write_text(content)

    assert terminal_words.REVIEW_OFFER not in flat(ask(""))


def test_forget_deletes_kept_answers_too(ask: Ask, state: Path, reviewed: Path) -> None:
    ask(KEEPS)

    assert reviewed.name in ask("", forget=True).text.replace("\n", "")
    assert list(state.iterdir()) == []


def test_without_a_home_nothing_can_be_kept_and_it_is_said(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr("os.path.expanduser", lambda _: "~")

    assert terminal_words.NO_HOME in flat(ask(KEEPS))
