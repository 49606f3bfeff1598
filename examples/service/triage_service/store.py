"""Where sessions are kept: one table, in SQLite or in PostgreSQL.

Every statement commits by itself, and a change replaces exactly the version that it
was made from. So there are no locks to hold, and what was acknowledged is on disk.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Delete,
    Engine,
    Insert,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    Update,
    create_engine,
    delete,
    event,
    insert,
    make_url,
    select,
    update,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

_TABLES = MetaData()
_SESSIONS = Table(
    "sessions",
    _TABLES,
    Column("id", String(32), primary_key=True),
    Column("token_hash", String(64), nullable=False),
    Column("tree", String(200), nullable=False),
    Column("session", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("last_change", String(64)),
    Column("expires_at", BigInteger, nullable=False, index=True),
)


@dataclass(frozen=True)
class Stored:
    """A session as it is kept.

    Attributes:
        id: public and unguessable; it opens nothing without the token.
        token_hash: SHA-256 of the token; the token itself is kept nowhere.
        tree: the name under which its tree is served.
        session: what ``triage.Session.to_json`` gave.
        version: how often it has been changed.
        last_change: a fingerprint of the request that changed it last, or None.
        expires_at: when it is deleted, in seconds since 1970.
    """

    id: str
    token_hash: str
    tree: str
    session: dict[str, object]
    version: int
    last_change: str | None
    expires_at: int


class Store:
    """The sessions of a database."""

    def __init__(self, url: str) -> None:
        """Open a database, and make the table where it is new.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: the address or the database cannot be used.
        """
        self._engine = _engine(url)
        _TABLES.create_all(self._engine)

    def add(self, stored: Stored) -> None:
        """Keep a new session."""
        self._execute(insert(_SESSIONS).values(**_row(stored)))

    def find(self, id: str, now: int) -> Stored | None:
        """Return a session that has not expired."""
        wanted = select(_SESSIONS).where(_SESSIONS.c.id == id, _SESSIONS.c.expires_at > now)
        with self._engine.connect() as connection:
            row = connection.execute(wanted).mappings().one_or_none()
        return Stored(**{**row, "session": json.loads(row["session"])}) if row else None

    def replace(
        self, old: Stored, session: dict[str, object], last_change: str | None
    ) -> Stored | None:
        """Put a changed session in the place of the old; None where that was no longer there."""
        new = replace(old, session=session, version=old.version + 1, last_change=last_change)
        unchanged = (_SESSIONS.c.id == old.id, _SESSIONS.c.version == old.version)
        done = self._execute(update(_SESSIONS).where(*unchanged).values(**_row(new)))
        return new if done else None

    def delete(self, id: str) -> None:
        """Forget a session."""
        self._execute(delete(_SESSIONS).where(_SESSIONS.c.id == id))

    def purge(self, now: int) -> int:
        """Forget all sessions that have expired, and return how many they were."""
        gone = self._execute(delete(_SESSIONS).where(_SESSIONS.c.expires_at <= now))
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect() as connection:  # so that the log keeps no answers either
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return gone

    def check(self) -> None:
        """Look for any session, to see that the database answers."""
        with self._engine.connect() as connection:
            connection.execute(select(_SESSIONS.c.id).limit(1))

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def _execute(self, statement: Insert | Update | Delete) -> int:
        """Return how many rows a statement has changed."""
        with self._engine.connect() as connection:
            return connection.execute(statement).rowcount


def _row(stored: Stored) -> dict[str, object]:
    return {**vars(stored), "session": json.dumps(stored.session)}


def _engine(url: str) -> Engine:
    """Return an engine of which every statement commits, and whose errors quote no answers."""
    common: dict[str, Any] = {"isolation_level": "AUTOCOMMIT", "hide_parameters": True}
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, **common, pool_size=20, pool_pre_ping=True)
    # SQLite writes one at a time anyway. Waiting in line for one connection is fair;
    # waiting for a lock is not.
    engine = create_engine(url, **common, poolclass=QueuePool, pool_size=1, max_overflow=0)
    event.listen(engine, "connect", _set_up_sqlite)
    return engine


def _set_up_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout = 10000")  # other processes may write too; milliseconds
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")  # a commit is on disk before it is acknowledged
    cursor.execute("PRAGMA secure_delete = ON")  # deleted answers are overwritten
    cursor.close()
