"""``triage completion``: the Tab key in bash, zsh and fish."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path, PurePath
from shlex import quote
from typing import Literal, TypeAlias, get_args

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from triage.cli.output import print_lines, printable
from triage.errors import TriageError
from triage.files import write_whole
from triage.words import N_, _

DONE = 0
_PROGRAM = "triage"
Shell: TypeAlias = Literal["bash", "zsh", "fish"]
_KNOWN: Mapping[str, type[ShellComplete]] = {
    "bash": BashComplete,
    "zsh": ZshComplete,
    "fish": FishComplete,
}
# zsh completes nothing before this was called once.
_ZSH_FIRST = "(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }; "


_OTHER_SHELL = N_(
    "found `{name}` as your shell, expected bash, zsh or fish\n"
    "    help: name the one to use: triage completion bash"
)
_NO_SHELL = N_(
    "found no shell in $SHELL, expected bash, zsh or fish\n"
    "    help: name the one to use: triage completion bash"
)


@click.command()
@click.argument("shell", required=False, metavar="[SHELL]", type=click.Choice(get_args(Shell)))
@click.option("--install", is_flag=True, help=N_("Switch it on in every new shell."))
def completion(shell: Shell | None, install: bool) -> int:
    """Complete names of commands, trees and files with the Tab key.

    Outcomes, steps, regions and codes of findings are completed too. SHELL is
    bash, zsh or fish; without it, the one that you use. The script for it is
    printed. With --install it is put into a file, and for bash and zsh a line
    that reads it is added once to the end of ~/.bashrc or ~/.zshrc.
    """
    chosen = shell or _shell_of(os.environ)
    script = _script(chosen)
    if install:
        _install(chosen, script, os.environ)
    else:
        print_lines(script.splitlines(), whole=True)
    return DONE


def _shell_of(environ: Mapping[str, str]) -> str:
    """Return the shell that somebody uses.

    Raises:
        TriageError: it is none that can be completed in.
    """
    name = PurePath(environ.get("SHELL", "")).name
    if name not in _KNOWN:
        raise TriageError(_(_OTHER_SHELL if name else _NO_SHELL, name=name))
    return name


def _script(shell: str) -> str:
    root = click.get_current_context().find_root().command
    complete = _KNOWN[shell](root, {}, _PROGRAM, f"_{_PROGRAM.upper()}_COMPLETE")
    # Its own `source` starts a bash to see which version it is; it may be another one.
    return complete.source_template % complete.source_vars()


def _install(shell: str, script: str, environ: Mapping[str, str]) -> None:
    file = _script_file(shell, environ)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, script.encode())
    said = [_("written: {file}", file=file)]
    if started := _start_file(shell, environ):
        first = _ZSH_FIRST if shell == "zsh" else ""
        line = f"[ ! -r {quote(str(file))} ] || {{ {first}. {quote(str(file))}; }}  # triage"
        done = N_("added a line to: {file}") if _add(line, started) else N_("unchanged: {file}")
        said += [_(done, file=started)]
    for each in [*said, _("it works in every new shell")]:
        click.echo(printable(each), err=True)


def _script_file(shell: str, environ: Mapping[str, str]) -> Path:
    if shell == "fish":  # which looks there by itself
        return _folder("XDG_CONFIG_HOME", ".config", environ) / "fish/completions/triage.fish"
    return _folder("XDG_DATA_HOME", ".local/share", environ) / f"triage/completion.{shell}"


def _start_file(shell: str, environ: Mapping[str, str]) -> Path | None:
    """Return the file that a shell reads when it starts, where it must name the script."""
    home = _home(environ)
    folder = Path(environ.get("ZDOTDIR") or home)
    return {"bash": home / ".bashrc", "zsh": folder / ".zshrc"}.get(shell)


def _folder(variable: str, otherwise: str, environ: Mapping[str, str]) -> Path:
    named = Path(environ.get(variable, ""))
    return named if named.is_absolute() else _home(environ) / otherwise


def _home(environ: Mapping[str, str]) -> Path:
    """Return the folder of the user.

    Raises:
        TriageError: it is not known.
    """
    home = environ.get("HOME", "")
    if not home:
        raise TriageError(_("found no $HOME, so there is no place to install to"))
    return Path(home)


def _add(line: str, file: Path) -> bool:
    """Add a line to the end of a file, unless it is there; tell whether it was added."""
    before = file.read_bytes() if file.exists() else b""
    if line.encode() in before.splitlines():
        return False
    end = b"" if not before or before.endswith(b"\n") else b"\n"
    write_whole(file, before + end + line.encode() + b"\n")
    return True
