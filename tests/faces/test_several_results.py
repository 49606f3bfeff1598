"""Several results at once on every face: told there, or refused with a sentence."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from tests.engine.places import places, places_document
from tests.outputs.fhir.people import asked_in_a_session, fill_in, said_in_a_session
from tests.outputs.fhir.renderer import facts_visible, visible
from tests.sampled import slow
from tests.shipped_trees import shipped_tree
from triage.analysis.cases.running import run_case
from triage.analysis.mutants.operators import mutants_of
from triage.analysis.proofs.prove import prove
from triage.cli import main
from triage.cli.take_along import to_copy
from triage.engine.assess import assess
from triage.engine.saved import start
from triage.model.tree import Tree
from triage.outputs.fhir.parse_response import answers_from
from triage.outputs.fhir.questionnaire import questionnaire
from triage.terminal.card import card_page, closing_blocks
from triage.terminal.card_parts import parts_of
from triage.testing import load_library
from triage.tree_files.cases import Case

PLACES = places()
DAY = date(2027, 1, 1)
WELL = dict.fromkeys(["hot", "limp", "black", "tight", "red"], False)
BOTH = {**WELL, "calf": True, "foot": True, "limp": True}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the tree, and the answers of somebody with both."""
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "tree.yaml").write_text(json.dumps(places_document()), encoding="utf-8")
    (tmp_path / "answers.json").write_text(json.dumps(BOTH), encoding="utf-8")
    return tmp_path


def said(folder: Path, *args: str, code: int = 0) -> str:
    paths = {
        "TREE": folder / "small",
        "ANSWERS": folder / "answers.json",
        "OUT": folder / "out.pdf",
    }
    result = CliRunner().invoke(main, [str(paths.get(arg, arg)) for arg in args])
    assert result.exit_code == code, result.output
    return result.output


def test_assess_tells_the_deciding_result_first_and_the_others_with_their_reasons(
    folder: Path,
) -> None:
    words = said(folder, "assess", "TREE", "--answers", "ANSWERS")
    first, other = words.split("And also:")
    assert first.startswith("physio: calf-physio")
    assert "Look again:\n  - in 7 days" in first
    assert "- limp" in first
    assert "self_care: foot-home" in other
    assert "- foot" in other
    assert "- limp" not in other


def test_the_card_has_a_heading_for_each_and_opens_all_of_it() -> None:
    result = assess(PLACES, BOTH)
    blocks = card_page(result, DAY).blocks
    headings = [block.text for block in blocks if block.kind == "heading"]
    assert headings[-1] == "And also: foot-home"
    said = [block.text for block in blocks]
    assert said[said.index("And also: foot-home") :][1:3] == [
        "Look after it yourself.",
        "Go to foot-home.",
    ]
    assert "It gets worse" in str(closing_blocks(result))
    (*_, part) = parts_of(result, DAY)
    said = [block.text for block in part.blocks]
    assert part.words == "And also: foot-home"
    assert "It gets worse: see a physio" in said
    assert any(text.startswith("foot ") for text in said)


def test_what_is_copied_says_where_else_to_go() -> None:
    session = start(PLACES)
    while (screen := session.next) is not None:
        session = session.answer({fact: BOTH[fact] for fact in screen.facts})
    copied = to_copy(session, DAY)
    assert copied.startswith("See a physio.\nAnd also: look after it yourself.\n")


def test_an_outline_and_a_drawing_say_that_each_is_taken(folder: Path) -> None:
    outline = said(folder, "show", "TREE", "--step", "places")
    assert "Every way that fits is taken" in " ".join(outline.split())
    assert "Also, if calf: yes" in outline
    assert "5 screens from here to an end" in outline
    said(folder, "draw", "TREE", "-o", f"{folder}/small.txt")
    drawn = " ".join((folder / "small.txt").read_text("utf-8").split())
    assert "if none of these" in drawn
    assert "the most urgent end decides" in drawn


def test_a_handout_has_a_sheet_for_each(folder: Path) -> None:
    out = folder / "handout.pdf"
    said(folder, "print", "TREE", "--kind", "handout", "--answers", "ANSWERS", "-o", str(out))
    first, other = (page.extract_text() for page in PdfReader(io.BytesIO(out.read_bytes())).pages)
    assert "And also: foot-home" in first
    assert "Do rest." in first
    assert "And also: foot-home" in other
    assert "Do bath." in first  # and is not told again
    assert "Do bath." not in other
    assert "It gets worse" in other


def test_a_questionnaire_has_a_table_for_each_part(folder: Path) -> None:
    out = folder / "form.pdf"
    said(folder, "print", "TREE", "--kind", "questionnaire", "-o", str(out))
    words = " ".join(p.extract_text() for p in PdfReader(io.BytesIO(out.read_bytes())).pages)
    words = " ".join(words.split())
    assert "No line of the first table fits? Read every table below that is for you" in words
    assert "Read this table only if a line fits here: ☐ yes in 1a" in words
    assert "together they name every one of several results" in words


def test_fhir_proposes_what_decides_and_what_is_told_beside_it(folder: Path) -> None:
    words = said(
        folder,
        *("export", "TREE", "--to", "fhir", "--answers", "ANSWERS", "--patient", "Patient/1"),
    )
    entries = [each["resource"] for each in json.loads(words)["entry"]]
    kinds = [each["resourceType"] for each in entries]
    assert kinds == ["QuestionnaireResponse", "ServiceRequest", "CarePlan", "Provenance"]
    answered, request, plan, origin = entries
    assert request["code"]["text"] == "calf-physio"
    assert "Do bath." in request["patientInstruction"]
    assert plan["title"] == "foot-home"
    assert "activity" not in plan  # the bath is told above
    assert len({each["identifier"][0]["value"] for each in (request, plan)}) == 2
    assert len(origin["target"]) == 2
    assert answers_from(PLACES, answered).answers.keys() >= {"calf", "foot", "limp", "tight"}


@pytest.mark.parametrize("tight", [True, False, "not sure"])
@pytest.mark.parametrize("said_of", [{}, {"foot": False}, {"hot": True}, {"black": True}])
def test_a_form_of_fhir_goes_through_all_parts(tight: object, said_of: dict[str, bool]) -> None:
    person = {**BOTH, "tight": tight, **said_of}
    form = questionnaire(PLACES)

    filled = fill_in(PLACES, form, person)

    asked = facts_visible(form, filled)
    ends = {i["linkId"] for i in visible(form, filled) if i["linkId"].startswith("outcome.")}
    assert asked == asked_in_a_session(PLACES, person)
    assert {link for link in ends if "/" not in link} == said_in_a_session(
        PLACES, {fact: person[fact] for fact in asked}
    )


def test_a_poster_names_the_most_urgent_of_several_and_says_so(folder: Path) -> None:
    out = folder / "poster.pdf"
    said(folder, "print", "TREE", "--kind", "poster", "-o", str(out))
    (page,) = PdfReader(io.BytesIO(out.read_bytes())).pages
    words = " ".join(page.extract_text().split())
    assert "Of several results it names the most urgent" in words
    assert "That is proved by computer." in words


def test_a_summary_states_both(folder: Path) -> None:
    out = folder / "summary.pdf"
    said(folder, "print", "TREE", "--kind", "summary", "--answers", "ANSWERS", "-o", str(out))
    pages = PdfReader(io.BytesIO(out.read_bytes())).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "And also, look after it yourself: foot-home" in words


def case(answers: Mapping[str, bool], **expected: Any) -> Case:
    tree = PLACES
    physio = tree.scale.dispositions[1]
    answers = {**WELL, **answers}
    return Case(name="somebody", answers=answers, expect=physio, because="x", **expected)


@pytest.mark.parametrize(
    ("expected", "fault"),
    [
        ({"also": ("foot-home",), "advice": ("rest", "bath")}, None),
        ({"also": ()}, "also: found foot-home, expected nothing"),
        ({"also": ("calf-home",)}, "also: found foot-home, expected calf-home"),
        ({"within_hours": 48}, "within: found no time, expected within 2 days"),
    ],
)
def test_a_case_may_expect_what_is_told_beside_it(expected, fault) -> None:
    assert run_case(case(BOTH, **expected), PLACES).faults == ((fault,) if fault else ())


def test_a_case_may_expect_a_time() -> None:
    tight = {**BOTH, "limp": False, "tight": True}
    assert run_case(case(tight, within_hours=168), PLACES).faults == ()
    assert run_case(case(tight, within_hours=24), PLACES).faults == (
        "within: found within 7 days, expected within 24 hours",
    )


def test_mistakes_are_made_in_parts_and_in_times() -> None:
    made = {m.operator: m for m in mutants_of(PLACES, ["each", "within"])}
    assert made["each"].of(PLACES).steps["places"].goes_each is None
    assert {m.after for m in mutants_of(PLACES, ["within"])} == {"", "within 14 days"}


def test_no_demand_of_a_part_is_lost() -> None:
    tree = places(facts={"limp": {"demands": {"yes": "physio"}}, "black": {"demands": {
        "yes": "same_day_urgent"}}})  # fmt: skip
    status = {v.claim.name: v.status for v in prove(tree).verdicts if v.claim.kind == "demand"}
    assert status["demand of black"] == "fails"  # of those who are not asked about their foot
    both = {"calf": True, "foot": True}
    assert assess(tree, {**BOTH, "black": True, **both}).disposition == "same_day_urgent"


# --- the first customer: the person of the first seed document


def sore_and_numb() -> Tree:
    """Load a tree of two trees that come with triage, by their names and versions."""
    why = {"judgement": "made up, to try several results"}
    versions = {name: {"version": shipped_tree(name).version} for name in SHIPPED}
    asked = {"sore_calf": "Is a calf sore?", "numb_feet": "Do the feet go numb?"}
    return load_library({"sore-and-numb": {
        "triage": 1, "id": "sore-and-numb", "title": "Sore calves and numb feet",
        "version": "0.1.0", "status": "draft", "review_by": "2099-12-31",
        "for": "Tests", "not_for": "Patients",
        "include": {**versions, RED_FLAGS: {**versions[RED_FLAGS], "exits": {
            "no-help-today": f"{RED_FLAGS}.signs-for-a-doctor", "clear": "places"}}},
        "facts": {name: {"type": "yes-no", "ask": words, "label": name, "well": "no",
                         "sure": True, **why}
                  for name, words in asked.items()},
        "start": RED_FLAGS,
        "steps": {"places": {"ask": [*asked], "heading": "What troubles you?", "then_each": [
            {"if": {"sore_calf": "yes"}, "go": after_the_signs("calf-soreness")},
            {"if": {"numb_feet": "yes"}, "go": after_the_signs("foot-numbness")},
            {"go": "elsewhere"}]}},
        "outcomes": {"elsewhere": {"disposition": "physio", "title": "See a physio",
                                   "text": "Book a visit.", **why}},
    }})  # fmt: skip


RED_FLAGS = "lower-leg-red-flags"
SHIPPED = (RED_FLAGS, "calf-soreness", "foot-numbness")


def after_the_signs(name: str) -> str:
    """Return the step of a tree that comes behind its red flags."""
    steps = shipped_tree(name).steps
    ways = (way.go for step in steps.values() if "." in step.name for way in step.branches)
    return f"{name}.{next(go for go in ways if '.' not in go)}"


def told(tree: Tree, **answers: object) -> list[tuple[object, object]]:
    well = {name: fact.well for name, fact in tree.facts.items() if fact.well is not None}
    result = assess(tree, {**well, **answers})
    beside = [(each.outcome, each.disposition) for each in result.also]
    return [(result.outcome, result.disposition), *beside]


def test_a_sore_calf_and_numb_feet_are_both_looked_at() -> None:
    tree = sore_and_numb()
    both = {"sore_calf": True, "numb_feet": True}
    assert [end for end, _ in told(tree, **both)] == [
        "calf-soreness.look-after-it",
        "foot-numbness.not-numb-now",
    ]
    numb = told(tree, **both, numb_at_set_effort=True)
    assert [(str(end).split(".")[0], str(where)) for end, where in numb] == [
        ("foot-numbness", "gp_routine"),
        ("calf-soreness", "self_care"),
    ]
    (emergency,) = told(tree, **both, dark_urine=True)
    assert emergency[1] == "emergency"


@slow
def test_no_demand_of_a_shipped_part_is_lost() -> None:
    lost = {v.claim.name for v in prove(sore_and_numb()).verdicts if v.status != "holds"}
    assert {name for name in lost if name.split(" ")[0] not in ("time", "at")} == set()
