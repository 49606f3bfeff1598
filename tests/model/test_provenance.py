from __future__ import annotations

from attrs import evolve

from triage.model.provenance import Location, Source, titles


def test_a_place_is_written_as_editors_understand_it() -> None:
    assert str(Location("trees/calf/tree.yaml", 12, 5)) == "trees/calf/tree.yaml:12:5"


def test_where_a_source_stands_in_a_file_does_not_make_it_another_source() -> None:
    here, there = (
        Source(id="nhs", title="Sprains", kind="guideline", at=Location("f", n, 1)) for n in (1, 2)
    )
    assert here == there


def test_a_source_is_cited_as_far_as_it_is_known() -> None:
    source = Source(id="x", title="A title", kind="other")
    known = evolve(source, author="Who", year="2020")

    assert (source.cited_by_title, source.cited_by_author) == ("A title", "A title")
    assert known.cited_by_title == "A title (Who, 2020)"
    assert known.cited_by_author == "Who: A title (2020)"
    assert [source.details("a trial"), known.details("a trial"), known.details("")] == [
        "a trial",
        "Who, 2020, a trial",
        "Who, 2020",
    ]


def test_several_sources_are_named_by_their_titles() -> None:
    sources = {name: Source(id=name, title=f"Title {name}", kind="other") for name in "ab"}

    assert titles(["b", "a"], sources) == "Title b; Title a"
