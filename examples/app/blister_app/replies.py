"""What the app answers, worked out in a process of the pool."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

from pydantic import BaseModel

import triage

# Read once in each process. It says here, and nowhere else, that a draft may be asked.
TREE: Final = triage.load(files("blister_app") / "trees" / "blister", allow_draft=True)


class Asked(BaseModel):
    """A question that is still open."""

    fact: str
    text: str
    choices: list[triage.Value]
    unit: str


class Reply(BaseModel):
    """What the answers so far come to."""

    status: str
    at_least: str
    colour: str
    title: str | None
    because: list[str]
    ask: list[Asked]
    progress: str
    cautions: list[str]


def reply_to(answers: dict[str, triage.Value | None], region: str | None) -> Reply:
    """Return what answers come to, as plain data that another process can send on.

    Raises:
        triage.TriageError: an answer cannot be used, or there is no such region.
    """
    result = triage.assess(TREE, answers, region=region)
    session = triage.start(TREE, region=region)
    while session.next and (known := _known(session.next, result)):
        session = session.answer(known)
    return Reply(
        status=result.status,
        at_least=result.at_least,
        colour=colour(result.at_least),
        title=result.title,
        because=[sentence(reason) for reason in result.because],
        ask=[asked(question) for question in session.next.questions] if session.next else [],
        progress=progress(session.progress),
        cautions=list(result.cautions),
    )


def _known(screen: triage.Screen, result: triage.Result) -> dict[str, triage.Value]:
    return {fact: result.answers[fact] for fact in screen.facts if fact in result.answers}


def colour(disposition: triage.Disposition) -> str:
    """Return the colour of an urgency; dispositions have no order of their own."""
    return ("green", "yellow", "orange", "red")[disposition.urgency]


def sentence(reason: triage.Reason) -> str:
    """Return a reason in a line."""
    return f"{reason.step}: {reason.text}"


def asked(question: triage.Question) -> Asked:
    """Return an open question with its choices; a number has its unit instead."""
    choices = [choice.value for choice in question.choices]
    return Asked(fact=question.fact, text=question.text, choices=choices, unit=question.unit)


def progress(so_far: triage.Progress) -> str:
    """Say how far along somebody is."""
    return f"{so_far.done} done, at most {so_far.at_most} to go"
