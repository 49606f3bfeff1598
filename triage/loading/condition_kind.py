"""One way to write a condition: its key, and how what stands under the key is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, Protocol, TypeAlias

from attrs import field, frozen

from triage.loading.nodes import Node
from triage.loading.report import Report
from triage.loading.scope import Scope
from triage.loading.shapes import Json
from triage.model.conditions import Condition

# What may stand under a key, in the JSON Schema of tree files.
A_SPEC: Final[Json] = {"$ref": "#/$defs/spec"}
A_CONDITION: Final[Json] = {"$ref": "#/$defs/condition"}
CONDITIONS: Final[Json] = {"type": "array", "minItems": 1, "items": A_CONDITION}


class Reading(Protocol):
    """The conditions of one scope while they are read."""

    @property
    def scope(self) -> Scope:
        """What names mean."""

    @property
    def report(self) -> Report:
        """Where faults are told."""

    @property
    def asked(self) -> tuple[str, ...] | None:
        """The facts of the step whose branch is read; None elsewhere."""

    def part(self, node: Node) -> Condition | None:
        """Return the condition that a node is; None where it is faulty, which is reported."""

    def unknown(self, key: str, node: Node) -> None:
        """Report a name that is neither a fact nor a word of the format."""

    def bad(self, node: Node, found: str, help: str = "") -> None:
        """Report a condition that is not written as one."""


Read: TypeAlias = Callable[[Reading, re.Match[str], Node], Condition | None]


@frozen
class ConditionKind:
    """One way to write a condition.

    A key of one word has to stand among the ``CONDITION_WORDS`` of the format,
    too, so that no fact or group can have its name.

    Attributes:
        key: what the whole key matches.
        read: returns the condition under a key, or None where it is faulty,
            which it reports.
        names: for the JSON Schema, the keys, each with what stands under it.
        patterns: the same, for keys that are no fixed words.
    """

    key: re.Pattern[str]
    read: Read
    names: Mapping[str, Json] = field(factory=dict)
    patterns: Mapping[str, Json] = field(factory=dict)
