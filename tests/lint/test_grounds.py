"""Sources that nobody could find, and red flags that rest on hearsay alone."""

from __future__ import annotations

import pytest

BOOK = '{title: "A book about calves", kind: review, author: "A. Writer"}'
GUIDE = '{title: "A guide to legs", kind: guideline, url: "https://example.org/legs"}'


@pytest.mark.parametrize(
    "trace", ['author: "A"', "year: 2020", 'note: "p. 7"', 'url: "http://a.org"']
)
def test_one_trace_is_enough_to_find_a_source(small, trace):
    assert small.names((BOOK, f'{{title: "B", kind: review, {trace}}}')) == []


def test_a_title_alone_is_no_trace(small):
    assert small.names((BOOK, '{title: "B", kind: review}')) == ["not-to-be-found"]


@pytest.mark.parametrize(
    "url",
    [
        "example.org",
        "www.example.org/a",
        "https://example",
        "ftp://a.org",
        "https://a.org/b c",
        "see page 7",
    ],
)
def test_an_address_that_no_browser_opens_is_found(small, url):
    assert small.names((GUIDE, f'{{title: "G", kind: guideline, url: "{url}"}}')) == ["bad-url"]


@pytest.mark.parametrize(
    "url",
    [
        "HTTPS://A.org",
        "https://a.org:8080/x",
        "https://a.b.co.uk/~c/?d=e,f#g",
        "https://doi.org/10.1/(x)<y>",
    ],
)
def test_an_address_that_a_browser_opens_is_fine(small, url):
    assert small.names((GUIDE, f'{{title: "G", kind: guideline, url: "{url}"}}')) == []


@pytest.mark.parametrize("url", ["https://example.org/legs", "http://www.example.org/legs/"])
def test_one_page_under_two_names_is_found(small, url):
    book = f'{{title: "B", kind: review, url: "{url}"}}'

    assert small.names((BOOK, book)) == ["same-document"]


@pytest.mark.parametrize("url", ["https://example.org/legs#pain", "https://example.org/Legs"])
def test_two_places_may_be_two_pages(small, url):
    assert small.names((BOOK, f'{{title: "B", kind: review, url: "{url}"}}')) == []


@pytest.mark.parametrize(
    ("kind", "source", "expected"),
    [
        ("forum", "guide", ["weak-ground"]),
        ("method author", "guide", ["weak-ground"]),
        ("clinician", "guide", []),
        ("forum", "[guide, book]", []),
        ("forum", "guide\n    judgement: Better once too often.", []),
    ],
)
def test_what_sends_people_to_hospital_rests_on_more_than_hearsay(small, kind, source, expected):
    names = small.names(
        ("kind: guideline", f"kind: {kind}"),
        ("    well: no\n    source: guide", f"    well: no\n    source: {source}"),
    )

    assert names == expected
