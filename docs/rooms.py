"""The map of the rooms, drawn from the imports: ``make map`` renews it in its page."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent / "triage"
PAGE = Path(__file__).with_name("how-it-works.md")
_MAP = re.compile(r"^```mermaid\n.*?^```$", re.MULTILINE | re.DOTALL)
# What everybody may import, and what only opens the doors to the rest.
_NOT_DRAWN = {"__init__", "__main__", "errors", "files", "version", "words"}


def page() -> str:
    """Return the page on how it works, its map drawn anew."""
    return _MAP.sub(lambda _: drawn(), PAGE.read_text("utf-8"), count=1)


def drawn() -> str:
    """Return the map as a Mermaid block: an arrow leads to what a room imports."""
    rooms = imports_of_rooms()
    lines = [f"    {room} --> {other}" for room, other in _plain_arrows(rooms)]
    return "\n".join(["```mermaid", "flowchart TD", *lines, "```"])


def imports_of_rooms() -> Mapping[str, set[str]]:
    """Return which other rooms each room imports, also inside functions and for types only."""
    rooms: dict[str, set[str]] = defaultdict(set)
    for file in _PACKAGE.rglob("*.py"):
        room = file.relative_to(_PACKAGE).with_suffix("").parts[0]
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                package, _, module = node.module.partition(".")
                if package == _PACKAGE.name:
                    rooms[room].add(module.partition(".")[0])
    drawn = {room: others - _NOT_DRAWN - {room} for room, others in rooms.items()}
    return {room: others for room, others in drawn.items() if room not in _NOT_DRAWN}


def _plain_arrows(rooms: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    """Yield the arrows that no longer way says already."""
    for room in sorted(rooms):
        further = {each for other in rooms[room] for each in _reached(rooms, other)}
        yield from ((room, other) for other in sorted(rooms[room] - further))


def _reached(rooms: Mapping[str, set[str]], room: str) -> set[str]:
    found: set[str] = set()
    ahead = list(rooms.get(room, ()))
    while ahead:
        other = ahead.pop()
        if other not in found:
            found.add(other)
            ahead.extend(rooms.get(other, ()))
    return found


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
