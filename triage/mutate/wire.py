"""What came of mutants as plain data, by the contract of ``triage mutate --json``."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import asdict

from triage.cases.wire import place_to_json, version_to_json
from triage.mutate.score import Judged, Score, Share


def scores_to_json(scores: Sequence[Score], at_least: float) -> dict[str, object]:
    """Return what came of the mutants of some trees as data that ``json`` can write.

    Args:
        scores: the trees.
        at_least: the share in percent of the mistakes that change no urgency to be noticed.
    """
    return {
        "passed": all(not score.unknown and score.passes(at_least) for score in scores),
        "min_score": at_least,
        "trees": [_score_to_json(score) for score in scores],
    }


def _score_to_json(score: Score) -> dict[str, object]:
    return {
        **version_to_json(score.tree),
        "unknown": score.unknown or None,
        "cases": score.cases,
        "cases_left_out": score.left_out,
        "urgency": _share_to_json(score.of("urgency")),
        "other": _share_to_json(score.of("other")),
        "operators": [asdict(row) for row in score.rows()],
        "survivors": [_judged_to_json(each) for each in score.survivors],
    }


def _share_to_json(share: Share) -> dict[str, object]:
    return {"killed": share.killed, "of": share.of, "percent": share.percent}


def _judged_to_json(judged: Judged) -> dict[str, object]:
    mutant = judged.mutant
    return {
        "operator": mutant.operator,
        "changes": judged.change,
        "where": mutant.where,
        **place_to_json(mutant.at),
        "before": mutant.before or None,
        "after": mutant.after or None,
        "patient": judged.patient,
    }
