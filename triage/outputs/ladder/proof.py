"""What is proved of a ladder, in words; or the patient of whom it does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from triage.answer_space.budget import Budget
from triage.answer_space.examples import plainest
from triage.answer_space.ladder.build import ladder_of
from triage.answer_space.ladder.check import Misread, difference
from triage.answer_space.ladder.ladder import HelpInTime, Ladder, NextPage, Told
from triage.answer_space.ladder.meaning import Places
from triage.answer_space.ladder.tables import Table, meaning_of_tables, tables_of
from triage.errors import TriageError
from triage.model.facts import Fact, say_answers_given, unlike_well
from triage.model.several import splitting
from triage.model.tree import Tree
from triage.model.values import Value
from triage.outputs.ladder.words import say_help
from triage.phrasing.tree_status import short_digest
from triage.words import N_, _

SAME: Final = N_(
    "For every combination of answers this page names the same help within the same time as the "
    "tree {tree}, digest {digest}."
)
SOONER: Final = N_(
    "For every combination of answers this page names the same help as the tree {tree}, digest "
    "{digest}, within the same time or a shorter one."
)
SEVERAL: Final = N_(
    "Of several results it names the most urgent; what else there is to do, the questions say."
)
PAGES: Final = N_("Where it leads on to another page, that page does so.")
BY: Final = N_("That is proved by computer. Whether the tree is right, no computer can prove.")
_PATIENT: Final = N_(
    "somebody with {answers} reads on the page: {read}; the tree tells them: {meant}"
)
_NOT_EXACT: Final = N_(
    "`{tree}` has no page that is exactly the tree: {patient}\n    help: print another kind, such "
    "as the flowchart"
)
_THESE: Final = N_("“{answers}”")
_WELL: Final = N_("a well person's answers")
_NOTHING: Final = N_("nothing")
_READ_ON: Final = N_("go on at the page of {tree}")


def proved_ladder(
    tree: Tree,
    places: Places,
    *,
    budget: Budget | None = None,
    may_be_sooner: bool = False,
    tries_orders: bool = True,
) -> Ladder:
    """Return the ladder of a tree, proved to mean what the tree means.

    Args:
        tree: what is to be said.
        places: the trees that it leads on to, by the name of their modules.
        budget: what may be spent.
        may_be_sooner: whether somebody may be told the same help within a shorter time.
        tries_orders: whether the shortest of several orders is looked for.

    Raises:
        TooLarge: the search took all that it may.
        TriageError: there is a patient whom it would tell something else.
    """
    ladder = ladder_of(
        tree, places, may_be_sooner=may_be_sooner, tries_orders=tries_orders, budget=budget
    )
    if wrong := check_ladder(tree, ladder, places, budget):
        raise TriageError(_(_NOT_EXACT, tree=tree.id, patient=wrong))
    return ladder


def proved_tables(
    tree: Tree, *, budget: Budget | None = None, may_be_sooner: bool = False
) -> tuple[Table, ...]:
    """Return the tables of a tree, proved to mean together what the tree means.

    Args:
        tree: what is to be said.
        budget: what may be spent.
        may_be_sooner: whether somebody may be told the same help within a shorter time.

    Raises:
        TooLarge: the search took all that it may.
        TriageError: there is a patient whom they would tell something else.
    """
    tables = tables_of(tree, may_be_sooner=may_be_sooner, budget=budget)
    if wrong := check_tables(tree, tables, may_be_sooner=may_be_sooner, budget=budget):
        raise TriageError(_(_NOT_EXACT, tree=tree.id, patient=wrong))
    return tables


def check_tables(
    tree: Tree,
    tables: Sequence[Table],
    *,
    may_be_sooner: bool = False,
    budget: Budget | None = None,
) -> str | None:
    """Return the plainest patient whom tables tell something else than the tree, in words.

    None where there is none: that is a proof, as ``check_ladder`` gives it. Each table is
    proved by itself, and then that together they say all that the tree tells.

    Args:
        tree: what is meant.
        tables: what is read, the first one first.
        may_be_sooner: whether they may name the same help within a shorter time.
        budget: what may be spent.

    Raises:
        TooLarge: the search took all that it may.
    """
    lines = [line.condition() for table in tables for line in table.lines]
    meaning = meaning_of_tables(tree, budget, lines)
    wronged = meaning.wronged(tables, may_be_sooner=may_be_sooner)
    patient = plainest(meaning.space, meaning.space.any_of(wronged, meaning.misjoined()))
    if patient is None:
        return None
    read = meaning.read(tables, patient)
    meant = meaning.meant(patient)
    return _say_patient(patient, tree.facts, _all_of(read), _all_of(meant))


def check_ladder(
    tree: Tree, ladder: Ladder, places: Places | None = None, budget: Budget | None = None
) -> str | None:
    """Return the plainest patient whom a ladder tells something else than the tree, in words.

    None where there is none: that is a proof, for every combination of answers that the tree
    does not rule out.

    Args:
        tree: what is meant.
        ladder: what is read.
        places: the trees that it leads on to, by the name of their modules.
        budget: what may be spent.

    Raises:
        TooLarge: the search took all that it may.
    """
    found = difference(tree, ladder, places, budget)
    return None if found is None else say_difference(found, facts_with(tree, places or {}))


def say_difference(found: Misread, facts: Mapping[str, Fact]) -> str:
    """Say whom a ladder tells something else, and what."""
    return _say_patient(found.patient, facts, _said(found.read), _said(found.meant))


def _say_patient(
    patient: Mapping[str, Value], facts: Mapping[str, Fact], read: str, meant: str
) -> str:
    answers = say_answers_given(unlike_well(patient, facts), facts)
    answers = _(_THESE, answers=answers) if answers else _(_WELL)
    return _(_PATIENT, answers=answers, read=read, meant=meant)


def _all_of(told: Iterable[HelpInTime]) -> str:
    return "; ".join(map(say_help, told)) or _(_NOTHING)


def facts_with(tree: Tree, places: Places) -> dict[str, Fact]:
    """Return the facts of a tree, and those that its places ask for besides."""
    others = {name: fact for place in places.values() for name, fact in place.facts.items()}
    return {**others, **tree.facts}


def say_proof(
    tree: Tree,
    *,
    leads_on: bool,
    may_be_sooner: bool,
    words: tuple[str, str, str] = (SAME, SOONER, SEVERAL),
) -> tuple[str, ...]:
    """Return the sentences that say what was proved of the ladder of a tree.

    Args:
        tree: what the ladder means.
        leads_on: whether there are trees that it leads on to.
        may_be_sooner: whether it may name the same help within a shorter time.
        words: what is said where times are the same, where they may be shorter, and of a tree
            that may come to several results.
    """
    same, sooner, several = words
    proved = _(sooner if may_be_sooner else same, tree=tree.id, digest=short_digest(tree))
    more = [_(several)] if splitting(tree) else []
    return (proved, *more, *([_(PAGES)] if leads_on else []), _(BY))


def _said(told: Told | None) -> str:
    if told is None:
        return _(_NOTHING)
    return _(_READ_ON, tree=", ".join(told.trees)) if isinstance(told, NextPage) else say_help(told)
