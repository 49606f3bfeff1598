"""What an app calls to learn on which answers a result hinges."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from triage.changes import changes
from triage.changes.changes import Changes
from triage.engine.calls import assess
from triage.errors import WrongArgument
from triage.model.tree import Tree


def what_would_change(
    tree: Tree,
    answers: Mapping[str, object],
    *,
    region: str | None = None,
    language: str | None = None,
    ignore_unknown: bool = False,
    on: date | None = None,
    allow_draft: bool = False,
    at_most: int = 20,
) -> Changes:
    """Return the smallest changes of answers that would raise or lower the urgency.

    A change is small by the number of facts that were answered and would
    have another answer, then by how near the other answers are. All changes
    of the fewest facts are found, and each is replayed. Patients that the
    tree calls impossible are not looked at. Where answers are missing the
    urgency is the one that they call for at least, and the smallest change
    may be none: then ``more`` holds answers to open questions.

    Args:
        tree: the tree to ask.
        answers: as for ``assess``; so are all others but the last.
        region: whose numbers to show.
        language: a language tag.
        ignore_unknown: leave out facts that the tree does not know.
        on: today.
        allow_draft: accept a draft, and a tree past its review.
        at_most: the greatest number of changes in each direction.

    Raises:
        TreeRefused: the tree is a draft, past its review, or withdrawn.
        AnswerError: an answer is not in its domain, or its fact is unknown.
        TreeTooLarge: the patients of the tree are too many to search.
        UnknownRegion: there is no such region.
        UnknownLanguage: there are no texts in that language.
        ModuleError: the tree is a part of others and cannot be asked by itself.
        WrongArgument: ``tree`` is no tree, ``on`` no day, or ``at_most`` no number from 1 up.
    """
    if type(at_most) is not int or at_most < 1:
        found = f"found {at_most!r} as the greatest number of changes"
        raise WrongArgument(f"{found}, expected a whole number from 1 up")
    now = assess(
        tree,
        answers,
        region=region,
        language=language,
        ignore_unknown=ignore_unknown,
        on=on,
        allow_draft=allow_draft,
    )
    return changes.what_would_change(now, at_most=at_most)
