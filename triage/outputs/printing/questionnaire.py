"""The paper questionnaire: a tree to be followed with a pen."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import asdict, frozen

from triage.errors import TriageError
from triage.locales.regions import Region
from triage.model.several import splitting
from triage.model.tree import Tree
from triage.outputs.printing.form.ends import FormEnd, Sign, ends_of, signs_of
from triage.outputs.printing.form.items import FormItem, items_of
from triage.outputs.printing.form.places import book_of
from triage.outputs.printing.form.words import Printer
from triage.outputs.printing.print_job import PrintJob, head_of
from triage.outputs.printing.typesetting import typeset
from triage.phrasing.answers_in_texts import for_anybody
from triage.words import _


@frozen
class Questionnaire:
    """All that is printed but the head, as plain data.

    Attributes:
        how: how to fill it in.
        items: the numbered questions, in the order of the tree.
        ends: where the arrows end, the most urgent first.
        signs: what to watch for after an end.
    """

    how: tuple[str, ...]
    items: tuple[FormItem, ...]
    ends: tuple[FormEnd, ...]
    signs: tuple[Sign, ...]


def document(order: PrintJob) -> bytes:
    """Return the questionnaire of a tree as a PDF.

    Raises:
        MissingExtra: typst is not installed.
        TriageError: the tree asks nothing, or no font has some letter.
    """
    printer = Printer(order.region)
    head = asdict(head_of(order.tree, order.region, order.on))
    data = order.data(
        form=asdict(questionnaire_of(order.tree, order.region)),
        head={name: printer.plain(words) for name, words in head.items()},
    )
    return typeset("questionnaire", data, order.fonts)


def questionnaire_of(tree: Tree, region: Region) -> Questionnaire:
    """Return the questionnaire of a tree.

    Args:
        tree: what is asked.
        region: whose numbers are printed.

    Raises:
        TriageError: the tree asks nothing.
    """
    if tree.start not in tree.steps:
        raise TriageError(
            _("`{id}` asks nothing, so there is no questionnaire to print", id=tree.id)
        )
    book, printer = book_of(for_anybody(tree)), Printer(region)
    items, signs = tuple(items_of(book, printer)), signs_of(book, printer)
    ends = ends_of(book, signs, printer)
    return Questionnaire(
        tuple(_how(items, tree, region)), items, ends, tuple(dict.fromkeys(signs.values()))
    )


def _how(items: tuple[FormItem, ...], tree: Tree, region: Region) -> Iterator[str]:
    """Yield how to fill it in; what does not occur is not explained."""
    rules = [rule.words for item in items for rule in (*item.early, *item.rules)]
    questions = [question for item in items for question in item.questions]
    if tree.scale.is_medical:
        yield _(
            "In an emergency do not fill in a form: call {emergency_number}.",
            emergency_number=region.emergency_number,
        )
    yield _("Begin with question 1. Answer only the questions that the arrows lead you to.")
    yield _("Tick one box for each question, and one on each line of a table.")
    yield (
        _(
            "A question without a tick is not a “no”. Ask. If it cannot be answered, tick “not "
            "sure”. Where there is no such box the answer must be known: find somebody who "
            "knows it."
        )
    )
    yield _("Then read the arrows (➜) from the top. Take the first one that fits, and no other.")
    yield (
        _(
            "A number on an arrow says where to look: “yes in 3a” fits if “yes” is ticked on "
            "line a of question 3. A letter alone is the box with that letter. An empty line "
            "never fits."
        )
    )
    yield _("“Otherwise” fits everybody whom no arrow above it fits.")
    if any(question.number for question in questions):
        yield (
            _(
                "Write a number as it is asked for. If the answer lies between two such "
                "numbers or outside the range, ask again; if that does not settle it, tick "
                "“not sure”."
            )
        )
    if any("/" in rule for rule in rules):
        yield _(
            "“3/5” is one question in two places. The answer stands in one, or the same in both."
        )
    if any(question.copy for question in questions):
        yield _("“↩ 3” says: if 3 is answered, copy the answer from there and do not ask again.")
    if any(item.sums or item.early_sums for item in items):
        yield _("For a sum, add the points of every line that fits.")
    if any(item.can_be_put_off for item in items):
        yield (
            _(
                "“Put off” says that a question was passed over. An arrow may send you back to "
                "it: tick its boxes then, and return to that arrow."
            )
        )
    yield _("If a tick was wrong, cross it out, tick the right box, and go on from there.")
    if splitting(tree):
        yield from _how_to_go_on(tree)
    else:
        yield _(
            "END and a letter: stop. Do what stands at that end, at the back. No other end counts."
        )
    yield _("Questions that only choose among measures are left out: see the handout for these.")


def _how_to_go_on(tree: Tree) -> Iterator[str]:
    """Yield how to go through several parts, and which end decides."""
    yield _(
        "“Mark this arrow”: mark every such arrow that fits, and not the first alone. Then take "
        "the one that stands first, and cross its mark out."
    )
    if tops := [d.words for d in tree.scale.dispositions if d.is_top]:
        yield _(
            "END and a letter that says “{words}”: stop. Do what stands there, at the back. No "
            "other end counts.",
            words=" / ".join(tops),
        )
    yield _(
        "Any other END: note its letter, and go back to the last question where an arrow is still "
        "marked. Take the first one there, and cross its mark out. If none is left, stop: do what "
        "stands at every end that you noted. The first letter of the alphabet is the most urgent."
    )
