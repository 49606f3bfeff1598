"""What an earlier session left, read and fitted to the tree as it is now."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

from attrs import frozen

from triage.engine.review import review
from triage.engine.saved import Resumed, resume
from triage.errors import SessionError
from triage.model.tree import Tree
from triage.terminal import storage
from triage.terminal.review_page import Reviewing
from triage.terminal.slots import Slot
from triage.terminal.storage import Stamp
from triage.words import _


@frozen
class Saved:
    """What was found of an earlier session.

    Attributes:
        path: the file.
        on: the day it was saved, where that is known.
        resumed: the session.
        as_it_was: tells the file from a later one of that name.
        replayed: whether the tree has changed since.
    """

    path: Path
    on: date | None
    resumed: Resumed
    as_it_was: Stamp | None = None
    replayed: bool = False


def saved_in(path: Path, tree: Tree, today: date) -> Saved:
    """Return the answers in a file, as far as they fit the tree.

    Raises:
        SessionError: there are none, or they are answers to another tree.
    """
    on, as_it_was = storage.saved_on(path), storage.stamp(path)
    data = storage.read(path)
    with suppress(SessionError):
        return Saved(path, on, resume(tree, data, on=today), as_it_was)
    try:
        again = resume(tree, data, on=today, replay=True)
        return Saved(path, on, again, as_it_was, replayed=True)
    except SessionError as error:
        raise SessionError(
            _("cannot use the answers in `{path}`: {error}", path=path, error=error), error.code
        ) from error


def left_in(slot: Slot, tree: Tree, today: date) -> Saved | Path | None:
    """Return what a session left in a slot; where it is damaged, the file that it was renamed to.

    Raises:
        SessionError: a damaged file cannot be renamed.
    """
    if storage.stamp(slot.answers) is None:
        return None
    try:
        return saved_in(slot.answers, tree, today)
    except SessionError:
        return storage.set_aside(slot.answers)


def kept_in(slot: Slot, tree: Tree, today: date, region: str | None) -> Reviewing | None:
    """Return the answers of an earlier result that were kept in a slot, where they can be used."""
    with suppress(SessionError):
        data = storage.read(slot.review)
        return Reviewing(review(tree, data, on=today, region=region))
    return None
