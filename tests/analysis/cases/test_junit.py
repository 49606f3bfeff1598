"""JUnit XML that any reader of XML can read, whatever a case is called."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from triage.analysis.cases.reports import junit_xml
from triage.analysis.cases.tested import run_cases
from triage.model.dispositions import Disposition

# The elements that readers of JUnit XML know, with the attributes that they need.
NEEDED = {
    "testsuites": {"name", "tests", "failures", "errors", "skipped"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped", "file"},
    "properties": set(),
    "property": {"name", "value"},
    "testcase": {"name", "classname", "file", "line"},
    "failure": {"message", "type"},
}
CHILDREN = {
    "testsuites": ["testsuite"],
    "testsuite": ["properties", "testcase"],
    "properties": ["property"],
    "testcase": ["failure"],
}


@pytest.fixture(scope="module")
def tested(tree, cases):
    return run_cases(tree, [*cases[:2], evolve(cases[2], expect=Disposition.EMERGENCY)])


@pytest.fixture(scope="module")
def root(tested):
    return ElementTree.fromstring(junit_xml([tested, tested]).encode())


def test_every_element_is_one_that_readers_know_where_they_look_for_it(root):
    for element in root.iter():
        tags = [child.tag for child in element]
        assert set(element.attrib) == NEEDED[element.tag]
        assert tags == sorted(tags, key=CHILDREN.get(element.tag, []).index)


def test_the_counts_are_those_of_the_cases(root):
    totals = [(e.tag, e.get("tests"), e.get("failures")) for e in [root, *root]]

    assert totals == [("testsuites", "6", "2"), ("testsuite", "3", "1"), ("testsuite", "3", "1")]
    assert len(root.findall("testsuite/testcase")) == 6
    assert len(root.findall("testsuite/testcase/failure")) == 2


def test_a_case_has_its_name_tree_and_place(root, folder):
    case = root.find("testsuite/testcase")

    assert case.attrib == {
        "name": "a little sore",
        "classname": "ankle",
        "file": str(folder / "cases.yaml"),
        "line": "4",
    }


def test_a_failure_has_its_kind_and_the_way_that_was_taken(root, folder):
    failure = root.find("testsuite/testcase/failure")

    assert failure.attrib == {
        "type": "under-triage",
        "message": "disposition: found `same_day_urgent`, expected `emergency`",
    }
    assert failure.text.splitlines()[1:] == [
        "path: signs > today",
        f"decided at signs ({folder / 'tree.yaml'}:38:9): cannot stand",
        "the case says: it may be broken",
    ]


def test_the_coverage_stands_among_the_properties(root):
    found = {p.get("name"): p.get("value") for p in root.findall("testsuite[1]//property")}

    assert found["version"] == "0.1.0"
    assert found["coverage"] == "70.0"
    assert found["coverage.outcome"] == "100.0"


@given(st.text())
def test_any_name_can_be_read_back(tested, text):
    named = evolve(tested.failing[0], case=evolve(tested.failing[0].case, name=text, because=text))
    document = junit_xml([evolve(tested, ran=(named,))])

    case = ElementTree.fromstring(document.encode()).find("testsuite/testcase")

    assert case is not None
    if all(c.isprintable() for c in text):
        assert case.get("name") == text
        assert case.findtext("failure", "").endswith(f"the case says: {text}")


def test_characters_that_xml_cannot_hold_are_spelt_out(tested):
    name = "a\x00b\x1b[31m\ufffe\ud800 <&\"'> ä\U0001f9b6"
    named = evolve(tested.ran[0], case=evolve(tested.ran[0].case, name=name))
    document = junit_xml([evolve(tested, ran=(named,))])

    case = ElementTree.fromstring(document.encode()).find("testsuite/testcase")

    assert case is not None
    assert case.get("name") == r"a\x00b\x1b[31m\ufffe\ud800" + " <&\"'> ä\U0001f9b6"
