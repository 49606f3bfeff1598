"""A comparison as plain data, by the contract of ``triage diff --format json``.

Numbers of combinations are larger than many readers of JSON can hold, so they
are texts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import asdict

from triage.compare.compare import Comparison, Differences
from triage.compare.example import Seen
from triage.compare.moves import Move
from triage.compare.people import People
from triage.compare.regressions import Regression
from triage.model.provenance import Location
from triage.model.tree import Tree
from triage.phrasing.conditions import say

Json = dict[str, object]


def comparisons_to_json(compared: Sequence[Comparison], alone: Mapping[str, str]) -> Json:
    """Return comparisons as data that ``json`` can write.

    Args:
        compared: the trees that are in both versions.
        alone: what is to be said of the others, by their names.
    """
    return {"trees": [comparison_to_json(each) for each in compared], "alone": dict(alone)}


def comparison_to_json(comparison: Comparison) -> Json:
    """Return one comparison as data that ``json`` can write."""
    found = comparison.found
    return {
        "tree": comparison.new.id,
        "old": _version(comparison.old),
        "new": _version(comparison.new),
        "same": comparison.is_same,
        "unknown": comparison.reason or None,
        "passed": found is not None and not comparison.open and not comparison.idle,
        **(_differences(comparison, found) if found else {}),
        "accepts_nothing": [{"name": each.name, "at": _place(each.at)} for each in comparison.idle],
        "edits": [{**asdict(e, recurse=False), "at": _place(e.at)} for e in comparison.edits],
    }


def _version(tree: Tree) -> Json:
    return {"version": tree.version, "digest": tree.digest, "file": tree.file}


def _differences(comparison: Comparison, found: Differences) -> Json:
    return {
        "combinations": str(found.everybody),
        "not_compared": str(found.apart),
        "possible_now": {
            "combinations": str(found.admitted.number),
            "lead_to": list(found.admitted.lead_to),
        },
        "regressions": [_regression(comparison, found, each) for each in found.regressions],
        "moves": [_move(found, move) for move in found.moves],
        "advice": [
            {
                "advice": each.advice,
                "change": each.change,
                "at": _place(each.at),
                "people": _people(found, each.people),
            }
            for each in found.advised
        ],
        "questions": [
            {**asdict(each, recurse=False), "at": _place(each.at)} for each in found.questions
        ],
    }


def _regression(comparison: Comparison, found: Differences, regression: Regression) -> Json:
    yes = comparison.accepted.get(regression.name)
    return {
        "name": regression.name,
        "says": regression.says,
        "at": _place(regression.at),
        "people": _people(found, regression.people) if regression.people else None,
        "accepted": {"by": yes.by, "because": yes.because} if yes else None,
    }


def _move(found: Differences, move: Move) -> Json:
    ends = zip(("old", "new"), (move.old, move.new), move.sent, strict=True)
    return {
        "kind": move.kind,
        **{which: {"outcome": name, "disposition": sent} for which, name, sent in ends},
        **_number(move.number, move.share),
        "parts": [
            {"at": _place(part.place.at), **_people(found, part.people)} for part in move.parts
        ],
    }


def _people(found: Differences, people: People) -> Json:
    return {
        **_number(people.number, people.share),
        "among": people.among,
        "share_among": str(people.share_among),
        "groups": [say(group.condition(), found.facts) for group in people.groups],
        "in_other_groups": str(people.rest),
        "example": {"old": _seen(people.example.old), "new": _seen(people.example.new)},
    }


def _number(number: int, share: Fraction) -> Json:
    return {"combinations": str(number), "share": str(share), "percent": float(share) * 100}


def _seen(seen: Seen) -> Json:
    return {
        "answers": dict(seen.answers),
        "outcome": seen.outcome,
        "advice": sorted(seen.advice),
        "ruled_out": seen.ruled_out,
    }


def _place(at: Location | None) -> Json | None:
    return None if at is None else asdict(at)
