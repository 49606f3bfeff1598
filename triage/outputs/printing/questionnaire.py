"""The paper questionnaire: questions to tick with a pen, and one table that says what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, TypeAlias

from attrs import asdict, evolve, frozen

from triage.answer_space.budget import Budget, TooLarge
from triage.answer_space.ladder.covers import Coverer
from triage.answer_space.ladder.ladder import Ladder, Line
from triage.answer_space.ladder.meaning import TreeMeaning
from triage.answer_space.ladder.tables import Table, meaning_of_tables
from triage.errors import TriageError
from triage.outputs.ladder.bullets import ALSO, AND, Bullet, BulletSayer
from triage.outputs.ladder.proof import proved_tables, say_proof
from triage.outputs.printing.form.items import FormItem, items_of
from triage.outputs.printing.form.lines import TickSayer
from triage.outputs.printing.form.notes import at_once, box_names, guards_of, notes_of
from triage.outputs.printing.form.places import Book, book_of
from triage.outputs.printing.form.words import Printer
from triage.outputs.printing.poster_content import LATER, PosterBand, bands_of, notes_for_all
from triage.outputs.printing.print_job import PrintJob, head_of, qr_code
from triage.outputs.printing.typesetting import typeset
from triage.phrasing.answers_in_texts import for_anybody
from triage.words import N_, _

_SECONDS: Final = 300
_SAME: Final = N_(
    "For every combination of answers this form names the same help within the same time as the "
    "tree {tree}, digest {digest}."
)
_SOONER: Final = N_(
    "For every combination of answers this form names the same help as the tree {tree}, digest "
    "{digest}, within the same time or a shorter one."
)
_SEVERAL: Final = N_(
    "Each table is proved by itself, and that together they name every one of several results."
)
_TABLE: Final = N_("Table {number}")
_LATER: Final = N_("If something in a box above becomes so later, do what that box says.")
_TOO_LARGE: Final = N_(
    "`{tree}` has too many combinations of answers to prove a questionnaire of it: the search "
    "needs {error}\n    help: print it as a flowchart"
)


Bands: TypeAlias = tuple[PosterBand, ...]


@frozen
class PrintedTable:
    """What answers mean: the first box in which a line fits.

    Attributes:
        title: which of several tables it is, or "".
        about: for whom it is, in the author's words; empty for the first.
        who: the same as ticks; each line that fits sends somebody here.
        boxes: the names of its boxes.
        bands: the boxes.
    """

    title: str
    about: tuple[Bullet, ...]
    who: tuple[Bullet, ...]
    boxes: tuple[str, ...]
    bands: tuple[PosterBand, ...]


@frozen
class Questionnaire:
    """All that is printed but the head, as plain data.

    Attributes:
        how: how to fill it in.
        items: the numbered questions, in the order of the tree.
        first: the table that everybody reads.
        is_first_at_once: whether help of the first box is told whatever else is or is not ticked.
        cannot_be: answers that contradict each other.
        parts: the tables of those whom no line of the first fits.
        notes: what holds whatever the box.
    """

    how: tuple[str, ...]
    items: tuple[FormItem, ...]
    first: PrintedTable
    is_first_at_once: bool
    cannot_be: tuple[Bullet, ...]
    parts: tuple[PrintedTable, ...]
    notes: tuple[str, ...]


def document(order: PrintJob) -> bytes:
    """Return the questionnaire of a tree as a PDF.

    Raises:
        MissingExtra: typst or segno is not installed.
        TriageError: the tree asks nothing, there is no table that is exactly the tree, or no font
            has some letter.
    """
    printer = Printer(order.region)
    address = order.address_of(order.tree)
    data = order.data(
        form=asdict(questionnaire_of(order)),
        head=printer.plain_all(asdict(head_of(order.tree, order.region, order.on))),
        words={"also": _(ALSO), "and": _(AND)},
        proof=proof_of(order),
        code=qr_code(address) if address else "",
        address=address,
    )
    return typeset("questionnaire", data, order.fonts)


def proof_of(order: PrintJob) -> tuple[str, ...]:
    """Return the sentences that say what is proved of the table of a questionnaire."""
    return say_proof(
        order.tree,
        leads_on=False,
        may_be_sooner=order.may_be_sooner,
        words=(_SAME, _SOONER, _SEVERAL),
    )


def questionnaire_of(order: PrintJob) -> Questionnaire:
    """Return the questionnaire of a tree.

    Raises:
        TriageError: the tree asks nothing, or there is no table that is exactly the tree.
    """
    tree = for_anybody(order.tree)
    if tree.start not in tree.steps:
        raise TriageError(
            _("`{id}` asks nothing, so there is no questionnaire to print", id=tree.id)
        )
    try:
        return _Writer(evolve(order, tree=tree), book_of(tree), Budget.of(_SECONDS)).whole()
    except TooLarge as error:
        raise TriageError(_(_TOO_LARGE, tree=tree.id, error=error)) from None


@frozen
class _Writer:
    order: PrintJob
    book: Book
    budget: Budget

    def whole(self) -> Questionnaire:
        tree, sooner = self.order.tree, self.order.may_be_sooner
        tables = proved_tables(tree, may_be_sooner=sooner, budget=self.budget)
        cuts = [line.condition() for table in tables for line in table.lines]
        meaning = meaning_of_tables(tree, self.budget, cuts)
        printer, sayer = Printer(self.order.region), TickSayer(tree.facts, self.book.places)
        guards = guards_of(self.book, meaning, tables, may_be_sooner=sooner)
        only_if = {number: sayer.said(*guard) for number, guard in guards.items()}
        notes = notes_of(tables[0].rungs, self.book, sayer)
        items = tuple(items_of(self.book, printer, only_if, notes))
        printed = [bands_of(self.order, self._ladder(t), self.budget, sayer) for t in tables]
        first, *parts = self._tables(tables, printed, sayer)
        home = _at_home(printed) if parts else ()
        return Questionnaire(
            how=tuple(_how(items, self.order, has_parts=bool(parts))),
            items=items,
            first=first,
            is_first_at_once=bool(at_once(tables[0].rungs)),
            cannot_be=sayer.bullets(_contradictions(tables[0], meaning.whole)),
            parts=tuple(parts),
            notes=(*home, *notes_for_all(tree), _(_LATER)),
        )

    def _tables(
        self, tables: Sequence[Table], printed: Sequence[Bands], sayer: TickSayer
    ) -> Iterator[PrintedTable]:
        names = iter(box_names(sum(map(len, printed))))
        for number, (table, bands) in enumerate(zip(tables, printed, strict=True), 1):
            yield PrintedTable(
                title=_(_TABLE, number=number) if len(tables) > 1 else "",
                about=self._about(table),
                who=sayer.bullets(table.who),
                boxes=tuple(islice(names, len(bands))),
                bands=bands if len(tables) == 1 else tuple(map(_without_advice, bands)),
            )

    def _ladder(self, table: Table) -> Ladder:
        tree = self.order.tree
        return Ladder(tree.id, tree.digest, table.rungs, self.order.may_be_sooner)

    def _about(self, table: Table) -> tuple[Bullet, ...]:
        """Say in the author's words for whom a table is, where no single result says it."""
        tree, region = self.order.tree, self.order.region
        if table.begins in tree.outcomes:
            return ()
        return BulletSayer(tree.facts, region).bullets(table.who, only_sure=True)


def _without_advice(band: PosterBand) -> PosterBand:
    return evolve(band, advice=(), least_advice=())


def _at_home(printed: Iterable[Bands]) -> tuple[str, ...]:
    """Return what helps at home, which several tables say alike."""
    said = [words for bands in printed for band in bands for words in band.least_advice]
    return tuple(words for words in dict.fromkeys(said) if words != _(LATER))


def _contradictions(first: Table, meaning: TreeMeaning) -> tuple[Line, ...]:
    """Return what cannot be so; whoever needs help of the highest urgency is told that first."""
    nobody = meaning.space.diagram.false
    told = meaning.space.any_of(*map(meaning.held, at_once(first.rungs)))
    wanted = meaning.space.without(meaning.nobody, told)
    if wanted == nobody:
        return ()
    return Coverer(meaning.space, meaning.facts).lines(wanted, told)


def _how(items: tuple[FormItem, ...], order: PrintJob, *, has_parts: bool) -> Iterator[str]:
    """Yield how to fill it in; what does not occur is not explained."""
    questions = [question for item in items for question in item.questions]
    if order.tree.scale.is_medical:
        yield _(
            "In an emergency do not fill in a form: call {emergency_number}.",
            emergency_number=order.region.emergency_number,
        )
    yield _(
        "Begin with question 1, and tick one box for each question and on each line of a table."
    )
    if any(item.only_if for item in items):
        yield _("Leave out a question only where “only if” stands above it and does not fit.")
    yield _(
        "A question without a tick is not a “no”. Ask. If it cannot be answered, tick “not sure”. "
        "Where there is no such box the answer must be known: find somebody who knows it."
    )
    if any(question.number for question in questions):
        yield _(
            "Write a number as it is asked for. If the answer lies between two such numbers or "
            "outside the range, ask again; if that does not settle it, tick “not sure”."
        )
    yield _(
        "Then read the table behind the questions from the top, and tick the first line that "
        "fits: the box that it stands in says what to do. No other line of it counts."
    )
    yield _(
        "A number in a line says where to look: “yes in 3a or 4” fits if “yes” is ticked on line a "
        "of question 3, or at question 4. A letter alone is the box with that letter. An empty "
        "line never fits."
    )
    if has_parts:
        yield _(
            "Where no line of the first table fits, look above each later one for a line that "
            "fits. Read every table that has one, in the same way, and do what all of them say, "
            "the most urgent first."
        )
    yield _("If a tick was wrong, cross it out, tick the right box, and read the table again.")
    yield _("Questions that only choose among measures are left out: see the handout for these.")
