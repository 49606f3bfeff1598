"""The program is cut off at some moment: nothing is lost that was shown as taken.

A few kills each time; many with ``pytest -m nightly tests/terminal/test_kills.py``.
"""

from __future__ import annotations

import random
import stat
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.sampled import slow
from tests.terminal.conftest import Told
from tests.terminal.killed.diary import FRONTS, TREE, Cut, cut_off, known, lines_to_the_end
from triage.engine.saved import resume
from triage.terminal import storage
from triage.terminal.slots import is_lock, key_of
from triage.tree_files.library import load

Ask = Callable[..., Told]
DIARY = load(TREE)
FEW = 5


def files_in(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.exists() else []


@slow
@pytest.mark.parametrize("kills", [FEW, pytest.param(200, marks=pytest.mark.nightly)])
def test_whoever_is_cut_off_at_any_moment_loses_nothing_that_was_shown_as_taken(
    ask: Ask, state: Path, kills: int, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = state / f"{key_of('diary', Path(TREE))}.json"
    seen: Counter[str] = Counter()
    for number in range(kills):
        front = list(FRONTS)[number % len(FRONTS)]
        cut = cut_off(front, random.Random(number))
        context = f"kill {number}, {front}, {cut}"

        assert cut.code == (-9 if cut.signal == 9 else 128 + cut.signal), context
        assert b"Traceback" not in cut.sent, context
        _look_at_what_is_left(state, kept, cut, context)
        _go_on_and_finish(ask, state, kept, cut, context)
        seen[f"{front}, signal {cut.signal:2}"] += 1
        seen["the next page was shown" if cut.told == cut.perhaps else "it was not yet"] += 1
    if kills > FEW:
        with capsys.disabled():
            print("".join(f"\n{seen[what]:4} {what}" for what in sorted(seen)), end="")


def _look_at_what_is_left(state: Path, kept: Path, cut: Cut, context: str) -> None:
    """Nothing half, nothing that others can read, and every answer that was shown as taken."""
    for file in files_in(state):
        assert file == kept or is_lock(file) or file.name.startswith(".triage-"), context
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, context
    assert stat.S_IMODE(state.stat().st_mode) == 0o700, context
    assert stat.S_IMODE(state.parent.stat().st_mode) == 0o700, context
    found = known(storage.read(kept)) if kept.exists() else {}
    assert found in (cut.told, cut.perhaps), context


def _go_on_and_finish(ask: Ask, state: Path, kept: Path, cut: Cut, context: str) -> None:
    """The next start sweeps and offers; after the result nothing is left."""
    is_kept = kept.exists()
    offer = ask("", TREE).text
    assert ("Go on from there?" in offer) == is_kept, context
    assert is_kept or not cut.told, context
    assert files_in(state) == ([kept] if is_kept else []), context
    if is_kept:
        session = resume(DIARY, storage.read(kept), on=date.today()).session
        told = ask("1\n" + lines_to_the_end(session), TREE)
        assert told.code == 0, context
        assert "Look after it yourself." in told.text, context
    assert files_in(state) == [], context
