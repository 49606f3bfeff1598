"""Shapes that hold other shapes: lists and mappings."""

from __future__ import annotations

from typing import Generic, TypeVar

from attrs import field, frozen

from triage.findings import catalogue
from triage.model.provenance import Location
from triage.tree_files.nodes import YamlNode
from triage.tree_files.report import Report
from triage.tree_files.shapes import Json, Name, Shape, wrong_type
from triage.words import _

_V = TypeVar("_V")
_W = TypeVar("_W")


@frozen
class ListOf(Generic[_V]):
    """A list of things of one shape, with at least one item."""

    item: Shape[_V]
    plural: str

    def read(self, node: YamlNode, report: Report) -> list[_V] | None:
        """Return the items that could be read."""
        if not isinstance(node.value, list):
            wrong_type(node, report, self.words())
            return None
        if not node.value:
            report.add(
                catalogue.EMPTY_VALUE,
                node.at,
                _("found an empty list, expected {words}", words=self.words()),
            )
        items = [self.item.read(item, report) for item in node.value]
        return [item for item in items if item is not None]

    def schema(self) -> Json:
        """Return a list of the item's schema."""
        return {"type": "array", "minItems": 1, "items": self.item.schema()}

    def words(self) -> str:
        """Name the items."""
        return _("a list of {plural}", plural=_(self.plural))


@frozen
class OneOrMore(Generic[_V]):
    """One thing, or a list of such things; read as a list either way."""

    item: Shape[_V]
    plural: str

    def read(self, node: YamlNode, report: Report) -> list[_V] | None:
        """Return the items that could be read."""
        if isinstance(node.value, list):
            return ListOf(self.item, self.plural).read(node, report)
        one = self.item.read(node, report)
        return None if one is None else [one]

    def schema(self) -> Json:
        """Return either form."""
        return {"anyOf": [self.item.schema(), ListOf(self.item, self.plural).schema()]}

    def words(self) -> str:
        """Name both forms."""
        return _("{words}, or a list of them", words=self.item.words())


@frozen
class MapOf(Generic[_V]):
    """Names, each with a thing of one shape.

    Attributes:
        name: how the names are spelt; None where anything may stand, to be
            checked when the facts are known.
        optional: whether a name may stand without a value.
    """

    name: Name | None
    value: Shape[_V]
    plural: str
    optional: bool = field(default=False, kw_only=True)

    def read(self, node: YamlNode, report: Report) -> dict[str, MapEntry[_V]] | None:
        """Return the entries that could be read, by name."""
        if not isinstance(node.value, dict):
            wrong_type(node, report, self.words())
            return None
        if not node.value:
            found = _("found an empty mapping, expected {words}", words=self.words())
            report.add(catalogue.EMPTY_VALUE, node.head, found)
        entries = {name: self.entry(value, report) for name, value in node.value.items()}
        return {name: entry for name, entry in entries.items() if entry is not None}

    def entry(self, node: YamlNode, report: Report) -> MapEntry[_V] | None:
        """Return one entry, with a value of None where it cannot be read."""
        key = node.key
        assert key is not None  # the composer gives every entry its key
        if self.name is not None and self.name.check(key, report) is None:
            return None
        if node.value is None and self.optional:
            return MapEntry(key, None)
        return MapEntry(key, self.value.read(node, report))

    def schema(self) -> Json:
        """Return an object with the pattern of the names."""
        value = self.value.schema()
        if self.optional:
            value = {"anyOf": [value, {"type": "null"}]}
        schema: Json = {"type": "object", "minProperties": 1, "additionalProperties": value}
        if self.name is not None:
            schema["propertyNames"] = self.name.schema()
        return schema

    def words(self) -> str:
        """Name the entries."""
        return _("a mapping of {plural}", plural=_(self.plural))


@frozen
class MapEntry(Generic[_V]):
    """One entry of a mapping: its key, and what was read, or None."""

    key: YamlNode
    value: _V | None

    @property
    def at(self) -> Location:
        """Where the key stands."""
        return self.key.at


@frozen
class EitherShape(Generic[_V, _W]):
    """A list or a mapping, each with its shape."""

    list: Shape[_V]
    map: Shape[_W]

    def read(self, node: YamlNode, report: Report) -> _V | _W | None:
        """Return what the form at hand gives."""
        if isinstance(node.value, list):
            return self.list.read(node, report)
        if isinstance(node.value, dict):
            return self.map.read(node, report)
        wrong_type(node, report, self.words())
        return None

    def schema(self) -> Json:
        """Return either form."""
        return {"anyOf": [self.list.schema(), self.map.schema()]}

    def words(self) -> str:
        """Name both forms."""
        return _("{one}, or {other}", one=self.list.words(), other=self.map.words())
