"""A comparison as plain data, by the contract of ``triage diff --format json``.

Numbers of combinations are larger than many readers of JSON can hold, so they
are texts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import asdict

from triage.analysis.versions.compare import Differences, VersionDiff
from triage.analysis.versions.moves import Move, Told
from triage.analysis.versions.people import People, Seen
from triage.analysis.versions.regressions import Regression
from triage.analysis.versions.verdict import verdict
from triage.model.provenance import Location
from triage.model.tree import Tree

Json = dict[str, object]


def comparisons_to_json(compared: Sequence[VersionDiff], alone: Mapping[str, str]) -> Json:
    """Return comparisons as data that ``json`` can write.

    Args:
        compared: the trees that are in both versions.
        alone: what is to be said of the others, by their names.
    """
    return {"trees": [comparison_to_json(each) for each in compared], "alone": dict(alone)}


def comparison_to_json(comparison: VersionDiff) -> Json:
    """Return one comparison as data that ``json`` can write."""
    found = comparison.found
    return {
        "tree": comparison.new.id,
        "old": _version(comparison.old),
        "new": _version(comparison.new),
        "says": verdict(comparison),
        "same": comparison.is_same,
        "unknown": comparison.reason or None,
        "passed": found is not None and not comparison.open and not comparison.idle,
        **(_differences_to_json(comparison, found) if found else {}),
        "accepts_nothing": [{"name": each.name, "at": _place(each.at)} for each in comparison.idle],
        "edits": [{**asdict(e, recurse=False), "at": _place(e.at)} for e in comparison.edits],
    }


def _version(tree: Tree) -> Json:
    return {"version": tree.version, "digest": tree.digest, "file": tree.file}


def _differences_to_json(comparison: VersionDiff, found: Differences) -> Json:
    return {
        "combinations": str(found.everybody),
        "not_compared": str(found.apart),
        "possible_now": {
            "combinations": str(found.admitted.number),
            "lead_to": list(found.admitted.lead_to),
        },
        "regressions": [_regression(comparison, found, each) for each in found.regressions],
        "moves": [_move(found, move) for move in found.moves],
        "not_asked": [
            {
                "fact": each.fact,
                "label": each.label,
                "ends": _ends(each.ends),
                "people": _people(found, each.people),
            }
            for each in found.unasked
        ],
        "questions": [
            {
                **asdict(each, filter=lambda a, _: a.name != "leads"),
                "at": _place(each.at),
                "leads": [asdict(lead) for lead in each.leads],
            }
            for each in found.questions
        ],
    }


def _regression(comparison: VersionDiff, found: Differences, regression: Regression) -> Json:
    yes = comparison.accepted.get(regression.name)
    return {
        "name": regression.name,
        "says": regression.says,
        "at": _place(regression.at),
        "people": _people(found, regression.people) if regression.people else None,
        "ends": _ends(regression.ends),
        "accepted": {"by": yes.by, "because": yes.because} if yes else None,
    }


def _move(found: Differences, move: Move) -> Json:
    ends = zip(("old", "new"), (move.old, move.new), move.sent, strict=True)
    return {
        "kind": move.kind,
        **{which: {"outcome": name, "disposition": sent} for which, name, sent in ends},
        **_number(move.number, move.share),
        "told": [_told(found, each) for each in move.told],
        "parts": [
            {"at": _place(part.place.at), **_people(found, part.people)} for part in move.parts
        ],
    }


def _told(found: Differences, told: Told) -> Json:
    change = told.change
    return {
        "what": change.what,
        "name": change.name or None,
        "before": change.before or None,
        "now": change.now or None,
        "changes_a_number": change.changes_meaning,
        "at": _place(change.at),
        "people": _people(found, told.people) if told.people else None,
    }


def _ends(ends: Sequence[tuple[str, str]]) -> list[Json]:
    return [{"old": old, "new": new or None} for old, new in ends]


def _people(found: Differences, people: People) -> Json:
    return {
        **_number(people.number, people.share),
        "among": people.among,
        "share_among": str(people.share_among),
        "groups": people.said(found.facts),
        "in_other_groups": str(people.rest),
        "example": {"old": _seen(people.example.old), "new": _seen(people.example.new)},
    }


def _number(number: int, share: Fraction) -> Json:
    return {"combinations": str(number), "share": str(share), "percent": float(share) * 100}


def _seen(seen: Seen) -> Json:
    return {
        "answers": dict(seen.answers),
        "outcome": seen.outcome,
        "also": list(seen.also),
        "advice": sorted(seen.advice),
        "ruled_out": seen.ruled_out,
    }


def _place(at: Location | None) -> Json | None:
    return None if at is None else asdict(at)
