"""Comments that allow a finding, with a reason."""

from __future__ import annotations

import pytest

from tests.lint.small import Small
from triage.findings.small_tree import TREE
from triage.lint.allowing import allowable
from triage.lint.kinds import CODES
from triage.lint.rule import MOST
from triage.tree_files.library import check_file, load

LONG = "label: limping, or wincing, or any other way of walking that is new for you"
NEW = ("label: limping", LONG)
FACT = "  limping:\n"
WHY = "the clinic asked for these words"


def allowed(findings):
    return [(finding.name, finding.allowed) for finding in findings]


@pytest.mark.parametrize(
    "lines",
    [
        f"  # allow label-too-long: {WHY}\n  limping:\n",
        f"  # allow W603: {WHY}\n  limping:\n",
        f"  #allow w603:{WHY}\n  limping:\n",
        f"# Allow Label-Too-Long :  {WHY}  \n  limping:\n",
        f"  limping: # allow label-too-long: {WHY}\n",
        f"  # allow label-too-long: {WHY}\n  # It was said in March.\n  limping:\n",
    ],
)
def test_a_finding_is_allowed_on_its_line_and_from_the_line_above(small, lines):
    assert allowed(small.check(NEW, (FACT, lines))) == [("label-too-long", WHY)]


@pytest.mark.parametrize(
    "lines",
    [
        f"  # allow label-too-long: {WHY}\n\n  limping:\n",
        f"  limping:\n    # allow label-too-long: {WHY}\n",
        f"  hot: # allow label-too-long: {WHY}\n    {{}}\n  limping:\n",
        f"  # allow same-label: {WHY}\n  limping:\n",
    ],
)
def test_a_comment_elsewhere_or_of_another_kind_allows_nothing(small, lines):
    names = {f.name: f.allowed for f in small.check(NEW, (FACT, lines))}

    assert not any(names.values())


def test_several_kinds_are_allowed_by_several_comments(small):
    lines = f"  # allow label-too-long: {WHY}\n  # allow well-demands: they limp\n  limping:\n"

    findings = small.check(
        NEW, (FACT, lines), ("well: no\n    source: book", "well: yes\n    source: book")
    )

    assert allowed(findings) == [("well-demands", "they limp"), ("label-too-long", WHY)]


@pytest.mark.parametrize(
    ("comment", "name", "words"),
    [
        (
            "allow label-too-long",
            "no-reason",
            "write it behind a colon: `# allow label-too-long: why`",
        ),
        ("allow label-too-long:  ", "no-reason", "without a reason"),
        ("allow W603 as the clinic asked", "no-reason", "without a reason"),
        ("allow label-to-long: why", "unknown-allowance", "did you mean `label-too-long`"),
        ("allow W699: why", "unknown-allowance", "did you mean"),
        ("allow q-q: why", "unknown-allowance", "write a code such as"),
        ("allow no-source: why", "not-allowable", "delete the comment"),
        ("allow idle-allowance: why", "not-allowable", "delete the comment"),
        ("allow same-label: why", "idle-allowance", "nothing of the kind is found"),
    ],
)
def test_a_comment_that_allows_nothing_is_a_finding_itself(small, comment, name, words):
    findings = small.check(NEW, (FACT, f"  # {comment}\n  limping:\n"))
    (wrong,) = [f for f in findings if f.name != "label-too-long"]

    assert (wrong.name, wrong.column, wrong.severity) == (name, 3, "error")
    assert words in str(wrong)
    assert [f.allowed for f in findings if f.name == "label-too-long"] == [""]


def test_a_tree_with_a_faulty_comment_can_be_used(small):
    small.check((FACT, "  # allow everything-else: it is fine\n  limping:\n"))

    assert load(small.folder / "calf.yaml").id == "calf"


@pytest.mark.parametrize(
    "prose",
    [
        "allow for swelling",
        "allow rest: it helps",
        "allow",
        "allow 3 days",
        "we allow label-too-long: no",
        "allowing heat: bad",
    ],
)
def test_a_sentence_that_begins_alike_is_left_alone(small, prose):
    assert small.check((FACT, f"  # {prose}\n  limping:\n")) == []


def test_text_in_quotes_or_in_a_block_is_no_comment(small):
    block = "text: |\n      Rest the leg.\n      # allow label-too-long: no\n"
    text = f"{block}    expect: 'a # allow W603: no'"

    assert small.check(("text: Rest the leg.", text)) == []


def test_an_error_cannot_be_allowed(small):
    findings = small.check(
        ("        go: physio\n        source: book\n", "        go: physio\n"),
        ("      - if: {days:", "      # allow no-source: everybody knows\n      - if: {days:"),
    )

    assert allowed(findings) == [("not-allowable", ""), ("no-source", "")]


def test_nothing_is_idle_while_errors_keep_rules_from_looking(small):
    lines = f"  # allow label-too-long: {WHY}\n  limping:\n"

    findings = small.check(NEW, (FACT, lines), ("go: home", "go: hom"))

    assert "idle-allowance" not in {f.name for f in findings}


@pytest.mark.parametrize("name", ["review-overdue", "withdrawn"])
def test_what_was_not_looked_for_is_not_idle(small, name):
    small.check((FACT, f"  # allow {name}: so\n  limping:\n"))

    without_day = check_file(small.folder / "calf.yaml")

    assert without_day == ()


def test_a_module_allows_its_own_findings_in_every_tree_that_includes_it(tmp_path):
    small = Small(tmp_path)
    small.check()
    module = tmp_path / "signs.yaml"
    text = module.read_text("utf-8").replace("label: short of breath", LONG)
    text = text.replace("  breathless:\n", f"  # allow label-too-long: {WHY}\n  breathless:\n")
    module.write_text(
        text.replace("title: Signs", "# allow unused-fact: idle\ntitle: Signs"), "utf-8"
    )
    idle = ("idle-allowance", "")

    assert allowed(check_file(tmp_path / "calf.yaml")) == [("label-too-long", WHY)]
    assert allowed(check_file(module)) == [idle, ("label-too-long", WHY)]


def test_warnings_and_limits_can_be_allowed_and_nothing_else():
    can = {code.id for code in CODES if allowable(code)}

    assert {c.id for c in CODES if c.severity == "warning"} <= can
    assert {"W603", "W604", "W605", "W606"} <= can
    assert not any(code.startswith(("Y", "F", "N", "A")) for code in can)
    assert "A9" not in {code[:2] for code in can}


def test_comments_change_nothing_of_what_a_tree_means(small):
    small.check()
    digest = load(small.folder / "calf.yaml").digest
    small.check_text("# allow label-too-long: nothing\n" + TREE)

    assert load(small.folder / "calf.yaml").digest == digest


@pytest.mark.parametrize("comment", ["# allow same-label: why", "# allow labeltoolong: why"])
def test_a_flood_of_idle_comments_is_cut_off(small, comment):
    findings = small.check_text(f"{comment}\n" * 5_000 + TREE)

    assert len(findings) == MOST
