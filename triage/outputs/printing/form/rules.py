"""The arrows of a question: which way on for whom, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Final

from attrs import frozen

from triage.model.conditions import Condition, Is, Not, facts_of
from triage.model.tree import Branch
from triage.model.values import AnswerSet
from triage.outputs.printing.form.decided import KnownTicks, Reader
from triage.outputs.printing.form.known import Visit
from triage.outputs.printing.form.places import Book
from triage.outputs.printing.form.ticks import (
    ALWAYS,
    NEVER,
    Statement,
    TickEither,
    TickIs,
    either,
    facts_in,
)
from triage.outputs.printing.form.words import TickSpeaker
from triage.phrasing.arrow_labels import answers_taken
from triage.words import N_, _

PUT_OFF: Final = N_("put off")
_ASK_NOW: Final = N_(
    "If {number} is {box}; and {empty}: answer {number} now, then read these arrows again from "
    "the top"
)
_ASK_NOW_UNLESS: Final = N_(
    "If {number} is {box}; and {empty}; unless ({unless}): answer {number} now, then read these "
    "arrows again from the top"
)
_READ_ON: Final = N_("ask nothing here, copy where “↩” says so, and read the arrows below")
_READ_ON_AND_TICK: Final = N_(
    "tick “{box}”, ask nothing here, copy where “↩” says so, and read the arrows below"
)
_CANNOT_BE: Final = N_("this cannot be true: ask again, and correct the tick that is wrong")


@frozen
class Rule:
    """One arrow in words.

    Attributes:
        words: when it is taken and, unless it only leads somewhere, what to do.
        to: the number of a question, ``END`` and a letter, or "".
    """

    words: str
    to: str = ""


def fetched_steps(book: Book) -> frozenset[str]:
    """Return the steps that may be put off and asked later after all."""
    return frozenset(
        name
        for visit in book.visits.values()
        for facts in (visit.asks, *(_open_facts(visit, b.condition) for b in visit.step.branches))
        for name in _put_off(book, visit, facts)
    )


def early_rules(book: Book, speaker: TickSpeaker, fetched: Set[str]) -> tuple[Rule, ...]:
    """Return the arrows before the question of a step.

    Args:
        book: the numbers of everything.
        speaker: for the words, before the step has asked.
        fetched: the steps that may be asked later after all.
    """
    return tuple(_Writer(book, speaker.visit, speaker).before(fetched))


def rules_of(book: Book, speaker: TickSpeaker) -> tuple[Rule, ...]:
    """Return the arrows behind the question of a step.

    Args:
        book: the numbers of everything.
        speaker: for the words, once the step has asked.
    """
    return tuple(_Writer(book, speaker.visit, speaker).after())


def _open_facts(visit: Visit, condition: Condition | None) -> tuple[str, ...]:
    """Return the facts of a condition that may be empty once the step is answered."""
    facts = () if condition is None else facts_of(condition)
    return tuple(name for name in facts if name not in visit.answered.surely)


def _put_off(book: Book, visit: Visit, facts: Iterable[str]) -> dict[str, list[str]]:
    """Return the steps that may have been put off with some of the facts, in order."""
    wanted = {name: [f for f in book.visits[name].asks if f in facts] for name in visit.put_off}
    return {
        name: wanted[name] for name in sorted(wanted, key=book.numbers.__getitem__) if wanted[name]
    }


@frozen
class _Writer:
    """Writes the arrows of one step."""

    book: Book
    visit: Visit
    speaker: TickSpeaker

    def before(self, fetched: Set[str]) -> Iterator[Rule]:
        """Yield what may be decided before the question is put."""
        if self.visit.step.goes_each and self.visit.early:
            is_fetched = self.visit.step.name in fetched
            said = _(_READ_ON_AND_TICK, box=_(PUT_OFF)) if is_fetched else _(_READ_ON)
            yield Rule(f"{self._if(self.visit.early[0].when)}: {said}")
        for early in () if self.visit.step.goes_each else self.visit.early:
            go = self.book.name(early.branch.go)
            for part in _parts(early.when):
                is_fetched = self.visit.step.name in fetched
                yield self._put_off(part, go) if is_fetched else self._to(part, go)
        yield from self._fetch(self.visit.asks, NEVER)
        if self.visit.early or _put_off(self.book, self.visit, self.visit.asks):
            yield Rule(_("Otherwise: answer this question"))

    def _put_off(self, when: Statement, go: str) -> Rule:
        return Rule(_("{when}: tick “{box}” and", when=self._if(when), box=_(PUT_OFF)), go)

    def after(self) -> Iterator[Rule]:
        """Yield where the answers lead; an emergency waits for no correction."""
        if self.visit.step.goes_each:
            return iter([*self._checks(), *self._parts()])
        rules = list(self._branches())
        urgent = 0
        while urgent < len(rules) and self._is_emergency(rules[urgent]):
            urgent += 1
        return iter([*rules[:urgent], *self._checks(), *rules[urgent:]])

    def _branches(self) -> Iterator[Rule]:
        if (apart := _apart(self.visit, self.book)) is not None:
            yield from self._apart(apart)
            return
        reader = Reader(self.book.tree.facts, self.visit.answered)
        some = False
        for branch in self.visit.step.branches:
            when = ALWAYS if branch.condition is None else reader.certain(branch.condition)
            if when == ALWAYS:
                yield self._last(branch, some)
                return
            for part in self._left(when):
                some = True
                yield self._to(part, self.book.name(branch.go))
            if branch.condition is not None:
                yield from self._fetch_for(branch.condition, reader)

    def _parts(self) -> Iterator[Rule]:
        """Yield an arrow for each part; it is known which ones come before any of them begins."""
        known = self.visit.answered
        if self.visit.early:  # the question may be passed over
            known = KnownTicks(self.visit.known.surely, known.maybe)
        reader = Reader(self.book.tree.facts, known)
        for condition in self.visit.step.conditions:
            decided = [reader.certain(condition, so) for so in (True, False)]
            yield from self._fetch(_open_facts(self.visit, condition), either(decided))
        for branch in self.visit.step.branches:
            go = self.book.name(branch.go)
            if branch.condition is None:
                yield Rule(_("If no arrow is marked:"), go)
            elif (when := reader.certain(branch.condition)) != NEVER:
                yield Rule(_("{when}: mark this arrow and", when=self._if(when)), go)

    def _left(self, when: Statement) -> Iterator[Statement]:
        """Yield the parts that an arrow before the question has not answered already."""
        answered = {part for early in self.visit.early for part in _parts(early.when)}
        for part in _parts(when):
            if not (part in answered and facts_in(part) <= self.visit.known.surely):
                yield part

    def _apart(self, ways: Sequence[tuple[AnswerSet, Branch]]) -> Iterator[Rule]:
        """Yield an arrow for each set of answers to a single question."""
        fact = self.visit.step.ask[0]
        for answers, branch in ways:
            if len(ways) == 1:
                yield self._last(branch, False)
            else:
                yield self._to(TickIs(fact, answers), self.book.name(branch.go))

    def _last(self, branch: Branch, some: bool) -> Rule:
        if not some:
            said = _("Now")
        elif branch.including_not_sure:
            said = _("Otherwise, not sure included:")
        else:
            said = _("Otherwise:")
        return Rule(said, self.book.name(branch.go))

    def _to(self, when: Statement, go: str) -> Rule:
        return Rule(f"{self._if(when)}:", go)

    def _if(self, when: Statement) -> str:
        return _("In any case") if when == ALWAYS else _("If {so}", so=self.speaker.say(when))

    def _fetch_for(self, condition: Condition, reader: Reader) -> Iterator[Rule]:
        """Ask what was put off, where the condition is still open."""
        # A lone fact that is empty decides nothing.
        unless = NEVER if isinstance(condition.core, Is) else reader.certain(Not(condition))
        yield from self._fetch(_open_facts(self.visit, condition), unless)

    def _fetch(self, facts: Sequence[str], unless: Statement) -> Iterator[Rule]:
        for name, wanted in _put_off(self.book, self.visit, facts).items():
            values = {
                "number": self.book.name(name),
                "box": _(PUT_OFF),
                "empty": self.speaker.say_empty(wanted),
            }
            if unless == NEVER:
                yield Rule(_(_ASK_NOW, **values))
            else:
                yield Rule(_(_ASK_NOW_UNLESS, **values, unless=self.speaker.say(unless)))

    def _checks(self) -> Iterator[Rule]:
        """Yield what cannot be so, where this question is the last that it is about."""
        reader = Reader(self.book.tree.facts, self.visit.answered)
        for impossible in self.book.tree.impossible:
            facts = set(facts_of(impossible.condition))
            if facts.intersection(self.visit.asks) and facts <= reader.known.maybe:
                for part in _parts(reader.certain(impossible.condition)):
                    yield Rule(f"{self._if(part)}: {_(_CANNOT_BE)}")

    def _is_emergency(self, rule: Rule) -> bool:
        emergencies = {
            self.book.name(end)
            for end in self.book.ends
            if self.book.tree.outcomes[end].disposition.is_top
        }
        return rule.to in emergencies


def _parts(when: Statement) -> tuple[Statement, ...]:
    """Return statements of which any one is enough: each gets an arrow of its own."""
    return when.of if isinstance(when, TickEither) else (when,)


def _apart(visit: Visit, book: Book) -> list[tuple[AnswerSet, Branch]] | None:
    """Return the answers that take each branch, where nothing but one question matters."""
    step = visit.step
    if len(step.ask) != 1 or visit.asks != step.ask:
        return None
    reader, fact = Reader(book.tree.facts, visit.answered), book.tree.facts[step.ask[0]]
    said = [reader.certain(condition) for condition in step.conditions]
    wanted = [each.answers for each in said if isinstance(each, TickIs) and each.fact == fact.name]
    if len(wanted) < len(said):
        return None
    taken = zip(answers_taken(wanted, fact), step.branches, strict=True)
    return [(answers, branch) for answers, branch in taken if answers != AnswerSet()]
