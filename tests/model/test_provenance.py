from __future__ import annotations

from triage.model.provenance import Location, Source


def test_a_place_is_written_as_editors_understand_it() -> None:
    assert str(Location("trees/calf/tree.yaml", 12, 5)) == "trees/calf/tree.yaml:12:5"


def test_where_a_source_stands_in_a_file_does_not_make_it_another_source() -> None:
    here, there = (Source("nhs", "Sprains", "guideline", at=Location("f", n, 1)) for n in (1, 2))
    assert here == there
