"""The files that lie beside a tree: every key of its cases and of its changelog."""

from __future__ import annotations

from triage.tree_files.containers import ListOf, MapOf
from triage.tree_files.format import SourcedFields, version_of_format
from triage.tree_files.format_words import (
    ADVICE_LISTED,
    ANSWER,
    CASE_NAME,
    DATE,
    DISPOSITION,
    FACT,
    MODULE,
    PLAIN,
    TARGET,
    TIME_TO_HELP,
    VERSION_OF_TREE,
)
from triage.tree_files.records import Field, Fields, Record
from triage.tree_files.shapes import Name

# --- cases ---------------------------------------------------------------------------------


class CaseFields(SourcedFields):
    """What a case says."""

    name = Field(PLAIN, "Who it is, in a few words; each name once.", required=True)
    answers = Field(
        MapOf(FACT, ANSWER, "answers"),
        "The answers. A fact left out has the answer of a well person.",
        required=True,
    )
    expect = Field(DISPOSITION, "The right disposition.", required=True)
    outcome = Field(TARGET, "The right outcome; of several the one that decides.")
    also = Field(
        ListOf(TARGET, "outcomes"), "All that is told beside it, where there are several results."
    )
    within = Field(TIME_TO_HELP, "The right time to help: of the outcome, or of its disposition.")
    advice = Field(ListOf(ADVICE_LISTED, "advice"), "Advice that has to be given.")
    not_advice = Field(ListOf(ADVICE_LISTED, "advice"), "Advice that must not be given.")
    because = Field(PLAIN, "Why this is right.", required=True)


CASE = Record("a case", CaseFields)


class LoanFields(Fields):
    """What what is borrowed says."""

    answers = Field(
        MapOf(FACT, ANSWER, "answers"),
        "The answers that lead to the included tree; they are added to each case.",
    )
    ending_in = Field(
        MODULE,
        "Take only the cases that name an outcome of this module, which both trees include. "
        "Then the other tree need not be included.",
    )
    but_not = Field(
        ListOf(CASE_NAME, "names of cases"), "Cases that do not hold here, by their names."
    )


LOAN = Record("what is borrowed", LoanFields)


class CasesFields(Fields):
    """What a file of cases says."""

    triage_cases = version_of_format()
    tree = Field(MODULE, "The tree that the cases are for.", required=True)
    borrow = Field(
        MapOf(MODULE, LOAN, "other trees"),
        "Other trees whose own cases hold here, too, for those who are led there.",
    )
    cases = Field(ListOf(CASE, "cases"), "The cases.", required=True)


CASES = Record("a file of cases", CasesFields)

# --- changes -------------------------------------------------------------------------------

RELEASE_VERSION = Name("version", VERSION_OF_TREE.pattern, VERSION_OF_TREE.like)


class AcceptanceFields(Fields):
    """What an acceptance says."""

    name = Field(
        PLAIN,
        "The regression or the claim, by the name that `triage diff` or `triage prove` gives it.",
        required=True,
    )
    because = Field(PLAIN, "Why it is right.", required=True)
    by = Field(PLAIN, "Who accepts it, and their profession.", required=True)


ACCEPTANCE = Record("an acceptance", AcceptanceFields)


class ReleaseFields(Fields):
    """What a version says."""

    on = Field(DATE, "The day of the version.", required=True)
    by = Field(PLAIN, "Who answers for it.", required=True)
    changes = Field(ListOf(PLAIN, "changes"), "What changed, in words.", required=True)
    accepts = Field(ListOf(ACCEPTANCE, "acceptances"), "Regressions that are meant.")
    known_to_fail = Field(
        ListOf(ACCEPTANCE, "acceptances"),
        "Claims of `triage prove` that do not hold of this version, by their names. "
        "They are shown as known; one that holds again must be taken out.",
    )


RELEASE = Record("a version", ReleaseFields)


class ChangelogFields(Fields):
    """What a changelog says."""

    triage_changelog = version_of_format()
    tree = Field(MODULE, "The tree whose changes these are.", required=True)
    versions = Field(
        MapOf(RELEASE_VERSION, RELEASE, "versions"),
        "The versions of the tree, each with its changes.",
        required=True,
    )


CHANGELOG = Record("a changelog", ChangelogFields)
