"""The layout of the trees that are there: the shipped ones, and those of the tests."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.sampled import slow
from tests.tree_files.formatting.places import composed, meaning
from triage.errors import TreeError, TriageError
from triage.tree_files.formatting.canonical import canonical, layout_of_file
from triage.tree_files.library import check_file, load
from triage.tree_files.shipped import shipped
from triage.tree_files.text import FORBIDDEN

EXAMPLES = Path(__file__).parent.parent.parent / "trees"
# A changelog has no layout of its own.
SHIPPED = sorted(f for f in shipped().glob("*/*.yaml") if f.name != "changelog.yaml")


@slow
@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_shipped_file_is_in_the_canonical_layout(file):
    shown = f"{file.parent.name}/{file.name}"

    assert "\n".join(layout_of_file(file, shown).diff()) == "", f"run `triage format {shown}`"


@pytest.fixture
def laid_out(tmp_path):
    """Return a function that copies a folder of trees, and lays out those that can be read."""

    def lay_out(folder: str) -> list[tuple[Path, Path]]:
        before, after = EXAMPLES / folder, tmp_path / folder
        shutil.copytree(before, after)
        for file in after.rglob("*.yaml"):
            try:
                file.write_bytes(layout_of_file(file, file.name).after)
            except TreeError:
                continue
        return [(file, after / file.relative_to(before)) for file in before.rglob("*.yaml")]

    return lay_out


def test_every_good_tree_is_laid_out_and_keeps_its_digest(laid_out):
    for before, after in laid_out("good"):
        assert not layout_of_file(after, after.name).changes
        assert load(after).digest == load(before).digest
        assert meaning(composed(after.read_text("utf-8"))) == meaning(
            composed(before.read_text("utf-8"))
        )


# The finding is about a missing space, which the layout sets: after it stands `14, 5`.
LAID_OUT_AWAY = {"decimal-comma.yaml"}


@slow
def test_every_bad_tree_keeps_its_findings(laid_out):
    pairs = [pair for pair in laid_out("bad") if pair[0].name not in LAID_OUT_AWAY]
    changed = [pair for pair in pairs if pair[0].read_bytes() != pair[1].read_bytes()]

    assert len(changed) > len(pairs) / 2
    for before, after in changed:
        assert codes_in(after) == codes_in(before), before


def codes_in(file: Path) -> Counter[str]:
    return Counter(finding.code for finding in check_file(file))


SCRAPS = [
    *("# c", "#", "- ", "-", "? ", "\n", "\n\n", "{", "}", "[", "]", ",", ": ", " ", "\t", '"'),
    *("'", "|", ">-", "|2-\n", ">+\n", "~", "---\n", "...\n", "a: ", "&a ", "\\", "é", "{# x\n"),
    *("[\n# y\n", "- # z\n", "\n# q\n", "<<: ", '" # d', ": # k\n ", "%YAML 1.2\n---\n"),
]


def torn(text: str, dice: random.Random) -> str:
    """Return some lines of a file with scraps of YAML strewn in."""
    lines = text.split("\n")
    start = dice.randrange(len(lines))
    text = "triage: 1\n" + "\n".join(lines[start : start + dice.randrange(1, 40)])
    for _ in range(dice.randrange(4)):
        place = text.find(dice.choice("\n "), dice.randrange(len(text))) + 1
        text = text[:place] + dice.choice(SCRAPS) + text[place:]
    return text


def test_torn_files_are_refused_or_have_one_layout():
    dice = random.Random(1)
    texts = [file.read_text("utf-8") for file in EXAMPLES.glob("*/*.yaml") if is_text(file)]
    laid_out = 0
    for _ in range(2_000):
        try:
            once = canonical(torn(dice.choice(texts), dice), "torn.yaml")
        except TriageError:
            continue
        laid_out += 1
        assert canonical(once, "torn.yaml") == once

    assert laid_out > 100


def is_text(file: Path) -> bool:
    try:
        return not FORBIDDEN.search(file.read_text("utf-8"))
    except UnicodeDecodeError:
        return False
