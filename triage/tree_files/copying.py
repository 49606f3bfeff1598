"""A tree of the package -> the files of a tree of one's own that begins as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from triage.model.tree import Tree
from triage.tree_files.changelog import load_changelog
from triage.tree_files.example import VERSION_AT_FIRST, title_from
from triage.tree_files.library import load, locate
from triage.tree_files.origins import CASES_FILE, CHANGELOG_FILE

# Trees of the package are in the canonical layout: a tree to include begins a line, two spaces in.
_ENTRY = re.compile(r"^  (?P<name>[a-z][a-z0-9-]*):(?P<rest>.*)$")


def copy_of(source: str, name: str, today: date) -> dict[str, str]:
    """Return the texts of the files of a copy, by their names in its folder.

    What it includes is named with the version that is here. All sources, reasons
    and comments stay; a sign-off does not, as it was for another tree.

    Args:
        source: the name of a tree that comes with the package.
        name: the id of the copy.
        today: the day on which it is made.
    """
    file, _ = locate(source)
    origin = f"{source} {load(source).version}"
    texts = {file.name: _tree(file.read_text("utf-8"), origin, name)}
    cases = file.with_name(CASES_FILE)
    if cases.is_file():
        texts[CASES_FILE] = _with_value(cases.read_text("utf-8"), "tree", name)
    known = _known_to_fail(file.with_name(CHANGELOG_FILE), load(source))
    return texts | {CHANGELOG_FILE: _changelog(origin, name, today) + known}


def _tree(text: str, origin: str, name: str) -> str:
    values = {
        "id": name,
        "title": f'"{title_from(name)}"',
        "version": VERSION_AT_FIRST,
        "status": "draft",
    }
    for key, value in values.items():
        text = _with_value(text, key, value)
    text = _block("reviewed").sub("", text)
    text = _block("include").sub(lambda block: _with_versions(block[0]), text)
    return _NOTE.format(origin=origin) + text


_NOTE = """\
# Begun as a copy of {origin}, which comes with triage under the MIT licence. The licence and
# the sources stay with what is kept of it. The comments below were written for the original.
#
"""


def _block(key: str) -> re.Pattern[str]:
    """Return what finds a key at the left edge, with all that belongs to it."""
    return re.compile(rf"^{key}:.*\n(?: .*\n)*", re.MULTILINE)


def _with_value(text: str, key: str, value: str) -> str:
    return _block(key).sub(lambda _: f"{key}: {value}\n", text, count=1)


def _with_versions(block: str) -> str:
    return "".join(f"{line}\n" for each in block.splitlines() for line in _with_version(each))


def _with_version(line: str) -> Iterator[str]:
    """Yield the line of an included tree with its version; any other line as it is."""
    entry = _ENTRY.match(line)
    if not entry:
        yield line
        return
    version, rest = f"version: {load(entry['name']).version}", entry["rest"].strip()
    if rest in ("", "{}"):
        yield f"  {entry['name']}:"
        yield f"    {version}"
    else:
        yield f"  {entry['name']}: {{{version}, {rest.removeprefix('{')}"


def _known_to_fail(file: Path, tree: Tree) -> str:
    """Return what is known to fail of the original, and so of its copy."""
    release = load_changelog(file, str(file), tree).get(tree.version) if file.is_file() else None
    if release is None or not release.known_to_fail:
        return ""
    entries = (
        f"      - name: {each.name}\n"
        f"        because: {json.dumps(each.because, ensure_ascii=False)}\n"
        f"        by: {json.dumps(each.by, ensure_ascii=False)}\n"
        for each in release.known_to_fail
    )
    return "    known_to_fail:\n" + "".join(entries)


_CHANGELOG = """\
triage_changelog: 1
tree: {name}
versions:
  {version}:
    on: {today}
    by: "The author of the tree"
    changes:
      - "A copy of {origin}, which comes with triage."
"""


def _changelog(origin: str, name: str, today: date) -> str:
    return _CHANGELOG.format(name=name, version=VERSION_AT_FIRST, today=today, origin=origin)
