"""What a test sees of what was told and of what was saved."""

from __future__ import annotations

import json
from pathlib import Path

from tests.ask.conftest import Told


def flat(told: Told | str) -> str:
    """Return what was told as one line."""
    return " ".join((told if isinstance(told, str) else told.text).split())


def files_in(folder: Path) -> list[str]:
    """Return the names of the files in a folder, also where there is none."""
    return sorted(file.name for file in folder.iterdir()) if folder.exists() else []


def answers_in(file: Path) -> dict[str, object]:
    """Return the answers in a file of saved answers."""
    entries = json.loads(file.read_text())["answers"]
    return {fact: value for entry in entries for fact, value in entry["answers"].items()}
