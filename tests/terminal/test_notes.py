"""Words of one's own, written in a terminal: kept as they are, and never taken for a key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine.small import small_document
from tests.terminal.conftest import Told
from tests.terminal.test_view import pressed, seen
from triage.model.domains import MAX_NOTE
from triage.strategies.writing import Document
from triage.terminal.pages import Key, Page, Picked, Row, Write
from triage.terminal.typed import read
from triage.terminal.view import View

PAGE = Page(
    "Where does it hurt?",
    Write((Row("0", "nothing to add", "", ("nothing to add",)),)),
    keys=(Key.BACK, Key.WHY, Key.SKIP, Key.QUIT),
)
AGAIN = Page("Where does it hurt?", Write(PAGE.entry.rows, "In the foot"), keys=PAGE.keys)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("in the back\n", Picked("in the back")),
        ("Back\n", Picked("Back")),
        ("no\n", Picked("no")),
        ("2\n", Picked("2")),
        ("not sure\n", Picked("not sure")),
        ("  two   words\t\n", Picked("two words")),
        ("0\n", Picked("")),
        ("b\n", Key.BACK),
        ("?\n", Key.WHY),
    ],
)
def test_what_is_typed_is_kept_unless_it_stands_in_front_of_a_row_or_key(
    typed: str, meant: object
) -> None:
    assert read(PAGE, typed) == meant


def test_enter_alone_writes_nothing_and_keeps_what_was_written_before() -> None:
    assert isinstance(read(PAGE, "\n"), str)
    assert read(AGAIN, "\n") == Picked("In the foot")


@pytest.mark.parametrize("typed", ["a" * (MAX_NOTE + 1), "a\x1b[2Jb", "a\u202eb"])
def test_what_cannot_be_kept_is_told_without_it(typed: str) -> None:
    said = read(PAGE, typed)

    assert isinstance(said, str)
    assert typed not in said
    assert f"at most {MAX_NOTE} letters" in said


def test_on_the_screen_every_letter_is_a_letter_and_a_key_is_entered() -> None:
    assert pressed(View(PAGE), "back!")[-1] == Picked("back")
    assert pressed(View(PAGE), "b!")[-1] is Key.BACK
    assert pressed(View(PAGE), "?!")[-1] is Key.WHY
    assert View(PAGE).back() is Key.BACK


def test_the_screen_shows_all_that_is_written() -> None:
    view = View(PAGE, width=80, height=24)
    view.write(" ".join(["knee"] * 40))

    assert seen(view).count("knee") == 40


def test_what_is_too_long_is_not_lost() -> None:
    view = View(PAGE)
    view.write("a" * (MAX_NOTE + 1))

    assert view.enter() is None
    assert f"at most {MAX_NOTE}" in view.notice
    view.rub_out()
    assert view.enter() == Picked("a" * MAX_NOTE)


@pytest.fixture
def story(tmp_path: Path) -> str:
    """Return a tree that asks for words, and then whether it is sore."""
    import json

    why: Document = {"judgement": "so that the test can be read"}
    document = small_document(
        {"story": {"type": "note", "ask": "What happened?", "label": "what happened", **why},
         "sore": {"sure": True}},
        {"story": {"ask": "story", "then": [{"go": "sore"}]},
         "sore": {"ask": "sore", "then": [{"if": {"sore": "yes"}, "go": "seen"}, {"go": "home"}]}},
        {"seen": {"disposition": "physio"}, "home": {}},
    )  # fmt: skip
    path = tmp_path / "small" / "tree.yaml"
    path.parent.mkdir()
    path.write_text(json.dumps(document))
    return str(path)


def test_a_sitting_asks_for_words_and_tells_them_to_the_physio(
    ask: Callable[..., Told], story: str
) -> None:
    told = ask("1\nI fell off my bike.\n1\n1\n", tree=story, no_save=True)

    assert "Up to 500 letters, in your own words." in told.text
    assert "Type 0 for nothing to add." in told.text
    assert "What to tell the physio" in told.text
    assert "what happened: I fell off my bike." in told.text
