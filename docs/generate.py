"""Write the files that are made from the code: ``make docs``; a test keeps them fresh."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from docs import rooms
from docs.evidence import pages as evidence
from docs.safety import hazards
from triage.analysis.proofs import properties
from triage.cli import main
from triage.lint import pages
from triage.tree_files import reference as tree_format
from triage.tree_files import schema

ROOT = Path(__file__).parent.parent

_COMMANDS = """\
# Commands

Made from `triage --help` by `make docs`; a test fails when it is out of date.
`triage completion --install` lets the Tab key complete commands, options, trees, files, outcomes,
steps, regions and codes of findings, in bash, zsh and fish.

## How a tree is named

Every command names a tree in the same ways. The first that fits counts:

1. the name of a tree that comes with triage: `calf-soreness`
2. a folder with a `tree.yaml` in it, or a file: `my-tree`, `./my-tree/`, `.`, `old/ankle.yaml`
3. the beginning of a name that comes with triage, as long as no other begins so: `calf`;
   a module, which nobody is asked by alone, counts where no other tree begins so

A folder that has the name of a shipped tree is written with a slash: `calf-soreness/`.
Where both are there, the command says on standard error which one it takes.
`check`, `format`, `test`, `prove`, `mutate` and `diff --git` take several trees
and folders of trees.
`triage.load` in an app takes whole names and paths only: what it loads is not to depend
on the folder it runs in, or on a tree that is added later.

Outcomes and steps are named in full, or by what stands behind the last dot.

## Answers in a file

`assess --answers`, `draw --path`, `export --answers` and `print --answers` take a file of answers,
JSON or YAML, or a session that `triage ask` saved. `assess` says when a session is of an earlier
day; `export` and handouts refuse it, as danger signs can change from one day to the next.

## Exit codes

| code | means |
|---|---|
| 0 | done |
| 1 | it could not be done: a bad file, a bad answer |
| 2 | wrong usage of the command line |
| 3 | findings, a failing case, a refuted claim, a surviving mutant, or a less urgent diff |
| 4 | not known: answers are missing, or the search grew too large |
| 141 | whoever read the output has gone, as `head -1` does after a line |

What went wrong is said on standard error, in a line that begins with `error:`.
`triage assess --json` says it on standard output too, as a JSON object whose `status` is `error`.
`triage ask` and `triage show --watch` end with 130 after Ctrl-C,
`triage ask` with 129 after SIGHUP and 143 after SIGTERM.
Standard input that is closed is empty. Output that is closed (`>&-`, `2>&-`) leads nowhere,
and the exit code is the usual one.

## Files that are written

A file is written whole or not at all: whatever happens meanwhile, its name holds what was there
before, or all of the new. A process that is killed leaves at most a hidden file `.triage-….tmp`
beside it, which the next run that writes there deletes.

A file with one patient's answers (`draw --path`, `export --answers`, `print --answers`) can be
read by its owner alone, and is an ordinary file: a link, a pipe or a device is refused.
Any other file keeps its permissions; a link stays, and what it leads to is written;
a pipe or a device takes the content as it comes; `-` is standard output.
"""


def commands() -> str:
    """Return the page of all commands, in the words of their own help."""
    settings = {"terminal_width": 80, **main.context_settings}
    root = click.Context(main, info_name="triage", **settings)
    contexts = [
        click.Context(command, info_name=name, parent=root, **settings)
        for name, command in sorted(main.load_all().items())
    ]
    return "\n".join([_COMMANDS, *(_section(ctx) for ctx in [root, *contexts])])


def _section(ctx: click.Context) -> str:
    return f"## {ctx.command_path}\n\n```text\n{ctx.get_help()}\n```\n"


def format_page() -> str:
    """Return the page of the tree format, its reference at the end made anew."""
    written, _, _ = (ROOT / "docs/format.md").read_text("utf-8").partition("### The file\n")
    return written + tree_format.reference()


GENERATED: dict[str, Callable[[], str]] = {
    "docs/commands.md": commands,
    "docs/findings.md": pages.page,
    "docs/format.md": format_page,
    "docs/how-it-works.md": rooms.page,
    "docs/properties.md": properties.page,
    "triage/tree_files/tree.schema.json": schema.text,
    **evidence.pages(),
    **hazards.pages(),
}


if __name__ == "__main__":
    for name, text in GENERATED.items():
        (ROOT / name).write_text(text(), encoding="utf-8")
