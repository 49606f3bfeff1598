"""How hard trees are to read, as a table or as JSON."""

from __future__ import annotations

from collections.abc import Iterable

from triage.commands.output import table
from triage.lint.patient_texts import KINDS
from triage.lint.readability import MAX_MEDIAN, MAX_QUESTION, Figures

_ABOUT = (
    "reading grade of the texts that patients see, by the automated readability index;",
    "medians, all texts at most {median:g}, and the hardest question, at most {question:g}",
)
_KINDS = (kind if kind == "advice" else f"{kind}s" for kind in KINDS)
_HEADINGS = ("tree", "texts", "all", *_KINDS, "hardest question")


def say_readings(measured: Iterable[Figures]) -> list[str]:
    """Return a line for each tree under headings, with a blank line after the last."""
    about = [line.format(median=MAX_MEDIAN, question=MAX_QUESTION) for line in _ABOUT]
    return [*about, "", *table([_HEADINGS, *map(_row, measured)]), ""]


def _row(figures: Figures) -> tuple[str, ...]:
    kinds = (f"{figures.by_kind[k]:.1f}" if k in figures.by_kind else "-" for k in KINDS)
    fact, grade = figures.hardest or ("", 0.0)
    hardest = f"{grade:.1f} {fact}" if fact else "-"
    return (figures.tree, str(figures.texts), f"{figures.median:.1f}", *kinds, hardest)


def readings_to_json(measured: Iterable[Figures]) -> list[dict[str, object]]:
    """Return the figures as plain data."""
    return [
        {
            "tree": figures.tree,
            "texts": figures.texts,
            "median": figures.median,
            "by_kind": dict(figures.by_kind),
            "hardest_question": figures.hardest[0] if figures.hardest else None,
            "hardest_grade": figures.hardest[1] if figures.hardest else None,
        }
        for figures in measured
    ]
