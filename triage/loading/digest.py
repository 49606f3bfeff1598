"""The digest of a tree: a hash of all that it means and says, and of nothing else.

Formatting, comments, the order of keys, places in files and the sign-off
itself leave it unchanged; any other edit, to a module too, changes it.
"""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from types import MappingProxyType

from attrs import fields, has

from triage.model.conditions import All, Any, Points
from triage.model.facts import Demand
from triage.model.tree import Dispute, Tree

_LEFT_OUT = {"at", "file", "status", "review", "digest", "prepared", "module"}
# In lists of these the order says nothing.
_UNORDERED = (Points, Demand, Dispute)


def digest(tree: Tree) -> str:
    """Return ``sha256:`` and the hash of what a resolved tree means and says."""
    return "sha256:" + sha256(canonical(tree).encode()).hexdigest()


def canonical(value: object) -> str:
    """Return model data as JSON text that is equal for equal meanings."""
    return json.dumps(_plain(value), sort_keys=True, ensure_ascii=True, separators=(",", ":"))


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, MappingProxyType):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, tuple):
        return _list(value)
    if isinstance(value, date):
        return value.isoformat()
    return _object(value)


def _list(items: tuple[object, ...]) -> list[object]:
    plain = [_plain(item) for item in items]
    return _sorted(plain) if items and isinstance(items[0], _UNORDERED) else plain


def _object(value: object) -> dict[str, object]:
    # What is not stated is left out, so that a new key of the format unsigns no tree without it.
    stated = {name: getattr(value, name) for name in _names(type(value))}
    plain = {name: _plain(part) for name, part in stated.items() if part is not None}
    if isinstance(value, All | Any):
        plain["of"] = _sorted([_plain(part) for part in value.of])
    return {"": type(value).__name__, **plain}


def _sorted(items: list[object]) -> list[object]:
    return sorted(items, key=lambda item: json.dumps(item, sort_keys=True))


def _names(kind: type) -> tuple[str, ...]:
    known = _NAMES.get(kind)
    if known is None:
        assert has(kind)  # the model holds nothing else
        known = tuple(f.name for f in fields(kind) if f.name not in _LEFT_OUT)
        _NAMES[kind] = known
    return known


_NAMES: dict[type, tuple[str, ...]] = {}
