"""``triage check``: findings, their order, and exit codes."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.called import body
from tests.sampled import slow
from triage.cli.commands import check as command
from triage.cli.findings import to_github
from triage.errors import Finding
from triage.lint.kinds import CODES

pytestmark = pytest.mark.usefixtures("here")


def test_a_clean_file_ends_with_0(triage):
    done = triage("check", "ankle/tree.yaml")

    assert (done.exit_code, done.stdout) == (0, "1 file: 0 errors, 0 warnings\n")


def test_faults_end_with_3_and_are_told_in_the_order_of_their_places(triage, edit):
    edit("tree.yaml", "title: A sore ankle", "titel: A sore ankle")
    edit("tree.yaml", "go: physio", "go: fysio")

    done = triage("check", "ankle/tree.yaml")
    places = [line for line in done.stdout.splitlines() if line.startswith("ankle/")]

    assert done.exit_code == 3
    assert done.stdout.splitlines()[-1].startswith("1 file: ")
    assert places == sorted(places, key=lambda line: int(line.split(":")[1]))
    assert "did you mean `title`?" in done.stdout
    assert "did you mean `physio`?" in done.stdout


def test_a_warning_is_told_and_ends_with_0(triage, edit):
    edit(
        "tree.yaml",
        "impossible:",
        'sources:\n  unused: {title: "T", kind: other, year: 2020}\nimpossible:',
    )

    done = triage("check", "ankle/tree.yaml")

    assert done.exit_code == 0
    assert "unused-source" in done.stdout
    assert done.stdout.endswith("1 file: 0 errors, 1 warning\n")


def test_findings_are_json_for_programs(triage, edit):
    edit("tree.yaml", "go: physio", "go: fysio")

    done = triage("check", "ankle/tree.yaml", "--format", "json")
    finding = json.loads(done.stdout)[0]

    assert done.exit_code == 3
    assert (finding["file"], finding["name"]) == ("ankle/tree.yaml", "unknown-target")
    assert {"line", "column", "code", "message", "help", "severity"} <= set(finding)


def test_findings_are_words_unless_another_form_is_wanted(triage, edit):
    edit("tree.yaml", "type: yes-no", "type: yes")

    done = triage("check", "ankle/tree.yaml", "--format", "text")

    assert done.stdout == triage("check", "ankle/tree.yaml").stdout
    assert "ankle/tree.yaml:" in done.stdout


def test_a_folder_stands_for_the_trees_in_it_and_their_cases_are_none(triage, here):
    (here / "ankle" / "again").mkdir()
    tree = (here / "ankle" / "tree.yaml").read_text("utf-8").replace("id: ankle", "id: again")
    (here / "ankle" / "again" / "tree.yaml").write_text(tree, encoding="utf-8")

    assert triage("check", "ankle").stdout == "2 files: 0 errors, 0 warnings\n"


def test_a_folder_without_trees_is_an_error(triage, here):
    (here / "empty").mkdir()

    done = triage("check", "empty")

    assert done.exit_code == 1
    assert done.stderr == "error: found no tree in the folder `empty`, expected a `tree.yaml`\n"


@slow
@slow
def test_without_a_file_every_shipped_tree_and_module_is_clean(triage):
    done = triage("check")

    assert done.exit_code == 0, done.stdout
    assert int(done.stdout.splitlines()[-1].split()[0]) >= 2


def test_a_name_that_nothing_has_is_an_error(triage):
    done = triage("check", "clf-soreness")

    assert done.exit_code == 1
    assert "did you mean `calf-soreness`?" in done.stderr


def checked_on(today):
    usual = {"form": "text", "select": (), "ignore": (), "reading": False, "explain": None}
    return body(command.check)(("ankle",), **usual, today=today)


def test_a_tree_past_its_review_is_warned_of_from_the_day_after(capsys):
    on_the_day = checked_on(date(2027, 11, 20))
    assert (on_the_day, capsys.readouterr().out) == (0, "1 file: 0 errors, 0 warnings\n")

    day_after = checked_on(date(2027, 11, 21))
    said = capsys.readouterr().out

    assert day_after == 0
    assert "ankle/tree.yaml:8:1: S515 review-overdue: " in said
    assert said.endswith("1 file: 0 errors, 1 warning\n")


def test_a_withdrawn_tree_is_warned_of(triage, edit):
    edit("tree.yaml", "status: draft", "status: withdrawn")

    done = triage("check", "ankle")

    assert done.exit_code == 0
    assert "ankle/tree.yaml:5:1: S516 withdrawn: " in done.stdout


HARD = "Does ambulation necessitate compensatory antalgic modifications?"


def test_a_question_that_is_hard_to_read_is_told_and_stops_nothing(triage, edit):
    edit("tree.yaml", "Is it impossible to stand on the foot?", HARD)

    done = triage("check", "ankle")

    assert done.exit_code == 0
    assert "W605 hard-question: found a question of reading grade" in done.stdout
    assert (
        triage("assess", "ankle/tree.yaml", "--answers", "-", given="cannot_stand: yes").exit_code
        == 0
    )


def test_reading_prints_figures_for_each_tree(triage):
    lines = triage("check", "ankle", "--reading").stdout.splitlines()
    headings = next(line for line in lines if line.startswith("tree "))
    figures = lines[lines.index(headings) + 1].split()[:9]

    assert headings.split()[:4] == ["tree", "texts", "all", "questions"]
    assert figures[0] == "ankle"
    assert all(figure == "-" or float(figure) <= 20 for figure in figures[1:])
    assert lines[-1] == "1 file: 0 errors, 0 warnings"


def test_reading_as_json_is_an_object_with_findings_and_figures(triage):
    told = json.loads(triage("check", "ankle", "--reading", "--format", "json").stdout)

    assert told["findings"] == []
    assert [(t["tree"], t["texts"] > 0) for t in told["reading"]] == [("ankle", True)]
    assert set(told["reading"][0]["by_kind"]) <= {"question", "label", "outcome", "advice", "sign"}


def test_a_tree_with_faults_has_findings_and_no_figures(triage, edit):
    edit("tree.yaml", "go: physio", "go: fysio")

    told = json.loads(triage("check", "ankle", "--reading", "--format", "json").stdout)

    assert [finding["name"] for finding in told["findings"]][:1] == ["unknown-target"]
    assert told["reading"] == []


UNUSED = 'sources:\n  unused: {title: "T", kind: other, year: 2020}\nimpossible:'
ALLOWED = UNUSED.replace("  unused", "  # allow unused-source: it is to be read soon\n  unused")
LONG = "label: cannot stand on the foot, be it for a moment or with the help of others"


def test_a_code_a_name_and_a_family_choose_findings(triage, edit):
    edit("tree.yaml", "impossible:", UNUSED)
    edit("tree.yaml", "label: cannot stand", LONG)

    for words in ("W603", "label-too-long", "W", "W6", "w60", "S502, W603"):
        done = triage("check", "ankle", "--select", words)
        assert done.exit_code == 3
        assert "W603 label-too-long" in done.stdout
        assert "S513" not in done.stdout
        assert done.stdout.endswith("1 file: 1 error, 0 warnings, 1 left out\n")


def test_what_is_ignored_is_left_out_and_counted(triage, edit):
    edit("tree.yaml", "impossible:", UNUSED)
    edit("tree.yaml", "label: cannot stand", LONG)

    done = triage("check", "ankle", "--select", "W,S", "--ignore", "label-too-long")

    assert done.exit_code == 0
    assert "W603" not in done.stdout
    assert "S513 unused-source" in done.stdout
    assert done.stdout.endswith("1 file: 0 errors, 1 warning, 1 left out\n")


def test_an_error_with_which_no_tree_loads_cannot_be_left_out_unnoticed(triage, edit):
    edit("tree.yaml", "go: physio", "go: fysio")

    done = triage("check", "ankle", "--select", "W")

    assert done.exit_code == 3
    assert done.stdout == (
        "1 file: 0 errors, 0 warnings, 1 left out\nleft out: 1 error with which no tree loads\n"
    )


@pytest.mark.parametrize("option", ["--select", "--ignore", "--explain"])
@pytest.mark.parametrize("word", ["W603,label-to-long", "label-to-long", "", "X", "W7", "W6033"])
def test_a_word_that_means_no_finding_is_wrong_usage(triage, option, word):
    done = triage("check", "no-such-tree", option, word)

    assert (done.exit_code, done.stdout) == (2, "")
    assert "found no kind of finding" in done.stderr
    if word == "label-to-long":
        assert "did you mean `label-too-long`" in done.stderr


def test_a_finding_is_explained_with_its_examples(triage):
    by_code, by_name = (
        triage("check", "--explain", "w603"),
        triage("check", "--explain", "label-too-long"),
    )

    assert by_code.exit_code == 0
    assert by_code.stdout == by_name.stdout
    assert by_code.stdout.startswith("W603 label-too-long (limit)\n\nA label has more than 60")
    assert "\nBad:\n\n    label: limping, or" in by_code.stdout
    assert "\nGood:\n\n    label: limping\n" in by_code.stdout


def test_a_family_is_explained_one_kind_after_the_other(triage):
    lines = triage("check", "--explain", "A9").stdout.splitlines()

    assert [line.split()[0] for line in lines if line.endswith("(limit)")] == [
        "A901",
        "A902",
        "A903",
        "A904",
    ]


def test_every_kind_of_finding_can_be_explained(triage):
    for code in CODES:
        assert triage("check", "--explain", code.name).stdout.startswith(f"{code.id} {code.name} (")


def test_an_allowed_finding_is_counted_and_its_reason_is_in_the_json(triage, edit):
    edit("tree.yaml", "impossible:", ALLOWED)

    as_text = triage("check", "ankle")
    (finding,) = json.loads(triage("check", "ankle", "--format", "json").stdout)

    assert as_text.stdout == "1 file: 0 errors, 0 warnings, 1 suppressed\n"
    assert (finding["name"], finding["allowed"]) == ("unused-source", "it is to be read soon")


def test_findings_are_commands_for_github(triage, edit):
    edit("tree.yaml", "title: A sore ankle", "titel: 50% sore")

    done = triage("check", "ankle", "--format", "github")
    first, *_, last = done.stdout.splitlines()

    assert done.exit_code == 3
    assert first.startswith(
        "::error file=ankle/tree.yaml,line=3,col=1,title=F202 unknown-key::found "
    )
    assert "%0Ahelp: did you mean `title`?" in first
    assert last.startswith("1 file: ")


def test_what_github_would_misread_is_escaped():
    finding = Finding("a,b:c%.yaml", 1, 2, "W603", "name", "50%\r\n::error::x", "a: b", "warning")

    assert to_github(finding) == (
        "::warning file=a%2Cb%3Ac%25.yaml,line=1,col=2,title=W603 name"
        "::50%25%0D%0A::error::x%0Ahelp: a: b"
    )


def test_a_folder_whose_tree_has_another_name_says_which(triage, here):
    (here / "ankle" / "tree.yaml").rename(here / "ankle" / "tree.yml")
    (here / "ankle" / "cases.yaml").unlink()

    for words in (("check", "ankle"), ("prove", "ankle"), ("check", "ankle/tree.yaml")):
        done = triage(*words)
        assert done.exit_code == 1
        assert "found `tree.yml` there; rename it to `tree.yaml`" in done.stderr


LATER = '  later: {disposition: physio, title: "Later", text: "Book it.", judgement: "x"}\n'


def test_a_draft_that_is_not_all_linked_fails_its_check_and_is_asked_and_drawn(triage, edit):
    edit("tree.yaml", "outcomes:\n", f"outcomes:\n{LATER}")

    done = triage("check", "ankle")

    assert done.exit_code == 3
    assert "S502 unreachable: found the outcome `later`" in done.stdout
    asked = triage("assess", "ankle/tree.yaml", "--answers", "-", given="cannot_stand: yes")
    assert asked.exit_code == 0
    assert triage("draw", "ankle/tree.yaml", "-o", "ankle.txt").exit_code == 0


def test_a_flood_says_that_there_may_be_more(triage, edit):
    many = "".join(f"  - {{cannot_stand: {n}}}\n" for n in range(250))
    edit("tree.yaml", "impossible:\n", f"impossible:\n{many}")

    done = triage("check", "ankle/tree.yaml")
    as_json = triage("check", "ankle/tree.yaml", "--format", "json")

    assert "1 file: 200 errors" in done.stdout
    assert "there may be more: of one kind 100 are told" in done.stdout
    assert len(json.loads(as_json.stdout)) == 200
    assert "there may be more" in as_json.stderr


def test_what_was_told_in_full_says_nothing_of_more(triage, edit):
    edit("tree.yaml", "go: physio", "go: fysio")

    assert "there may be more" not in triage("check", "ankle/tree.yaml").stdout
