"""The README of the example shows what happens."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import triage
from tests.docs.examples import blocks_of, commands_of, matches
from tests.examples.service.serving import SERVICE

README = (SERVICE / "README.md").read_text("utf-8")
PACKAGE = SERVICE / "triage_service"


MARK = "---- next ----"


@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("jq")), reason="needs curl and jq")
def test_the_calls_of_the_readme_do_what_it_says(server, tmp_path):
    text = README.replace("http://127.0.0.1:8000\n$", f"{server.url}\n$")
    shown = [block.text for block in blocks_of(text) if block.language == "console"]
    commands = [command for block in shown for command in commands_of(block)]
    happened = iter(typed_into_one_shell(commands, tmp_path))

    assert len(shown) >= 4
    for block in shown:
        now = "".join(f"$ {command}\n{next(happened)}" for command in commands_of(block))
        assert matches(block, now), f"{block}--- it is:\n{now}"


def typed_into_one_shell(commands: list[str], folder: Path) -> list[str]:
    """Return what each command prints; what one sets, the next may use."""
    script = "".join(f"{command}\necho '{MARK}'\n" for command in commands)
    run = ["bash", "-c", script]
    done = subprocess.run(run, cwd=folder, capture_output=True, text=True, timeout=60, check=True)
    assert not done.stderr
    return done.stdout.split(f"{MARK}\n")[:-1]


def test_the_readme_lists_all_calls(client):
    paths = client.get("/openapi.json").json()["paths"]
    served = {
        f"{method.upper()} {path.replace('{session_id}', 'ID')}"
        for path, operations in paths.items()
        for method in operations
    }

    assert first_column("(?:GET|POST|DELETE) .*?") == served - {"GET /problems/{kind}"}


def test_the_readme_lists_all_settings():
    (settings,) = [
        node
        for node in ast.parse((PACKAGE / "settings.py").read_text("utf-8")).body
        if isinstance(node, ast.ClassDef)
    ]
    fields = [node.target for node in settings.body if isinstance(node, ast.AnnAssign)]

    assert first_column("[A-Z_]+") == {f.id.upper() for f in fields if isinstance(f, ast.Name)}


def test_the_readme_lists_all_files():
    listed = {
        name
        for cell in re.findall(r"^\| (.*?) \|", README, re.MULTILINE)
        for name in re.findall(r"`(\w+\.py)`", cell)
    }

    assert listed == {file.name for file in PACKAGE.glob("*.py")} - {"__init__.py"}


def first_column(pattern: str) -> set[str]:
    return set(re.findall(rf"^\| `({pattern})` \|", README, re.MULTILINE))


def test_the_service_uses_nothing_but_the_public_names_of_the_library():
    trees = [ast.parse(file.read_text("utf-8")) for file in PACKAGE.glob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    used = {
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "triage"
    }
    imported = {
        alias.name if isinstance(node, ast.Import) else f"{node.module}.{alias.name}"
        for node in nodes
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }

    assert {"assess", "load", "resume", "start"} <= used <= set(triage.__all__)
    assert {name for name in imported if name.split(".")[0] == "triage"} == {"triage"}
