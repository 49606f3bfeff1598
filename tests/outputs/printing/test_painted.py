"""Words on paper stand out from what they are printed on, and never on each other."""

from __future__ import annotations

from itertools import combinations

import pytest

from tests.outputs.chart.test_chart import contrast
from tests.outputs.printing.painted import ACROSS, Text, texts_on
from tests.outputs.printing.test_poster_read_back import LARGE
from tests.outputs.printing.test_structure import KINDS, TREES, each_sheet, printed
from tests.sampled import PAPERS, sampled, slow


@slow
@each_sheet
def test_words_stand_out_on_every_page(sheet):
    found = {(text.ink, text.under) for page in printed(*sheet).pages for text in texts_on(page)}

    assert [pair for pair in found if contrast(*pair) < 4.5] == []


@slow
def test_light_words_are_seen_on_their_dark_area():
    pages = printed("handout", "calf-soreness").pages
    found = {(text.ink, text.under) for page in pages for text in texts_on(page)}

    assert ("#ffffff", "#8b0000") in found
    assert ("#444444", ACROSS) in found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", sampled(TREES, "showcase"))
@pytest.mark.parametrize("paper", PAPERS)
def test_no_words_stand_on_others(kind, name, paper):
    if kind == "poster" and name in LARGE and paper != "a3":
        pytest.skip("it needs a larger page")
    for page in printed(kind, name, paper).pages:
        # Sorted from the foot up, so that only lines near each other are compared.
        texts = sorted(texts_on(page), key=lambda text: text.y)
        near = [(a, b) for a, b in combinations(texts, 2) if b.y - a.y < 2 * a.size]
        assert [(a, b) for a, b in near if a.is_on(b)] == []


def test_words_on_others_would_be_seen():
    heading = Text(30, 100, 80, 13, "#000000", ACROSS)
    word = Text(44, 107, 20, 9, "#000000", ACROSS)

    assert heading.is_on(word)
    assert word.is_on(heading)
    assert not heading.is_on(Text(44, 112, 20, 9, "#000000", ACROSS))
    assert not heading.is_on(Text(120, 100, 20, 9, "#000000", ACROSS))
