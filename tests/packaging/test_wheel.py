"""What is in the wheel, and what it says about itself."""

from __future__ import annotations

import ast
import re
import sys
from configparser import ConfigParser
from email import message_from_bytes
from zipfile import ZipFile

import pytest

from tests.packaging.conftest import ROOT

# The name that a library is imported by, where that is not the name it is installed by.
IMPORTED_AS = {"pyyaml": "yaml", "z3-solver": "z3"}
# Its own types and server, which it requires itself.
BROUGHT_BY_MCP = {"anyio", "mcp_types", "uvicorn"}


@pytest.fixture(scope="module")
def names(wheel):
    with ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


@pytest.fixture(scope="module")
def metadata(wheel):
    with ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        return message_from_bytes(archive.read(name))


def files(folder, pattern):
    """Return the files of a folder; those of tools, like fontconfig's `.uuid`, are hidden."""
    found = [f for f in (ROOT / folder).rglob(pattern) if f.is_file() and f.name[0] != "."]
    return {str(f.relative_to(ROOT)) for f in found if "__pycache__" not in f.parts}


def test_the_wheel_holds_every_module_of_the_checkout(names):
    expected = files("triage", "*.py") | {"triage/trees/__init__.py"}

    assert {name for name in names if name.endswith(".py")} == expected


def test_the_wheel_holds_exactly_the_trees_of_the_checkout(names):
    expected = {f"triage/{name}" for name in files("trees", "*.yaml")}

    assert expected
    assert {name for name in names if name.endswith(".yaml")} == expected


def test_the_wheel_holds_every_data_file_of_the_checkout(names):
    expected = {name for name in files("triage", "*") if not name.endswith(".py")}
    assert {"triage/py.typed", "triage/outputs/printing/fonts/LICENSE"} < expected

    assert {name for name in names if not name.endswith((".py", ".yaml"))} == expected


def test_the_wheel_is_called_triage_trees_and_runs_on_any_python_from_3_11(metadata):
    assert metadata["Name"] == "triage-trees"
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "MIT AND Bitstream-Vera"


def requirements(metadata, extra):
    """Return the names that are installed with an extra, or without any for ""."""
    found = metadata.get_all("Requires-Dist")
    wanted = [r for r in found if (f'extra == "{extra}"' in r if extra else "extra ==" not in r)]
    assert all(">=" in r or r.lower().startswith("types-") for r in wanted), "a lower bound each"
    names = [re.match(r"[\w.-]+", each) for each in wanted]
    return {name[0].lower() for name in names if name}


def imported_by(folder, pattern="*.py"):
    trees = [ast.parse((ROOT / name).read_text("utf-8")) for name in files(folder, pattern)]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = [alias.name for n in nodes if isinstance(n, ast.Import) for alias in n.names]
    names += [n.module for n in nodes if isinstance(n, ast.ImportFrom) and n.module]
    top = {name.split(".")[0] for name in names}
    return top - set(sys.stdlib_module_names) - {"triage"}


def test_what_the_package_imports_is_what_it_requires(metadata):
    def imports(extra):
        return {IMPORTED_AS.get(name, name) for name in requirements(metadata, extra)}

    extras = ("ask", "assistant", "cohort", "evaluate", "paths", "spark", "sql", "test")
    optional = set.union(BROUGHT_BY_MCP, *map(imports, extras))
    required = imports("")

    assert required == {"attrs", "cattrs", "click", "graphviz", "yaml"}
    assert required <= imported_by("triage") <= required | optional


def test_every_version_that_make_installs_is_pinned(metadata):
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = {line.split("==")[0].lower() for line in lines if not line.startswith("#")}
    extras = metadata.get_all("Provides-Extra")
    needed = set.union(*(requirements(metadata, extra) for extra in ["", *extras]))

    assert needed <= {pin.replace("_", "-") for pin in pins} | pins
    assert all(re.fullmatch(r"#.*|[\w.-]+==[\w.]+", line) for line in lines)


def test_the_version_is_the_newest_of_the_changelog(metadata):
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")

    newest = re.search(r"^## (\d+\.\d+\.\d+)", changelog, re.MULTILINE)
    assert newest is not None
    assert newest[1] == metadata["Version"]


def test_the_settings_of_tools_are_in_setup_cfg():
    config = ConfigParser()
    config.read(ROOT / "setup.cfg")

    assert {"mypy", "tool:pytest", "coverage:run"} <= set(config.sections())
    assert (ROOT / "pyproject.toml").read_text("utf-8").count("[") == 2
