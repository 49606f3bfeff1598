"""The digest of a tree: a hash of all that it means and says, and of nothing else.

Formatting, comments, the order of keys, places in files and the sign-off
itself leave it unchanged; any other edit, to a module too, changes it.
"""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from hashlib import sha256
from types import MappingProxyType
from typing import Final

from attrs import fields, has

from triage.model.conditions import All, Any

_LEFT_OUT = {"at", "file", "status", "review", "allow_draft", "told_from", "prepared", "module"}
# What a score works out, and what it works it out of: the tree holds the facts already.
_LEFT_OUT |= {"about", "reach"}
_PLAIN: Final = (str, int, float, type(None))
_MAPPINGS: Final = (dict, MappingProxyType)


def digest_of(value: object, unordered: tuple[type, ...]) -> str:
    """Return ``sha256:`` and the hash of what model data means and says.

    Args:
        value: a resolved tree.
        unordered: the classes in whose lists the order says nothing.
    """
    plain = _Plain(unordered).of(value)
    text = json.dumps(plain, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return "sha256:" + sha256(text.encode()).hexdigest()


class _Plain:
    """Turns model data into what JSON can write; what stands in several places once."""

    def __init__(self, unordered: tuple[type, ...]) -> None:
        self.unordered = unordered
        # By the identity of a part; the data outlives this.
        self.known: dict[int, dict[str, object]] = {}

    def of(self, value: object) -> object:
        """Return a value, with all of its parts."""
        if isinstance(value, _PLAIN):
            return value
        if isinstance(value, tuple):
            return [*map(self.of, value)]
        if isinstance(value, _MAPPINGS):
            return {name: self.of(part) for name, part in value.items()}
        if isinstance(value, date):
            return value.isoformat()
        known = self.known.get(id(value))
        if known is None:
            known = self.known[id(value)] = self.model(value)
        return known

    def model(self, value: object) -> dict[str, object]:
        """Return the stated fields of an object of the model, by name."""
        # What is not stated is left out: a new key of the format unsigns no tree without it.
        stated = ((name, getattr(value, name)) for name in _names(type(value)))
        plain = {name: self.field(part) for name, part in stated if part is not None}
        if isinstance(value, All | Any):
            plain["of"] = self.sorted(value.of)
        return {"": type(value).__name__, **plain}

    def field(self, value: object) -> object:
        if isinstance(value, tuple) and value and isinstance(value[0], self.unordered):
            return self.sorted(value)
        return self.of(value)

    def sorted(self, items: tuple[object, ...]) -> list[object]:
        return sorted(map(self.of, items), key=partial(json.dumps, sort_keys=True))


def _names(kind: type) -> tuple[str, ...]:
    known = _NAMES.get(kind)
    if known is None:
        assert has(kind)  # the model holds nothing else
        known = tuple(f.name for f in fields(kind) if f.init and f.name not in _LEFT_OUT)
        _NAMES[kind] = known
    return known


_NAMES: dict[type, tuple[str, ...]] = {}
