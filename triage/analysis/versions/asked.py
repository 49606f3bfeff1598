"""Who can be asked by one version only, and about what."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Literal, TypeAlias

from attrs import frozen

from triage.analysis.versions.naming import Namer
from triage.analysis.versions.people import dispositions, outcomes_of, people, ranked
from triage.analysis.versions.regressions import Regression, mark
from triage.analysis.versions.versions import Versions
from triage.answer_space.ends import Ends
from triage.answer_space.groups import answers_in
from triage.answer_space.space import count
from triage.model.dispositions import Disposition
from triage.model.facts import Fact
from triage.model.provenance import Location
from triage.model.values import AnswerSet, Value
from triage.phrasing.conditions import say_answers
from triage.words import N_, _


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
            says = _(
                "called impossible now: {answers}", answers=Namer(tree.facts).say(entry.condition)
            )
            group = people(versions, ruled_out, _("those who were possible before"), before)
            about = (mark(versions, ruled_out),)
            ends = tuple((name, "") for name in outcomes_of(versions, versions.old, ruled_out))
            yield Regression("impossible", about, says, group, entry.at, ends)


# --- questions that are new, gone or answered otherwise: whom only one version can ask


Change: TypeAlias = Literal["new", "gone", "another kind of answer", "new answers", "answers gone"]


@frozen
class Lead:
    """Where some answers to a question lead those who are asked it.

    Attributes:
        answers: the answers, in words.
        outcomes: the names of all outcomes where somebody with them ends.
        to: where these send people, most urgent first.
    """

    answers: str
    outcomes: tuple[str, ...]
    to: tuple[Disposition, ...]


@frozen
class QuestionEdit:
    """One change of a fact that keeps some patients from being compared.

    Attributes:
        fact: the name of the fact.
        label: the fact in a few words.
        answers: the answers that only one version knows, in words; "" for all.
        leads: which of these answers leads where in the version that knows
            them; empty where the whole question is gone.
    """

    fact: str
    label: str
    change: Change
    answers: str
    leads: tuple[Lead, ...]
    at: Location | None


def questions(versions: Versions) -> tuple[QuestionEdit, ...]:
    """Return all changes of facts, in the order of the files; the new version's first."""
    return (*_of_new(versions), *_of_old(versions))


def _of_new(versions: Versions) -> Iterator[QuestionEdit]:
    old, new, joined = versions.old.tree, versions.new, versions.joined
    for name, fact in new.tree.facts.items():
        edit = partial(QuestionEdit, name, fact.label, at=fact.at)
        if name in joined.before:
            yield edit(N_("another kind of answer"), "", _leads(versions, new, name, name))
        elif name not in old.facts:
            yield edit("new", "", _leads(versions, new, name, name))
        elif name in joined.only_new:
            answers = joined.only_new[name]
            words = say_answers(answers, joined.facts[name])
            yield edit(N_("new answers"), words, _leads(versions, new, name, name, answers))


def _of_old(versions: Versions) -> Iterator[QuestionEdit]:
    old, joined = versions.old, versions.joined
    for name, fact in old.tree.facts.items():
        if name not in versions.new.tree.facts:
            yield QuestionEdit(name, fact.label, "gone", "", (), fact.at)
        elif name in joined.only_old:
            answers = joined.only_old[name]
            words = say_answers(answers, joined.facts[name])
            leads = _leads(versions, old, name, joined.name_in_old(name), answers)
            at = versions.new.tree.facts[name].at
            yield QuestionEdit(name, fact.label, N_("answers gone"), words, leads, at)


def _leads(
    versions: Versions, ends: Ends, name: str, joint: str, answers: AnswerSet | None = None
) -> tuple[Lead, ...]:
    """Return where the answers to a fact lead those who are asked it, most urgent first."""
    space, fact = versions.space, versions.joined.facts[joint]
    asked = space.without(ends.asked(name), ends.ruled_out)
    leads: dict[tuple[str, ...], set[int]] = {}
    for index, each in enumerate(space.classes[joint]):
        is_known = each.value in answers if answers else _knows(ends.tree.facts[name], each.value)
        if is_known:
            giving = space.having(joint, answers_in(fact, space.classes[joint], frozenset({index})))
            outcomes = outcomes_of(versions, ends, space.all_of(giving, asked))
            leads.setdefault(outcomes, set()).add(index)
    found = [_lead(versions, ends, joint, outcomes, some) for outcomes, some in leads.items()]
    return tuple(sorted((lead for lead in found if lead.outcomes), key=_most_urgent, reverse=True))


def _knows(fact: Fact, value: Value) -> bool:
    try:
        return fact.accept(value) == value
    except ValueError:
        return False


def _lead(
    versions: Versions, ends: Ends, joint: str, outcomes: tuple[str, ...], indexes: set[int]
) -> Lead:
    fact, classes = versions.joined.facts[joint], versions.space.classes[joint]
    words = say_answers(answers_in(fact, classes, frozenset(indexes)), fact)
    return Lead(words, outcomes, ranked({ends.disposition_of(outcome) for outcome in outcomes}))


def _most_urgent(lead: Lead) -> int:
    return lead.to[0].urgency
