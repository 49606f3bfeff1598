"""Answers that can occur where a text names their fact, and for which it has no words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import evolve

from triage.errors import Finding
from triage.findings.finding_kind import HEAD, WHOLE_FILE, FindingKind
from triage.lint.blocking.asked import AskedFacts
from triage.lint.rule import rule
from triage.model.asking import steps_that_may_skip
from triage.model.conditions import Condition, facts_of
from triage.model.domains import Number
from triage.model.facts import Fact, Saying
from triage.model.graph import Graph
from triage.model.tree import Advice, Outcome, Tree, Watch
from triage.model.values import NOT_SURE, AnswerSet, Value
from triage.phrasing.answers_in_texts import NamedFact, named_in, texts_of, told_by
from triage.words import _

if TYPE_CHECKING:
    from triage.answer_space.space import Space
    from triage.lint.arrivals import Arrivals


def _saying(words: str) -> str:
    """Return a tree whose only text names which leg it is, in these words."""
    return f"""{HEAD}facts:
  side:
    type: one of
    options: {{left: "Left", right: "Right"}}
    ask: Which leg is it?
    label: which leg
    say: {words}
    judgement: There are two.
start: side
steps:
  side:
    ask: side
    then:
      - {{go: physio, including: not sure}}
outcomes:
  physio:
    disposition: physio
    title: See a physio
    text: "Show {{side}} to a physio."
    judgement: Two see more than one.
"""


ANSWER_WITHOUT_WORDS = FindingKind(
    "W622",
    "answer-without-words",
    means="A text names a fact, and somebody who comes there can have an answer for which `say` "
    "has no words: yes, no or *not sure*, an option where others have words, or none at all, where "
    "the question can be skipped or passed over.",
    why="The sentence would read *rest not sure*. Numbers and options say themselves.",
    bad=_saying('{left: "your left leg", right: "your right leg", anybody: "the leg"}'),
    good=_saying(
        '{left: "your left leg", right: "your right leg", not sure: "your leg", anybody: "the leg"}'
    ),
    place=WHOLE_FILE,
)


@rule(needs=("asks", "targets", "conditions"))
def answers_without_words(tree: Tree) -> Iterable[Finding]:
    """Report texts that have no words for what somebody there can have answered."""
    if not tree.start or not any(_naming(each, tree) for each in tree.outcomes.values()):
        return []
    graph = Graph.of(tree)
    if graph.cycles:
        return []
    return list(_Looker(tree, graph).findings())


_Naming = tuple[Outcome | Advice | Watch, NamedFact, Fact, Saying]


def _naming(outcome: Outcome, tree: Tree) -> list[_Naming]:
    """Return each fact that a text of an outcome names, with the part that does, and its words."""
    listed = [tree.advice[name] for name in outcome.advice if name in tree.advice]
    found = []
    for part in (*told_by(outcome, tree), *listed):
        for named in named_in(*texts_of(part)):
            fact = tree.facts.get(named.fact)
            saying = fact.saying(named.wording) if fact else None
            if fact is not None and saying is not None:
                found.append((part, named, fact, saying))
    return found


class _Looker:
    """Looks at each outcome for those who come there."""

    def __init__(self, tree: Tree, graph: Graph) -> None:
        self.tree = tree
        skips = steps_that_may_skip(tree)
        steps = {n: evolve(s, ask=()) if n in skips else s for n, s in tree.steps.items()}
        bare = tree if not skips else evolve(tree, steps=steps)
        self.every = AskedFacts.of(graph)
        self.certain = AskedFacts.of(Graph.of(bare)) if skips else self.every

    @cached_property
    def arrivals(self) -> Arrivals | None:
        """All who come anywhere; None where they are too many to try."""
        # Loading a tree whose texts have all their words needs none of it.
        from triage.lint.arrivals import Arrivals, TooLarge
        from triage.lint.by_few_facts import is_whole

        try:
            return Arrivals(self.tree) if is_whole(self.tree) else None
        except TooLarge:
            return None

    def findings(self) -> Iterator[Finding]:
        """Yield a finding for each fact that a part names without all the words it takes."""
        seen: set[tuple[str | None, NamedFact]] = set()
        for outcome in self.tree.outcomes.values():
            for part, named, fact, saying in _naming(outcome, self.tree):
                lacking = [*self._lacking(outcome, part, fact, saying)]
                if lacking and (str(part.at), named) not in seen:
                    seen.add((str(part.at), named))
                    words = ", ".join(f"`{each}`" for each in lacking)
                    found = _(
                        "found `{named}` in `{name}` without words for {words}, as can be",
                        named=named,
                        name=part.name,
                        words=words,
                    )
                    hint = _("add them to the words of `{name}`", name=fact.name)
                    yield ANSWER_WITHOUT_WORDS.about(part.at, found, hint)

    def _lacking(
        self, outcome: Outcome, part: Outcome | Advice | Watch, fact: Fact, saying: Saying
    ) -> Iterator[str]:
        for value in _in_need(fact, saying):
            if saying.of(value) is None and self._occurs(value, fact, outcome, part):
                yield "yes" if value is True else "no" if value is False else str(value)
        if saying.unanswered is None and self._may_be_open(fact, outcome):
            yield "unanswered"

    def _may_be_open(self, fact: Fact, outcome: Outcome) -> bool:
        """Say whether the fact may be skipped, or passed over; that it is not asked is S504."""
        name = outcome.name
        if name not in self.every.known:
            return False
        if fact.name not in outcome.refine and any(self.every.missing([fact.name], name, ())):
            return False
        return any(self.certain.missing([fact.name], name, ()))

    def _occurs(
        self, value: Value, fact: Fact, outcome: Outcome, part: Outcome | Advice | Watch
    ) -> bool:
        """Say whether somebody may be told a text with an answer; yes where that is not known."""
        arrivals = self.arrivals
        if arrivals is None or fact.name not in arrivals.space.levels:
            return True
        space = arrivals.space
        there = [arrivals.coming.get(outcome.name, space.diagram.false)]
        when = part.when if isinstance(part, Advice) else None
        if when is not None and self._is_told_apart(when, space):
            there.append(space.where(when))
        met = space.all_of(*there, space.having(fact.name, AnswerSet((value,))))
        return met != space.diagram.false

    def _is_told_apart(self, when: Condition, space: Space) -> bool:
        """Say whether the space tells all answers apart that a condition does; not so numbers."""
        facts = facts_of(when)
        numbers = any(isinstance(self.tree.facts[name].domain, Number) for name in facts)
        return not numbers and space.levels.keys() >= set(facts)


def _in_need(fact: Fact, saying: Saying) -> tuple[Value, ...]:
    """Return the answers that cannot say themselves there."""
    named = [value for value in fact.domain.choices() if saying.of(value) is not None]
    needs = fact.domain.choices() if named or fact.is_yes_no else ()
    return (*needs, *(() if fact.sure else (NOT_SURE,)))
