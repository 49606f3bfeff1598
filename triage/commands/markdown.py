"""Words of a tree inside a Markdown document."""

from __future__ import annotations


def cell(text: str) -> str:
    """Return words that cannot end a cell of a table, begin a tag or change the layout."""
    for sign in "\\`*_[]<>|":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())
