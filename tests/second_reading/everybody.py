"""Everybody who can answer a tree: one for all of whom it can tell no more, with their number."""

from __future__ import annotations

from itertools import product
from math import prod

from tests.second_reading.conditions import Raw, Value, all_values, matches, some_values
from tests.second_reading.files import Reading


def values(tree: Reading) -> dict[str, list[Value]]:
    """Return for each fact answers of which no condition and no demand tells more apart."""
    phrases = _phrases(tree)
    return {name: some_values(fact, phrases[name]) for name, fact in tree.facts.items()}


def _phrases(tree: Reading) -> dict[str, list[str]]:
    phrases: dict[str, list[str]] = {
        name: [*(fact.get("demands") or {}), fact.get("not_sure_as") or ""]
        for name, fact in tree.facts.items()
    }
    for condition in tree.conditions():
        for name, phrase in condition.phrases:
            phrases[name].append(phrase)
    return phrases


def counted(tree: Reading, most: int) -> list[tuple[dict[str, Value], int]]:
    """Return everybody once, with how many people answer alike for all that the tree can tell.

    None where they are too many.
    """
    named = [some_values(f, ()) for f in tree.facts.values() if "range" not in f]
    if prod(map(len, named)) > most:
        return []  # to count the numbers that are alike takes longer than to see this
    phrases = _phrases(tree)
    alike = {name: _alike(fact, phrases[name]) for name, fact in tree.facts.items()}
    if prod(map(len, alike.values())) > most:
        return []
    chosen = (dict(zip(alike, each, strict=True)) for each in product(*alike.values()))
    return [
        (dict(answers), prod(alike[name][value] for name, value in answers.items()))
        for answers in chosen
    ]


def _alike(fact: Raw, phrases: list[str]) -> dict[Value, int]:
    """Return one of all answers that no phrase tells apart, with their number."""
    groups: dict[tuple[object, ...], list[Value]] = {}
    for value in all_values(fact):
        kind = None if fact["type"] in ("number", "whole number") else value
        told = tuple(matches(phrase, fact, value) for phrase in phrases if phrase)
        named = value if isinstance(value, str) else None
        groups.setdefault((kind, named, *told), []).append(value)
    return {each[0]: len(each) for each in groups.values()}


def everybody(tree: Reading, most: int) -> list[dict[str, Value]]:
    """Return one patient for each combination of answers; none where they are too many."""
    some = values(tree)
    if prod(map(len, some.values())) > most:
        return []
    return [dict(zip(some, each, strict=True)) for each in product(*some.values())]
