"""A ladder -> what stands on a page: bands, headings and lines, in the author's words.

*Not sure* is said once for a band: either it counts as so, or only what is certain does.
What is otherwise says so itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from string import ascii_lowercase
from typing import Final, TypeAlias

from attrs import frozen

from triage.answer_space.ladder.ladder import (
    HelpInTime,
    Ladder,
    Line,
    NextPage,
    Rung,
    bands_of,
    is_only_sure,
    without_unsure,
)
from triage.answer_space.ladder.meaning import Places
from triage.errors import TriageError
from triage.locales.regions import Region, localize
from triage.model.dispositions import DEFAULT, Disposition
from triage.model.domains import Number
from triage.model.facts import Fact
from triage.model.tree import Tree
from triage.model.values import NOT_SURE, AnswerSet, Range
from triage.phrasing.how_soon import say_within
from triage.phrasing.phrases import letters
from triage.phrasing.signs import sign_of
from triage.words import N_, _, ngettext

ONLY_IF_SURE: Final = N_("{sign} (only if sure)")
ALSO_IF_UNSURE: Final = N_("{sign} (also if not sure)")
ONLY_UNSURE: Final = N_("not sure about this: {label}")
ONLY_SURE: Final = N_("sure about this, either way: {label}")
UNSURE_OF_BAND: Final = N_("not sure about any sign in box {number} that is enough alone")
HELP_IN_TIME: Final = N_("{help}, {when}")
_DAY: Final = 24
EVERYBODY_ELSE: Final = N_("everybody else")
# Signs hold commas, so that these could not be told from signs behind a comma.
ALSO: Final = N_("; ")
AND: Final = N_("and ")
ANY_OF_THESE: Final = N_("and any of these:")
HOW_TO_READ: Final = N_(
    "Begin at box 1. Stop at the first box, and there under the first heading, in which anything "
    "is so."
)
NOT_SURE_COUNTS: Final = N_(
    "Not sure? Then it counts as so, unless the sign or the end of the box says otherwise."
)
BETWEEN: Final = N_("none of these: go on")
BETWEEN_SURE: Final = N_("none of these, or not sure: go on")
READ_ON: Final = N_("{title} ({tree})")
WHERE: Final = N_("Go on at the page of what is so")

# Two lines that share a sign are shorter by themselves.
_FEWEST_TOGETHER: Final = 2
_TWICE: Final = N_(
    "two signs would have the same words on the page, `{said}`: one of `{one}` and one of "
    "`{other}`\n    help: give one of them words of its own under `signs:`"
)

_UNSURE: Final = AnswerSet((NOT_SURE,))

Facts = Mapping[str, Fact]


@frozen
class Bullet:
    """Some lines that are said together: all of some signs, and any of some others.

    Attributes:
        all_of: the signs that all of the lines have.
        any_of: the sign that each of the lines has besides; empty where it is one line.
    """

    all_of: tuple[str, ...]
    any_of: tuple[str, ...] = ()


@frozen
class Part:
    """A part of a band: lines for which there is the same time.

    Attributes:
        number: such as ``3a``, or "" where the band has only one part.
        when: within which time, or ""; for a place, the tree to read on at.
        bullets: the lines.
        unsure: what says that somebody unsure of a sign in the band above counts here, or "".
        page: the id of the tree to read on at, or "".
        is_rest: whether everybody who is left belongs here.
    """

    number: str
    when: str
    bullets: tuple[Bullet, ...]
    unsure: str
    page: str
    is_rest: bool


@frozen
class Band:
    """HelpInTime, and the signs for it.

    Attributes:
        number: counted from 1, the most urgent.
        disposition: the help; None for the places to read on at.
        title: the help in words.
        only_sure: whether a sign counts only where somebody is sure of it.
        parts: one for each time within which to get the help.
    """

    number: int
    disposition: Disposition | None
    title: str
    only_sure: bool
    parts: tuple[Part, ...]


def say_ladder(ladder: Ladder, tree: Tree, places: Places, region: Region) -> tuple[Band, ...]:
    """Return a ladder in words.

    Args:
        ladder: what is said.
        tree: whose ladder it is.
        places: the trees that it leads on to, by the name of their modules.
        region: the country whose words stand in signs.

    Raises:
        TriageError: two signs have the same words.
    """
    titles = {place.id: localize(place.title, region) for place in places.values()}
    sayer = _Sayer(tree.facts, region, titles)
    sayer.check(ladder)
    return tuple(
        sayer.band(number, rungs) for number, rungs in enumerate(bands_of(ladder.rungs), 1)
    )


def say_help(help: HelpInTime) -> str:
    """Return help with its time: ``see a physio, within 7 days``."""
    words, when = help.disposition.words, say_when(help)
    return _(HELP_IN_TIME, help=words, when=when) if when else words


def say_when(help: HelpInTime) -> str:
    """Return the time within which to get help, or after which to look again; "" where none.

    Nor is it said again where the words of a disposition of every tree say it: today, or now.
    """
    where = help.disposition
    is_said = help.hours == where.within_hours and any(
        where is each for each in DEFAULT.dispositions
    )
    if help.hours is None or is_said:
        return ""
    if help.is_review:
        days = help.hours // _DAY
        return ngettext("look again after {count} day", "look again after {count} days", days)
    return say_within(help.hours)


@frozen
class _Sayer:
    facts: Facts
    region: Region
    titles: Mapping[str, str]

    def band(self, number: int, rungs: tuple[Rung, ...]) -> Band:
        """Return the rungs of a band in words."""
        only_sure = is_only_sure(rungs, self.facts)
        told, names = rungs[0].told, letters(ascii_lowercase)
        numbers = [f"{number}{next(names)}" if len(rungs) > 1 else "" for _ in rungs]
        return Band(
            number=number,
            disposition=told.disposition if isinstance(told, HelpInTime) else None,
            title=_capital(told.disposition.heading) if isinstance(told, HelpInTime) else _(WHERE),
            only_sure=only_sure,
            parts=tuple(
                self._part(rung, own, before=number - 1, only_sure=only_sure)
                for rung, own in zip(rungs, numbers, strict=True)
            ),
        )

    def check(self, ladder: Ladder) -> None:
        """Stop where a reader could take one sign for another."""
        lines = [line for rung in ladder.rungs for line in rung.all_lines]
        meant: dict[str, tuple[str, AnswerSet]] = {}
        for fact, answers in (each for line in lines for each in line.answers.items()):
            own = (fact, answers if answers == _UNSURE else without_unsure(answers))
            said = self._said(*own)
            if meant.setdefault(said, own) != own:
                raise TriageError(_(_TWICE, said=said, one=meant[said][0], other=fact))

    def _part(self, rung: Rung, number: str, *, before: int, only_sure: bool) -> Part:
        told = rung.told
        return Part(
            number=number,
            when=self.titles[told.tree] if isinstance(told, NextPage) else say_when(told),
            bullets=tuple(self._bullet(e, only_sure=only_sure) for e in _together(rung.lines)),
            unsure=_(UNSURE_OF_BAND, number=before) if rung.unsure_of else "",
            page=told.tree if isinstance(told, NextPage) else "",
            is_rest=rung.is_rest,
        )

    def _bullet(self, lines: Sequence[Line], *, only_sure: bool) -> Bullet:
        signs = partial(self._signs, only_sure=only_sure)
        if len(lines) == 1:
            return Bullet(signs(lines[0]))
        shared = set.intersection(*(set(line.answers.items()) for line in lines))
        common = Line(dict(each for each in lines[0].answers.items() if each in shared))
        own = [Line(dict(e for e in line.answers.items() if e not in shared)) for line in lines]
        return Bullet(signs(common), tuple(signs(line)[0] for line in own))

    def _signs(self, line: Line, *, only_sure: bool) -> tuple[str, ...]:
        said = partial(self.sign, only_sure=only_sure)
        return tuple(said(fact, answers) for fact, answers in line.answers.items())

    def sign(self, fact: str, answers: AnswerSet, *, only_sure: bool) -> str:
        """Return some answers to a fact as a sign, and whether somebody unsure has it."""
        said, is_met = self._said(fact, answers), NOT_SURE in answers
        known = self.facts[fact]
        if known.sure or is_met != only_sure or _about_being_sure(known, answers):
            return said
        return _(ALSO_IF_UNSURE if is_met else ONLY_IF_SURE, sign=said)

    def _said(self, fact: str, answers: AnswerSet) -> str:
        known = self.facts[fact]
        about = _about_being_sure(known, answers)
        said = _(about, label=known.label) if about else sign_of(known, answers)
        return localize(said, self.region)


def _about_being_sure(fact: Fact, answers: AnswerSet) -> str:
    """Return the words for all answers but *not sure*, and for that alone; "" for others."""
    if answers == _UNSURE:
        return ONLY_UNSURE
    numbers = not isinstance(fact.domain, Number) or Range() in answers.ranges
    is_all = numbers and all(value in answers for value in fact.domain.choices())
    return ONLY_SURE if is_all and NOT_SURE not in answers else ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


# --- lines that are alike but for one sign are said together


def _together(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield lines, those that differ in one sign only together, in the order of their first."""
    left = list(lines)
    groups: list[list[Line]] = []
    while left:
        group = max((_sharing(shared, left) for shared in _shared_by(left)), key=len, default=[])
        if len(group) < _FEWEST_TOGETHER:
            break
        groups.append(group)
        left = [line for line in left if line not in group]
    groups += [[line] for line in left]
    yield from sorted(groups, key=lambda group: list(lines).index(group[0]))


Answers: TypeAlias = frozenset[tuple[str, AnswerSet]]


def _shared_by(lines: Sequence[Line]) -> list[Answers]:
    """Return what lines of several signs have, but for one of them."""
    several = [line for line in lines if len(line.answers) > 1]
    shared = (frozenset(e.answers.items()) - {own} for e in several for own in e.answers.items())
    return list(dict.fromkeys(shared))  # in their order: the same tree makes the same page


def _sharing(shared: Answers, lines: Sequence[Line]) -> list[Line]:
    return [
        line
        for line in lines
        if len(line.answers) == len(shared) + 1 and shared < set(line.answers.items())
    ]


def say_signs(bullet: Bullet) -> str:
    """Return what stands in the first line of a bullet: a sign; and another; and any of these."""
    signs = f"{_(ALSO)}{_(AND)}".join(bullet.all_of)
    return f"{signs}{_(ALSO)}{_(ANY_OF_THESE)}" if bullet.any_of else signs
