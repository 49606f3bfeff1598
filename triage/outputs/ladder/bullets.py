"""The lines of a ladder -> what stands behind boxes to tick, in the author's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import takewhile
from typing import Final, Protocol

from attrs import frozen

from triage.answer_space.ladder.ladder import Line
from triage.locales.regions import Region, localize
from triage.model.domains import Number
from triage.model.facts import Fact
from triage.model.values import NOT_SURE, AnswerSet, Range
from triage.outputs.ladder.factor import JoinedLines, SignChoice, together
from triage.phrasing.phrases import either
from triage.phrasing.signs import sign_of
from triage.words import N_, _

UNSURE_OF_BAND: Final = N_("not sure about any sign in box {number} that is enough alone")
ONLY_IF_SURE: Final = N_("{sign} (only if sure)")
ALSO_IF_UNSURE: Final = N_("{sign} (or not sure)")
ONLY_UNSURE: Final = N_("not sure about this: {label}")
ONLY_SURE: Final = N_("sure about this, either way: {label}")
ANYTHING_BUT: Final = N_("anything but “{sign}”")
# Signs hold commas, so that these could not be told from signs behind a comma.
ALSO: Final = N_("; ")
AND: Final = N_("and ")
ANY: Final = N_("any of these")
TWO: Final = N_("two of these")
ONE_OF: Final = N_("{these}:")
BESIDES: Final = N_("and {these}:")
IF_UNSURE: Final = N_("if not sure, with {these}:")
IF_UNSURE_THIS: Final = N_("if not sure, with this:")
# Fewer words said once are no gain.
_FEWEST_SHARED: Final = 2
_UNSURE: Final = AnswerSet((NOT_SURE,))

Facts = Mapping[str, Fact]


class LineSayer(Protocol):
    """Says the lines of a ladder in words of some kind."""

    def bullets(self, lines: Sequence[Line], *, only_sure: bool) -> tuple[Bullet, ...]:
        """Return lines in few words; in some words *not sure* is said once for a band."""

    def said(self, fact: str, answers: AnswerSet) -> str:
        """Return answers to a fact."""

    def unsure(self, facts: Iterable[str], number: int, /) -> str:
        """Return that somebody is not sure of some facts, which are in the band of a number."""


@frozen
class SignList:
    """A list of which somebody has one sign or more.

    Attributes:
        lead: the words before it.
        options: the signs.
    """

    lead: str
    options: tuple[str, ...]


@frozen
class Bullet:
    """Some lines that are said together: all of some signs, and of each list what it says.

    Attributes:
        all_of: the signs that all of the lines have.
        lists: what they have besides.
    """

    all_of: tuple[str, ...]
    lists: tuple[SignList, ...] = ()


def say_signs(bullet: Bullet) -> str:
    """Return what stands in the first line of a bullet: a sign; and another; and any of these."""
    leads = [each.lead for each in bullet.lists[:1]]
    return _(ALSO).join([*([say_all_of(bullet.all_of)] if bullet.all_of else []), *leads])


def say_all_of(signs: Iterable[str]) -> str:
    """Return signs that must all be so."""
    return f"{_(ALSO)}{_(AND)}".join(signs)


@frozen
class BulletSayer:
    """Says the lines of a band.

    Attributes:
        facts: what the signs are about, by name.
        region: the country whose words stand in signs.
    """

    facts: Facts
    region: Region

    def bullets(self, lines: Sequence[Line], *, only_sure: bool) -> tuple[Bullet, ...]:
        """Return lines in few words.

        Args:
            lines: any one is enough.
            only_sure: whether the band says that *not sure* does not count.
        """
        found = together(lines, lambda sign: len(self.said(*sign)), [*self.facts])
        return tuple(self._bullet(each, only_sure=only_sure) for each in found)

    def unsure(self, _facts: Iterable[str], number: int) -> str:
        """Return that somebody is not sure of a sign in the band above, of that number."""
        return _(UNSURE_OF_BAND, number=number)

    def said(self, fact: str, answers: AnswerSet) -> str:
        """Return answers to a fact as a sign, whether or not somebody unsure has it."""
        known = self.facts[fact]
        about = _about_being_sure(known, answers)
        said = _(about, label=known.label) if about else say_sign(known, answers)
        return localize(said, self.region)

    def _bullet(self, each: JoinedLines, *, only_sure: bool) -> Bullet:
        lists = [self._list(choice, only_sure=only_sure) for choice in each.choices]
        if not each.enough_if_sure:
            signs = self._signs(each.common, only_sure=only_sure)
            return Bullet(signs, tuple(led(lists, first=BESIDES if signs else ONE_OF)))
        (fact, answers), *others = each.common.answers.items()
        alone = (self.said(fact, answers),)
        if lists:
            return Bullet(alone, tuple(led(lists, first=IF_UNSURE)))
        this = say_all_of(self._signs(Line(dict(others)), only_sure=only_sure))
        return Bullet(alone, (SignList(_(IF_UNSURE_THIS), (this,)),))

    def _signs(self, line: Line, *, only_sure: bool) -> tuple[str, ...]:
        said = partial(self.sign, only_sure=only_sure)
        return tuple(said(fact, answers) for fact, answers in line.answers.items())

    def sign(self, fact: str, answers: AnswerSet, *, only_sure: bool) -> str:
        """Return some answers to a fact as a sign, and whether somebody unsure has it."""
        said = self.said(fact, answers)
        other = self._other(fact, answers, only_sure=only_sure)
        return _(other, sign=said) if other else said

    def _list(self, choice: SignChoice, *, only_sure: bool) -> SignList:
        """Return a list, led by how many are needed; what all say of *not sure* is said once."""
        words = _(ANY if choice.count == 1 else TWO)
        others = {
            self._other(fact, answers, only_sure=only_sure)
            for option in choice.options
            for fact, answers in option.answers.items()
        }
        other = others.pop() if len(others) == 1 else ""
        options = (self._signs(o, only_sure=only_sure != bool(other)) for o in choice.options)
        return SignList(_(other, sign=words) if other else words, tuple(map(say_all_of, options)))

    def _other(self, fact: str, answers: AnswerSet, *, only_sure: bool) -> str:
        """Return what is said of a sign whose *not sure* counts otherwise than in its band."""
        known, is_met = self.facts[fact], NOT_SURE in answers
        if known.sure or is_met != only_sure or _about_being_sure(known, answers):
            return ""
        return ALSO_IF_UNSURE if is_met else ONLY_IF_SURE


def led(lists: Sequence[SignList], first: str) -> Iterator[SignList]:
    """Yield lists with the words that join them to what stands before."""
    for at, each in enumerate(lists):
        yield SignList(_(BESIDES if at else first, these=each.lead), each.options)


def say_sign(fact: Fact, answers: AnswerSet) -> str:
    """Return answers as a sign, in the fewest words that say the same.

    That are all its parts, with the words that all begin with said once, or what it is not.
    """
    parts = [sign_of(fact, AnswerSet((v,))) for v in answers.values if v != NOT_SURE]
    whole = sign_of(fact, answers)
    ways = [whole, _joined(parts)] if whole == either(parts) else [whole]
    others = [value for value in fact.domain.choices() if value not in answers]
    if not isinstance(fact.domain, Number) and len(others) == 1 and len(parts) > 1:
        ways.append(_(ANYTHING_BUT, sign=sign_of(fact, AnswerSet((others[0],)))))
    return min(ways, key=len)


def _joined(parts: Sequence[str]) -> str:
    """Join alternatives, with the words said once that all of them begin with."""
    split = [part.split(" ") for part in parts]
    alike = (len({*words}) == 1 for words in zip(*split, strict=False))
    shared = len([*takewhile(bool, alike)])
    if shared < _FEWEST_SHARED or any(len(words) == shared for words in split):
        return either(parts)
    first, *others = split
    return either([" ".join(first), *(" ".join(words[shared:]) for words in others)])


def _about_being_sure(fact: Fact, answers: AnswerSet) -> str:
    """Return the words for all answers but *not sure*, and for that alone; "" for others."""
    if answers == _UNSURE:
        return ONLY_UNSURE
    numbers = not isinstance(fact.domain, Number) or Range() in answers.ranges
    is_all = numbers and all(value in answers for value in fact.domain.choices())
    return ONLY_SURE if is_all and NOT_SURE not in answers else ""
