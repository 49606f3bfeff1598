"""The arguments of a tool: described in JSON Schema, and read strictly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, TypeAlias

from attrs import frozen

from triage.errors import WrongArgument
from triage.model.values import shown
from triage.words import N_, _

Kind: TypeAlias = Literal["text", "flag", "answers"]
_SCHEMAS: Final[Mapping[Kind, Mapping[str, object]]] = {
    "text": {"type": "string"},
    "flag": {"type": "boolean", "default": False},
    "answers": {
        "type": "object",
        "additionalProperties": {"type": ["boolean", "number", "string"]},
        "minProperties": 1,
    },
}
_EXPECTED: Final[Mapping[Kind, str]] = {
    "text": N_("a text"),
    "flag": N_("true or false"),
    "answers": N_("a mapping from fact to answer"),
}
_TYPES: Final[Mapping[Kind, type]] = {"text": str, "flag": bool, "answers": Mapping}


@frozen
class Argument:
    """One argument of a tool.

    Attributes:
        name: as it is given.
        kind: what it holds.
        words: what it means, for the model.
        is_needed: whether it must be given.
    """

    name: str
    kind: Kind
    words: str
    is_needed: bool = True

    @property
    def schema(self) -> dict[str, object]:
        """The argument in JSON Schema."""
        return {**_SCHEMAS[self.kind], "description": _(self.words)}

    def problem(self, given: Mapping[str, object]) -> str:
        """Say what is wrong with the argument as it was given; "" where nothing is."""
        if self.name not in given and not self.is_needed:
            return ""
        raw = given.get(self.name)
        if isinstance(raw, _TYPES[self.kind]):
            return ""
        return _(
            "`{name}`: found {found}, expected {expected}",
            name=self.name,
            found=shown(raw) if self.name in given else _("nothing"),
            expected=_(_EXPECTED[self.kind]),
        )


def schema_of(arguments: Sequence[Argument]) -> dict[str, object]:
    """Return what a tool takes, in JSON Schema."""
    return {
        "type": "object",
        "properties": {each.name: each.schema for each in arguments},
        "required": [each.name for each in arguments if each.is_needed],
        "additionalProperties": False,
    }


def refuse_wrong(arguments: Sequence[Argument], given: Mapping[str, object]) -> None:
    """Let only arguments pass that a tool takes.

    Raises:
        WrongArgument: some are wrong, missing or too many; all of them are listed.
    """
    if problems := [*_problems(arguments, given)]:
        problems.append(_("    help: nothing was changed; call it again with what it takes"))
        raise WrongArgument("\n".join(problems))


def _problems(arguments: Sequence[Argument], given: Mapping[str, object]) -> Iterator[str]:
    yield from filter(None, (each.problem(given) for each in arguments))
    names = ", ".join(f"`{each.name}`" for each in arguments) or _("nothing")
    for name in given.keys() - {each.name for each in arguments}:
        yield _("{name}: found an argument, expected only {names}", name=shown(name), names=names)
