"""What came of cases as plain data, by the contract of ``triage test --json``."""

from __future__ import annotations

from collections.abc import Sequence

from triage.cases.coverage import Coverage, together
from triage.cases.items import KINDS, Item
from triage.cases.running import Ran
from triage.cases.tested import Tested, falling_short
from triage.cases.words import counts
from triage.model.phrases import percent
from triage.model.provenance import Location
from triage.model.tree import Tree
from triage.run.decisions import Decision


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
        "facts": dict(taken.reason.facts),
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


def _item_to_json(item: Item, who: str) -> dict[str, object]:
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
