"""What came of cases and populations, for programs: as plain data, and as JUnit XML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from triage.analysis.cases.coverage import Coverage, together
from triage.analysis.cases.items import KINDS, CoverageItem
from triage.analysis.cases.lifts import Lift
from triage.analysis.cases.running import Ran, counts, explain
from triage.analysis.cases.sent import INTERVAL, Sent, Survey, wilson
from triage.analysis.cases.tested import Tested, falling_short
from triage.engine.decisions import Decision
from triage.model.provenance import Location
from triage.model.tree import Tree
from triage.phrasing.phrases import percent


def report_to_json(tested: Sequence[Tested], at_least: float | None) -> dict[str, object]:
    """Return what came of the cases of some trees as data that ``json`` can write.

    Args:
        tested: the trees and their cases.
        at_least: the share of items in percent that has to be covered, or None.
    """
    short = [name for name, _ in falling_short(tested, at_least)]
    failing = any(one.failing for one in tested)
    return {
        "passed": not failing and not short,
        "min_coverage": at_least,
        "falling_short": short,
        "trees": [_tree_to_json(one) for one in tested],
        "coverage": coverage_to_json(together(one.coverage for one in tested)),
    }


def _tree_to_json(tested: Tested) -> dict[str, object]:
    return {
        **version_to_json(tested.tree),
        "counts": counts(tested.ran),
        "cases": [case_to_json(ran) for ran in tested.ran],
        "coverage": coverage_to_json(tested.coverage),
    }


def version_to_json(tree: Tree) -> dict[str, object]:
    """Return which version of which tree something is said of."""
    return {"tree": tree.id, "version": tree.version, "digest": tree.digest, "file": tree.file}


def case_to_json(ran: Ran) -> dict[str, object]:
    """Return a case and what came of it."""
    result = ran.result
    return {
        "name": ran.case.name,
        **place_to_json(ran.case.at),
        "verdict": ran.verdict,
        "faults": list(ran.faults),
        "expected": {"disposition": ran.case.expect, "outcome": ran.case.outcome},
        "disposition": result.disposition if result else None,
        "outcome": result.outcome if result else None,
        "path": [_taken_to_json(taken) for taken in ran.path],
        "because": ran.case.because,
    }


def _taken_to_json(taken: Decision) -> dict[str, object]:
    branch = taken.branch
    return {
        "step": taken.step.name,
        "go": branch.go if branch else None,
        **place_to_json(branch.at if branch else None),
        "facts": dict(taken.needs),
    }


def coverage_to_json(coverage: Coverage) -> dict[str, object]:
    """Return the figures of a coverage, and each item that no case or no patient reaches."""
    kinds = [{"kind": kind, **_share(*coverage.of(kind))} for kind in KINDS]
    return {
        **_share(*coverage.all),
        "each_place_once": _share(*together([coverage]).all),
        "kinds": kinds,
        "missing": [_item_to_json(item, "no case") for item in coverage.missing],
        "impossible": [_item_to_json(item, "no patient") for item in coverage.impossible],
    }


def _share(covered: int, of: int) -> dict[str, object]:
    return {"covered": covered, "of": of, "percent": percent(covered, of)}


def _item_to_json(item: CoverageItem, who: str) -> dict[str, object]:
    return {
        "kind": item.kind,
        "name": item.name,
        "branch": item.branch,
        "detail": list(item.detail),
        **place_to_json(item.at),
        "message": f"{who} {item.words}",
    }


def place_to_json(at: Location | None) -> dict[str, object]:
    """Return a place in a file; nothing is known of it where there is none."""
    return {
        "file": at.file if at else None,
        "line": at.line if at else None,
        "column": at.column if at else None,
    }


# --- what came of cases as JUnit XML, which services that run tests can show


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
    written = ElementTree.tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'


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


# --- where a population is sent


def surveys_to_json(surveys: Sequence[Survey]) -> dict[str, object]:
    """Return what came of the people of some trees as data that ``json`` can write."""
    return {"intervals": INTERVAL, "trees": [_survey_to_json(one) for one in surveys]}


def _survey_to_json(survey: Survey) -> dict[str, object]:
    return {
        **version_to_json(survey.tree),
        "people": survey.people,
        "seed": survey.seed,
        "together": [_sent_to_json(sent, survey) for sent in survey.together],
        "groups": [_sent_to_json(sent, survey) for sent in survey.groups],
    }


def _sent_to_json(sent: Sent, survey: Survey) -> dict[str, object]:
    return {
        "name": sent.name,
        "title": sent.title,
        "kind": sent.kind,
        "people": sent.people,
        "ended": [
            {"disposition": each, **_count_to_json(sent.ended.get(each, 0), sent.people)}
            for each in survey.dispositions
        ],
        "at_least": sent.at_least,
        "lower": None if sent.at_least is None else _count_to_json(sent.lower, sent.people),
        "lifts": [_lift_to_json(lift, sent, survey.tree) for lift in sent.lifts],
        "contradictory": sent.contradictory,
        "unlike": sent.unlike,
    }


def _count_to_json(count: int, of: int) -> dict[str, object]:
    low, high = wilson(count, of)
    return {"people": count, "share": count / of if of else None, "low": low, "high": high}


def _lift_to_json(lift: Lift, sent: Sent, tree: Tree) -> dict[str, object]:
    return {
        "disposition": lift.disposition,
        "text": lift.say(tree),
        "facts": dict(lift.answers),
        "sources": list(lift.sources),
        "judgement": lift.judgement,
        **_count_to_json(lift.people, sent.people),
    }
