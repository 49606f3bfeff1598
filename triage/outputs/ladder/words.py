"""A ladder -> what stands on a page: bands, headings and lines, in the author's words.

*Not sure* is said once for a band: either it counts as so, or only what is certain does.
What is otherwise says so itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import ascii_lowercase
from typing import Final

from attrs import frozen

from triage.answer_space.ladder.ladder import (
    HelpInTime,
    Ladder,
    NextPage,
    Pages,
    Rung,
    bands_of,
    is_only_sure,
    without_unsure,
)
from triage.answer_space.ladder.meaning import Places
from triage.errors import TriageError
from triage.locales.regions import Region, localize
from triage.model.dispositions import DEFAULT, Disposition
from triage.model.tree import Tree
from triage.model.values import NOT_SURE, AnswerSet
from triage.outputs.ladder.bullets import Bullet, BulletSayer, Facts, LineSayer
from triage.phrasing.how_soon import say_within
from triage.phrasing.phrases import letters
from triage.words import N_, _, ngettext

HELP_IN_TIME: Final = N_("{help}, {when}")
_DAY: Final = 24
EVERYBODY_ELSE: Final = N_("everybody else")
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
BOTH_PAGES: Final = N_("Both the page of {one} and that of {other}")
OF_BOTH_PAGES: Final = N_("Of two pages the more urgent help counts, of equals the sooner.")
WHERE: Final = N_("Go on at the page of what is so")
_TWICE: Final = N_(
    "two signs would have the same words on the page, `{said}`: one of `{one}` and one of "
    "`{other}`\n    help: give one of them words of its own under `signs:`"
)

_UNSURE: Final = AnswerSet((NOT_SURE,))


@frozen
class Part:
    """A part of a band: lines for which there is the same time.

    Attributes:
        number: such as ``3a``, or "" where the band has only one part.
        when: within which time, or ""; for places, the trees to read on at.
        bullets: the lines.
        unsure: what says that somebody unsure of a sign in the band above counts here, or "".
        pages: the ids of the trees to read on at.
        is_rest: whether everybody who is left belongs here.
    """

    number: str
    when: str
    bullets: tuple[Bullet, ...]
    unsure: str
    pages: Pages
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

    @property
    def of_both_pages(self) -> str:
        """Which help counts where somebody reads on at two pages; "" where nobody does."""
        return _(OF_BOTH_PAGES) if any(len(part.pages) > 1 for part in self.parts) else ""


def say_ladder(
    ladder: Ladder, tree: Tree, places: Places, region: Region, signs: LineSayer | None = None
) -> tuple[Band, ...]:
    """Return a ladder in words.

    Args:
        ladder: what is said.
        tree: whose ladder it is.
        places: the trees that it leads on to, by the name of their modules.
        region: the country whose words stand in signs.
        signs: says the lines; without it they are said in the author's words.

    Raises:
        TriageError: two signs have the same words.
    """
    titles = {place.id: localize(place.title, region) for place in places.values()}
    sayer = _Sayer(tree.facts, signs or BulletSayer(tree.facts, region), titles)
    sayer.check(ladder)
    return tuple(
        sayer.band(number, rungs) for number, rungs in enumerate(bands_of(ladder.rungs), 1)
    )


def say_help(help: HelpInTime) -> str:
    """Return help with its time: ``see a physio, within 7 days``."""
    words, when = help.disposition.words, say_when(help)
    return _(HELP_IN_TIME, help=words, when=when) if when else words


def say_when(help: HelpInTime) -> str:
    """Return which result it is, and its time; "" where neither has to be said."""
    return ": ".join(said for said in (_say_time(help), help.title) if said)


def _say_time(help: HelpInTime) -> str:
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
    signs: LineSayer
    titles: Mapping[str, str]

    def band(self, number: int, rungs: tuple[Rung, ...]) -> Band:
        """Return the rungs of a band in words."""
        only_sure = is_only_sure(rungs, self.facts)
        told, names = rungs[0].told, letters(ascii_lowercase)
        numbers = [f"{number}{next(names)}" if len(rungs) > 1 else "" for _ in rungs]
        pages = {
            rung.told.trees: own
            for rung, own in zip(rungs, numbers, strict=True)
            if isinstance(rung.told, NextPage)
        }
        return Band(
            number=number,
            disposition=told.disposition if isinstance(told, HelpInTime) else None,
            title=_capital(told.disposition.heading) if isinstance(told, HelpInTime) else _(WHERE),
            only_sure=only_sure,
            parts=tuple(
                self._part(rung, own, number - 1, pages, only_sure=only_sure)
                for rung, own in zip(rungs, numbers, strict=True)
            ),
        )

    def check(self, ladder: Ladder) -> None:
        """Stop where a reader could take one sign for another."""
        lines = [line for rung in ladder.rungs for line in rung.all_lines]
        meant: dict[str, tuple[str, AnswerSet]] = {}
        for fact, answers in (each for line in lines for each in line.answers.items()):
            own = (fact, answers if answers == _UNSURE else without_unsure(answers))
            said = self.signs.said(*own)
            if meant.setdefault(said, own) != own:
                raise TriageError(_(_TWICE, said=said, one=meant[said][0], other=fact))

    def _part(
        self, rung: Rung, number: str, before: int, pages: Mapping[Pages, str], *, only_sure: bool
    ) -> Part:
        told = rung.told
        return Part(
            number=number,
            when=self._pages(told.trees, pages) if isinstance(told, NextPage) else say_when(told),
            bullets=self.signs.bullets(rung.lines, only_sure=only_sure),
            unsure=self.signs.unsure(rung.unsure_of, before) if rung.unsure_of else "",
            pages=told.trees if isinstance(told, NextPage) else (),
            is_rest=rung.is_rest,
        )

    def _pages(self, trees: Pages, numbers: Mapping[Pages, str]) -> str:
        """Name one page by its title; two by the places where each is named alone, if it is."""
        if len(trees) == 1:
            return self.titles[trees[0]]
        one, other = (numbers.get((tree,)) or self.titles[tree] for tree in trees)
        return _(BOTH_PAGES, one=one, other=other)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
