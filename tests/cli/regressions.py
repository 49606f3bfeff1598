"""Regressions that a comparison names, for the tests of `triage diff`."""

from __future__ import annotations

import re


def names_in(text: str) -> list[str]:
    """Return the names of regressions, with their marks."""
    return re.findall(r"regression (\S+/\S+)", text)
