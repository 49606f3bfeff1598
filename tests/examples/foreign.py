"""The copies of public procedures, and the published data that stands beside each."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import triage
from triage.engine.assess import assess
from triage.model.tree import Tree

FOLDER = Path(__file__).parent.parent.parent / "examples" / "foreign"
NAMES = sorted(path.parent.name for path in FOLDER.glob("*/tree.yaml"))


@cache
def copy_of(name: str) -> Tree:
    return triage.load(FOLDER / name)


def published(name: str) -> list[dict[str, str]]:
    """Return the rows of the original, as they are published."""
    with open(FOLDER / name / "published.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def outcome_of(name: str, patient: Mapping[str, object]) -> str | None:
    """Return where a patient ends who is well but for some answers."""
    tree = copy_of(name)
    well = {fact.name: fact.well for fact in tree.facts.values()}
    return assess(tree, {**well, **patient}).outcome
