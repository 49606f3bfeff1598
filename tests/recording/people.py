"""The people of a tree: everybody in the cases beside it, and a few who were asked little."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml

import triage

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_WORDS = {"yes": True, "no": False, "null": None}


def names_in(cases: Path) -> list[str]:
    """Return a name for each file of answers that the cases beside a tree give."""
    text = cases.read_text("utf-8") if cases.exists() else ""
    numbers = [f"{number:03}" for number in range(1, text.count("\n  - name: ") + 1)]
    return [*numbers, *(f"{each}-half" for each in numbers[::7]), "nothing", "misspelt", "list"]


@lru_cache
def people(tree: str, cases: Path) -> dict[str, str]:
    """Return the answers of each name as JSON, with those of a well person where a case has none.

    Who is ``half`` answered has only what the case says itself.
    """
    facts = triage.load(tree).facts
    well = {name: fact.well for name, fact in facts.items() if fact.well is not None}
    told = [{fact: _value(text) for fact, text in case.items()} for case in _cases(cases)]
    whole: list[object] = [{**well, **each} for each in told]
    odd: list[object] = [{}, {next(iter(facts)): "hardly", "shoe_size": 42}, [1]]
    answers = [*whole, *told[::7], *odd]
    return dict(zip(names_in(cases), map(json.dumps, answers), strict=True))


def some(tree: str, cases: Path, number: int) -> list[str]:
    """Return the answers of about so many of the cases, from all over the file."""
    everybody = [text for name, text in people(tree, cases).items() if name.isdigit()]
    return everybody[:: max(1, len(everybody) // number)]


def _cases(file: Path) -> list[Mapping[str, str]]:
    if not file.exists():
        return []
    # BaseLoader leaves every value a text, as the format does: `no` is no truth value.
    read = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)
    return [case["answers"] for case in read["cases"]]


def _value(text: str) -> object:
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return _WORDS.get(text, text)
