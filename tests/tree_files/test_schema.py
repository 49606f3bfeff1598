from __future__ import annotations

import json
from importlib.resources import files

import jsonschema
import pytest

from tests.tree_files.folders import BAD, bad_files, good_files, name_of
from triage.tree_files.library import check_file
from triage.tree_files.nodes import compose
from triage.tree_files.report import Report
from triage.tree_files.schema import schema, text

VALIDATOR = jsonschema.Draft202012Validator(schema())


def data_of(path):
    node = compose(path.read_text("utf-8"), str(path), Report())
    return None if node is None else plain(node)


def plain(node):
    if isinstance(node.value, dict):
        return {key: plain(value) for key, value in node.value.items()}
    if isinstance(node.value, list):
        return [plain(item) for item in node.value]
    return node.value


def test_the_file_in_the_package_is_fresh():
    kept = files("triage.tree_files").joinpath("tree.schema.json").read_text("utf-8")

    assert kept == text(), "run `make docs`"
    assert json.loads(kept) == schema()


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("path", good_files(), ids=name_of)
def test_the_schema_accepts_every_good_tree(path):
    assert [e.message for e in VALIDATOR.iter_errors(data_of(path))] == []


REJECTED = (
    "missing-keys missing-options missing-range missing-step-of-number missing-branch-target "
    "unknown-key unknown-key-at-top wrong-type-list wrong-type-number wrong-type-steps "
    "wrong-type-top wrong-type-scalar-top wrong-type-flag wrong-type-name "
    "unknown-type bad-name bad-name-path reserved-fact reserved-option empty-value empty-list "
    "empty-mapping empty-spec bad-phrase-range bad-phrase-version bad-phrase-duration bad-urgency "
    "no-source unfit-key unfit-promise no-promise empty-condition condition-text condition-empty "
    "condition-list answer-true score-not-complete score-points score-sum score-answers "
    "answer-mapping well-list many-faults misspelt-section"
)


@pytest.mark.parametrize("name", REJECTED.split())
def test_the_schema_rejects_bad_trees(name):
    assert not VALIDATOR.is_valid(data_of(BAD / f"{name}.yaml"))


def well_formed_files():
    """Return the bad files of which only names, structure or wording are wrong."""
    return [path for path in bad_files() if {f.code[0] for f in check_file(path)} <= set("NSW")]


def test_the_schema_leaves_to_the_checks_what_is_well_formed():
    files = well_formed_files()
    refused = [name_of(path) for path in files if not VALIDATOR.is_valid(data_of(path))]
    assert files
    assert refused == []


@pytest.mark.parametrize(
    "condition",
    [
        {"limping": "yes"},
        {"days": ["over 14", 3, "no change"]},
        {"any asked": "yes", "2 or more of signs, limping": ["yes", "not sure"]},
        {"all": [{"not": {"limping": "no"}}, {"none": [{"days": 2.5}]}]},
        {"score": {"points": {"days": {"over 3": 2}}, "is": "2 to 4"}},
    ],
)
def test_the_schema_knows_conditions(condition):
    small = data_of(BAD.parent / "good" / "smallest.yaml")

    assert VALIDATOR.is_valid({**small, "impossible": [condition]})


@pytest.mark.parametrize(
    "condition",
    [
        {},
        "limping",
        {"limping": True},
        {"limping": []},
        {"all": {"limping": "yes"}},
        {"not": [{"limping": "yes"}]},
        {"Limping": "yes"},
        {"some of signs": "yes"},
        {"score": {"points": {}, "is": 1}},
        {"score": {"points": {"days": {"over 3": 2}}, "is": "much"}},
    ],
)
def test_the_schema_knows_what_is_no_condition(condition):
    small = data_of(BAD.parent / "good" / "smallest.yaml")

    assert not VALIDATOR.is_valid({**small, "impossible": [condition]})
