"""Conditions as a file writes them -> the conditions of the model."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from triage.model.conditions import All, Any, Condition, Not
from triage.tree_files.condition_reader import (
    A_CONDITION,
    CONDITIONS,
    ConditionKind,
    ConditionReader,
)
from triage.tree_files.counts import COUNT_OF_ASKED, COUNT_OF_NAMED
from triage.tree_files.nodes import YamlNode
from triage.tree_files.scope import FactScope
from triage.tree_files.scores import SCORE
from triage.tree_files.shapes import wrong_type
from triage.words import _


def _joined(reader: ConditionReader, key: re.Match[str], node: YamlNode) -> Condition | None:
    """Return ``all``, ``any`` or ``none`` of a list of conditions."""
    if not isinstance(node.value, list) or not node.value:
        wrong_type(node, reader.report, _("a list of conditions under `{key}`", key=key[0]))
        return None
    parts = [reader.part(item) for item in node.value]
    known = tuple(part for part in parts if part is not None)
    if len(known) < len(parts):
        return None
    if key[0] == "all":
        return All(known)
    return Any(known) if key[0] == "any" else Not(Any(known))


def _negated(reader: ConditionReader, _key: re.Match[str], node: YamlNode) -> Condition | None:
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


def condition_reader(
    scope: FactScope,
    asked: tuple[str, ...] | None = None,
    guards: Mapping[str, Condition] | None = None,
) -> ConditionReader:
    """Return what reads the conditions of one scope.

    Args:
        scope: what names mean.
        asked: the facts of the step whose branch is read; None elsewhere.
        guards: for those that only some are asked, of whom each is.
    """
    return ConditionReader(scope, KINDS, asked, guards)
