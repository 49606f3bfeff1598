"""Shapes that hold other shapes: lists, mappings and records."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from attrs import field, frozen

from triage.findings import catalogue
from triage.model.names import did_you_mean
from triage.model.provenance import Location
from triage.tree_files.nodes import YamlNode
from triage.tree_files.report import Report, listing
from triage.tree_files.scalars import shorten
from triage.tree_files.shapes import Json, Name, Shape, wrong_type


@frozen
class ListOf:
    """A list of things of one shape, with at least one item."""

    item: Shape
    plural: str

    def read(self, node: YamlNode, report: Report) -> list[Any] | None:
        """Return the items that could be read."""
        if not isinstance(node.value, list):
            wrong_type(node, report, self.words())
            return None
        if not node.value:
            report.add(
                catalogue.EMPTY_VALUE, node.at, f"found an empty list, expected {self.words()}"
            )
        items = [self.item.read(item, report) for item in node.value]
        return [item for item in items if item is not None]

    def schema(self) -> Json:
        """Return a list of the item's schema."""
        return {"type": "array", "minItems": 1, "items": self.item.schema()}

    def words(self) -> str:
        """Name the items."""
        return f"a list of {self.plural}"


@frozen
class OneOrMore:
    """One thing, or a list of such things; read as a list either way."""

    item: Shape
    plural: str

    def read(self, node: YamlNode, report: Report) -> list[Any] | None:
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
        return f"{self.item.words()}, or a list of them"


@frozen
class MapOf:
    """Names, each with a thing of one shape.

    Attributes:
        name: how the names are spelt; None where anything may stand, to be
            checked when the facts are known.
        optional: whether a name may stand without a value.
    """

    name: Name | None
    value: Shape
    plural: str
    optional: bool = False

    def read(self, node: YamlNode, report: Report) -> dict[str, MapEntry] | None:
        """Return the entries that could be read, by name."""
        if not isinstance(node.value, dict):
            wrong_type(node, report, self.words())
            return None
        if not node.value:
            found = f"found an empty mapping, expected {self.words()}"
            report.add(catalogue.EMPTY_VALUE, node.head, found)
        entries = {name: self.entry(value, report) for name, value in node.value.items()}
        return {name: entry for name, entry in entries.items() if entry is not None}

    def entry(self, node: YamlNode, report: Report) -> MapEntry | None:
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
        return f"a mapping of {self.plural}"


@frozen
class MapEntry:
    """One entry of a mapping: its key, and what was read, or None."""

    key: YamlNode
    value: Any

    @property
    def at(self) -> Location:
        """Where the key stands."""
        return self.key.at


@frozen
class EitherShape:
    """A list or a mapping, each with its shape."""

    list: ListOf
    map: MapOf

    def read(self, node: YamlNode, report: Report) -> Any:
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
        return f"{self.list.words()}, or {self.map.words()}"


@frozen
class Field:
    """One key of a record.

    Attributes:
        doc: what the key says, for the reference.
        required: whether it has to be there.
    """

    name: str
    shape: Shape
    doc: str
    required: bool = False


@frozen
class Fields:
    """What a record says: its values by key, and where each stands.

    Attributes:
        misspelt: the keys that are probably meant by unknown ones.
    """

    node: YamlNode
    values: Mapping[str, Any]
    misspelt: Set[str] = frozenset()

    def get(self, name: str, default: Any = None) -> Any:
        """Return a value, or the default where it is missing or faulty."""
        value = self.values.get(name)
        return default if value is None else value

    def has(self, name: str) -> bool:
        """Tell whether the key is written, faulty or not."""
        return name in self.node.entries

    def lost(self, name: str) -> bool:
        """Tell whether a key seems to be meant to say something that could not be read."""
        return name in self.misspelt or (self.has(name) and self.values.get(name) is None)

    def at(self, name: str) -> Location:
        """Return where a key stands, or the record if the key is missing."""
        entries = self.node.entries
        return entries[name].head if name in entries else self.node.head


@frozen
class RecordVariant:
    """What one ``type`` of a record allows beside the keys that every type has.

    Attributes:
        allowed: further keys that may be there.
        required: those of them that have to be there.
    """

    type: str
    allowed: tuple[str, ...] = ()
    required: tuple[str, ...] = ()


@frozen
class Record:
    """A mapping with a fixed set of keys.

    Attributes:
        noun: what it is, with its article: ``a fact``.
        fields: the keys, in the order of the reference.
        one_of: keys of which exactly one has to be there.
        some_of: keys of which at least one has to be there.
        variants: what each value of the key ``type`` allows.
    """

    noun: str
    fields: tuple[Field, ...]
    one_of: tuple[str, ...] = ()
    some_of: tuple[str, ...] = ()
    variants: tuple[RecordVariant, ...] = ()
    _by_name: dict[str, Field] = field(init=False, repr=False)

    @_by_name.default
    def _default_by_name(self) -> dict[str, Field]:
        return {f.name: f for f in self.fields}

    @property
    def keys(self) -> tuple[str, ...]:
        """The names of the keys."""
        return tuple(self._by_name)

    def read(self, node: YamlNode, report: Report) -> Fields | None:
        """Return the values of the known keys."""
        if not isinstance(node.value, dict):
            names = listing(f.name for f in self.fields)
            wrong_type(node, report, self.noun, f"{self.noun} is a mapping with the keys {names}")
            return None
        values = {}
        misspelt: set[str] = set()
        for name, value in node.value.items():
            known = self._by_name.get(name)
            if known is None:
                misspelt |= self.report_unknown(value, report)
            else:
                values[name] = known.shape.read(value, report)
        self.report_missing(node, misspelt, report)
        for variant in self.variants:
            if variant.type == values.get("type"):
                self.report_unfit(node, variant, report)
        return Fields(node, values, misspelt)

    def report_unknown(self, node: YamlNode, report: Report) -> set[str]:
        """Report a key that the record does not have; return the one that may be meant."""
        assert node.key is not None  # it was found under a key
        if node.key.faulty:
            return set()
        names = f"{self.noun} may have: {listing(self._by_name, 30)}"
        near = report.nearest(node.key.text, self._by_name)
        hint = f"{did_you_mean([near])} {names}" if near else names
        found = f"found `{shorten(node.key.text)}`, which {self.noun} does not have"
        report.add(catalogue.UNKNOWN_KEY, node.head, found, hint)
        return {near} if near else set()

    def report_missing(self, node: YamlNode, misspelt: set[str], report: Report) -> None:
        """Report the keys that have to be there and are not, nor misspelt."""
        for f in self.fields:
            if f.required and f.name not in node.entries and f.name not in misspelt:
                found = f"found {self.noun} without `{f.name}`"
                report.add(
                    catalogue.MISSING_KEY, node.head, found, f"add `{f.name}:` {f.shape.words()}"
                )
        written = [name for name in self.one_of if name in node.entries]
        if self.one_of and len(written) != 1:
            found = f"found {listing(written) or 'nothing'}, expected exactly one"
            report.add(catalogue.UNFIT_KEY, node.head, f"{found} of {listing(self.one_of)}")
        if self.some_of and not any(n in node.entries or n in misspelt for n in self.some_of):
            hint = "name a source, or write `judgement:` and the reason in your own words"
            found = f"found {self.noun} that rests on nothing"
            report.add(
                catalogue.NO_SOURCE, node.head, f"{found}, expected a source or a reason", hint
            )

    def report_unfit(self, node: YamlNode, variant: RecordVariant, report: Report) -> None:
        """Report the keys that do not go with the type."""
        for name in dict.fromkeys(key for v in self.variants for key in v.allowed):
            if name in node.entries and name not in variant.allowed:
                types = listing(v.type for v in self.variants if name in v.allowed)
                found = f"found `{name}` on {self.noun} of type `{variant.type}`"
                hint = f"`{name}` belongs to the type {types}"
                report.add(catalogue.UNFIT_KEY, node.entries[name].head, found, hint)
        for name in variant.required:
            if name not in node.entries:
                found = f"found {self.noun} of type `{variant.type}` without `{name}`"
                hint = f"add `{name}:` {self._by_name[name].shape.words()}"
                report.add(catalogue.MISSING_KEY, node.head, found, hint)

    def schema(self) -> Json:
        """Return an object with these keys and no others."""
        schema: Json = {
            "type": "object",
            "properties": {f.name: f.shape.schema() | {"description": f.doc} for f in self.fields},
            "required": [f.name for f in self.fields if f.required],
            "additionalProperties": False,
        }
        if self.one_of:
            schema["oneOf"] = [{"required": [name]} for name in self.one_of]
        if self.some_of:
            schema["anyOf"] = [{"required": [name]} for name in self.some_of]
        if self.variants:
            schema["allOf"] = [self.variant_schema(variant) for variant in self.variants]
        return schema

    def variant_schema(self, variant: RecordVariant) -> Json:
        """Return what one type asks for and rules out."""
        every = dict.fromkeys(key for v in self.variants for key in v.allowed)
        return {
            "if": {"properties": {"type": {"const": variant.type}}, "required": ["type"]},
            "then": {
                "required": list(variant.required),
                "properties": {key: False for key in every if key not in variant.allowed},
            },
        }

    def words(self) -> str:
        """Name the record."""
        return self.noun
