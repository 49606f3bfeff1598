"""``triage new``: a folder with a tree, cases and a changelog, to change into one's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from triage.cli.find_trees import load_askable, refuse_withdrawn
from triage.cli.options import offers
from triage.cli.output import print_lines
from triage.cli.tree_names import tree_named
from triage.errors import TriageError
from triage.files import write_whole
from triage.model.names import did_you_mean
from triage.tree_files.copying import copy_of
from triage.tree_files.example import example
from triage.tree_files.format_words import ANSWER_WORDS, MODULE
from triage.tree_files.origins import TREE_FILE
from triage.tree_files.shapes import MAX_NAME
from triage.tree_files.shipped import shipped_names
from triage.words import N_, _

MADE = 0


def _check_name(_ctx: click.Context, _param: click.Parameter, name: str) -> str:
    """Return a name that a tree can have.

    Raises:
        BadParameter: it is spelt otherwise, is a word for an answer, or a tree
            that comes with triage has it.
    """
    if not re.fullmatch(MODULE.pattern, name) or len(name) > MAX_NAME:
        meant = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-0123456789")[:MAX_NAME]
        found = _(
            "found `{name}`, expected a letter, then letters, digits and hyphens, all small",
            name=name,
        )
        hint = did_you_mean([meant] if meant else [], _("write it like `{like}`", like=MODULE.like))
        raise click.BadParameter(_("{found}\n    help: {hint}", found=found, hint=hint))
    if name in ANSWER_WORDS:
        found = _(
            "found `{name}`, which is a word for an answer, expected the name of a tree", name=name
        )
        raise click.BadParameter(
            _("{found}\n    help: write it like `{like}`", found=found, like=MODULE.like)
        )
    if name in shipped_names():
        found = _("found `{name}`, which is the name of a tree that comes with triage", name=name)
        hint = _("choose another, as in `triage new my-{name} --from {name}`", name=name)
        raise click.BadParameter(_("{found}\n    help: {hint}", found=found, hint=hint))
    return name


@click.command()
@click.argument("name", callback=_check_name)
@click.option(
    "--from",
    "source",
    metavar="TREE",
    shell_complete=offers("trees"),
    help=N_("Begin with a copy of this tree, which comes with triage."),
)
def new(name: str, source: str | None, today: date | None = None) -> int:
    """Make a folder NAME with a tree that passes every check, to change into your own.

    The folder is made where you are, with a small example of a tree, its cases
    and its changelog. NAME is the tree's id. Nothing that is there is written over.

    With --from it is a copy of a tree that comes with triage. Its sources
    stay, and what it includes is named with its version.
    """
    day = today or date.today()
    files = example(name, day) if source is None else copy_of(_shipped(source), name, day)
    _write(name, files)
    print_lines(_next_steps(name, files))
    return MADE


def _shipped(given: str) -> str:
    """Return the whole name of the tree to copy.

    Raises:
        TriageError: it does not come with triage, cannot be asked, or is withdrawn.
    """
    name = tree_named(given)
    if name not in shipped_names():
        found = _("found `{given}`, which does not come with triage", given=given)
        hint = _("`triage list` shows the trees to begin with; copy a folder of your own as it is")
        raise TriageError(_("{found}\n    help: {hint}", found=found, hint=hint))
    refuse_withdrawn(load_askable(name))
    return name


def _write(name: str, files: Mapping[str, str]) -> None:
    """Write the files into a folder that is made for them.

    Raises:
        TriageError: something has that name already.
    """
    folder = Path(name)
    try:
        folder.mkdir()
    except FileExistsError:
        found = _("found `{name}` here already, and left it as it is", name=name)
        hint = _("choose another name, or move that away first")
        raise TriageError(_("{found}\n    help: {hint}", found=found, hint=hint)) from None
    for file, text in files.items():
        write_whole(folder / file, text.encode())


def _next_steps(name: str, files: Mapping[str, str]) -> list[str]:
    paths = ", ".join(f"{name}/{file}" for file in files)
    return [
        _("wrote {paths}", paths=paths),
        "",
        _("1. Answer its questions as a patient would: triage ask {name}", name=name),
        _(
            "2. Open {name}/{tree_file} in an editor, and put your own words and sources there.",
            name=name,
            tree_file=TREE_FILE,
        ),
        _(
            "3. After each change: triage check {name}, triage test {name}, triage prove {name}",
            name=name,
        ),
    ]
