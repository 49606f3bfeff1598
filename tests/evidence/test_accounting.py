"""Everything that the five documents say is used in a tree, or it is said why not."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from docs.evidence.elements import KINDS, ROOT, about_legs, cited, exists, holds, trees
from docs.evidence.items import TYPES, contradictions, documents, items
from docs.evidence.pages import pages
from docs.generate import GENERATED

ITEMS = {item.id: item for item in items()}
CONTRADICTIONS = {one.id: one for one in contradictions()}
SOURCES = {document.id: document.source for document in documents()}
IN_DOCUMENT = {"F1": 31, "F2": 16, "F3": 11, "F4": 15, "F5": 22}
# F2 retells F4, so what it says may stand on F4's word.
RETOLD = {"F2": "mapmyrun"}


def test_no_item_of_a_document_is_left_out():
    expected = {f"{name}.{n}" for name, last in IN_DOCUMENT.items() for n in range(1, last + 1)}

    assert set(ITEMS) == expected
    assert len(ITEMS) == len(items()) == 95


def test_no_contradiction_is_left_out():
    assert [one.id for one in contradictions()] == [f"X{n}" for n in range(1, 21)]


@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
def test_an_item_is_used_or_it_is_said_why_not(item):
    assert bool(item.used) != bool(item.not_used)


@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
def test_an_item_says_something_of_a_known_type(item):
    assert item.says.endswith((".", "?"))
    assert item.types
    assert set(item.types) <= set(TYPES)


@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
def test_what_takes_up_an_item_is_part_of_a_tree(item):
    assert [reference for reference in item.used if not exists(reference)] == []


@pytest.mark.parametrize("item", [item for item in items() if item.used], ids=lambda item: item.id)
def test_what_takes_up_an_item_names_its_document_or_a_note_says_what_it_stands_on(item):
    own = {SOURCES[item.document], RETOLD.get(item.document)}
    named = {
        source
        for tree in trees().values()
        for reference in item.used
        for source in cited(tree, reference) or ()
    }

    assert own & named or re.search(r"\b[Ss]tands? on\b", item.note)


@pytest.mark.parametrize("one", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_a_contradiction_has_sides_and_a_choice_that_shows(one):
    assert len(one.sides) >= 2
    assert one.chosen
    assert one.because
    assert one.where
    assert [reference for reference in one.where if not exists(reference)] == []


@pytest.mark.parametrize("one", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_the_sides_of_a_contradiction_are_documents_or_sources(one):
    sources = {source for tree in trees().values() for source in tree.sources}

    assert {name for side in one.sides for name in side.who} <= set(SOURCES) | sources


def test_the_documents_are_called_as_the_trees_call_them():
    known = {id: source for tree in trees().values() for id, source in tree.sources.items()}

    assert list(SOURCES) == list(IN_DOCUMENT)
    for document in documents():
        source = known[document.source]
        assert (document.title, document.author) == (source.title, source.author)


def test_each_tree_that_takes_up_an_item_has_a_page():
    used = [reference for item in items() for reference in item.used]

    assert about_legs()
    for tree in trees().values():
        assert any(holds(tree, reference) for reference in used)


def test_no_page_is_left_of_a_tree_that_is_gone():
    there = {str(path.relative_to(ROOT)) for path in (ROOT / "docs/evidence").glob("*.md")}

    assert there == set(pages())


def test_make_docs_writes_the_pages():
    assert set(pages()) <= set(GENERATED)


@pytest.mark.parametrize("name", [name for name in pages() if "README" not in name])
def test_a_page_has_a_row_for_each_item_and_contradiction(name):
    rows = [line.split(" ")[1] for line in pages()[name]().splitlines() if line.startswith("| ")]
    counted = Counter(row for row in rows if row in ITEMS or row in CONTRADICTIONS)

    assert counted == dict.fromkeys([*ITEMS, *CONTRADICTIONS], 1)


@pytest.mark.parametrize(
    "reference",
    [
        "fact no_such_fact",
        "fact site_of_nothing physio",
        "demand limping emergency",
        "demand runs_hills physio",
        "step calf-soreness.look-after-it",
        "outcome calf-soreness.pattern",
        "advice calf-soreness.warm-bath",
        "watch lower-leg-red-flags.no-such-sign",
        "safety lower-leg-red-flags.limping-or-wincing-is-never-sent-home",
        "dispute lower-leg-self-care.warm-bath forum",
        "dispute lower-leg-self-care.no-such-advice forum",
        "case calf-soreness: no such case",
        "case no-such-tree: limps",
        "test tests/evidence/test_accounting.py::test_no_such_test",
        "test tests/evidence/no_such_file.py::test_no_item_of_a_document_is_left_out",
        "test tests/evidence/test_accounting.py",
        "group clot-signs",
        "limping",
    ],
)
def test_what_no_tree_has_does_not_exist(reference):
    assert not exists(reference)


@pytest.mark.parametrize(
    "reference",
    [
        "fact limping",
        "demand bruising physio",
        "step calf-soreness.pattern",
        "outcome lower-leg-red-flags.doctor-bone",
        "advice lower-leg-self-care.warm-bath",
        "watch lower-leg-red-flags.limp",
        "safety lower-leg-red-flags.one-clot-sign-is-today",
        "dispute lower-leg-self-care.warm-bath nhs-sprains",
        "case calf-soreness: limps",
        "test tests/evidence/test_accounting.py::test_no_item_of_a_document_is_left_out",
    ],
)
def test_each_kind_of_reference_finds_what_is_there(reference):
    assert reference.split(" ")[0] in KINDS
    assert exists(reference)
