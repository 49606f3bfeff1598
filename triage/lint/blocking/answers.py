"""Answers of an author's own that would stand beside the same built-in answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from triage.errors import Finding
from triage.findings.finding_kind import FindingKind
from triage.lint.rule import rule
from triage.model.domains import Note, Number, Option, YesNo
from triage.model.facts import Fact
from triage.model.tree import Tree
from triage.model.values import NOT_SURE
from triage.words import _

BUILT_IN_ANSWER = FindingKind(
    "W610",
    "built-in-answer",
    means="An option is named, or worded, like the answer *not sure*, which each question has "
    "unless it says `sure: true`.",
    why="Two rows would read the same and lead two ways, and what is meant for people who are not "
    "sure would miss those who chose the option.",
    bad='options: {better: "Better", same: "The same", worse: "Worse", other: "Not sure"}',
    good='options: {better: "Better", same: "The same", worse: "Worse"}',
)
_BRACKETS, _MARKS = re.compile(r"\([^)]*\)"), re.compile(r"[\W_]+")


@rule(needs=())
def built_in_answers(tree: Tree) -> Iterable[Finding]:
    """Report options that read like *not sure*."""
    for fact in tree.facts.values():
        for option in options_of(fact):
            if NOT_SURE in map(bare, (option.words, option.name)):
                hint = _(
                    "delete it: `{not_sure}` is an answer already, and branches can name it",
                    not_sure=NOT_SURE,
                )
                if fact.sure:
                    hint = _(
                        "delete it, and `sure: true`: then `{not_sure}` is an answer",
                        not_sure=NOT_SURE,
                    )
                message = _(
                    "found the option `{name}` of `{fact}`, worded `{words}`, "
                    "which is the built-in answer `{not_sure}` again",
                    name=option.name,
                    fact=fact.name,
                    words=option.words,
                    not_sure=NOT_SURE,
                )
                yield BUILT_IN_ANSWER.about(fact.at, message, hint)


def options_of(fact: Fact) -> Iterator[Option]:
    """Yield the answers to a fact that its author named."""
    match fact.domain:
        case YesNo() | Note():
            return
        case Number(also=also):
            yield from also
        case domain:
            yield from domain.options


def bare(words: str) -> str:
    """Return words without capitals, marks, and what stands in brackets."""
    plain = _BRACKETS.sub(" ", words.replace("\u2019", "").replace("'", ""))
    return _MARKS.sub(" ", plain).strip().casefold()
