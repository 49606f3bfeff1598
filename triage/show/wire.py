"""An outline as plain data, for programs."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import asdict

from triage.model.tree import Tree
from triage.phrasing.conditions import say
from triage.show.outline import Outline, Place, Way
from triage.show.questions import question_to_json


def outline_to_json(outline: Outline, shown: Sequence[Place]) -> dict[str, object]:
    """Return some places of an outline as data that ``json`` can write.

    Numbers of ways are exact, however large.
    """
    tree = outline.tree
    return {
        "tree": tree.id,
        "title": tree.title,
        "version": tree.version,
        "status": tree.status,
        "digest": tree.digest,
        "modules": list(tree.modules),
        "start": tree.start,
        "ways": outline.start.ways_through,
        "screens": asdict(outline.start.left),
        "steps": [_step(tree, place) for place in shown if place.name in tree.steps],
        "outcomes": [_outcome(tree, place) for place in shown if place.name in tree.outcomes],
        "exits": [_exit(tree, place) for place in shown if place.name in tree.exits],
    }


def _place(place: Place) -> dict[str, object]:
    return {
        "number": place.number,
        "name": place.name,
        "module": place.module or None,
        "comes_from": list(place.come_from),
        "ways": place.ways_through,
        "screens_before": asdict(place.before),
    }


def _step(tree: Tree, place: Place) -> dict[str, object]:
    step = tree.steps[place.name]
    return {
        **_place(place),
        "screens_left": asdict(place.left),
        "heading": step.heading,
        "asks": [question_to_json(tree.facts[name]) for name in step.ask],
        "branches": [_branch(tree, way) for way in place.ways],
    }


def _branch(tree: Tree, way: Way) -> dict[str, object]:
    condition = way.branch.condition
    return {
        "number": way.number,
        "if": None if condition is None else say(condition, tree.facts),
        "including_not_sure": way.branch.including_not_sure,
        "goes_to": way.branch.go,
    }


def _outcome(tree: Tree, place: Place) -> dict[str, object]:
    outcome = tree.outcomes[place.name]
    return {
        **_place(place),
        "disposition": str(outcome.disposition),
        "title": outcome.title,
        "advice": list(outcome.advice),
        "watch_for": list(outcome.watch_for),
        "review_after_days": outcome.review_after_days,
        "refine": [question_to_json(tree.facts[name]) for name in outcome.refine],
    }


def _exit(tree: Tree, place: Place) -> dict[str, object]:
    return {**_place(place), "means": tree.exits[place.name]}
