"""What stands on a poster, as plain data: bands, lines to tick, what helps at home, the proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve, frozen

from triage.answer_space.budget import Budget, TooLarge
from triage.answer_space.ends import Ends, space_of
from triage.answer_space.ladder.ladder import Ladder
from triage.errors import TriageError
from triage.locales.regions import localize
from triage.model.dispositions import Disposition
from triage.model.tree import Advice, Tree
from triage.outputs.chart.look import Look, look_of_help
from triage.outputs.ladder.bullets import ALSO, AND, Bullet, LineSayer
from triage.outputs.ladder.proof import proved_ladder, say_proof
from triage.outputs.ladder.words import (
    BETWEEN,
    BETWEEN_SURE,
    EVERYBODY_ELSE,
    HOW_TO_READ,
    NOT_SURE_COUNTS,
    Band,
    Part,
    say_ladder,
)
from triage.outputs.printing.help import number_to_call
from triage.outputs.printing.print_job import PrintJob, qr_code
from triage.phrasing.answers_in_texts import fill
from triage.phrasing.tree_status import short_digest
from triage.words import N_, _

# Proving takes a second or two for each of the trees that come with triage.
_SECONDS: Final = 300
_WORRIED: Final = N_("Worried for any other reason? That is reason enough to call.")
_VERSION: Final = N_("{version} · digest {digest}")
LATER: Final = N_("If anything above becomes so later, do what stands there.")
_HOW_MUCH: Final = N_("How much of each, and what else helps some: see the handout.")
_MORE: Final = N_("What helps at home: see the handout.")
_TOO_LARGE: Final = N_(
    "`{tree}` has too many combinations of answers to prove a poster of it: the search needs "
    "{error}\n    help: print it as a flowchart"
)


@frozen
class PosterPart:
    """Lines for which there is one time, or one place to read on.

    Attributes:
        number: such as ``3a``, or "".
        heading: the time, or the title of the place; or "".
        about: which version of the place it is, or "".
        unsure: what says that it is enough to be unsure of a sign above, if it is.
        ticks: the lines.
        rest: what says that everybody who is left belongs here, if they do.
        code: where to read on, as a picture, or "".
        address: the same in words, or "".
    """

    number: str
    heading: str
    about: str
    unsure: tuple[str, ...]
    ticks: tuple[Bullet, ...]
    rest: tuple[str, ...]
    code: str
    address: str


@frozen
class PosterBand:
    """Help, whom to call for it, and the signs for it.

    Attributes:
        number: counted from 1, the most urgent.
        title: the help, in words.
        about: within which time, where it is one for all, and whom to call or where to go.
        call: the number to call, or "".
        look: of the box; None for the places to read on at.
        parts: the lines by time.
        advice: what helps at home; empty elsewhere.
        least_advice: what of it cannot be left out where the page has no room.
        between: what is read before the next band; "" for the last.
    """

    number: int
    title: str
    about: tuple[str, ...]
    call: str
    look: Look | None
    parts: tuple[PosterPart, ...]
    advice: tuple[str, ...]
    least_advice: tuple[str, ...]
    between: str


@frozen
class Poster:
    """All that stands on the page but the head.

    Attributes:
        how: how to read it.
        words: what stands between the signs of a line.
        bands: from the most urgent down.
        notes: what holds for everybody.
        proof: what is proved.
        code: where to read on, as a picture, or "".
        address: the same in words, or "".
    """

    how: tuple[str, ...]
    words: Mapping[str, str]
    bands: tuple[PosterBand, ...]
    notes: tuple[str, ...]
    proof: tuple[str, ...]
    code: str
    address: str

    def with_least_advice(self) -> Poster:
        """Return the poster without what may be left out where the page has no room."""
        bands = (evolve(band, advice=band.least_advice) for band in self.bands)
        return evolve(self, bands=tuple(bands))


def poster_of(order: PrintJob) -> Poster:
    """Return what stands on the poster of a tree.

    Raises:
        MissingExtra: segno is not installed.
        TriageError: there is no page that is exactly the tree, or the search for one grows too
            large.
    """
    tree, budget = order.tree, Budget.of(_SECONDS)
    try:
        ladder = proved_ladder(tree, order.places, budget=budget, may_be_sooner=order.may_be_sooner)
        bands = bands_of(order, ladder, budget)
    except TooLarge as error:
        raise TriageError(_(_TOO_LARGE, tree=tree.id, error=error)) from None
    address = order.address_of(tree)
    return Poster(
        how=(_(HOW_TO_READ), _(NOT_SURE_COUNTS)),
        words={"also": _(ALSO), "and": _(AND)},
        bands=bands,
        notes=notes_for_all(tree),
        proof=proof_of(order),
        code=qr_code(address) if address else "",
        address=address,
    )


def notes_for_all(tree: Tree) -> tuple[str, ...]:
    """Return what holds for everybody who reads what a tree says."""
    return (_(_WORRIED),) if tree.scale.is_medical else ()


def proof_of(order: PrintJob) -> tuple[str, ...]:
    """Return the sentences that say what is proved of a poster that could be made."""
    leads_on = bool(order.places)
    return say_proof(order.tree, leads_on=leads_on, may_be_sooner=order.may_be_sooner)


def bands_of(
    order: PrintJob, ladder: Ladder, budget: Budget, signs: LineSayer | None = None
) -> tuple[PosterBand, ...]:
    """Return the bands of a ladder, from the most urgent down.

    Args:
        order: what is printed.
        ladder: of its tree.
        budget: what may be spent.
        signs: says the lines; without it they are said in the author's words.

    Raises:
        TooLarge: the search took all that it may.
        TriageError: two signs have the same words.
    """
    return tuple(_Writer(order, ladder, budget, signs).bands())


@frozen
class _Writer:
    order: PrintJob
    ladder: Ladder
    budget: Budget
    signs: LineSayer | None

    def bands(self) -> Iterator[PosterBand]:
        """Yield the bands from the most urgent down."""
        order = self.order
        said = say_ladder(self.ladder, order.tree, order.places, order.region, self.signs)
        for band in said:
            between = _(BETWEEN_SURE if band.only_sure else BETWEEN)
            yield self._band(band, between if band is not said[-1] else "")

    def _band(self, band: Band, between: str) -> PosterBand:
        where, region = band.disposition, self.order.region
        at_home = where if where and where.is_mildest and not between else None
        one = _capital(band.parts[0].when) if len(band.parts) == 1 else ""
        how = localize(where.help, region) if where else ""
        advice = self._advice(at_home) if at_home else ()
        return PosterBand(
            number=band.number,
            title=band.title,
            about=tuple(each for each in (one, how, band.of_both_pages) if each),
            call=number_to_call(where, region) if where else "",
            look=look_of_help(where) if where else None,
            parts=tuple(map(self._part, band.parts)),
            advice=self._at_home(advice, _(_HOW_MUCH)) if at_home else (),
            least_advice=self._at_home(_least(advice), _(_MORE)) if at_home else (),
            between=between,
        )

    def _part(self, part: Part) -> PosterPart:
        places = {each.id: each for each in self.order.places.values()}
        pages = [places[page] for page in part.pages]
        # Of two pages each has its version and its code where it stands alone.
        page = pages[0] if len(pages) == 1 else None
        address = self.order.address_of(page) if page else ""
        return PosterPart(
            number=part.number,
            heading=part.when,
            about=_version(page) if page else "",
            unsure=(self._begun(part.unsure),) if part.unsure else (),
            ticks=part.bullets if self.signs else tuple(map(_begun_large, part.bullets)),
            rest=(_capital(_(EVERYBODY_ELSE)),) if part.is_rest else (),
            code=qr_code(address) if address else "",
            address=address,
        )

    def _begun(self, words: str) -> str:
        return words if self.signs else _capital(words)

    def _at_home(self, advice: Sequence[Advice], more: str) -> tuple[str, ...]:
        tree, region = self.order.tree, self.order.region
        # A poster is about no one, so a text that names a fact says the general word.
        said = [localize(fill(a.short or a.text, tree.facts, None), region) for a in advice]
        return (*said, *([more] if tree.advice else []), _(LATER))

    def _advice(self, where: Disposition) -> tuple[Advice, ...]:
        """Return what everybody is advised who is sent somewhere."""
        tree = self.order.tree
        ends = Ends(tree, space_of([tree], self.budget))
        there = {each.name for each in tree.outcomes.values() if each.disposition == where}
        who = ends.space.without(ends.ending_in(there), ends.ruled_out)
        given = [
            (each, ends.space.without(who, ends.given(each.name))) for each in tree.advice.values()
        ]
        return tuple(each for each, without in given if without == ends.diagram.false)


def _least(advice: Sequence[Advice]) -> list[Advice]:
    """Return what not to do today, in few words: no tip is worth its room more."""
    return [a for a in advice if a.short and a.kind == "avoid" and a.phase == "today"]


def _version(tree: Tree) -> str:
    return _(_VERSION, version=tree.version, digest=short_digest(tree))


def _begun_large(bullet: Bullet) -> Bullet:
    """Return a line whose first word begins with a capital."""
    if bullet.all_of:
        first, *others = bullet.all_of
        return evolve(bullet, all_of=(_capital(first), *others))
    first_list, *others_lists = bullet.lists
    return evolve(bullet, lists=(evolve(first_list, lead=_capital(first_list.lead)), *others_lists))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
