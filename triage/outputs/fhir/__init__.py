"""FHIR R4: a tree as a Questionnaire, answers as a QuestionnaireResponse, a result to file.

All resources are plain data, as ``json`` reads and writes them.
"""

from triage.outputs.fhir.parse_response import Received, answers_from
from triage.outputs.fhir.questionnaire import questionnaire
from triage.outputs.fhir.resources import bundle, proposal
from triage.outputs.fhir.response import response

__all__ = ["Received", "answers_from", "bundle", "proposal", "questionnaire", "response"]
