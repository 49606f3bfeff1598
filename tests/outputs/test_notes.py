"""Words of one's own in forms and on paper: written, handed on, and no obstacle."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

import triage
from tests.engine.test_notes import REFINED, TREE, WORDS
from tests.outputs.fhir.renderer import every_item
from tests.outputs.printing.orders import order
from triage.errors import AnswerError
from triage.model.domains import MAX_NOTE
from triage.model.values import Value
from triage.outputs import fhir
from triage.outputs.printing.poster_content import PosterBand
from triage.outputs.printing.questionnaire import questionnaire_of

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def result_of(story: str) -> triage.Result:
    answers: dict[str, Value] = {"story": story, "sore": True}
    return triage.assess(TREE, answers, allow_draft=True)


@pytest.mark.parametrize("tree", [TREE, REFINED])
def test_a_form_has_an_item_to_write_and_one_for_nothing_to_add(tree: triage.Tree) -> None:
    items = {item["linkId"]: item for item in every_item(fhir.questionnaire(tree))}

    assert items["story"]["type"] == "text"
    assert items["story"]["maxLength"] == MAX_NOTE
    (option,) = items["story/other"]["answerOption"]
    assert option["valueCoding"]["display"] == "nothing to add"


@pytest.mark.parametrize("story", [WORDS, ""])
def test_a_note_travels_there_and_back(story: str) -> None:
    sent = json.dumps(fhir.response(result_of(story), authored=NOON, subject="Patient/1"))

    assert ('"valueString": "It began' in sent) is bool(story)
    assert '"valueString": ""' not in sent  # no text of FHIR is empty
    assert fhir.answers_from(TREE, json.loads(sent)).answers["story"] == story


def test_what_a_form_took_on_several_lines_becomes_one() -> None:
    sent = fhir.response(result_of("x"), authored=NOON, subject="Patient/1")
    (item,) = (each for each in sent["item"] if each["linkId"] == "story")
    item["answer"] = [{"valueString": "It began\n in the sauna.\n"}]

    assert fhir.answers_from(TREE, sent).answers["story"] == "It began in the sauna."


def test_a_request_tells_the_note() -> None:
    request = fhir.proposal(result_of(WORDS), subject="Patient/1", authored=NOON)

    assert {"text": f"what happened: {WORDS}"} in request["note"]


@pytest.mark.parametrize(
    "value", [{"valueString": f"{WORDS}\x1b[2J"}, {"valueInteger": 3}, {"valueString": ""}]
)
def test_what_is_no_note_is_refused_without_a_word_of_it(value: dict[str, object]) -> None:
    sent = fhir.response(result_of("x"), authored=NOON, subject="Patient/1")
    (item,) = (each for each in sent["item"] if each["linkId"] == "story")
    item["answer"] = [value]

    if value == {"valueString": ""}:  # a program that sends one means that nothing was written
        assert fhir.answers_from(TREE, sent).answers["story"] == ""
        return
    with pytest.raises(AnswerError) as raised:
        fhir.answers_from(TREE, sent)
    assert "valueString" in str(raised.value) or "one line" in str(raised.value)
    assert "sauna" not in str(raised.value)


def test_paper_has_lines_to_write_on_and_none_of_its_table_looks_at_them() -> None:
    form = questionnaire_of(order(TREE))
    item = form.items[0]

    assert item.questions[0].lines
    assert item.questions[0].boxes == ()
    assert not any("in 1" in sign for sign in _signs_in(form.first.bands))


def _signs_in(table: tuple[PosterBand, ...]) -> list[str]:
    return [s for band in table for part in band.parts for each in part.ticks for s in each.all_of]


def test_a_summary_states_the_note() -> None:
    pytest.importorskip("typst", reason="needs the extra `print`")
    from triage.outputs.printing.print_job import Patient
    from triage.outputs.printing.summary import summary_of

    summary = summary_of(order(TREE, patient=Patient({"story": WORDS, "sore": True})))

    (told,) = (s for s in summary.answered if s.title == "Findings to pass on")
    assert [item.text for item in told.items] == [f"what happened: {WORDS}"]
