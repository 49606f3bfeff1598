"""The map of the rooms, drawn from the imports: ``make map`` renews it in its page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import grimp

PAGE = Path(__file__).with_name("how-it-works.md")
_MAP = re.compile(r"^```mermaid\n.*?^```$", re.MULTILINE | re.DOTALL)
# What everybody may import, or what only starts the program, would hide the rest.
_NOT_DRAWN = {"__main__", "errors", "version"}


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
    graph = grimp.build_graph("triage", cache_dir=None)
    rooms: dict[str, set[str]] = defaultdict(set)
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            room, other = _room_of(module), _room_of(imported)
            if room and other and room != other:
                rooms[room].add(other)
    return rooms


def _room_of(module: str) -> str:
    """Return the folder or file under ``triage`` that a module is in, or ""."""
    room = module.split(".")[1] if "." in module else ""
    return "" if room in _NOT_DRAWN else room


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
