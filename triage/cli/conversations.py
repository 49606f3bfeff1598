"""What a sitting begins with: the tree, what was saved of it, and where its answers go."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from shlex import quote

from attrs import frozen

from triage.cli.find_trees import load_askable, refuse_withdrawn
from triage.cli.take_along import Taking
from triage.engine.review import review as look_again
from triage.errors import SessionError
from triage.locales.regions import region_for, region_of_locale
from triage.model.tree import Tree
from triage.phrasing import terminal_words
from triage.terminal import storage
from triage.terminal.claims import claim_file
from triage.terminal.conversation import Conversation
from triage.terminal.earlier import Saved, kept_in, left_in, saved_in
from triage.terminal.keeping import Keeping
from triage.terminal.review_page import Reviewing
from triage.terminal.save_location import SaveLocation
from triage.terminal.slots import Slot, key_of
from triage.terminal.welcome import Welcome
from triage.tree_files.library import locate
from triage.tree_files.shipped import shipped
from triage.words import _


@frozen
class AskOptions:
    """What the person asked for on the command line.

    Attributes:
        region: whose numbers to show; None takes what the locale proposes.
        for_other: whether somebody answers for the patient; None asks.
        resume: a file of saved answers to go on with.
        save: a file to save in, results too.
        review: a file of earlier answers to look at again.
        no_save: write nothing.
        choose: let the person choose a tree.
        by_escape: whether the terminal may be asked to copy a text.
    """

    region: str | None = None
    for_other: bool | None = None
    resume: Path | None = None
    save: Path | None = None
    review: Path | None = None
    no_save: bool = False
    choose: bool = False
    by_escape: bool = False

    @property
    def file(self) -> Path | None:
        """Where answers are to be saved, if the person named a file."""
        return self.save or self.resume


@contextmanager
def sitting_for(name: str, asked: AskOptions) -> Iterator[Conversation]:
    """Prepare a sitting, and let others have its slot when it is over.

    Raises:
        TriageError: the tree, the region or a file cannot be used; nothing has
            been asked by then.
    """
    tree = load_askable(name)
    refuse_withdrawn(tree)
    region_for(asked.region)  # an unknown one is refused before anything is asked
    if asked.save:
        _refuse_to_save(asked.save, tree)
    keeping = Keeping(key_of(tree.id, lies_at(name), asked.file), _folder(), not asked.no_save)
    try:
        yield _sitting(tree, name, asked, keeping)
    finally:
        keeping.end()


def _sitting(tree: Tree, name: str, asked: AskOptions, keeping: Keeping) -> Conversation:
    opening = Welcome(tree, date.today(), asked.region, asked.for_other, None)
    file = asked.file
    if asked.review:
        data = storage.read(asked.review)
        opening.reviewing = Reviewing(look_again(tree, data, on=opening.today, region=asked.region))
        opening.region = opening.reviewing.follow_up.session.region
    else:
        opening.saved = _saved_in_named(asked, tree, opening.today)
        if asked.resume and keeping.is_wanted and (slot := own_slot(asked.resume)):
            keeping.go_on_in(claim_file(slot.answers))
            file = asked.save
    problem = _take_up(opening, keeping, asked)
    keeping.has_warned = bool(problem)
    opening.notes = (*_notes(keeping, asked, problem),)
    if not (opening.saved or opening.offered):
        opening.region = opening.region or guessed_region(os.environ)
    as_it_was = storage.stamp(file) if file else None
    place = SaveLocation(name, _program(sys.argv[0]), file, as_it_was, asked.save is not None)
    taking = Taking(opening.today, keeping.is_wanted, asked.by_escape)
    return Conversation(opening, place, keeping, taking.keys())


def _saved_in_named(asked: AskOptions, tree: Tree, today: date) -> Saved | None:
    """Return the answers in a file that was named; it must be good, or not be there yet."""
    if asked.resume:
        return saved_in(asked.resume, tree, today)
    if asked.save and os.path.lexists(asked.save):
        return saved_in(asked.save, tree, today)
    return None


def _take_up(opening: Welcome, keeping: Keeping, asked: AskOptions) -> str:
    """Claim a slot, and offer what a session left in it; return what was wrong with that."""
    try:
        keeping.begin(empty=asked.review is not None)
        if keeping.slot is not None and not asked.review:
            _offer_what_was_left(opening, keeping.slot, asked)
    except SessionError as error:
        return str(error)
    return ""


def _offer_what_was_left(opening: Welcome, slot: Slot, asked: AskOptions) -> None:
    left = left_in(slot, opening.tree, opening.today)
    if isinstance(left, Saved):
        opening.saved = left
    else:
        opening.damaged = left
    if not (opening.saved or opening.damaged or asked.file):
        reviewing = kept_in(slot, opening.tree, opening.today, asked.region)
        opening.offered = (slot.review, reviewing) if reviewing else None


def _notes(keeping: Keeping, asked: AskOptions, problem: str) -> Iterator[str]:
    """Say on the first page where the answers go."""
    if asked.no_save:
        yield _(terminal_words.NOTHING_KEPT)
    elif problem:
        yield _(terminal_words.CANNOT_KEEP, reason=problem)
    elif asked.save:
        yield _(terminal_words.KEPT_AND_SAVED, path=asked.save)
    else:
        yield _(terminal_words.KEPT_AS_GIVEN)
    if keeping.has_company:
        yield _(terminal_words.KEPT_APART)


# --- files and folders


def _folder() -> Path | None:
    try:
        return storage.folder(os.environ)
    except SessionError:
        return None


def own_slot(file: Path) -> Slot | None:
    """Return the slot that a file lies in, if it is one of our own."""
    folder = _folder()
    if folder is None or file.absolute().parent.resolve() != folder.resolve():
        return None
    slot = Slot.of(folder / file.name)
    return slot if slot.answers.name == file.name else None


def _refuse_to_save(file: Path, tree: Tree) -> None:
    """Refuse a file to save in before anybody has answered for nothing; nothing is touched."""
    folder = _folder()
    if folder is not None and file.absolute().parent.resolve() == folder.resolve():
        msg = _(
            "`{file}` lies where answers are kept by themselves; name a file elsewhere", file=file
        )
        raise SessionError(msg)
    if os.path.lexists(file):
        saved_in(file, tree, date.today())
    storage.refuse_unwritable(file)


def lies_at(name: str) -> Path | None:
    """Return where a tree lies that does not come with triage; None for one that does."""
    path = locate(name)[0].resolve()
    return None if path.is_relative_to(shipped().resolve()) else path


def guessed_region(environ: Mapping[str, str]) -> str | None:
    """Return the region that the locale proposes."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environ[name] for name in names if environ.get(name)), "")
    return region_of_locale(locale)


def _program(called: str) -> str:
    """Return how to call this program again, so that the command can be copied."""
    if Path(called).stem != "triage":
        return "python -m triage"
    return "triage" if shutil.which("triage") else quote(called)
