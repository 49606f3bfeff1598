"""Answers that a condition names in vain, as earlier branches take them."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.lint.small import in_branches
from tests.lint.test_routing import candidates, ways_taken
from tests.pool import trees
from triage.lint.warnings.dead_answers import dead_answers
from triage.model.conditions import Is


@pytest.mark.parametrize(
    ("branches", "dead"),
    [
        (
            ["{days: at least 7} -> home", "{days: [over 14, not sure]} -> physio"],
            "`more than 14 days` of `days` in branch 2 from `days`, "
            "which branch 1, to `home`, takes",
        ),
        (
            ["{days: 3} -> home", "{days: [3, over 20]} -> physio"],
            "`3 days` of `days` in branch 2 from `days`, which branch 1, to `home`, takes",
        ),
        (
            [
                "{days: under 10} -> home",
                "{days: 10 to 20} -> physio",
                "{days: [5 to 15, over 30, not sure]} -> home",
            ],
            "`5 to 15 days` of `days` in branch 3 from `days`, "
            "which branch 1, to `home`, and branch 2, to `physio`, take",
        ),
        (
            ["{limping: yes} -> home", "{any of signs-of-pain: yes} -> physio"],
            "`limping` in branch 2 from `days`, which branch 1, to `home`, takes",
        ),
    ],
)
def test_an_answer_that_an_earlier_branch_takes_is_named_with_the_branch(small, branches, dead):
    findings = small.check(in_branches(*branches, "{days: not sure} -> physio"))

    assert [f.message for f in findings if f.name == "dead-answer"] == [f"found {dead} already"]


@pytest.mark.parametrize(
    "branches",
    [
        ["{days: [over 14, not sure]} -> physio", "{days: at least 7} -> home"],
        ["{days: over 14, limping: yes} -> physio", "{days: [over 14, not sure]} -> home"],
        ["{days: over 14} -> physio", "{not: {days: [over 14, under 3]}} -> home"],
        ["{limping: yes} -> home", "{none of signs-of-pain: yes} -> physio"],
    ],
)
def test_what_somebody_still_brings_here_or_keeps_out_is_not_dead(small, branches):
    names = small.names(in_branches(*branches, "{days: not sure} -> physio"))

    assert set(names) <= {"idle-branch", "shadowed-branch", "question-changes-nothing"}


@given(trees())
def test_nobody_who_gives_a_dead_answer_takes_its_branch_by_it(tree):
    """Hold plain conditions on one fact against trying each answer."""
    lines = {finding.line for finding in dead_answers(tree)}
    for step in tree.steps.values():
        if not all(isinstance(c.core, Is) for c in step.conditions):
            continue
        if len({c.core.fact for c in step.conditions}) != 1:
            continue
        (name,) = {c.core.fact for c in step.conditions}
        values = candidates(tree.facts[name], step.conditions)
        taken = list(zip(values, ways_taken(step, tree), strict=True))
        for number, condition in enumerate(step.conditions):
            named = [*condition.core.answers.values, *condition.core.answers.ranges]
            own = {v for v, way in taken if way == number}
            dead = [n for n in named if own.isdisjoint(matching(n, values))]
            whole = not own or len(named) == 1
            assert (step.branches[number].at.line in lines) == (bool(dead) and not whole)


def matching(named, values):
    return [v for v in values if v == named or (hasattr(named, "low") and v in named)]
