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
    return json.dumps(
        value, sort_keys=True, ensure_ascii=True, separators=(",", ":"), default=_plain
    )


def _plain(value: object) -> object:
    """Return what JSON can write in the place of a value; the parts come after it, one by one."""
    if isinstance(value, MappingProxyType):
        return dict(value)
    if isinstance(value, date):
        return value.isoformat()
    # What is not stated is left out, so that a new key of the format unsigns no tree without it.
    stated = {name: _part(getattr(value, name)) for name in _names(type(value))}
    plain = {name: part for name, part in stated.items() if part is not None}
    if isinstance(value, All | Any):
        plain["of"] = _sorted(value.of)
    return {"": type(value).__name__, **plain}


def _part(value: object) -> object:
    if isinstance(value, tuple) and value and isinstance(value[0], _UNORDERED):
        return _sorted(value)
    return value


def _sorted(items: tuple[object, ...]) -> list[object]:
    return sorted(items, key=lambda item: json.dumps(item, sort_keys=True, default=_plain))


def _names(kind: type) -> tuple[str, ...]:
    known = _NAMES.get(kind)
    if known is None:
        assert has(kind)  # the model holds nothing else
        known = tuple(f.name for f in fields(kind) if f.name not in _LEFT_OUT)
        _NAMES[kind] = known
    return known


_NAMES: dict[type, tuple[str, ...]] = {}
