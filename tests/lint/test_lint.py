"""All rules together, over trees that nobody thought of."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import given

from tests.lint.title_in_capitals import TITLE_IN_CAPITALS
from tests.pool import trees
from tests.tree_files.folders import GOOD
from triage.lint import blocking
from triage.lint.kinds import CODES
from triage.lint.rule import MOST, rule
from triage.lint.warnings import lint
from triage.tree_files.library import load

KINDS = {code.id: code for code in CODES}


@given(trees())
def test_no_rule_fails_and_none_finds_what_would_keep_a_tree_from_loading(tree):
    for finding in lint(tree):
        assert finding.severity == "warning" or KINDS[finding.code].tree_still_loads
        assert finding.message.startswith("found ")
        assert not finding.help.endswith(".")


@given(trees())
def test_the_same_tree_has_the_same_findings(tree):
    assert list(lint(tree)) == list(lint(tree))


def test_a_flood_of_one_kind_is_cut_off(small):
    options = ", ".join(f'o{n}: "The same"' for n in range(40))
    facts = "".join(
        f"  f{n}:\n    type: one of\n    options: {{{options}}}\n    ask: Q{n}?\n"
        f"    label: l{n}\n    source: book\n"
        for n in range(4)
    )

    findings = small.check(("facts:\n", f"facts:\n{facts}"))

    assert len([f for f in findings if f.name == "same-option"]) <= MOST
    assert len(findings) > MOST // 2


def test_a_rule_that_names_no_needs_leaves_a_tree_in_doubt_alone(monkeypatch):
    @rule()
    def always(tree):
        yield TITLE_IN_CAPITALS.about(tree.steps[tree.start].at, "found it")

    calf = load(GOOD / "calf.yaml")
    monkeypatch.setattr(blocking, "RULES", (always,))

    assert blocking.check(calf) == list(always(calf))
    assert blocking.check(calf, {"asks"}) == []


def test_loading_a_tree_imports_no_rule_that_only_check_runs():
    program = (
        "import sys, triage; triage.load('calf-soreness'); "
        "print(*sorted(m for m in sys.modules if m.startswith(('triage.lint', 'triage.pat'))))"
    )
    run = [sys.executable, "-c", program]
    modules = subprocess.run(run, capture_output=True, text=True, check=True).stdout.split()

    assert "triage.lint.blocking" in modules
    assert {"triage.lint.warnings", "triage.lint.kinds", "triage.answer_space.space"} & set(
        modules
    ) == set()


def test_a_fault_in_one_place_hides_none_of_another_kind(small):
    label = "a bruise that one sees on the skin of the calf, or on that of the shin"

    names = small.names(
        ("well: 2", "well: 400"),
        ("label: a bruise", f"label: {label}"),
        ("ask: Do you limp?", "ask: Is there a bruise?"),
        (
            "[over 14, not sure]}\n        go: physio\n        source: book\n",
            "at least 7}\n        go: home\n        source: book\n"
            "      - if: {days: [over 14, not sure]}\n        go: physio\n        source: book\n",
        ),
    )

    assert {"out-of-range", "label-too-long", "same-question", "dead-answer"} <= set(names)


def test_an_error_of_a_whole_tree_hides_nothing(small):
    option = ('worse: "Worse"}', 'worse: "Worse", other: "Not sure"}')
    nowhere = ("watch_for: [swelling]\n    review_after", "review_after")

    assert set(small.names(option, nowhere)) == {"built-in-answer", "no-watch-for"}


def test_what_hangs_on_a_faulty_condition_is_not_judged(small):
    names = small.names(("if: {trend: [worse, not sure]}", "if: {trend: [worsening, not sure]}"))

    assert names == ["unknown-answer"]
