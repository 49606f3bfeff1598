"""The published JSON Schemas: made of the types of what is written, so never out of step.

Descriptions are what the docstrings tell of classes, fields and properties.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from functools import cache, reduce
from operator import or_
from types import NoneType
from typing import Any, Final, Literal, NewType, TypeAlias, get_args, get_origin

from attrs import define, field

from triage.analysis.counterfactuals.changes import Changes
from triage.engine.comparison import Comparison
from triage.engine.result import Result
from triage.engine.review import FollowUp
from triage.engine.saved import Resumed
from triage.engine.screens import Screen
from triage.engine.session import Session
from triage.errors import TriageError, WrongArgument
from triage.model.dispositions import DEFAULT, Disposition
from triage.model.reading_json import is_list, is_mapping, is_union
from triage.model.serialise import JsonKey, form_of, keys_of, owner_of, worked_out_by
from triage.model.tree import Tree
from triage.model.values import Numeric, Value
from triage.words import _

Json: TypeAlias = dict[str, Any]
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

# What an app writes and reads; the other definitions are parts of these.
_KINDS: Final[tuple[type, ...]] = (
    *(Changes, Comparison, TriageError, FollowUp, Result),
    *(Resumed, Screen, Session, Tree),
)
PUBLISHED: Final = tuple(form_of(kind).name for kind in _KINDS)


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
        raise WrongArgument(
            _("found no schema `{name}`\n    help: there are {known}", name=name, known=known)
        )
    return {"$schema": DIALECT, "$ref": _place_of(name), "$defs": deepcopy(_definitions())}


@cache
def _definitions() -> dict[str, Json]:
    return definitions_of(*_KINDS)


def definitions_of(*kinds: type) -> dict[str, Json]:
    """Return the schemas of some classes, and of all that they hold, by name."""
    made = _Definitions()
    for kind in kinds:
        made.of(kind)
    return made.by_name


def _place_of(name: str) -> str:
    return f"#/$defs/{name}"


# --- the schema of a type


_PLAIN: Final[dict[Any, Json]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Numeric: {"type": "number"},
    date: {"type": "string", "format": "date"},
}
# What stands in many places, with its name there.
_NAMED: Final[dict[Any, tuple[str, Json]]] = {
    Value: (
        "value",
        {
            "type": ["boolean", "number", "string"],
            "description": "An answer: true or false, a number, the name of an option, "
            'or "not sure".',
        },
    ),
    Mapping[str, Value]: (
        "answers",
        {
            "type": "object",
            "additionalProperties": {"$ref": _place_of("value")},
            "description": "Facts with their answers.",
        },
    ),
}


@define
class _Definitions:
    """Schemas by name, of all types that were asked for so far."""

    by_name: dict[str, Json] = field(factory=dict)

    def of(self, kind: Any) -> Json:
        """Return the schema of a type; to what has a name it refers."""
        if kind in _PLAIN:
            return dict(_PLAIN[kind])
        if kind in _NAMED:
            return self._referred(*_NAMED[kind])
        if is_union(kind):
            return _or_null(self.of(_without_none(kind)))
        if get_origin(kind) is Literal:
            return {"enum": list(get_args(kind))}
        if is_list(kind):
            return {"type": "array", "items": self.of(get_args(kind)[0])}
        if is_mapping(kind):
            return {"type": "object", "additionalProperties": self.of(get_args(kind)[1])}
        if isinstance(kind, NewType):
            return self.of(kind.__supertype__)
        return self._of_class(kind)

    def _referred(self, name: str, schema: Json) -> Json:
        self.by_name.setdefault(name, schema)
        return {"$ref": _place_of(name)}

    def _of_class(self, cls: type) -> Json:
        if issubclass(cls, Disposition):
            told = {"type": "string", "examples": [*DEFAULT.dispositions]}
            return self._referred("disposition", {**told, "description": _first_line(cls)})
        name = form_of(cls).name
        if name not in self.by_name:
            self.by_name[name] = {}  # so that it may hold itself
            self.by_name[name] = self._object(cls)
        return {"$ref": _place_of(name)}

    def _object(self, cls: type) -> Json:
        form = form_of(cls)
        own = {key: {"const": version} for key, version in form.stamp.items()}
        own |= self._properties(cls)
        more = {k: v for sub in _below(cls) for k, v in self._properties(sub).items()}
        return {
            "type": "object",
            "description": form.doc or _first_line(cls),
            "required": [key for key in own if key not in form.optional],
            "properties": {**more, **own},
        }

    def _properties(self, cls: type) -> dict[str, Json]:
        return {
            name: self._property(cls, key, is_open=name in form_of(cls).open)
            for name, key in keys_of(cls).items()
        }

    def _property(self, cls: type, key: JsonKey, *, is_open: bool) -> Json:
        schema = self.of(_open(key.type) if is_open else key.type)
        told = _told_of(cls, key)
        return {**schema, "description": told} if told else schema


def _or_null(schema: Json) -> Json:
    if isinstance(schema.get("type"), str):
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def _without_none(union: Any) -> Any:
    return reduce(or_, (part for part in get_args(union) if part is not NoneType))


def _open(kind: Any) -> Any:
    """Return the type of texts in the place of those that are listed today."""
    return str | None if is_union(kind) else str


def _below(cls: type) -> Iterator[type]:
    sub: type
    for sub in cls.__subclasses__():
        yield sub
        yield from _below(sub)


# --- what the docstrings tell


_FIELD: Final = re.compile(r"^    (\w+): (.*(?:\n     .*)*)", re.MULTILINE)


def _told_of(cls: type, key: JsonKey) -> str:
    """Return what is told of the value of a key, or ""."""
    if not isinstance(key.origin, str):
        return _first_line(key.origin)
    owner, name = owner_of(cls, key.origin)
    worked_out = worked_out_by(owner, name)
    return _first_line(worked_out) if worked_out else _fields_told(owner).get(name, "")


def _first_line(what: object) -> str:
    """Return the first line of a docstring; there is none where Python left them out."""
    return _in_json((inspect.getdoc(what) or "").partition("\n")[0])


def _fields_told(cls: type) -> dict[str, str]:
    listed = (inspect.getdoc(cls) or "").partition("Attributes:\n")[2]
    fields = {name: _in_json(" ".join(text.split())) for name, text in _FIELD.findall(listed)}
    return {name: text[0].upper() + text[1:] for name, text in fields.items()}


def _in_json(text: str) -> str:
    """Return a text of a docstring in the words of JSON."""
    said = text.replace("``", "`")
    return re.sub(r"\bNone\b", "null", said)
