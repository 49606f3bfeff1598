"""The published shapes of all that the library writes as JSON."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any, Final

from triage.errors import WrongArgument

# What has a `to_json()`; the other definitions are parts of these.
PUBLISHED: Final = (
    *("changes", "comparison", "error", "follow_up", "result"),
    *("resumed", "screen", "session", "tree"),
)


def schema(name: str) -> dict[str, object]:
    """Return the JSON Schema (2020-12) of one kind of object, complete in itself.

    Args:
        name: ``changes``, ``comparison``, ``error``, ``follow_up``,
            ``result``, ``resumed``, ``screen``, ``session`` or ``tree``.

    Raises:
        WrongArgument: there is no such schema.
    """
    if name not in PUBLISHED:
        known = ", ".join(PUBLISHED)
        raise WrongArgument(f"found no schema `{name}`\n    help: there are {known}")
    book: dict[str, Any] = json.loads(_text())
    return {"$schema": book["$schema"], "$ref": f"#/$defs/{name}", "$defs": book["$defs"]}


@cache
def _text() -> str:
    return files(__package__).joinpath("wire.schema.json").read_text(encoding="utf-8")
