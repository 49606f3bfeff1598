"""``triage mcp``: the tools of an assistant, over the Model Context Protocol."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

from triage.assistant.assistant import Assistant
from triage.assistant.resources import SOURCES, PageKind
from triage.cli.find_trees import askable_among, every_askable, load_finished
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


def mcp(
    trees: tuple[str, ...],
    drafts: bool,
    region: str | None,
    record: str | None,
    http: bool,
    host: str,
    port: int,
) -> int:
    """Run ``triage mcp``; ``triage.cli.arguments.mcp`` tells of its arguments."""
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
