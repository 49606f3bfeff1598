"""Whoever runs these tests reads a language that nobody speaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.words.pseudo import PSEUDO, PseudoTranslations
from triage import words
from triage.cli import main


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let there be translations into the language, and let the terminal ask for it."""
    main.load_all()  # click words a type once, when its command is loaded
    monkeypatch.setitem(words.LANGUAGES, PSEUDO, "a language that nobody speaks")
    monkeypatch.setattr(words, "catalogue", lambda _language: PseudoTranslations())
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", f"{PSEUDO}_GB.UTF-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def tree() -> str:
    """Return the path of a tree whose own texts all stand in brackets."""
    return str(Path(__file__).with_name("made-up.yaml"))
