"""A result as resources to file: a request or a plan, with what it came from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from triage.engine.advice import AdviceGiven
from triage.engine.also import AlsoTold
from triage.engine.result import Result
from triage.errors import WrongArgument
from triage.model.dispositions import Disposition
from triage.outputs.fhir.codes import (
    OURS,
    SNOMED,
    Json,
    canonical_of,
    dispositions_of,
    identity_of,
)
from triage.outputs.fhir.response import instant, patient, response
from triage.phrasing.tree_status import IN_NOTES
from triage.words import N_, _

_FROM_ANSWERS: Final = N_("Worked out from the answers given.")
_NAMED: Final = f"{OURS}:results"
_NO_DIAGNOSIS: Final = N_("Worked out from the patient's own answers. This is not a diagnosis.")


def bundle(result: Result, *, subject: str, authored: datetime, for_other: bool = False) -> Json:
    """Return a result as a FHIR R4 transaction, ready to be sent to a server.

    It holds the QuestionnaireResponse, a ServiceRequest (for self-care a
    CarePlan), one more for each result that is told beside it, and a
    Provenance that names the tree by version and digest.
    Request and plan are proposals and drafts: a person decides about them.
    A server that has it already makes nothing new.

    Args:
        result: a complete result.
        subject: a reference to the patient, such as ``Patient/1``.
        authored: when the answers were given, with its time zone.
        for_other: the questions were put to somebody who answered for the patient.

    Raises:
        WrongArgument: the result is incomplete, ``authored`` has no time zone,
            or ``subject`` is no reference to a patient.
    """
    answered = response(result, authored=authored, subject=subject, for_other=for_other)
    names = _Names(result, subject, authored)
    common = _common(result, subject, names.of(answered), for_other=for_other)
    proposed = _proposed(result, common, authored)
    beside = {
        names.beside(each): _beside(result, each, common, authored)
        for each in result.also
        if result.disposition == result.at_least
    }
    targets = [names.of(proposed), *beside]
    origin = _provenance(result, authored, targets, names.of(answered))
    answered["identifier"] = names.identifier(names.of(answered))
    origin["meta"] = {"tag": [names.tag(origin)]}  # it has no identifier
    for name, resource in {names.of(proposed): proposed, **beside}.items():
        resource["identifier"] = [names.identifier(name)]
    resources = {names.of(answered): answered, names.of(proposed): proposed, **beside}
    return {
        "resourceType": "Bundle",
        "type": "transaction",
        "entry": [_entry(n, r) for n, r in {**resources, names.of(origin): origin}.items()],
    }


def proposal(
    result: Result,
    *,
    subject: str,
    authored: datetime,
    response: str | None = None,
    for_other: bool = False,
) -> Json:
    """Return what a result proposes: a ServiceRequest, or a CarePlan for self-care.

    Where an answer calls for more than the outcome, that is what is proposed.

    Args:
        result: a complete result.
        subject: a reference to the patient, such as ``Patient/1``.
        authored: when the answers were given, with its time zone.
        response: a reference to the QuestionnaireResponse.
        for_other: the questions were put to somebody who answered for the patient.

    Raises:
        WrongArgument: the result is incomplete, or ``authored`` has no time zone.
    """
    common = _common(result, subject, response, for_other=for_other)
    return _proposed(result, common, authored)


def _proposed(result: Result, common: Json, authored: datetime) -> Json:
    if result.status != "complete":
        raise WrongArgument(_say_incomplete(result))
    if result.at_least.is_mildest:
        return _plan(result, result, common, authored)
    return _request(result, common, authored)


def _beside(result: Result, part: AlsoTold, common: Json, authored: datetime) -> Json:
    """Return what another part of a result proposes."""
    if part.disposition.is_mildest:
        return _plan(result, part, common, authored)
    return _request_of(result, part, part.disposition, part.title, common, authored)


def _common(result: Result, subject: str, response: str | None, *, for_other: bool) -> Json:
    return {
        "extension": identity_of(result.tree),
        "instantiatesUri": [canonical_of(result.tree, result.region.code, for_other=for_other)],
        "status": "draft",
        "intent": "proposal",
        "subject": {"reference": patient(subject)},
        **({"supportingInfo": [{"reference": response}]} if response else {}),
    }


def _say_incomplete(result: Result) -> str:
    """Say what is missing, and what the answers call for already."""
    if result.to_correct:
        return _(
            "the result is incomplete: correct {facts} first; "
            "the answers call for at least `{least}` already",
            facts=", ".join(result.to_correct),
            least=result.at_least,
        )
    return _(
        "the result is incomplete: ask {facts} first; "
        "the answers call for at least `{least}` already",
        facts=", ".join(result.next),
        least=result.at_least,
    )


def _request(result: Result, common: Json, authored: datetime) -> Json:
    least = result.at_least
    if least == result.disposition:
        return _request_of(result, result, least, result.title, common, authored)
    title = _("Your answers call for this: {words}", words=least.words)
    return _request_of(result, None, least, title, common, authored)


def _request_of(
    result: Result,
    told: Result | AlsoTold | None,
    least: Disposition,
    title: str | None,
    common: Json,
    authored: datetime,
) -> Json:
    """Return a request; where more is called for than was told, with its title alone."""
    coded = {"system": dispositions_of(result.tree), "code": str(least), "display": least.words}
    hours = told.within_hours if told else least.within_hours
    instruction = [told.text, *map(_said, told.advice), *_watched(told)] if told else []
    return {
        "resourceType": "ServiceRequest",
        **common,
        "priority": _priority(least),
        "code": {"coding": [coded], "text": title},
        "authoredOn": instant(authored),
        **_performers(least),
        **_occurring(hours, authored),
        "note": _notes(result, result.summary),
        "patientInstruction": _lines([title, *instruction]),
    }


def _occurring(hours: int | None, authored: datetime) -> Json:
    """Return the time within which it is to happen; nothing where none is set."""
    if hours is None:
        return {}
    end = authored + timedelta(hours=hours)
    return {"occurrencePeriod": {"start": instant(authored), "end": instant(end)}}


def _performers(least: Disposition) -> Json:
    """Return who is asked for; nothing on an author's own scale, which names nobody."""
    code = least.entry.performer
    if code is None:
        return {}
    coded = {"system": SNOMED, "code": code[0], "display": code[1]}
    return {"performerType": {"coding": [coded]}}


def _priority(least: Disposition) -> str:
    if least.within_hours == 0:
        return "stat"
    return "urgent" if least.is_urgent else "routine"


def _plan(result: Result, told: Result | AlsoTold, common: Json, authored: datetime) -> Json:
    days = told.review_after_days
    end = {"end": (authored + timedelta(days=days)).date().isoformat()} if days else {}
    activities = [{"detail": _activity(given)} for given in told.advice]
    return {
        "resourceType": "CarePlan",
        **common,
        "title": told.title,
        "description": _lines([told.text, told.expect]),
        "period": {"start": authored.date().isoformat(), **end},
        "created": instant(authored),
        **({"activity": activities} if activities else {}),
        "note": _notes(result, _watched(told)),
    }


def _activity(given: AdviceGiven) -> Json:
    coded = {"system": f"{OURS}:advice", "code": given.id}
    return {
        "code": {"coding": [coded], "text": given.text},
        "status": "not-started",
        "doNotPerform": given.kind == "avoid",
        "description": _said(given),
    }


def _said(given: AdviceGiven) -> str:
    dose = _("How much: {dose}", dose=given.dose) if given.dose else None
    too_much = _("Too much when: {too_much}", too_much=given.too_much) if given.too_much else None
    return _lines([given.text, dose, too_much])


def _watched(told: Result | AlsoTold) -> list[str]:
    return [_("Watch out for: {sign}", sign=sign) for sign in told.safety_net]


def _notes(result: Result, lines: Iterable[str]) -> list[Json]:
    tree = result.tree
    origin = _NO_DIAGNOSIS if tree.scale.is_medical else _FROM_ANSWERS
    unsigned = IN_NOTES.all(tree, on=None)
    named = f"{tree.title} ({tree.id} {tree.version}, {tree.digest})"
    return [{"text": line} for line in [*lines, *unsigned, _(origin), named]]


def _provenance(result: Result, authored: datetime, targets: list[str], answered: str) -> Json:
    tree = result.tree
    shown = f"{tree.title}, {tree.version}, {tree.status}"
    digest = {"system": f"{OURS}:digest", "value": tree.digest}
    return {
        "resourceType": "Provenance",
        "extension": identity_of(tree),
        "target": [{"reference": target} for target in targets],
        "recorded": instant(authored),
        "activity": {"text": _("Answers led through a decision tree, without any judgement.")},
        "agent": [{"who": {"display": "triage-trees"}}],
        "entity": [
            {"role": "source", "what": {"identifier": digest, "display": shown}},
            {"role": "source", "what": {"reference": answered}},
        ],
    }


class _Names:
    """Names by which the resources of one bundle refer to each other."""

    def __init__(self, result: Result, subject: str, authored: datetime) -> None:
        answers = [result.tree.digest, subject, instant(authored), dict(result.answers)]
        self._common = json.dumps(answers, sort_keys=True)

    def of(self, resource: Json) -> str:
        """Return the name of a resource: the same one each time, and no other's."""
        return uuid5(NAMESPACE_URL, resource["resourceType"] + self._common).urn

    def beside(self, part: AlsoTold) -> str:
        """Return the name of what another part proposes."""
        return uuid5(NAMESPACE_URL, f"beside {part.outcome} {self._common}").urn

    def identifier(self, name: str) -> Json:
        """Return the name of a resource as its identifier."""
        return {"system": _NAMED, "value": _bare(name)}

    def tag(self, resource: Json) -> Json:
        """Return the name of a resource as a tag."""
        return {"system": _NAMED, "code": _bare(self.of(resource))}


def _bare(name: str) -> str:
    """Return a name without its scheme: a server puts its own address for one that it is sent."""
    return name.removeprefix("urn:uuid:")


def _entry(name: str, resource: Json) -> Json:
    """Return a resource to create, unless the server has it from an earlier time."""
    search = "identifier" if "identifier" in resource else "_tag"
    request = {
        "method": "POST",
        "url": resource["resourceType"],
        "ifNoneExist": f"{search}={_NAMED}|{_bare(name)}",
    }
    return {"fullUrl": name, "resource": resource, "request": request}


def _lines(texts: Iterable[str | None]) -> str:
    return "\n".join(text for text in texts if text)
