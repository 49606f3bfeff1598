"""A kind of condition that the package does not know, in the one file that it takes."""

from __future__ import annotations

import re

from attrs import frozen

from triage.loading.condition_reader import A_SPEC, ConditionKind, ConditionReader
from triage.loading.nodes import Node
from triage.model.conditions import All, Any, Condition, Core, Is, Not, Speaker


@frozen
class OneButNotBoth(Condition):
    """One of two conditions holds, and the other does not."""

    one: Is
    other: Is

    @property
    def core(self) -> Core:
        """Either way round."""
        ways = All((self.one, Not(self.other))), All((Not(self.one), self.other))
        return Any(ways)

    def said(self, speaker: Speaker, /) -> str:
        """Say it as the file does."""
        one, other = speaker.label(self.one.fact), speaker.label(self.other.fact)
        answers = speaker.answers(self.one.answers, self.one.fact)
        return f"one but not both of {one}, {other}: {answers}"


def _read(reader: ConditionReader, key: re.Match[str], node: Node) -> Condition | None:
    one, other = (reader.single(name, node) for name in (key[1], key[2]))
    return None if one is None or other is None else OneButNotBoth(one, other)


KIND = ConditionKind(
    re.compile(r"one but not both of (\w+), (\w+)"),
    _read,
    patterns={r"^one but not both of \w+, \w+$": A_SPEC},
)
