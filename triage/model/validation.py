"""What a model is validated by when it is built, so that none can be built that cannot be.

The validators are those of attrs. Only what holds for a faulty file, too, is
asked for: what a tree means is for its checks to judge.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from attrs import Attribute
from attrs.validators import and_, deep_iterable, deep_mapping, ge, instance_of, optional

Validator: TypeAlias = Callable[[Any, "Attribute[Any]", Any], Any]


def _no_flag(_model: object, attribute: Attribute[Any], value: object) -> None:
    # To Python `True` is the number 1.
    if isinstance(value, bool):
        raise TypeError(f"'{attribute.name}' must be a number (got {value}).")


TEXT: Final[Validator] = instance_of(str)
TEXT_OR_NONE: Final[Validator] = optional(TEXT)
FLAG: Final[Validator] = instance_of(bool)
WHOLE: Final[Validator] = and_(instance_of(int), _no_flag)
NUMBER: Final[Validator] = and_(instance_of((int, float)), _no_flag)
NUMBER_OR_NONE: Final[Validator] = optional(NUMBER)
DAYS_OR_NONE: Final[Validator] = optional(and_(WHOLE, ge(0)))


def tuple_of(*kinds: type) -> Validator:
    """Return a validator of tuples whose items are each of one of some kinds."""
    return deep_iterable(instance_of(kinds), instance_of(tuple))


def mapping_of(*kinds: type) -> Validator:
    """Return a validator of mappings from texts to things that are each of one of some kinds."""
    return deep_mapping(TEXT, instance_of(kinds), instance_of((Mapping,)))


NAMES: Final[Validator] = tuple_of(str)


def naming(cls: type, fields: list[Attribute[Any]]) -> list[Attribute[Any]]:
    """Let each refusal name the class, too; for ``frozen(field_transformer=naming)``."""
    named = {f.name: _named(cls.__name__, f.validator) for f in fields if f.validator}
    return [f.evolve(validator=named.get(f.name)) for f in fields]


def _named(name: str, validator: Validator) -> Validator:
    def validate(model: object, attribute: Attribute[Any], value: object) -> None:
        try:
            validator(model, attribute, value)
        except (TypeError, ValueError) as error:
            raise type(error)(f"{name}: {error.args[0]}") from None

    return validate
