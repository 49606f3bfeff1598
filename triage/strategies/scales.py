"""Made-up scales: three to six places, some of which tie; what is more urgent is never later."""

from __future__ import annotations

import json
import re

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from triage.model.dispositions import DEFAULT, LOOKS, DispositionEntry, OwnNumber, Scale
from triage.strategies.writing import Document, without_empty

_NUMBER = OwnNumber(name="our line", elsewhere="the line", by_region=(("gb", "0800 00"),))
_HOURS = (None, 24 * 14, 72, 24, 3, 0)


@st.composite
def scales(draw: DrawFn) -> Scale:
    """Draw the scale of every tree, or one of a tree's own."""
    if draw(st.booleans()):
        return DEFAULT
    rises = draw(st.lists(st.integers(0, 2), min_size=1, max_size=4))
    urgencies = [0]
    for rise in (*rises, draw(st.integers(1, 2))):
        urgencies.append(urgencies[-1] + rise)
    hours = sorted(draw(st.lists(st.sampled_from(range(len(_HOURS))), min_size=6, max_size=6)))
    entries = tuple(
        DispositionEntry(
            id=f"place-{number}",
            urgency=urgency,
            words=f"go to place {number}",
            within_hours=_HOURS[hours[number]],
            help="Call {our line}." if urgency else "",
            look=draw(st.sampled_from(LOOKS)),
        )
        for number, urgency in enumerate(urgencies)
    )
    return Scale(entries, draw(st.booleans()), (_NUMBER,))


def write_scale(scale: Scale) -> Document | None:
    """Return a scale as files write it; None for that of every tree."""
    if scale == DEFAULT:
        return None
    return {
        "medical": scale.is_medical,
        "numbers": {
            each.name: {"elsewhere": each.elsewhere, **dict(each.by_region)}
            for each in scale.numbers
        },
        "dispositions": {entry.id: _write_entry(entry) for entry in scale.entries},
    }


def _write_entry(entry: DispositionEntry) -> Document:
    return without_empty(
        {
            "words": entry.words,
            "urgency": entry.urgency,
            "look": entry.look,
            "within": write_hours(entry.within_hours),
            "help": entry.help or None,
        }
    )


def write_hours(hours: int | None) -> str | None:
    """Return a time to help as files write it."""
    if hours is None:
        return None
    if hours == 0:
        return "now"
    return f"{hours // 24} days" if hours % 24 == 0 else f"{hours} hours"


def translated(module: Document, scale: Scale) -> tuple[Document, dict[str, str]]:
    """Return a module with other names for its places, and what an include says of them."""
    names = {str(each): str(each).replace("place", "spot") for each in scale.dispositions}
    written = json.dumps(module)
    for ours, theirs in names.items():
        written = re.sub(rf'"(at least )?{ours}"', rf'"\1{theirs}"', written)
    return json.loads(written), {theirs: ours for ours, theirs in names.items()}
