"""Questions, labels and texts: what cannot be told apart, is too long, or denies twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.errors import Finding
from triage.findings.finding_kind import FindingKind
from triage.lint.blocking.answers import bare, options_of
from triage.lint.patient_texts import PatientText, texts
from triage.lint.rule import rule
from triage.model.domains import Number, OneOf
from triage.model.facts import Fact
from triage.model.tree import Tree
from triage.model.values import NOT_SURE
from triage.words import _

# Units of one quantity, in the singular; a question that counts one of them means that one.
_QUANTITIES = (
    {"second", "minute", "hour", "day", "week", "month", "year"},
    {"mm", "cm", "m", "km", "metre", "meter", "kilometre", "kilometer", "mile", "inch", "feet"},
    {"g", "kg", "gram", "kilo", "kilogram", "pound", "stone"},
)
_COUNTED = re.compile(r"\bhow many (?:full |whole )?(\w+)|\bin (\w+) ?\?", re.IGNORECASE)


@rule(needs=(), scope="its file")
def questions(tree: Tree) -> Iterator[Finding]:
    """Report facts, labels and options that share their words, and units that differ."""
    facts = list(tree.facts.values())
    yield from _same(facts, [f.ask for f in facts], SAME_QUESTION, "question")
    yield from _same(facts, [f.label for f in facts], SAME_LABEL, "label")
    for fact in facts:
        yield from _same_options(fact)
        yield from _unsure_options(fact)
        yield from _other_unit(fact)


SAME_QUESTION = FindingKind(
    "W607",
    "same-question",
    means="Two facts ask the same question, in the same words.",
    why="A patient would be asked twice and could answer differently. Mostly a question was "
    "copied and not changed.",
    bad="ask: Do you limp?\nlabel: a bruise",
    good="ask: Is there a bruise?\nlabel: a bruise",
    severity="warning",
)
SAME_LABEL = FindingKind(
    "W608",
    "same-label",
    means="Two facts have the same label.",
    why="On a checklist and among the reasons nobody could tell them apart.",
    bad="ask: Is there a bruise?\nlabel: limping",
    good="ask: Is there a bruise?\nlabel: a bruise",
    severity="warning",
)


def _same(facts: list[Fact], words: list[str], code: FindingKind, what: str) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for fact, said in zip(facts, words, strict=True):
        if not said:  # a faulty fact, whose words were not read
            continue
        other = first.setdefault(_bare(said), fact.name)
        if other != fact.name:
            found = _(
                "found the {what} of `{name}` at `{other}`, too",
                what=what,
                name=fact.name,
                other=other,
            )
            yield code.about(fact.at, found, _("say what is different, or keep one of the two"))


def _bare(words: str) -> str:
    """Return words without what no reader takes for a difference."""
    return " ".join(words.split()).casefold()


SAME_OPTION = FindingKind(
    "W609",
    "same-option",
    means="Two answers to one question have the same words.",
    why="The patient could not tell which to take.",
    bad='options: {better: "Better", same: "The same", worse: "The same"}',
    good='options: {better: "Better", same: "The same", worse: "Worse"}',
    severity="warning",
)


def _same_options(fact: Fact) -> Iterator[Finding]:
    domain = fact.domain
    options = domain.options if isinstance(domain, OneOf) else ()
    first: dict[str, str] = {}
    for option in options:
        other = first.setdefault(_bare(option.words), option.name)
        if other != option.name:
            found = _(
                "found the same words for `{other}` and `{name}` of `{fact}`",
                other=other,
                name=option.name,
                fact=fact.name,
            )
            yield SAME_OPTION.about(fact.at, found, _("say what is different"))


UNSURE_OPTION = FindingKind(
    "W611",
    "unsure-option",
    means="An option means the same as the built-in answer *not sure*.",
    why="Nobody could say which of the two to take, and the rules that keep *not sure* from being "
    "taken lightly do not hold for an option.",
    bad='options: {better: "Better", same: "The same", worse: "Worse", other: "I don\'t know"}',
    good='options: {better: "Better", same: "The same", worse: "Worse"}',
    severity="warning",
)
_UNSURE = re.compile(
    r"(?:i |im |i am |it is |its )?(?:really )?"
    r"(?:(?:do not|dont|cannot|cant|could not|couldnt)(?: really)? (?:know|say|tell|remember)"
    r"|not (?:really |quite )?(?:certain|sure|clear|known)|unsure|uncertain|unclear|unknown|dunno"
    r"|(?:have )?no (?:idea|clue)|(?:hard|difficult) to (?:say|tell)|maybe|perhaps|possibly|)"
)


def _unsure_options(fact: Fact) -> Iterator[Finding]:
    for option in options_of(fact):
        words, name = bare(option.words), bare(option.name)
        said = [each for each in (words, name) if _UNSURE.fullmatch(each)]
        if said and NOT_SURE not in (words, name):
            found = _(
                "found the option `{name}` of `{fact}`, worded `{words}`, which means `{not_sure}`",
                name=option.name,
                fact=fact.name,
                words=option.words,
                not_sure=NOT_SURE,
            )
            hint = _("leave it out, as `not sure` is an answer already; or say what is different")
            yield UNSURE_OPTION.about(fact.at, found, hint)


OTHER_UNIT = FindingKind(
    "C414",
    "other-unit",
    means="The question names another unit than `unit`, such as weeks for a fact in days.",
    why="A patient who answers 2 means 2 weeks, and the tree takes it for 2 days.",
    bad="ask: How many weeks ago did it begin?",
    good="ask: How many days ago did it begin?",
    severity="warning",
)


def _other_unit(fact: Fact) -> Iterator[Finding]:
    unit = fact.domain.unit if isinstance(fact.domain, Number) else ""
    quantity = next((q for q in _QUANTITIES if _singular(unit) in q), set())
    for words in filter(None, (fact.ask, fact.ask_for_other)):
        counted = [_singular(one or other) for one, other in _COUNTED.findall(words)]
        wrong = [each for each in counted if each in quantity and each != _singular(unit)]
        if wrong and _singular(unit) not in counted:
            units = f"{wrong[0]}s"
            found = _(
                "found a question about {units} in `{name}`, whose unit is {unit}",
                units=units,
                name=fact.name,
                unit=unit,
            )
            yield OTHER_UNIT.about(
                fact.at, found, _("ask for {unit}, or change the unit", unit=unit)
            )
            return


def _singular(unit: str) -> str:
    return unit.casefold().removesuffix("s")


# --- limits on wording that need no measuring: short labels, and no double negatives


LABEL_TOO_LONG = FindingKind(
    "W603",
    "label-too-long",
    means="A label has more than 60 characters.",
    why="It stands on checklists, where people read a few words.",
    bad="label: limping, or wincing, or any other way of walking that is new for you",
    good="label: limping",
    tree_still_loads=True,
)
DOUBLE_NEGATIVE = FindingKind(
    "W604",
    "double-negative",
    means="A sentence that is asked denies twice, as in *do you never walk without pain*. Words "
    "like `not`, `never`, `without` and `unable` count; *not sure* does not.",
    why="It is unclear what yes means.",
    bad="ask: Do you never walk without a limp?",
    good="ask: Do you limp?",
    tree_still_loads=True,
)

MAX_LABEL = 60

# The rule: a sentence that is asked holds at most one of these. It is blunter than grammar,
# as "is it never without pain" is hard to answer whether or not the two cancel out.
_NEGATIVE = re.compile(
    r"\b(?:no|not|none|nobody|nothing|nowhere|never|neither|nor|without|cannot|\w+n['\u2019]t"
    r"|unable|unless|hardly|barely|scarcely|rarely|seldom|impossible|unlikely|unusual|uncommon)\b",
    re.IGNORECASE,
)
_SENTENCE_ENDS = re.compile(r"[.!?;:]+(?:\s+|$)")
# An answer that can be given, so no denial.
_ANSWER = re.compile(r"\bnot sure\b", re.IGNORECASE)
_ASKED = ("question", "label", "heading")


@rule(needs=())
def wording(tree: Tree) -> Iterator[Finding]:
    """Report labels that are too long, and questions that deny twice."""
    for text in texts(tree):
        if text.kind == "label" and len(text.words) > MAX_LABEL:
            found = _(
                "found a label of {count} characters in `{name}`, expected at most {most}",
                count=len(text.words),
                name=text.name,
                most=MAX_LABEL,
            )
            hint = _("keep the sign, and move what explains it to `ask:` or `how:`")
            yield LABEL_TOO_LONG.at(text.at, found, hint)
        if text.kind in _ASKED:
            yield from _double_negatives(text)


def _double_negatives(text: PatientText) -> Iterator[Finding]:
    for sentence in _SENTENCE_ENDS.split(_ANSWER.sub("", text.words)):
        negatives = _NEGATIVE.findall(sentence)
        if len(negatives) > 1:
            both = " and ".join(f"`{word}`" for word in negatives)
            found = _(
                "found {both} in one sentence of `{name}`, expected one denial at most",
                both=both,
                name=text.name,
            )
            hint = _("ask for what is there rather than for what is not, or make two sentences")
            yield DOUBLE_NEGATIVE.at(text.at, found, hint)
