"""The paper questionnaire: questions to tick with a pen, and one table that says what they mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import asdict, evolve, frozen

from triage.answer_space.budget import Budget, TooLarge
from triage.answer_space.ladder.covers import Coverer
from triage.answer_space.ladder.ladder import Ladder, Line
from triage.answer_space.ladder.meaning import TreeMeaning, meaning_of
from triage.errors import TriageError
from triage.outputs.ladder.bullets import ALSO, AND, Bullet
from triage.outputs.ladder.proof import proved_ladder, say_proof
from triage.outputs.printing.form.items import FormItem, items_of
from triage.outputs.printing.form.lines import TickSayer
from triage.outputs.printing.form.notes import box_names, guards_of, is_at_once, notes_of
from triage.outputs.printing.form.places import Book, book_of
from triage.outputs.printing.form.results import PartResult, lines_to_results, say_results
from triage.outputs.printing.form.words import Printer
from triage.outputs.printing.poster_content import PosterBand, bands_of, notes_for_all
from triage.outputs.printing.print_job import PrintJob, head_of, qr_code
from triage.outputs.printing.typesetting import typeset
from triage.phrasing.answers_in_texts import for_anybody
from triage.words import N_, _

_SECONDS: Final = 300
_SAME: Final = N_(
    "For every combination of answers this table names the same help within the same time as the "
    "tree {tree}, digest {digest}."
)
_SOONER: Final = N_(
    "For every combination of answers this table names the same help as the tree {tree}, digest "
    "{digest}, within the same time or a shorter one."
)
_SEVERAL: Final = N_(
    "Of several results the boxes name the most urgent, and the lines behind them each one."
)
_LATER: Final = N_("If something in a box above becomes so later, do what that box says.")
_TOO_LARGE: Final = N_(
    "`{tree}` has too many combinations of answers to prove a questionnaire of it: the search "
    "needs {error}\n    help: print it as a flowchart"
)


@frozen
class Questionnaire:
    """All that is printed but the head, as plain data.

    Attributes:
        how: how to fill it in.
        items: the numbered questions, in the order of the tree.
        boxes: the names of the boxes of the table.
        table: what the answers mean: the first box in which a line fits.
        is_first_at_once: whether help of the first box is told whatever else is or is not ticked.
        cannot_be: answers that contradict each other.
        results: each by itself, where the table does not say which it is.
        notes: what holds whatever the box.
    """

    how: tuple[str, ...]
    items: tuple[FormItem, ...]
    boxes: tuple[str, ...]
    table: tuple[PosterBand, ...]
    is_first_at_once: bool
    cannot_be: tuple[Bullet, ...]
    results: tuple[PartResult, ...]
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
        ladder = proved_ladder(
            tree, {}, may_be_sooner=sooner, tries_orders=False, budget=self.budget
        )
        lines = [line.condition() for rung in ladder.rungs for line in rung.lines]
        meaning = meaning_of(tree, {}, self.budget, lines)
        printer, sayer = Printer(self.order.region), TickSayer(tree.facts, self.book.places)
        table = bands_of(self.order, ladder, self.budget, sayer)
        results = [*lines_to_results(meaning)]
        guards = guards_of(self.book, meaning, ladder, results)
        only_if = {number: sayer.said(*guard) for number, guard in guards.items()}
        notes = notes_of(ladder.rungs, self.book, sayer)
        items = tuple(items_of(self.book, printer, only_if, notes))
        return Questionnaire(
            how=tuple(_how(items, self.order)),
            items=items,
            boxes=tuple(box_names(len(table))),
            table=tuple(table),
            is_first_at_once=is_at_once(ladder.rungs[0]),
            cannot_be=sayer.bullets(_contradictions(ladder, meaning)),
            results=tuple(say_results(results, tree, sayer, printer)),
            notes=(*notes_for_all(tree), _(_LATER)),
        )


def _contradictions(ladder: Ladder, meaning: TreeMeaning) -> tuple[Line, ...]:
    """Return what cannot be so; whoever needs help of the highest urgency is told that first."""
    first, nobody = ladder.rungs[0], meaning.space.diagram.false
    told = meaning.held(first) if is_at_once(first) else nobody
    wanted = meaning.space.without(meaning.nobody, told)
    if wanted == nobody:
        return ()
    return Coverer(meaning.space, meaning.facts).lines(wanted, told)


def _how(items: tuple[FormItem, ...], order: PrintJob) -> Iterator[str]:
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
        "fits: the box that it stands in says what to do. No other line counts."
    )
    yield _(
        "A number in a line says where to look: “yes in 3a or 4” fits if “yes” is ticked on line a "
        "of question 3, or at question 4. A letter alone is the box with that letter. An empty "
        "line never fits."
    )
    yield _("If a tick was wrong, cross it out, tick the right box, and read the table again.")
    yield _("Questions that only choose among measures are left out: see the handout for these.")
