"""``triage assess``: exit codes, words, and the JSON that other programs rely on."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.called import body
from triage.cli.commands import assess as command

ANKLE = "ankle/tree.yaml"
PATIENT = ("--answers", "-", "--patient", "Patient/1")
pytestmark = pytest.mark.usefixtures("here")


def test_complete_answers_end_with_0_and_say_what_to_do(triage):
    done = triage("assess", ANKLE, "--answers", "-", given="cannot_stand: no\npain: 2\ndays: 1\n")

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "self_care: Look after it yourself",
        "It gets better.",
        "",
        "What to do:",
        "  - Cool it. (ten minutes)",
        "",
        "What not to do:",
        "  - Do not run.",
        "",
        "Watch out for:",
        "  - It swells: see a physio",
        "",
        "What to expect:",
        "  - Better within a week.",
        "",
        "Look again:",
        "  - in 7 days, or at once if it gets worse",
        "",
        "Because:",
        "  - can stand",
        "  - pain: 2",
        "",
        "ankle 0.1.0, draft",
    ]


def test_what_would_sharpen_the_advice_and_what_was_not_used_is_said(triage):
    answers = "{cannot_stand: no, pain: 2}"
    sharper = triage("assess", ANKLE, "--answers", "-", given=answers).stdout
    unused = triage("assess", ANKLE, "--answers", "-", given="{cannot_stand: yes, pain: 2}").stdout

    assert "Answers to these would make the advice fit better:\n  - days\n" in sharper
    assert "Not now:\n  - Cool it. (because of: days since it began: not answered)\n" in sharper
    assert "Not used:\n  - pain\n" in unused


def test_a_reason_names_its_sources(triage, edit):
    edit(
        "tree.yaml", "impossible:", 'sources:\n  book: {title: "A book", kind: other}\nimpossible:'
    )
    edit("tree.yaml", "judgement: strong pain needs a look", "source: book")

    done = triage("assess", ANKLE, "--answers", "-", given="{cannot_stand: no, pain: 8}")

    assert "  - pain: 8 (source: A book)\n" in done.stdout


def test_missing_answers_end_with_4_and_are_named(triage):
    done = triage("assess", ANKLE, "--answers", "-", given="cannot_stand: no\npain: null\n")

    assert (done.exit_code, done.stderr) == (4, "")
    assert done.stdout.splitlines() == [
        "not known yet: answers are missing",
        "the answers so far call for at least: self_care",
        "",
        "Ask next:",
        "  - pain",
        "",
        "Because:",
        "  - can stand",
        "",
        "ankle 0.1.0, draft",
    ]


def test_contradictions_are_told(triage):
    answers = "{cannot_stand: no, pain: 10}"
    done = triage("assess", ANKLE, "--answers", "-", given=answers)

    assert done.exit_code == 4
    assert "These cannot all be true:\n  - cannot stand: no; pain: 10\n" in done.stdout


CONTRACT = {
    "tree": "ankle",
    "version": "0.1.0",
    "tree_status": "draft",
    "review_by": "2027-11-20",
    "status": "complete",
    "disposition": "self_care",
    "urgency": 0,
    "at_least": "self_care",
    "outcome": "home",
    "title": "Look after it yourself",
    "safety_net": ["It swells: see a physio"],
    "review_after_days": 7,
    "refine": [],
    "not_used": [],
    "next": None,
}


def test_json_of_a_complete_result_keeps_the_contract(triage):
    answers = '{"cannot_stand": false, "pain": 2, "days": 1}'
    done = triage("assess", ANKLE, "--answers", "-", "--json", given=answers)
    told = json.loads(done.stdout)

    assert done.exit_code == 0
    assert {key: told[key] for key in CONTRACT} == CONTRACT
    assert told["digest"].startswith("sha256:")
    assert {"id", "text", "dose", "sources"} <= set(told["advice"][0])
    assert [reason["facts"] for reason in told["because"]] == [{"cannot_stand": False}, {"pain": 2}]
    assert {"step", "facts", "text", "sources"} <= set(told["because"][0])


def test_json_of_an_incomplete_result_has_no_disposition(triage):
    done = triage("assess", ANKLE, "--answers", "-", "--json", given='{"cannot_stand": null}')
    told = json.loads(done.stdout)

    assert done.exit_code == 4
    assert (told["status"], told["disposition"]) == ("incomplete", None)
    assert told["next"] == ["cannot_stand"]


def test_an_answer_out_of_its_domain_ends_with_1_and_names_fact_value_and_domain(triage):
    done = triage("assess", ANKLE, "--answers", "-", given="{cannot_stand: maybe, pain: 11}")

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("error: 2 answers cannot be used\n")
    assert "cannot_stand: found 'maybe', expected yes (true) or no (false)" in done.stderr
    assert "pain: found 11, expected a whole number from 0 to 10" in done.stderr


def test_json_of_a_bad_answer_says_the_same_to_a_program(triage):
    done = triage("assess", ANKLE, "--answers", "-", "--json", given='{"pain": 11}')
    told = json.loads(done.stdout)

    assert done.exit_code == 1
    assert (told["status"], told["error"]["kind"]) == ("error", "AnswerError")
    assert [(p["fact"], p["found"]) for p in told["error"]["problems"]] == [("pain", "11")]
    assert done.stderr.startswith("error: 1 answer cannot be used\n")


def test_json_of_a_faulty_tree_lists_its_findings(triage, edit):
    edit("tree.yaml", "go: physio", "go: fysio")

    done = triage("assess", ANKLE, "--answers", "-", "--json", given="{}")
    told = json.loads(done.stdout)

    assert done.exit_code == 1
    assert told["error"]["findings"][0]["name"] == "unknown-target"
    assert done.stderr.startswith("error: found ")


def test_an_unknown_fact_is_refused_unless_it_may_be_ignored(triage):
    answers = "{cannot_stand: yes, shoe_size: 42}"

    refused = triage("assess", ANKLE, "--answers", "-", given=answers)
    ignored = triage("assess", ANKLE, "--answers", "-", "--ignore-unknown", given=answers)

    assert refused.exit_code == 1
    assert "shoe_size" in refused.stderr
    assert ignored.exit_code == 0
    assert "Not used:\n  - shoe_size\n" in ignored.stdout


@pytest.mark.parametrize("region", ["au", "ca", "eu", "gb", "ie", "in", "nz", "us", "za"])
def test_every_region_is_taken(triage, region):
    done = triage("assess", ANKLE, "--answers", "-", "--region", region, given="{}")

    assert done.exit_code == 4


def test_the_region_fills_in_the_emergency_number(triage):
    given = "cannot_stand: yes"
    british = triage("assess", ANKLE, "--answers", "-", "--region", "gb", given=given)
    nowhere = triage("assess", ANKLE, "--answers", "-", "--region", "atlantis", given=given)

    assert "Call 999" in british.stdout
    assert nowhere.exit_code == 2
    assert "atlantis" in nowhere.stderr


def test_a_module_cannot_be_asked(triage, here):
    module = "triage: 1\nid: part\ntitle: A part\nversion: 0.1.0\nstatus: draft\n"
    module += "review_by: 2027-11-20\nfacts: {}\n"
    (here / "part.yaml").write_text(module.replace("facts: {}\n", ""), encoding="utf-8")

    done = triage("assess", "./part.yaml", "--answers", "-", given="{}")

    assert done.exit_code == 1
    assert "cannot be asked by itself" in done.stderr


def test_answers_are_required(triage):
    done = triage("assess", ANKLE)

    assert done.exit_code == 2
    assert "--answers" in done.stderr


@pytest.fixture
def told_on(here, capsys):
    """Return a function that assesses two answers on some day and returns what is printed."""
    (here / "answers.yaml").write_text("cannot_stand: no\npain: 2\n", encoding="utf-8")

    def told(today, *, as_json):
        code = body(command.assess)(
            ANKLE,
            "answers.yaml",
            as_json=as_json,
            ignore_unknown=False,
            region=None,
            today=today,
        )
        assert code == 0
        return capsys.readouterr().out

    return told


def test_a_tree_past_its_review_is_told_of_from_the_day_after(told_on):
    on_the_day = told_on(date(2027, 11, 20), as_json=False)
    day_after = told_on(date(2027, 11, 21), as_json=False)

    assert day_after.removeprefix(on_the_day) == (
        "this tree was due to be checked again by 2027-11-20, so parts of it may be out of date\n"
    )


def test_json_says_whether_the_tree_is_past_its_review(told_on):
    assert json.loads(told_on(date(2027, 11, 20), as_json=True))["expired"] is False
    assert json.loads(told_on(date(2027, 11, 21), as_json=True))["expired"] is True


def test_a_withdrawn_tree_is_refused(triage, edit):
    edit("tree.yaml", "status: draft", "status: withdrawn")

    done = triage("assess", ANKLE, "--answers", "-", given="cannot_stand: yes")
    as_json = triage("assess", ANKLE, "--answers", "-", "--json", given="cannot_stand: yes")

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("error: the tree `ankle` 0.1.0 was withdrawn and must not be")
    assert "see a doctor or a physio instead" in done.stderr
    assert (as_json.exit_code, json.loads(as_json.stdout)["status"]) == (1, "error")


def test_a_fact_that_the_tree_does_not_know_may_be_ignored_by_an_option(triage):
    plain = triage("assess", ANKLE, "--answers", "-", given="shoe_size: 42")
    read_by_a_program = triage("assess", ANKLE, "--answers", "-", "--json", given="shoe_size: 42")

    hint = "leave it out, or pass --ignore-unknown"
    assert f"help: {hint}" in plain.stderr
    assert json.loads(read_by_a_program.stdout)["error"]["problems"][0]["help"] == hint
    assert "ignore_unknown" not in plain.stderr + read_by_a_program.stderr


def test_a_fhir_response_is_taken_and_what_hidden_items_kept_is_named(triage, here):
    triage(
        "export", ANKLE, "--to", "fhir", *PATIENT, "-o", "r.json", given='{"cannot_stand": false}'
    )
    response = json.loads((here / "r.json").read_text("utf-8"))
    yes = {"system": "http://terminology.hl7.org/CodeSystem/v2-0136", "code": "Y"}
    stands = {"linkId": "cannot_stand", "answer": [{"valueCoding": yes}]}
    kept = {"linkId": "days", "answer": [{"valueInteger": 1}]}
    response["item"] = [response["item"][0], stands, kept]

    done = triage("assess", ANKLE, "--answers", "-", given=json.dumps(response))

    assert done.exit_code == 0
    assert done.stdout.startswith("same_day_urgent:")
    assert done.stderr == "note: answers of hidden items were not used: days\n"


def test_a_fhir_response_to_another_tree_is_refused(triage):
    other = {"resourceType": "QuestionnaireResponse", "status": "completed"}

    done = triage("assess", ANKLE, "--answers", "-", given=json.dumps(other))

    assert done.exit_code == 1
    assert "questionnaire: found nothing, expected" in done.stderr
