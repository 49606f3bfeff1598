"""What a page says of the way, and of the part that it belongs to."""

from __future__ import annotations

import pytest
from attrs import evolve

import triage
from tests.shipped_trees import shipped_tree
from triage.engine.screens import screen_for_step
from triage.phrasing import terminal_words
from triage.terminal.page_loop import show
from triage.terminal.pages import Choose, Key, Page, Row
from triage.terminal.progress import section_of


@pytest.mark.parametrize(
    ("asks", "section"),
    [
        ("foot_cold_pale_or_blue", terminal_words.SECTION_SAFETY),
        ("pain_0_10", terminal_words.SECTION_YOU),  # it begins with the age
        ("statin", terminal_words.SECTION_YOU),
        ("trend", terminal_words.SECTION_COURSE),
    ],
)
def test_a_page_is_no_danger_sign_because_one_of_its_answers_is(asks, section):
    tree = shipped_tree("start")
    session = triage.start(tree, allow_draft=True)
    step = next(step for step in tree.steps.values() if asks in step.ask)

    assert section_of(screen_for_step(tree, step, step.ask, for_other=False), session) == section


def test_over_a_result_that_is_told_nothing_is_left_to_save():
    row = (Row("1", "back", True),)
    asking = Page("Title", Choose(row), keys=(Key.WORRIED,))
    for page, saves in ((asking, True), (evolve(asking, look="round"), False)):
        talk = show(page, "gb")
        next(talk)

        assert talk.send(Key.WORRIED).saves is saves
