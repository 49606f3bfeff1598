"""The fenced blocks of a Markdown page, run as a reader would run them.

- ``console``: each line that begins with ``$ `` is run in bash, and what it
  prints, errors included, must be what stands below it. A line ``…`` stands
  for any number of lines. ``# exit 3`` behind a command is its exit code.
- ``python``: run, all blocks of a page in one namespace; what it prints must
  be the ``text`` block that follows, if one does.
- ``yaml file=NAME``: written to NAME.
- ``yaml replace=NAME``, two parts with a line ``# instead:`` between them:
  the first is replaced in NAME by the second.

All other blocks are left alone.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

ROOT = Path(__file__).parent.parent.parent
ANY_LINES = "…"


@frozen
class Block:
    line: int
    language: str
    options: dict[str, str]
    text: str


def blocks_of(page: str) -> list[Block]:
    """Return the fenced blocks of a page in order."""
    fences = re.finditer(r"^```(\S+)([^\n]*)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return [
        Block(
            page.count("\n", 0, fence.start()) + 1,
            fence[1],
            dict(option.split("=", 1) for option in fence[2].split()),
            fence[3],
        )
        for fence in fences
    ]


def run_page(page: Path, folder: Path) -> int:
    """Run all blocks of a page in a folder; return how many there were to run."""
    blocks = blocks_of(page.read_text(encoding="utf-8"))
    names: dict[str, object] = {"__name__": "page"}
    run = 0
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        where = f"{page.name}:{block.line}"
        if block.language == "console":
            run_console(block.text, folder, where)
        elif block.language == "python":
            run_python(block, following, names, folder, where)
        elif block.options:
            write(block, folder)
        else:
            continue
        run += 1
    return run


def write(block: Block, folder: Path) -> None:
    if "file" in block.options:
        target = folder / block.options["file"]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(block.text, encoding="utf-8")
        return
    target = folder / block.options["replace"]
    old, new = re.split(r"^ *# instead:\n", block.text, flags=re.MULTILINE)
    before = target.read_text(encoding="utf-8")
    assert before.count(old) == 1, f"{target} holds this {before.count(old)} times:\n{old}"
    target.write_text(before.replace(old, new), encoding="utf-8")


def run_python(
    block: Block, following: Block | None, names: dict[str, object], folder: Path, where: str
) -> None:
    printed = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(printed):
        # Compiled with its place, so that a traceback points into the page.
        exec(compile("\n" * block.line + block.text, where, "exec"), names)
    if following is not None and following.language == "text":
        assert_printed(following.text, printed.getvalue(), where)


def run_console(text: str, folder: Path, where: str) -> None:
    for command, code, expected in commands_of(text):
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env=environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert_printed(expected, done.stdout, f"{where}: {command}")
        assert code == done.returncode, f"{where}: {command} ended with {done.returncode}"


def commands_of(text: str) -> Iterator[tuple[str, int, str]]:
    """Yield each command of a console block, its exit code and what it prints."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        while command.endswith("\\"):
            more, _, expected = expected.partition("\n")
            command = f"{command}\n{more}"
        code = re.search(r"\s+# exit (\d)$", command)
        yield command, int(code[1]) if code else 0, expected


def environment(folder: Path) -> dict[str, str]:
    """Return variables under which ``triage`` runs this checkout, in plain English."""
    programs = folder / ".bin"
    programs.mkdir(exist_ok=True)
    starter = programs / "triage"
    starter.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m triage "$@"\n')
    starter.chmod(0o755)
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "TRIAGE_"))}
    return kept | {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "LANG": "C.UTF-8",
        "COLUMNS": "80",
        "HOME": str(folder),
        "XDG_STATE_HOME": str(folder / "state"),
    }


def assert_printed(expected: str, printed: str, where: str) -> None:
    assert matches(expected, printed), f"{where}\n--- the page says\n{expected}--- it is\n{printed}"


def matches(expected: str, printed: str) -> bool:
    """Compare line by line; a line ``…`` stands for any number of lines."""
    lines = [line.rstrip() for line in expected.strip().split("\n")]
    pattern = "".join(
        r"(?:.*\n)*" if line.strip() == ANY_LINES else re.escape(line) + "\n" for line in lines
    )
    text = "".join(line.rstrip() + "\n" for line in printed.strip().split("\n"))
    return re.fullmatch(pattern, text) is not None
