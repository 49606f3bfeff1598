"""Answers saved with one version of a tree, as far as they are answers to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, ClassVar, Final

from attrs import evolve, field, frozen

from triage.engine.answers import accept_answers, fingerprint, shown_of
from triage.engine.assess import spoken
from triage.engine.prepared import engine_of
from triage.engine.session import SESSION_FORMAT, Entry, Session, without_unusable
from triage.errors import AnswerError, AnswerProblem, SessionError
from triage.locales.regions import region_codes, region_for
from triage.model.serialise import JsonForm, NotOfKind, Serialised, from_json
from triage.model.tree import Tree
from triage.model.values import Value, shown
from triage.words import LANGUAGES, _


@frozen
class Fitting:
    """Saved answers, divided.

    Attributes:
        entries: what fits the tree.
        dropped: what does not, each with a code: ``unknown-fact``,
            ``renamed-fact``, ``not-in-domain`` or ``question-changed``.
    """

    entries: tuple[Entry, ...]
    dropped: tuple[AnswerProblem, ...]


def fitting(tree: Tree, entries: list[Entry], marks: Mapping[str, str]) -> Fitting:
    """Divide saved answers into those that fit a tree and those that do not.

    Args:
        tree: the tree that is asked now.
        entries: the answers as they were saved.
        marks: the fingerprint of each question at the time, where known.
    """
    good: list[Entry] = []
    dropped: list[AnswerProblem] = []
    for entry in entries:
        kept: list[tuple[str, Value | None]] = []
        for fact, raw in entry.answers:
            try:
                kept.append((fact, accept_answers(engine_of(tree), {fact: raw}).get(fact)))
            except AnswerError as error:
                dropped += [_explained(problem, tree, marks) for problem in error.problems]
        asked = [answer for answer in kept if not _has_changed(tree, answer[0], marks)]
        dropped += [_changed(tree, *answer) for answer in kept if answer not in asked]
        good += [Entry(tuple(asked), entry.on)] if asked else []
    return Fitting(tuple(good), tuple(dropped))


def _has_changed(tree: Tree, fact: str, marks: Mapping[str, str]) -> bool:
    return fact in marks and marks[fact] != fingerprint(tree.facts[fact])


def _changed(tree: Tree, fact: str, value: Value | None) -> AnswerProblem:
    found = _("no answer") if value is None else shown_of(tree.facts[fact], value)
    hint = _("the question has changed; it is now: {ask}", ask=tree.facts[fact].ask)
    return AnswerProblem(fact, found, _("an answer to the new question"), hint, "question-changed")


def _explained(problem: AnswerProblem, tree: Tree, marks: Mapping[str, str]) -> AnswerProblem:
    """Say of a fact that is gone which one asks the same question now, if one does."""
    same = [
        name for name, fact in tree.facts.items() if fingerprint(fact) == marks.get(problem.fact)
    ]
    if problem.code != "unknown-fact" or len(same) != 1:
        return problem
    expected = _("an answer to `{same}`", same=same[0])
    hint = _("`{same}` asks the same question now; it is asked again", same=same[0])
    return AnswerProblem(problem.fact, problem.found, expected, hint, "renamed-fact")


# --- sessions as plain data, and back again on the same tree or on a changed one


def _some(_entry: object, _attribute: object, answers: Mapping[str, Any]) -> None:
    if not answers:
        raise ValueError(_("found no answers, expected those of one screen"))


@frozen
class SavedEntry:
    """What was answered on one screen, as it is read; its facts judge the answers."""

    answers: Mapping[str, Any] = field(validator=_some, repr=False)
    on: date | None = None


@frozen(kw_only=True)
class SavedSession:
    """What ``Session.to_json`` writes, as it is read.

    Earlier versions did not save what has a default here.
    """

    tree: str
    version: str
    digest: str
    for_other: bool = False
    region: str | None = None
    language: str | None = None
    questions: Mapping[str, str] = field(factory=dict)
    answers: tuple[SavedEntry, ...] = field(repr=False)
    taken_back: tuple[SavedEntry, ...] = field(default=(), repr=False)


RESUMED_FORMAT: Final = 1


@frozen
class Resumed(Serialised):
    """A session read back.

    Attributes:
        session: the session, ready to go on.
        dropped: answers that no longer fit the tree; their ``code`` is
            ``unknown-fact``, ``renamed-fact``, ``not-in-domain``,
            ``question-changed`` or, where the way no longer asks for the
            fact, ``not-asked``.
        asked_afresh: red flags that were answered before today.
    """

    session: Session
    dropped: tuple[AnswerProblem, ...] = field(repr=False)  # a log is no place for answers
    asked_afresh: tuple[str, ...]

    json_form: ClassVar = JsonForm(name="resumed", version=RESUMED_FORMAT)


def start(
    tree: Tree,
    *,
    for_other: bool = False,
    region: str | None = None,
    language: str | None = None,
    on: date | None = None,
) -> Session:
    """Return a new session without answers; ``triage.start`` tells of the arguments."""
    engine_of(tree)
    code = region_for(region).code
    told = None if language is None else spoken(language)
    return Session(tree, for_other=for_other, region=code, language=told, on=on)


def resume(
    tree: Tree, data: Mapping[str, object], *, on: date | None = None, replay: bool = False
) -> Resumed:
    """Return a saved session; ``triage.resume`` tells of the arguments and errors."""
    session, dropped = read_back(tree, data, on=on, replay=replay)
    stale = [] if on is None else _stale_red_flags(session.entries, tree, on)
    offered = [] if on is None else _stale_red_flags(session.undone, tree, on)
    return Resumed(session.without([*stale, *offered]), dropped, tuple(stale))


def read_back(
    tree: Tree, data: Mapping[str, object], *, on: date | None, replay: bool
) -> tuple[Session, tuple[AnswerProblem, ...]]:
    """Return a saved session with all that fits the tree, and what does not."""
    saved = read_saved(data)
    same = _check_tree(tree, saved, replay)
    marks = {} if same else saved.questions
    found = fitting(tree, _entries(saved.answers), marks)
    if same and found.dropped:
        listed = "\n".join(map(str, found.dropped))
        msg = _("the saved answers do not fit the tree:\n{listed}", listed=listed)
        raise SessionError(msg, "session-does-not-fit")
    session = _session(tree, saved, found.entries, on)
    kept = session if same else without_unusable(session)
    gone = tuple(_no_longer_asked(f) for f in session.answers if f not in kept.answers)
    taken_back = fitting(tree, _entries(saved.taken_back), marks).entries
    offered = (entry.without(kept.answers) for entry in taken_back)
    undone = tuple(entry for entry in offered if entry.answers)
    return evolve(kept, undone=undone), (*found.dropped, *gone)


def _entries(saved: Iterable[SavedEntry]) -> list[Entry]:
    return [Entry(tuple(each.answers.items()), each.on) for each in saved]


def _check_tree(tree: Tree, saved: SavedSession, replay: bool) -> bool:
    """Say whether the session was saved with exactly this tree."""
    if saved.tree != tree.id:
        msg = _(
            "the session was saved with the tree {named}, not with `{id}`",
            named=shown(saved.tree),
            id=tree.id,
        )
        raise SessionError(msg, "session-of-another-tree")
    if saved.digest == tree.digest:
        return True
    if not replay:
        msg = _(
            "the session was saved with version {version} of `{id}`, and the tree has changed "
            "since; resume it with a replay to keep what still fits",
            version=shown(saved.version),
            id=tree.id,
        )
        raise SessionError(msg, "session-of-another-version")
    return False


def read_saved(data: object) -> SavedSession:
    """Return a saved session from its plain data.

    Raises:
        SessionError: the data is no saved session; all that is wrong with it is listed.
    """
    if not isinstance(data, Mapping) or data.get("triage_session") != SESSION_FORMAT:
        raise SessionError(_("this is no saved session of format {format}", format=SESSION_FORMAT))
    try:
        return from_json(SavedSession, data)
    except NotOfKind as error:
        raise _unreadable(error.faults) from None


def _unreadable(faults: Iterable[str]) -> SessionError:
    listed = "\n".join(faults)
    return SessionError(_("the saved session cannot be read:\n{listed}", listed=listed))


def _session(
    tree: Tree, saved: SavedSession, entries: tuple[Entry, ...], on: date | None
) -> Session:
    if faults := [*_unknown_names(saved)]:
        raise _unreadable(faults)
    fresh = start(
        tree, for_other=saved.for_other, region=saved.region, language=saved.language, on=on
    )
    return evolve(fresh, entries=entries)


def _unknown_names(saved: SavedSession) -> Iterator[str]:
    if saved.region is not None and saved.region not in region_codes():
        yield _("region: found no region {region}", region=shown(saved.region))
    if saved.language is not None and saved.language not in LANGUAGES:
        yield _("language: found no language {tag}", tag=shown(saved.language))


def _no_longer_asked(fact: str) -> AnswerProblem:
    expected = _("nothing, as this path no longer asks for it")
    return AnswerProblem(fact, _("an answer"), expected, code="not-asked")


def _stale_red_flags(entries: Iterable[Entry], tree: Tree, on: date) -> list[str]:
    """Return the red flags answered on another day, or on a day that is not known."""
    return [
        fact
        for entry in entries
        if entry.on != on
        for fact, value in entry.answers
        if value is not None and tree.facts[fact].demands
    ]
