"""FHIR as one of the formats of ``triage export``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final

from triage.engine.result import Result
from triage.errors import WrongArgument
from triage.model.domains import OneOf
from triage.model.tree import Tree
from triage.outputs.exporters import Exported, Exporter
from triage.outputs.fhir.clients import ANY, CLIENTS, WRONG_IN
from triage.outputs.fhir.codes import (
    OURS,
    TREE_DIGEST,
    TREE_STATUS,
    Json,
    coding_of,
    dispositions_of,
    fact_code,
)
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
        made = write(result, subject=patient, authored=authored, for_other=for_other)
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
    published, codes, for_other = _settled(settings)
    return _exporter(client or ANY, published, codes=codes, for_other=for_other)


def _settled(settings: Mapping[str, object]) -> tuple[Published, GivenCodes, bool]:
    """Return who publishes a form, the codes it is given, and whether it asks somebody else."""
    plain = dict(settings)
    for_other, codes = plain.pop("for_other", False), given_codes(plain.pop("codes", {}))
    if not isinstance(for_other, bool):
        raise WrongArgument(
            _("found `for_other: {found}`, expected true or false", found=for_other)
        )
    return published_of(plain), codes, for_other


FHIR: Final = _exporter(ANY, Published())


def _defining(published: Published) -> Exporter:
    def tree(tree: Tree, region: str | None) -> Exported:  # noqa: ARG001  # the same in all
        defined = published.publish(definitions(tree))
        return Exported(defined, _("what our codes and extensions mean, in FHIR R4"))

    def result(_result: Result, _patient: str, _authored: datetime) -> Exported:
        raise WrongArgument(_("definitions are of a tree, not of a patient: leave out --answers"))

    def configured(_client: str | None, settings: Mapping[str, object]) -> Exporter:
        """Return the exporter for an organisation; what is said of forms alone changes nothing."""
        return _defining(_settled(settings)[0])

    return Exporter(tree, result, configured)


DEFINITIONS: Final = _defining(Published())


# --- what our extensions and codes mean, as StructureDefinitions and CodeSystems


# Resources that carry the extensions.
_CARRIERS = ("Questionnaire", "QuestionnaireResponse", "ServiceRequest", "CarePlan", "Provenance")


def definitions(tree: Tree) -> Json:
    """Return a FHIR R4 Bundle with all that the resources of a tree refer to."""
    made = [*_extensions(tree), *_systems(tree)]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": resource} for resource in made],
    }


def _extensions(tree: Tree) -> Iterator[Json]:
    status = _("Whether a clinician has signed the tree: draft, reviewed or withdrawn.")
    digest = _("What the tree is exactly: a hash of all that it means.")
    yield _extension(TREE_STATUS, "TreeStatus", "code", status, tree)
    yield _extension(TREE_DIGEST, "TreeDigest", "string", digest, tree)


def _extension(url: str, name: str, kind: str, means: str, tree: Tree) -> Json:
    elements: list[Json] = [
        {"id": "Extension", "path": "Extension", "short": means, "min": 0, "max": "1"},
        {"id": "Extension.extension", "path": "Extension.extension", "max": "0"},
        {"id": "Extension.url", "path": "Extension.url", "fixedUri": url},
        {
            "id": "Extension.value[x]",
            "path": "Extension.value[x]",
            "min": 1,
            "type": [{"code": kind}],
        },
    ]
    return {
        "resourceType": "StructureDefinition",
        **_head(url, name, tree),
        "description": means,
        "fhirVersion": "4.0.1",
        "kind": "complex-type",
        "abstract": False,
        "context": [{"type": "element", "expression": each} for each in _CARRIERS],
        "type": "Extension",
        "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Extension",
        "derivation": "constraint",
        "differential": {"element": elements},
    }


def _systems(tree: Tree) -> Iterator[Json]:
    facts = tree.facts.values()
    scale = [{"code": str(d), "display": d.words} for d in tree.scale.dispositions]
    advice = [{"code": name, "display": each.text} for name, each in tree.advice.items()]
    yield _system(dispositions_of(tree), "Dispositions", scale, tree)
    yield _system(f"{OURS}:facts", "Facts", map(fact_code, facts), tree, whole=False)
    yield _system(f"{OURS}:advice", "Advice", advice, tree, whole=False)
    for fact in facts:
        codings = [coding_of(value, fact, tree) for value in fact.choices()]
        ours = [each for each in codings if each["system"].startswith(f"{OURS}:")]
        if ours and (isinstance(fact.domain, OneOf) or len(codings) > 1):
            name = "".join(part.capitalize() for part in fact.name.split("_"))
            yield _system(ours[0]["system"], name, ours, tree)


def _system(
    url: str, name: str, concepts: Iterable[Json], tree: Tree, *, whole: bool = True
) -> Json:
    """Return a system of codes; one that other trees add to is a fragment of it."""
    return {
        "resourceType": "CodeSystem",
        **_head(url, name, tree),
        "caseSensitive": True,
        "content": "complete" if whole else "fragment",
        "concept": [{"code": each["code"], "display": each["display"]} for each in concepts],
    }


def _head(url: str, name: str, tree: Tree) -> Json:
    return {
        "url": url,
        "version": tree.version,
        "name": name,
        "status": "active" if tree.status == "reviewed" else "draft",
        "experimental": tree.status != "reviewed",
    }
