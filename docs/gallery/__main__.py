"""Draw and print the shipped trees for the gallery: ``python -m docs.gallery``.

It needs Graphviz, the extra ``print``, Pillow, and pdftoppm from poppler-utils.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from attrs import frozen
from PIL import Image

from triage.answer_space.ends import steps_entered
from triage.errors import TriageError
from triage.locales.regions import region_for
from triage.model.tree import Tree
from triage.outputs.chart.chart import chart_of
from triage.outputs.chart.writing import WRITERS
from triage.outputs.printing.kinds import SHEETS
from triage.outputs.printing.print_job import Patient, PrintJob
from triage.outputs.printing.typesetting import PaperSize
from triage.phrasing.tree_status import short_digest
from triage.tree_files.library import available, load
from triage.words import ENGLISH

HERE: Final = Path(__file__).parent
_A_DAY: Final = date(2026, 11, 21)
_DOTS_PER_INCH: Final = 60
_COLOURS: Final = 32
_INTRODUCTION: Final = """\
# Gallery

The trees that come with triage, as pictures and on paper. How they are asked is shown
by [the screens](screens/README.md).
They are drafts, so every page says DRAFT. `python -m docs.gallery` makes all of this anew;
a test fails when a tree has changed since.
"""


@frozen
class Print:
    """What is printed for the gallery: its first pages become pictures.

    Attributes:
        about: what there is to see, in a line.
    """

    kind: str
    tree: str
    paper: PaperSize
    pages: int
    about: str

    @property
    def name(self) -> str:
        """How its pictures are named."""
        paper = f"-{self.paper}" if self.kind != "poster" else ""
        return f"{self.kind}-{self.tree}{paper}"

    @property
    def command(self) -> str:
        """What makes the whole document."""
        answers = " --answers answers.json" if self.kind == "summary" else ""
        sooner = " --shorter-deadlines" if self.kind == "poster" else ""
        paper = "" if self.paper == "a4" else f" --paper {self.paper}"
        options = f"--kind {self.kind}{answers}{sooner}{paper}"
        return f"triage print {self.tree} {options} -o {self.kind}.pdf"


# Of a poster the first paper on which it can be made.
WALL_PAPERS: Final[tuple[PaperSize, ...]] = ("a4", "a3", "a2")
# The other kinds, with what each is for, and how many of its pages are shown.
KINDS: Final = {
    "flowchart": ("for the wall", 1),
    "questionnaire": ("to fill in with a pen", 1),
    "handout": ("for a patient to take home", 1),
    "summary": ("one patient's answers, for a referral", 1),
}
# What is taken home or filled in is not printed larger.
PAPERS: Final[dict[str, tuple[PaperSize, ...]]] = {"flowchart": ("a4", "a3")}
A4: Final[tuple[PaperSize, ...]] = ("a4",)
PRINTS: Final = tuple(
    Print(kind, name, paper, pages, about)
    for name in available()
    for kind, (about, pages) in KINDS.items()
    for paper in PAPERS.get(kind, A4)
)


def draw(folder: Path) -> Iterator[str]:
    """Draw every shipped tree; yield the lines of the index about them."""
    yield "## Pictures\n\nMade by `triage draw TREE -o FILE.svg`.\n"
    for tree in map(load, available()):
        chart = chart_of(tree, region_for(None))
        (folder / f"{tree.id}.svg").write_bytes(WRITERS[".svg"](chart))
        yield f"- [{tree.title}]({tree.id}.svg): {_identity(tree)}, {chart.size}"


def print_posters(folder: Path) -> Iterator[str]:
    """Print a poster of each shipped tree; yield the lines of the index about them."""
    yield "## On one page\n\nEach page is proved to be its tree.\n"
    for tree in map(load, available()):
        for paper in WALL_PAPERS:
            each = Print("poster", tree.id, paper, 1, "for the wall")
            try:
                pdf = document(each, tree)
            except TriageError:
                continue
            yield from _shown(each, tree, pdf, folder)
            break


def print_pages(folder: Path) -> Iterator[str]:
    """Print the first pages of each document; yield the lines of the index about them."""
    yield "\n## On paper\n\nThe first pages, small: the text is 9 pt or larger on paper.\n"
    for each in PRINTS:
        tree = load(each.tree)
        yield from _shown(each, tree, document(each, tree), folder)


def _shown(each: Print, tree: Tree, pdf: bytes, folder: Path) -> Iterator[str]:
    files = sorted(pictures(pdf, each, folder))
    shown = " ".join(f'<img src="{file.name}" alt="page {n}">' for n, file in enumerate(files, 1))
    where = f"{each.kind} on {each.paper} paper, {each.about}"
    yield f"**{tree.title}**: {where} ({_identity(tree)})\n"
    yield f"`{each.command}`\n\n{shown}\n"


def _identity(tree: Tree) -> str:
    return f"`{tree.id}` {tree.version}, digest {short_digest(tree)}"


def document(each: Print, tree: Tree) -> bytes:
    """Return a document as `triage print` makes it."""
    well = {fact.name: fact.well for fact in tree.facts.values() if fact.well is not None}
    patient = Patient(well, days=(_A_DAY,)) if each.kind == "summary" else None
    is_poster = each.kind == "poster"
    order = PrintJob(
        tree,
        region_for(None),
        each.paper,
        ENGLISH,
        _A_DAY,
        patient=patient,
        places=_places(tree) if is_poster else {},
        may_be_sooner=is_poster,
    )
    return SHEETS[each.kind].document(order)


def _places(tree: Tree) -> dict[str, Tree]:
    """Return the trees that a tree leads on to."""
    leads_to = [each for each in tree.modules if "." not in each and steps_entered(tree, each)]
    return {each: load(each) for each in leads_to}


def pictures(pdf: bytes, each: Print, folder: Path) -> Iterator[Path]:
    """Write the first pages of a document as pictures; yield their files."""
    command = ["pdftoppm", "-png", "-r", str(_DOTS_PER_INCH), "-l", str(each.pages), "-"]
    with tempfile.TemporaryDirectory() as made:
        subprocess.run([*command, f"{made}/page"], input=pdf, check=True, capture_output=True)
        for number, page in enumerate(sorted(Path(made).iterdir()), 1):
            file = folder / f"{each.name}-{number}.png"
            with Image.open(page) as picture:  # few colours make a small file
                picture.quantize(_COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
            yield file


def main(folder: Path = HERE) -> None:
    """Write all pictures and the index, and take away what is left of older ones."""
    for old in [*folder.glob("*.svg"), *folder.glob("*.png")]:
        old.unlink()
    lines = [_INTRODUCTION, *print_posters(folder), *draw(folder), *print_pages(folder)]
    (folder / "README.md").write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
