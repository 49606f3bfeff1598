"""Conditions as a file writes them -> the conditions of the model."""

from __future__ import annotations

import re
from typing import Final

from triage.check import codes
from triage.loading.condition_kind import A_CONDITION, CONDITIONS, ConditionKind, Reading
from triage.loading.counts import COUNT_OF_ASKED, COUNT_OF_NAMED
from triage.loading.format import CONDITION_WORDS
from triage.loading.nodes import Node
from triage.loading.scalars import shorten
from triage.loading.scope import Scope
from triage.loading.scores import SCORE
from triage.loading.shapes import wrong_type
from triage.loading.specs import read_spec
from triage.model.conditions import All, Any, Condition, Is, Not

# Stands in for a faulty condition, so that the other checks can go on. It reads no fact.
FAULTY: Condition = All(())


def _joined(reading: Reading, key: re.Match[str], node: Node) -> Condition | None:
    """Return ``all``, ``any`` or ``none`` of a list of conditions."""
    if not isinstance(node.value, list) or not node.value:
        wrong_type(node, reading.report, f"a list of conditions under `{key[0]}`")
        return None
    parts = [reading.part(item) for item in node.value]
    known = tuple(part for part in parts if part is not None)
    if len(known) < len(parts):
        return None
    if key[0] == "all":
        return All(known)
    return Any(known) if key[0] == "any" else Not(Any(known))


def _negated(reading: Reading, _key: re.Match[str], node: Node) -> Condition | None:
    inner = reading.part(node)
    return None if inner is None else Not(inner)


# Every way to write a condition but a fact with its answers; the first that fits a key reads it.
KINDS: Final[tuple[ConditionKind, ...]] = (
    ConditionKind(
        re.compile("all|any|none"), _joined, names=dict.fromkeys(("all", "any", "none"), CONDITIONS)
    ),
    ConditionKind(re.compile("not"), _negated, names={"not": A_CONDITION}),
    SCORE,
    COUNT_OF_ASKED,
    COUNT_OF_NAMED,
)


class ConditionReader:
    """Reads conditions with the names of one scope.

    Attributes:
        asked: the facts of the step whose branch is read; None elsewhere.
    """

    def __init__(self, scope: Scope, asked: tuple[str, ...] | None = None) -> None:
        self.scope, self.report, self.asked = scope, scope.report, asked

    def read(self, node: Node) -> Condition:
        """Return a condition; where it is faulty, report why and return ``FAULTY``."""
        read = self.part(node)
        if read is None:
            self.scope.doubts.add("conditions")
        return FAULTY if read is None else read

    def part(self, node: Node) -> Condition | None:
        """Return the condition that a node is; None where it is faulty, which is reported."""
        if not isinstance(node.value, dict):
            help = "write a fact and its answer, for example `limping: yes`"
            wrong_type(node, self.report, "a condition", help)
            return None
        if not node.value:
            self.bad(node, "found an empty condition", "delete it, or say when it holds")
            return None
        parts = [self._entry(key, value) for key, value in node.value.items()]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return None
        return known[0] if len(known) == 1 else All(tuple(known))

    def _entry(self, key: str, node: Node) -> Condition | None:
        """Return one key of a condition with what stands under it."""
        for kind in KINDS:
            if match := kind.key.fullmatch(key):
                return kind.read(self, match, node)
        return self._single(key, node)

    def _single(self, key: str, node: Node) -> Condition | None:
        """Return a condition on one fact."""
        fact = self.scope.facts.get(key)
        if fact is None:
            self.unknown(key, node)
            return None
        if key in self.scope.faulty:
            return None
        answers = read_spec(node, fact, self.report)
        return None if answers is None else Is(key, answers)

    def unknown(self, key: str, node: Node) -> None:
        """Report a key that is neither a fact nor a word of the format."""
        if key in self.scope.groups:
            help = f"write `any of {key}`, `all of {key}` or `none of {key}`"
            self.bad(node, f"found the group `{key}` as if it were one fact", help)
            return
        if self.scope.lost & {"facts", "groups", "include"}:
            return
        words = [*self.scope.facts, *CONDITION_WORDS, "any asked", "all asked", "none asked"]
        found = f"found `{shorten(key)}`, but no fact has that name"
        help = self.report.suggest(key, words, "describe it under `facts:`")
        self.report.add(codes.UNKNOWN_FACT, node.head, found, help)

    def bad(self, node: Node, found: str, help: str = "") -> None:
        """Report a condition that is not written as one."""
        self.report.add(codes.BAD_CONDITION, node.head, found, help)
