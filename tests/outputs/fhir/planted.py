"""Faults to plant in a Questionnaire, each with a validator that must find it."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any, Final

from tests.outputs.fhir.renderer import Json
from triage import load
from triage.outputs.fhir import questionnaire

Change = Callable[[Json, Json], Any]
FAULTS: Final[tuple[tuple[str, Change], ...]] = (
    ("schema", lambda form, _: form.update(status="finished")),
    ("schema", lambda _, item: item.update(type="banana")),
    ("schema", lambda _, item: item.update(unheard_of=1)),
    ("schema", lambda form, _: form["item"][-1]["enableWhen"][0].update(operator="~")),
    ("library", lambda _, item: item.pop("linkId")),
    ("library", lambda form, _: form["item"][-1]["enableWhen"][0].update(answerInteger=2)),
    ("invariant: que-2", lambda form, item: item.update(linkId=form["item"][0]["linkId"])),
    ("invariant: que-5", lambda _, item: item.update(type="url")),
    ("invariant: que-6", lambda form, _: form["item"][0].update(required=True)),
    ("invariant: que-11", lambda _, item: item.update(initial=[{"valueBoolean": True}])),
    ("own", lambda form, _: form["item"][-1]["enableWhen"][0].update(question="nothing")),
)


def planted(change: Change) -> Json:
    """Return the form of a tree with one fault, and all else as it should be."""
    form = deepcopy(questionnaire(load("showcase"), client="lhc-forms"))
    change(form, next(item for item in form["item"] if item["type"] == "group")["item"][0])
    return form
