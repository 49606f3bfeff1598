"""Lines -> the same lines in fewer words: what several share is said once.

Lines are a sum of products, and this is the factoring of algebra: of all ways to write some of
them as signs that all have, times one of a list, times one of another, the one is taken that
saves most letters; then again among the rest. ``JoinedLines.lines`` is the way back: nobody meets
more or fewer lines than before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import Final, TypeAlias

from attrs import evolve, frozen

from triage.answer_space.ladder.ladder import Line, without_unsure
from triage.model.values import NOT_SURE, AnswerSet

Sign: TypeAlias = tuple[str, AnswerSet]
Signs: TypeAlias = frozenset[Sign]
Length: TypeAlias = Callable[[Sign], int]
# What a box to tick takes beside its words, in letters.
_A_BOX: Final = 12
# Two signs, of which two are needed, are a line.
_FEWEST_TO_COUNT: Final = 3
# The search for two lists compares what is said with each sign; that of more would take long.
_MOST_PAIRED: Final = 150


@frozen
class SignChoice:
    """A list of which somebody has one, or more.

    Attributes:
        options: of each all signs must be so.
        count: how many of them are needed.
    """

    options: tuple[Line, ...]
    count: int = 1


@frozen
class JoinedLines:
    """Some lines that are said together.

    Attributes:
        common: the signs that all of them have.
        choices: lists, of each of which somebody has an option besides.
        enough_if_sure: whether whoever is sure of the first sign needs nothing else.
    """

    common: Line
    choices: tuple[SignChoice, ...] = ()
    enough_if_sure: bool = False

    def lines(self) -> Iterator[Line]:
        """Yield the lines for which it stands."""
        if self.enough_if_sure:
            fact, answers = next(iter(self.common.answers.items()))
            yield Line({fact: without_unsure(answers)})
        for way in product(*(combinations(each.options, each.count) for each in self.choices)):
            options = [option for chosen in way for option in chosen]
            added = {fact: a for option in options for fact, a in option.answers.items()}
            yield Line({**self.common.answers, **added})


def together(
    lines: Sequence[Line], length: Length, order: Sequence[str] = ()
) -> tuple[JoinedLines, ...]:
    """Return lines in as few words as are found, in the order of their first.

    Args:
        lines: of one help; any one of them is enough, and none can be left out.
        length: how many letters a sign takes.
        order: the facts, in the order in which the signs of a line are said.
    """
    factoring = _Factoring([_signs(line) for line in lines], length, order)
    place = {_signs(line): at for at, line in reversed([*enumerate(lines)])}
    said = [*factoring.products()]
    said += [JoinedLines(line) for line in lines if _signs(line) in factoring.left]
    said.sort(key=lambda each: min(place[_signs(line)] for line in each.lines()))
    return tuple(_with_enough_alone(said))


def _signs(line: Line) -> Signs:
    return frozenset(line.answers.items())


class _Factoring:
    """Takes the product that saves most out of what is left, one after the other."""

    def __init__(self, lines: list[Signs], length: Length, order: Sequence[str]) -> None:
        self.lines, self.left, self.length = lines, dict.fromkeys(lines), length
        self.several = [line for line in lines if len(line) > 1]
        self.rank = {fact: at for at, fact in enumerate(order)}

    def products(self) -> Iterator[JoinedLines]:
        """Yield products, until none is shorter than its lines; ``left`` is what is left."""
        found = [*self._rectangles(), *self._counted()]
        while True:
            found = [each for each in found if self._saved(each) > 0]
            best = max((*found, *self._of_what_is_left()), key=self._saved, default=None)
            if best is None or self._saved(best) <= 0:
                return
            for line in best.lines():
                self.left.pop(_signs(line), None)
            yield best

    def _saved(self, product: JoinedLines) -> int:
        """Return how many letters are saved where a product takes the place of its lines."""
        covered = {_signs(line) for line in product.lines()} & self.left.keys()
        alone = [_alone(sign) for sign in product.common.answers.items()]
        if len(alone) == 1 and alone[0] in self.left:
            covered.add(alone[0])
        parts = [product.common, *(o for choice in product.choices for o in choice.options)]
        said = sum(self._letters(_signs(part)) for part in parts) + _A_BOX
        return sum(self._letters(line) + _A_BOX for line in covered) - said

    def _letters(self, signs: Signs) -> int:
        return sum(map(self.length, signs))

    def _of_what_is_left(self) -> Iterator[JoinedLines]:
        """Yield signs with a list of what else stands with them in lines that are not yet said."""
        several = [line for line in self.left if len(line) > 1]
        for shared in dict.fromkeys(a & b for a, b in combinations(several, 2) if a & b):
            tails = [line - shared for line in several if shared < line]
            if len(tails) > 1:
                yield self._product([shared], tails)

    # --- one of these, and one of those

    def _rectangles(self) -> Iterator[JoinedLines]:
        """Yield signs that several lines share, with a list, or two, of what each has besides."""
        shared = dict.fromkeys(a & b for a, b in combinations(self.several, 2) if a & b)
        rests = dict.fromkeys(frozenset(self._besides(each)) for each in shared)
        most = sorted(rests, key=len, reverse=True)[:_MOST_PAIRED]
        both = (one & other for one, other in combinations(most, 2))
        for tails in dict.fromkeys((*rests, *both)):
            if len(tails) > 1:
                ordered = sorted(tails, key=self._place)
                heads = [h for h in self._besides(ordered[0]) if self._go_with(h, ordered)]
                yield self._product(heads, ordered)

    def _besides(self, signs: Signs) -> list[Signs]:
        return [line - signs for line in self.several if signs < line]

    def _go_with(self, head: Signs, tails: Sequence[Signs]) -> bool:
        return all(not head & tail and head | tail in self.left for tail in tails)

    def _product(self, heads: Sequence[Signs], tails: Sequence[Signs]) -> JoinedLines:
        common = frozenset.intersection(*heads) | frozenset.intersection(*tails)
        lists = [[each - common for each in some] for some in (heads, tails)]
        choices = [SignChoice(tuple(map(self._line, some))) for some in lists if len(some) > 1]
        return JoinedLines(self._line(common), tuple(choices))

    # --- two of these

    def _counted(self) -> Iterator[JoinedLines]:
        """Yield signs of which any two are enough, with what they need besides."""
        commons = dict.fromkeys(
            line - set(pair)
            for line in self.several
            for pair in combinations(sorted(line, key=self._order), 2)
        )
        for common in commons:
            pairs_here = [rest for rest in self._besides(common) if len(rest) == 2]
            for first in sorted({s for pair in pairs_here for s in pair}, key=self._order):
                group = self._all_paired(first, pairs_here)
                if len(group) >= _FEWEST_TO_COUNT:
                    options = tuple(Line(dict([sign])) for sign in group)
                    yield JoinedLines(self._line(common), (SignChoice(options, 2),))

    def _all_paired(self, first: Sign, pairs: Sequence[Signs]) -> list[Sign]:
        """Return signs each two of which are a pair, one of them given."""
        group = [first]
        for sign in sorted({s for pair in pairs for s in pair}, key=self._order):
            if all(frozenset((sign, other)) in pairs for other in group):
                group.append(sign)
        return group

    # --- in an order of their own: the same tree makes the same page

    def _line(self, signs: Iterable[Sign]) -> Line:
        return Line(dict(sorted(signs, key=self._order)))

    def _order(self, sign: Sign) -> tuple[int, str]:
        fact, answers = sign
        return self.rank.get(fact, 0), f"{fact} {answers}"

    def _place(self, signs: Signs) -> tuple[int, list[tuple[int, str]]]:
        at = next(at for at, line in enumerate(self.lines) if signs < line)
        return at, sorted(map(self._order, signs))


# --- signs that are enough alone for who is sure, and with others for who is not


def _alone(sign: Sign) -> Signs:
    fact, answers = sign
    return frozenset([(fact, without_unsure(answers))])


def _with_enough_alone(said: Sequence[JoinedLines]) -> Iterator[JoinedLines]:
    """Say a sign once that is enough alone if one is sure, and with others if not."""
    alone = {_signs(each.common) for each in said if is_one_sign(each)}
    merged = [_merged(each, alone) for each in said]
    yield from (each for each in merged if not is_one_sign(each) or _signs(each.common) in alone)


def is_one_sign(each: JoinedLines) -> bool:
    """Tell whether it is one line of one sign."""
    return not each.choices and len(each.common.answers) == 1


def _merged(each: JoinedLines, alone: set[Signs]) -> JoinedLines:
    """Return lines with the sign that is enough alone first, and take that from the others."""
    signs = each.common.answers
    if bool(each.choices) != (len(signs) == 1):
        return each
    for fact, answers in signs.items():
        sign = _alone((fact, answers))
        if NOT_SURE in answers and sign in alone:
            alone.remove(sign)
            others = {name: a for name, a in signs.items() if name != fact}
            return evolve(each, common=Line({fact: answers, **others}), enough_if_sure=True)
    return each
