"""A set of patients in the fewest words, where it does not matter who else meets them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import define, field

from triage.answer_space.diagram import Node
from triage.answer_space.groups import answers_in, groups_of
from triage.answer_space.ladder.ladder import Line
from triage.answer_space.space import Space
from triage.model.domains import Number
from triage.model.facts import Fact
from triage.model.values import NOT_SURE, AnswerSet


@define
class Coverer:
    """Finds lines over the facts of a tree, the same only once.

    Attributes:
        space: all patients.
        facts: what the lines are about, by name.
    """

    space: Space
    facts: Mapping[str, Fact]
    _found: dict[tuple[Node, Node], tuple[Line, ...]] = field(factory=dict, init=False)

    def lines(self, wanted: Node, free: Node) -> tuple[Line, ...]:
        """Return lines that hold all of some patients, and of the others only some who are free.

        No line can be left out, no fact in it either.

        Args:
            wanted: who must meet one of the lines.
            free: of whom it does not matter whether they do.
        """
        if (wanted, free) not in self._found:
            self._found[wanted, free] = self._lines(wanted, free)
        return self._found[wanted, free]

    def _lines(self, wanted: Node, free: Node) -> tuple[Line, ...]:
        ignored = self.space.without(free, wanted)
        allowed = self.space.any_of(free, wanted)
        groups = groups_of(self.space, self.facts, wanted, ignored)
        found = [self._opened(dict(group.answers), allowed) for group in groups]
        needed = self._needed(found, wanted)
        return tuple(sorted(self._trimmed(needed, wanted), key=self._place))

    def holds(self, line: Line) -> Node:
        """Return who meets a line; it tells no answers apart that the tree does not."""
        return self.space.all_of(*(self.space.having(f, a) for f, a in line.answers.items()))

    def _place(self, line: Line) -> tuple[int, list[int]]:
        """Lines of one fact come first, then the tree's order."""
        return len(line.answers), sorted(self.space.levels[fact] for fact in line.answers)

    # --- what others meet as well makes a line shorter: over 5, not 6 to 7; not sure or not

    def _opened(self, answers: dict[str, AnswerSet], allowed: Node) -> Line:
        line = Line(answers)
        for fact in answers:
            for added in self._more(fact, answers[fact]):
                wider = Line({**line.answers, fact: self._with(fact, line.answers[fact], added)})
                if self.space.without(self.holds(wider), allowed) == self.space.diagram.false:
                    line = wider
        return line

    def _more(self, fact: str, answers: AnswerSet) -> Iterator[set[int]]:
        """Yield what may be added to some answers: not sure, all lower ones, all higher ones."""
        classes = self.space.classes[fact]
        yield {i for i, each in enumerate(classes) if each.value == NOT_SURE}
        if isinstance(self.facts[fact].domain, Number):
            numbers = [i for i, each in enumerate(classes) if not isinstance(each.value, str)]
            taken = [i for i in numbers if classes[i].value in answers]
            if taken:
                yield set(range(taken[0]))
                yield set(range(taken[-1] + 1, len(numbers)))

    def _with(self, fact: str, answers: AnswerSet, added: set[int]) -> AnswerSet:
        classes = self.space.classes[fact]
        chosen = {i for i, each in enumerate(classes) if each.value in answers}
        return answers_in(self.facts[fact], classes, frozenset(chosen | added))

    # --- what other lines say already is left out

    def _needed(self, lines: Sequence[Line], wanted: Node) -> list[Line]:
        """Return the lines that are needed to hold everybody; long ones are left out first."""
        kept = list(lines)
        for line in sorted(lines, key=lambda each: -len(each.answers)):
            others = [each for each in kept if each is not line]
            if self._hold(others, wanted):
                kept = others
        return kept

    def _trimmed(self, lines: list[Line], wanted: Node) -> list[Line]:
        """Leave out answers that other lines hold: under 18 is no part of `over 60, one leg`."""
        for at, line in enumerate(lines):
            alone = self._left([*lines[:at], *lines[at + 1 :]], wanted)
            for fact, answers in line.answers.items():
                for fewer in _fewer(answers):
                    shorter = Line({**lines[at].answers, fact: fewer})
                    if self._hold([shorter], alone):
                        lines[at] = shorter
                        break
        return lines

    def _hold(self, lines: Sequence[Line], wanted: Node) -> bool:
        return self._left(lines, wanted) == self.space.diagram.false

    def _left(self, lines: Sequence[Line], wanted: Node) -> Node:
        """Return those of some patients whom no line holds."""
        return self.space.without(wanted, *map(self.holds, lines))


def _fewer(answers: AnswerSet) -> Iterator[AnswerSet]:
    """Yield some answers without one that has words of its own, and without several."""
    unsure = tuple(value for value in answers.values if value == NOT_SURE)
    values = tuple(value for value in answers.values if value != NOT_SURE)
    if len(values) + len(answers.ranges) < 2:
        return
    for one in values:
        yield AnswerSet((one, *unsure))
    for numbers in answers.ranges:
        yield AnswerSet(unsure, (numbers,))
    for one in values:
        yield AnswerSet((*(v for v in values if v != one), *unsure), answers.ranges)
