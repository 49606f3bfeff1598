"""What our extensions and codes mean, as StructureDefinitions and CodeSystems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from triage.model.domains import OneOf
from triage.model.tree import Tree
from triage.outputs.fhir.codes import (
    OURS,
    TREE_DIGEST,
    TREE_STATUS,
    Json,
    coding_of,
    dispositions_of,
    fact_code,
)
from triage.words import _

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
