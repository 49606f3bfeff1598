"""The tree format, version 1: every key of a tree file, declared in one place.

From these declarations come the reading of files, the JSON Schema for
editors and the tables of the reference.
"""

from __future__ import annotations

from typing import Final, get_args

from triage.model.dispositions import Disposition
from triage.model.provenance import Grade
from triage.model.tree import Phase
from triage.tree_files.containers import (
    EitherShape,
    Field,
    ListOf,
    MapOf,
    OneOrMore,
    Record,
    RecordVariant,
)
from triage.tree_files.shapes import Amount, Flag, Name, OneWord, Phrase, Raw, Text

VERSION: Final = 1
DISPOSITIONS: Final = tuple(str(d) for d in Disposition)
STATUSES: Final = ("draft", "reviewed", "withdrawn")
TYPES: Final = ("yes-no", "one of", "whole number", "number")
ANSWER_WORDS: Final = ("yes", "no", "not sure", "true", "false", "null")
CONDITION_WORDS: Final = ("all", "any", "none", "not", "score")

# --- names and phrases ---------------------------------------------------------------------

_WORD = r"[a-z][a-z0-9-]*"
_DOTTED = rf"{_WORD}(\.{_WORD})*"

FACT = Name("fact", r"[a-z][a-z0-9_]*", "can_walk", CONDITION_WORDS)
OPTION = Name("option", r"[a-z0-9][a-z0-9_-]*", "after_run", ANSWER_WORDS)
EXTRA_ANSWER = Name("extra answer", r"[a-z][a-z0-9_ -]*", "no change", ANSWER_WORDS)
STEP = Name("step", _WORD, "two-weeks")
OUTCOME = Name("outcome", _WORD, "see-a-physio")
ADVICE = Name("advice", _WORD, "warm-bath")
WATCH = Name("sign to watch for", _WORD, "one-leg-swelling")
SAFETY = Name("safety rule", _WORD, "limping-is-never-sent-home")
SOURCE = Name("source", _WORD, "nhs-sprains")
GROUP = Name("group", _WORD, "urgent-signs", CONDITION_WORDS)
EXIT = Name("exit", _WORD, "no-signs")
MODULE = Name("tree", _WORD, "lower-leg-signs")
TARGET = Name("step, outcome, exit or module", _DOTTED, "two-weeks")
ADVICE_LISTED = Name("advice", _DOTTED, "warm-bath")
WATCH_LISTED = Name("sign to watch for", _DOTTED, "one-leg-swelling")
MEMBER = Name("fact or group", r"[a-z][a-z0-9_-]*", "can_walk", CONDITION_WORDS)

NUMBER: Final = r"-?\d{1,15}(?:\.\d{1,9})?"
DATE = Phrase("a date", r"\d{4}-\d\d-\d\d", "2027-11-20")
VERSION_OF_TREE = Phrase("a version of three numbers", r"\d{1,6}\.\d{1,6}\.\d{1,6}", "0.1.0")
RANGE = Phrase("the least and the greatest number", rf"({NUMBER}) to ({NUMBER})", "0 to 365")
DURATION = Phrase("a length of time", r"(\d{1,4}) (days?|weeks?)", "14 days")
WITHIN = Phrase("a longest time", r"within \d{1,4} (days?|weeks?)", "within 14 days")
DIGEST = Phrase("a digest", r"sha256:[0-9a-f]{64}", "sha256:" + 3 * "0123456789abcdef" + "…")
YEAR = Phrase("a year", r"\d{4}", "2020", numeric=True)
URGENCY = Phrase("a least urgency", rf"at least ({'|'.join(DISPOSITIONS)})", "at least physio")
CASE_NAME = Phrase("the name of a case", r"\S.*", "a runner who limps")
UNIT = Phrase("a unit", r"\S.{0,39}", "days")

DISPOSITION = OneWord(DISPOSITIONS)
CONDITION = Raw("a condition", "condition")
ANSWER = Raw("an answer", "answer")
PLAIN = Text(spoken=False)


def version_of_format(name: str) -> Field:
    """Return the key with which every kind of file begins."""
    return Field(name, Amount(whole=True), f"The version of this format: {VERSION}.", required=True)


# --- on whose word something stands --------------------------------------------------------

SOURCED = Field("source", OneOrMore(SOURCE, "sources"), "The source that states this, or several.")
JUDGED = Field(
    "judgement", PLAIN, "The reason, where it is the author's own judgement and no source says so."
)
_PROVENANCE = ("source", "judgement")

SOURCE_RECORD = Record(
    "a source",
    (
        Field("title", PLAIN, "What the document is called.", required=True),
        Field("author", PLAIN, "Who wrote or published it."),
        Field("year", YEAR, "The year of this version."),
        Field("kind", OneWord(get_args(Grade)), "What kind of evidence it is.", required=True),
        Field("url", PLAIN, "Where it can be read."),
        Field("note", PLAIN, "Anything else, for example the page."),
    ),
)

REVIEW = Record(
    "a sign-off",
    (
        Field("by", PLAIN, "Who reviewed the tree.", required=True),
        Field("role", PLAIN, "Their profession.", required=True),
        Field("on", DATE, "The day of the review.", required=True),
        Field("digest", DIGEST, "The digest of the tree as it was reviewed.", required=True),
    ),
)

INCLUDE = Record(
    "an include",
    (Field("exits", MapOf(EXIT, TARGET, "exits"), "Where each exit of the module leads."),),
)

# --- facts ---------------------------------------------------------------------------------

FACT_RECORD = Record(
    "a fact",
    (
        Field("type", OneWord(TYPES), "What kind of answer it has.", required=True),
        Field("options", MapOf(OPTION, Text(), "options"), "For `one of`: each answer in words."),
        Field("unit", UNIT, "For a number: what is counted or measured."),
        Field("range", RANGE, "For a number: the least and the greatest answer."),
        Field("step", Amount(), "For `number`: the distance between two answers, such as 0.1."),
        Field(
            "also",
            EitherShape(
                ListOf(EXTRA_ANSWER, "extra answers"), MapOf(EXTRA_ANSWER, Text(), "extra answers")
            ),
            "For a number: answers that are no number, such as `no change`, maybe with words.",
        ),
        Field("sure", Flag(), "`true` where *not sure* is no answer."),
        Field("ask", Text(), "The question, put to the patient.", required=True),
        Field(
            "ask_for_other", Text(), "The question, put to somebody who answers for the patient."
        ),
        Field(
            "label", Text(), "The fact in a few words, for checklists and reasons.", required=True
        ),
        Field("why", Text(), "Why it is asked; shown on request."),
        Field("how", Text(), "How to find out; shown on request."),
        Field("clinical", Text(), "The fact in clinical words, for a referral."),
        Field(
            "lasts",
            Flag(),
            "`true` where the answer cannot change, so that a review keeps it. "
            "An answer that demands something is asked again all the same.",
        ),
        Field(
            "worse",
            Raw("`yes` or `no`, `higher` or `lower`, or the options from best to worst", "worse"),
            "Which answer is worse. Options of equal severity stand in a list of their own.",
        ),
        Field(
            "not_compared",
            OneOrMore(OPTION, "options"),
            "For `one of`: options that are neither better nor worse than any other.",
        ),
        Field(
            "demands",
            MapOf(None, DISPOSITION, "answers with what they call for"),
            "What an answer calls for by itself, whatever else is so.",
        ),
        Field("not_sure_as", ANSWER, "The answer that *not sure* is to end exactly like."),
        Field("well", ANSWER, "The answer of an otherwise well person; for cases and examples."),
        SOURCED,
        JUDGED,
    ),
    some_of=_PROVENANCE,
    variants=(
        RecordVariant("yes-no"),
        RecordVariant("one of", ("options", "not_compared"), ("options",)),
        RecordVariant("whole number", ("unit", "range", "also"), ("range",)),
        RecordVariant("number", ("unit", "range", "also", "step"), ("range", "step")),
    ),
)

# --- steps and outcomes --------------------------------------------------------------------

BRANCH = Record(
    "a branch",
    (
        Field("if", CONDITION, "When this branch is taken. The last branch has none."),
        Field("go", TARGET, "The step, outcome, exit or module that follows.", required=True),
        Field(
            "including",
            OneWord(("not sure",)),
            "On the last branch: somebody *not sure* may take it.",
        ),
        SOURCED,
        JUDGED,
    ),
)

STEP_RECORD = Record(
    "a step",
    (
        Field("ask", OneOrMore(FACT, "facts"), "The fact to ask, or up to 8 yes-no facts."),
        Field("heading", Text(), "The words above several facts."),
        Field("heading_for_other", Text(), "The same, for somebody who answers for the patient."),
        Field("then", ListOf(BRANCH, "branches"), "The branches, tried in order.", required=True),
    ),
)

OUTCOME_RECORD = Record(
    "an outcome",
    (
        Field("disposition", DISPOSITION, "Where the patient is sent.", required=True),
        Field("title", Text(), "The outcome in a few words.", required=True),
        Field("text", Text(), "What to do, in a few sentences.", required=True),
        Field("advice", ListOf(ADVICE_LISTED, "advice"), "The advice given, in this order."),
        Field(
            "refine",
            ListOf(FACT, "facts"),
            "Facts asked once the disposition is known. They only choose advice.",
        ),
        Field("watch_for", ListOf(WATCH_LISTED, "signs"), "The signs to watch for."),
        Field("review_after", DURATION, "When to look again."),
        Field("expect", Text(), "How it is expected to go."),
        Field("tell", ListOf(FACT, "facts"), "The facts that a referral states."),
        SOURCED,
        JUDGED,
    ),
    some_of=_PROVENANCE,
)

ADVICE_RECORD = Record(
    "an advice",
    (
        Field("kind", OneWord(("do", "avoid")), "`avoid` for what not to do; otherwise `do`."),
        Field("phase", OneWord(get_args(Phase)), "When in the plan it has its place."),
        Field("text", Text(), "What to do, or not to do.", required=True),
        Field("dose", Text(), "How much, how often, how long."),
        Field("too_much", Text(), "How to tell that it is too much."),
        Field("when", CONDITION, "When it is given; without this, always."),
        Field(
            "never_when",
            ListOf(CONDITION, "conditions"),
            "Any one of these keeps it back, and so does a fact in them that is not known.",
        ),
        Field("evidence", OneWord(get_args(Grade)), "What the dose rests on."),
        Field(
            "disputed_by",
            MapOf(SOURCE, Text(), "sources that disagree"),
            "Sources that disagree, each with what it says.",
        ),
        SOURCED,
        JUDGED,
    ),
    some_of=_PROVENANCE,
)

WATCH_RECORD = Record(
    "a sign to watch for",
    (
        Field("look_for", Text(), "The sign, in words for the patient.", required=True),
        Field("then", DISPOSITION, "What to do when it comes.", required=True),
        SOURCED,
        JUDGED,
    ),
    some_of=_PROVENANCE,
)

PROMISE = Record(
    "a promise",
    (
        Field("urgency", URGENCY, "The least urgency that is allowed."),
        Field("disposition", OneOrMore(DISPOSITION, "dispositions"), "The only ones allowed."),
        Field("never_advice", OneOrMore(ADVICE_LISTED, "advice"), "Advice that is not given."),
        Field("always_advice", OneOrMore(ADVICE_LISTED, "advice"), "Advice that is given, all."),
        Field("review", WITHIN, "The longest time until the outcome says to look again."),
        Field("asked", OneOrMore(FACT, "facts"), "Facts that are asked on the way, all."),
        Field("passes", OneOrMore(TARGET, "steps"), "Steps of which the way comes by one or more."),
        Field("never_passes", OneOrMore(TARGET, "steps"), "Steps by which the way does not come."),
    ),
    one_of=(
        "urgency",
        "disposition",
        "never_advice",
        "always_advice",
        "review",
        "asked",
        "passes",
        "never_passes",
    ),
)

SAFETY_RECORD = Record(
    "a safety rule",
    (
        Field("if", CONDITION, "Which patients the rule is about.", required=True),
        Field("then", PROMISE, "What has to be so for all of them.", required=True),
        SOURCED,
        JUDGED,
    ),
    some_of=_PROVENANCE,
)

# --- the file ------------------------------------------------------------------------------

TREE = Record(
    "a tree",
    (
        version_of_format("triage"),
        Field("id", MODULE, "The name of the tree, the same as its folder.", required=True),
        Field("title", Text(), "The name of the tree in words.", required=True),
        Field("version", VERSION_OF_TREE, "The version of the tree.", required=True),
        Field("status", OneWord(STATUSES), "Whether a clinician signed it.", required=True),
        Field("reviewed", REVIEW, "The sign-off, where the status is `reviewed`."),
        Field("review_by", DATE, "The day by which to review it again.", required=True),
        Field("for", Text(), "Whom the tree is for. A tree with a start needs it."),
        Field("not_for", Text(), "Whom it is not for. A tree with a start needs it."),
        Field("sources", MapOf(SOURCE, SOURCE_RECORD, "sources"), "What the tree relies on."),
        Field(
            "include",
            MapOf(MODULE, INCLUDE, "trees to include", optional=True),
            "Trees that are parts of this one, each with its exits connected.",
        ),
        Field(
            "exits",
            MapOf(EXIT, Text(), "exits"),
            "For a module: the ways out of it, in words. The tree that includes it connects them.",
        ),
        Field("facts", MapOf(FACT, FACT_RECORD, "facts"), "What can be known about the patient."),
        Field(
            "groups",
            MapOf(GROUP, ListOf(MEMBER, "facts and groups"), "groups"),
            "Facts under one name, for conditions that count them.",
        ),
        Field(
            "impossible",
            ListOf(CONDITION, "conditions"),
            "Answers that cannot go together by definition.",
        ),
        Field("start", TARGET, "The step that comes first."),
        Field("steps", MapOf(STEP, STEP_RECORD, "steps"), "The places that ask and lead on."),
        Field("outcomes", MapOf(OUTCOME, OUTCOME_RECORD, "outcomes"), "Where paths end."),
        Field("advice", MapOf(ADVICE, ADVICE_RECORD, "advice"), "The measures."),
        Field("watch_for", MapOf(WATCH, WATCH_RECORD, "signs"), "Signs to watch for."),
        Field(
            "safety",
            MapOf(SAFETY, SAFETY_RECORD, "safety rules"),
            "Rules that are proved for every possible patient.",
        ),
    ),
)
