"""FHIR as one of the formats of ``triage export``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from triage.engine.result import Result
from triage.errors import WrongArgument
from triage.model.tree import Tree
from triage.outputs.exporters import Exported, Exporter
from triage.outputs.fhir.clients import ANY, CLIENTS, WRONG_IN
from triage.outputs.fhir.codes import Json
from triage.outputs.fhir.definitions import definitions
from triage.outputs.fhir.given_codes import GivenCodes, given_codes
from triage.outputs.fhir.published import Published, published_of
from triage.outputs.fhir.questionnaire import questionnaire
from triage.outputs.fhir.resources import bundle
from triage.outputs.fhir.response import response
from triage.words import _

_NO_CODES: Final = GivenCodes()


def _exporter(
    client: str, published: Published, *, codes: GivenCodes = _NO_CODES, for_other: bool = False
) -> Exporter:
    def tree(tree: Tree, region: str | None) -> Exported:
        codes.fit(tree)
        form = questionnaire(tree, region=region, client=client, for_other=for_other)
        return exported(codes.add(form))

    def result(result: Result, patient: str, authored: datetime) -> Exported:
        """Return a bundle to send to a server, or the response alone where answers are missing."""
        codes.fit(result.tree)
        write = bundle if result.status == "complete" else response
        made = write(result, subject=patient, authored=authored)
        # Between the answers and where they come from, in the order of what is told.
        for entry, outcome in zip(made.get("entry", [])[1:-1], _told(result), strict=False):
            entry["resource"] = codes.add_to_request(entry["resource"], outcome)
        return exported(made)

    def exported(resource: Json) -> Exported:
        kind, release = resource["resourceType"], published.release
        about = _("a {kind} of FHIR {release}", kind=kind, release=release)
        return Exported(published.publish(resource), about)

    return Exporter(tree, result, _configured)


def _told(result: Result) -> list[str | None]:
    """Return the outcomes that are proposed; none where an answer calls for more than they."""
    if result.disposition != result.at_least:
        return []
    return [result.outcome, *(part.outcome for part in result.also)]


def _configured(client: str | None, settings: Mapping[str, object]) -> Exporter:
    """Return the exporter for a program and an organisation.

    Raises:
        WrongArgument: the program is not known, or known to show trees wrongly;
            or a setting is not known.
    """
    if client is not None and client not in CLIENTS:
        why = f": {_(WRONG_IN[client])}" if client in WRONG_IN else ""
        raise WrongArgument(
            _(
                "found `--for {client}`, expected one of {known}{why}",
                client=client,
                known=", ".join(CLIENTS),
                why=why,
            )
        )
    plain = dict(settings)
    for_other, codes = plain.pop("for_other", False), given_codes(plain.pop("codes", {}))
    if not isinstance(for_other, bool):
        raise WrongArgument(
            _("found `for_other: {found}`, expected true or false", found=for_other)
        )
    return _exporter(client or ANY, published_of(plain), codes=codes, for_other=for_other)


FHIR: Final = _exporter(ANY, Published())


def _defining(published: Published) -> Exporter:
    def tree(tree: Tree, region: str | None) -> Exported:  # noqa: ARG001  # the same in all
        defined = published.publish(definitions(tree))
        return Exported(defined, _("what our codes and extensions mean, in FHIR R4"))

    def result(_result: Result, _patient: str, _authored: datetime) -> Exported:
        raise WrongArgument(_("definitions are of a tree, not of a patient: leave out --answers"))

    return Exporter(tree, result, lambda _client, settings: _defining(published_of(settings)))


DEFINITIONS: Final = _defining(Published())
