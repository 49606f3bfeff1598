"""Sessions as plain data, and back again on the same tree or on a changed one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import evolve, frozen

from triage.errors import AnswerError, AnswerProblem, SessionError
from triage.model.tree import Tree
from triage.model.values import Value
from triage.regions.regions import codes, get
from triage.run.answers import accept_answers, shown
from triage.run.prepared import engine_of
from triage.run.session import Entry, Session, without_unusable
from triage.run.wire import SESSION_FORMAT


@frozen(eq=False)
class Resumed:
    """A session read back.

    Attributes:
        session: the session, ready to go on.
        dropped: answers that no longer fit the tree, and why.
        asked_afresh: red flags that were answered before today.
    """

    session: Session
    dropped: tuple[AnswerProblem, ...]
    asked_afresh: tuple[str, ...]


def start(
    tree: Tree, *, for_other: bool = False, region: str | None = None, on: date | None = None
) -> Session:
    """Return a new session without answers.

    Args:
        tree: the tree to ask.
        for_other: ask in the third person.
        region: the code of the region whose numbers are shown.
        on: today, kept with each answer, so that a later resume can ask the
            red flags afresh.

    Raises:
        TriageError: there is no such region.
        ModuleError: the tree is a module that cannot be asked by itself.
    """
    engine_of(tree)
    get(region)
    return Session(tree, for_other=for_other, region=region, on=on)


def resume(
    tree: Tree, data: Mapping[str, object], *, on: date | None = None, replay: bool = False
) -> Resumed:
    """Return a session that was saved with ``Session.to_json``.

    Args:
        tree: the tree that the session was saved with.
        data: the saved session.
        on: today; red flags answered on another day are asked afresh. None
            asks nothing afresh.
        replay: accept a tree that has changed since, and keep the answers
            that still fit.

    Raises:
        SessionError: the data is no saved session, or belongs to another
            tree, or to another version of it without ``replay``.
    """
    entries = _read_entries(data)
    same = _check_tree(tree, data, replay)
    fitting, dropped = _fitting(tree, entries)
    if same and dropped:
        listed = "\n".join(map(str, dropped))
        raise SessionError(f"the saved answers do not fit the tree:\n{listed}")
    session = _session(tree, data, fitting, on)
    kept = session if same else without_unusable(session)
    dropped += [_no_longer_asked(f) for f in session.answers if f not in kept.answers]
    stale = [] if on is None else _stale_red_flags(kept, on)
    return Resumed(kept.without(stale), tuple(dropped), tuple(stale))


def _check_tree(tree: Tree, data: Mapping[str, object], replay: bool) -> bool:
    """Say whether the session was saved with exactly this tree."""
    if data.get("tree") != tree.id:
        msg = f"the session was saved with the tree {shown(data.get('tree'))}, not with `{tree.id}`"
        raise SessionError(msg)
    if data.get("digest") == tree.digest:
        return True
    if not replay:
        msg = (
            f"the session was saved with version {shown(data.get('version'))} of `{tree.id}`, "
            f"and the tree has changed since; resume it with a replay to keep what still fits"
        )
        raise SessionError(msg)
    return False


def _read_entries(data: Mapping[str, object]) -> list[Entry]:
    if not isinstance(data, Mapping) or data.get("triage_session") != SESSION_FORMAT:
        raise SessionError(f"this is no saved session of format {SESSION_FORMAT}")
    entries = data.get("answers")
    if not isinstance(entries, list):
        raise SessionError("the saved session has no list of answers")
    return [_read_entry(entry) for entry in entries]


def _read_entry(entry: object) -> Entry:
    answers = entry.get("answers") if isinstance(entry, Mapping) else None
    if not isinstance(entry, Mapping) or not isinstance(answers, Mapping) or not answers:
        raise SessionError(f"the saved session holds {shown(entry)} where answers were expected")
    return Entry(tuple(answers.items()), _read_day(entry.get("on")))


def _read_day(text: object) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text if isinstance(text, str) else "")
    except ValueError:
        msg = f"the saved session has the day {shown(text)}, expected a date such as 2026-11-20"
        raise SessionError(msg) from None


def _fitting(tree: Tree, entries: list[Entry]) -> tuple[list[Entry], list[AnswerProblem]]:
    """Split saved answers into entries that fit the tree, and problems with the rest."""
    fitting: list[Entry] = []
    problems: list[AnswerProblem] = []
    for entry in entries:
        good: list[tuple[str, Value | None]] = []
        for fact, raw in entry.answers:
            try:
                good.append((fact, accept_answers(engine_of(tree), {fact: raw}).get(fact)))
            except AnswerError as error:
                problems += error.problems
        fitting += [Entry(tuple(good), entry.on)] if good else []
    return fitting, problems


def _session(
    tree: Tree, data: Mapping[str, object], entries: list[Entry], on: date | None
) -> Session:
    region = data.get("region")
    if region is not None and region not in codes():
        raise SessionError(
            f"the saved session names the region {shown(region)}, which is not known"
        )
    fresh = start(tree, for_other=data.get("for_other") is True, region=region, on=on)
    return evolve(fresh, entries=tuple(entries))


def _no_longer_asked(fact: str) -> AnswerProblem:
    return AnswerProblem(fact, "an answer", "nothing, as this path no longer asks for it")


def _stale_red_flags(session: Session, on: date) -> list[str]:
    """Return the red flags answered on another day, or on a day that is not known."""
    return [
        fact
        for entry in session.entries
        if entry.on != on
        for fact, value in entry.answers
        if value is not None and session.tree.facts[fact].demands
    ]
