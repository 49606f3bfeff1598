"""The rooms of the package: what `make lint` holds, tried out, and what it cannot see.

The contracts themselves stand in `setup.cfg` and are kept by import-linter.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "triage"
FILES = sorted(PACKAGE.rglob("*.py"))
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")

# What functions import of our own, beside what the command line needs late.
LATE = {
    # Loading a sound tree needs no diagrams.
    "triage.lint.blocking.asked": {"triage.lint.arrivals", "triage.lint.by_few_facts"},
    "triage.lint.blocking.structure": {"triage.lint.arrivals", "triage.lint.by_few_facts"},
    "triage.lint.blocking.words_for_answers": {
        "triage.lint.arrivals",
        "triage.lint.by_few_facts",
    },
    # It needs an optional library.
    "triage.terminal.front_choice": {"triage.terminal.fullscreen"},
    "triage.cli.commands.mcp": {"triage.assistant.server"},
    # Only some need it, and the first page does not wait for it.
    "triage.cli.answer_files": {"triage.outputs.fhir"},
    "triage.cli.commands.ask": {"triage.cli"},
    "triage.cli.find_trees": {
        "triage.answer_space.ends",
        "triage.answer_space.finished",
        "triage.tree_files.cases",
        "triage.tree_files.changelog",
    },
    "triage.cli.take_along": {
        "triage.outputs.calendar",
        "triage.outputs.printing.kinds",
        "triage.outputs.printing.print_job",
    },
    "triage.analysis.proofs.prove": {"triage.analysis.proofs.by_paths"},
    "triage.cli.commands.evaluate": {"triage.cohort", "triage.cohort.judging"},
    "triage.cohort": {"triage.cohort.frames"},
    "triage.cohort.frames": {"triage.cohort.spark"},
    "triage.cli.commands.cohort": {
        "triage.cohort",
        "triage.cohort.drafting",
        "triage.cohort.run",
        "triage.cohort.spark_files",
    },
    # Loading a tree needs none of it, and would start half as fast.
    "triage.tree_files.library": {"triage.tree_files.checking"},
    "triage.tree_files.two_orders": {"triage.lint.arrivals", "triage.lint.by_few_facts"},
}

# What the command line needs only when a command runs or fails.
MAY_BE_LATE = {"triage.cli.tree_names", "triage.cli.output"}
MAY_BE_LATE |= {"triage.errors", "triage.locales.languages", "triage.locales.regions"}
MAY_BE_LATE |= {"triage.engine.answers"}
# And only when one of its words is completed.
MAY_BE_LATE |= {"triage.lint.kinds", "triage.analysis.mutants.operators", "triage.cli.completion"}

# What an engine without terminal, files and clock never calls.
CLOCK_AND_TERMINAL = {"today", "now", "print", "input", "open"}


def parse(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def name_of(file: Path) -> str:
    return str(file.relative_to(PACKAGE))


PLANTED = [
    ("No import runs up", "model/values.py", "from triage.engine.result import Result\n"),
    (
        "No import runs up",
        "findings/finding_kind.py",
        "def late():\n    from triage.cli import main\n",
    ),
    (
        "No import runs up",
        "locales/languages.py",
        "if TYPE_CHECKING:\n    from triage.terminal.pages import Page\n",
    ),
    ("No import runs up", "outputs/chart/look.py", "import triage.terminal\n"),
    ("No imports go in a circle", "engine/walk.py", "import triage.engine.result\n"),
    ("YAML is read in one place", "engine/walk.py", "import yaml\n"),
    ("The engine knows no terminal, no files and no clock", "engine/walk.py", "import os\n"),
]

needs_the_linter = pytest.mark.skipif(
    not LINT_IMPORTS.exists(), reason="import-linter is missing: the extra `dev` brings it"
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """Return a copy of the package and of the contracts, to plant imports in."""
    folder = tmp_path_factory.mktemp("rooms")
    shutil.copytree(PACKAGE, folder / "triage", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "setup.cfg", folder)
    return folder


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(LINT_IMPORTS), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@needs_the_linter
def test_the_imports_are_as_the_contracts_say(copy):
    done = lint_imports(copy)

    assert done.returncode == 0, done.stdout


@needs_the_linter
@pytest.mark.parametrize(("contract", "file", "line"), PLANTED)
def test_a_planted_import_breaks_its_contract(copy, contract, file, line):
    place = copy / "triage" / file
    before = place.read_text("utf-8")
    place.write_text(f"{before}\n{line}", encoding="utf-8")
    try:
        done = lint_imports(copy)
    finally:
        place.write_text(before, encoding="utf-8")

    assert done.returncode == 1
    assert f"{contract} BROKEN" in " ".join(done.stdout.split())


@pytest.mark.parametrize("file", [*(PACKAGE / "engine").glob("*.py")], ids=name_of)
def test_the_engine_calls_no_clock_and_no_terminal(file):
    nodes = list(ast.walk(parse(file)))
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    attributes = {node.attr for node in nodes if isinstance(node, ast.Attribute)}

    assert (names | attributes) & CLOCK_AND_TERMINAL == set()


def module_of(file: Path) -> str:
    """Return the dotted name of a file; a folder's own file has the name of the folder."""
    parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def imported_late(file: Path) -> set[str]:
    """Return the modules of ours that functions import."""
    functions = [node for node in ast.walk(parse(file)) if isinstance(node, ast.FunctionDef)]
    nodes = [node for function in functions for node in ast.walk(function)]
    found = {n.module for n in nodes if isinstance(n, ast.ImportFrom) and n.module}
    return {module for module in found if module.split(".")[0] == "triage"}


def test_a_function_imports_only_what_is_optional_or_slow_to_start():
    late = {module_of(file): imported_late(file) for file in FILES}
    late = {module: names for module, names in late.items() if names}
    starts = {module for module in late if re.fullmatch(r"triage\.cli(\.[a-z]+)?", module)}

    assert {module: late[module] for module in late if module not in starts} == LATE
    assert {name for module in starts for name in late[module]} <= MAY_BE_LATE


# What gathers pieces of one kind: a file each, so that one more is one file more.
GATHERERS = {
    "triage.findings.catalogue",
    "triage.outputs.chart.writing",
    "triage.tree_files.conditions",
}
# It is run as a program, to be stopped when it takes too long.
PROGRAMS = {"triage.outputs.chart.library"}
# It is imported when the Tab key is pressed, and not before.
WAITING = {"triage.cli.completion"}
LINES_OF_TWO = 300


def imported(file: Path) -> set[str]:
    nodes = [node for node in ast.walk(parse(file)) if isinstance(node, ast.ImportFrom)]
    names = {f"{node.module}.{alias.name}" for node in nodes for alias in node.names}
    return names | {node.module for node in nodes if node.module}


def test_a_file_that_one_neighbour_alone_imports_is_a_piece_of_many_or_too_large_for_it():
    files = {module_of(file): file for file in FILES}
    lines = {module: len(file.read_text("utf-8").splitlines()) for module, file in files.items()}
    importers = defaultdict(set)
    for module, file in files.items():
        for name in imported(file) & files.keys():
            importers[name].add(module)
    for name in imported(PACKAGE / "__init__.py") & importers.keys():
        importers[name].add("triage")  # apps look there
    alone = {m: next(iter(by)) for m, by in importers.items() if len(by) == 1}
    alone = {m: by for m, by in alone.items() if files[m].name != "__init__.py"}
    folders = {module: module.rpartition(".")[0] for module in files}

    assert [
        module
        for module, by in alone.items()
        if folders[module] == folders[by] and lines[module] + lines[by] <= LINES_OF_TWO
        if by not in GATHERERS and module not in PROGRAMS | WAITING
    ] == []


def public_classes(file: Path) -> list[str]:
    classes = [node.name for node in parse(file).body if isinstance(node, ast.ClassDef)]
    return [name for name in classes if not name.startswith("_")]


def test_no_two_public_classes_have_one_name():
    homes = defaultdict(list)
    for file in FILES:
        for name in public_classes(file):
            homes[name].append(name_of(file))

    assert len(homes) > 100
    assert {name: files for name, files in homes.items() if len(files) > 1} == {}


def modules_after(statement: str) -> set[str]:
    """Return the top-level modules that a fresh Python holds after a statement."""
    program = f"import sys\n{statement}\nprint(*sorted(m.split('.')[0] for m in sys.modules))"
    run = [sys.executable, "-c", program]
    done = subprocess.run(run, capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    return set(done.stdout.split())


OPTIONAL = {"prompt_toolkit", "pygraphviz", "hypothesis", "pytest", "z3"}


def test_importing_triage_loads_no_optional_library():
    assert modules_after("import triage") & (OPTIONAL | {"click", "graphviz"}) == set()


def test_the_public_names_load_no_optional_library():
    statement = "import triage\nfor name in triage.__all__: getattr(triage, name)"

    assert modules_after(statement) & (OPTIONAL | {"click", "graphviz"}) == set()


def test_help_costs_no_more_imports_than_click_itself():
    # A version option makes click load what it needs for translations.
    bare = "import click, __future__; click.version_option('1')(click.Command('bare'))"

    added = modules_after("import triage.cli") - modules_after(bare)

    # Python's own: they hold the language of the help, and break its lines.
    assert added - {"contextvars", "_contextvars", "textwrap"} == {"triage"}
