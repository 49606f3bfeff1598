"""Conditions that add up points: ``score: {points: {limping: {yes: 2}}, is: at least 2}``."""

from __future__ import annotations

import re
from typing import Final

from triage.findings import catalogue
from triage.model.conditions import Condition, Points, Score
from triage.model.values import Range
from triage.tree_files.answers import read_range, read_spec
from triage.tree_files.condition_reader import ConditionKind, ConditionReader
from triage.tree_files.format_words import NUMBER
from triage.tree_files.nodes import YamlNode
from triage.tree_files.shapes import Json, wrong_type
from triage.words import _


def _score(reader: ConditionReader, _key: re.Match[str], node: YamlNode) -> Condition | None:
    """Return a score: points for answers, and the sum that counts."""
    if set(node.entries) != {"points", "is"} or not node.entries["points"].entries:
        hint = _('write `score: {points: {a_fact: {yes: 1}}, is: "at least 1"}`')
        reader.report.add(
            catalogue.BAD_SCORE, node.head, _("found a score that is not complete"), hint
        )
        return None
    points = node.entries["points"].entries
    entries = [_points(reader, name, per_fact) for name, per_fact in points.items()]
    total = _total(reader, node.entries["is"])
    known = [entry for entry in entries if entry is not None]
    if total is None or len(known) < len(entries):
        return None
    flat = tuple(entry for per_fact in known for entry in per_fact)
    return Score(flat, total, tuple(reader.scope.facts[name] for name in points))


def _points(reader: ConditionReader, name: str, node: YamlNode) -> list[Points] | None:
    """Return what the answers to one fact add."""
    if name not in reader.scope.facts:
        reader.unknown(name, node)
        return None
    if not node.entries:
        wrong_type(node, reader.report, _("answers to `{name}` with their points", name=name))
        return None
    if name in reader.scope.faulty or reader.is_note(name, node):
        return None
    read = [_entry(reader, name, value) for value in node.entries.values()]
    known = [entry for entry in read if entry is not None]
    return known if len(known) == len(read) else None


def _entry(reader: ConditionReader, name: str, node: YamlNode) -> Points | None:
    """Return what one answer adds."""
    assert node.key is not None  # it stands under a key
    answers = read_spec(node.key, reader.scope.facts[name], reader.report)
    amount = node.value
    if isinstance(amount, bool) or not isinstance(amount, int) or abs(amount) > 1000:
        found = _("found {what}, expected a whole number of points", what=node.describe())
        reader.report.add(catalogue.BAD_SCORE, node.at, found, "from -1000 to 1000")
        return None
    return None if answers is None else Points(name, answers, amount)


def _total(reader: ConditionReader, node: YamlNode) -> Range | None:
    """Return the sums that count."""
    whole = node.value
    if isinstance(whole, int) and not isinstance(whole, bool):
        return Range(low=whole, high=whole)
    total = read_range(node.text)
    if total is None:
        found = _("found {what}, expected a sum such as `at least 3`", what=node.describe())
        reader.report.add(catalogue.BAD_SCORE, node.at, found)
    return total


def _schema() -> Json:
    sums = rf"^((over|under|at least|at most) {NUMBER}|{NUMBER} to {NUMBER})$"
    points = {"type": "integer", "minimum": -1000, "maximum": 1000}
    per_fact = {"type": "object", "minProperties": 1, "additionalProperties": points}
    return {
        "type": "object",
        "properties": {
            "points": {"type": "object", "minProperties": 1, "additionalProperties": per_fact},
            "is": {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": sums}]},
        },
        "required": ["points", "is"],
        "additionalProperties": False,
    }


SCORE: Final = ConditionKind(re.compile("score"), _score, names={"score": _schema()})
