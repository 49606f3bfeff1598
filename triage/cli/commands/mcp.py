"""``triage mcp``: the tools of an assistant, over the Model Context Protocol."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

import click

from triage.assistant.assistant import Assistant
from triage.assistant.resources import SOURCES, PageKind
from triage.cli.find_trees import askable_among, every_askable, load_finished
from triage.cli.options import region_option, trees_argument
from triage.cli.output import print_lines
from triage.engine.session import Session
from triage.errors import MissingExtra, SessionError, TriageError, to_install
from triage.locales.regions import region_in
from triage.model.tree import Tree
from triage.outputs.chart.chart import chart_of
from triage.outputs.chart.mermaid import to_mermaid
from triage.outputs.outline.outline import outline_of
from triage.outputs.outline.outline_text import lay_out, say_outline
from triage.terminal.storage import save
from triage.words import N_, _

DONE: Final = 0
INTERRUPTED: Final = 130
_WIDTH: Final = 100
_DIGITS: Final = 12


@click.command()
@trees_argument("[TREE]...")
@click.option("--drafts", is_flag=True, help=N_("Ask drafts too: for trials, never for patients."))
@region_option
@click.option(
    "--record",
    type=click.Path(file_okay=False),
    metavar="FOLDER",
    help=N_("Keep each session in a file in FOLDER."),
)
@click.option("--http", is_flag=True, help=N_("Serve over HTTP, not over standard input."))
@click.option("--host", default="127.0.0.1", show_default=True, help=N_("Where to listen."))
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help=N_("On which port to listen; 0 takes a free one."),
)
def mcp(
    trees: tuple[str, ...],
    drafts: bool,
    region: str | None,
    record: str | None,
    http: bool,
    host: str,
    port: int,
) -> int:
    """Let an assistant ask the questions of trees, by tools that it calls.

    It speaks the Model Context Protocol with the program that starts it. The
    tree decides, and the language model puts its words to the person. Without
    TREE it serves those that come with triage. A draft is refused unless
    --drafts allows it. With --record each session is kept as `triage ask`
    keeps its answers, so that `triage assess` can replay it; otherwise
    nothing is written. It ends with its client, or with Ctrl-C, which is
    exit code 130.
    """
    loaded = [load_finished(name) for name in askable_among(trees) or every_askable()]
    keep = keeper(Path(record)) if record else None
    assistant = Assistant(_each_once(loaded), date.today, drafts, region, keep)
    try:
        _serve(assistant, kinds(region), (host, port) if http else None)
    except KeyboardInterrupt:
        return INTERRUPTED
    return DONE


def _serve(
    assistant: Assistant, shown: tuple[PageKind, ...], address: tuple[str, int] | None
) -> None:
    """Serve until the client or the process ends; over standard input where no address is given."""
    try:
        from triage.assistant.server import serve_http, serve_stdio, server_of
    except ImportError:
        how = to_install("assistant")
        said = _("`triage mcp` needs mcp\n    help: {command}", command=how)
        raise MissingExtra(said) from None
    server = server_of(assistant, shown)
    if address is None:
        serve_stdio(server)
    else:
        serve_http(server, *address, _announce)


def _announce(address: str) -> None:
    print_lines([_("serving on {address}", address=address)], err=True)


def _each_once(trees: list[Tree]) -> tuple[Tree, ...]:
    named = [tree.id for tree in trees]
    twice = next((name for name in named if named.count(name) > 1), None)
    if twice:
        msg = _("found two trees with the id `{twice}`, expected each once", twice=twice)
        raise TriageError(msg)
    return tuple(trees)


def kinds(region: str | None) -> tuple[PageKind, ...]:
    """Return the kinds of pages that a model can read about a tree."""

    def chart(tree: Tree) -> str:
        return to_mermaid(chart_of(tree, region_in(tree.scale, region)))

    return (
        PageKind("tree", N_("The tree as an outline to read."), "text/plain", _outline),
        SOURCES,
        PageKind("chart", N_("The tree as a flowchart, in Mermaid."), "text/vnd.mermaid", chart),
    )


def _outline(tree: Tree) -> str:
    outline = outline_of(tree)
    lines = lay_out(say_outline(outline, outline.after(tree.start, None)), _WIDTH, "utf-8")
    return "\n".join(lines)


def keeper(folder: Path) -> Callable[[str, Session], None]:
    """Return what keeps a session in a file that only its owner can read.

    Raises:
        OSError: the folder is not there and cannot be made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def keep(name: str, session: Session) -> None:
        # The name of a session opens it, so it is not told to whoever lists the folder.
        mark = sha256(name.encode()).hexdigest()[:_DIGITS]
        try:
            save(session.to_json(), folder / f"{session.tree.id}-{mark}.json")
        except SessionError as error:  # the person is to be told all the same
            print_lines([_("note: {error}", error=error)], err=True)

    return keep
