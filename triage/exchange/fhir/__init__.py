"""FHIR R4: a tree as a Questionnaire, answers as a QuestionnaireResponse, a result to file.

All resources are plain data, as ``json`` reads and writes them.
"""

from triage.exchange.fhir.questionnaire import questionnaire
from triage.exchange.fhir.reading import Received, answers_from
from triage.exchange.fhir.resources import bundle, proposal
from triage.exchange.fhir.response import response

__all__ = ["Received", "answers_from", "bundle", "proposal", "questionnaire", "response"]
