"""The map of the rooms says what the imports say."""

from __future__ import annotations

import re
from collections import defaultdict

from docs.rooms import drawn, imports_of_rooms
from tests.sampled import slow


def every_way(rooms):
    """Return what each room leads to, over however many others."""
    reached = {room: set(ends) for room, ends in rooms.items() if ends}
    for _ in reached:
        for ends in reached.values():
            ends |= {far for near in [*ends] for far in reached.get(near, ())}
    return reached


@slow
def test_the_arrows_of_the_map_lead_where_the_imports_lead():
    arrows = defaultdict(set)
    for room, other in re.findall(r"(\w+) --> (\w+)", drawn()):
        arrows[room].add(other)

    assert every_way(arrows) == every_way(imports_of_rooms())
    assert every_way(arrows)["cli"] >= {"terminal", "analysis", "outputs", "engine", "model"}
    assert "cli" not in set().union(*arrows.values())
