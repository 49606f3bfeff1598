"""Whether a tree may be relied on, in the words of each place that says so.

A draft is signed by nobody, a withdrawn tree is used by nobody, and a tree
past the day of its next review may be out of date. An app, a clinic and a
patient are told in different words; those of the screens of ``triage ask``
stand with its other words.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from attrs import frozen

from triage.model.tree import Tree
from triage.words import N_, _


@frozen
class StandingWords:
    """The words of one place; "" where it says nothing.

    Attributes:
        draft: of a tree that no clinician has signed.
        reviewed: of one that is signed.
        withdrawn: of one that must not be used.
        overdue: of one past its review, whose day is ``{on}``.
        plain: the words of a draft, then of a signed one, that has nothing to do with
            bodies and so nothing with clinicians.
    """

    draft: str = ""
    reviewed: str = ""
    withdrawn: str = ""
    overdue: str = ""
    plain: tuple[str, str] | None = None

    def of(self, tree: Tree) -> str:
        """Say the status of a tree."""
        draft, reviewed = self.draft, self.reviewed
        if self.plain is not None and not tree.scale.is_medical:
            draft, reviewed = self.plain
        said = {"draft": draft, "reviewed": reviewed, "withdrawn": self.withdrawn}[tree.status]
        return _(said) if said else ""

    def late(self, tree: Tree) -> str:
        """Say since when the review of a tree is overdue."""
        return _(self.overdue, on=tree.review_by) if self.overdue else ""

    def all(self, tree: Tree, on: date | None) -> tuple[str, ...]:
        """Say the status of a tree, and whether its review is overdue on a day, if one is told."""
        is_late = on is not None and tree.is_overdue(on)
        return tuple(filter(None, (self.of(tree), self.late(tree) if is_late else "")))


# Behind the name of the tree, where it is refused.
REFUSALS: Final = StandingWords(
    draft=N_("is a draft that no clinician has signed"),
    plain=(N_("is a draft that nobody has signed"), ""),
    withdrawn=N_("was withdrawn and must not be used"),
    overdue=N_("was due to be reviewed by {on}"),
)
# With every result that an app gets.
CAUTIONS: Final = StandingWords(
    draft=N_("this tree is a draft: no clinician has signed it"),
    plain=(N_("this tree is a draft: nobody has signed it"), ""),
    withdrawn=N_("this tree was withdrawn and must not be used"),
    overdue=N_("this tree was due to be reviewed by {on}, so parts of it may be out of date"),
)
# Under a result that somebody reads on a command line.
REMARKS: Final = StandingWords(
    overdue=N_("this tree was due to be checked again by {on}, so parts of it may be out of date"),
)
# In a list of trees.
MARKS: Final = StandingWords(
    withdrawn=N_("(do not use: it cannot be asked any more)"),
    overdue=N_("(review overdue since {on})"),
)
# At the head of a picture or a sheet of paper.
HEADINGS: Final = StandingWords(
    draft=N_("DRAFT: not signed by a clinician"),
    plain=(N_("DRAFT: not signed"), N_("Signed")),
    reviewed=N_("Signed by a clinician"),
    withdrawn=N_("WITHDRAWN: must not be used"),
)
# Across a sheet of paper.
BANNERS: Final = StandingWords(draft=N_("DRAFT"), withdrawn=N_("WITHDRAWN"), overdue=N_("EXPIRED"))
# Before the questions of a form, and in the notes of what is sent to other software.
ON_FORMS: Final = StandingWords(
    draft=N_("This is a draft, not yet signed by a clinician."),
    plain=(N_("This is a draft, not yet signed."), ""),
    withdrawn=N_("This form was withdrawn and must not be used."),
)
IN_NOTES: Final = StandingWords(
    draft=N_("From a draft tree that no clinician has signed."),
    plain=(N_("From a draft tree that nobody has signed."), ""),
    withdrawn=N_("From a tree that was withdrawn and must not be used."),
)


# --- which tree a picture or a sheet of paper shows, in words


_DIGITS_OF_DIGEST = 12


def short_digest(tree: Tree) -> str:
    """Return the beginning of a tree's digest, enough to compare by eye."""
    return tree.digest.removeprefix("sha256:")[:_DIGITS_OF_DIGEST]


def say_status(tree: Tree) -> str:
    """Say whether a clinician has signed a tree, and who."""
    signed = tree.review
    by = f" ({signed.by}, {signed.role}, {signed.on})" if signed else ""
    return f"{HEADINGS.of(tree)}{by}"
