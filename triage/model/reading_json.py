"""How plain data is read by the types of a class: nothing is made to fit.

By itself cattrs makes the text "5" of the number 5. All that is wrong is told at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Final, TypeAlias, Union, get_args, get_origin

from attrs import has

from triage.model.dispositions import DEFAULT, Disposition
from triage.model.values import shown
from triage.words import N_, _

if TYPE_CHECKING:
    from cattrs import Converter

Reader: TypeAlias = Callable[[Any, Any], Any]


def is_union(kind: object) -> bool:
    """Say whether a type is one of several types."""
    return get_origin(kind) in (Union, UnionType)


def is_list(kind: object) -> bool:
    """Say whether a type is a tuple of any length, which JSON knows as a list."""
    return get_origin(kind) is tuple


def is_mapping(kind: object) -> bool:
    """Say whether a type is a mapping; all that are written hold texts, numbers and flags."""
    return get_origin(kind) is Mapping


def read_strictly(converter: Converter) -> None:
    """Let a converter refuse what does not fit, and say so in our words."""
    from cattrs.cols import homogenous_tuple_structure_factory
    from cattrs.gen import make_dict_structure_fn, mapping_structure_factory

    for kind in (str, bool, int):
        converter.register_structure_hook(kind, partial(_of_kind, kind))
    converter.register_structure_hook(date, _date)
    converter.register_structure_hook(Disposition, _known_disposition)
    consisting: tuple[tuple[Callable[[Any], bool], Any, Any], ...] = (
        (is_list, list | tuple, homogenous_tuple_structure_factory),
        (is_mapping, Mapping, mapping_structure_factory),
        (has, Mapping, make_dict_structure_fn),
    )
    for holds, kind, make in consisting:
        converter.register_structure_hook_factory(holds, partial(_reader, kind, make))
    converter.register_structure_hook_factory(_is_optional, _optional_reader)


def _unfit(data: object, expected: str) -> ValueError:
    return ValueError(
        _("found {found}, expected {expected}", found=shown(data), expected=_(expected))
    )


# What is expected of each type; the texts of other types are those of their own errors.
_EXPECTED: Final[Mapping[Any, str]] = {
    str: N_("a text"),
    bool: N_("true or false"),
    int: N_("a whole number"),
    list | tuple: N_("a list"),
    Mapping: N_("a mapping"),
}


def _of_kind(kind: Any, data: object, _declared: object) -> Any:
    if isinstance(data, bool) is not (kind is bool) or not isinstance(data, kind):
        raise _unfit(data, _EXPECTED[kind])
    return data


def _date(data: object, _declared: object) -> date:
    try:
        return date.fromisoformat(data if isinstance(data, str) else "")
    except ValueError:
        raise _unfit(data, N_("a date such as 2026-11-20")) from None


def _known_disposition(name: object, _declared: object) -> Disposition:
    """Return a disposition of the default scale; the scale of a tree is not in what is read."""
    found = DEFAULT.find(name) if isinstance(name, str) else None
    if found is None:
        raise ValueError(_("found no disposition `{name}`", name=name))
    return found


def _reader(
    kind: Any, make: Callable[[Any, Converter], Reader], declared: Any, converter: Converter
) -> Reader:
    """Return how to read what consists of parts, if it is of a kind that can have them."""
    read = make(declared, converter)
    return lambda data, _declared: read(_of_kind(kind, data, None), declared)


def _is_optional(kind: object) -> bool:
    return is_union(kind) and len(get_args(kind)) == 2 and NoneType in get_args(kind)


def _optional_reader(kind: Any, converter: Converter) -> Reader:
    (part,) = (each for each in get_args(kind) if each is not NoneType)
    read = converter.get_structure_hook(part)
    return lambda data, _declared: None if data is None else read(data, part)


def faults_in(error: Exception) -> tuple[str, ...]:
    """Return what an error of cattrs tells, or all that a group of them does, each in our words."""
    from cattrs.v import transform_error

    told = (each.rpartition(" @ ") for each in transform_error(error, "", _told))
    return tuple(
        _("{place}: {fault}", place=place.removeprefix("."), fault=fault) if place else fault
        for fault, _at, place in told
    )


def _told(error: BaseException, _declared: object) -> str:
    if isinstance(error, KeyError):
        return _("found nothing where something must stand")
    return str(error)
