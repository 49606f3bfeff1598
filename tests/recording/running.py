"""One command, run in this process: what it printed, how it ended and what it wrote."""

from __future__ import annotations

import contextlib
import io
import os
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from click.testing import CliRunner
from pypdf import PdfReader

from triage.cli import main

ROOT = Path(__file__).parent.parent.parent
Lines = tuple[str, ...]

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[+-]\d\d:\d\d|Z)?")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# What is counted from today: when a plan ends, and when to look again.
_COUNTED = re.compile(r'("period": \{[^}]*\}|"review_on": "[^"]*")')
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_IN_DAYS = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4} \(in ")


def run(arguments: Lines, *, typed: str | None = None, written: Iterable[str] = ()) -> str:
    """Run a command in the present folder; return a page of all that came of it.

    Args:
        arguments: what stands behind ``triage`` on the command line.
        typed: what is typed, or piped, into it; None is an empty input.
        written: files that it writes, whose content belongs to the page.
    """
    done = CliRunner().invoke(main, arguments, input=typed, prog_name="triage")
    parts = [f"$ triage {' '.join(arguments)}", f"=== exit {done.exit_code}"]
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        parts.append(f"=== raised {done.exception!r}")
    parts += ["=== stdout", done.stdout, "=== stderr", done.stderr]
    for file in written:
        parts += [f"=== {file}", _content(Path(file))]
    return steady("\n".join(parts) + "\n")


def _content(file: Path) -> str:
    if not file.exists():
        return "(not there)"
    if file.is_dir():
        return "\n".join(f"--- {f.name}\n{_content(f)}" for f in sorted(file.iterdir()))
    if file.suffix == ".pdf":
        pages = PdfReader(io.BytesIO(file.read_bytes())).pages
        return "\n".join(f"--- page {n}\n{p.extract_text()}" for n, p in enumerate(pages, 1))
    return file.read_text("utf-8")


def steady(text: str) -> str:
    """Return a text without what another day, folder or checkout would change."""
    text = text.replace(str(Path.cwd()), "<here>").replace(str(ROOT), "<root>")
    text = _MOMENT.sub("<moment>", text)
    text = _COUNTED.sub(lambda part: _DAY.sub("<day>", part[0]), text)
    text = _IN_DAYS.sub("<day> (in ", text)
    today = date.today()
    for words in (today.isoformat(), f"{today.day} {today:%B %Y}"):
        text = text.replace(words, "<today>")
    numbers: dict[str, int] = {}
    return _UUID.sub(lambda found: f"<id {numbers.setdefault(found[0], len(numbers))}>", text)


@contextlib.contextmanager
def in_folder(folder: Path) -> Iterator[None]:
    """Stand in a folder, with the environment of an English reader with nothing saved."""
    kept = dict(os.environ)
    for name in [n for n in kept if n.startswith(("LC_", "TRIAGE_", "XDG_", "GIT_"))]:
        del os.environ[name]
    home = {"HOME": str(folder), "XDG_STATE_HOME": str(folder / "state")}
    os.environ.update({"LANG": "en_GB.UTF-8", "COLUMNS": "80", "TERM": "dumb", **home})
    try:
        with contextlib.chdir(folder):
            yield
    finally:
        os.environ.clear()
        os.environ.update(kept)
