"""Conditions as a file writes them -> the conditions of the model."""

from __future__ import annotations

import re
from typing import Final

from triage.loading.condition_reader import A_CONDITION, CONDITIONS, ConditionKind, ConditionReader
from triage.loading.counts import COUNT_OF_ASKED, COUNT_OF_NAMED
from triage.loading.nodes import Node
from triage.loading.scope import Scope
from triage.loading.scores import SCORE
from triage.loading.shapes import wrong_type
from triage.model.conditions import All, Any, Condition, Not


def _joined(reader: ConditionReader, key: re.Match[str], node: Node) -> Condition | None:
    """Return ``all``, ``any`` or ``none`` of a list of conditions."""
    if not isinstance(node.value, list) or not node.value:
        wrong_type(node, reader.report, f"a list of conditions under `{key[0]}`")
        return None
    parts = [reader.part(item) for item in node.value]
    known = tuple(part for part in parts if part is not None)
    if len(known) < len(parts):
        return None
    if key[0] == "all":
        return All(known)
    return Any(known) if key[0] == "any" else Not(Any(known))


def _negated(reader: ConditionReader, _key: re.Match[str], node: Node) -> Condition | None:
    inner = reader.part(node)
    return None if inner is None else Not(inner)


# Every way to write a condition but a fact with its answers.
KINDS: Final[tuple[ConditionKind, ...]] = (
    ConditionKind(
        re.compile("all|any|none"), _joined, names=dict.fromkeys(("all", "any", "none"), CONDITIONS)
    ),
    ConditionKind(re.compile("not"), _negated, names={"not": A_CONDITION}),
    SCORE,
    COUNT_OF_ASKED,
    COUNT_OF_NAMED,
)


def condition_reader(scope: Scope, asked: tuple[str, ...] | None = None) -> ConditionReader:
    """Return what reads the conditions of one scope.

    Args:
        scope: what names mean.
        asked: the facts of the step whose branch is read; None elsewhere.
    """
    return ConditionReader(scope, KINDS, asked)
