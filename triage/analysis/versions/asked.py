"""Who can be asked by one version only, and about what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from attrs import frozen

from triage.analysis.versions.people import people
from triage.analysis.versions.regressions import Regression, mark
from triage.analysis.versions.versions import Versions, dispositions
from triage.answer_space.ends import Ends
from triage.answer_space.space import count
from triage.model.dispositions import Disposition
from triage.model.provenance import Location
from triage.model.values import AnswerSet
from triage.phrasing.conditions import say, say_answers


@frozen
class Admitted:
    """Those whom the old version called impossible and the new one does not.

    Attributes:
        number: how many combinations of answers they are.
        lead_to: where the new version sends them, most urgent first.
    """

    number: int
    lead_to: tuple[Disposition, ...]


def admitted(versions: Versions) -> Admitted:
    """Return who is possible now and was not before."""
    space, new = versions.space, versions.new
    now = versions.known(space.without(versions.old.ruled_out, new.ruled_out))
    return Admitted(count(space, now), dispositions(versions, new, now))


def newly_impossible(versions: Versions) -> Iterator[Regression]:
    """Yield each entry of `impossible:` that rules somebody out whom the old version asked."""
    space, tree = versions.space, versions.new.tree
    before = versions.known(space.others(versions.old.ruled_out))
    for entry in tree.impossible:
        ruled_out = space.all_of(before, space.where(entry.condition))
        if ruled_out != space.diagram.false:
            says = f"called impossible now: {say(entry.condition, tree.facts)}"
            group = people(versions, ruled_out, "those who were possible before", before)
            about = (mark(versions, ruled_out),)
            yield Regression("impossible", about, says, group, entry.at)


# --- questions that are new, gone or answered otherwise: whom only one version can ask


Change: TypeAlias = Literal["new", "gone", "another kind of answer", "new answers", "answers gone"]


@frozen
class QuestionEdit:
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


def questions(versions: Versions) -> tuple[QuestionEdit, ...]:
    """Return all changes of facts, in the order of the files; the new version's first."""
    return (*_of_new(versions), *_of_old(versions))


def _of_new(versions: Versions) -> Iterator[QuestionEdit]:
    old, joined = versions.old.tree, versions.joined
    for name, fact in versions.new.tree.facts.items():
        if name in joined.before:
            yield QuestionEdit(name, fact.label, "another kind of answer", "", (), fact.at)
        elif name not in old.facts:
            yield QuestionEdit(name, fact.label, "new", "", (), fact.at)
        elif name in joined.only_new:
            yield _answers(versions, versions.new, "new answers", name, joined.only_new[name])


def _of_old(versions: Versions) -> Iterator[QuestionEdit]:
    joined = versions.joined
    for name, fact in versions.old.tree.facts.items():
        if name not in versions.new.tree.facts:
            yield QuestionEdit(name, fact.label, "gone", "", (), fact.at)
        elif name in joined.only_old:
            yield _answers(versions, versions.old, "answers gone", name, joined.only_old[name])


def _answers(
    versions: Versions, ends: Ends, change: Change, name: str, answers: AnswerSet
) -> QuestionEdit:
    """Return where those are sent who are asked and give answers that only one version knows."""
    space, fact = versions.space, ends.tree.facts[name]
    giving = space.all_of(space.having(name, answers), ends.asked(name))
    lead_to = dispositions(versions, ends, giving)
    words = say_answers(answers, versions.joined.facts[name])
    at = versions.new.tree.facts[name].at
    return QuestionEdit(name, fact.label, change, words, lead_to, at)
