"""Records: mappings with a fixed set of keys, each declared once with its type.

A record's keys are the attributes of one class::

    class WatchFields(Fields):
        look_for = Field(WORDS, "The sign, in words for the patient.", required=True)

From the class come the reading of files, the JSON Schema and the reference;
and what a file says is read by it: ``fields.look_for`` is a text or None, and
a misspelt name is an error of the type checker.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import Any, Generic, TypeVar, overload

from attrs import define, field, frozen

from triage.findings import catalogue
from triage.model.names import did_you_mean
from triage.model.provenance import Location
from triage.tree_files.nodes import YamlNode
from triage.tree_files.report import Report, listing
from triage.tree_files.scalars import shorten
from triage.tree_files.shapes import Json, Shape, wrong_type
from triage.words import _

_V = TypeVar("_V")


@define(eq=False)
class Field(Generic[_V]):
    """One key of a record, and how its value is read from ``Fields``.

    Attributes:
        doc: what the key says, for the reference.
        required: whether it has to be there.
        name: how files write it; by default the name of the attribute, which
            cannot be a word of Python's such as ``if``.
    """

    shape: Shape[_V]
    doc: str
    required: bool = field(default=False, kw_only=True)
    name: str = field(default="", kw_only=True)

    def __set_name__(self, owner: type[Fields], name: str) -> None:
        self.name = self.name or name

    @overload
    def __get__(self, fields: None, owner: type[Fields]) -> Field[_V]: ...

    @overload
    def __get__(self, fields: Fields, owner: type[Fields]) -> _V | None: ...

    def __get__(self, fields: Fields | None, owner: type[Fields]) -> Field[_V] | _V | None:
        """Return the value, None where it is missing or faulty; of a class, the key itself."""
        return self if fields is None else fields.get(self)


@frozen
class Fields:
    """What a record says: its values by key, and where each stands.

    Attributes:
        values: by the names of the keys.
        misspelt: the keys that are probably meant by unknown ones.
    """

    node: YamlNode
    values: Mapping[str, Any]
    misspelt: Set[str] = frozenset()

    def get(self, key: Field[_V]) -> _V | None:
        """Return a value, or None where it is missing or faulty."""
        value: _V | None = self.values.get(key.name)
        return value

    def has(self, key: Field[Any]) -> bool:
        """Tell whether the key is written, faulty or not."""
        return key.name in self.node.entries

    def lost(self, key: Field[Any]) -> bool:
        """Tell whether a key seems to be meant to say something that could not be read."""
        return key.name in self.misspelt or (self.has(key) and self.get(key) is None)

    def written(self, key: Field[Any]) -> YamlNode | None:
        """Return what stands under a key, faulty or not."""
        return self.node.entries.get(key.name)

    def at(self, key: Field[Any]) -> Location:
        """Return where a key stands, or the record if the key is missing."""
        return (self.written(key) or self.node).head

    @classmethod
    def declared(cls) -> tuple[Field[Any], ...]:
        """Return the keys in the order of the reference: its own, then those it inherits."""
        attributes = (a for each in cls.__mro__ for a in vars(each).values())
        return tuple(a for a in attributes if isinstance(a, Field))


@frozen
class RecordVariant:
    """What one ``type`` of a record allows beside the keys that every type has.

    Attributes:
        allowed: further keys that may be there.
        required: those of them that have to be there.
    """

    type: str
    allowed: tuple[Field[Any], ...] = ()
    required: tuple[Field[Any], ...] = ()


_F = TypeVar("_F", bound=Fields)


@frozen
class Record(Generic[_F]):
    """A mapping with a fixed set of keys.

    Attributes:
        noun: what it is, with its article: ``a fact``.
        kind: the class that declares the keys.
        one_of: keys of which exactly one has to be there.
        some_of: keys of which at least one has to be there.
        variants: what each value of the key ``type`` allows.
    """

    noun: str
    kind: type[_F]
    one_of: tuple[Field[Any], ...] = field(default=(), kw_only=True)
    some_of: tuple[Field[Any], ...] = field(default=(), kw_only=True)
    variants: tuple[RecordVariant, ...] = field(default=(), kw_only=True)
    _by_name: dict[str, Field[Any]] = field(init=False, repr=False)

    @_by_name.default
    def _default_by_name(self) -> dict[str, Field[Any]]:
        return {key.name: key for key in self.kind.declared()}

    @property
    def keys(self) -> tuple[Field[Any], ...]:
        """The keys, in the order of the reference."""
        return tuple(self._by_name.values())

    def read(self, node: YamlNode, report: Report) -> _F | None:
        """Return the values of the known keys."""
        if not isinstance(node.value, dict):
            names = listing(self._by_name)
            wrong_type(
                node,
                report,
                self.noun,
                _("{noun} is a mapping with the keys {names}", noun=_(self.noun), names=names),
            )
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
        return self.kind(node, values, misspelt)

    def report_unknown(self, node: YamlNode, report: Report) -> set[str]:
        """Report a key that the record does not have; return the one that may be meant."""
        assert node.key is not None  # it was found under a key
        if node.key.faulty:
            return set()
        names = _("{noun} may have: {keys}", noun=_(self.noun), keys=listing(self._by_name, 30))
        near = report.nearest(node.key.text, self._by_name)
        hint = f"{did_you_mean([near])} {names}" if near else names
        found = _(
            "found `{key}`, which {noun} does not have",
            key=shorten(node.key.text),
            noun=_(self.noun),
        )
        report.add(catalogue.UNKNOWN_KEY, node.head, found, hint)
        return {near} if near else set()

    def report_missing(self, node: YamlNode, misspelt: set[str], report: Report) -> None:
        """Report the keys that have to be there and are not, nor misspelt."""
        known = {*node.entries, *misspelt}
        for key in self.keys:
            if key.required and key.name not in known:
                found = _("found {noun} without `{name}`", noun=_(self.noun), name=key.name)
                report.add(catalogue.MISSING_KEY, node.head, found, _add(key))
        written = [key.name for key in self.one_of if key.name in node.entries]
        if self.one_of and len(written) != 1:
            report.add(
                catalogue.UNFIT_KEY,
                node.head,
                _(
                    "found {keys}, expected exactly one of {wanted}",
                    keys=listing(written) or _("nothing"),
                    wanted=listing(_names(self.one_of)),
                ),
            )
        if self.some_of and known.isdisjoint(_names(self.some_of)):
            hint = _("name a source, or write `judgement:` and the reason in your own words")
            found = _(
                "found {noun} that rests on nothing, expected a source or a reason",
                noun=_(self.noun),
            )
            report.add(
                catalogue.NO_SOURCE,
                node.head,
                found,
                hint,
            )

    def report_unfit(self, node: YamlNode, variant: RecordVariant, report: Report) -> None:
        """Report the keys that do not go with the type."""
        for key in self.varying:
            if key.name in node.entries and key not in variant.allowed:
                types = listing(v.type for v in self.variants if key in v.allowed)
                found = _(
                    "found `{name}` on {noun} of type `{type}`",
                    name=key.name,
                    noun=_(self.noun),
                    type=variant.type,
                )
                hint = _("`{name}` belongs to the type {types}", name=key.name, types=types)
                report.add(catalogue.UNFIT_KEY, node.entries[key.name].head, found, hint)
        for key in variant.required:
            if key.name not in node.entries:
                found = _(
                    "found {noun} of type `{type}` without `{name}`",
                    noun=_(self.noun),
                    type=variant.type,
                    name=key.name,
                )
                report.add(catalogue.MISSING_KEY, node.head, found, _add(key))

    @property
    def varying(self) -> tuple[Field[Any], ...]:
        """The keys that not every type allows."""
        return tuple(dict.fromkeys(key for v in self.variants for key in v.allowed))

    def schema(self) -> Json:
        """Return an object with these keys and no others."""
        schema: Json = {
            "type": "object",
            "properties": {k.name: k.shape.schema() | {"description": k.doc} for k in self.keys},
            "required": _names(key for key in self.keys if key.required),
            "additionalProperties": False,
        }
        if self.one_of:
            schema["oneOf"] = [{"required": [name]} for name in _names(self.one_of)]
        if self.some_of:
            schema["anyOf"] = [{"required": [name]} for name in _names(self.some_of)]
        if self.variants:
            schema["allOf"] = [self.variant_schema(variant) for variant in self.variants]
        return schema

    def variant_schema(self, variant: RecordVariant) -> Json:
        """Return what one type asks for and rules out."""
        unfit = _names(key for key in self.varying if key not in variant.allowed)
        return {
            "if": {"properties": {"type": {"const": variant.type}}, "required": ["type"]},
            "then": {
                "required": _names(variant.required),
                "properties": dict.fromkeys(unfit, False),
            },
        }

    def words(self) -> str:
        """Name the record."""
        return _(self.noun)


def _names(keys: Iterable[Field[Any]]) -> list[str]:
    return [key.name for key in keys]


def _add(key: Field[Any]) -> str:
    return _("add `{name}:` {what}", name=key.name, what=key.shape.words())
