"""Where things stand in a file, read line by line; knows nothing of how layouts are made."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.tree_files.nodes import YamlNode, compose
from triage.tree_files.report import Report

NOTE = re.compile(r"# (\d+) (above|beside|end) (\S+)$")


def composed(text: str) -> YamlNode:
    """Return the document of a text that has to be without faults."""
    report = Report()
    root = compose(text, "made-up.yaml", report)
    assert root is not None, report.findings
    assert report.findings == []
    return root


def meaning(node: YamlNode) -> object:
    """Return what a document says, with the order of names but not of white space around prose."""
    if isinstance(node.value, dict):
        return {key: meaning(value) for key, value in node.value.items()}
    if isinstance(node.value, list):
        return [meaning(item) for item in node.value]
    return node.value.strip() if isinstance(node.value, str) else node.value


def paths_by_line(root: YamlNode) -> dict[int, set[str]]:
    """Return for each line, from 1, the paths of the entries and items that begin on it."""
    lines: dict[int, set[str]] = {}
    for path, node in _walk(root, ""):
        lines.setdefault(node.key.line if node.key else node.line, set()).add(path)
    return lines


def _walk(node: YamlNode, path: str) -> Iterator[tuple[str, YamlNode]]:
    children = [*node.entries.items(), *enumerate(node.items)]
    for key, child in children:
        inner = f"{path}.{key}" if path else f"{key}"
        yield inner, child
        yield from _walk(child, inner)


def misplaced(text: str) -> list[str]:
    """Return the comments of a file that are not where they say that they belong."""
    lines = text.split("\n")
    starts = paths_by_line(composed(text))
    return [
        line
        for number, line in enumerate(lines, 1)
        if (found := NOTE.search(line)) and not _is_at_home(lines, starts, number, *found.groups())
    ]


def _is_at_home(
    lines: list[str], starts: dict[int, set[str]], number: int, _id: str, kind: str, path: str
) -> bool:
    own_line = lines[number - 1].lstrip().startswith("#")
    below = next((n for n in sorted(starts) if n > number), None)
    above = next((n for n in sorted(starts, reverse=True) if n < number), 0)
    if kind == "end":
        inside = any(p.startswith(f"{path}.") for p in starts[above])
        return (
            own_line and inside and not any(p.startswith(path) for p in starts.get(below or 0, ()))
        )
    if own_line:
        return below is not None and path in starts[below]
    return path in starts.get(number, set())
