"""The poster: all that a tree tells everybody, on one page that is proved to be the tree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from attrs import asdict

from triage.errors import TriageError
from triage.outputs.ladder.bullets import Bullet
from triage.outputs.printing.poster_content import Poster, poster_of
from triage.outputs.printing.print_job import PrintJob
from triage.outputs.printing.typesetting import measure, typeset
from triage.words import N_, _

_POINTS_OF_A_MM: Final = 72 / 25.4
_TOO_TALL: Final = N_(
    "the poster of `{tree}` is {more:.0f} mm too tall for a page of {paper} in letters of "
    "{points:g} points, and no letters are made smaller\n"
    "    most room is needed by “{title}”, and there by: {line}\n"
    "    help: {help}"
)
_LARGER: Final = N_("print it with --paper a3 or a2, with --shorter-deadlines, or as a flowchart")
_SOONER: Final = N_("print it with --shorter-deadlines, or as a flowchart")
_OTHER_KIND: Final = N_("print it as a flowchart")


def document(order: PrintJob) -> bytes:
    """Return the poster of a tree as a PDF of one page.

    Raises:
        MissingExtra: typst or segno is not installed.
        TriageError: there is no page that is exactly the tree, or it needs more room than a
            page has.
    """
    poster = poster_of(order)
    for fitting in (poster, poster.with_least_advice()):
        data = order.data(poster=asdict(fitting))
        told: Any = measure("poster", data, order.fonts)
        if told["height"] <= told["room"]:
            return typeset("poster", {**data, "letters": told["letters"]}, order.fonts)
    raise TriageError(_too_tall(told, fitting, order))


def _too_tall(told: Mapping[str, Any], poster: Poster, order: PrintJob) -> str:
    """Say how much room is missing, and which patients' signs take most of it."""
    heights: list[float] = told["bands"]
    tallest = poster.bands[heights.index(max(heights))]
    return _(
        _TOO_TALL,
        tree=order.tree.id,
        more=(told["height"] - told["room"]) / _POINTS_OF_A_MM,
        paper=order.paper.upper() if order.paper != "letter" else order.paper,
        points=told["letters"]["points"],
        title=tallest.title,
        line=_in_words(max((t for part in tallest.parts for t in part.ticks), key=_length)),
        help=_help(order),
    )


def _length(ticks: Bullet) -> int:
    return len(_in_words(ticks))


def _in_words(ticks: Bullet) -> str:
    return "; ".join((*ticks.all_of, *(option for each in ticks.lists for option in each.options)))


def _help(order: PrintJob) -> str:
    if order.may_be_sooner:
        return _(_OTHER_KIND if order.paper == "a2" else _LARGER_ONLY)
    return _(_SOONER if order.paper == "a2" else _LARGER)


_LARGER_ONLY: Final = N_("print it with --paper a3 or a2, or as a flowchart")
