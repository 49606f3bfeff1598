"""The files that lie beside a tree: every key of its cases and of its changelog."""

from __future__ import annotations

from triage.tree_files.containers import Field, ListOf, MapOf, Record
from triage.tree_files.format import (
    ADVICE_LISTED,
    ANSWER,
    CASE_NAME,
    DATE,
    DISPOSITION,
    FACT,
    JUDGED,
    MODULE,
    PLAIN,
    SOURCED,
    TARGET,
    VERSION_OF_TREE,
    version_of_format,
)
from triage.tree_files.shapes import Name

# --- cases ---------------------------------------------------------------------------------

CASE = Record(
    "a case",
    (
        Field("name", PLAIN, "Who it is, in a few words; each name once.", required=True),
        Field(
            "answers",
            MapOf(FACT, ANSWER, "answers"),
            "The answers. A fact left out has the answer of a well person.",
            required=True,
        ),
        Field("expect", DISPOSITION, "The right disposition.", required=True),
        Field("outcome", TARGET, "The right outcome."),
        Field("advice", ListOf(ADVICE_LISTED, "advice"), "Advice that has to be given."),
        Field("not_advice", ListOf(ADVICE_LISTED, "advice"), "Advice that must not be given."),
        Field("because", PLAIN, "Why this is right.", required=True),
        SOURCED,
        JUDGED,
    ),
)

LOAN = Record(
    "what is borrowed",
    (
        Field(
            "answers",
            MapOf(FACT, ANSWER, "answers"),
            "The answers that lead to the included tree; they are added to each case.",
        ),
        Field(
            "ending_in",
            MODULE,
            "Take only the cases that name an outcome of this module, which both trees include. "
            "Then the other tree need not be included.",
        ),
        Field(
            "but_not",
            ListOf(CASE_NAME, "names of cases"),
            "Cases that do not hold here, by their names.",
        ),
    ),
)

CASES = Record(
    "a file of cases",
    (
        version_of_format("triage_cases"),
        Field("tree", MODULE, "The tree that the cases are for.", required=True),
        Field(
            "borrow",
            MapOf(MODULE, LOAN, "other trees"),
            "Other trees whose own cases hold here, too, for those who are led there.",
        ),
        Field("cases", ListOf(CASE, "cases"), "The cases.", required=True),
    ),
)

# --- changes -------------------------------------------------------------------------------

RELEASE_VERSION = Name("version", VERSION_OF_TREE.pattern, VERSION_OF_TREE.like)

ACCEPTANCE = Record(
    "an acceptance",
    (
        Field(
            "name",
            PLAIN,
            "The regression, by the name that `triage diff` gives it.",
            required=True,
        ),
        Field("because", PLAIN, "Why it is right.", required=True),
        Field("by", PLAIN, "Who accepts it, and their profession.", required=True),
    ),
)

RELEASE = Record(
    "a version",
    (
        Field("on", DATE, "The day of the version.", required=True),
        Field("by", PLAIN, "Who answers for it.", required=True),
        Field("changes", ListOf(PLAIN, "changes"), "What changed, in words.", required=True),
        Field("accepts", ListOf(ACCEPTANCE, "acceptances"), "Regressions that are meant."),
    ),
)

CHANGELOG = Record(
    "a changelog",
    (
        version_of_format("triage_changelog"),
        Field("tree", MODULE, "The tree whose changes these are.", required=True),
        Field(
            "versions",
            MapOf(RELEASE_VERSION, RELEASE, "versions"),
            "The versions of the tree, each with its changes.",
            required=True,
        ),
    ),
)
