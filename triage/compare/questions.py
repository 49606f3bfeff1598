"""Questions that are new, gone or answered otherwise: whom only one version can ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from attrs import frozen

from triage.answer_space.ends import Ends
from triage.compare.versions import Versions, dispositions
from triage.model.dispositions import Disposition
from triage.model.provenance import Location
from triage.model.values import AnswerSet
from triage.phrasing.conditions import say_answers

Change: TypeAlias = Literal["new", "gone", "another kind of answer", "new answers", "answers gone"]


@frozen
class Question:
    """One change of a fact that keeps some patients from being compared.

    Attributes:
        fact: the name of the fact.
        label: the fact in a few words.
        answers: the answers that only one version knows, in words; "" for all.
        lead_to: where people with these answers are sent by the version that
            knows them, most urgent first; empty where the whole question is
            new or gone.
    """

    fact: str
    label: str
    change: Change
    answers: str
    lead_to: tuple[Disposition, ...]
    at: Location | None


def questions(versions: Versions) -> tuple[Question, ...]:
    """Return all changes of facts, in the order of the files; the new version's first."""
    return (*_of_new(versions), *_of_old(versions))


def _of_new(versions: Versions) -> Iterator[Question]:
    old, joined = versions.old.tree, versions.joined
    for name, fact in versions.new.tree.facts.items():
        if name in joined.before:
            yield Question(name, fact.label, "another kind of answer", "", (), fact.at)
        elif name not in old.facts:
            yield Question(name, fact.label, "new", "", (), fact.at)
        elif name in joined.only_new:
            yield _answers(versions, versions.new, "new answers", name, joined.only_new[name])


def _of_old(versions: Versions) -> Iterator[Question]:
    joined = versions.joined
    for name, fact in versions.old.tree.facts.items():
        if name not in versions.new.tree.facts:
            yield Question(name, fact.label, "gone", "", (), fact.at)
        elif name in joined.only_old:
            yield _answers(versions, versions.old, "answers gone", name, joined.only_old[name])


def _answers(
    versions: Versions, ends: Ends, change: Change, name: str, answers: AnswerSet
) -> Question:
    """Return where those are sent who are asked and give answers that only one version knows."""
    space, fact = versions.space, ends.tree.facts[name]
    giving = space.all_of(space.having(name, answers), ends.asked(name))
    lead_to = dispositions(versions, ends, giving)
    words = say_answers(answers, versions.joined.facts[name])
    at = versions.new.tree.facts[name].at
    return Question(name, fact.label, change, words, lead_to, at)
