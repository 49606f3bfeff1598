"""What of a tree its cases reach, one by one and over several trees."""

from __future__ import annotations

import pytest
from attrs import evolve

from triage.analysis.cases.coverage import Coverage, coverage_of, together
from triage.analysis.cases.items import KINDS, items_of
from triage.analysis.cases.running import run_case
from triage.analysis.cases.tested import EVERY_TREE, coverages, falling_short, run_cases
from triage.model.dispositions import Disposition
from triage.model.values import NOT_SURE
from triage.tree_files.cases import Case
from triage.tree_files.library import load


def covered_by(tree, *patients):
    cases = [
        Case(name=str(p), answers=p, expect=Disposition.SELF_CARE, because="because")
        for p in patients
    ]
    return coverage_of(tree, [run_case(case, tree) for case in cases])


def keys(items):
    return {item.key for item in items}


def test_a_case_reaches_the_steps_branches_answers_and_outcome_of_its_path(tree):
    found = keys(covered_by(tree, {"pain": 2}).covered)

    assert found == {
        ("step", "signs", None),
        ("step", "pain", None),
        ("branch", "signs", 1),
        ("branch", "pain", 1),
        ("answer", "cannot_stand", None, False),
        ("outcome", "home", None),
        ("threshold", "cold", None, "days", 3),
        ("advice", "cold", None, "given"),
        ("advice", "no-running", None, "given"),
    }


def test_what_no_case_reaches_says_which_case_would(tree, cases):
    missing = run_cases(tree, cases).coverage.missing

    assert [f"{item.at.line}:{item.at.column} {item.words}" for item in missing if item.at] == [
        "44:9 comes to step `pain` with `pain` (pain) at exactly 5, "
        "just outside `more than 5 or not sure`",
        "44:9 comes to step `pain` with `pain` (pain) at exactly 6, "
        "just inside `more than 5 or not sure`",
        "70:3 ends where `cold` is listed with `days` (days since it began) at exactly 4 days, "
        "just inside `more than 3 days`",
        "10:3 answers `cannot_stand` (cannot stand) with not sure",
        "17:3 answers `pain` (pain) with not sure",
        "70:3 has `cold` withheld for: days since it began: more than 3 days",
    ]


def test_cases_that_do_all_that_is_missing_cover_everything(tree):
    everything = covered_by(
        tree,
        {"pain": 5},
        {"pain": 6},
        {"pain": NOT_SURE},
        {"cannot_stand": True},
        {"cannot_stand": NOT_SURE},
        {"pain": 1, "days": 4},
    )

    assert (everything.missing, everything.impossible) == ((), ())
    assert everything.all == (20, 20)
    assert not everything.below(100)


def test_a_threshold_counts_only_where_its_branch_is_looked_at(tree):
    # Whoever cannot stand is sent on before anybody looks at the pain.
    found = covered_by(tree, {"pain": 5, "cannot_stand": True})

    assert found.of("threshold") == (0, 4)


def test_not_sure_withholds_but_only_the_condition_itself_covers_it(tree):
    unsure = covered_by(tree, {"pain": 1, "days": NOT_SURE})
    late = covered_by(tree, {"pain": 1, "days": 4})

    assert ("advice", "cold", None, "withheld", 0) in keys(unsure.missing)
    assert ("advice", "cold", None, "withheld", 0) in keys(late.covered)


def test_a_case_without_a_disposition_covers_nothing(tree):
    assert covered_by(tree, {}, {"pain": 10}, {"pain": 11}).covered == ()


def test_a_failing_case_covers_what_it_reaches(tree):
    ran = run_case(
        Case(name="worse", answers={"pain": 9}, expect=Disposition.EMERGENCY, because="because"),
        tree,
    )

    assert ran.faults
    assert ("outcome", "physio", None) in keys(coverage_of(tree, [ran]).covered)


def test_what_no_patient_can_reach_is_not_counted(folder, tmp_path):
    text = (folder / "tree.yaml").read_text("utf-8")
    never = "never_when: [{days: over 3}, {pain: over 7}, {cannot_stand: yes}]"
    changed = tmp_path / "ankle.yaml"
    changed.write_text(text.replace("never_when: [{days: over 3}]", never), encoding="utf-8")

    found = covered_by(load(changed), {"pain": 1})

    # Home are only those who can stand and have no pain over 5.
    assert {item.words for item in found.impossible} == {
        "ends where `cold` is listed with `pain` (pain) at exactly 7, just outside `more than 7`",
        "ends where `cold` is listed with `pain` (pain) at exactly 8, just inside `more than 7`",
        "has `cold` withheld for: pain: more than 7",
        "has `cold` withheld for: cannot stand: yes",
    }


def test_advice_that_is_chosen_has_to_be_left_out_once(folder, tmp_path):
    text = (folder / "tree.yaml").read_text("utf-8")
    changed = tmp_path / "ankle.yaml"
    changed.write_text(
        text.replace("    dose: ten minutes\n", "    dose: ten minutes\n    when: {pain: 2 to 5}\n")
    )
    tree = load(changed)
    left_out = ("advice", "cold", None, "left out")

    assert left_out in keys(covered_by(tree, {"pain": 2}).missing)
    assert left_out in keys(covered_by(tree, {"pain": 1}).covered)


def test_items_come_by_kind_and_place_and_each_only_once(tree):
    items = items_of(tree)

    assert [i.kind for i in items] == sorted((i.kind for i in items), key=KINDS.index)
    assert len(keys(items)) == len(items)
    assert items == items_of(tree)


def test_a_place_of_a_module_is_covered_by_the_cases_of_any_tree(tree, cases):
    none, all_cases = run_cases(tree, ()), run_cases(tree, cases)

    both = together([none.coverage, all_cases.coverage])

    assert both == all_cases.coverage
    assert together([]) == Coverage((), ())


def test_what_one_tree_makes_impossible_is_missing_where_another_allows_it(tree):
    item = items_of(tree)[0]
    elsewhere = evolve(item, name="part.signs")

    both = together([Coverage((), (), (item,)), Coverage((), (elsewhere,))])

    assert (len(both.missing), both.impossible) == (1, ())


def test_several_trees_are_measured_one_by_one_and_together(tree, cases):
    one = run_cases(tree, cases)

    assert [name for name, _ in coverages([one])] == ["ankle"]
    assert [name for name, _ in coverages([one, one])] == ["ankle", "ankle", EVERY_TREE]


def test_only_what_is_below_the_least_falls_short(tree, cases):
    one = run_cases(tree, cases)

    assert one.coverage.all == (14, 20)
    assert falling_short([one], 70) == falling_short([one], None) == []
    assert falling_short([one], 70.1) == [("ankle", one.coverage)]


@pytest.fixture
def edited(folder, tmp_path):
    """Return a function that loads the tree with some texts replaced."""

    def load_edited(*edits):
        text = (folder / "tree.yaml").read_text("utf-8")
        for old, new in edits:
            assert old in text
            text = text.replace(old, new)
        (tmp_path / "ankle.yaml").write_text(text, encoding="utf-8")
        return load(tmp_path / "ankle.yaml")

    return load_edited


PAIN = "      - if: {pain: [over 5, not sure]}\n"


def thresholds(items):
    return {item.key[1:] for item in items if item.kind == "threshold" and item.branch is not None}


def test_a_number_counts_once_at_the_first_branch_that_it_matters_to(edited):
    strong = "      - if: {pain: over 7}\n        go: physio\n        judgement: strong\n"
    tree = edited((PAIN, strong + PAIN.replace("over 5", "6 to 7")))

    assert thresholds(items_of(tree)) == {
        ("pain", 0, "pain", 7),
        ("pain", 0, "pain", 8),
        ("pain", 1, "pain", 5),
        ("pain", 1, "pain", 6),
    }


def test_a_branch_behind_the_one_taken_is_not_looked_at(edited):
    before = (
        "      - if: {pain: over 2, cannot_stand: no}\n        go: physio\n        judgement: x\n"
    )
    tree = edited((PAIN, before + PAIN))

    found = covered_by(tree, {"pain": 6})

    assert thresholds(found.covered) == set()
    assert thresholds(found.missing) == {("pain", 0, "pain", 2), ("pain", 0, "pain", 3)}
    # Whoever comes to the second branch can stand, and so has a pain of 2 at most.
    assert thresholds(found.impossible) == {("pain", 1, "pain", 5), ("pain", 1, "pain", 6)}


def test_a_bound_that_parts_nobody_makes_nothing_impossible(edited):
    tree = edited(("never_when: [{days: over 3}]", "when: {days: at least 0}"))

    assert ("advice", "cold", None, "given") in keys(covered_by(tree).missing)


def test_advice_that_not_sure_always_withholds_cannot_be_given(edited):
    tree = edited(
        (
            "      - if: {cannot_stand: [yes, not sure]}\n        go: today\n",
            "      - if: {cannot_stand: yes}\n        go: physio\n"
            "      - if: {cannot_stand: not sure}\n        go: today\n",
        ),
        ("    advice: [cold, no-running]\n", ""),
        (
            "    title: Have it looked at today\n",
            "    title: Now\n    advice: [cold, no-running]\n",
        ),
        ("never_when: [{days: over 3}]", "never_when: [{cannot_stand: yes}]"),
        ("    demands: {yes: same_day_urgent, not sure: same_day_urgent}\n", ""),
    )

    impossible = keys(covered_by(tree).impossible)

    assert ("advice", "cold", None, "given") in impossible
    assert ("advice", "no-running", None, "given") not in impossible


def test_answers_that_only_refine_count_too(edited):
    tree = edited(("[{days: over 3}]", "[{days: [over 3, not sure]}]"))

    found = covered_by(tree, {"pain": 1, "days": NOT_SURE})

    assert ("answer", "days", None, NOT_SURE) in keys(found.covered)


def test_where_two_ways_meet_the_answers_of_both_arrive(edited):
    tree = edited(
        (
            "cannot_stand: [yes, not sure]}\n        go: today",
            "cannot_stand: yes}\n        go: pain",
        ),
        ("never_when: [{days: over 3}]", "never_when: [{cannot_stand: yes}, {cannot_stand: no}]"),
        ("    demands: {yes: same_day_urgent, not sure: same_day_urgent}\n", ""),
        ("      - go: pain\n", "      - go: pain\n        including: not sure\n"),
        (
            "      - if: {pain: [over 5, not sure]}\n",
            "      - if: {pain: over 9}\n        go: today\n        judgement: most\n"
            "      - if: {pain: [over 5, not sure]}\n",
        ),
    )

    missing = keys(covered_by(tree).missing)

    assert {("advice", "cold", None, "withheld", number) for number in (0, 1)} <= missing
