"""What each tool does, without a word of the protocol: sessions of trees, and replies as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from secrets import token_urlsafe
from typing import Final

from attrs import define, evolve, field, frozen

from triage.assistant.replies import Reply, reasons, standing
from triage.engine.answers import accept_answers
from triage.engine.calls import admit
from triage.engine.calls import start as begin
from triage.engine.prepared import engine_of
from triage.engine.result import demanded_by
from triage.engine.session import CANNOT, Session
from triage.errors import (
    AnswerError,
    AnswerProblem,
    SessionError,
    TreeRefused,
    TriageError,
    UnknownTree,
)
from triage.model.dispositions import Disposition, most_urgent
from triage.model.names import did_you_mean, near
from triage.model.tree import Tree
from triage.model.values import Value, shown
from triage.phrasing.tree_status import REFUSALS
from triage.words import N_, _

MOST: Final = 1000
# In bytes of chance.
_LENGTH: Final = 16
_AS_ASKED = N_("give it when it is asked; an answer already given is changed with `correct`: true")
_GO_ON = N_("answer what `ask` holds now; where that is null, call `finish`")
_NO_DRAFTS = N_("`triage mcp --drafts` allows it: in trials, never for patients")


@define
class Sessions:
    """Sessions by their names; of too many the one that was used longest ago is forgotten.

    A session holds no word that was said: a tree, and a value of the domain of each
    fact that was answered. Only a fact of the type ``note`` is a text.

    Attributes:
        most: how many there may be.
    """

    most: int = MOST
    _by_id: dict[str, Session] = field(factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self._by_id)

    def begin(self, session: Session) -> str:
        """Keep a new session, and return its name."""
        while len(self._by_id) >= self.most:
            del self._by_id[next(iter(self._by_id))]
        name = token_urlsafe(_LENGTH)
        self._by_id[name] = session
        return name

    def find(self, name: object) -> Session | None:
        """Return the session of a name; None where there is none."""
        return self._by_id.get(name) if isinstance(name, str) else None

    def get(self, name: str) -> Session:
        """Return the session of a name.

        Raises:
            SessionError: there is none, or none any more.
        """
        session = self.find(name)
        if session is None:
            msg = _("found no session {name}, expected the id that `start` gave", name=shown(name))
            hint = _("it may be finished or forgotten; call `start` and ask the person again")
            raise SessionError(_("{msg}\n    help: {hint}", msg=msg, hint=hint), "session-unknown")
        return session

    def keep(self, name: str, session: Session) -> None:
        """Keep how far a session has come; it is then the one used last."""
        self._by_id.pop(name, None)
        self._by_id[name] = session

    def forget(self, name: str) -> None:
        """Let go of a session."""
        self._by_id.pop(name, None)


def _by_id(trees: tuple[Tree, ...]) -> dict[str, Tree]:
    return {tree.id: tree for tree in trees}


@frozen
class Assistant:
    """The tools, over some trees.

    Attributes:
        trees: by their ids.
        today: tells the day.
        allow_draft: whether drafts and trees past their review may be asked.
        region: whose numbers are shown where a session names no other.
        keep: is handed each session by its name whenever it has changed, or None.
        sessions: those going on.
    """

    trees: Mapping[str, Tree] = field(converter=_by_id)
    today: Callable[[], date]
    allow_draft: bool = False
    region: str | None = None
    keep: Callable[[str, Session], None] | None = None
    sessions: Sessions = field(factory=Sessions)

    def list_trees(self) -> Reply:
        """Return for whom each tree is, and which may be asked."""
        return {"trees": [self._listed(tree) for tree in self.trees.values()]}

    def _listed(self, tree: Tree) -> Reply:
        refused = self.refused(tree)
        return {
            "tree": tree.id,
            "title": tree.title,
            "for": tree.intended_for,
            "not_for": tree.not_for,
            "version": tree.version,
            "status": tree.status,
            "can_be_asked": not refused,
            "refused": refused or None,
        }

    def refused(self, tree: Tree) -> str:
        """Say why a tree may not be asked; "" where it may."""
        try:
            admit(tree, self.today(), allow_draft=self.allow_draft)
        except TreeRefused as error:
            return str(_in_our_words(error, tree))
        return ""

    def start(self, tree: str, region: str | None = None, *, for_other: bool = False) -> Reply:
        """Begin a session; return its id and the first questions.

        Raises:
            UnknownTree: no tree with that id is served.
            TreeRefused: it is a draft, past its review, or withdrawn.
            UnknownRegion: there is no such region.
        """
        asked = self._tree(tree)
        try:
            session = begin(
                asked,
                for_other=for_other,
                region=region or self.region,
                on=self.today(),
                allow_draft=self.allow_draft,
            )
        except TreeRefused as error:
            raise _in_our_words(error, asked) from None
        name = self.sessions.begin(session)
        about = {"tree": asked.id, "for": asked.intended_for, "not_for": asked.not_for}
        return {**self._moved(name, session), **about}

    def _tree(self, name: str) -> Tree:
        if name in self.trees:
            return self.trees[name]
        hint = did_you_mean(near(name, self.trees), _("`list_trees` tells which there are"))
        served = ", ".join(f"`{each}`" for each in self.trees)
        msg = _("found no tree of that name, expected one of {served}", served=served)
        raise UnknownTree(_("{msg}\n    help: {hint}", msg=msg, hint=hint))

    def ask_next(self, session: str, *, skip: bool = False) -> Reply:
        """Return what to ask next; with ``skip`` the present questions are passed over.

        Raises:
            SessionError: there is no such session, or the questions must be answered.
        """
        now = self.sessions.get(session)
        return self._moved(session, now.skip() if skip else now)

    def answer(
        self, session: str, answers: Mapping[str, object], *, correct: bool = False
    ) -> Reply:
        """Answer present questions, or with ``correct`` change earlier answers.

        Raises:
            AnswerError: an answer is not in its domain, or was not asked for.
            SessionError: there is no such session, nothing to ask, or nothing to correct.
        """
        now = self.sessions.get(session)
        if not correct or not answers:
            return self._moved(session, now.answer(answers))
        for fact, value in answers.items():
            now = now.change(fact, value)
        return self._moved(session, now)

    def back(self, session: str) -> Reply:
        """Take the answers to the last questions back.

        Raises:
            SessionError: there is no such session, or nothing to take back.
        """
        return self._moved(session, self.sessions.get(session).back())

    def explain(self, session: str) -> Reply:
        """Return the reasons so far, and why the present questions are asked.

        Raises:
            SessionError: there is no such session.
        """
        return {"session": session, **reasons(self.sessions.get(session))}

    def finish(self, session: str) -> Reply:
        """Return all that is told in the end, and forget the session.

        Raises:
            SessionError: there is no such session.
        """
        now = self.sessions.get(session)
        self.sessions.forget(session)
        return {"session": None, **standing(now, over=True)}

    def _moved(self, name: str, session: Session) -> Reply:
        self.sessions.keep(name, session)
        if self.keep is not None and session.entries:
            self.keep(name, session)
        return {"session": name, **standing(session)}

    def refusal(self, error: TriageError, given: Mapping[str, object]) -> Reply:
        """Return what was refused and why, and how the session stands: nothing has changed.

        A danger sign that was named at the wrong time counts for the help that is certain.
        """
        refused: Reply = {"refused": _with_hints(error).to_json()}
        session = self.sessions.find(given.get("session"))
        if session is None:
            return refused
        certain = _certain(session, given.get("answers"))
        return {**refused, "session": given["session"], **standing(session, certain)}


def _certain(session: Session, given: object) -> Disposition | None:
    """Return the help that is certain if what was named in vain is so, too."""
    engine = engine_of(session.tree)
    named: dict[str, Value] = {}
    for fact, raw in given.items() if isinstance(given, Mapping) else ():
        with suppress(AnswerError):
            named |= accept_answers(engine, {fact: raw})
    return most_urgent([session.result.at_least, demanded_by(engine, named)])


def _with_hints(error: TriageError) -> TriageError:
    """Return an error that says what to do in the words of the tools."""
    if isinstance(error, AnswerError):
        return AnswerError(tuple(map(_with_hint, error.problems)))
    if isinstance(error, SessionError) and error.code == CANNOT:
        return SessionError(_("{msg}\n    help: {hint}", msg=error, hint=_(_GO_ON)), CANNOT)
    return error


def _with_hint(problem: AnswerProblem) -> AnswerProblem:
    return problem if problem.help else evolve(problem, help=_(_AS_ASKED))


def _in_our_words(error: TreeRefused, tree: Tree) -> TreeRefused:
    """Return why a tree is refused in the words of who runs this; a withdrawn one stays so."""
    if error.code == "tree-withdrawn":
        return error
    what = REFUSALS.of(tree) if error.code == "tree-draft" else REFUSALS.late(tree)
    msg = _("the tree `{id}` {version} {what}", id=tree.id, version=tree.version, what=what)
    said = _("{msg}\n    help: {hint}", msg=msg, hint=_(_NO_DRAFTS))
    return TreeRefused(said, error.code, tree.id, tree.version, tree.review_by)
