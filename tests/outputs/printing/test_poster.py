"""A poster is one page that can be read at arm's length, and what does not fit is refused."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest
from attrs import asdict, evolve

from tests.answer_space.ladder.reading import shipped
from tests.outputs.printing.heard import HARD, heard, is_heard, squeezed, with_texts
from tests.outputs.printing.orders import order
from tests.outputs.printing.painted import texts_on
from tests.outputs.printing.structure import read, structure_of
from tests.outputs.printing.test_poster_read_back import LARGE
from tests.sampled import SHIPPED, sampled, slow
from triage.errors import TriageError
from triage.locales.regions import region_for
from triage.model.facts import SignWords
from triage.model.texts import Instruction
from triage.model.values import AnswerSet
from triage.outputs.printing.kinds import SHEETS
from triage.outputs.printing.poster_content import Poster, poster_of
from triage.outputs.printing.typesetting import measure
from triage.phrasing.tree_status import short_digest

pytest.importorskip("typst", reason="needs the extra `print`")
SMALLEST = {"a4": 9, "letter": 9, "a3": 12, "a2": 12}
BOTH_PAGES = [f"Both the page of 3{place} and that of 3d" for place in "abc"]
ADDRESS = "https://clinic.example/{tree}/{version}/{digest}"


def job(name: str, **more):
    tree, places = shipped(name)
    return order(tree, places=places, region=region_for("gb"), **more)


@cache
def printed(name: str, **more) -> bytes:
    return SHEETS["poster"].document(job(name, **more))


@cache
def content(name: str, **more) -> Poster:
    return poster_of(job(name, **more))


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("paper", sampled(("a4", "a3", "a2"), "a3"))
def test_it_is_one_page_with_no_text_smaller_than_can_be_read(name, paper):
    if paper == "a4" and name in {*LARGE, "forefoot-transition"}:
        pytest.skip("with codes it needs a larger page")
    reader = read(printed(name, paper=paper, address=ADDRESS))

    assert len(reader.pages) == 1
    sizes = {round(text.size, 2) for text in texts_on(reader.pages[0])}
    assert min(sizes) >= SMALLEST[paper]


def test_room_that_is_left_keeps_the_last_lines_off_their_frames():
    poster = content("showcase")
    told: Any = measure("poster", job("showcase", paper="a3").data(poster=asdict(poster)))
    letters = told["letters"]
    added = letters["air"] * (len(poster.bands) + 1)

    assert letters["air"] > 0.2 * letters["points"]
    assert told["height"] + added <= told["room"]


@slow
def test_it_says_which_tree_it_is_what_is_proved_and_until_when_it_may_hang():
    tree, _ = shipped("calf-soreness")
    said = heard(printed("calf-soreness", paper="a3", address=ADDRESS))

    for words in (
        tree.title,
        f"calf-soreness 0.1.0 · digest {short_digest(tree)}",
        "DRAFT: not signed by a clinician",
        "take down after 2027-11-20",
        "numbers for: United Kingdom",
        "For every combination of answers this page names the same help within the same time as "
        f"the tree calf-soreness, digest {short_digest(tree)}.",
        f"https://clinic.example/calf-soreness/0.1.0/{short_digest(tree)}",
        "☎ 999",
        "☎ 111",
        "none of these: go on",
    ):
        assert is_heard(words, said)


@slow
def test_the_code_says_its_address_to_those_who_cannot_see_it():
    reader = read(printed("start", paper="a3", address=ADDRESS))
    figures = [tag for tag in structure_of(reader).walk() if tag.kind == "Figure"]
    _, places = shipped("start")

    # The page's own stands at its foot.
    assert [figure.alt for figure in figures] == [
        f"Code to scan: https://clinic.example/{tree.id}/{tree.version}/{short_digest(tree)}"
        for tree in (*places.values(), shipped("start")[0])
    ]


@slow
def test_without_an_address_there_is_no_code():
    assert content("start").code == ""
    assert "Code to scan" not in str(
        [t.alt for t in structure_of(read(printed("start", paper="a3"))).walk()]
    )


@slow
def test_each_place_is_named_with_the_version_that_the_proof_is_about():
    _, places = shipped("start")
    last = next(band for band in content("start").bands if any(part.about for part in band.parts))

    alone, both = last.parts[: len(places)], last.parts[len(places) :]
    assert [part.heading for part in alone] == [place.title for place in places.values()]
    assert [part.heading for part in both] == BOTH_PAGES
    for part, place in zip(alone, places.values(), strict=True):
        assert part.about == f"{place.version} · digest {short_digest(place)}"


def test_an_own_region_has_its_numbers_and_none_that_is_a_sentence():
    here, there = (poster_of(evolve(job("showcase"), region=region_for(c))) for c in ("nz", "za"))

    assert [band.call for band in here.bands[:2]] == ["111", "0800 611 116"]
    assert [band.call for band in there.bands[:2]] == ["", ""]
    assert "10177 (or 112 from a mobile phone)" in there.bands[0].about[-1]


@slow
def test_short_words_of_an_advice_stand_at_home_and_its_long_ones_where_there_is_room():
    tree, _ = shipped("calf-soreness")
    name = "lower-leg-self-care.pain-line"
    short = evolve(tree.advice[name], short=Instruction("Keep pain at 5 or below."))
    bands = poster_of(order(evolve(tree, advice={**tree.advice, name: short}))).bands

    assert "Keep pain at 5 or below." in bands[-1].advice
    assert len(bands[-1].advice) == 3
    assert bands[-1].least_advice[0] == "Keep pain at 5 or below."
    assert len(bands[-1].least_advice) == 3
    assert all(band.advice == () for band in bands[:-1])


@slow
def test_only_advice_that_everybody_gets_who_goes_home_stands_there():
    tree, _ = shipped("calf-soreness")
    said = content("calf-soreness").bands[-1].advice

    assert tree.advice["lower-leg-self-care.pain-line"].short in said
    assert tree.advice["lower-leg-self-care.warm-bath"].short not in said


def test_what_is_too_tall_is_refused_with_the_sign_that_needs_most_room():
    tree, _ = shipped("showcase")
    long = evolve(tree.facts["storm_warning"], label="the way" + " there" * 1200)
    tall = evolve(tree, facts={**tree.facts, "storm_warning": long})

    with pytest.raises(TriageError) as refused:
        SHEETS["poster"].document(order(tall))

    said = re.sub(r"( there)+", " there", str(refused.value))
    assert re.sub(r"\d+ mm", "N mm", said) == (
        "the poster of `showcase` is N mm too tall for a page of A4 in letters of 9 points, and no "
        "letters are made smaller\n"
        "    most room is needed by “Get medical help today”, and there by: The way there\n"
        "    help: print it with --paper a3 or a2, with --shorter-deadlines, or as a flowchart"
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(LARGE))
def test_those_that_need_a_larger_page_are_refused_a_small_one(name):
    with pytest.raises(TriageError, match="mm too tall for a page of A4 in letters of 9 points"):
        printed(name)


@pytest.mark.slow
def test_shorter_deadlines_are_told_on_the_page():
    said = heard(printed("achilles-pain", paper="a3", may_be_sooner=True))
    assert is_heard("within the same time or a shorter one.", said)


@slow
def test_two_signs_with_the_same_words_are_refused():
    tree, _ = shipped("calf-soreness")
    fact = tree.facts["dark_urine"]
    signs = (SignWords(AnswerSet((True,)), "muscles weak all over"),)
    facts = {**tree.facts, "dark_urine": evolve(fact, signs=signs)}

    odd = order(evolve(tree, facts=facts))

    with pytest.raises(TriageError, match="two signs would have the same words on the page"):
        poster_of(odd)


def test_texts_that_would_be_markup_stand_as_they_are():
    tree, _ = shipped("showcase")
    hard = [text for text in HARD if text.strip() and len(text) < 100]
    odd = evolve(with_texts(tree, tuple(hard)), facts=tree.facts)
    said = heard(SHEETS["poster"].document(order(odd)))

    assert squeezed(odd.title) in said
    assert squeezed(odd.not_for) in said


def test_the_same_order_makes_the_same_file():
    again = SHEETS["poster"].document(job("showcase", address=ADDRESS))

    assert printed("showcase", address=ADDRESS) == again
