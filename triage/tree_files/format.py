"""The tree format, version 1: every key of a tree file, declared in one place.

From these declarations come the reading of files, the JSON Schema for
editors and the tables of the reference.
"""

from __future__ import annotations

from typing import Final

from triage.model.dispositions import LookName
from triage.model.provenance import Grade
from triage.model.texts import (
    Course,
    Dose,
    ForWhom,
    Instruction,
    NotForWhom,
    Title,
    TooMuch,
)
from triage.model.tree import AdviceKind, Audience, Phase, Status
from triage.model.values import Numeric
from triage.tree_files.containers import EitherShape, ListOf, MapEntry, MapOf, OneOrMore
from triage.tree_files.format_words import (
    ADVICE,
    ADVICE_LISTED,
    ANSWER,
    AUDIENCE,
    CONDITION,
    DATE,
    DIGEST,
    DISPOSITION,
    DURATION,
    EXIT,
    EXTRA_ANSWER,
    FACT,
    GRADE,
    GROUP,
    KIND,
    KIND_OF_SIGN,
    LOOK,
    MEMBER,
    MODULE,
    OPTION,
    OUTCOME,
    OWN_NUMBER,
    PHASE,
    PLACE,
    PLAIN,
    RANGE,
    REGION,
    SAFETY,
    SOURCE,
    STATUS,
    STEP,
    TARGET,
    TIME_TO_HELP,
    TYPE,
    UNIT,
    URGENCY,
    VERSION_OF_TREE,
    WATCH,
    WATCH_LISTED,
    WITHIN,
    WORDING,
    WORDS,
    YEAR,
    FactType,
)
from triage.tree_files.records import Field, Fields, Record, RecordVariant
from triage.tree_files.shapes import Amount, Flag, OneWord, Raw, Ref, Text

VERSION: Final = 1


def version_of_format() -> Field[Numeric]:
    """Return the key with which every kind of file begins."""
    return Field(Amount(whole=True), f"The version of this format: {VERSION}.", required=True)


# --- on whose word something stands --------------------------------------------------------


class SourcedFields(Fields):
    """On whose word something stands; these keys come last."""

    source = Field(OneOrMore(SOURCE, "sources"), "The source that states this, or several.")
    judgement = Field(
        PLAIN, "The reason, where it is the author's own judgement and no source says so."
    )


_PROVENANCE = (SourcedFields.source, SourcedFields.judgement)


class SourceFields(Fields):
    """What a source says."""

    title = Field(PLAIN, "What the document is called.", required=True)
    author = Field(PLAIN, "Who wrote or published it.")
    year = Field(YEAR, "The year of this version.")
    kind = Field[Grade](GRADE, "What kind of evidence it is.", required=True)
    url = Field(PLAIN, "Where it can be read.")
    note = Field(PLAIN, "Anything else, for example the page.")


SOURCE_RECORD = Record("a source", SourceFields)


class ReviewFields(Fields):
    """What a sign-off says."""

    by = Field(PLAIN, "Who reviewed the tree.", required=True)
    role = Field(PLAIN, "Their profession.", required=True)
    on = Field(DATE, "The day of the review.", required=True)
    digest = Field(DIGEST, "The digest of the tree as it was reviewed.", required=True)


REVIEW = Record("a sign-off", ReviewFields)


class IncludeFields(Fields):
    """What an include says."""

    version = Field(
        VERSION_OF_TREE,
        "The version of the module that is meant; no other is taken. "
        "A tree that comes with triage is found only where this says which.",
    )
    exits = Field(MapOf(EXIT, TARGET, "exits"), "Where each exit of the module leads.")
    scale = Field(
        MapOf(PLACE, DISPOSITION, "dispositions"),
        "For a module with another scale: what its dispositions stand for in this tree.",
    )


INCLUDE = Record("an include", IncludeFields)

# --- the scale -----------------------------------------------------------------------------


class DispositionFields(Fields):
    """What a disposition says."""

    words = Field(WORDS, "What the person is told to do, in a few words.", required=True)
    urgency = Field(
        Amount(whole=True), "How urgent it is, from 0 up; several may share one.", required=True
    )
    look = Field[LookName](LOOK, "How its boxes and its title look.", required=True)
    within = Field(TIME_TO_HELP, "The time within which help is to be there.")
    help = Field(WORDS, "Whom to call or where to go.")
    clinical = Field(WORDS, "The same as `words`, for whoever sees the person next.")
    heading = Field(WORDS, "The same as `words`, above what follows.")
    listener = Field(WORDS, 'Who hears the summary; follows "what to tell the".')


DISPOSITION_RECORD = Record("a disposition", DispositionFields)


class ScaleFields(Fields):
    """What a scale says."""

    medical = Field(
        Flag(),
        "`false` where people are not sent because of their bodies: no page then speaks of "
        "clinicians or of the emergency number.",
    )
    numbers = Field(
        MapOf(OWN_NUMBER, MapOf(REGION, PLAIN, "regions with their words"), "numbers"),
        "Names for texts, such as `{breakdown line}`: the words by region, and `elsewhere`.",
    )
    dispositions = Field(
        MapOf(PLACE, DISPOSITION_RECORD, "dispositions"),
        "The places to be sent to, from the least to the most urgent.",
        required=True,
    )


SCALE = Record("a scale", ScaleFields)

# --- facts ---------------------------------------------------------------------------------


class FactFields(SourcedFields):
    """What a fact says."""

    type = Field[FactType](TYPE, "What kind of answer it has.", required=True)
    options = Field(MapOf(OPTION, WORDS, "options"), "For `one of`: each answer in words.")
    unit = Field(UNIT, "For a number: what is counted or measured.")
    range = Field(RANGE, "For a number: the least and the greatest answer.")
    step = Field(Amount(), "For `number`: the distance between two answers, such as 0.1.")
    also = Field[list[Ref] | dict[str, MapEntry[str]]](
        EitherShape(
            ListOf(EXTRA_ANSWER, "extra answers"), MapOf(EXTRA_ANSWER, WORDS, "extra answers")
        ),
        "For a number: answers that are no number, such as `no change`, maybe with words.",
    )
    anchors = Field(
        MapOf(None, WORDS, "numbers with their words"),
        "For a number: what some numbers stand for, the least and the greatest among them.",
    )
    sure = Field(Flag(), "`true` where *not sure* is no answer.")
    ask = Field(WORDS, "The question, put to the patient.", required=True)
    ask_for_other = Field(WORDS, "The question, put to somebody who answers for the patient.")
    label = Field(WORDS, "The fact in a few words, for checklists and reasons.", required=True)
    why = Field(WORDS, "Why it is asked; shown on request.")
    how = Field(WORDS, "How to find out; shown on request.")
    clinical = Field(WORDS, "The fact in clinical words, for a referral.")
    lasts = Field(
        Flag(),
        "`true` where the answer cannot change, so that a review keeps it. "
        "An answer that demands something is asked again all the same.",
    )
    background = Field(
        Flag(),
        "`true` for what a person brings along, such as age, a medicine or pregnancy. "
        "It counts as ever, but no list to take home tells to look out for it.",
    )
    signs = Field(
        MapOf(None, WORDS, "answers with their words"),
        "What paper says of somebody with an answer, such as `no: cannot walk`. "
        "Without it, that is made of the label.",
    )
    say = Field(
        MapOf(None, WORDS, "answers with their words"),
        "What texts say in the place of `{the_fact}`: words for answers, for `anybody`, and for "
        "`unanswered` where it can be skipped.",
    )
    say_as = Field(
        MapOf(WORDING, MapOf(None, WORDS, "answers with their words"), "wordings"),
        "The same under further names, for texts that write `{the_fact as name}`.",
    )
    worse = Field(
        Raw("`yes` or `no`, `higher` or `lower`, or the options from best to worst", "worse"),
        "Which answer is worse. Options of equal severity stand in a list of their own.",
    )
    not_compared = Field(
        OneOrMore(OPTION, "options"),
        "For `one of`: options that are neither better nor worse than any other.",
    )
    demands = Field(
        MapOf(None, DISPOSITION, "answers with what they call for"),
        "What an answer calls for by itself, whatever else is so.",
    )
    not_sure_as = Field(ANSWER, "The answer that *not sure* is to end exactly like.")
    well = Field(ANSWER, "The answer of an otherwise well person; for cases and examples.")


# What says how an answer counts; a note counts for nothing.
_COUNTING = (
    FactFields.sure,
    FactFields.lasts,
    FactFields.background,
    FactFields.signs,
    FactFields.say,
    FactFields.say_as,
    FactFields.worse,
    FactFields.demands,
    FactFields.not_sure_as,
    FactFields.well,
)
_OF_NUMBERS = (*_COUNTING, FactFields.unit, FactFields.range, FactFields.also, FactFields.anchors)

FACT_RECORD = Record(
    "a fact",
    FactFields,
    some_of=_PROVENANCE,
    variants=(
        RecordVariant("yes-no", _COUNTING),
        RecordVariant(
            "one of",
            (*_COUNTING, FactFields.options, FactFields.not_compared),
            (FactFields.options,),
        ),
        RecordVariant("whole number", _OF_NUMBERS, (FactFields.range,)),
        RecordVariant(
            "number", (*_OF_NUMBERS, FactFields.step), (FactFields.range, FactFields.step)
        ),
        RecordVariant("note"),
    ),
)

# --- steps and outcomes --------------------------------------------------------------------


class BranchFields(SourcedFields):
    """What a branch says."""

    condition = Field(CONDITION, "When this branch is taken. The last branch has none.", name="if")
    go = Field(TARGET, "The step, outcome, exit or module that follows.", required=True)
    including = Field(
        OneWord(("not sure",)), "On the last branch: somebody *not sure* may take it."
    )


BRANCH = Record("a branch", BranchFields)


class StepFields(Fields):
    """What a step says."""

    ask = Field(OneOrMore(FACT, "facts"), "The fact to ask, or several on one screen.")
    heading = Field(WORDS, "The words above several facts.")
    heading_for_other = Field(WORDS, "The same, for somebody who answers for the patient.")
    parts = Field(
        MapOf(FACT, WORDS, "facts with the words above them"),
        "Words between several facts: each fact above which some stand, with these.",
    )
    only_if = Field(
        MapOf(FACT, CONDITION, "facts with conditions"),
        "Facts that only some are asked, right behind the others: each with the condition for it.",
    )
    long_because = Field(WORDS, "The reason why more than 8 facts stand on one screen.")
    then = Field(
        ListOf(BRANCH, "branches"), "The branches, tried in order. Only a draft may lack them."
    )
    then_each = Field(
        ListOf(BRANCH, "branches"),
        "In the place of `then`: every branch that holds is taken, one after another.",
    )


STEP_RECORD = Record("a step", StepFields)


class TextForFields(Fields):
    """What an outcome says to one kind of sign."""

    signs = Field(
        ListOf(FACT, "facts"), "The facts whose answer demands this by itself.", required=True
    )
    text = Field(Text(Instruction), "What to do, in a few sentences.", required=True)


TEXT_FOR_RECORD = Record("a text for one kind of sign", TextForFields)


class OutcomeFields(SourcedFields):
    """What an outcome says."""

    disposition = Field(DISPOSITION, "Where the patient is sent.", required=True)
    title = Field(Text(Title, names_facts=True), "The outcome in a few words.", required=True)
    text = Field(
        Text(Instruction, names_facts=True), "What to do, in a few sentences.", required=True
    )
    text_for = Field(
        MapOf(KIND_OF_SIGN, TEXT_FOR_RECORD, "kinds of signs with their texts"),
        "Another text, for whom nothing but signs of one kind demands this.",
    )
    advice = Field(ListOf(ADVICE_LISTED, "advice"), "The advice given, in this order.")
    refine = Field(
        ListOf(FACT, "facts"), "Facts asked once the disposition is known. They only choose advice."
    )
    watch_for = Field(ListOf(WATCH_LISTED, "signs"), "The signs to watch for.")
    within = Field(
        TIME_TO_HELP, "The time within which help is to be there; without it, that of the scale."
    )
    review_after = Field(DURATION, "When to look again.")
    expect = Field(Text(Course, names_facts=True), "How it is expected to go.")
    tell = Field(ListOf(FACT, "facts"), "The facts that a referral states.")


OUTCOME_RECORD = Record("an outcome", OutcomeFields, some_of=_PROVENANCE)


class AdviceFields(SourcedFields):
    """What an advice says."""

    kind = Field[AdviceKind](KIND, "`avoid` for what not to do; otherwise `do`.")
    phase = Field[Phase](PHASE, "When in the plan it has its place.")
    text = Field(Text(Instruction, names_facts=True), "What to do, or not to do.", required=True)
    short = Field(Text(Instruction), "The same in a few words, for a plan and a poster.")
    dose = Field(Text(Dose, names_facts=True), "How much, how often, how long.")
    too_much = Field(Text(TooMuch, names_facts=True), "How to tell that it is too much.")
    when = Field(CONDITION, "When it is given; without this, always.")
    never_when = Field(
        ListOf(CONDITION, "conditions"),
        "Any one of these keeps it back, and so does a fact in them that is not known.",
    )
    not_with = Field(
        OneOrMore(ADVICE_LISTED, "advice"),
        "Advice that says the opposite. It is proved that nobody is given both.",
    )
    evidence = Field[Grade](GRADE, "What the dose rests on.")
    disputed_by = Field(
        MapOf(SOURCE, WORDS, "sources that disagree"),
        "Sources that disagree, each with what it says.",
    )


ADVICE_RECORD = Record("an advice", AdviceFields, some_of=_PROVENANCE)


class WatchFields(SourcedFields):
    """What a sign to watch for says."""

    look_for = Field(
        Text(str, names_facts=True), "The sign, in words for the patient.", required=True
    )
    then = Field(DISPOSITION, "What to do when it comes.", required=True)


WATCH_RECORD = Record("a sign to watch for", WatchFields, some_of=_PROVENANCE)


class PromiseFields(Fields):
    """What a promise says."""

    urgency = Field(URGENCY, "The least urgency that is allowed.")
    disposition = Field(OneOrMore(DISPOSITION, "dispositions"), "The only ones allowed.")
    never_advice = Field(OneOrMore(ADVICE_LISTED, "advice"), "Advice that is not given.")
    always_advice = Field(OneOrMore(ADVICE_LISTED, "advice"), "Advice that is given, all.")
    review = Field(WITHIN, "The longest time until the outcome says to look again.")
    asked = Field(OneOrMore(FACT, "facts"), "Facts that are asked on the way, all.")
    passes = Field(OneOrMore(TARGET, "steps"), "Steps of which the way comes by one or more.")
    never_passes = Field(OneOrMore(TARGET, "steps"), "Steps by which the way does not come.")


PROMISE = Record("a promise", PromiseFields, one_of=PromiseFields.declared())


class SafetyFields(SourcedFields):
    """What a safety rule says."""

    condition = Field(CONDITION, "Which patients the rule is about.", required=True, name="if")
    then = Field(PROMISE, "What has to be so for all of them.", required=True)


SAFETY_RECORD = Record("a safety rule", SafetyFields, some_of=_PROVENANCE)

# --- the file ------------------------------------------------------------------------------


class TreeFields(Fields):
    """What a tree says."""

    triage = version_of_format()
    id = Field(MODULE, "The name of the tree, the same as its folder.", required=True)
    title = Field(Text(Title), "The name of the tree in words.", required=True)
    version = Field(VERSION_OF_TREE, "The version of the tree.", required=True)
    status = Field[Status](STATUS, "Whether a clinician signed it.", required=True)
    reviewed = Field(REVIEW, "The sign-off, where the status is `reviewed`.")
    review_by = Field(DATE, "The day by which to review it again.", required=True)
    intended_for = Field(
        Text(ForWhom), "Whom the tree is for. A tree with a start needs it.", name="for"
    )
    not_for = Field(Text(NotForWhom), "Whom it is not for. A tree with a start needs it.")
    audience = Field[Audience](
        AUDIENCE, "Who answers: `public`, unless it says `clinicians`, whose words may be harder."
    )
    scale = Field(
        SCALE, "The places to be sent to, where they are not the five of every other tree."
    )
    sources = Field(MapOf(SOURCE, SOURCE_RECORD, "sources"), "What the tree relies on.")
    include = Field(
        MapOf(MODULE, INCLUDE, "trees to include", optional=True),
        "Trees that are parts of this one, each with its exits connected.",
    )
    exits = Field(
        MapOf(EXIT, WORDS, "exits"),
        "For a module: the ways out of it, in words. The tree that includes it connects them.",
    )
    facts = Field(MapOf(FACT, FACT_RECORD, "facts"), "What can be known about the patient.")
    groups = Field(
        MapOf(GROUP, ListOf(MEMBER, "facts and groups"), "groups"),
        "Facts under one name, for conditions that count them.",
    )
    impossible = Field(
        ListOf(CONDITION, "conditions"), "Answers that cannot go together by definition."
    )
    start = Field(TARGET, "The step that comes first.")
    steps = Field(MapOf(STEP, STEP_RECORD, "steps"), "The places that ask and lead on.")
    outcomes = Field(MapOf(OUTCOME, OUTCOME_RECORD, "outcomes"), "Where paths end.")
    advice = Field(MapOf(ADVICE, ADVICE_RECORD, "advice"), "The measures.")
    watch_for = Field(MapOf(WATCH, WATCH_RECORD, "signs"), "Signs to watch for.")
    safety = Field(
        MapOf(SAFETY, SAFETY_RECORD, "safety rules"),
        "Rules that are proved for every possible patient.",
    )


TREE = Record("a tree", TreeFields)
