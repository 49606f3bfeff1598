"""Every sign that demands something stands in a case of its own, as so and as not sure."""

from __future__ import annotations

from pathlib import Path

from tests.shipped_trees import shipped_tree
from triage.model.values import NOT_SURE
from triage.tree_files.cases import load_cases


def test_the_calf_cases_hold_each_demanding_answer_alone():
    tree = shipped_tree("calf-soreness")
    cases = load_cases(Path(tree.file).with_name("cases.yaml"), tree)
    well = {name: fact.well for name, fact in tree.facts.items()}
    alone = [{n: v for n, v in case.answers.items() if v != well[n]} for case in cases]
    demanding = [
        {fact.name: value}
        for fact in tree.facts.values()
        for value in ((not fact.well, NOT_SURE) if fact.is_yes_no else (NOT_SURE,))
        if fact.demand(value) is not None
    ]

    assert len(demanding) > 60
    assert [each for each in demanding if each not in alone] == []
