"""What reads conditions, and what it has to know of each kind of condition."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from attrs import field, frozen

from triage.findings import catalogue
from triage.model.conditions import All, Condition, Is
from triage.tree_files.answers import read_spec
from triage.tree_files.format import TreeFields
from triage.tree_files.format_words import CONDITION_WORDS
from triage.tree_files.nodes import YamlNode
from triage.tree_files.scalars import shorten
from triage.tree_files.scope import FactScope
from triage.tree_files.shapes import Json, wrong_type
from triage.words import _

# Stands in for a faulty condition, so that the other checks can go on. It reads no fact.
FAULTY: Condition = All(())

# What may stand under a key, in the JSON Schema of tree files.
A_SPEC: Final[Json] = {"$ref": "#/$defs/spec"}
A_CONDITION: Final[Json] = {"$ref": "#/$defs/condition"}
CONDITIONS: Final[Json] = {"type": "array", "minItems": 1, "items": A_CONDITION}


class ConditionReader:
    """Reads conditions with the names of one scope.

    Attributes:
        kinds: how conditions are written; the first that fits a key reads what is under it.
        asked: the facts of the step whose branch is read; None elsewhere.
        guards: for those that only some are asked, of whom each is.
    """

    def __init__(
        self,
        scope: FactScope,
        kinds: Sequence[ConditionKind],
        asked: tuple[str, ...] | None = None,
        guards: Mapping[str, Condition] | None = None,
    ) -> None:
        self.scope, self.report = scope, scope.report
        self.kinds, self.asked, self.guards = kinds, asked, guards or {}

    def read(self, node: YamlNode) -> Condition:
        """Return a condition; where it is faulty, report why and return ``FAULTY``."""
        read = self.part(node)
        if read is None:
            self.scope.doubts.add("conditions")
        return FAULTY if read is None else read

    def part(self, node: YamlNode) -> Condition | None:
        """Return the condition that a node is; None where it is faulty, which is reported."""
        if not isinstance(node.value, dict):
            hint = _("write a fact and its answer, for example `limping: yes`")
            wrong_type(node, self.report, _("a condition"), hint)
            return None
        if not node.value:
            self.bad(node, _("found an empty condition"), _("delete it, or say when it holds"))
            return None
        parts = [self._entry(key, value) for key, value in node.value.items()]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return None
        return known[0] if len(known) == 1 else All(tuple(known))

    def _entry(self, key: str, node: YamlNode) -> Condition | None:
        """Return one key of a condition with what stands under it."""
        for kind in self.kinds:
            if match := kind.key.fullmatch(key):
                return kind.read(self, match, node)
        return self.single(key, node)

    def single(self, key: str, node: YamlNode) -> Is | None:
        """Return a condition on one fact; None where it is faulty, which is reported."""
        fact = self.scope.facts.get(key)
        if fact is None:
            self.unknown(key, node)
            return None
        if key in self.scope.faulty or self.is_note(key, node):
            return None
        answers = read_spec(node, fact, self.report)
        return None if answers is None else Is(key, answers)

    def is_note(self, name: str, node: YamlNode) -> bool:
        """Tell whether a fact is a note, and report that a condition reads it."""
        if not self.scope.facts[name].is_note:
            return False
        found = _(
            "found a condition on the note `{name}`, which is handed on and decides nothing",
            name=name,
        )
        hint = _("ask what decides as a fact of another type")
        self.report.add(catalogue.NOTE_DECIDES, node.head, found, hint)
        return True

    def unknown(self, key: str, node: YamlNode) -> None:
        """Report a key that is neither a fact nor a word of the format."""
        if node.key is not None and node.key.faulty:
            return
        if key in self.scope.groups:
            hint = _("write `any of {key}`, `all of {key}` or `none of {key}`", key=key)
            self.bad(node, _("found the group `{key}` as if it were one fact", key=key), hint)
            return
        if self.scope.lost & {TreeFields.facts, TreeFields.groups, TreeFields.include}:
            return
        words = [
            *self.scope.facts,
            *CONDITION_WORDS,
            "any asked",
            "all asked",
            "none asked",
        ]
        found = _("found `{name}`, but no fact has that name", name=shorten(key))
        hint = self.report.suggest(key, words, _("describe it under `facts:`"))
        self.report.add(catalogue.UNKNOWN_FACT, node.head, found, hint)

    def bad(self, node: YamlNode, found: str, hint: str = "") -> None:
        """Report a condition that is not written as one."""
        self.report.add(catalogue.BAD_CONDITION, node.head, found, hint)


Read: TypeAlias = Callable[[ConditionReader, re.Match[str], YamlNode], Condition | None]


@frozen
class ConditionKind:
    """One way to write a condition.

    A key of one word has to stand among the ``CONDITION_WORDS`` of the format,
    too, so that no fact or group can have its name.

    Attributes:
        key: what the whole key matches.
        read: returns the condition under a key; None where it is faulty,
            which it reports.
        names: for the JSON Schema, the keys, each with what stands under it.
        patterns: the same, for keys that are no fixed words.
    """

    key: re.Pattern[str]
    read: Read
    names: Mapping[str, Json] = field(factory=dict)
    patterns: Mapping[str, Json] = field(factory=dict)
