"""An emergency reads like one: what to do comes first, in the words of the sign that was ticked."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

import triage
from tests.shipped_trees import shipped_tree
from triage.locales.regions import localize, region_for, regions
from triage.model.dispositions import Disposition
from triage.terminal.card import card_page
from triage.tree_files.library import available

DAY = date(2026, 11, 20)
MOST_WORDS = 25
each_tree = pytest.mark.parametrize("tree", available(), indirect=True)
EMERGENCY = Disposition.EMERGENCY


@pytest.fixture
def tree(request):
    return shipped_tree(request.param)


def signs_of(tree):
    """Return each answer that demands an emergency by itself, with its fact."""
    return [
        (fact.name, value)
        for fact in tree.facts.values()
        for value in fact.choices()
        if fact.demand(value) is EMERGENCY
    ]


def result_of(tree, signs, region=None, *, alone=False):
    well = {} if alone else {name: fact.well for name, fact in tree.facts.items()}
    return triage.assess(tree, well | dict(signs), region=region, allow_draft=True)


def first_sentence(text):
    return text[: text.index(".") + 1]


def words_up_to_the_action(result):
    """Count the words of the result page from its top to the end of what to do first.

    A number counts once, also where it is `10177 (or 112 from a mobile phone)`.
    """
    page = card_page(result, DAY)
    read = "\n".join([page.title, *(block.text for block in page.blocks)])
    action = first_sentence(result.text)
    read = read[: read.index(action) + len(action)]
    return len(read.replace(result.region.emergency_number, "999").split())


@each_tree
@pytest.mark.parametrize("region", [None, "gb", "za"])
def test_each_sign_alone_is_told_what_to_do_within_25_words(tree, region):
    results = [result_of(tree, [sign], region) for sign in signs_of(tree)]

    assert results
    assert {result.disposition for result in results} == {EMERGENCY}
    assert max(map(words_up_to_the_action, results)) <= MOST_WORDS


@each_tree
def test_what_to_do_is_a_call_or_a_place_and_now(tree):
    known = region_for(None)
    begins = (
        f"Call {known.emergency_number} now",
        f"Go to {known.emergency_department} now",
        "Leave the open ground now",  # of the picnic
    )

    ends = {name for name, o in tree.outcomes.items() if o.disposition is EMERGENCY}
    texts = [localize(t, known) for n in ends for t in texts_of(tree, n)]

    assert texts
    assert [text for text in texts if not text.startswith(begins)] == []


def texts_of(tree, name):
    outcome = tree.outcomes[name]
    return [outcome.text, *(kind.text for kind in outcome.text_for or ())]


@each_tree
def test_signs_that_share_an_end_each_have_words_of_their_own(tree):
    ends = {sign: result_of(tree, [sign]) for sign in signs_of(tree)}
    alone = [r.outcome for r in ends.values()]
    sharing = {sign: r for sign, r in ends.items() if alone.count(r.outcome) > 1}

    general = region_texts(tree)
    assert [sign for sign, r in sharing.items() if r.text == general[r.outcome]] in ([], ends)


def region_texts(tree):
    known = region_for(None)
    return {n: localize(o.text, known) for n, o in tree.outcomes.items()}


@each_tree
def test_a_sign_that_is_ticked_before_the_rest_is_answered_has_its_words_too(tree):
    first = tree.steps[tree.start].ask
    for sign in [
        (name, value) for name, value in signs_of(tree) if name in first and value is True
    ]:
        assert result_of(tree, [sign], alone=True).text == result_of(tree, [sign]).text


@each_tree
def test_signs_of_two_kinds_get_the_text_for_all(tree):
    general = region_texts(tree)
    for one, other in combinations(signs_of(tree), 2):
        ends = [result_of(tree, [sign]) for sign in (one, other)]
        both = result_of(tree, [one, other])
        texts = {end.text for end in ends}
        asked = {*one[:1], *other[:1]} <= set(both.answers) - set(both.not_used)
        if one[0] != other[0] and asked and len(texts) == 2:
            assert both.text == general[both.outcome], (one, other)


@each_tree
def test_no_emergency_text_has_another_country_s_number(tree):
    numbers = {region.code: region.emergency_number for region in regions()}
    for sign in signs_of(tree):
        nowhere = result_of(tree, [sign]).text
        assert [n for n in numbers.values() if n in nowhere] == []
        for code, number in numbers.items():
            there = result_of(tree, [sign], code).text
            assert number in there or region_for(code).emergency_department in there


@each_tree
@pytest.mark.parametrize("region", ["gb", "ie", "za"])
def test_the_first_and_the_last_line_of_an_emergency_have_the_number(tree, region):
    known = region_for(region)
    for sign in signs_of(tree):
        result = result_of(tree, [sign], region)
        page, number = card_page(result, DAY), known.emergency_number
        assert number in page.title
        assert number in page.emergency
        assert words_up_to_the_action(result) <= MOST_WORDS
