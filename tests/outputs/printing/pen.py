"""Somebody who fills in the paper questionnaire with a pen, by the printed words alone.

A line of the table is read as ways to fit: for some places, the answers of which one is ticked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import chain, combinations, product

from attrs import Factory, define

from tests.outputs.printing.heard import squeezed
from tests.outputs.printing.printed import Form, Line, Page
from tests.outputs.printing.wall import Box, Ticked

Way = dict[str, str]  # by place, the words for its answers
Ask = Callable[[Page, list[Line]], Mapping[str, str]]
REST = squeezed("Everybody else").casefold()
# What stands between the parts of a line that must all be so.
LEADS = r"(?:;and|;|(?<=[\da-z])and)?(any|two)ofthese:"
_NUMBER = r"-?\d+(?:\.\d+)?"
_ANSWER = (
    rf"notsure|yes|no|anynumber|(?:atleast|atmost|morethan|lessthan){_NUMBER}"
    rf"(?:but(?:atmost|lessthan){_NUMBER})?|{_NUMBER}to{_NUMBER}|{_NUMBER}|[a-z]{{1,2}}"
)
_PLACE = r"\d+[a-z]?"
_PLACES = rf"{_PLACE}(?:to{_PLACE})?"
_SIGN = re.compile(
    rf"(?P<answers>(?:{_ANSWER})(?:(?:,|or)(?:{_ANSWER}))*?)in(?P<two>twoormoreof)?(?P<each>eachof)?"
    rf"(?P<places>{_PLACES}(?:(?:,|or|and){_PLACES})*)"
)


class Unreadable(Exception):
    """The words on the paper do not say what to do."""


class CannotBe(Exception):
    """A line says that the answers contradict each other."""


# --- what the words of a line mean


def ways_of(ticked: Ticked) -> Iterator[Way]:
    """Yield the ways to fit a line: one answer of those at each place."""
    alone, *parts = re.split(LEADS, ticked.words)
    signs = [_signs(each) for each in alone.split(";and")] if alone else []
    lists = [
        _of_list(count, words.split("•")[1:])
        for count, words in zip(parts[::2], parts[1::2], strict=True)
    ]
    for way in product(*signs, *lists):
        yield {place: answers for each in way for place, answers in each.items()}


def _of_list(count: str, options: list[str]) -> list[Way]:
    if count == "any":
        return [each for option in options for each in _option(option)]
    pairs = combinations(options, 2)
    return [{**a, **b} for x, y in pairs for a in _option(x) for b in _option(y)]


def _option(words: str) -> list[Way]:
    """Return the ways to have one option of a list, of which all signs must be so."""
    ways = product(*(_signs(each) for each in words.split(";and")))
    return [dict(chain.from_iterable(each.items() for each in way)) for way in ways]


def _signs(words: str) -> list[Way]:
    """Return the ways to have a sign: its answers at any of its places, or at two of them."""
    found = _SIGN.fullmatch(words)
    if found is None:
        raise Unreadable(words)
    places = [place for each in re.split("(?:,|or|and)", found["places"]) for place in run(each)]
    each = [{place: found["answers"]} for place in places]
    if found["each"]:
        return [{place: answers for one in each for place, answers in one.items()}]
    return [{**a, **b} for a, b in combinations(each, 2)] if found["two"] else each


def run(words: str) -> list[str]:
    """Return the places of a run such as ``3ato3d``, or a place alone."""
    first, _, last = words.partition("to")
    if not last:
        return [first]
    number, letters = re.sub("[a-z]", "", first), range(ord(first[-1]), ord(last[-1]) + 1)
    assert last.startswith(number)
    return [f"{number}{chr(letter)}" for letter in letters]


def has_answer(words: str, tick: str) -> bool:
    """Tell whether what is ticked or written is among the answers of a line."""
    answers = re.findall(rf"({_ANSWER})(?:,|or|$)", squeezed(words))
    return any(_is_answer(tick, each) for each in answers)


def _is_answer(tick: str, answer: str) -> bool:
    number = Decimal(tick) if re.fullmatch(_NUMBER, tick) else None
    if number is None or re.fullmatch(r"notsure|yes|no|[a-z]{1,2}", answer):
        return squeezed(tick) == answer
    if answer == "anynumber":
        return True
    return all(_is_within(number, limit) for limit in answer.split("but"))


def _is_within(number: Decimal, limit: str) -> bool:
    if found := re.fullmatch(rf"({_NUMBER})to({_NUMBER})", limit):
        return Decimal(found[1]) <= number <= Decimal(found[2])
    found = re.fullmatch(rf"(\D*?)({_NUMBER})", limit)
    assert found is not None, limit
    bound = Decimal(found[2])
    return {
        "": number == bound,
        "atleast": number >= bound,
        "atmost": number <= bound,
        "morethan": number > bound,
        "lessthan": number < bound,
    }[found[1]]


# --- what somebody does with it


@define
class Pen:
    """Fills in a form, and reads its table.

    Attributes:
        form: the paper.
        ask: gets an item and its lines; returns what is ticked or written at each place.
        ticks: what is ticked so far, by place.
        left_out: the items that were not for this person.
        stops: the boxes at which a note says to stop.
    """

    form: Form
    ask: Ask
    ticks: dict[str, str] = Factory(dict)
    left_out: list[str] = Factory(list)
    stops: list[str] = Factory(list)

    def fill_in(self) -> None:
        """Answer every item that is for this person."""
        for page in self.form.pages.values():
            if page.only_if and not self._fits(Ticked(squeezed(page.only_if))):
                self.left_out.append(page.number)
                continue
            self.ticks.update(self.ask(page, page.lines))
            for note in page.notes:
                self._heed(note)

    def read(self) -> tuple[str, str, str]:
        """Return box, heading and words of the only line that counts; see ``told``."""
        (line,) = self.told()
        return line

    def told(self) -> list[tuple[str, str, str]]:
        """Return box, heading and words of each line that counts.

        Raises:
            CannotBe: a line above it says that the ticks contradict each other.
        """
        if found := self._first(self.form.boxes):
            return [found]
        mine = [part for part in self.form.parts if any(map(self._fits, part.who))]
        found_there = [self._first(part.boxes) for part in mine]
        if not found_there or None in found_there:
            raise Unreadable("no line fits")
        return [each for each in found_there if each]

    def _first(self, boxes: list[Box]) -> tuple[str, str, str] | None:
        """Return box, heading and words of the first line of a table that fits."""
        for box in boxes:
            if not box.title and any(map(self._fits, self._all(box))):
                raise CannotBe
            for heading in box.headings if box.title else ():
                for line in heading.ticked:
                    if self._fits(line):
                        return box.title, heading.words, line.words
        return None

    def _heed(self, note: str) -> None:
        if found := re.fullmatch(
            r"If (.+): stop here, and do what box (A) of the table says", note
        ):
            if self._fits(Ticked(squeezed(found[1]))):
                self.stops.append(found[2])
            return
        down_to = r"Look at the table down to box (\w+): if a line there fits, stop here"
        found = re.fullmatch(down_to, note)
        if found is None:
            raise Unreadable(note)
        names = [box.title.partition(":")[0] for box in self.form.boxes if box.title]
        for name in names[: names.index(found[1]) + 1]:
            box = next(box for box in self.form.boxes if box.title.startswith(f"{name}:"))
            if any(map(self._fits, self._all(box))):
                self.stops.append(name)
                return

    @staticmethod
    def _all(box: Box) -> list[Ticked]:
        return [line for heading in box.headings for line in heading.ticked]

    def _fits(self, line: Ticked) -> bool:
        """Tell whether a line fits; one that looks at an empty place does not."""
        if line.words.casefold() == REST:
            return True
        return any(
            all(
                place in self.ticks and has_answer(words, self.ticks[place])
                for place, words in way.items()
            )
            for way in ways_of(line)
        )
