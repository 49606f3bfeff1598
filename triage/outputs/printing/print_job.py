"""What is to be printed, on what, and what stands at the head of every sheet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from attrs import asdict, field, frozen

from triage.errors import MissingExtra, TriageError, to_install
from triage.locales.regions import Region, localize
from triage.model.tree import Tree
from triage.outputs.printing.typesetting import Data, PaperSize
from triage.phrasing.tree_status import BANNERS, say_status, short_digest
from triage.words import N_, _

ANY_REGION = N_("any country")
# The boxes and the sentences of a sheet, of one about bodies and of any other.
_OF_PATIENTS: Final = {
    "person": N_("Patient"),
    "born": N_("Born"),
    "told": N_("The patient was told: “{text}”"),
    "caveat": N_(
        "Printed on {printed_on}, with numbers for {region}. It tells what was answered, and is "
        "no diagnosis."
    ),
}
_OF_ANYBODY: Final = {
    "person": N_("Name"),
    "born": "",
    "told": N_("This was told: “{text}”"),
    "caveat": N_("Printed on {printed_on}, with numbers for {region}. It tells what was answered."),
}


@frozen
class Head:
    """The identity of a printed tree, in words.

    Attributes:
        title: of the tree.
        tree: its id.
        version: of the tree.
        digest: the beginning of the hash of all that the tree means and says.
        status: whether a clinician has signed it.
        banner: one word across each page, or "".
        intended_for: whom the tree is for.
        not_for: whom it is not for.
        region: the country whose numbers are printed.
        printed_on: the day of printing.
        person: what the box for the name is called.
        born: what the box for the day of birth is called; "" for none.
        told: what comes before the words that the person was told.
        caveat: what a summary is, and is not.
        take_down: the last day on which it may hang: that of the tree's review.
    """

    title: str
    tree: str
    version: str
    digest: str
    status: str
    banner: str
    intended_for: str
    not_for: str
    region: str
    printed_on: str
    person: str
    born: str
    told: str
    caveat: str
    take_down: str


def head_of(tree: Tree, region: Region, on: date) -> Head:
    """Return the head of a tree's sheets.

    Args:
        tree: what is printed.
        region: whose numbers are printed.
        on: the day of printing.
    """
    return Head(
        title=tree.title,
        tree=tree.id,
        version=tree.version,
        digest=short_digest(tree),
        status=say_status(tree),
        banner=_banner(tree, on),
        intended_for=localize(tree.intended_for, region),
        not_for=localize(tree.not_for, region),
        region=_(region.name) if region.code else _(ANY_REGION),
        printed_on=on.isoformat(),
        **_words_of(tree),
        take_down=tree.review_by.isoformat(),
    )


def _words_of(tree: Tree) -> dict[str, str]:
    """Return what is said of patients, or of anybody where a tree is not about bodies."""
    words = _OF_PATIENTS if tree.scale.is_medical else _OF_ANYBODY
    return {key: _(each) if each else "" for key, each in words.items()}


def _banner(tree: Tree, on: date) -> str:
    if tree.status != "withdrawn" and tree.is_overdue(on):
        return BANNERS.late(tree)
    return BANNERS.of(tree)


# --- what is to be printed, and on what


@frozen(eq=False)
class Patient:
    """What one patient answered, and what is known about the answering.

    Attributes:
        answers: fact to answer.
        for_other: whether somebody else answered for the patient; None where that is not known.
        days: on which days it was answered; empty where that is not known.
    """

    answers: Mapping[str, object] = field(repr=False)  # a log is no place for answers
    for_other: bool | None = None
    days: tuple[date, ...] = ()


@frozen(eq=False)
class PrintJob:
    """An order for a sheet, or several.

    Attributes:
        tree: what is printed; it has a start.
        region: whose numbers are printed.
        paper: the size of the paper.
        language: the language of all texts, as a BCP 47 tag.
        on: the day of printing, on every sheet; nothing reads the clock.
        fonts: a folder of more fonts, for letters that ours lack.
        patient: whose answers a summary tells, or whom a handout is for.
        outcome: the one that a handout is for, or None for all of self-care.
        places: the trees that the tree leads on to, by the name of their modules.
        address: where to read on, for a code to scan, or ""; in it ``{tree}``, ``{version}`` and
            ``{digest}`` stand for those of the tree.
        may_be_sooner: whether a poster may name the same help within a shorter time.
    """

    tree: Tree
    region: Region
    paper: PaperSize
    language: str
    on: date
    fonts: Path | None = None
    patient: Patient | None = None
    outcome: str | None = None
    places: Mapping[str, Tree] = field(factory=dict)
    address: str = ""
    may_be_sooner: bool = False

    def data(self, **more: object) -> Data:
        """Return what every template reads, and what only one of them does."""
        head = asdict(head_of(self.tree, self.region, self.on))
        return {"paper": self.paper, "language": self.language, "head": head, **more}

    def address_of(self, tree: Tree) -> str:
        """Return where to read on about a tree; "" where no address was given."""
        filled = {"{tree}": tree.id, "{version}": tree.version, "{digest}": short_digest(tree)}
        address = self.address
        for name, value in filled.items():
            address = address.replace(name, value)
        return address


# --- where to read on, as a picture


def qr_code(address: str) -> str:
    """Return the code of an address as SVG, black on nothing; it has no margin of its own.

    Raises:
        MissingExtra: segno is not installed.
        TriageError: the address is too long for a code.
    """
    try:
        import segno
    except ImportError:
        how = to_install("print", "segno")
        raise MissingExtra(_("codes need segno\n    help: {how}", how=how)) from None
    try:
        code = segno.make(address, error="m", micro=False)
    except segno.DataOverflowError:
        msg = _(
            "found an address of {number} signs, too long for a code to scan\n"
            "    help: give a shorter one with --address",
            number=len(address),
        )
        raise TriageError(msg) from None
    return str(code.svg_inline(border=0))
