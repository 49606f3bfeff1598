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
        return f"{self.kind}-{self.tree}-{self.paper}"

    @property
    def command(self) -> str:
        """What makes the whole document."""
        answers = " --answers answers.json" if self.kind == "summary" else ""
        paper = "" if self.paper == "a4" else f" --paper {self.paper}"
        return f"triage print {self.tree} --kind {self.kind}{answers}{paper} -o {self.kind}.pdf"


# The kinds, with what each is for, and how many of its pages are shown.
KINDS: Final = {
    "flowchart": ("for the wall", 2),
    "questionnaire": ("to fill in with a pen", 1),
    "handout": ("for a patient to take home", 1),
    "summary": ("one patient's answers, for a referral", 1),
}
PAPERS: Final[tuple[PaperSize, ...]] = ("a4", "a3", "letter")
PRINTS: Final = tuple(
    Print(kind, name, paper, pages, about)
    for name in available()
    for kind, (about, pages) in KINDS.items()
    for paper in PAPERS
)


def draw(folder: Path) -> Iterator[str]:
    """Draw every shipped tree; yield the lines of the index about them."""
    yield "## Pictures\n\nMade by `triage draw TREE -o FILE.svg`.\n"
    for tree in map(load, available()):
        chart = chart_of(tree, region_for(None))
        (folder / f"{tree.id}.svg").write_bytes(WRITERS[".svg"](chart))
        yield f"- [{tree.title}]({tree.id}.svg): {_identity(tree)}, {chart.size}"


def print_pages(folder: Path) -> Iterator[str]:
    """Print the first pages of each document; yield the lines of the index about them."""
    yield "\n## On paper\n\nThe first pages, small: the text is 9 pt or larger on paper.\n"
    for each in PRINTS:
        tree = load(each.tree)
        files = sorted(pictures(document(each, tree), each, folder))
        shown = " ".join(
            f'<img src="{file.name}" alt="page {n}">' for n, file in enumerate(files, 1)
        )
        where = f"{each.kind} on {each.paper} paper, {each.about}"
        yield f"**{tree.title}**: {where} ({_identity(tree)})\n"
        yield f"`{each.command}`\n\n{shown}\n"


def _identity(tree: Tree) -> str:
    return f"`{tree.id}` {tree.version}, digest {short_digest(tree)}"


def document(each: Print, tree: Tree) -> bytes:
    """Return a document as `triage print` makes it."""
    well = {fact.name: fact.well for fact in tree.facts.values() if fact.well is not None}
    patient = Patient(well, days=(_A_DAY,)) if each.kind == "summary" else None
    order = PrintJob(tree, region_for(None), each.paper, ENGLISH, _A_DAY, patient=patient)
    return SHEETS[each.kind].document(order)


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
    lines = [_INTRODUCTION, *draw(folder), *print_pages(folder)]
    (folder / "README.md").write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
