"""The fenced blocks of a Markdown page, run as a reader would run them.

- ``console``: each line that begins with ``$ `` is run in bash; what it prints,
  errors included, stands below it. ``# exit 3`` behind a command is its exit code.
  The folder ``examples`` of this checkout is there, too.
- ``python``: run, all blocks of a page in one namespace; what it prints is the
  ``text`` block that follows, if one does.
- ``text terminal=TREE typed=1,0,…``: the first line is a command for the reader;
  the rest is what ``triage ask --plain TREE`` shows on a terminal to somebody
  who types these answers.
- ``text watch=TREE``: the same of ``triage show TREE --watch``, until Ctrl-C.
- ``yaml file=NAME``, or any other language: written to NAME.
- ``yaml replace=NAME``, two parts with a line ``# instead:`` between them:
  the first is replaced in NAME by the second.

``triage`` is that of this checkout, unless the folder has a ``.bin/triage`` already.
A line ``…`` stands for any number of lines. All other blocks are left alone.
``python -m tests.docs.examples`` writes what happens now into the pages.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby, zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

import pexpect
from attrs import frozen

from triage.phrasing import terminal_words

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "examples"
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
ANY_LINES = "…"
PATIENCE = 120  # seconds; a guard against hanging, far more than a busy computer takes


@frozen
class Block:
    begin: int  # where its text begins in the page
    line: int
    language: str
    options: dict[str, str]
    text: str


def blocks_of(page: str) -> list[Block]:
    """Return the fenced blocks of a page in order."""
    fences = re.finditer(r"^```(\S+)([^\n]*)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return [
        Block(
            fence.start(3),
            page.count("\n", 0, fence.start()) + 1,
            fence[1],
            dict(option.split("=", 1) for option in fence[2].split()),
            fence[3],
        )
        for fence in fences
    ]


def run_page(page: str, folder: Path) -> Iterator[tuple[Block, str]]:
    """Run the blocks of a page in a folder; yield those that show something, and what it is."""
    blocks = blocks_of(page)
    names: dict[str, object] = {"__name__": "page"}
    if f" {EXAMPLES.name}/" in page:
        shutil.copytree(EXAMPLES, folder / EXAMPLES.name)
    for block, following in zip_longest(blocks, blocks[1:]):
        if block.language == "console":
            yield block, run_console(block.text, folder)
        elif block.language == "python":
            printed = run_python(block, names, folder)
            if following is not None and following.language == "text":
                yield following, printed
        elif "terminal" in block.options:
            yield block, run_terminal(block, folder)
        elif "watch" in block.options:
            yield block, run_watch(block, folder)
        elif "file" in block.options:
            write(folder / block.options["file"], block.text)
        elif "replace" in block.options:
            replace(folder / block.options["replace"], block.text)


def write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def replace(target: Path, text: str) -> None:
    old, new = re.split(r"^ *# instead:\n", text, flags=re.MULTILINE)
    before = target.read_text(encoding="utf-8")
    assert before.count(old) == 1, f"{target} holds this {before.count(old)} times:\n{old}"
    write(target, before.replace(old, new))


def run_python(block: Block, names: dict[str, object], folder: Path) -> str:
    printed = io.StringIO()
    # Compiled with its place, so that a traceback points into the page.
    code = compile("\n" * block.line + block.text, f"line {block.line} of the page", "exec")
    with contextlib.chdir(folder), contextlib.redirect_stdout(printed):
        exec(code, names)
    return printed.getvalue()


def run_console(text: str, folder: Path) -> str:
    return "".join(run_command(command, folder) for command in commands_of(text))


def commands_of(text: str) -> list[str]:
    """Return the commands of a console block without the exit codes that it notes."""
    commands = re.findall(r"^\$ ((?:.*\\\n)*.*)$", text, re.MULTILINE)
    return [re.sub(r"\s+# exit \d+$", "", command) for command in commands]


def run_command(command: str, folder: Path) -> str:
    """Return a command and what it prints, as it stands in a console block."""
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
    code = f"  # exit {done.returncode}" if done.returncode else ""
    return f"$ {command}{code}\n{done.stdout}"


def run_terminal(block: Block, folder: Path) -> str:
    typed = block.options["typed"].split(",")
    first, _, _ = block.text.partition("\n")
    return f"{first}\n{converse(block.options['terminal'], typed, folder)}"


def converse(tree: str, answers: list[str], folder: Path) -> str:
    """Return what a terminal shows to somebody who types these answers."""
    variables = environment(folder) | {"LANG": "en_GB.UTF-8", "TERM": "xterm"}
    start = ["-m", "triage", "ask", "--plain", tree]
    terminal = pexpect.spawn(
        sys.executable, start, env=variables, cwd=folder, encoding="utf-8", dimensions=(40, 80)
    )
    shown = []
    for answer in answers:
        terminal.expect_exact(terminal_words.YOUR_ANSWER, timeout=PATIENCE)
        shown += [terminal.before, terminal.after]
        terminal.sendline(answer)
    terminal.expect(pexpect.EOF, timeout=PATIENCE)
    return "".join([*shown, terminal.before]).replace("\r\n", "\n")


def run_watch(block: Block, folder: Path) -> str:
    """Return the first line of a block, and what is shown until somebody presses Ctrl-C."""
    variables = environment(folder) | {"TERM": "xterm"}
    words = ["show", block.options["watch"], "--watch"]
    starter = str(folder / ".bin" / "triage")
    terminal = pexpect.spawn(
        starter, words, env=variables, cwd=folder, encoding="utf-8", dimensions=(40, 80)
    )
    terminal.expect_exact("Ctrl-C stops.\r\n", timeout=PATIENCE)
    shown = re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", f"{terminal.before}{terminal.after}")
    terminal.sendintr()
    terminal.expect(pexpect.EOF, timeout=PATIENCE)
    terminal.close()
    assert terminal.exitstatus == 130, f"ended with {terminal.exitstatus}, expected 130"
    first, _, _ = block.text.partition("\n")
    return f"{first}\n{shown}".replace("\r\n", "\n")


def environment(folder: Path) -> dict[str, str]:
    """Return variables under which ``triage`` runs this checkout, in plain English."""
    programs = folder / ".bin"
    programs.mkdir(exist_ok=True)
    starter = programs / "triage"
    if not starter.exists():
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


def matches(expected: str, happened: str) -> bool:
    """Compare line by line; a line ``…`` stands for any number of lines."""
    pattern = "".join(
        r"(?:.*\n)*" if line == ANY_LINES else re.escape(line) + "\n" for line in tidy(expected)
    )
    return re.fullmatch(pattern, "\n".join([*tidy(happened), ""])) is not None


def tidy(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().split("\n")]


def abridge(expected: str, happened: str) -> list[str]:
    """Return the lines of what happened, shortened in the same places as what was expected."""
    parts = [[*part] for _, part in groupby(tidy(expected), ANY_LINES.__eq__)]
    lines, after, shown = tidy(happened), 0, list[str]()
    for part in parts:
        if part[0] == ANY_LINES:
            shown.append(ANY_LINES)
            continue
        if after == len(lines):
            break  # what stood behind the gap is gone
        begin = nearest(lines, part[0], after, after) if shown else 0
        last = nearest(lines, part[-1], begin + len(part) - 1, begin)
        after = len(lines) if part is parts[-1] else last + 1
        shown += lines[begin:after]
    return shown


def nearest(lines: list[str], line: str, expected: int, least: int) -> int:
    """Return where a line stands now: the same or the most similar one, near its place."""
    places = range(least, len(lines))
    return max(places, key=lambda n: (alike(lines[n], line), -abs(n - expected)))


def alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def renew(page: str) -> str:
    """Return a page with what happens now in every block that shows something else."""
    renewed, after = "", 0
    with TemporaryDirectory() as folder:
        for block, happened in run_page(page, Path(folder)):
            if not matches(block.text, happened):
                text = "\n".join([*abridge(block.text, happened), ""])
                renewed += page[after : block.begin] + text
                after = block.begin + len(block.text)
    return renewed + page[after:]


if __name__ == "__main__":
    for file in PAGES:
        write(file, renew(file.read_text(encoding="utf-8")))
