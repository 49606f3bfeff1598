"""What is written as JSON: the keys of each kind are declared once, with its class.

From that declaration and the types of the class come the plain data, by one converter of
cattrs, and the published schema, so that the one cannot say other than the other. The same
converter reads it back.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter, methodcaller
from types import NoneType
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias, TypeVar, get_args, get_type_hints

from attrs import evolve, fields, frozen, has

from triage.model.dispositions import Disposition
from triage.model.reading_json import faults_in, is_list, is_mapping, is_union, read_strictly

if TYPE_CHECKING:
    from cattrs import Converter

Writer: TypeAlias = Callable[[Any], Any]
# The name of an attribute, or of an attribute's own (`tree.id`), or a function with its type.
Origin: TypeAlias = str | Callable[[Any], object]
T = TypeVar("T")


@frozen(kw_only=True)
class JsonForm:
    """The JSON object that stands for an object of a class.

    Attributes:
        name: its name in the published schemas.
        version: goes up when a program could misread the new form; it stands first, as
            ``triage_<name>``. None for what is always a part of something else.
        keys: each key with where its value comes from; None for the fields as they are named.
        optional: keys that data may lack, as that of an earlier version does.
        open: keys of which the schema does not list the values, as more may come.
        doc: what the schema tells of it; "" for the first line of the class.
    """

    name: str
    version: int | None = None
    keys: Mapping[str, Origin] | None = None
    optional: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    doc: str = ""

    @property
    def stamp(self) -> dict[str, object]:
        """The key that stands first, with the version."""
        return {} if self.version is None else {f"triage_{self.name}": self.version}

    def plus(self, *names: str) -> JsonForm:
        """Return the form of a subclass that adds some attributes."""
        return evolve(self, keys={**(self.keys or {}), **same(*names)})


def same(*names: str) -> dict[str, Origin]:
    """Return keys that are called like the attributes that they hold."""
    return {name: name for name in names}


class Serialised:
    """What can be written as JSON; where its keys are not just its fields it declares them."""

    __slots__ = ()
    json_form: ClassVar[JsonForm]

    def to_json(self) -> dict[str, object]:
        """Return plain data that ``json`` can write; ``triage.schema`` describes it."""
        written: dict[str, object] = _converter().unstructure(self)
        return written


def form_of(cls: type) -> JsonForm:
    """Return the form of a class; one that declares none is written field by field."""
    return getattr(cls, "json_form", None) or JsonForm(name=cls.__name__.lower())


class NotOfKind(ValueError):
    """Plain data that cannot be what it is read as.

    Attributes:
        faults: each with its place in the data, as ``answers[0].on``; all are listed.
    """

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def from_json(kind: type[T], data: object) -> T:
    """Return an object from its plain data; its keys must be its fields.

    Keys that it does not have are passed over, as a later version may write more.

    Raises:
        NotOfKind: the data is of no such object.
    """
    try:
        return _converter().structure(data, kind)
    except Exception as error:  # whatever a type raises, or a group of that
        raise NotOfKind(faults_in(error)) from error


# --- what each key holds


@frozen
class JsonKey:
    """Where the value of a key comes from, and of which type it is."""

    origin: Origin
    type: Any


def keys_of(cls: Any) -> dict[str, JsonKey]:
    """Return the keys of a class in their order, without the stamp."""
    declared = form_of(cls).keys
    if declared is None:
        declared = same(*(field.name for field in fields(cls)))
    return {key: JsonKey(origin, type_at(cls, origin)) for key, origin in declared.items()}


def type_at(cls: type, origin: Origin) -> Any:
    """Return the type of what comes from somewhere in an object of a class."""
    if not isinstance(origin, str):
        return get_type_hints(origin)["return"]
    owner, name = owner_of(cls, origin)
    worked_out = worked_out_by(owner, name)
    return get_type_hints(worked_out)["return"] if worked_out else get_type_hints(owner)[name]


def owner_of(cls: type, path: str) -> tuple[type, str]:
    """Return the class that has the last attribute of a path from a class, and its name."""
    before, _, name = path.rpartition(".")
    return (type_at(cls, before) if before else cls), name


def worked_out_by(cls: type, name: str) -> Callable[[Any], object] | None:
    """Return the function of a property, or None for an attribute that is stored."""
    found = inspect.getattr_static(cls, name, None)
    function = found.fget if isinstance(found, property) else getattr(found, "func", None)
    return function if callable(function) else None


# --- the converter


@cache
def _converter() -> Converter:
    """Return the converter, made at the first use: to import cattrs costs 10 ms."""
    from cattrs.fns import identity
    from cattrs.preconf.json import make_converter

    converter = make_converter()
    converter.register_unstructure_hook(Disposition, identity)
    converter.register_unstructure_hook_factory(is_union, _union_writer)
    converter.register_unstructure_hook_factory(is_list, _list_writer)
    converter.register_unstructure_hook_factory(is_mapping, lambda _: methodcaller("copy"))
    converter.register_unstructure_hook_factory(_has_form, _object_writer)
    read_strictly(converter)
    return converter


def _has_form(kind: object) -> bool:
    return isinstance(kind, type) and hasattr(kind, "json_form")


def _union_writer(union: Any, converter: Converter) -> Writer:
    """Return how to write what is plain already, or an object or None."""
    from cattrs.fns import identity

    parts = [part for part in get_args(union) if part is not NoneType]
    writers = [converter.get_unstructure_hook(part) for part in parts]
    if all(write is identity for write in writers):
        return identity
    (write,) = writers
    return lambda value: None if value is None else write(value)


def _list_writer(kind: Any, converter: Converter) -> Writer:
    from cattrs.fns import identity

    write = converter.get_unstructure_hook(get_args(kind)[0])
    return list if write is identity else lambda values: list(map(write, values))


def _object_writer(cls: Any, converter: Converter) -> Writer:
    from cattrs.gen import make_dict_unstructure_fn, override

    stamp, keys = cls.json_form.stamp, keys_of(cls)
    names = [field.name for field in fields(cls)] if has(cls) else []
    written = [name for name in names if name in keys]
    if [key.origin for key in keys.values()] != written or [*keys] != written:
        return _keys_writer(stamp, keys, converter)
    left_out: dict[str, Any] = {name: override(omit=True) for name in names if name not in keys}
    write = make_dict_unstructure_fn(cls, converter, **left_out)  # code made for it: fastest
    return (lambda value: {**stamp, **write(value)}) if stamp else write


def _keys_writer(
    stamp: Mapping[str, object], keys: Mapping[str, JsonKey], converter: Converter
) -> Writer:
    """Return how to write an object of some keys, quickly: most hold what is plain already."""
    from cattrs.fns import identity

    blank = {**stamp, **dict.fromkeys(keys)}  # keeps the order of the keys
    names = {key: k.origin for key, k in keys.items() if isinstance(k.origin, str)}
    read = attrgetter(*names.values(), "__class__")  # of one name it would give no tuple
    made = [(key, k.origin) for key, k in keys.items() if callable(k.origin)]
    writers = {key: converter.get_unstructure_hook(k.type) for key, k in keys.items()}
    not_plain = [(key, write) for key, write in writers.items() if write is not identity]

    def write(value: Any) -> dict[str, object]:
        written = blank.copy()
        written.update(zip(names, read(value), strict=False))
        for key, make in made:
            written[key] = make(value)
        for key, write_part in not_plain:
            written[key] = write_part(written[key])
        return written

    return write
