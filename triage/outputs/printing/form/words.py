"""The words of a tree as the questionnaire prints them.

Boxes, arrows and numbers of questions are drawn with a few signs that nothing
else on the paper may show: a label that holds one gets a similar sign instead.
"""

from __future__ import annotations

import re
from typing import Any, Final

from attrs import frozen

from triage.locales.regions import Region, localize
from triage.model.facts import Fact
from triage.model.values import NOT_SURE, AnswerSet, Range
from triage.outputs.printing.form.places import letters_of_answers
from triage.phrasing.phrases import either
from triage.words import N_, _

_SIMILAR: Final = str.maketrans({"▶": "▷", "➜": "→", "✎": "✏", "☐": "□", "◆": "◇"})
_BOX: Final = re.compile(r"\[(\s*)\]")


@frozen
class Printer:
    """Prepares the words of a tree for print, for one country."""

    region: Region

    def plain(self, text: str) -> str:
        """Return a text with the country's numbers and without the questionnaire's own signs."""
        return _BOX.sub(r"(\1)", localize(text, self.region).translate(_SIMILAR))

    def plain_all(self, data: Any) -> Any:
        """Return plain data with all of their texts made plain."""
        match data:
            case str():
                return self.plain(data)
            case dict():
                return {name: self.plain_all(each) for name, each in data.items()}
            case list() | tuple():
                return [self.plain_all(each) for each in data]
        return data


# No words of the tree stand in a line of the table: answers are named by yes, no, not sure, a
# number or the letter in front of an option, and questions by their numbers. So nothing that an
# author writes can read like a line.


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
