"""Edits with many consequences, as the safety officer reads them."""

from __future__ import annotations

import re

import pytest

from tests.sampled import slow
from tests.shipped_trees import shipped_tree
from triage.analysis.versions.compare import compare
from triage.analysis.versions.moves import moves
from triage.analysis.versions.people import confirmed, example_of
from triage.analysis.versions.verdict import verdict
from triage.analysis.versions.versions import Versions
from triage.cli.commands.diff import markdown
from triage.cli.diff_text import say_comparison
from triage.errors import TriageError
from triage.tree_files.library import load

FLAGS, DAYS = "lower-leg-red-flags", "days_since_onset: [over 11, not sure]"


@slow
def test_of_many_moves_the_first_are_shown_and_the_others_counted(edit, compared):
    edit(FLAGS, "        go: doctor-numbness\n", "        go: clear\n")
    edit(FLAGS, "        go: doctor-bone\n", "        go: clear\n")

    comparison = compared("calf-soreness")
    short, long = say_comparison(comparison), say_comparison(comparison, show_all=True)

    shown, kinds = "\n".join(short), [m.kind for m in comparison.found.moves]
    number = kinds.count("less urgent")
    assert number > 4
    assert re.search(rf"… and {number - 4} more, less than 0.01% together", shown)
    assert re.search(r"… and less than 0.01% of all combinations of answers in other groups", shown)
    assert all(each.name in shown for each in comparison.found.regressions)
    assert not any("--all shows" in line for line in long)
    assert sum(" → " in line and "(self_care)" in line for line in long) == number


@slow
def test_a_comment_cuts_moves_short_and_shows_every_other_regression(edit, compared):
    edit(FLAGS, "        go: doctor-numbness\n", "        go: clear\n")
    edit(FLAGS, "        go: doctor-bone\n", "        go: clear\n")
    edit("lower-leg-self-care", "      - any of bleeding-risks: yes\n", "")

    comparison = compared("calf-soreness")
    short = markdown([comparison], {"ankle": "new"}, show_all=False)
    long = markdown([comparison], {}, show_all=True)

    assert short[:4] == [
        "## What this does to patients",
        "",
        f"- **calf-soreness**: {verdict(comparison)}",
        "- **ankle**: new",
    ]
    left = len(comparison.found.moves) - 8
    assert f"| … | {left} more, which --all shows |  |  |" in short
    assert any(row.startswith("| **contraindication** |") for row in short)
    ends = (" → ", ", as before")
    rows = [row for row in long if row[0:1] == "|" and any(each in row for each in ends)]
    assert len(rows) == len(comparison.found.moves)
    assert short.count("```") == 2


def test_all_advice_that_is_lost_is_shown_and_of_what_is_new_only_the_first(edit, library):
    file = library / "calf-soreness" / "tree.yaml"
    text = file.read_text("utf-8")
    listed = re.search(r"  look-after-it:\n.*?    advice:\n((?: {6}- [^\n]*\n)+)", text, re.DOTALL)
    assert listed is not None
    first = "".join(listed[1].splitlines(keepends=True)[:1])
    edit("calf-soreness", listed[1], first)
    versions = shipped_tree("calf-soreness"), load(library / "calf-soreness")

    less, more = compare(*versions), compare(*reversed(versions))
    assert less.found is not None
    assert more.found is not None
    (move,) = less.found.moves
    number = sum(each.change.what == "advice" for each in move.told)
    assert number > 8
    assert "\n".join(say_comparison(less)).count("    no longer told: advice") == number
    assert {r.kind for r in less.found.regressions} == {"lost advice"}
    shown = "\n".join(say_comparison(more))
    assert f"… and {number - 4} more that they are newly told, which --all shows" in shown
    assert more.found.regressions == ()


@slow
def test_a_step_put_between_is_the_place_where_it_is_decided(edit, compared):
    edit("calf-soreness", "      - go: which-way\n", "      - go: between\n")
    step = "  between:\n    then:\n      - if: {pain_0_10: over 3}\n        go: physio-pain\n"
    grounds = '        judgement: "So it is."\n      - go: which-way\n'
    edit("calf-soreness", "  which-way:\n", f"{step}{grounds}  which-way:\n")

    found = compared("calf-soreness").found.moves

    assert {part.place.step for move in found for part in move.parts} == {"between"}
    assert {move.new for move in found} == {"physio-pain"}
    among = found[0].parts[0].people.among
    assert among.endswith("(worst pain in 24 hours, 0 to 10: more than 3)")


def test_a_patient_of_whom_the_engine_says_otherwise_is_not_shown(edit, library):
    edit("calf-soreness", DAYS, DAYS.replace("11", "21"))
    versions = Versions(shipped_tree("calf-soreness"), load(library / "calf-soreness"))
    patients = moves(versions)[0].patients
    example = example_of(versions, patients)
    soonest = versions.space.classes["days_since_onset"][0].value
    patient = dict(example.new.answers) | {"days_since_onset": soonest}

    with pytest.raises(TriageError, match="elsewhere than the comparison says"):
        confirmed(versions, patient, example)
