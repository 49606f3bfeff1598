"""Which tree is asked when none is named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.terminal.conftest import Told
from triage.cli import asking
from triage.errors import TriageError
from triage.phrasing import terminal_words
from triage.tree_files import library
from triage.tree_files.library import load

Ask = Callable[..., Told]


def offer(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr(asking, "available", lambda: names)


def test_the_only_tree_needs_no_choice(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    offer(monkeypatch, path)
    told = ask("1\n", tree="")

    assert terminal_words.WHICH_TREE not in told.text
    assert "Do you have any of these now?" in told.text


def test_several_trees_are_offered_by_their_titles(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    offer(monkeypatch, path.replace("sore-leg", "odd-answers"), path)
    told = ask("2\n1\n", tree="")

    assert "1  Answers that may not fit" in told.text
    assert "Do you have any of these now?" in told.text


def test_the_tree_that_leads_on_to_the_others_is_offered_first(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(monkeypatch, "showcase", "start")
    told = ask("q\n", tree="", choose=True)

    assert "1  Sore or numb lower legs in runners: where to begin" in told.text
    assert "2  A picnic today?" in told.text


def test_no_page_promises_to_save_before_a_tree_is_chosen(ask: Ask) -> None:
    told = ask("r\nq\n", tree="", choose=True)

    assert terminal_words.WHICH_COUNTRY in told.text
    assert terminal_words.KEY_QUIT not in told.text


def test_each_tree_is_explained_in_one_line(ask: Ask) -> None:
    told = ask("q\n", tree="", choose=True)
    rows = [line for line in told.text.splitlines() if line.lstrip()[:1].isdigit()]

    assert len(rows) == len(library.available())
    assert all(len(row) <= 76 for row in rows)


@pytest.mark.parametrize(("typed", "code"), [("", 4), ("q\n", 4)])
def test_stopping_at_the_choice_ends_without_a_result(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, path: str, typed: str, code: int
) -> None:
    offer(monkeypatch, path, path)

    assert ask(typed, tree="").code == code


def test_ctrl_c_at_the_choice_ends_as_interrupted(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    offer(monkeypatch, path, path)
    monkeypatch.setattr("triage.terminal.plain.PlainFront._line", interrupt)

    assert ask("", tree="").code == 130


def test_without_any_tree_the_person_is_told_to_name_one(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(monkeypatch)
    with pytest.raises(TriageError, match="name a tree file"):
        ask("", tree="")


def test_what_the_first_answer_needs_is_made_while_the_first_page_is_read(
    monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    tree, made = load(path), list[str]()
    monkeypatch.setattr(asking, "_UNTIL_DRAWN", 0.0)

    def digest_of(*_: object) -> str:
        made.append("digest")
        return "sha256:0"

    monkeypatch.setattr("triage.model.tree.digest_of", digest_of)
    with asking._getting_ready(tree) as timer:
        timer.join(60)

    assert (made, tree.digest) == (["digest"], "sha256:0")
