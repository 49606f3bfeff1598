"""What came of cases as JUnit XML, which services that run tests can show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from triage.cases.items import KINDS
from triage.cases.running import Ran
from triage.cases.tested import Tested
from triage.cases.words import explain
from triage.model.phrases import percent

# All that XML 1.0 cannot hold, escaped or not.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_xml(tested: Sequence[Tested]) -> str:
    """Return a document with a test suite for each tree and a test case for each case.

    It states no times, as nothing was timed.
    """
    ran = [each for one in tested for each in one.ran]
    root = _element(None, "testsuites", {"name": "triage test", **_totals(ran)})
    for one in tested:
        _add_suite(root, one)
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, "unicode")}\n'


def _totals(ran: Iterable[Ran]) -> dict[str, object]:
    failing = [bool(each.faults) for each in ran]
    return {"tests": len(failing), "failures": sum(failing), "errors": 0, "skipped": 0}


def _add_suite(root: Element, tested: Tested) -> None:
    tree = tested.tree
    suite = _element(root, "testsuite", {"name": tree.id, **_totals(tested.ran), "file": tree.file})
    properties = _element(suite, "properties", {})
    for name, value in _properties(tested).items():
        _element(properties, "property", {"name": name, "value": value})
    for ran in tested.ran:
        _add_case(suite, tree.id, ran)


def _properties(tested: Tested) -> dict[str, object]:
    tree, coverage = tested.tree, tested.coverage
    kinds = {f"coverage.{kind}": percent(*coverage.of(kind)) for kind in KINDS}
    return {
        "version": tree.version,
        "digest": tree.digest,
        "coverage": percent(*coverage.all),
        **kinds,
    }


def _add_case(suite: Element, tree: str, ran: Ran) -> None:
    at = ran.case.at
    place = {"file": at.file, "line": at.line} if at else {}
    case = _element(suite, "testcase", {"name": ran.case.name, "classname": tree, **place})
    if ran.faults:
        failure = {"message": ran.faults[0], "type": ran.verdict}
        _element(case, "failure", failure).text = _legible("\n".join(explain(ran)))


def _element(parent: Element | None, tag: str, attributes: Mapping[str, object]) -> Element:
    legible = {name: _legible(str(value)) for name, value in attributes.items()}
    return Element(tag, legible) if parent is None else SubElement(parent, tag, legible)


def _legible(text: str) -> str:
    """Spell out the characters that XML cannot hold."""
    return _NOT_IN_XML.sub(lambda found: ascii(found[0])[1:-1], text)
