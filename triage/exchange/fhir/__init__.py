"""FHIR R4: a tree as a Questionnaire, answers as a QuestionnaireResponse, a result to file."""
