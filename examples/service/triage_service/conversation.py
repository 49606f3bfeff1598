"""Sessions of the library, kept in the store between one request and the next."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import triage
from triage_service.problems import Problem, TokenNeeded
from triage_service.served import Trees
from triage_service.settings import Settings
from triage_service.store import Store, Stored
from triage_service.wire import Begun, Moved, NewSession, SessionView

Change = Callable[[triage.Session], triage.Session]


@dataclass(frozen=True)
class Key:
    """The id of a session, and the token that opens it."""

    session_id: str
    token: str = field(repr=False)


@dataclass(frozen=True)
class Opened:
    """A stored session, read back by the library.

    Attributes:
        asked_afresh: danger signs that were answered on another day.
        dropped: answers that do not fit the tree any more.
    """

    stored: Stored
    session: triage.Session
    asked_afresh: tuple[str, ...] = ()
    dropped: tuple[object, ...] = ()

    def view(self) -> SessionView:
        """Return what the app is shown."""
        session, stored = self.session, self.stored
        result, screen = session.result, session.next
        shown = {
            "id": stored.id,
            "version": stored.version,
            "tree": session.tree.id,
            "tree_version": session.tree.version,
            "tree_status": session.tree.status,
            "expires_at": datetime.fromtimestamp(stored.expires_at, UTC),
            "status": result.status,
            "at_least": result.at_least,
            "screen": screen.to_json() if screen else None,
            "progress": session.progress,
            "cautions": result.cautions,
            "can_go_back": session.can_go_back,
            "answers": session.answers,
            "asked_afresh": self.asked_afresh,
            "dropped": self.dropped,
        }
        return SessionView.model_validate(shown)


class Conversations:
    """All sessions of the service."""

    def __init__(self, store: Store, trees: Trees, settings: Settings) -> None:
        self._store = store
        self._trees = trees
        self._allow_draft = settings.allow_draft
        self._seconds = round(settings.session_hours * 3600)

    def begin(self, new: NewSession) -> Begun:
        """Begin a session, and return it with its token."""
        session = triage.start(
            self._trees.wanted(new.tree),
            region=new.region,
            language=new.language,
            for_other=new.for_other,
            on=today(),
            allow_draft=self._allow_draft,
        )
        token = secrets.token_urlsafe(32)
        stored = Stored(
            id=secrets.token_urlsafe(16),
            token_hash=_hash(token),
            tree=session.tree.id,
            session=session.to_json(),
            version=0,
            last_change=None,
            expires_at=_now() + self._seconds,
        )
        self._store.add(stored)
        view = Opened(stored, session).view()
        return Begun(**view.model_dump(), token=token)

    def open(self, key: Key) -> Opened:
        """Return a session to somebody who has its token."""
        stored = self._found(key)
        tree = self._trees.get(stored.tree)
        if tree is None:
            raise Problem("tree-not-served")
        back = triage.resume(
            tree, stored.session, on=today(), replay=True, allow_draft=self._allow_draft
        )
        if stored.session["digest"] == tree.digest and not back.asked_afresh:
            return Opened(stored, back.session)
        # A new day or a new version of the tree has changed the session.
        kept = self._store.replace(stored, back.session.to_json(), None)
        if kept is None:
            return self.open(key)
        return Opened(kept, back.session, back.asked_afresh, back.dropped)

    def change(self, key: Key, move: str, request: Moved, change: Change) -> Opened:
        """Change the version of a session that the app has seen, once.

        A request that is sent again gets the same response and changes nothing.

        Args:
            key: which session.
            move: what the request does, such as ``back``.
            request: the request, with the version that it was made on.
            change: the same, done to a session of the library.
        """
        opened = self.open(key)
        fingerprint = _fingerprint(move, request)
        if opened.stored.version == request.version:
            changed = change(opened.session)
            kept = self._store.replace(opened.stored, changed.to_json(), fingerprint)
            if kept:
                return Opened(kept, changed)
            opened = self.open(key)
        stored = opened.stored
        if stored.version == request.version + 1 and stored.last_change == fingerprint:
            return opened
        raise Problem("out-of-step", session=opened.view().model_dump(mode="json"))

    def delete(self, key: Key) -> None:
        """Forget a session."""
        self._store.delete(self._found(key).id)

    def _found(self, key: Key) -> Stored:
        stored = self._store.find(key.session_id, _now())
        if stored is None:
            raise Problem("not-found")
        if not hmac.compare_digest(stored.token_hash, _hash(key.token)):
            raise TokenNeeded
        return stored

    def purge(self) -> int:
        """Forget all sessions that have expired."""
        return self._store.purge(_now())


def _fingerprint(move: str, request: Moved) -> str:
    return _hash(json.dumps([move, request.model_dump()], sort_keys=True))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _now() -> int:
    return int(datetime.now(UTC).timestamp())


def today() -> date:
    """Return the day, which the library never looks up itself. It changes for all at once."""
    return datetime.now(UTC).date()
