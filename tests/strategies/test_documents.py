from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import hypothesis
from hypothesis import given

from tests.sampled import slow
from triage.errors import to_install
from triage.model.tree import Tree
from triage.strategies.documents import documents_and_skeletons
from triage.strategies.shape import Skeleton
from triage.testing import documents, libraries, load_library, trees

SOON = hypothesis.settings(database=None, max_examples=3_000, phases=[hypothesis.Phase.generate])


@given(documents())
def test_a_made_up_document_is_plain_json_and_loads_without_a_fault(document: Any) -> None:
    assert json.loads(json.dumps(document)) == document
    assert load_library({"made-up": document}).id == "made-up"


@given(libraries())
def test_a_made_up_module_is_included_and_its_exit_connected(library: Any) -> None:
    tree = load_library(library)
    assert tree.modules == ("made-up-flags",)
    assert any(name.startswith("made-up-flags.") for name in tree.outcomes)


@given(documents_and_skeletons())
def test_a_loaded_tree_means_what_was_drawn(drawn: tuple[Skeleton, Any]) -> None:
    """Every fact and condition comes back from the file as the model that it was made of."""
    skeleton, document = drawn
    tree = load_library({"made-up": document})
    assert dict(tree.facts) == skeleton.facts
    for stop in skeleton.stops:
        loaded = [branch.condition for branch in tree.steps[stop.name].branches]
        assert loaded == [way.condition for way in stop.ways]


PARTS = {
    '"type": "one of"', '"type": "whole number"', '"step": 0.1', '"also"', '"sure": true',
    '"demands"', '"not sure"', '"any asked"', '"all asked"', '"none asked"', '"any of ',
    '"none of ', " or more of ", '"groups"', '"score"', '"not": {', '"all": [', '"any": [',
    '"none": [', '"over ', '"under ', '"at least ', '"at most ', " to ", '"impossible"',
    '"refine"', '"when"', '"never_when"', '"watch_for"', '"tell"', '"including"', '"worse"',
    '"not_sure_as"', '"safety"', '"urgency": "at least ', '"disposition": [', '"review": "within',
    '"asked": [', '"passes"', '"never_passes"', '"never_advice"', '"always_advice"',
    '"phase"', '"short"', '"not_with"',
}  # fmt: skip


@slow
def test_every_part_of_the_format_is_drawn() -> None:
    left = set(PARTS)

    @hypothesis.settings(SOON, max_examples=300)
    @given(documents())
    def look(document: Any) -> None:
        text = json.dumps(document) if left else ""
        left.difference_update([part for part in left if part in text])

    look()
    assert not left


def test_ways_part_and_meet_again() -> None:
    def meets(tree: Tree) -> bool:
        ways = [branch.go for step in tree.steps.values() for branch in step.branches]
        return any(ways.count(name) > 1 for name in tree.steps)

    assert hypothesis.find(trees(), meets, settings=SOON)


def test_a_step_may_ask_what_some_ways_to_it_have_asked() -> None:
    def asks_again(tree: Tree) -> bool:
        asked = [fact for step in tree.steps.values() for fact in step.ask]
        return len(asked) != len(set(asked))

    assert hypothesis.find(trees(), asks_again, settings=SOON)


def test_without_hypothesis_the_import_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['hypothesis'] = None\n"
        "from triage.errors import MissingExtra\n"
        "try: import triage.testing\n"
        "except MissingExtra as error: print(error)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == (f"`triage.testing` needs hypothesis\n    help: {to_install('test')}\n")


def test_load_is_a_function_whatever_was_imported_before() -> None:
    """A room of the package with that name would take its place."""
    code = "import triage.testing, triage; print(callable(triage.load))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "True\n"
