from __future__ import annotations

from triage.findings import catalogue
from triage.model.provenance import Location
from triage.tree_files.report import MAX_FINDINGS, Report, listing, nearest, sorted_findings


def test_a_flood_of_findings_is_cut_off():
    report = Report()
    for line in range(MAX_FINDINGS * 2):
        report.add(catalogue.UNKNOWN_KEY, Location("f", line, 1), "found it")

    assert len(report.findings) == MAX_FINDINGS
    assert report.suggest("a", ["ab"], "otherwise") == "otherwise"


def test_the_nearest_name_is_suggested():
    assert nearest("limpin", ["days", "limping"]) == "limping"
    assert nearest("one-leg", ["one_leg"]) == "one_leg"
    assert nearest("Limping", ["LIMPING", "limping"]) == "limping"
    assert nearest("xyz", ["limping"]) is None
    assert nearest("x", []) is None


def test_marks_and_capitals_hide_no_name():
    assert nearest("ONE LEG SWELLING", ["one_leg_swelling"]) == "one_leg_swelling"


def test_a_long_list_of_names_is_cut():
    assert listing(["a", "b"]) == "`a`, `b`"
    assert listing("abcd", limit=2) == "`a`, `b`, …"


def test_findings_are_sorted_and_each_is_there_once():
    second, first = (catalogue.NO_SOURCE.at(Location("f", line, 1), "found") for line in (2, 1))

    assert sorted_findings([second, first, second]) == (first, second)
