"""FHIR R4 as one of the formats of ``triage export``."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from triage.engine.result import Result
from triage.model.tree import Tree
from triage.outputs.exporters import Exported, Exporter, ExportOptions
from triage.outputs.fhir.codes import Json
from triage.outputs.fhir.questionnaire import questionnaire
from triage.outputs.fhir.resources import bundle
from triage.outputs.fhir.response import response
from triage.words import _


def _tree(tree: Tree, options: ExportOptions) -> Exported:
    return _exported(questionnaire(tree, region=options.region))


def _result(result: Result, patient: str, authored: datetime) -> Exported:
    """Return a bundle to send to a server, or the response alone where answers are missing."""
    write = bundle if result.status == "complete" else response
    return _exported(write(result, subject=patient, authored=authored))


def _exported(resource: Json) -> Exported:
    return Exported(resource, _("a {kind} of FHIR R4", kind=resource["resourceType"]))


FHIR: Final = Exporter(tree=_tree, result=_result)
