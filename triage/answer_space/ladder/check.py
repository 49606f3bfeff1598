"""A ladder and a tree: the plainest patient whom they tell different things, if there is one."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from triage.answer_space.budget import Budget
from triage.answer_space.examples import plainest
from triage.answer_space.ladder.ladder import HelpInTime, Ladder, NextPage, Told
from triage.answer_space.ladder.meaning import Places, meaning_of
from triage.model.tree import Tree
from triage.model.values import Value


@frozen
class Misread:
    """A patient whom a ladder tells something else than the tree.

    Attributes:
        patient: an answer to every fact.
        read: what the ladder tells; None where it tells nothing, a page where that is wrong.
        meant: what the tree tells.
    """

    patient: Mapping[str, Value]
    read: Told | None
    meant: HelpInTime | None


def difference(
    tree: Tree, ladder: Ladder, places: Places | None = None, budget: Budget | None = None
) -> Misread | None:
    """Return the plainest patient whom a ladder tells something else than the tree, or None.

    The ladder may be any: it is read as somebody reads it, line by line, and what its lines
    tell apart the search tells apart. None is a proof for all patients but those whom the
    tree rules out.

    Args:
        tree: what is meant.
        ladder: what is read.
        places: the trees that it leads on to, by the name of their modules.
        budget: what may be spent.

    Raises:
        TooLarge: the search took all that it may.
    """
    lines = [line.condition() for rung in ladder.rungs for line in rung.lines]
    meaning = meaning_of(tree, places or {}, budget, lines)
    wronged = meaning.wronged(ladder.rungs, may_be_sooner=ladder.may_be_sooner)
    patient = plainest(meaning.space, wronged)
    if patient is None:
        return None
    read = meaning.space.label(meaning.read(ladder.rungs), patient)
    meant = meaning.space.label(meaning.function, patient)
    read_there = read if isinstance(read, HelpInTime | NextPage) else None
    return Misread(patient, read_there, meant if isinstance(meant, HelpInTime) else None)
