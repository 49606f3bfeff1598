"""``triage diff``: whom an edit sends elsewhere, and who accepted it."""

from __future__ import annotations

import json
import re
import shutil

import pytest

from tests.cli.regressions import names_in

ANKLE = "ankle/tree.yaml"
RULE = """\
safety:
  strong-pain-is-seen:
    if: {pain: over 5}
    then: {urgency: at least physio}
    judgement: it may be torn
"""
CHANGELOG = """\
triage_changelog: 1
tree: ankle
versions:
  0.1.0:
    on: 2026-11-21
    by: A. Author, physiotherapist
    changes: ["Pain up to 7 stays at home."]
    accepts:
"""


@pytest.fixture(autouse=True)
def _old_version(here):
    """Keep the ankle as it is beside the one that is edited."""
    shutil.copytree(here / "ankle", here / "old" / "ankle")


@pytest.fixture
def diff(triage):
    return lambda *more: triage("diff", "old/ankle", ANKLE, *more)


def accept(here, *names, version="0.1.0"):
    acceptances = "".join(
        f'      - {{name: "{name}", because: "A trial says so", by: "B. Doctor"}}\n'
        for name in names
    )
    text = CHANGELOG.replace("0.1.0", version) + acceptances
    (here / "ankle" / "changelog.yaml").write_text(text, encoding="utf-8")


# --- what is said --------------------------------------------------------------------------


def test_two_versions_that_are_the_same_say_so_in_a_line(diff):
    done = diff()

    assert (done.exit_code, done.stdout) == (0, "ankle 0.1.0: nothing changed\n")


@pytest.mark.usefixtures("milder")
def test_who_ends_less_urgent_is_told_with_a_place_a_share_and_an_example(diff):
    done = diff()

    assert done.exit_code == 3
    assert done.stdout == (
        "ankle 0.1.0: 1 group of people is sent somewhere less urgent; 1 regression\n"
        "\n"
        "LESS URGENT\n"
        "  physio (physio) → home (self_care)\n"
        f"    regression {names_in(done.stdout)[0]}\n"
        "    204 of 3,672 combinations of answers, 1 in 18 (5.56%)\n"
        "    at ankle/tree.yaml:47:9\n"
        "    1 in 4 (25.00%) of those who go from `pain` to `home`, by:\n"
        "      pain: 6 to 7\n"
        "    for example: pain: 6 (pain); all else as in a well person\n"
        "    disposition: “see a physio” → “look after it yourself”\n"
        "    title: “See a physio” → “Look after it yourself”\n"
        "    text: “A physio can help.” → “It gets better.”\n"
        "    newly told: expect: “Better within a week.”\n"
        "    newly told: sign `swelling`: “It swells: see a physio”\n"
        "    newly told: look again: “after 7 days”\n"
        "    newly told: advice `cold`: “Cool it. (ten minutes)”\n"
        "      2 in 51 (3.92%) of them, by:\n"
        "        days since it began at most 3\n"
        "    … and 1 more that they are newly told, which --all shows\n"
        "\n"
        "OTHER EDITS\n"
        "  ankle/tree.yaml:41:3: step `pain`, branches: edited\n"
        "\n"
        "Shares are of combinations of answers, not of people: "
        "some combinations are common and most are rare.\n"
    )


def test_who_ends_more_urgent_is_told_and_ends_with_0(diff, edit):
    edit("tree.yaml", "{pain: [over 5, not sure]}", "{pain: [over 3, not sure]}")

    done = diff()

    assert done.exit_code == 0
    assert "MORE URGENT\n  home (self_care) → physio (physio)\n" in done.stdout


def test_words_stand_apart_from_patients_and_end_with_0(diff, edit):
    edit("tree.yaml", "text: A physio can help.", "text: A physio may help.")

    done = diff()

    assert done.exit_code == 0
    assert done.stdout.startswith("ankle 0.1.0: 1 group of people is told something else; no ")
    place = "  ankle/tree.yaml:54:3: outcome `physio`, text: "
    assert f"OTHER WORDS\n{place}“A physio can help.” → “A physio may help.”\n" in done.stdout


def test_metadata_stand_apart(diff, edit):
    edit("tree.yaml", "version: 0.1.0", "version: 0.2.0")

    done = diff()

    says = "Nobody is sent elsewhere and nobody is told anything else; no regression"
    assert done.stdout.startswith(f"ankle 0.1.0 → 0.2.0: {says}\n")
    assert "METADATA\n  ankle/tree.yaml:1:1: tree, version: “0.1.0” → “0.2.0”\n" in done.stdout


def test_a_rule_that_is_gone_is_named_with_its_old_place(diff, here):
    old = here / "old" / "ankle" / "tree.yaml"
    old.write_text(old.read_text("utf-8") + RULE, encoding="utf-8")

    done = diff()

    assert done.exit_code == 3
    assert "the safety rule `strong-pain-is-seen` is gone" in done.stdout
    assert re.search(r"at old/ankle/tree.yaml:\d+:3\n", done.stdout)


def test_a_question_of_another_kind_is_told_and_its_answers_count_apart(diff, edit):
    edit("tree.yaml", "type: whole number\n    unit: days\n    range: 0 to 100", "type: yes-no")
    edit("tree.yaml", "well: 3", "well: no")
    edit("tree.yaml", "{days: over 3}", "{days: yes}")

    done = diff()

    assert done.exit_code == 3  # nobody can say who of those kept from it may have it now
    assert "another kind of answer: (days: days since it began)" in done.stdout
    names = names_in(done.stdout)
    assert [name.rpartition("/")[0] for name in names] == [
        "lost-advice/cold",
        "contraindication/cold",
    ]


def test_a_question_that_is_not_put_any_more_is_named(diff, edit):
    step = "  signs:\n    ask: cannot_stand\n    then:\n"
    edit("tree.yaml", step, "  signs:\n    ask: pain\n    then:\n")
    edit("tree.yaml", "if: {cannot_stand: [yes, not sure]}", "if: {pain: over 9}")
    edit("tree.yaml", "go: today\n", "go: today\n        judgement: very strong\n")
    edit("tree.yaml", "      - go: pain\n", "      - go: pain\n        including: not sure\n")
    edit("tree.yaml", "impossible:\n  - {cannot_stand: no, pain: 10}\n", "")

    done = diff()

    assert done.exit_code == 3
    assert "people are no longer asked: cannot stand (cannot_stand)" in done.stdout
    assert any(name.startswith("not-asked/cannot_stand/") for name in names_in(done.stdout))


def test_people_who_become_possible_are_told(diff, edit):
    edit("tree.yaml", "impossible:\n  - {cannot_stand: no, pain: 10}\n", "")

    done = diff()

    assert done.exit_code == 0
    assert "called impossible before and asked now: 102 of 3,672" in done.stdout


def test_people_who_become_impossible_are_a_regression(diff, edit):
    edit("tree.yaml", "pain: 10}", "pain: over 8}")

    done = diff()

    assert done.exit_code == 3
    assert names_in(done.stdout)[0].startswith("impossible/")


def test_long_lists_are_counted_and_shown_with_all(diff, edit):
    facts = [f"fact_{number}" for number in range(12)]
    new = "".join(
        f"  {name}: {{type: yes-no, ask: \"Is it so?\", label: \"so\", judgement: \"so\"}}\n"
        for name in facts
    )  # fmt: skip
    edit("tree.yaml", "facts:\n", f"facts:\n{new}")
    edit("tree.yaml", "refine: [days]", f"refine: [days, {', '.join(facts)}]")

    short, long = diff(), diff("--all")

    assert "fact `fact_11`: new" not in short.stdout
    assert "more, which --all shows" in short.stdout
    assert "fact `fact_11`: new" in long.stdout


# --- what is accepted ----------------------------------------------------------------------


@pytest.mark.usefixtures("milder")
def test_a_regression_that_is_accepted_by_name_ends_with_0(diff, here):
    accept(here, *names_in(diff().stdout))

    done = diff()

    assert done.exit_code == 0
    assert "1 regression, 1 accepted" in done.stdout
    assert ", by B. Doctor: A trial says so\n" in done.stdout


@pytest.mark.usefixtures("milder")
def test_an_acceptance_is_for_just_the_edit_that_was_accepted(diff, here, edit):
    accept(here, *names_in(diff().stdout))
    edit("tree.yaml", "{pain: [over 7, not sure]}", "{pain: [over 8, not sure]}")

    done = diff()

    assert done.exit_code == 3
    assert "1 regression, 1 acceptance of nothing" in done.stdout


def test_an_acceptance_of_nothing_is_named_with_its_line(diff, here):
    accept(here, "weaker-demand/pain/yes/nothing")

    done = diff()

    assert done.exit_code == 3
    said = "ankle/changelog.yaml:9:9: found an acceptance of `weaker-demand/pain/yes/nothing`"
    assert said in done.stdout


def test_an_acceptance_that_the_old_version_held_already_is_none_of_nothing(diff, here):
    accept(here, "weaker-demand/pain/yes/nothing")
    shutil.copy(here / "ankle" / "changelog.yaml", here / "old" / "ankle")

    assert diff().exit_code == 0


@pytest.mark.usefixtures("milder")
def test_an_acceptance_under_another_version_accepts_nothing(diff, here):
    accept(here, *names_in(diff().stdout), version="0.0.9")

    assert diff().exit_code == 3


def test_a_faulty_changelog_is_refused_with_its_lines(diff, here):
    (here / "ankle" / "changelog.yaml").write_text("triage_changelog: 1\n", encoding="utf-8")

    done = diff()

    assert done.exit_code == 1
    assert "ankle/changelog.yaml:1:1: F201 missing-key" in done.stderr


def test_a_folder_with_a_changelog_is_checked_as_before(triage, here):
    accept(here, "a/b")

    assert triage("check", "ankle", "--ignore", "W").exit_code == 0


# --- for programs and pull requests --------------------------------------------------------


@pytest.mark.usefixtures("milder")
def test_json_holds_exact_numbers_and_the_example_in_both_versions(diff, here):
    accept(here, *names_in(diff().stdout))

    (tree,) = json.loads(diff("--format", "json").stdout)["trees"]

    (move,) = tree["moves"]
    assert (move["combinations"], move["share"]) == ("204", "1/18")
    assert move["old"] == {"outcome": "physio", "disposition": "physio"}
    (part,) = move["parts"]
    assert part["at"] == {"file": "ankle/tree.yaml", "line": 47, "column": 9}
    assert part["groups"] == ["pain: 6 to 7"]
    assert part["example"]["old"]["outcome"] == "physio"
    assert part["example"]["new"]["outcome"] == "home"
    assert part["example"]["new"]["answers"]["pain"] == 6
    (regression,) = tree["regressions"]
    assert regression["accepted"] == {"by": "B. Doctor", "because": "A trial says so"}
    assert tree["passed"] is True


def test_json_of_a_harmful_advice_names_the_people(diff, edit):
    edit("tree.yaml", "    never_when: [{days: over 3}]\n", "")

    (tree,) = json.loads(diff("--format", "json").stdout)["trees"]

    (regression,) = tree["regressions"]
    assert regression["name"].startswith("contraindication/cold/")
    assert regression["people"]["example"]["new"]["advice"] == ["cold", "no-running"]
    (told,) = tree["moves"][0]["told"]
    assert (told["what"], told["name"], told["before"]) == ("advice", "cold", None)


@pytest.mark.usefixtures("milder")
def test_markdown_is_a_table_with_details_folded_away(diff, here):
    before = diff("--format", "markdown").stdout
    accept(here, *names_in(diff().stdout))
    after = diff("--format", "markdown").stdout

    says = "physio (physio) → home (self\\_care); told otherwise: disposition, title, text"
    row = f"| **less urgent** | {says} | 1 in 18 (5.56%) | {{}} |"
    assert row.format("no") in before
    assert row.format("by B. Doctor: A trial says so") in after
    assert "<details><summary>Details</summary>" in before
    says = "1 group of people is sent somewhere less urgent; 1 regression"
    assert f"- **ankle**: {says}\n" in before


def test_markdown_tells_rules_and_advice_in_the_same_table(diff, edit, here):
    old = here / "old" / "ankle" / "tree.yaml"
    old.write_text(old.read_text("utf-8") + RULE, encoding="utf-8")
    edit("tree.yaml", "    never_when: [{days: over 3}]\n", "")
    edit("tree.yaml", "{yes: same_day_urgent, not sure: same_day_urgent}", "{yes: same_day_urgent}")

    text = diff("--format", "markdown").stdout

    assert "| **weaker rule** | the safety rule \\`strong-pain-is-seen\\` is gone" in text
    assert "| **weaker demand** | cannot stand: not sure" in text
    assert "| told something else | home (self\\_care), as before |" in text
    assert "newly told: advice `cold`" in text


def test_a_comparison_that_is_not_finished_ends_with_4_in_every_form(diff, edit):
    edit("tree.yaml", "{pain: [over 5, not sure]}", "{pain: [over 7, not sure]}")

    for form in ("text", "markdown", "json"):
        done = diff("--timeout", "0", "--format", form)
        assert done.exit_code == 4
        assert "more time than it was given" in done.stdout


# --- wrong usage ---------------------------------------------------------------------------


@pytest.mark.parametrize("trees", [(), (ANKLE,), (ANKLE, ANKLE, ANKLE)])
def test_two_versions_are_needed_without_a_revision(triage, trees):
    done = triage("diff", *trees)

    assert done.exit_code == 2
    assert "expected two: the old and the new version" in done.stderr


def test_a_part_for_other_trees_is_refused(triage):
    done = triage("diff", "lower-leg-red-flags", "lower-leg-red-flags")

    assert done.exit_code == 1
    assert "compare the trees that include it" in done.stderr


def test_the_faults_of_both_versions_are_told_at_once(triage, edit, here):
    edit("tree.yaml", "go: today", "go: tomorrow")
    shutil.copytree(here / "ankle", here / "old" / "ankle", dirs_exist_ok=True)

    done = triage("diff", "old/ankle", ANKLE)

    assert done.exit_code == 1
    assert "old/ankle/tree.yaml:" in done.stderr
    assert "\nankle/tree.yaml:" in done.stderr
