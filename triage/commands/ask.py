"""``triage ask``: the questions in a terminal."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from shlex import quote

from triage.ask import storage, words
from triage.ask.fronts import choose_front, plain_front
from triage.ask.opening import Opening, Saved
from triage.ask.pages import Choose, Front, Page, Picked, Row, Talk
from triage.ask.review_page import Reviewing
from triage.ask.sitting import Place, Sitting
from triage.ask.turns import Stopped, show
from triage.commands.trees import load_askable, refuse_withdrawn
from triage.errors import SessionError, TriageError
from triage.loading.library import available, load
from triage.model.tree import Tree
from triage.regions.regions import get, guess
from triage.run.review import review as look_again
from triage.run.saved import resume as resume_session

DONE, STOPPED, INTERRUPTED = 0, 4, 130
# The tree that hands over to the others is offered first.
BEGINNING = "start"


def run(
    tree: str,
    *,
    region: str | None,
    plain: bool,
    for_other: bool | None,
    resume: str | None,
    forget: bool,
    save: str | None,
    review: str | None = None,
) -> int:
    """Ask the questions of a tree; return the exit code.

    Args:
        tree: a name or a path; "" lets the person choose, and with
            ``forget`` means every tree.
        region: whose numbers to show; None takes what the locale proposes.
        plain: answer by typing, whatever the terminal can do.
        for_other: whether somebody answers for the patient; None asks.
        resume: a file of saved answers; None looks where they are kept.
        forget: delete the saved answers, or the file ``resume``, instead of asking.
        save: where to save when the person stops, and to keep what led to a
            result; None for the usual place, and to keep no result.
        review: a file of earlier answers to look at again.

    Returns:
        0 with a result, 4 when stopped before one, 130 after Ctrl-C.

    Raises:
        TriageError: the tree, the region or the file to resume cannot be used,
            or the tree is withdrawn.
    """
    if forget:
        return _forget(tree, resume)
    front = choose_front(plain, os.environ)
    try:
        name = tree or (tree_of(Path(review)) if review else _choose(front))
        if review:
            sitting = _looking_again(name, region, for_other, Path(review), save)
        else:
            sitting = _sitting(name, region, for_other, resume, save)
    except (Stopped, EOFError):
        return STOPPED
    except KeyboardInterrupt:
        return INTERRUPTED
    return _converse(front, sitting)


def _converse(front: Front, sitting: Sitting) -> int:
    code = DONE
    try:
        front.converse(sitting.talk())
    except (Stopped, EOFError):
        code = STOPPED
    except KeyboardInterrupt:
        code = INTERRUPTED
    except OSError:
        sitting.last_pages(result_stays=False)  # nobody reads any more, but the answers are kept
        raise
    finished = sitting.is_complete
    front.close(sitting.last_pages(result_stays=front.keeps_pages))
    return DONE if finished else code


# --- which tree, and what was saved of it


def _choose(front: Front) -> str:
    loaded = {name: load(name) for name in sorted(available(), key=lambda n: n != BEGINNING)}
    titles = {name: tree.title for name, tree in loaded.items() if tree.status != "withdrawn"}
    if len(titles) == 1:
        return next(iter(titles))
    if not titles:
        raise TriageError("no tree comes with this installation; name a tree file instead")
    chosen: list[str] = []
    front.converse(_ask_which(titles, chosen))
    return chosen[0]


def _ask_which(titles: Mapping[str, str], chosen: list[str]) -> Talk:
    numbered = enumerate(titles.items(), 1)
    rows = tuple(Row(str(n), title, name, (name,)) for n, (name, title) in numbered)
    reply = yield from show(Page(words.WHICH_TREE, Choose(rows)), _guessed(os.environ))
    chosen.append(str(reply.value) if isinstance(reply, Picked) else next(iter(titles)))


def _sitting(
    name: str, region: str | None, for_other: bool | None, resume: str | None, save: str | None
) -> Sitting:
    tree, today = _fit_to_ask(name, region), date.today()
    place = _place(tree, name, save or resume, keeps_result=save is not None)
    path = place.path
    source = Path(resume) if resume else path
    saved = _saved(tree, source, today, must=resume is not None) if source else None
    known = saved is not None and saved.resumed is not None
    offered = _kept_to_look_again(tree, place, region) if resume is None and saved is None else None
    return Sitting(
        Opening(
            tree,
            today,
            region or (None if known or offered else _guessed(os.environ)),
            for_other,
            saved,
            offered=offered,
        ),
        place,
    )


def _fit_to_ask(name: str, region: str | None) -> Tree:
    tree = load_askable(name)
    refuse_withdrawn(tree)
    get(region)  # an unknown one is refused before anything is asked
    return tree


def _place(tree: Tree, name: str, named: str | None, *, keeps_result: bool) -> Place:
    usual = _usual_place(tree)
    path = Path(named) if named else usual
    return Place(
        path,
        name,
        _program(sys.argv[0]),
        is_own=path == usual,
        keeps_result=keeps_result,
        to_look_again=usual and storage.review_file_for(tree.id, os.environ),
    )


# --- looking again


def _looking_again(
    name: str, region: str | None, for_other: bool | None, file: Path, save: str | None
) -> Sitting:
    tree, today = _fit_to_ask(name, region), date.today()
    follow_up = look_again(tree, storage.read(file), on=today, region=region)
    known = follow_up.session.region
    opening = Opening(
        tree, today, known or _guessed(os.environ), for_other, None, Reviewing(follow_up)
    )
    return Sitting(opening, _place(tree, name, save, keeps_result=save is not None))


def _kept_to_look_again(
    tree: Tree, place: Place, region: str | None
) -> tuple[Path, Reviewing] | None:
    """Return the answers of an earlier result that were kept, where they can be used."""
    file = place.to_look_again
    if file is None or not file.exists():
        return None
    with suppress(SessionError):
        data = storage.read(file)
        return file, Reviewing(look_again(tree, data, on=date.today(), region=region))
    return None


def tree_of(file: Path) -> str:
    """Return the name of the shipped tree that a file of saved answers belongs to.

    Raises:
        SessionError: it belongs to another tree, or holds no answers.
    """
    name = storage.read(file).get("tree")
    if name not in available():
        msg = f"`{file}` was saved with a tree that does not come with triage"
        raise SessionError(f"{msg}\n    help: name the tree: triage ask TREE --review {file}")
    return str(name)


def _program(called: str) -> str:
    """Return how to call this program again, so that the command can be copied."""
    if Path(called).stem != "triage":
        return "python -m triage"
    return "triage" if shutil.which("triage") else quote(called)


def _usual_place(tree: Tree) -> Path | None:
    try:
        return storage.file_for(tree.id, os.environ)
    except SessionError:
        return None


def _saved(tree: Tree, path: Path, today: date, *, must: bool) -> Saved | None:
    """Read saved answers; a file that was asked for by name must be good."""
    on = storage.saved_on(path)
    if on is None and not must:
        return None
    try:
        data = storage.read(path)
        return _resumed(tree, data, path, today)
    except SessionError:
        if must:
            raise
        return Saved(path, on, None)


def _resumed(tree: Tree, data: Mapping[str, object], path: Path, today: date) -> Saved:
    on = storage.saved_on(path)
    with suppress(SessionError):
        return Saved(path, on, resume_session(tree, data, on=today))
    resumed = resume_session(tree, data, on=today, replay=True)
    return Saved(path, on, resumed, replayed=True)


def _guessed(environ: Mapping[str, str]) -> str | None:
    """Return the region that the locale proposes."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environ[name] for name in names if environ.get(name)), "")
    return guess(locale)


# --- deleting


def _forget(tree: str, file: str | None) -> int:
    if file:
        storage.read(Path(file))  # a file that holds no answers is not ours to delete
        deleted = tuple(path for path in [Path(file)] if storage.delete(path))
    else:
        deleted = storage.forget(_id_of(tree) if tree else None, os.environ)
    lines = [words.DELETED.format(path=path) for path in deleted] or [words.NOTHING_SAVED]
    plain_front(os.environ).tell(lines)
    return DONE


def _id_of(tree: str) -> str:
    """Return the id of a tree, also where its file can no longer be loaded."""
    try:
        return load(tree).id
    except TriageError:
        path = Path(tree)
        return path.parent.name if path.name == "tree.yaml" else path.name.split(".")[0]
