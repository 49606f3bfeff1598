"""The questions in a terminal: from which tree there is to how the program ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

from triage.cli.conversations import AskOptions, guessed_region, lies_at, own_slot, sitting_for
from triage.cli.on_terminal import hush
from triage.cli.tree_names import tree_named
from triage.errors import SessionError, TriageError, UnknownTree
from triage.model.tree import Tree
from triage.phrasing import terminal_words
from triage.terminal import storage
from triage.terminal.claims import claim_file
from triage.terminal.claims import forget as forget_answers
from triage.terminal.conversation import Conversation
from triage.terminal.ending import Ended, Ending
from triage.terminal.front_choice import choose_front, plain_front
from triage.terminal.page_loop import Stopped, show
from triage.terminal.pages import Choose, Front, Key, Moved, Page, Picked, Row, Talk
from triage.terminal.slots import Slot, at
from triage.tree_files.library import about, available, load
from triage.tree_files.origins import TREE_FILE
from triage.words import _

DONE, NOT_DONE, STOPPED, INTERRUPTED = 0, 1, 4, 130
_UNTIL_DRAWN = 0.3  # seconds, of which the first page has need itself
# The tree that hands over to the others.
BEGINNING = "start"


def ask(
    tree: str,
    *,
    plain: bool,
    region: str | None,
    for_other: bool | None,
    resume: str | None,
    save: str | None,
    review: str | None,
    no_save: bool,
    choose: bool,
) -> int:
    """Ask the questions of a tree in the terminal; the command tells of the arguments.

    Returns:
        the exit code, as ``_sit`` does.
    """
    front = choose_front(plain, os.environ)
    asked = AskOptions(
        region,
        for_other,
        _path(resume),
        _path(save),
        _path(review),
        no_save,
        choose=choose,
        by_escape=not front.keeps_pages,  # what is read line by line gets no codes
    )
    return _sit(tree, asked, front)


def _sit(tree: str, asked: AskOptions, front: Front) -> int:
    """Ask the questions of a tree; "" lets the person choose one.

    Returns:
        0 with a result, 4 when stopped before one, 130 after Ctrl-C, 128 and
        the number of the signal after SIGHUP and SIGTERM.

    Raises:
        TriageError: the tree, the region or a named file cannot be used,
            or the tree is withdrawn.
    """
    ending = Ending(front.leave)
    with ending.listening():
        try:
            name = _named(tree, asked, front)
            with sitting_for(name, asked) as sitting:
                code, pages = _converse(front, sitting, ending)
        except (Stopped, EOFError):
            return STOPPED
        except KeyboardInterrupt:
            return INTERRUPTED
        except Ended:
            return ending.code or STOPPED
    _close(front, pages, ending)
    return code


def _converse(front: Front, sitting: Conversation, ending: Ending) -> tuple[int, tuple[Page, ...]]:
    """Ask until the end; return the exit code, and what to leave on the terminal."""
    code = DONE
    hush()  # from here on the terminal belongs to the questions
    try:
        with _getting_ready(sitting.opening.tree):
            front.converse(ending.guarding(sitting.talk()))
    except (Stopped, EOFError, Ended):
        code = STOPPED
    except KeyboardInterrupt:
        code = INTERRUPTED
    except OSError:  # nobody reads any more, but the answers are kept
        if ending.code is None:
            sitting.last_pages(result_stays=False, is_done=False)
            raise
    is_done = ending.code is None
    with ending.busy():
        pages = sitting.last_pages(result_stays=front.keeps_pages, is_done=is_done)
    return ending.code or (DONE if sitting.is_complete else code or STOPPED), pages


@contextmanager
def _getting_ready(tree: Tree) -> Iterator[Timer]:
    """Do what the first answer would wait for, while somebody reads the first page."""
    timer = Timer(_UNTIL_DRAWN, lambda: tree.digest)  # with which answers are kept
    timer.daemon = True
    timer.start()
    try:
        yield timer
    finally:
        timer.cancel()


def _close(front: Front, pages: tuple[Page, ...], ending: Ending) -> None:
    """Leave the last pages on the terminal, if it is still there."""
    try:
        front.close(pages)
    except OSError:
        if ending.code is None:
            raise
        # What is left in the buffer must not fail once more when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


# --- which tree


def _path(named: str | None) -> Path | None:
    return Path(named) if named else None


def _named(tree: str, asked: AskOptions, front: Front) -> str:
    if tree:
        return tree_named(tree)
    if asked.review:
        return tree_of(asked.review)
    known = available()
    if BEGINNING in known and not asked.choose:
        return BEGINNING
    return choose_tree(front, known, asked.region)


def tree_of(file: Path) -> str:
    """Return the name of the shipped tree that a file of saved answers belongs to.

    Raises:
        SessionError: it belongs to another tree, or holds no answers.
    """
    name = storage.read(file).get("tree")
    if name not in available():
        msg = _("`{file}` was saved with a tree that does not come with triage", file=file)
        raise SessionError(
            _("{msg}\n    help: name the tree: triage ask TREE --review {file}", msg=msg, file=file)
        )
    return str(name)


# --- deleting


def forget(tree: str, file: str | None) -> int:
    """Delete saved answers; return the exit code."""
    hush()
    in_use: list[Path] = []
    if file:
        deleted = _forget_file(Path(file))
    else:
        deleted, in_use = forget_answers(storage.folder(os.environ), _is_meant(tree))
    lines = [_(terminal_words.DELETED, path=path) for path in deleted]
    lines += [_(terminal_words.IN_USE, path=path) for path in in_use]
    plain_front(os.environ).tell(lines or [_(terminal_words.NOTHING_SAVED)])
    return NOT_DONE if in_use else DONE


def _forget_file(file: Path) -> list[Path]:
    storage.read(file)  # a file that holds no answers is not ours to delete
    claimed = claim_file(slot.answers) if (slot := own_slot(file)) else None
    try:
        return [path for path in [file] if storage.delete(path)]
    finally:
        if claimed:
            claimed.release()


def _is_meant(tree: str) -> Callable[[Slot], bool]:
    """Return what says whether a slot is of a tree, also where it can no longer be loaded."""
    if not tree:
        return lambda _slot: True
    try:
        tree = tree_named(tree)
        ends = tuple(at(place) for place in [lies_at(tree)] if place)
    except UnknownTree:
        ends = (at(Path(tree)), at(Path(tree) / TREE_FILE))
    tree_id = _id_of(tree)
    # Before a key said where a tree lies, it was the id alone.
    is_by_id = not ends or tree_id not in available()
    return lambda slot: slot.tree.endswith(ends) or (is_by_id and slot.tree == tree_id)


def _id_of(tree: str) -> str:
    """Return the id of a tree, also where its file can no longer be loaded."""
    try:
        return load(tree).id
    except TriageError:
        path = Path(tree)
        return path.parent.name if path.name == TREE_FILE else path.name.split(".")[0]


# --- the choice among the trees that come with triage


def choose_tree(front: Front, names: Iterable[str], region: str | None) -> str:
    """Let the person choose one of some trees; where only one can be asked, it is that.

    Args:
        front: where the choice is made.
        names: of the trees.
        region: whose numbers are shown; None takes what the locale proposes.

    Raises:
        TriageError: none of them can be asked.
    """
    first = sorted(names, key=BEGINNING.__ne__)  # it is for whoever does not know which
    titles = {name: said for name in first if (said := _title_of(name))}
    if len(titles) == 1:
        return next(iter(titles))
    if not titles:
        raise TriageError(_("no tree comes with this installation; name a tree file instead"))
    chosen: list[str] = []
    hush()
    front.converse(_ask_which(titles, chosen, region or guessed_region(os.environ)))
    return chosen[0]


def _title_of(name: str) -> str:
    """Return the title of a tree, or "" where it was withdrawn; it is read once it is chosen."""
    tree = about(name)
    if tree is None or not tree.title:
        return name  # what is wrong with it is told when it is chosen
    return "" if tree.status == "withdrawn" else tree.title


def _ask_which(titles: Mapping[str, str], chosen: list[str], region: str | None) -> Talk:
    numbered = enumerate(titles.items(), 1)
    rows = tuple(Row(str(n), title, name, (name,)) for n, (name, title) in numbered)
    page = Page(_(terminal_words.WHICH_TREE), Choose(rows), absent=(Key.BACK,), saves=False)
    while not isinstance(reply := (yield from show(page, region)), Picked):
        region = reply.region if isinstance(reply, Moved) else region
    chosen.append(str(reply.value))
