"""The recipes of CONTRIBUTING for a command, a picture, a kind of sheet and an exporter.

Each is followed to the letter, in a copy of the package: a file, and a line in
a registry. Then `triage` must have what was added, in its help and at work.
"""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from attrs import frozen
from pypdf import PdfReader

ROOT = Path(__file__).parent.parent


@frozen
class Recipe:
    """What somebody writes who follows a recipe.

    Attributes:
        files: their texts, by their paths as the recipe spells them.
        name: what stands for ``<name>`` in the paths.
        registry: the file of the registry.
        lines: what is put into it, each by the line that it goes behind.
    """

    files: dict[str, str]
    name: str
    registry: str
    lines: dict[str, str]


COMMAND = """\
import click

from triage.cli.options import tree_argument
from triage.cli.output import print_lines
from triage.tree_files.library import load


@click.command()
@tree_argument
@click.option("--twice", is_flag=True, help="Count each step twice.")
def count(tree: str, twice: bool) -> int:
    \"\"\"Count the steps of a tree.

    A step that is asked in two places counts once.
    \"\"\"
    print_lines([f"{len(load(tree).steps) * (2 if twice else 1)} steps"])
    return 3
"""
PICTURE = """\
from triage.outputs.chart.chart import Chart


def to_list(chart: Chart) -> str:
    return "".join(f"* {node.text[0]}\\n" for node in chart.nodes)
"""
SHEET = """\
from triage.outputs.printing.print_job import PrintJob
from triage.outputs.printing.typesetting import typeset


def document(order: PrintJob) -> bytes:
    return typeset("badge", order.data(whom="whoever asks"), order.fonts)
"""
TEMPLATE = """\
#import "common.typ": *
#show: sheets.with("Badge", until: "Take down after")

For #data.whom
"""
EXPORTER = """\
from datetime import datetime

from triage.engine.result import Result
from triage.model.tree import Tree
from triage.outputs.exporters import Exported, Exporter


def _tree(tree: Tree, region: str | None) -> Exported:
    return Exported({"steps": [*tree.steps], "region": region}, "a list of steps")


def _result(result: Result, patient: str, authored: datetime) -> Exported:
    return Exported({"who": patient, "status": result.status}, "a word on a patient")


STEPS = Exporter(tree=_tree, result=_result)
"""
RECIPES = {
    "Add a command": Recipe(
        {"triage/cli/commands/<name>.py": COMMAND},
        "count",
        "triage/cli/registry.py",
        {
            "COMMANDS: Final = (": '    LazyCommand("count", ASK, '
            '"triage.cli.commands.count:count", "Count the steps of a tree."),'
        },
    ),
    "Add a picture": Recipe(
        {"triage/outputs/chart/<name>.py": PICTURE},
        "listing",
        "triage/outputs/chart/writing.py",
        {
            "from triage.outputs.chart.layout_engine import Picture, render": "from "
            "triage.outputs.chart.listing import to_list",
            "WRITERS: Final[Mapping[str, Callable[[Chart], bytes]]] = {": '    ".lst": '
            "lambda chart: to_list(chart).encode(),",
        },
    ),
    "Add a kind of sheet": Recipe(
        {
            "triage/outputs/printing/<name>.py": SHEET,
            "triage/outputs/printing/templates/<name>.typ": TEMPLATE,
        },
        "badge",
        "triage/outputs/printing/kinds.py",
        {
            "SHEETS: Final[Mapping[str, SheetKind]] = {": '    "badge": '
            'SheetKind("triage.outputs.printing.badge:document", "may"),'
        },
    ),
    "Add an exporter": Recipe(
        {"triage/outputs/steps.py": EXPORTER},
        "steps",
        "triage/outputs/exporters.py",
        {"EXPORTERS: Final[Mapping[str, str]] = {": '    "steps": "triage.outputs.steps:STEPS",'},
    ),
}


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """Return a folder with a copy of the package, in which each recipe was followed."""
    folder = tmp_path_factory.mktemp("recipes")
    leave_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "triage", folder / "triage", ignore=leave_out)
    shutil.copytree(ROOT / "trees", folder / "triage" / "trees", ignore=leave_out)
    for recipe in RECIPES.values():
        follow(recipe, folder)
    return folder


def follow(recipe, folder):
    for path, text in recipe.files.items():
        file = folder / path.replace("<name>", recipe.name)
        assert not file.exists()
        file.write_text(text, encoding="utf-8")
    registry = folder / recipe.registry
    text = registry.read_text("utf-8")
    for before, line in recipe.lines.items():
        assert text.count(f"{before}\n") == 1
        text = text.replace(f"{before}\n", f"{before}\n{line}\n")
    registry.write_text(text, encoding="utf-8")


@pytest.fixture
def triage(package, tmp_path):
    """Return a function that runs the copy, in an empty folder."""

    def run(*arguments, typed=None):
        environment = {**os.environ, "PYTHONPATH": str(package), "COLUMNS": "200"}
        return subprocess.run(
            [sys.executable, "-m", "triage", *arguments],
            input=typed or "", cwd=tmp_path, env=environment,
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    return run


@pytest.mark.parametrize("heading", RECIPES)
def test_a_recipe_names_the_files_and_the_registry_that_are_written(heading):
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    said = page.partition(f"### {heading}\n")[2].partition("\n### ")[0]
    recipe = RECIPES[heading]
    paths = [p if "<name>" in p else f"{Path(p).parent}/" for p in (*recipe.files,)]
    names = [re.findall(r"^[A-Z]*", before)[0] for before in recipe.lines]

    assert [each for each in (*paths, recipe.registry) if f"`{each}`" not in said] == []
    assert [name for name in names if name and f"`{name}`" not in said] == []


def test_a_command_is_listed_helps_and_runs(triage):
    done = triage("count", "calf-soreness")
    twice = triage("count", "calf-soreness", "--twice")

    assert re.search(
        r"^  count +Count the steps of a tree\.$", triage("--help").stdout, re.MULTILINE
    )
    assert "A step that is asked in two places counts once." in triage("count", "--help").stdout
    assert (done.returncode, done.stderr) == (3, "")
    assert int(twice.stdout.split()[0]) == 2 * int(done.stdout.split()[0]) > 0
    assert "did you mean `count`?" in triage("coutn").stderr


def test_a_picture_is_offered_and_drawn(triage, tmp_path):
    done = triage("draw", "calf-soreness", "-o", "a.lst")

    assert done.stdout.startswith("wrote a.lst: a flowchart with ")
    assert {line[:2] for line in (tmp_path / "a.lst").read_text("utf-8").splitlines()} == {"* "}
    assert "expected one of .lst, .svg" in triage("draw", "calf-soreness", "-o", "a.gif").stderr


def test_a_kind_of_sheet_is_offered_and_printed(triage, tmp_path):
    pytest.importorskip("typst", reason="typst is missing: the extra `print` brings it")
    done = triage("print", "calf-soreness", "--kind", "badge", "-o", "a.pdf")

    assert "[badge|poster|flowchart|" in triage("print", "--help").stdout
    assert done.stdout.startswith("wrote a.pdf: badge of calf-soreness ")
    assert "For whoever asks" in PdfReader(tmp_path / "a.pdf").pages[0].extract_text()


def test_a_kind_of_sheet_takes_what_its_line_says(triage):
    ask = ("print", "calf-soreness", "-o", "a.pdf")
    misused = triage(*ask, "--kind", "flowchart", "--answers", "-").stderr
    for_an_outcome = triage(*ask, "--kind", "badge", "--outcome", "home").stderr

    assert "--answers FILE goes with --kind badge, handout or summary" in misused
    assert "--outcome goes with --kind handout, without --answers" in for_an_outcome


def test_an_exporter_is_offered_and_writes_trees_and_patients(triage):
    export = ("export", "calf-soreness", "--to", "steps")
    tree = json.loads(triage(*export, "--region", "gb").stdout)
    patient = triage(*export, "--answers", "-", "--patient", "Patient/1", typed="{}")
    written = triage(*export, "-o", "a.json")

    assert "--to [steps|fhir|" in triage("export", "--help").stdout
    assert (bool(tree["steps"]), tree["region"]) == (True, "gb")
    assert json.loads(patient.stdout) == {"who": "Patient/1", "status": "incomplete"}
    assert patient.returncode == 4
    assert written.stdout == "wrote a.json: a list of steps\n"


IMPORTERS = {"import_module", "resolve_name", "__import__"}


def built_names(source):
    """Return the lines in which a name to import is put together from pieces of text."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [
        call.lineno
        for call in calls
        if ast.unparse(call.func).rpartition(".")[2] in IMPORTERS
        if not isinstance(call.args[0], ast.Attribute | ast.Subscript)
    ]


def test_a_name_that_is_built_from_text_is_found():
    assert built_names("import_module(f'triage.{kind}')") == [1]
    assert built_names("\nimportlib.import_module('triage.' + kind)") == [2]
    assert built_names("import_module(HOMES[name]); resolve_name(self.target)") == []


def test_no_name_of_a_module_is_built_from_text():
    files = [*(ROOT / "triage").rglob("*.py")]

    assert len(files) > 200
    assert [file.name for file in files if built_names(file.read_text("utf-8"))] == []
