from __future__ import annotations

import json
import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tree_files.folders import GOOD, SMALL
from triage.tree_files.library import load
from triage.tree_files.nodes import compose
from triage.tree_files.report import Report

HOME = "  look-after-it:\n    disposition: self_care"


def digest_of(folder, text):
    path = folder / "calf.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path).digest


@pytest.fixture
def before(tmp_path):
    return digest_of(tmp_path, SMALL)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Sore calves in runners", "# a comment\ntitle:   'Sore calves in runners'"),
        ("status: draft", "status: withdrawn"),
        ("range: 0 to 365", "range: 0.0 to 365"),
        (
            "{limping: [yes, not sure]}",
            "\n          limping:\n          - yes\n          - not sure",
        ),
        ("demands: {yes: physio, not sure: physio}", "demands: {not sure: physio, yes: physio}"),
        ("source: [pose]", "source: pose"),
        ("review_after: 14 days", "review_after: 2 weeks"),
        ("well: no", "background: false\n    well: no"),
    ],
)
def test_formatting_and_the_sign_off_leave_the_digest_alone(tmp_path, before, old, new):
    assert old in SMALL
    assert digest_of(tmp_path, SMALL.replace(old, new)) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Sore calves", "title: Aching calves"),
        ("version: 0.1.0", "version: 0.1.1"),
        ("review_by: 2027-11-20", "review_by: 2027-11-21"),
        ("over 14", "over 15"),
        ("over 14", "at least 14"),
        ("well: no", "well: yes"),
        ("well: no", 'signs: {no: "walks well"}\n    well: no'),
        ("well: no", "background: true\n    well: no"),
        ("year: 2011", "year: 2012"),
        ("disposition: self_care", "disposition: physio"),
        ("{urgency: at least physio}", "{urgency: at least gp_routine}"),
        ("    worse: higher\n", ""),
        ("advice: [warm-bath]", "advice: [warm-bath]\n    expect: It passes."),
    ],
)
def test_an_edit_of_what_the_tree_means_or_says_changes_the_digest(tmp_path, before, old, new):
    assert old in SMALL
    assert digest_of(tmp_path, SMALL.replace(old, new)) != before


def test_the_order_of_ways_on_has_a_meaning(tmp_path):
    ways = "      - if: {{dark_urine: {}}}\n        go: {}\n"
    first, second = ways.format("yes", "call-an-ambulance"), ways.format("not sure", "same-day")
    assert first + second in SMALL

    turned = digest_of(tmp_path, SMALL.replace(first + second, second + first))

    assert turned != digest_of(tmp_path, SMALL)


@given(st.randoms(use_true_random=False))
def test_the_order_of_keys_has_no_meaning(tmp_path_factory, shuffle):
    node = compose(SMALL, "calf.yaml", Report())
    text = json.dumps(_shuffled(node, shuffle))

    assert digest_of(tmp_path_factory.mktemp("keys"), text) == load(GOOD / "calf.yaml").digest


def _shuffled(node, shuffle: random.Random):
    if isinstance(node.value, dict):
        entries = list(node.value.items())
        shuffle.shuffle(entries)
        return {key: _shuffled(value, shuffle) for key, value in entries}
    if isinstance(node.value, list):
        return [_shuffled(item, shuffle) for item in node.value]
    return node.value


def test_an_edit_of_a_module_changes_the_digest_of_every_tree_that_includes_it(tmp_path):
    for path in GOOD.rglob("*.yaml"):
        copy = tmp_path / path.relative_to(GOOD)
        copy.parent.mkdir(exist_ok=True)
        copy.write_text(path.read_text("utf-8"), encoding="utf-8")
    before = load(tmp_path / "everything.yaml").digest
    assert before == load(GOOD / "everything.yaml").digest

    facts = tmp_path / "leg-facts" / "tree.yaml"
    facts.write_text(facts.read_text("utf-8").replace("Do you limp?", "Do you hobble?"), "utf-8")

    assert load(tmp_path / "everything.yaml").digest != before


def test_signing_a_tree_keeps_its_digest_and_makes_it_load(tmp_path):
    draft = digest_of(tmp_path, SMALL)
    review = f'{{by: "A. Physio", role: "physiotherapist", on: 2026-11-20, digest: "{draft}"}}'
    signed = SMALL.replace("status: draft", f"status: reviewed\nreviewed: {review}")

    assert digest_of(tmp_path, signed) == draft
    read = load(tmp_path / "calf.yaml").review
    assert read is not None
    assert read.on == date(2026, 11, 20)
