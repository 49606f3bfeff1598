"""Programs read the expressions of a form after each answer, so they are short."""

from __future__ import annotations

import re

import pytest

from tests.outputs.fhir.renderer import every_item
from triage import load
from triage.outputs.fhir import questionnaire

SHOWCASE = load("showcase")


def expressions(client: str) -> list[str]:
    form = questionnaire(SHOWCASE, client=client)
    extended = [form, *every_item(form)]
    found = [e for each in extended for e in each.get("extension", []) if "valueExpression" in e]
    return [each["valueExpression"]["expression"] for each in found]


# They had 14,676 and 12,564.
@pytest.mark.parametrize(("client", "letters"), [("any", 13_200), ("smart-forms", 7_800)])
def test_a_form_takes_few_letters(client: str, letters: int) -> None:
    assert sum(map(len, expressions(client))) < letters


def test_no_name_stands_for_what_is_no_value() -> None:
    """A program may forget the types of items in a variable; then ``value`` is none."""
    said = " ".join(expressions("any") + expressions("smart-forms"))

    assert re.findall(r"%v\d+\.(?!exists|empty)\w+", said) == []


def test_that_there_is_an_answer_is_said_once_in_a_statement() -> None:
    said = [re.findall(r"%v\d+\.exists\(\)", each) for each in expressions("smart-forms")]

    assert any(said)
    assert [each for each in said if len(each) != len(set(each))] == []
