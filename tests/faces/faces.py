"""One patient before each face of a tree: where do the same answers end?

Every face is used as its user would: lines are typed, screens are answered
with second thoughts, responses travel as text.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Final

from attrs import frozen

import triage
from benchmarks.typist import line_for
from tests.outputs.fhir.people import fill_in
from tests.outputs.fhir.renderer import Json, visible
from triage.model.several import splitting, told_of
from triage.model.tree import Tree
from triage.model.values import NOT_SURE, Value
from triage.outputs import fhir
from triage.outputs.fhir.questionnaire import questionnaire
from triage.terminal.conversation import Conversation
from triage.terminal.keeping import Keeping
from triage.terminal.pages import Menu
from triage.terminal.save_location import SaveLocation
from triage.terminal.typed import read
from triage.terminal.welcome import Welcome

Patient = Mapping[str, Value]
A_DAY: Final = date(2026, 11, 21)
_NOON: Final = datetime(2026, 11, 21, 12, tzinfo=UTC)


@frozen
class End:
    """What a face comes to; nothing while it is incomplete."""

    outcome: str | None
    disposition: str | None


def by_assess(tree: Tree, patient: Patient, _chance: random.Random) -> End:
    """Hand all answers in at once."""
    return _end_of(triage.assess(tree, patient, allow_draft=True))


def by_json(tree: Tree, patient: Patient, _chance: random.Random) -> End:
    """Send answers and result as text, as other programs do."""
    sent = json.loads(json.dumps(dict(patient)))
    told = json.loads(json.dumps(triage.assess(tree, sent, allow_draft=True).to_json()))
    return End(told["outcome"], told["disposition"])


def by_session(tree: Tree, patient: Patient, chance: random.Random) -> End:
    """Answer screen by screen; go back, answer wrongly and change it, save and resume."""
    session = triage.start(tree, allow_draft=True)
    while (screen := session.next) is not None and not screen.optional:
        given = {fact: patient[fact] for fact in screen.facts if fact in patient}
        if not given or screen.kind == "correct":
            break
        session = session.answer(given)
        whim = chance.random()
        if whim < 0.1:
            session = session.back().answer(given)
        elif whim < 0.2:
            session = _with_second_thoughts(tree, session, patient, chance)
        elif whim < 0.3:
            saved = json.loads(json.dumps(session.to_json()))
            session = triage.resume(tree, saved, allow_draft=True).session
    return _end_of(session.result)


def _with_second_thoughts(
    tree: Tree, session: triage.Session, patient: Patient, chance: random.Random
) -> triage.Session:
    """Change one answer to any other and back; what was dropped by it is asked again."""
    fact = chance.choice(sorted(session.answers))
    domain = tree.facts[fact].domain
    others = [*domain.choices(), *([] if tree.facts[fact].sure else [NOT_SURE])]
    if not others:
        return session
    return session.change(fact, chance.choice(others)).change(fact, patient[fact])


def by_terminal(tree: Tree, patient: Patient, _chance: random.Random) -> End | None:
    """Type a line on each page; None where an answer that a page asks for is missing."""
    nowhere = Keeping(tree.id, None, is_wanted=False)
    sitting = Conversation(Welcome(tree, A_DAY, "gb", False, None), SaveLocation(tree.id), nowhere)
    talk = sitting.talk()
    page = next(talk)
    while True:
        dialogue = sitting.dialogue
        screen = dialogue.session.next if dialogue else None
        told = isinstance(page.entry, Menu)
        if told or (screen is not None and (screen.optional or screen.kind == "correct")):
            break  # the result is there, or the answers cannot be so
        facts = dialogue.asked if dialogue else ()
        if any(fact not in patient for fact in facts):
            return None
        reply = read(page, line_for(page, facts, patient))
        assert not isinstance(reply, str), reply
        try:
            page = talk.send(reply)
        except StopIteration:
            break
    assert sitting.dialogue is not None
    return _end_of(sitting.dialogue.session.result)


def by_response(tree: Tree, patient: Patient, _chance: random.Random) -> End:
    """Write the answers as a FHIR response, and read it back."""
    result = triage.assess(tree, patient, allow_draft=True)
    sent = json.dumps(fhir.response(result, authored=_NOON, subject="Patient/1"))
    received = fhir.answers_from(tree, json.loads(sent))
    return _end_of(triage.assess(tree, received.answers, allow_draft=True))


def by_form(tree: Tree, patient: Patient, _chance: random.Random) -> End:
    """Fill in what the FHIR form shows, and read the outcome that it shows in the end."""
    form = _form_of(tree)
    filled = fill_in(tree, form, dict(patient))
    outcomes = {f"outcome.{name}": outcome for name, outcome in tree.outcomes.items()}
    shown = (outcomes.get(item["linkId"]) for item in visible(form, filled))
    ends = [outcome for outcome in shown if outcome is not None]
    assert len(ends) < 2 or splitting(tree), ends
    # Of several results the form shows each; which of them decides is a rule of the format.
    return End(told_of(ends)[0].name, told_of(ends)[0].disposition) if ends else End(None, None)


@lru_cache(maxsize=8)
def _form_of(tree: Tree) -> Json:
    return questionnaire(tree)


FACES: Final[Mapping[str, Callable[[Tree, Patient, random.Random], End | None]]] = {
    "assess": by_assess,
    "JSON": by_json,
    "session": by_session,
    "terminal": by_terminal,
    "FHIR response": by_response,
    "FHIR form": by_form,
}


def _end_of(result: triage.Result) -> End:
    return End(result.outcome, result.disposition)


def ends_of(tree: Tree, patient: Patient, chance: random.Random) -> dict[str, End]:
    """Return what each face comes to that can take the patient's answers."""
    ends = {name: face(tree, patient, chance) for name, face in FACES.items()}
    return {name: end for name, end in ends.items() if end is not None}
