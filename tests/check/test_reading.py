"""The reading grade: what is measured, and that measuring asks nobody on the internet."""

from __future__ import annotations

import socket
import sys

import pytest
from attrs import evolve

from tests.loading.folders import GOOD
from triage.check.reading import MAX_MEDIAN, MAX_QUESTION, figures, grader, reading
from triage.check.texts import texts
from triage.errors import MissingExtra
from triage.loading import load

SMALL = load(GOOD / "calf.yaml")
EMPTY = evolve(SMALL, watch_for={}, facts={}, steps={}, outcomes={}, advice={})


def by_length(words):
    return float(len(words))


def names(grade):
    return [finding.name for finding in reading(SMALL, grade)]


def test_plain_words_have_a_lower_grade_than_long_ones():
    grade = grader()

    assert grade("Do you limp?") < grade("Do you have trouble when you walk quickly?")
    assert grade("Does ambulation necessitate antalgic compensation?") > MAX_QUESTION
    assert grade("Is it so?") == 0.0


def test_measuring_opens_no_connection(monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    assert grader()("Did your calf hurt after a quinolone antibiotic this week?") > 0


def test_without_the_library_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "textstat", None)

    with pytest.raises(MissingExtra, match=r"needs textstat\n    help: .* -m pip install textstat"):
        grader()


def test_a_grade_at_the_limits_is_no_finding_and_one_above_is():
    assert names(lambda _: MAX_MEDIAN) == []
    assert names(lambda _: MAX_MEDIAN + 0.1) == ["hard-to-read"]
    assert names(lambda words: MAX_QUESTION if words.endswith("?") else 0) == []
    assert set(names(lambda words: MAX_QUESTION + 0.1 if words.endswith("?") else 0)) == {
        "hard-question"
    }


def test_figures_are_medians_of_all_texts_and_of_each_kind():
    found = figures(SMALL, by_length)
    labels = sorted(len(text.words) for text in texts(SMALL) if text.kind == "label")

    assert found.tree == "calf"
    assert found.texts == len(list(texts(SMALL)))
    assert found.by_kind["label"] == labels[len(labels) // 2]
    assert set(found.by_kind) == {"question", "label", "outcome", "advice", "sign"}
    assert min(found.by_kind.values()) <= found.median <= max(found.by_kind.values())
    assert found.hardest == ("limping", len(SMALL.facts["limping"].ask))


def test_a_tree_that_asks_nothing_has_no_hardest_question_and_one_without_texts_no_figures():
    assert figures(evolve(SMALL, facts={}, steps={}), by_length).hardest is None
    assert figures(EMPTY, by_length) is None
    assert list(reading(EMPTY, by_length)) == []
