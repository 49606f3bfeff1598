"""``triage print``: a PDF for a clinic, or an error in words."""

from __future__ import annotations

import json
import shutil
import sys
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.sampled import slow
from triage.engine.saved import start
from triage.outputs.printing.typesetting import _FONTS as FONTS
from triage.tree_files.library import load

pytest.importorskip("typst", reason="needs the extra `print`")
pytestmark = pytest.mark.usefixtures("here")
ANKLE = "ankle/tree.yaml"
HOME = {"cannot_stand": False, "pain": 2}


@pytest.fixture
def prints(triage, here):
    """Return a function that prints the tree `ankle`, and says what the file says."""

    def run(*arguments, kind="handout", tree=ANKLE):
        done = triage(
            "print", tree, "-o", "a.pdf", "--kind", kind, "--on", "2026-11-21", *arguments
        )
        file = here / "a.pdf"
        return done, words_of(file.read_bytes()) if file.exists() else None

    return run


@pytest.fixture
def answers(here):
    def write(given):
        (here / "answers.json").write_text(json.dumps(given), encoding="utf-8")
        return "--answers", "answers.json"

    return write


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(p.extract_text().split()) for p in PdfReader(BytesIO(pdf)).pages)


def test_a_file_is_written_and_said(prints):
    done, words = prints()

    assert (done.exit_code, done.stdout) == (0, "wrote a.pdf: handout of ankle 0.1.0\n")
    assert "Look after it yourself" in words
    assert "DRAFT: not signed by a clinician. Do not use after 2027-11-20." in words


@pytest.mark.parametrize(
    ("paper", "size"), [("a4", (595, 842)), ("a3", (842, 1191)), ("letter", (612, 792))]
)
@pytest.mark.parametrize("kind", ["flowchart", "questionnaire"])
def test_a_tree_is_printed_on_the_paper_that_is_wanted(prints, here, kind, paper, size):
    done, words = prints("--paper", paper, kind=kind)

    first, *proved = done.stdout.splitlines()
    assert (done.exit_code, first) == (0, f"wrote a.pdf: {kind} of ankle 0.1.0")
    assert bool(proved) == (kind == "questionnaire")
    assert "How bad is the pain?" in words
    page = PdfReader(here / "a.pdf").pages[0].mediabox
    assert {round(page.width), round(page.height)} == set(size)


def test_a_poster_may_be_larger_than_the_others(prints, here):
    done, _ = prints("--paper", "a2", kind="poster")
    refused, _ = prints("--paper", "a2", kind="handout")

    page = PdfReader(here / "a.pdf").pages[0].mediabox
    assert (done.exit_code, refused.exit_code) == (0, 2)
    assert {round(page.width), round(page.height)} == {1191, 1684}


def test_more_fonts_are_read_from_a_folder_that_must_be_there(prints, here):
    (here / "more").mkdir()
    shutil.copy(FONTS / "DejaVuSans.ttf", here / "more" / "one.ttf")

    done, words = prints("--fonts", "more")
    refused, _ = prints("--fonts", "none")

    assert done.exit_code == 0
    assert "Look after it yourself" in words
    assert refused.exit_code == 2
    assert "Directory `none` does not exist" in refused.stderr


def test_another_ending_is_wrong_usage(triage):
    done = triage("print", ANKLE, "-o", "a.png", "--kind", "handout")

    assert done.exit_code == 2
    assert "found `a.png`, expected a name that ends with .pdf" in done.stderr


def test_a_summary_needs_answers(triage):
    done = triage("print", ANKLE, "-o", "a.pdf", "--kind", "summary")

    assert done.exit_code == 2
    assert "--kind summary needs --answers FILE" in done.stderr


def test_answers_go_with_sheets_for_one_patient_only(prints, answers):
    done, words = prints(*answers(HOME), kind="questionnaire")

    assert (done.exit_code, words) == (2, None)
    assert "--answers FILE goes with --kind handout or summary" in done.stderr


def test_an_outcome_goes_with_a_handout_for_anybody(prints, answers):
    for arguments, kind in ((answers(HOME), "handout"), (answers(HOME), "summary")):
        done, words = prints("--outcome", "home", *arguments, kind=kind)
        assert (done.exit_code, words) == (2, None)
        assert "--outcome goes with --kind handout, without --answers" in done.stderr


def test_a_handout_is_printed_for_a_named_outcome(prints):
    done, words = prints("--outcome", "physio")

    assert done.exit_code == 0
    assert "A physio can help." in words


def test_an_outcome_that_is_not_there_is_an_error_in_words(prints):
    done, words = prints("--outcome", "hom\x1b[2J")

    assert (done.exit_code, words) == (1, None)
    assert "found no outcome `hom\\x1b[2J`" in done.stderr
    assert "help: `triage show` names all steps and ends of a tree" in done.stderr


def test_a_part_for_other_trees_is_refused(prints):
    done, words = prints(tree="showcase-weather")

    assert (done.exit_code, words) == (1, None)
    assert "`showcase-weather` is a part for other trees and cannot be asked" in done.stderr


def test_a_tree_with_faults_is_refused_with_all_of_them(prints, edit):
    edit("tree.yaml", "type: yes-no", "type: yes")
    edit("tree.yaml", "go: home", "go: nowhere")

    done, words = prints()

    assert (done.exit_code, words) == (1, None)
    assert done.stderr.count(f"{ANKLE}:") >= 2


@pytest.mark.parametrize("kind", ["handout", "questionnaire", "summary"])
def test_a_withdrawn_tree_is_not_printed(prints, edit, answers, kind):
    edit("tree.yaml", "status: draft", "status: withdrawn")

    done, words = prints(*(answers(HOME) if kind == "summary" else ()), kind=kind)

    assert (done.exit_code, words) == (1, None)
    assert "the tree `ankle` 0.1.0 was withdrawn and must not be used" in done.stderr


def test_a_tree_past_its_review_says_so_across_the_page(prints):
    assert "EXPIRED" not in prints("--on", "2027-11-20")[1]
    done, words = prints("--on", "2027-11-21")

    assert done.exit_code == 0
    assert "EXPIRED" in words


def test_a_draft_says_so_across_the_page(prints):
    words = prints()[1]

    assert words.count("DRAFT") > words.count("DRAFT:")


def test_the_same_day_makes_the_same_file(prints, here, answers):
    for kind, more in (("handout", ()), ("summary", answers(HOME)), ("handout", answers(HOME))):
        prints(*more, kind=kind)
        first = (here / "a.pdf").read_bytes()
        prints(*more, kind=kind)
        assert (here / "a.pdf").read_bytes() == first


def test_another_day_is_printed_on_the_sheet(prints, answers):
    words = prints("--on", "2026-12-24", *answers(HOME), kind="summary")[1]

    assert "Printed on 2026-12-24" in words


def test_a_day_that_is_none_is_wrong_usage(prints):
    done, _ = prints("--on", "tomorrow")

    assert done.exit_code == 2
    assert "tomorrow" in done.stderr


def test_the_numbers_are_those_of_the_region(prints, edit):
    edit("tree.yaml", "It gets better.", "Call {emergency number} if not.")

    assert "Call 999 if not." in prints("--region", "gb")[1]


def test_a_region_or_a_language_that_is_not_known_is_refused(prints):
    for option, value, code in (("--region", "xx", 2), ("--language", "fr", 1)):
        done, words = prints(option, value)
        assert (done.exit_code, words) == (code, None)
        assert f"found no {option.removeprefix('--')} `{value}`" in done.stderr


def test_a_file_that_cannot_be_written_is_an_error_in_words(triage):
    done = triage("print", ANKLE, "-o", "nowhere/a.pdf", "--kind", "handout")

    assert done.exit_code == 1
    assert "nowhere/a.pdf" in done.stderr


def test_without_typst_nothing_is_written(prints, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)

    done, words = prints()

    assert (done.exit_code, words) == (1, None)
    assert "-m pip install typst" in done.stderr


def test_a_letter_that_no_font_has_is_named(prints, edit):
    edit("tree.yaml", "It gets better.", "It gets 更 better.")

    done, words = prints()

    assert (done.exit_code, words) == (1, None)
    assert "the fonts for print have no `更` (U+66F4)" in done.stderr
    assert "--fonts" in done.stderr


def test_a_folder_of_fonts_that_is_not_there_is_wrong_usage(prints):
    done, words = prints("--fonts", "nowhere")

    assert (done.exit_code, words) == (2, None)
    assert "nowhere" in done.stderr


def test_a_summary_is_printed_of_answers(prints, answers):
    done, words = prints(*answers(HOME), kind="summary")

    assert (done.exit_code, done.stdout) == (0, "wrote a.pdf: summary of ankle 0.1.0\n")
    assert "LOOK AFTER IT YOURSELF" in words


def test_incomplete_answers_make_a_sheet_that_says_so(prints, answers):
    done, words = prints(*answers({"cannot_stand": False}), kind="summary")

    assert done.exit_code == 4
    assert done.stdout.endswith("the answers are incomplete, as the sheet says\n")
    assert "INCOMPLETE: no result yet" in words
    assert "How bad is the pain?" in words


def test_bad_answers_are_refused_all_at_once(prints, answers):
    done, words = prints(*answers({"cannot_stand": 7, "pain": 11}), kind="summary")

    assert (done.exit_code, words) == (1, None)
    assert "cannot_stand: found 7" in done.stderr
    assert "pain: found 11" in done.stderr


def test_answers_that_cannot_all_be_so_are_named(prints, answers):
    done, words = prints(*answers({"cannot_stand": False, "pain": 10}), kind="summary")

    assert done.exit_code == 4
    assert "These answers cannot all be true: cannot stand: no; pain: 10." in words


def test_a_file_of_answers_that_is_not_there_is_an_error_in_words(prints):
    done, words = prints("--answers", "nowhere.json", kind="summary")

    assert (done.exit_code, words) == (1, None)
    assert "nowhere.json" in done.stderr


def test_answers_come_from_another_program_too(triage, here):
    line = ("print", ANKLE, "-o", "a.pdf", "--kind", "summary", "--answers", "-")
    done = triage(*line, given=json.dumps(HOME))

    assert done.exit_code == 0
    assert "LOOK AFTER IT YOURSELF" in words_of((here / "a.pdf").read_bytes())


@pytest.fixture
def saved(here, answers):
    """Save a session as `triage ask` does, somebody else answering in Ireland."""
    tree = load(here / ANKLE)
    session = start(tree, for_other=True, region="ie", on=date(2026, 11, 20))
    session = session.answer({"cannot_stand": False}).answer({"pain": 2})
    return lambda **changed: answers({**session.to_json(), **changed})


def test_a_saved_session_is_summed_up_with_who_answered_and_when(prints, saved):
    done, words = prints(*saved(), kind="summary")

    assert done.exit_code == 0
    assert "20 November 2026" in words
    assert "somebody else, for the patient" in words
    assert "Ireland" in words


def test_the_region_asked_for_goes_before_that_of_the_session(prints, saved):
    assert "United Kingdom" in prints("--region", "gb", *saved(), kind="summary")[1]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"tree": "knee"}, "not with `ankle`"),
        ({"digest": "sha256:0"}, "the tree has changed since"),
        ({"answers": "all"}, "the saved session"),
        ({"answers": [{"on": "x", "answers": {"pain": 1}}]}, "the saved session"),
    ],
)
def test_a_session_that_does_not_fit_is_refused(prints, saved, changed, said):
    done, words = prints(*saved(**changed), kind="summary")

    assert (done.exit_code, words) == (1, None)
    assert said in done.stderr


def test_a_fact_may_be_named_as_the_mark_of_a_saved_session(prints, edit, answers):
    for old in ("  days:\n", "[days]", "{days: over 3}"):
        edit("tree.yaml", old, old.replace("days", "triage_session"))

    done, words = prints(*answers({**HOME, "triage_session": 2}), kind="summary")

    assert done.exit_code == 0
    assert "days since it began: 2 days" in words


def test_a_handout_for_one_patient_leaves_out_what_does_not_fit(prints, answers):
    words = prints(*answers({**HOME, "days": 9}))[1]

    assert "Cool it. (because of: days since it began: 9 days)" in words
    assert "On 28 November 2026 (in 7 days)" in words


def test_a_file_with_a_patients_answers_is_for_its_owner_alone(prints, here, answers):
    prints(*answers(HOME), kind="summary")
    assert (here / "a.pdf").stat().st_mode & 0o077 == 0
    (here / "a.pdf").unlink()
    prints()
    assert (here / "a.pdf").stat().st_mode & 0o044


# --- a poster


def test_a_poster_is_printed_with_what_is_proved_of_it(prints):
    done, words = prints("--address", "https://clinic.example/{tree}", kind="poster")

    assert done.exit_code == 0
    assert done.stdout.startswith(
        "wrote a.pdf: poster of ankle 0.1.0\n"
        "For every combination of answers this page names the same help within the same time as "
        "the tree ankle, digest "
    )
    assert "https://clinic.example/ankle" in words.replace("/ ", "/")
    assert "Cannot stand" in words


def test_a_poster_that_may_name_a_shorter_time_says_so(prints):
    done, words = prints("--shorter-deadlines", kind="poster")

    assert done.exit_code == 0
    assert "within the same time or a shorter one" in done.stdout
    assert "Cannot stand" in words


@slow
def test_a_poster_of_a_tree_leads_on_to_those_beside_it(prints):
    done, words = prints("--paper", "a2", kind="poster", tree="start")

    assert "Where it leads on to another page, that page does so." in done.stdout
    assert "Sore shins in runners" in words


@pytest.mark.slow
def test_a_poster_that_is_too_tall_says_what_to_do_and_writes_nothing(prints):
    done, words = prints(kind="poster", tree="calf-soreness")

    assert (done.exit_code, words) == (1, None)
    assert "help: print it with --paper a3 or a2, with --shorter-deadlines, or as" in done.stderr


@pytest.mark.parametrize(
    "more", [("--address", "https://a.example"), ("--shorter-deadlines",), ("--paper", "a2")]
)
def test_only_a_poster_has_an_address_shorter_times_and_the_largest_paper(prints, more):
    done, words = prints(*more)

    assert (done.exit_code, words) == (2, None)
    assert more[0] in done.stderr
    assert "goes with --kind poster" in done.stderr


@pytest.mark.parametrize("address", ["clinic.example", "javascript:alert(1)", "https://a b"])
def test_an_address_that_is_none_is_refused(prints, address):
    done, words = prints("--address", address, kind="poster")

    assert (done.exit_code, words) == (2, None)
    assert "expected an address that begins with https://" in done.stderr


def test_an_address_that_no_code_can_hold_is_refused(prints):
    done, _ = prints("--address", "https://a.example/" + "a" * 4000, kind="poster")

    assert done.exit_code == 1
    assert "too long for a code to scan" in done.stderr


def test_without_segno_a_code_says_how_to_get_it(prints, monkeypatch):
    monkeypatch.setitem(sys.modules, "segno", None)
    done, _ = prints("--address", "https://a.example", kind="poster")

    assert done.exit_code == 1
    assert "-m pip install segno" in done.stderr
