"""The words of a tree as the questionnaire prints them.

Boxes, arrows and numbers of questions are drawn with a few signs that nothing
else on the paper may show: a label that holds one gets a similar sign instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attrs import Factory, define, frozen

from triage.locales.regions import Region, localize
from triage.model.facts import Fact
from triage.model.values import NOT_SURE, AnswerSet, Range
from triage.outputs.printing.form.known import Visit
from triage.outputs.printing.form.places import Book, TickPosition, letters_of_answers, say_places
from triage.outputs.printing.form.ticks import Several, Statement, Sum, TickBoth, TickEither, TickIs
from triage.phrasing.conditions import ALL_OF, ANY_OF
from triage.phrasing.phrases import either, in_pairs
from triage.words import N_, _

_SIMILAR: Final = str.maketrans({"▶": "▷", "➜": "→", "✎": "✏", "↩": "←", "◆": "◇", "✓": "✔"})
_SUM_AT_LEAST: Final = N_("sum {number} is at least {bound}")
_SUM_AT_MOST: Final = N_("sum {number} is at most {bound}")
_BOX: Final = re.compile(r"\[(\s*)\]")


@frozen
class Printer:
    """Prepares the words of a tree for print, for one country."""

    region: Region

    def plain(self, text: str) -> str:
        """Return a text with the country's numbers and without the questionnaire's own signs."""
        return _BOX.sub(r"(\1)", localize(text, self.region).translate(_SIMILAR))


# --- statements about ticks in the few fixed words of the questionnaire
# No words of the tree stand in them: answers are named by yes, no, not sure, a
# number or the letter in front of an option, and lines by their numbers. So
# nothing that an author writes can read like a rule.


@define(eq=False)
class TickSpeaker:
    """Says statements for a person who stands at one step.

    Attributes:
        asked: whether the step has asked its questions by then.
        first_sum: the number of the first sum that is named.
        sums: what has to be added up for the statements said so far, in the
            order of their numbers.
    """

    book: Book
    visit: Visit
    asked: bool
    first_sum: int
    sums: list[Sum] = Factory(list)

    def say(self, statement: Statement) -> str:
        """Return a statement in words; one of several parts names them all."""
        match statement:
            case TickIs():
                return self._ticked(statement)
            case Several():
                return self._several(statement)
            case Sum(bound=bound, upwards=upwards):
                said = _SUM_AT_LEAST if upwards else _SUM_AT_MOST
                return _(said, number=self._number(statement), bound=bound)
            case TickBoth(of=parts):
                return in_pairs(ALL_OF, map(self._bracketed, parts))
            case TickEither(of=parts):
                return in_pairs(ANY_OF, map(self._bracketed, parts))

    def say_empty(self, facts: Sequence[str]) -> str:
        """Say that one of some lines is still empty."""
        return _("{places} is empty", places=say_places(self._places(facts), "or"))

    def where(self, fact: str) -> str:
        """Return where a fact is ticked."""
        return say_places(self._places([fact]), "or")

    def _bracketed(self, part: Statement) -> str:
        said = self.say(part)
        return f"({said})" if isinstance(part, TickBoth | TickEither) else said

    def _ticked(self, line: TickIs) -> str:
        answers = say_ticks(line.answers, self.book.tree.facts[line.fact])
        if self.asked and line.fact in self.visit.asks and len(self.visit.step.ask) == 1:
            return answers
        return _("{answers} in {where}", answers=answers, where=self.where(line.fact))

    def _several(self, several: Several) -> str:
        facts = self.book.tree.facts
        answers = {say_ticks(line.answers, facts[line.fact]) for line in several.lines}
        places = sorted(self._places([line.fact for line in several.lines]))
        if len(answers) > 1:
            lines = (
                _(
                    "{answers} in {where}",
                    answers=say_ticks(n.answers, facts[n.fact]),
                    where=self.where(n.fact),
                )
                for n in several.lines
            )
            return _(
                "{least} or more of these apply: ({lines})",
                least=several.least,
                lines=in_pairs(ANY_OF, lines),
            )
        said = answers.pop()
        if several.least == 1:
            return _("{answers} in {where}", answers=said, where=say_places(places, "or"))
        total = len(several.lines)
        quantity = _("all") if several.least == total else _("{least} or more", least=several.least)
        return _(
            "{answers} in {quantity} of {places}",
            answers=said,
            quantity=quantity,
            places=say_places(places, "and"),
        )

    def _places(self, facts: Sequence[str]) -> list[tuple[TickPosition, ...]]:
        return [self.book.places_at(fact, self.visit, asked=self.asked) for fact in facts]

    def _number(self, wanted: Sum) -> int:
        """Return the number of a sum; the same points are added up once."""
        for number, known in enumerate(self.sums, self.first_sum):
            if (known.points, known.empty) == (wanted.points, wanted.empty):
                return number
        self.sums.append(wanted)
        return self.first_sum + len(self.sums) - 1


def say_ticks(answers: AnswerSet, fact: Fact) -> str:
    """Return answers by their letters and numbers: ``a, more than 14 or not sure``."""
    letters = letters_of_answers(fact)
    named = [value for value in fact.domain.choices() if value in answers.values]
    numbers = [v for v in answers.values if v not in named and v != NOT_SURE]
    said = [letters.get(str(value), fact.say(value)) for value in named]
    said += [str(number) for number in numbers]
    said += [_say_range(each) for each in answers.ranges]
    return either([*said, *([_("not sure")] if NOT_SURE in answers.values else [])])


def _say_range(numbers: Range) -> str:
    low, high = numbers.low, numbers.high
    least = _(N_("at least {low}") if numbers.low_included else N_("more than {low}"), low=low)
    most = _(N_("at most {high}") if numbers.high_included else N_("less than {high}"), high=high)
    if low is None or high is None:
        return most if high is not None else least if low is not None else _("any number")
    if numbers.low_included and numbers.high_included:
        return str(low) if low == high else _("{low} to {high}", low=low, high=high)
    return _("{least} but {most}", least=least, most=most)
