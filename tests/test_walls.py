"""Imports point one way, and each optional library stays in its room."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "triage"
FILES = sorted(PACKAGE.rglob("*.py"))

# A room is a folder or a top-level file of triage/; each may import itself and these.
MAY_IMPORT = {
    "model": set(),
    "errors": {"model"},
    "files": set(),
    "version": set(),
    "regions": {"model", "errors"},
    "loading": {"model", "errors", "regions", "check"},
    "check": {"model", "errors", "regions", "patients"},
    "run": {"model", "errors", "regions"},
    "cases": {"model", "errors", "loading", "run", "patients"},
    "ask": {"model", "errors", "files", "regions", "run"},
    "formatting": {"errors", "loading", "check"},
    "patients": {"model"},
    "changes": {"model", "errors", "run", "patients"},
    "prove": {"model", "errors", "check", "run", "patients"},
    "mutate": {"model", "loading", "cases", "patients", "prove"},
    "compare": {"model", "errors", "loading", "run", "patients", "prove"},
    "draw": {"model", "errors", "regions", "check", "ask", "show"},
    "paper": {"model", "errors", "regions", "check", "run", "ask", "show", "draw"},
    "show": {"model", "errors", "check", "ask"},
    "exchange": {"model", "errors", "regions", "run"},
    "testing": {"model", "errors", "regions", "loading", "run"},
    "api": {"model", "errors", "run", "changes"},
    "__init__": {"model", "errors", "regions", "loading", "run", "changes", "api", "version"},
    "commands": {
        *("model", "errors", "regions", "loading", "check", "run", "cases", "ask", "prove"),
        *(
            "formatting",
            "patients",
            "compare",
            "mutate",
            "draw",
            "show",
            "paper",
            "exchange",
            "files",
            "version",
        ),
    },
    "cli": {"errors", "regions", "commands", "version"},
    "__main__": {"cli"},
}

# Where a library from outside the standard library may be imported.
ROOMS_OF_LIBRARY = {
    "attrs": set(MAY_IMPORT) - {"cli", "__main__", "version"},
    "click": {"cli", "commands", "ask"},
    "yaml": {"loading"},
    "prompt_toolkit": {"ask"},
    "graphviz": {"draw"},
    "pygraphviz": {"draw"},
    "typst": {"paper"},
    "hypothesis": {"testing"},
    "z3": {"prove"},
}

# What functions import of our own, beside the commands that the command line starts.
LATE = {
    # It needs an optional library.
    "triage.ask.fronts": {"triage.ask.rich"},
    "triage.prove.in_turn": {"triage.prove.by_paths"},
    # Loading a tree needs none of it, and would start half as fast.
    "triage.loading.library": {"triage.loading.checking"},
}

# What an engine without terminal, files and clock has no use for.
NOT_IN_THE_ENGINE = {"click", "io", "logging", "os", "pathlib", "random", "shutil", "sys", "time"}
CLOCK_AND_TERMINAL = {"today", "now", "print", "input", "open"}


def room_of(file: Path) -> str:
    """Return the folder under triage/, or the name of a file right under it."""
    parts = file.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def imported(tree: ast.AST) -> list[str]:
    """Return the dotted names of all modules that a file imports, also inside functions."""
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole way, so that this test sees them"
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def rooms_imported(tree: ast.AST) -> set[str]:
    parts = [name.split(".") for name in imported(tree)]
    return {p[1] if len(p) > 1 else "__init__" for p in parts if p[0] == "triage"}


def libraries_imported(tree: ast.AST) -> set[str]:
    top = {name.split(".")[0] for name in imported(tree)}
    return top - set(sys.stdlib_module_names) - {"triage"}


def parse(file: Path) -> ast.AST:
    return ast.parse(file.read_text(encoding="utf-8"))


def name_of(file: Path) -> str:
    return str(file.relative_to(PACKAGE))


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_a_file_imports_only_rooms_that_come_before_its_own(file):
    room = room_of(file)

    assert rooms_imported(parse(file)) - {room} <= MAY_IMPORT[room]


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_a_library_is_imported_only_in_its_rooms(file):
    room = room_of(file)

    misplaced = [
        library
        for library in libraries_imported(parse(file))
        if room not in ROOMS_OF_LIBRARY.get(library, set())
    ]

    assert misplaced == []


@pytest.mark.parametrize("file", [f for f in FILES if room_of(f) == "run"], ids=name_of)
def test_the_engine_knows_no_terminal_no_files_and_no_clock(file):
    tree = parse(file)
    names = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
    attributes = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}

    assert {name.split(".")[0] for name in imported(tree)} & NOT_IN_THE_ENGINE == set()
    assert (names | attributes) & CLOCK_AND_TERMINAL == set()


def module_of(file: Path) -> str:
    """Return the dotted name of a file; a folder's own file has the name of the folder."""
    parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def imports_between(sources: dict[str, str]) -> dict[str, set[str]]:
    """Return which modules each module imports, also for its types and inside functions."""
    graph: dict[str, set[str]] = {}
    for module, source in sources.items():
        names = imported(ast.parse(source))
        found = {name if name in sources else name.rpartition(".")[0] for name in names}
        graph[module] = found & sources.keys() - {module}
    return graph


def imported_late(tree: ast.AST) -> set[str]:
    """Return the modules of ours that functions import."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    nodes = [node for function in functions for node in ast.walk(function)]
    found = {n.module for n in nodes if isinstance(n, ast.ImportFrom) and n.module}
    return {module for module in found if module.split(".")[0] == "triage"}


def test_a_function_imports_only_what_is_optional_or_slow_to_start():
    late = {module_of(f): imported_late(parse(f)) for f in FILES if room_of(f) != "cli"}

    assert {module: names for module, names in late.items() if names} == LATE


def test_the_command_line_imports_late_the_commands_and_what_few_need():
    late = {name for f in FILES if room_of(f) == "cli" for name in imported_late(parse(f))}

    rooms = {name.removeprefix("triage.").split(".")[0] for name in late}
    assert rooms == {"commands", "errors", "regions"}


def test_no_file_imports_another_that_imports_it_back():
    sources = {module_of(file): file.read_text(encoding="utf-8") for file in FILES}

    TopologicalSorter(imports_between(sources)).prepare()  # says which do, if any


def test_a_circle_for_the_sake_of_types_is_a_circle():
    sources = {
        "triage.a": "from triage.b import f\n",
        "triage.b": "if TYPE_CHECKING:\n    from triage.a import A\n",
    }
    with pytest.raises(CycleError):
        TopologicalSorter(imports_between(sources)).prepare()


def test_no_room_imports_the_command_line_but_its_starter():
    importers = {room_of(file) for file in FILES if "cli" in rooms_imported(parse(file))}

    assert importers == {"__main__", "cli"}


def test_the_readers_of_imports_see_every_way_to_import():
    source = (
        "import yaml.cyaml\nimport triage\nfrom triage import loading\n"
        "def late():\n    from triage.run.session import start\n    import os.path\n"
    )
    tree = ast.parse(source)

    assert rooms_imported(tree) == {"__init__", "loading", "run"}
    assert libraries_imported(tree) == {"yaml"}


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

    assert added == {"triage"}
