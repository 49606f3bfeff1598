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


def test_a_form_is_for_one_program_and_of_an_organisation(triage, here):
    (here / "ours.yaml").write_text("base: https://a.example/fhir\nrelease: R5\ndate: 2026-11-29\n")
    settled = ("--for", "smart-forms", "--settings", "ours.yaml")

    done = triage("export", ANKLE, "--to", "fhir", *settled)

    form = json.loads(done.stdout)
    assert done.exit_code == 0
    assert form["url"] == "https://a.example/fhir/Questionnaire/ankle"
    assert form["date"] == "2026-11-29"
    assert "enableWhenExpression" in done.stdout
    assert '"enableWhen"' not in done.stdout


def test_a_program_that_shows_trees_wrongly_is_refused_with_the_reason(triage):
    done = triage("export", ANKLE, "--to", "fhir", "--for", "medplum")

    assert done.exit_code == 1
    assert "lhc-forms, smart-forms, sdc-qrf, refero: it knows no variables" in done.stderr


def test_settings_that_are_no_mapping_are_refused(triage, here):
    (here / "ours.yaml").write_text("- base\n")

    done = triage("export", ANKLE, "--to", "fhir", "--settings", "ours.yaml")

    assert done.exit_code == 1
    assert "no settings in `ours.yaml`: expected a mapping, like `publisher:" in done.stderr


def test_what_our_codes_mean_is_written(triage):
    done = triage("export", ANKLE, "--to", "fhir-definitions")

    kinds = {entry["resource"]["resourceType"] for entry in json.loads(done.stdout)["entry"]}
    assert done.exit_code == 0
    assert kinds == {"StructureDefinition", "CodeSystem"}


def test_definitions_of_a_patient_are_refused(triage):
    done = triage("export", ANKLE, "--to", "fhir-definitions", *PATIENT, given="cannot_stand: yes")

    assert done.exit_code == 1
    assert "leave out --answers" in done.stderr


@pytest.mark.parametrize(
    ("client", "column"),
    [
        ("duckdb", '"cannot_stand" ='),
        ("postgresql", '"cannot_stand" ='),
        ("spark", "`cannot_stand` ="),
        ("sqlserver", "[cannot_stand] ="),
        ("bigquery", "`cannot_stand` ="),
    ],
)
def test_a_statement_is_printed_in_the_sql_of_a_database(triage, client, column):
    done = triage("export", ANKLE, "--to", "sql", "--for", client)

    assert done.exit_code == 0
    assert done.stdout.startswith("-- ankle ")
    assert column in done.stdout


@pytest.mark.parametrize("kind", ["sql", "sql-at-least", "sql-set-aside"])
def test_a_statement_reads_the_table_of_the_settings(triage, here, kind):
    (here / "ours.yaml").write_text("table: visits\n")

    done = triage("export", ANKLE, "--to", kind, "--settings", "ours.yaml", "-o", "ankle.sql")

    text = (here / "ankle.sql").read_text("utf-8")
    assert done.stdout == "wrote ankle.sql: a statement for duckdb\n"
    assert 'FROM "visits"' in text
    assert ("at_least" in text) is (kind == "sql-at-least")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--region", "gb"), "leave out --region"),
        (PATIENT, "leave out --answers"),
        (("--for", "mysql"), "found no SQL of `mysql`, expected one of duckdb, postgresql"),
        (("--settings", "ours.yaml"), "found `tables` in the settings, expected `table: NAME`"),
    ],
)
def test_what_sql_cannot_say_is_refused(triage, here, given, said):
    (here / "ours.yaml").write_text("tables: visits\n")

    done = triage("export", ANKLE, "--to", "sql", *given, given="{}")

    assert done.exit_code == 1
    assert said in done.stderr
