"""No sheet of a shipped tree lists a sign as a label with a yes or a no."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from attrs import asdict
from hypothesis import given
from hypothesis import strategies as st

from tests.outputs.printing.heard import heard, squeezed
from tests.outputs.printing.orders import order
from tests.outputs.printing.sheets import set_once
from tests.sampled import SHIPPED
from tests.shipped_trees import shipped_tree
from triage.engine.assess import assess
from triage.locales.regions import region_for
from triage.model.tree import Tree
from triage.outputs.chart.chart import chart_of
from triage.outputs.printing.handout_content import sheet_for_anybody
from triage.outputs.printing.help import dangers_of
from triage.outputs.printing.kinds import SHEETS
from triage.outputs.printing.print_job import Patient
from triage.outputs.printing.questionnaire import questionnaire_of
from triage.outputs.printing.summary import summary_of
from triage.testing import patients

ANYWHERE = region_for(None)


def bare_answers(text: str, tree: Tree) -> list[str]:
    """Return the labels in a text behind which a lone yes or no stands."""
    names = {words for f in tree.facts.values() for words in (f.label, f.clinical) if words}
    alone = r":\s*(?:yes|no)(?=$|[;,.)]|\s+or\b|\s+\()"
    return [words for words in names if re.search(re.escape(words) + alone, text, re.I | re.M)]


def texts_in(data: object) -> Iterator[str]:
    match data:
        case str():
            yield data
        case dict():
            for each in data.values():
                yield from texts_in(each)
        case list() | tuple():
            for each in data:
                yield from texts_in(each)


def sheets(tree: Tree) -> Iterator[object]:
    yield asdict(chart_of(tree, ANYWHERE))
    yield asdict(questionnaire_of(order(tree)))
    yield [asdict(danger) for danger in dangers_of(tree)]
    yield [asdict(sheet_for_anybody(o, tree, ANYWHERE)) for o in tree.outcomes.values()]


@pytest.mark.parametrize("name", SHIPPED)
def test_no_sheet_for_everybody_says_a_bare_answer(name):
    tree = shipped_tree(name)

    said = [text for sheet in sheets(tree) for text in texts_in(sheet)]

    assert len(said) > 100
    assert [text for text in said if bare_answers(text, tree)] == []


@pytest.mark.parametrize("name", SHIPPED)
@given(data=st.data())
def test_no_sheet_for_one_patient_says_a_bare_answer(name, data):
    tree = shipped_tree(name)
    patient = Patient(data.draw(patients(tree)))

    summary = summary_of(order(tree, patient=patient))

    parts = [*summary.answered, *summary.came_to]
    said = [text for part in parts for text in texts_in(asdict(part))]
    assert [text for text in said if bare_answers(text, tree)] == []


@pytest.mark.parametrize("name", SHIPPED)
@given(data=st.data())
def test_no_reason_nor_referral_says_a_bare_answer(name, data):
    tree = shipped_tree(name)

    result = assess(tree, data.draw(patients(tree)))

    reasons = [reason.text for reason in result.because]
    said = [*reasons, *result.summary, *(kept.because for kept in result.withheld)]
    assert [text for text in said if bare_answers(text, tree)] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("kind", [kind for kind in SHEETS if kind != "summary"])
def test_no_printed_sheet_says_a_bare_answer(kind, name):
    tree = shipped_tree(name)
    # Not every poster has room on A4, and some lead on to others.
    is_poster = kind == "poster"
    said = heard(set_once(kind, name) if is_poster else SHEETS[kind].document(order(tree)))
    wanted = [f"{f.label}: {word}" for f in tree.facts.values() for word in ("yes", "no")]

    found = [w for w in wanted if re.search(re.escape(squeezed(w)) + r"(?=[;,.)]|or)", said)]

    assert found == []


def test_a_bare_answer_would_be_seen():
    tree = shipped_tree("calf-soreness")

    assert bare_answers("Signs: can walk 4 steps: no", tree) == ["can walk 4 steps"]
    assert bare_answers("can walk 4 steps: no or not sure; limping", tree) == ["can walk 4 steps"]
    assert bare_answers("cannot walk 4 steps", tree) == []
