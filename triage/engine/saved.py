"""Answers saved with one version of a tree, as far as they are answers to another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import ClassVar, Final

from attrs import evolve, field, frozen

from triage.engine.answers import accept_answers, fingerprint, shown, shown_of
from triage.engine.assess import spoken
from triage.engine.prepared import engine_of
from triage.engine.session import SESSION_FORMAT, Entry, Session, without_unusable
from triage.errors import AnswerError, AnswerProblem, SessionError
from triage.locales.regions import region_codes, region_for
from triage.model.serialise import JsonForm, Serialised
from triage.model.tree import Tree
from triage.model.values import Value
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
    """Return a new session without answers.

    Args:
        tree: the tree to ask.
        for_other: ask in the third person.
        region: the code of the region whose numbers are shown.
        language: the language tag of the texts; None for that of the tree.
        on: today, kept with each answer, so that a later resume can ask the
            red flags afresh.

    Raises:
        UnknownRegion: there is no such region.
        UnknownLanguage: there are no texts in that language.
        ModuleError: the tree is a module that cannot be asked by itself.
    """
    engine_of(tree)
    code = region_for(region).code
    told = None if language is None else spoken(language)
    return Session(tree, for_other=for_other, region=code, language=told, on=on)


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
    session, dropped = read_back(tree, data, on=on, replay=replay)
    stale = [] if on is None else _stale_red_flags(session.entries, tree, on)
    offered = [] if on is None else _stale_red_flags(session.undone, tree, on)
    return Resumed(session.without([*stale, *offered]), dropped, tuple(stale))


def read_back(
    tree: Tree, data: Mapping[str, object], *, on: date | None, replay: bool
) -> tuple[Session, tuple[AnswerProblem, ...]]:
    """Return a saved session with all that fits the tree, and what does not.

    Args and errors are those of ``resume``.
    """
    entries, taken_back = _read_entries(data)
    same = _check_tree(tree, data, replay)
    marks = {} if same else _read_marks(data)
    found = fitting(tree, entries, marks)
    if same and found.dropped:
        listed = "\n".join(map(str, found.dropped))
        msg = _("the saved answers do not fit the tree:\n{listed}", listed=listed)
        raise SessionError(msg, "session-does-not-fit")
    session = _session(tree, data, found.entries, on)
    kept = session if same else without_unusable(session)
    gone = tuple(_no_longer_asked(f) for f in session.answers if f not in kept.answers)
    offered = (e.without(kept.answers) for e in fitting(tree, taken_back, marks).entries)
    undone = tuple(entry for entry in offered if entry.answers)
    return evolve(kept, undone=undone), (*found.dropped, *gone)


def _read_marks(data: Mapping[str, object]) -> dict[str, str]:
    """Return the marks of the questions; a session saved before there were any has none."""
    marks = data.get("questions", {})
    if not isinstance(marks, Mapping):
        raise SessionError(
            _("the saved session holds {marks} where questions were expected", marks=shown(marks))
        )
    return {str(fact): str(mark) for fact, mark in marks.items()}


def _check_tree(tree: Tree, data: Mapping[str, object], replay: bool) -> bool:
    """Say whether the session was saved with exactly this tree."""
    if data.get("tree") != tree.id:
        msg = _(
            "the session was saved with the tree {named}, not with `{id}`",
            named=shown(data.get("tree")),
            id=tree.id,
        )
        raise SessionError(msg, "session-of-another-tree")
    if data.get("digest") == tree.digest:
        return True
    if not replay:
        msg = _(
            "the session was saved with version {version} of `{id}`, and the tree has changed "
            "since; resume it with a replay to keep what still fits",
            version=shown(data.get("version")),
            id=tree.id,
        )
        raise SessionError(msg, "session-of-another-version")
    return False


def _read_entries(data: Mapping[str, object]) -> tuple[list[Entry], list[Entry]]:
    """Return what was answered, and what was taken back, which early versions did not save."""
    if not isinstance(data, Mapping) or data.get("triage_session") != SESSION_FORMAT:
        raise SessionError(_("this is no saved session of format {format}", format=SESSION_FORMAT))
    entries, taken_back = data.get("answers"), data.get("taken_back", [])
    if not isinstance(entries, list) or not isinstance(taken_back, list):
        raise SessionError(_("the saved session has no list of answers"))
    return [*map(_read_entry, entries)], [*map(_read_entry, taken_back)]


def _read_entry(entry: object) -> Entry:
    answers = entry.get("answers") if isinstance(entry, Mapping) else None
    if not isinstance(entry, Mapping) or not isinstance(answers, Mapping) or not answers:
        raise SessionError(
            _("the saved session holds {entry} where answers were expected", entry=shown(entry))
        )
    return Entry(tuple(answers.items()), _read_day(entry.get("on")))


def _read_day(text: object) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text if isinstance(text, str) else "")
    except ValueError:
        msg = _(
            "the saved session has the day {text}, expected a date such as 2026-11-20",
            text=shown(text),
        )
        raise SessionError(msg) from None


def _session(
    tree: Tree, data: Mapping[str, object], entries: tuple[Entry, ...], on: date | None
) -> Session:
    region = data.get("region")
    if region is not None and region not in region_codes():
        raise SessionError(
            _(
                "the saved session names the region {region}, which is not known",
                region=shown(region),
            )
        )
    language = _read_language(data.get("language"))
    for_other = data.get("for_other") is True
    fresh = start(tree, for_other=for_other, region=region, language=language, on=on)
    return evolve(fresh, entries=entries)


def _read_language(tag: object) -> str | None:
    if tag is None or (isinstance(tag, str) and tag in LANGUAGES):
        return tag
    raise SessionError(
        _("the saved session names the language {tag}, which is not known", tag=shown(tag))
    )


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
