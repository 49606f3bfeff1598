"""The cases and proofs of the shipped trees notice mistakes; ``triage mutate`` tries all kinds."""

from __future__ import annotations

import pytest

import triage
from tests.sampled import sampled, slow
from tests.shipped_trees import shipped_tree
from triage.analysis.mutants.score import mutate
from triage.cli.find_trees import cases_beside

# All kinds take minutes for the largest trees. Two hand people over to the others: they take
# longest, and what they include is tried here by itself.
QUICK = ["threshold", "comparison", "contraindication"]
LARGE = {"forefoot-transition", "start"}


@pytest.mark.parametrize("name", sampled(sorted(set(triage.available()) - LARGE), "showcase"))
def test_no_moved_line_or_forgotten_contraindication_goes_unnoticed(name):
    tree = shipped_tree(name)

    score = mutate(tree, cases_beside(name, tree), operators=QUICK)

    assert [(each.mutant.at, each.mutant.after) for each in score.survivors] == []
    assert score.of("urgency").of + score.of("other").of > 0


@slow
def test_no_mistake_at_all_goes_unnoticed_in_the_showcase():
    tree = shipped_tree("showcase")

    score = mutate(tree, cases_beside("showcase", tree))

    assert [(each.mutant.at, each.mutant.after) for each in score.survivors] == []
