"""Write docs/commands.md from what the commands say about themselves: ``make docs``."""

from __future__ import annotations

from pathlib import Path

import click

from triage.cli import main

PAGE = Path(__file__).parent / "commands.md"

INTRO = """\
# Commands

Made from `triage --help` by `make docs`; a test fails when it is out of date.
Names of trees and files can be completed with the Tab key:
put `eval "$(_TRIAGE_COMPLETE=bash_source triage)"` into `~/.bashrc`
(`zsh_source` in `~/.zshrc`; for fish `_TRIAGE_COMPLETE=fish_source triage | source`).

## Exit codes

| code | means |
|---|---|
| 0 | done |
| 1 | it could not be done: a bad file, a bad answer |
| 2 | wrong usage of the command line |
| 3 | findings, or a failing case |
| 4 | not known: answers are missing |

What went wrong is said on standard error, in a line that begins with `error:`.
`triage assess --json` says it on standard output too, as a JSON object whose `status` is `error`.
"""


def page() -> str:
    """Return the text of the page."""
    settings = {"terminal_width": 80, **main.context_settings}
    root = click.Context(main, info_name="triage", **settings)
    contexts = [
        click.Context(main.commands[name], info_name=name, parent=root, **settings)
        for name in main.list_commands(root)
    ]
    return "\n".join([INTRO, *(_section(ctx) for ctx in [root, *contexts])])


def _section(ctx: click.Context) -> str:
    return f"## {ctx.command_path}\n\n```text\n{ctx.get_help()}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
