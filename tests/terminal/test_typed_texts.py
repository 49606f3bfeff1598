"""Each text of the table is read whole or refused, and alike in both fronts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.sampled import slow
from tests.terminal.conftest import Terminal
from tests.terminal.typed_texts import KINDS, SIGNS, tree_of
from triage.engine.saved import start
from triage.model.values import NOT_SURE, Value, is_number
from triage.terminal.pages import Converted, Page, Picked, Reply, Ticked
from triage.terminal.questions import question_page
from triage.terminal.typed import read
from triage.terminal.view import View
from triage.tree_files.library import load

Open = Callable[..., Terminal]
# The letters that a page shows as keys: on an empty field they act at once.
COMMANDS = "b?wqs"


def page_of(kind: str, tmp_path: Path) -> Page:
    screen = start(load(written(kind, tmp_path))).next
    assert screen is not None
    return question_page(screen)


def written(kind: str, tmp_path: Path) -> str:
    path = tmp_path / f"{kind}.yaml"
    path.write_text(tree_of(kind), encoding="utf-8")
    return str(path)


def meant(reply: Reply | str | None) -> Value | tuple[tuple[str, Value | None], ...] | None:
    """Return what a reply answers; None where it answers nothing."""
    match reply:
        case Picked(value=value) | Converted(value=value):
            return value
        case Ticked(changes=changes, then="rest"):
            return tuple(sorted(changes.items()))
    return None


def same(value: object, other: object) -> bool:
    return value == other and type(value) is type(other)


def test_the_table_is_long_enough() -> None:
    assert min(*map(len, KINDS.values()), len(SIGNS)) >= 60


@pytest.mark.parametrize("kind", KINDS)
def test_the_reader_understands_a_text_or_refuses_it(kind: str, tmp_path: Path) -> None:
    page = page_of(kind, tmp_path)
    found = {text: meant(read(page, text)) for text in KINDS[kind]}
    wrong = {t: found[t] for t, value in KINDS[kind].items() if not same(found[t], value)}

    assert wrong == {}


@pytest.mark.parametrize("kind", KINDS)
def test_keys_one_by_one_come_to_the_same(kind: str, tmp_path: Path) -> None:
    page = page_of(kind, tmp_path)
    wrong = {}
    for text, value in KINDS[kind].items():
        if text.strip()[0] not in COMMANDS:
            reply = typed_in(View(page), text)
            wrong |= {} if same(meant(reply), value) else {text: reply}

    assert wrong == {}


def typed_in(view: View, text: str) -> Reply | None:
    view.lines()
    early = [view.press(letter) for letter in text]
    assert not any(early)
    return view.enter()


def test_marks_are_read_alike(tmp_path: Path) -> None:
    page = page_of("signs", tmp_path)
    wrong = {}
    for text, marks in SIGNS.items():
        for reply in (read(page, text), typed_in(View(page), text)):
            answers = None if meant(reply) is None else tuple(filled(meant(reply)))
            wrong |= {} if answers == marks else {text: reply}

    assert wrong == {}


def filled(marks: object) -> Iterator[Value]:
    """Return the answers to the three items: what is not marked, or taken away, is a no."""
    assert isinstance(marks, tuple)
    given = dict(marks)
    for name in ("cold", "hard", "numb"):
        yield given.get(name) or False


# --- through a real terminal

WORDS = {True: "yes", False: "no", NOT_SURE: "not sure"} | {
    "on_and_off": "on and off",
    "no_thermometer": "no thermometer",
}


def typeable(texts: Mapping[str, object], step: int) -> list[str]:
    """Return the texts that a key press each can bring, and that are no key of the page."""
    wide = [t for t in texts if t.strip()[0] not in COMMANDS and t.isprintable()]
    return wide[::step]


@slow
@pytest.mark.parametrize(
    ("plain", "step"),
    [
        (True, 11),
        (False, 11),
        pytest.param(True, 1, marks=pytest.mark.nightly),
        pytest.param(False, 1, marks=pytest.mark.nightly),
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_a_person_at_a_terminal_is_read_alike(
    terminal: Open, tmp_path: Path, kind: str, plain: bool, step: int
) -> None:
    person = Person(terminal(*["--plain"][:plain], tree=written(kind, tmp_path)), plain)
    wrong = {
        text: found
        for text in typeable(KINDS[kind], step)
        if not same(found := person.read_as(text, KINDS[kind][text]), KINDS[kind][text])
    }

    assert wrong == {}


class Person:
    """Somebody who tries texts on the first question, each time going back to it."""

    def __init__(self, screen: Terminal, plain: bool) -> None:
        self.screen, self.enter = screen, "\n" if plain else "\r"
        self.back = "b\n" if plain else "b"
        screen.see("Your answer:" if plain else "Who is this about?")
        self.send("1" + self.enter, "Question 1")

    def send(self, keys: str, *wanted: str) -> str:
        return self.screen.send_and_find(keys, wanted)

    def read_as(self, text: str, value: Value | None) -> object:
        """Type a text; return ``value`` if the page says later that it was read so."""
        refused = f"“{text.split()[0][:8]}"
        found = self.send(text + self.enter, refused, "Question 2", "Is that right?")
        if found == "Is that right?":
            found = self.send("1" + self.enter, "Question 2")
        if found == refused:
            return None
        number = f"You said {value} before."
        before = number if is_number(value) else f"{said(value)} (you said this"
        self.send(self.back, before)  # a page may be drawn in parts; this is what must come
        return value


def said(value: Value | None) -> str:
    return WORDS.get(value, f"Place {str(value)[1:]}") if value is not None else "?"
