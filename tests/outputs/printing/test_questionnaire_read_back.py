"""The paper is the tree: followed with a pen, it asks and ends as a session does."""

from __future__ import annotations

from functools import cache

import pytest
from attrs import asdict
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.places import places
from tests.outputs.printing.exact import Arrows
from tests.outputs.printing.lockstep import follow, follow_alone, is_printed, squeezed
from tests.outputs.printing.printed import Form, from_data, from_text, text_of
from tests.outputs.printing.sheets import set_once
from tests.pool import pooled, trees
from tests.sampled import SHIPPED, slow
from tests.shipped_trees import shipped_tree
from triage.answer_space.ends import Ends
from triage.answer_space.examples import plainest
from triage.engine.assess import assess
from triage.locales.regions import region_for
from triage.model.several import splitting
from triage.model.values import NOT_SURE
from triage.outputs.printing.questionnaire import questionnaire_of
from triage.testing import documents, load_library, patients

PARTED = pooled(
    documents(several=True).map(lambda d: load_library({"made-up": d})).filter(splitting), size=6
)


def printed(tree) -> tuple[Form, dict[str, str]]:
    """Return what is printed of a tree, and the outcome that each END stands for."""
    form = questionnaire_of(tree, region_for(None))
    return from_data(asdict(form)), {f"END {end.letter}": end.name for end in form.ends}


@cache
def of_shipped(name: str):
    tree = shipped_tree(name)
    return tree, *printed(tree)


@cache
def pdf_of(name: str) -> Form:
    return from_text(text_of(set_once("questionnaire", name)))


def check(tree, form: Form, outcomes: dict[str, str], patient) -> None:
    end, side = follow(tree, form, patient)
    assert side.session.result.outcome == outcomes[end]


@pytest.mark.parametrize("name", SHIPPED)
def test_the_arrows_lead_every_possible_patient_of_a_shipped_tree_to_their_outcome(name):
    tree, _, outcomes = of_shipped(name)
    arrows = Arrows(tree, pdf_of(name))
    nobody = arrows.diagram.leaf("ruled out")

    on_paper, in_the_tree = (
        arrows.diagram.choose(arrows.ends.ruled_out, nobody, function)
        for function in (arrows.outcome(outcomes), arrows.ends.outcome)
    )

    assert on_paper == in_the_tree


@pytest.mark.parametrize("name", SHIPPED)
def test_a_patient_for_each_branch_is_asked_the_same_on_paper_and_ends_alike(name):
    tree, _, outcomes = of_shipped(name)
    ends = Ends(tree)
    possible = ends.space.others(ends.ruled_out)
    followed = 0
    for step in tree.steps.values():
        for number in range(len(step.branches)):
            patient = plainest(ends.space, ends.taking(step.name, number), possible)
            if patient is not None:
                check(tree, pdf_of(name), outcomes, patient)
                followed += 1
    assert followed > len(tree.steps)


@pytest.mark.parametrize("name", SHIPPED)
@given(data=st.data())
def test_any_patient_of_a_shipped_tree_is_asked_the_same_on_paper_and_ends_alike(name, data):
    tree, form, outcomes = of_shipped(name)
    for patient in data.draw(st.lists(patients(tree), min_size=2, max_size=4)):
        check(tree, form, outcomes, patient)


@given(st.data())
def test_any_patient_of_a_made_up_tree_is_asked_the_same_on_paper_and_ends_alike(data):
    tree = data.draw(trees())
    form, outcomes = printed(tree)

    for patient in data.draw(st.lists(patients(tree), min_size=5, max_size=15)):
        check(tree, form, outcomes, patient)


@pytest.mark.parametrize("feet", [True, False])
@pytest.mark.parametrize("tight", [True, False, NOT_SURE])
@pytest.mark.parametrize("limping", [True, False])
def test_a_pen_goes_through_all_parts_that_hold(limping, tight, feet):
    tree = places()
    said = dict.fromkeys(tree.facts, False)
    check_parts(tree, {**said, "calf": True, "foot": feet, "limp": limping, "tight": tight})


@slow
@given(st.data())
def test_any_patient_of_a_made_up_tree_of_several_parts_comes_to_the_same_ends(data):
    tree = data.draw(PARTED)

    for patient in data.draw(st.lists(patients(tree), min_size=5, max_size=15)):
        check_parts(tree, patient)


def check_parts(tree, patient) -> None:
    """Of equally urgent ends at the same time the first part decides, on paper the letter."""
    form, outcomes = printed(tree)
    end, noted = follow_alone(tree, form, patient)
    result = assess(tree, patient)
    told = [result.outcome, *(each.outcome for each in result.also)]
    assert {outcomes[each] for each in noted} == set(told)
    first, decides = (tree.outcomes[name] for name in (outcomes[end], told[0]))
    assert first.disposition.urgency == decides.disposition.urgency
    assert first.hours_to_help == decides.hours_to_help


@pytest.mark.parametrize("name", SHIPPED)
def test_the_text_of_the_pdf_says_what_the_data_say(name):
    _, form, _ = of_shipped(name)
    assert_same(pdf_of(name), form)


def assert_same(read: Form, form: Form) -> None:
    assert list(read.pages) == list(form.pages)
    assert list(read.ends) == list(form.ends)
    for there, here in zip(read.pages.values(), form.pages.values(), strict=True):
        assert (there.early, there.rules, there.sums) == (here.early, here.rules, here.sums)
        assert there.has_put_off_box == here.has_put_off_box
        assert [_plain(line) for line in there.lines] == [_plain(line) for line in here.lines]
        for line, expected in zip(there.lines, here.lines, strict=True):
            assert is_printed(expected.words, line.words)
    for end, words in form.ends.items():
        assert is_printed(words.partition(" ")[0], read.ends[end])


def _plain(line) -> tuple[object, ...]:
    boxes = [(label, squeezed(words)) for label, words in line.boxes]
    return line.place, boxes, line.takes_number, line.copy


@pytest.mark.parametrize("name", SHIPPED)
def test_each_end_of_the_pdf_has_the_words_of_its_outcome(name):
    tree, _, outcomes = of_shipped(name)
    for end, words in pdf_of(name).ends.items():
        outcome = tree.outcomes[outcomes[end]]
        assert is_printed(outcome.disposition.words.upper(), words)
        assert is_printed(outcome.title, words)
        assert is_printed(f"Stop here. {outcome.text}", words)
        assert is_printed(f"after {outcome.review_after_days} day", words) or (
            outcome.review_after_days is None
        )
