"""All that people are no longer told is told, by the texts that the engine gives them."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.versions.drawn import is_possible, people_of
from tests.analysis.versions.telling import TELLING, told_before_and_now, told_otherwise
from tests.answer_space.small import label
from tests.profiles import a_share
from tests.sampled import sampled, slow
from triage.analysis.versions.compare import compare
from triage.analysis.versions.losses import told_less
from triage.analysis.versions.moves import moves
from triage.analysis.versions.told import AdviceWords
from triage.analysis.versions.versions import Versions
from triage.analysis.versions.wording import changes_meaning
from triage.cli.diff_text import say_comparison
from triage.locales.regions import localize, region_for

# Made-up scales have a line of their own.
WORLD = evolve(region_for(None), own=(("our line", "the line"),))
# To draw for these is dear.
DEAR = (
    "another_target",
    "tells_less",
    "advice_less",
    "outcome_renamed",
    "signs_dropped",
    "advice_changed",
    "outcome_split",
    "never_when_dropped",
    "outcomes_merged",
)
QUICK = [edit for edit in TELLING if edit.__name__ not in DEAR]
each_edit = pytest.mark.parametrize(
    "edit", sampled(TELLING, *QUICK), ids=lambda edit: edit.__name__
)


def words(token):
    """Return what the engine told as a comparison words it."""
    what, *told = token
    if what == "advice":
        return what, AdviceWords(*told).say()
    if what == "disposition":
        return what, told[0].words
    if what == "how soon":
        return what, in_time(told[0])
    return what, f"after {told[0]} days" if what == "look again" else told[0]


def in_time(hours):
    if hours == 0:
        return "at once"
    number, unit = (hours, "hour") if hours % 24 or hours == 24 else (hours // 24, "day")
    return f"within {number} {unit}{'' if number == 1 else 's'}"


def in_world_words(text):
    return localize(text, WORLD)


@slow
@each_edit
@a_share(of=3)
@given(st.data())
def test_all_that_somebody_is_no_longer_told_is_told_and_nothing_else_is(edit, data):
    pair = data.draw(told_otherwise(edit))
    versions = Versions(*pair)
    found = moves(versions)
    for patient in people_of(versions):
        told = [
            each.change
            for move in found
            for each in move.told
            if label(versions.space, each.patients, patient) is True
        ]
        gone, come = set(), set()
        if is_possible(versions, patient):
            before, now = told_before_and_now(versions, patient)
            gone, come = ({words(t) for t in some} for some in (before - now, now - before))
        assert {(c.what, in_world_words(c.before)) for c in told if c.before} == gone
        assert {(c.what, in_world_words(c.now)) for c in told if c.now} == come


@each_edit
@a_share(of=3)
@given(st.data())
def test_the_page_shows_each_text_that_somebody_is_no_longer_told(edit, data):
    pair = data.draw(told_otherwise(edit))
    page = "\n".join(say_comparison(compare(*pair), show_all=True))
    versions = Versions(*pair)
    for patient in [p for p in people_of(versions) if is_possible(versions, p)]:
        before, now = told_before_and_now(versions, patient)
        for token in before - now:
            assert f"“{words(token)[1]}”" in in_world_words(page)


@each_edit
@a_share(of=3)
@given(st.data())
def test_whoever_loses_advice_a_sign_or_an_early_review_is_in_a_regression(edit, data):
    pair = data.draw(told_otherwise(edit))
    versions = Versions(*pair)
    found = moves(versions)
    regressions = list(told_less(versions, found))
    for patient in [p for p in people_of(versions) if is_possible(versions, p)]:
        lost = lost_by(*told_before_and_now(versions, patient))
        inside = {
            (r.kind, r.says.split("“")[1].split("”")[0])
            for r in regressions
            if r.people and label(versions.space, r.people.patients, patient) is True
        }
        move = next((m for m in found if label(versions.space, m.patients, patient)), None)
        if move and (move.fall < 0 or move.is_worse):
            assert inside == set()
        else:
            assert lost <= {(kind, in_world_words(text)) for kind, text in inside}


def lost_by(before, now):
    """Return what is gone although nothing like it stands in its place."""
    days = {t[1] for t in now if t[0] == "look again"}
    lost = {
        ("later review", words(t)[1])
        for t in before
        if t[0] == "look again" and not (days and min(days) <= t[1])
    }
    hours = {t[1] for t in now if t[0] == "how soon"}
    lost |= {
        ("later help", words(t)[1])
        for t in before
        if t[0] == "how soon" and not (hours and min(hours) <= t[1])
    }
    if not any(t[0] == "advice" for t in now - before):
        lost |= {("lost advice", words(t)[1]) for t in before - now if t[0] == "advice"}
    if not any(t[0] == "sign" for t in now - before):
        lost |= {("lost sign", words(t)[1]) for t in before - now if t[0] == "sign"}
    return lost


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("Rest for 2 days.", "Rest for 3 days.", True),
        ("Rest for two days.", "Rest for three days.", True),
        ("Rest for 2 days.", "Rest for 2 weeks.", True),
        ("2 tablets in 3 hours", "3 tablets in 2 hours", True),
        ("Do not run.", "Do run.", True),
        ("Don't run.", "Do run.", True),
        ("Call today.", "Call tomorrow.", True),
        ("Call at once.", "Call.", True),
        ("over 38.5 °C", "over 38,5 °C", True),
        ("Do not run.", "Don\u2019t run.", False),
        ("You cannot walk", "You can't walk", False),
        ("Rest for 1 day", "Rest for 1 days", False),
        ("Rest.", "Go to work.", False),
    ],
)
def test_a_number_a_time_or_a_not_is_noticed(old, new, changes):
    assert changes_meaning(old, new) is changes
