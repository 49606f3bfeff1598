"""What is taken along of a result: written where one can find it, for oneself, saying nothing."""

from __future__ import annotations

import io
import os
import stat
import sys
from datetime import date
from pathlib import Path

import icalendar
import pytest

import triage
from triage.cli.take_along import Taking, to_copy
from triage.engine.session import Session
from triage.errors import TriageError
from triage.phrasing import terminal_words
from triage.terminal import clipboard
from triage.terminal.pages import Key
from triage.terminal.telling import TakeAlong, Telling
from triage.tree_files.library import load

DAY = date(2026, 11, 20)
COMPLAINT = ("calf", "calves", "sore", "leg", "limp", "run", "numb")


@pytest.fixture(scope="module")
def session() -> Session:
    tree = load("calf-soreness")
    well = {name: fact.well for name, fact in tree.facts.items() if fact.well is not None}
    given = {**well, "pain_0_10": 2, "trend": "improving"}
    found = triage.start(tree, region="gb", on=DAY, allow_draft=True)
    while (screen := found.next) is not None and not screen.optional:
        found = found.answer({fact: given[fact] for fact in screen.facts})
    return found


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def taking(*, may_hold_answers: bool = True) -> TakeAlong:
    return Taking(DAY, may_hold_answers, by_escape=False).keys()


@pytest.mark.parametrize(
    ("key", "name", "begins"),
    [
        (Key.HANDOUT, "handout-2026-11-20.pdf", b"%PDF"),
        (Key.SUMMARY, "summary-2026-11-20.pdf", b"%PDF"),
        (Key.DAY, "look-again-2026-11-27.ics", b"BEGIN:VCALENDAR"),
    ],
)
def test_each_file_is_the_owner_s_alone_and_says_where_it_is(session, here, key, name, begins):
    said = taking()[key](session)
    file = here / name

    assert said.endswith(str(file))
    assert file.read_bytes().startswith(begins)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not any(word in name for word in COMPLAINT)


def test_a_file_that_is_there_is_left_alone(session, here):
    (here / "look-again-2026-11-27.ics").write_text("mine")
    taking()[Key.DAY](session)

    assert (here / "look-again-2026-11-27.ics").read_text() == "mine"
    assert (here / "look-again-2026-11-27-2.ics").exists()


def test_the_calendar_has_one_private_day_that_says_nothing_of_what_it_is_about(session, here):
    taking()[Key.DAY](session)
    text = (here / "look-again-2026-11-27.ics").read_bytes()
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")

    assert (event["summary"], event["class"]) == ("Look again", "PRIVATE")
    assert event.decoded("dtstart") == date(2026, 11, 27)
    assert not any(word in text.decode().lower() for word in COMPLAINT)


def test_what_is_copied_says_where_to_go_and_whom_to_call_and_no_more(session):
    text = to_copy(session, DAY)

    assert text.startswith("Look after it yourself.\nLook again on 27 November 2026")
    assert "call 999" in text
    assert not any(word in text.lower() for word in COMPLAINT)


def test_without_saving_only_what_holds_no_answers_is_offered():
    assert {*taking(may_hold_answers=False)} == {Key.COPY, Key.DAY}
    assert {*taking()} == {Key.HANDOUT, Key.SUMMARY, Key.COPY, Key.DAY}


def test_a_result_without_a_day_to_look_again_offers_no_calendar():
    started = triage.start(load("calf-soreness"), region="gb", allow_draft=True)
    emergency = started.answer({"droopy_face_weak_arm_or_speech": True})
    page = Telling(DAY, take_along=taking()).page(emergency)

    assert Key.DAY not in page.keys
    assert {Key.HANDOUT, Key.SUMMARY, Key.COPY, Key.KEEP} <= {*page.keys}


def test_a_library_that_is_missing_is_named_with_what_installs_it(session, monkeypatch):
    monkeypatch.setitem(sys.modules, "icalendar", None)
    telling = Telling(DAY, take_along=taking())
    said = telling.taken(Key.DAY, session)

    assert said is not None
    assert "-m pip install icalendar" in said
    assert telling.written == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_protected_is_told(session, here, monkeypatch):
    here.chmod(0o500)
    monkeypatch.setenv("HOME", str(here))

    with pytest.raises(TriageError, match="neither this one nor your home"):
        taking()[Key.DAY](session)


def test_a_program_of_the_desktop_copies(tmp_path, monkeypatch):
    program = tmp_path / "xclip"
    program.write_text(f"#!/bin/sh\ncat > {tmp_path}/copied\n")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    clipboard.copy("see a physio", {"DISPLAY": ":0"}, by_escape=False)
    assert (tmp_path / "copied").read_text() == "see a physio"


def test_tmux_copies_what_it_would_not_pass_on(tmp_path, monkeypatch):
    program = tmp_path / "tmux"
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/called; cat > {tmp_path}/copied\n')
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    said = clipboard.copy("see a physio", {"TMUX": "/tmp/tmux-0/default,1,0"}, by_escape=True)

    assert said == terminal_words.COPIED
    assert (tmp_path / "called").read_text() == "load-buffer -w -\n"
    assert (tmp_path / "copied").read_text() == "see a physio"


def test_where_nothing_copies_the_terminal_is_asked_and_lines_say_that_they_cannot(
    monkeypatch,
):
    screen = io.StringIO()
    monkeypatch.setattr(sys, "__stdout__", screen)
    clipboard.copy("x", {}, by_escape=True)

    assert screen.getvalue() == "\x1b]52;c;eA==\x07"
    with pytest.raises(TriageError, match="no clipboard"):
        clipboard.copy("x", {}, by_escape=False)
