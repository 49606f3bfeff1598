"""One thing of a tree by its name."""

from __future__ import annotations

from collections.abc import Iterable

from triage.errors import TriageError
from triage.model.names import named, near


def find(wanted: str, names: Iterable[str], nothing: str, others: Iterable[str] = ()) -> str:
    """Return the name that is meant: in full, or the part of it behind a dot.

    Args:
        wanted: the name as somebody gave it.
        names: all that there are.
        nothing: says that there is none, such as: found no step `home`.
        others: what else may have been meant, to be named where there is none.

    Raises:
        TriageError: nothing has that name, or several have that end.
    """
    every = list(names)
    found = named(wanted, every)
    if len(found) > 1:
        raise TriageError(f"`{wanted}` may be any of {', '.join(found)}; give the full name")
    if not found:
        known = [*every, *others]
        there = ", ".join(near(wanted, known, most=3) or known)
        raise TriageError(f"{nothing}\n    help: there is {there}")
    return found[0]
