"""Branches that nobody takes, and conditions that choose nobody or everybody."""

from __future__ import annotations

from itertools import product
from math import prod

import pytest
from hypothesis import assume, given

from tests.lint.small import in_branches
from tests.pool import trees
from triage.lint.warnings.routing import routing
from triage.model.conditions import answer_sets, facts_of
from triage.model.domains import Number
from triage.model.evaluation import prepare
from triage.model.thresholds import boundaries
from triage.model.values import NOT_SURE
from triage.tree_files.library import check_file


def test_the_small_tree_is_clean(small):
    assert small.check() == []


@pytest.mark.parametrize(
    "condition",
    [
        "{all: [{days: over 14}, {days: under 3}]}",
        "{all: [{days: 3}, {not: {days: 3}}]}",
        "{all: [{days: 1 to 3}, {days: not sure}]}",
        "{score: {points: {days: {over 3: 2}}, is: at least 3}}",
        "{none: [{days: over 3}, {days: at most 3}, {days: not sure}]}",
    ],
)
def test_a_condition_that_no_answers_meet_is_found(small, condition):
    (finding,) = small.check(
        in_branches(f"{condition} -> home", "{days: [over 14, not sure]} -> physio")
    )

    assert finding.name == "never-met"


@pytest.mark.parametrize(
    "condition",
    [
        "{any: [{days: over 3}, {not: {days: over 3}}]}",
        "{any: [{days: 0 to 365}, {days: not sure}]}",
    ],
)
def test_a_condition_that_all_answers_meet_is_found_once(small, condition):
    names = small.names(in_branches(f"{condition} -> physio", "{days: not sure} -> home"))
    assert names.count("always-met") == 1
    # What stands behind it is not reported too: one line is to blame.
    assert set(names) - {"idle-threshold", "question-changes-nothing"} == {"always-met"}


def test_a_narrower_branch_behind_a_wider_one_is_in_its_shadow(small):
    wide, narrow = "{days: [over 7, not sure]} -> physio", "{days: over 28} -> home"

    (finding,) = small.check(in_branches(wide, narrow))

    assert finding.name == "shadowed-branch"
    assert finding.message == "found that nobody takes branch 2 from `days`, to `home`"
    assert small.names(in_branches(narrow, wide)) == []


def test_two_branches_together_can_throw_a_shadow(small):
    low, high = "{days: under 20} -> home", "{days: [at least 20, not sure]} -> physio"

    findings = small.check(in_branches(low, high, "{days: 10 to 30} -> physio"))

    assert "found that nobody takes branch 3 from `days`, to `physio`" in [
        f.message for f in findings
    ]


def test_a_last_branch_that_nobody_takes_is_found(small):
    findings = small.check(
        in_branches(
            "{trend: [worse, not sure]} -> physio", "{trend: [better, same]} -> home", step="trend"
        )
    )

    assert [f.name for f in findings] == ["idle-branch", "shadowed-branch"]
    assert "leave out the `if` of the last of them" in findings[-1].help


def test_a_tree_is_not_to_blame_for_its_module_which_is_checked_by_itself(small):
    small.check()
    module = small.folder / "signs.yaml"
    text = module.read_text("utf-8").replace("go: today", "go: clear", 1)
    module.write_text(text, encoding="utf-8")

    of_tree, of_module = check_file(small.folder / "calf.yaml"), check_file(module)

    assert "idle-branch" not in {finding.name for finding in of_tree}
    assert "idle-branch" in {finding.name for finding in of_module}


@pytest.mark.parametrize(
    ("edit", "what"),
    [
        (
            (
                "if: {limping: [yes, not sure]}\n    then",
                "if: {all: [{limping: yes}, {not: {limping: yes}}]}\n    then",
            ),
            "safety rule",
        ),
        (
            (
                "start: signs",
                "impossible: [{all: [{limping: yes}, {not: {limping: yes}}]}]\nstart: signs",
            ),
            "impossible",
        ),
        (
            (
                "never_when: [{bruise: yes}]",
                "never_when: [{all: [{bruise: yes}, {not: {bruise: yes}}]}]",
            ),
            "`never_when`",
        ),
        (
            ("never_when: [{bruise: yes}]", "when: {all: [{bruise: yes}, {not: {bruise: yes}}]}"),
            "`when`",
        ),
    ],
)
def test_conditions_that_nobody_meets_are_found_everywhere(small, edit, what):
    (finding,) = small.check(edit)

    assert finding.name == "never-met"
    assert what in finding.message


@pytest.mark.parametrize(
    "edit",
    [
        (
            "start: signs",
            "impossible: [{any: [{limping: yes}, {not: {limping: yes}}]}]\nstart: signs",
        ),
        ("never_when: [{bruise: yes}]", "when: {any: [{bruise: yes}, {not: {bruise: yes}}]}"),
    ],
)
def test_conditions_that_everybody_meets_are_found_in_impossible_and_advice(small, edit):
    assert [n for n in small.names(edit) if n != "question-changes-nothing"] == ["always-met"]


def test_a_safety_rule_may_be_about_everybody(small):
    everybody = "if: {any: [{limping: yes}, {not: {limping: yes}}]}\n    then"

    assert small.names(("if: {limping: [yes, not sure]}\n    then", everybody)) == []


def test_a_score_with_too_many_sums_is_left_to_the_prover(small):
    points = ", ".join(f"{fact}: {{yes: 900}}" for fact in ("limping", "bruise", "hot_calf"))
    lines = [
        f"      - if: {{score: {{points: {{{points}}}, is: over 2700}}}}",
        "        go: physio",
    ]
    branch = "\n".join([*lines, "        source: book\n"])
    pain = "      - if: {any of signs-of-pain: [yes, not sure]}\n"

    # Nobody reaches 2701, and that is not looked for here.
    assert small.names((pain, branch + pain)) == []


def candidates(fact, conditions):
    """Return answers of which each class of equal answers holds one."""
    named = [*fact.domain.choices(), *([] if fact.sure else [NOT_SURE])]
    if not isinstance(fact.domain, Number):
        return named
    near = [
        n
        for c in conditions
        for f, a in answer_sets(c)
        if f == fact.name
        for n in boundaries(fact.domain, a)
    ]
    return [*named, fact.domain.low, fact.domain.high, *near]


def ways_taken(step, tree):
    """Return the branches that some answers take, by trying one answer of each class."""
    conditions = [branch.condition for branch in step.branches if branch.condition is not None]
    facts = list(dict.fromkeys(fact for condition in conditions for fact in facts_of(condition)))
    answers = [candidates(tree.facts[fact], conditions) for fact in facts]
    assume(prod(map(len, answers)) <= 20_000)
    tests = [prepare(condition) for condition in conditions]
    for values in product(*answers):
        patient = dict(zip(facts, values, strict=True))
        yield next((i for i, test in enumerate(tests) if test(patient)), len(tests))


@given(trees())
def test_a_branch_is_reported_exactly_when_no_answers_lead_that_way(tree):
    found = list(routing(tree))
    reported = {f.line for f in found if f.name in ("never-met", "shadowed-branch")}
    everybody = {f.line for f in found if f.name == "always-met"}
    for step in tree.steps.values():
        taken = set(ways_taken(step, tree))
        lines = [branch.at.line for branch in step.branches]
        last = next((i for i, line in enumerate(lines) if line in everybody), len(lines))
        for i, line in enumerate(lines[: last + 1]):
            assert (line in reported) == (i not in taken)
