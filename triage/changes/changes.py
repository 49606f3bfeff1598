"""``triage.what_would_change``: the smallest changes that would raise or lower the urgency."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from attrs import field, frozen

from triage.changes.landscape import Landscape, landscape_of
from triage.changes.search import Levels, Search, Way
from triage.changes.words import say_change
from triage.model.dispositions import Disposition
from triage.model.values import Value
from triage.patients.examples import complete
from triage.run.assess import assess
from triage.run.result import Result

CHANGES_FORMAT: Final = 1


@frozen(eq=False)
class Change:
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

    @property
    def disposition(self) -> Disposition:
        """Where the person would be sent."""
        return self.result.disposition or self.result.at_least

    def to_json(self) -> dict[str, object]:
        """Return the change as data that ``json`` can write."""
        return {
            "answers": dict(self.answers),
            "instead_of": dict(self.instead_of),
            "more": dict(self.more),
            "is_certain": self.is_certain,
            "disposition": self.disposition,
            "urgency": self.disposition.urgency,
            "outcome": self.result.outcome,
            "title": self.result.title,
            "text": self.text,
        }


@frozen(eq=False)
class Changes:
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

    def to_json(self) -> dict[str, object]:
        """Return the changes as data that ``json`` can write."""
        return {
            "triage_changes": CHANGES_FORMAT,
            "now": self.now.to_json(),
            "raising": [change.to_json() for change in self.raising],
            "lowering": [change.to_json() for change in self.lowering],
            "is_whole": self.is_whole,
        }


def what_would_change(now: Result, *, at_most: int = 20) -> Changes:
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
    land = landscape_of(tree)
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
    land: Landscape
    search: Search

    def change(self, levels: Levels, way: Way) -> Change:
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
            more |= {name: witness[name] for name in result.next}
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
