"""Every face that gives reasons names the answers that decided, each once, and no others."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import dropwhile, islice, takewhile

from hypothesis import given

from tests.engine.drawn import Answers, trees_and_patients
from tests.engine.test_reasons_exact import everybody_with, path_of, told, way
from triage.cli.commands.assess import say_result
from triage.engine.assess import assess
from triage.engine.result import Result
from triage.model.tree import Tree
from triage.outputs.printing.summary import came_to
from triage.terminal.reasons import all_reasons

A_DAY = date(2026, 11, 29)


def whole(result: Result) -> dict[str, str]:
    """Return what is said of the reasons where all of them are told."""
    sent = json.loads(json.dumps(result.to_json()))
    blocks = takewhile(lambda b: b.text != "The advice", all_reasons(result))
    lines = dropwhile(lambda line: line != "Because:", say_result(result, A_DAY))
    return {
        "JSON": "\n".join(f"{fact} in short" for each in sent["because"] for fact in each["facts"]),
        "JSON, in words": "\n".join(each["text"] for each in sent["because"]),
        "all reasons": "\n".join(block.text for block in blocks),
        "assess": "\n".join(takewhile(lambda line: line.startswith("  "), islice(lines, 1, None))),
    }


def short(result: Result) -> dict[str, str]:
    """Return what is said of the reasons where plain noes are told as a number."""
    sections = {each.title: each.items for each in came_to(result, A_DAY, A_DAY)}
    because = sections.get("Because (the last decision first)", ())
    return {
        "summary": "\n".join(item.text for item in because),
    }


def named_in(words: str) -> Counter[str]:
    """Return the facts that are named, with how often each is."""
    return Counter(re.findall(r"(fact_\d+) in short", words))


@given(trees_and_patients())
def test_where_all_reasons_are_told_each_answer_that_decided_is_named_once(
    drawn: tuple[Tree, Answers],
) -> None:
    result = assess(*drawn)
    for face, words in whole(result).items():
        assert named_in(words) == Counter([*told(result)]), face


@given(trees_and_patients())
def test_where_they_are_short_plain_noes_are_left_out_and_counted(
    drawn: tuple[Tree, Answers],
) -> None:
    result = assess(*drawn)
    for face, words in short(result).items():
        named = named_in(words)
        left_out = told(result).keys() - named.keys()
        counted = re.findall(r"\b[Nn]o to (\d+) (?:other )?signs?\b", words)
        assert named == Counter([*told(result)]) - Counter(left_out), face
        assert all(result.answers[fact] is False for fact in left_out), face
        assert counted == [str(len(left_out))] * bool(left_out), face


@given(trees_and_patients())
def test_whoever_shares_what_a_face_names_takes_the_same_way_and_needs_all_of_it(
    drawn: tuple[Tree, Answers],
) -> None:
    """Broken by: a face that leaves one out, or tells one that decided nothing."""
    result = assess(*drawn)
    steps = path_of(result)
    for words in set(map(frozenset, map(named_in, whole(result).values()))):
        shared = {fact: result.answers[fact] for fact in words}
        assert len({tuple(way(steps, p)) for p in everybody_with(result.tree, steps, shared)}) == 1
        for fact in shared:
            others = {name: value for name, value in shared.items() if name != fact}
            assert _are_several(way(steps, p) for p in everybody_with(result.tree, steps, others))


def _are_several(ways: Iterator[list[tuple[str, str]]]) -> bool:
    first = next(ways)
    return any(other != first for other in ways)
