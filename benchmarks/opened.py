"""What a file holds that was taken along, by a program of its own kind."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from icalendar import Calendar


def opened(file: Path) -> str:
    """Open a file and say what it is.

    Raises:
        ValueError: it is no file of its kind, or not for its owner alone.
    """
    if file.is_dir():
        return ""
    if file.stat().st_mode & 0o077:
        raise ValueError(f"{file.name} can be read by others")
    match file.suffix:
        case ".pdf":
            return f"{file.name}: PDF, {_pages(file)} pages"
        case ".ics":
            event = Calendar.from_ical(file.read_bytes()).walk("VEVENT")[0]
            return f"{file.name}: {event['SUMMARY']} on {event.decoded('DTSTART')}"
        case ".json":
            return f"{file.name}: {len(json.loads(file.read_text('utf-8'))['answers'])} answers"
    raise ValueError(f"found {file.name}, expected a PDF, a calendar or answers")


def _pages(file: Path) -> str:
    done = subprocess.run(["pdfinfo", str(file)], check=True, capture_output=True, text=True)
    return next(line.split()[1] for line in done.stdout.splitlines() if line.startswith("Pages:"))
