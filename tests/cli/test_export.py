"""``triage export``: resources of FHIR, printed or written."""

from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.usefixtures("here")
ANKLE = "ankle/tree.yaml"
PATIENT = ("--answers", "-", "--patient", "Patient/1")


def test_a_questionnaire_is_printed(triage):
    done = triage("export", ANKLE, "--to", "fhir")

    assert done.exit_code == 0
    assert json.loads(done.stdout)["resourceType"] == "Questionnaire"


def test_a_questionnaire_is_written_to_a_file_in_the_words_of_a_region(triage, here):
    done = triage("export", ANKLE, "--to", "fhir", "-o", "ankle.json", "--region", "gb")

    assert done.exit_code == 0
    assert done.stdout == "wrote ankle.json: a Questionnaire of FHIR R4\n"
    written = json.loads((here / "ankle.json").read_text("utf-8"))
    assert "In an emergency call 999." in written["item"][0]["text"]


def test_what_a_patient_comes_to_is_a_bundle(triage):
    done = triage("export", ANKLE, "--to", "fhir", *PATIENT, given='{"cannot_stand": true}')

    kinds = [entry["resource"]["resourceType"] for entry in json.loads(done.stdout)["entry"]]
    assert done.exit_code == 0
    assert kinds == ["QuestionnaireResponse", "ServiceRequest", "Provenance"]


def test_without_all_answers_it_is_the_response_alone(triage):
    done = triage("export", ANKLE, "--to", "fhir", *PATIENT, given='{"cannot_stand": false}')

    written = json.loads(done.stdout)
    assert done.exit_code == 4
    assert (written["resourceType"], written["status"]) == ("QuestionnaireResponse", "in-progress")


@pytest.mark.parametrize("alone", [("--answers", "-"), ("--patient", "Patient/1")])
def test_answers_and_a_patient_belong_together(triage, alone):
    done = triage("export", ANKLE, "--to", "fhir", *alone, given="{}")

    assert done.exit_code == 2
    assert "--answers and --patient belong together" in done.stderr


def test_another_format_is_wrong_usage(triage):
    assert triage("export", ANKLE, "--to", "banana").exit_code == 2


def test_a_withdrawn_tree_is_not_exported(triage, here):
    text = (here / ANKLE).read_text("utf-8").replace("status: draft", "status: withdrawn")
    (here / ANKLE).write_text(text, encoding="utf-8")

    done = triage("export", ANKLE, "--to", "fhir")

    assert done.exit_code == 1
    assert "was withdrawn" in done.stderr


# --- SQL

SQL = ("export", ANKLE, "--to", "sql")


@pytest.mark.parametrize(
    ("dialect", "column"),
    [
        ("duckdb", '"cannot_stand" ='),
        ("postgresql", '"cannot_stand" ='),
        ("spark", "`cannot_stand` ="),
        ("sqlserver", "[cannot_stand] ="),
        ("bigquery", "`cannot_stand` ="),
    ],
)
def test_a_statement_is_printed_in_the_sql_of_a_database(triage, dialect, column):
    done = triage(*SQL, "--dialect", dialect)

    assert done.exit_code == 0
    assert done.stdout.startswith("-- outcome: ankle ")
    assert column in done.stdout


@pytest.mark.parametrize("what", ["outcome", "at_least", "set_aside"])
def test_a_statement_reads_a_table_and_says_what_is_wanted(triage, here, what):
    done = triage(*SQL, "--statement", what, "--table", "visits", "-o", "ankle.sql")

    text = (here / "ankle.sql").read_text("utf-8")
    assert done.stdout == "wrote ankle.sql: a statement for duckdb\n"
    assert text.startswith(f"-- {what}: ankle ")
    assert 'FROM "visits"' in text


@pytest.mark.parametrize("given", [("--region", "gb"), PATIENT])
def test_sql_takes_no_region_and_no_patient(triage, given):
    done = triage(*SQL, *given, given="{}")

    assert done.exit_code == 2
    assert "does not go with --to sql" in done.stderr
