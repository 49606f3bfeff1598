"""The sessions that are going on: in memory alone, not too many, by names that nobody guesses."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import Final

from attrs import define, field

from triage.engine.session import Session
from triage.errors import SessionError
from triage.model.values import shown
from triage.words import _

MOST: Final = 1000
# In bytes of chance.
_LENGTH: Final = 16


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
