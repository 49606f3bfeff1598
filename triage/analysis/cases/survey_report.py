"""Where a population is sent, as plain data for programs."""

from __future__ import annotations

from collections.abc import Sequence

from triage.analysis.cases.lifts import Lift
from triage.analysis.cases.reports import version_to_json
from triage.analysis.cases.sent import INTERVAL, Sent, Survey, wilson
from triage.model.tree import Tree


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
