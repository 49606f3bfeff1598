"""The paper is the tree: whoever fills it in and reads its table is told what the engine says."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from attrs import asdict, evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.places import places
from tests.outputs.printing.lockstep import (
    filled_in,
    is_printed,
    squeezed,
    tables_on_paper,
    told_by_engine,
    told_on_paper,
)
from tests.outputs.printing.orders import order
from tests.outputs.printing.pen import CannotBe
from tests.outputs.printing.printed import Form, from_data, from_pdf
from tests.outputs.printing.sheets import set_once
from tests.outputs.printing.wall import Box
from tests.pool import parted_trees, trees
from tests.sampled import SHIPPED, slow
from tests.shipped_trees import shipped_tree
from triage.answer_space.ladder.ladder import Line
from triage.answer_space.ladder.tables import meaning_of_tables, tables_of
from triage.engine.assess import assess
from triage.model.values import NOT_SURE
from triage.outputs.ladder.proof import check_tables
from triage.outputs.printing.questionnaire import questionnaire_of
from triage.testing import patients
from triage.tree_files.library import load


def printed(tree) -> Form:
    """Return what is printed of a tree."""
    return from_data(asdict(questionnaire_of(order(tree))))


@cache
def pdf_of(name: str) -> Form:
    return from_pdf(set_once("questionnaire", name))


def check(tree, form: Form, patient) -> None:
    """Fail where the paper tells somebody something else than the engine, or stops them wrongly."""
    pen = filled_in(tree, form, patient)
    try:
        told = told_on_paper(tree, pen)
    except CannotBe:
        assert assess(tree, patient).contradictions
        return
    assert told == told_by_engine(tree, patient)
    box = pen.told()[0][0].partition(":")[0]
    assert pen.stops[:1] in ([], [box])  # and nobody reads on


@pytest.mark.parametrize("name", SHIPPED)
def test_the_table_means_the_tree_for_every_possible_patient(name):
    tree = shipped_tree(name)
    assert check_tables(tree, tables_on_paper(tree, pdf_of(name))) is None


@pytest.mark.parametrize("name", SHIPPED)
@given(data=st.data())
def test_any_patient_of_a_shipped_tree_reads_what_the_engine_says(name, data):
    tree = shipped_tree(name)
    for patient in data.draw(st.lists(patients(tree), min_size=2, max_size=4)):
        check(tree, pdf_of(name), patient)


@given(st.data())
def test_any_patient_of_a_made_up_tree_reads_what_the_engine_says(data):
    tree = data.draw(trees())
    form = printed(tree)

    for patient in data.draw(st.lists(patients(tree), min_size=5, max_size=15)):
        check(tree, form, patient)


@slow
@pytest.mark.parametrize("name", SHIPPED)
def test_a_table_without_one_of_its_lines_is_refused_with_a_patient(name):
    tree = shipped_tree(name)
    tables = tables_on_paper(tree, pdf_of(name))
    for at, table in enumerate(tables):
        first = next(n for n, rung in enumerate(table.rungs) if rung.lines)
        emptied = evolve(table.rungs[first], lines=())
        rungs = (*table.rungs[:first], emptied, *table.rungs[first + 1 :])
        wrong = (*tables[:at], evolve(table, rungs=rungs), *tables[at + 1 :])
        assert "somebody with " in str(check_tables(tree, wrong))


@pytest.mark.parametrize("number", [1, 2])
def test_a_table_that_others_read_or_that_its_own_pass_over_is_refused(number):
    tree = places()
    tables = [*tables_of(tree)]
    before, after = tables[:number], tables[number + 1 :]
    for who in ((), (Line({}),)):
        wrong = [*before, evolve(tables[number], who=who), *after]
        assert "somebody with " in str(check_tables(tree, wrong))
    assert "somebody with " in str(check_tables(tree, [*before, *after]))


def test_tables_without_the_first_do_not_tell_all_that_the_tree_does():
    meaning = meaning_of_tables(places())
    _first, *others = meaning.tables
    less = evolve(meaning, tables={name: meaning.tables[name] for name in others})

    assert meaning.misjoined() == meaning.space.diagram.false
    assert less.misjoined() != meaning.space.diagram.false


@pytest.mark.parametrize("feet", [True, False])
@pytest.mark.parametrize("tight", [True, False, NOT_SURE])
@pytest.mark.parametrize("limping", [True, False])
def test_of_several_results_each_is_told(limping, tight, feet):
    tree = places()
    said = dict.fromkeys(tree.facts, False)
    check_parts(tree, {**said, "calf": True, "foot": feet, "limp": limping, "tight": tight})


@slow
@given(st.data())
def test_any_patient_of_a_made_up_tree_of_several_parts_comes_to_the_same_results(data):
    tree = data.draw(parted_trees())

    for patient in data.draw(st.lists(patients(tree), min_size=5, max_size=15)):
        check_parts(tree, patient)


def check_parts(tree, patient) -> None:
    check(tree, printed(tree), patient)


# --- the PDF says what the data say


def assert_same(read: Form, data: Form) -> None:
    """Compare forms; words that were broken into lines may lack or have spaces."""
    assert [*read.pages] == [*data.pages]
    for page, expected in zip(read.pages.values(), data.pages.values(), strict=True):
        assert [squeezed(note) for note in page.notes] == [squeezed(n) for n in expected.notes]
        assert squeezed(page.only_if) == squeezed(expected.only_if)
        assert [line.place for line in page.lines] == [line.place for line in expected.lines]
        for line, wanted in zip(page.lines, expected.lines, strict=True):
            assert is_printed(wanted.words, line.words)
            assert line.takes_number == wanted.takes_number
            assert [label for label, _ in line.boxes] == [label for label, _ in wanted.boxes]
            for (_, words), (_, answer) in zip(line.boxes, wanted.boxes, strict=True):
                assert is_printed(answer, words)
    assert [(box.title, _lines(box)) for box in _all_boxes(read)] == [
        (box.title, _lines(box)) for box in _all_boxes(data)
    ]
    assert [(part.title, part.who) for part in read.parts] == [
        (part.title, part.who) for part in data.parts
    ]


def _all_boxes(form: Form) -> list[Box]:
    return [*form.boxes, *(box for part in form.parts for box in part.boxes)]


def _lines(box):
    return [
        (heading.words, [ticked.words for ticked in heading.ticked])
        for heading in box.headings
        if heading.ticked
    ]


@pytest.mark.parametrize("name", SHIPPED)
def test_the_pdf_says_what_the_data_say(name):
    assert_same(pdf_of(name), printed(shipped_tree(name)))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_question_of_a_tree_is_asked_once_with_all_its_answers(name):
    tree, form = shipped_tree(name), pdf_of(name)
    asked = [fact for step in tree.steps.values() for fact in step.ask]
    lines = [line for page in form.pages.values() for line in page.lines]

    assert len(lines) == len(set(asked))
    for fact in {tree.facts[each] for each in asked}:
        (line,) = (line for line in lines if is_printed(fact.ask, line.words))
        assert ("not sure" in [label for label, _ in line.boxes]) != (fact.sure or fact.is_note)
        assert len(line.boxes) == len(fact.choices()) or fact.is_note


@given(st.data())
def test_on_a_scale_of_its_own_each_result_is_named(data):
    tree, form = of_the_uk()
    for patient in data.draw(st.lists(patients(tree), min_size=3, max_size=6)):
        title = squeezed(tree.outcomes[assess(tree, patient).outcome].title)
        box, heading, _ = filled_in(tree, form, patient).read()
        beside = next(each.beside for each in form.boxes if each.title == box)
        assert title.casefold() in (heading or "".join(beside)).casefold()


@cache
def of_the_uk():
    tree = load(
        str(Path(__file__).parents[3] / "examples" / "foreign" / "uk-no-will" / "tree.yaml")
    )
    return tree, printed(tree)
