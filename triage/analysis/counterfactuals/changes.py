"""A change in words: ``if “limping” were no instead of yes: look after it yourself …``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import ClassVar, Final

from attrs import field, frozen

from triage.analysis.counterfactuals.search import Levels, RankedChange, Search
from triage.analysis.counterfactuals.urgency_map import UrgencyMap, urgency_map_of
from triage.answer_space.examples import complete
from triage.answer_space.finished import refuse_unfinished
from triage.engine.assess import assess
from triage.engine.calls import assess as assess_if_fit
from triage.engine.result import Result
from triage.errors import WrongArgument
from triage.model.dispositions import Disposition
from triage.model.facts import Fact, unlike_well
from triage.model.serialise import JsonForm, Serialised, same
from triage.model.tree import Tree
from triage.model.values import NOT_SURE, Value
from triage.phrasing.phrases import joined
from triage.words import N_, _, ngettext

Facts = Mapping[str, Fact]
_FEW = 2


def say_change(
    before: Result,
    after: Result,
    changed: Mapping[str, Value],
    more: Mapping[str, Value],
) -> str:
    """Return a change in a sentence.

    Args:
        before: the result of the answers as they were given.
        after: the result with the change.
        changed: the changed answers.
        more: answers to questions that are still open.
    """
    facts = before.tree.facts
    told = _worth_telling(facts, changed, more)
    said = [
        _(
            "“{label}” were {now} instead of {before}",
            label=facts[name].label,
            now=_said(facts[name], value),
            before=_said(facts[name], before.answers[name]),
        )
        for name, value in changed.items()
    ]
    said += [
        _("“{label}” is {said}", label=facts[name].label, said=_said(facts[name], more[name]))
        for name in told
    ]
    untold = len(more) - len(told)
    least = before.disposition or before.at_least
    return _(
        _SENTENCES[bool(untold), before.disposition is None],
        condition=_condition(said, untold),
        reached=(after.disposition or after.at_least).words,
        before=least.words,
    )


# By whether more answers must follow, and whether there was no disposition before.
_SENTENCES: Final = {
    (False, False): N_("if {condition}: {reached} rather than {before}"),
    (True, False): N_("if {condition}: possibly {reached} rather than {before}"),
    (False, True): N_("if {condition}: {reached} (so far at least: {before})"),
    (True, True): N_("if {condition}: possibly {reached} (so far at least: {before})"),
}


def _said(fact: Fact, value: Value) -> str:
    """Say an answer; the words of an option stand in quotes, as they may be a sentence."""
    said = fact.say(value)
    return f"“{said}”" if isinstance(value, str) and value != NOT_SURE else said


def _worth_telling(
    facts: Facts, changed: Mapping[str, Value], more: Mapping[str, Value]
) -> list[str]:
    """Return which of the further answers to name: a few, or the few that stand out."""
    odd = [*unlike_well(more, facts)]
    if len(more) <= _FEW:
        return list(more)
    return odd if len(odd) <= _FEW and not changed else []


def _condition(said: list[str], untold: int) -> str:
    """Join what is said, and how many further answers the way needs that were not told."""
    condition = joined(said, "and")
    if not untold:
        return condition
    further = ngettext(
        "{count} further answer allows it", "{count} further answers allow it", untold
    )
    return (
        _("{condition}, and {further}", condition=condition, further=further) if said else further
    )


# --- `triage.what_would_change`: the smallest changes that would raise or lower the urgency


CHANGES_FORMAT: Final = 1


@frozen(eq=False)
class Change(Serialised):
    """Some other answers, and where they would have led; replayed by the engine.

    Attributes:
        answers: the changed facts with their other answers.
        instead_of: the same facts with the answers that were given.
        more: answers to questions that are still open, with which it comes
            out so; empty where the changed answers decide by themselves.
        is_certain: whether the urgency goes this way whatever the open
            answers turn out to be.
        result: what all these answers come to, complete.
        text: the change in a sentence.
    """

    # A log is no place for answers.
    answers: Mapping[str, Value] = field(repr=False)
    instead_of: Mapping[str, Value] = field(repr=False)
    more: Mapping[str, Value] = field(repr=False)
    is_certain: bool
    result: Result
    text: str = field(repr=False)

    json_form: ClassVar = JsonForm(
        name="change",
        keys={
            **same("answers", "instead_of", "more", "is_certain", "disposition"),
            "urgency": "disposition.urgency",
            "outcome": "result.outcome",
            "title": "result.title",
            "text": "text",
        },
    )

    @property
    def disposition(self) -> Disposition:
        """Where the person would be sent."""
        return self.result.disposition or self.result.at_least


@frozen(eq=False)
class Changes(Serialised):
    """The smallest changes of answers in both directions, the nearest first.

    Attributes:
        now: what the answers come to as they are.
        raising: changes of the fewest facts that would raise the urgency;
            none where nothing can.
        lowering: changes of the fewest facts that would lower it.
        is_whole: whether all smallest changes are listed; otherwise each
            list was cut to its nearest ones.
    """

    now: Result
    raising: tuple[Change, ...]
    lowering: tuple[Change, ...]
    is_whole: bool

    json_form: ClassVar = JsonForm(name="changes", version=CHANGES_FORMAT)


def smallest_changes(now: Result, *, at_most: int = 20) -> Changes:
    """Return the smallest changes of the answers of a result that would raise or lower it.

    A change is small by the number of facts that were answered and would
    have another answer, then by how near the other answers are. Of patients
    that ``impossible:`` rules out none is looked at. Where answers are
    missing the urgency is the one that they call for at least, and the
    smallest change may be none at all: then ``more`` holds further answers.

    Args:
        now: what the answers come to.
        at_most: the greatest number of changes in each direction.

    Raises:
        TreeTooLarge: the patients of the tree are too many to search.
    """
    tree = now.tree
    urgency = _urgency(now)
    land = urgency_map_of(tree)
    search = Search(land, tree.facts, now.answers, urgency)
    # One more than is listed tells whether the list is whole.
    raising = search.fewest(lambda other: other > urgency, at_most + 1)
    lowering = search.fewest(lambda other: other < urgency, at_most + 1)
    make = _Maker(now, land, search)
    return Changes(
        now,
        tuple(make.change(*each) for each in list(raising.items())[:at_most]),
        tuple(make.change(*each) for each in list(lowering.items())[:at_most]),
        is_whole=max(len(raising), len(lowering)) <= at_most,
    )


def _urgency(result: Result) -> int:
    """Return the urgency of a result; while incomplete, what is called for at least."""
    return result.at_least.urgency if result.urgency is None else result.urgency


@frozen
class _Maker:
    """Turns what a search found into changes that the engine has replayed."""

    now: Result
    land: UrgencyMap
    search: Search

    def change(self, levels: Levels, way: RankedChange) -> Change:
        chosen = dict(way.chosen)
        changed = self._changed(levels, chosen)
        witness = {**complete(self.land.space, chosen), **self.now.answers, **changed}
        more, after = self._replayed({**self.now.answers, **changed}, witness)
        certain = self._is_certain({level: chosen[level] for level in levels}, _urgency(after))
        return Change(
            answers=MappingProxyType(changed),
            instead_of=MappingProxyType({name: self.now.answers[name] for name in changed}),
            more=MappingProxyType(more),
            is_certain=certain,
            result=after,
            text=say_change(self.now, after, changed, more),
        )

    def _changed(self, levels: Levels, chosen: Mapping[int, int]) -> dict[str, Value]:
        names = self.land.space.facts
        return {names[at]: self.search.others[at][chosen[at]].value for at in sorted(levels)}

    def _replayed(
        self, given: dict[str, Value], witness: Mapping[str, Value]
    ) -> tuple[dict[str, Value], Result]:
        """Let the engine ask for what is open, until it has a result."""
        more: dict[str, Value] = {}
        result = self._assess(given)
        while result.status == "incomplete":
            more |= {name: witness[name] for name in result.to_correct or result.next}
            result = self._assess({**given, **more})
        return self._needed(given, more, result)

    def _needed(
        self, given: dict[str, Value], more: dict[str, Value], result: Result
    ) -> tuple[dict[str, Value], Result]:
        """Leave out further answers without which it comes out the same."""
        for name in list(more):
            fewer = {other: value for other, value in more.items() if other != name}
            again = self._assess({**given, **fewer})
            if again.outcome == result.outcome:
                more, result = fewer, again
        return more, result

    def _assess(self, answers: Mapping[str, Value]) -> Result:
        now = self.now
        return assess(now.tree, answers, region=now.region.code, language=now.language, on=now.on)

    def _is_certain(self, changed: Mapping[int, int], reached: int) -> bool:
        """Say whether no open answer can keep the urgency from going the same way."""
        now = _urgency(self.now)
        found = self.search.urgencies(changed)
        return all((other > now) == (reached > now) and other != now for other in found)


# --- what an app calls to learn on which answers a result hinges


def what_would_change(
    tree: Tree,
    answers: Mapping[str, object],
    *,
    region: str | None = None,
    language: str | None = None,
    ignore_unknown: bool = False,
    on: date | None = None,
    allow_draft: bool = False,
    at_most: int = 20,
) -> Changes:
    """Return the smallest changes of answers that would raise or lower the urgency.

    A change is small by the number of facts that were answered and would
    have another answer, then by how near the other answers are. All changes
    of the fewest facts are found, and each is replayed. Patients that the
    tree calls impossible are not looked at. Where answers are missing the
    urgency is the one that they call for at least, and the smallest change
    may be none: then ``more`` holds answers to open questions.

    Args:
        tree: the tree to ask.
        answers: as for ``assess``; so are all others but the last.
        region: whose numbers to show.
        language: a language tag.
        ignore_unknown: leave out facts that the tree does not know.
        on: today.
        allow_draft: accept a draft, and a tree past its review.
        at_most: the greatest number of changes in each direction.

    Raises:
        TreeRefused: the tree is a draft, past its review, withdrawn, or not finished.
        AnswerError: an answer is not in its domain, or its fact is unknown.
        TreeTooLarge: the patients of the tree are too many to search.
        UnknownRegion: there is no such region.
        UnknownLanguage: there are no texts in that language.
        ModuleError: the tree is a part of others and cannot be asked by itself.
        WrongArgument: ``tree`` is no tree, ``on`` no day, or ``at_most`` no number from 1 up.
    """
    if type(at_most) is not int or at_most < 1:
        raise WrongArgument(
            _(
                "found {at_most!r} as the greatest number of changes, "
                "expected a whole number from 1 up",
                at_most=at_most,
            )
        )
    now = assess_if_fit(
        tree,
        answers,
        region=region,
        language=language,
        ignore_unknown=ignore_unknown,
        on=on,
        allow_draft=allow_draft,
    )
    refuse_unfinished(tree)
    return smallest_changes(now, at_most=at_most)
