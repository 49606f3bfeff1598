"""Bytes of a file -> text that holds nothing unseen; refusals name line and column."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable
from pathlib import Path

from triage.findings import catalogue
from triage.model.provenance import Location
from triage.tree_files.report import Report
from triage.words import _

MAX_BYTES = 1_000_000

# Control characters, line ends that editors do not show as such, marks that turn the direction
# of writing, invisible characters, tag characters, halves of surrogate pairs, non-characters.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)


def read_text(path: Path, shown: str, report: Report) -> str | None:
    """Return the text of a file, or None after reporting why there is none.

    Args:
        path: the file to read.
        shown: how findings name the file.
        report: where findings go.
    """

    def read(size: int) -> bytes:
        if not path.is_file():
            # A pipe or a device could be read for ever.
            raise OSError(None, _why_no_file(path))
        with path.open("rb") as file:
            return file.read(size)

    return text_from(read, shown, report)


def text_from(read: Callable[[int], bytes], shown: str, report: Report) -> str | None:
    """Return the text of what is read, or None after reporting why there is none.

    Args:
        read: returns up to so many bytes, or says in an OSError why it cannot.
        shown: how findings name what is read.
        report: where findings go.
    """
    start = Location(shown, 1, 1)
    try:
        data = read(MAX_BYTES + 1)
    except Exception as error:  # a damaged zip file, say, has errors of its own
        reason = getattr(error, "strerror", None) or str(error)
        report.add(
            catalogue.UNREADABLE_FILE,
            start,
            _("found no file to read: {reason}", reason=reason.lower()),
        )
        return None
    if len(data) > MAX_BYTES:
        hint = _("a tree has at most 1 MB; divide it into modules")
        report.add(
            catalogue.TOO_LARGE,
            start,
            _("found a file of over {max_bytes:,} bytes", max_bytes=MAX_BYTES),
            hint,
        )
        return None
    return decode(data, shown, report)


def _why_no_file(path: Path) -> str:
    if path.is_dir():
        return _("this is a folder")
    return _("this is no ordinary file") if path.exists() else _("there is no such file")


def decode(data: bytes, shown: str, report: Report) -> str | None:
    """Return bytes as text with plain line ends, or None after reporting a fault."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        hint = _("in the editor, choose save as UTF-8")
        report.add(catalogue.NOT_UTF_8, Location(shown, 1, 1), _("found UTF-16 text"), hint)
        return None
    data = data.removeprefix(BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        where = _place(data[: error.start].decode("utf-8"), shown)
        found = _("found the byte {byte:#04x}, which is no UTF-8 text", byte=data[error.start])
        report.add(catalogue.NOT_UTF_8, where, found, _("in the editor, choose save as UTF-8"))
        return None
    return _without_unseen(text.replace("\r\n", "\n").replace("\r", "\n"), shown, report)


def _without_unseen(text: str, shown: str, report: Report) -> str | None:
    found = FORBIDDEN.search(text)
    if not found:
        return text
    where = _place(text[: found.start()], shown)
    character = _("found the invisible character U+{code:04X}", code=ord(found[0]))
    report.add(
        catalogue.FORBIDDEN_CHARACTER, where, character, _("delete it, and type the place anew")
    )
    return None


def _place(before: str, shown: str) -> Location:
    lines = re.split("\r\n|\r|\n", before)
    return Location(shown, len(lines), len(lines[-1]) + 1)
