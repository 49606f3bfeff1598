"""The one table: a change replaces exactly the version that it was made from."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import Any

import pytest

from tests.examples.service.serving import DATABASES, SERVICE

THREADS, CHANGES = 8, 25


@pytest.fixture(params=DATABASES)
def store(request, tmp_path, monkeypatch) -> Iterator[Any]:
    monkeypatch.syspath_prepend(str(SERVICE))
    opened = import_module("triage_service.store").Store(
        request.param.get("DATABASE_URL", f"sqlite:///{tmp_path}/sessions.db")
    )
    yield opened
    opened.close()


def stored(store: Any, name: str, **more: Any) -> Any:
    """Keep a new session, and return it."""
    made = import_module("triage_service.store").Stored(
        **{
            "id": f"{name}-{time.time_ns()}",
            "token_hash": "0" * 64,
            "tree": "any",
            "session": {"given": []},
            "version": 0,
            "last_change": None,
            "expires_at": 2**40,
            **more,
        }
    )
    store.add(made)
    return made


def test_what_is_kept_is_found_until_it_expires(store):
    made = stored(store, "kept", session={"ü": ["\N{SNOWMAN}", 1.5, None]}, expires_at=1_000)

    assert store.find(made.id, now=999) == made
    assert store.find(made.id, now=1_000) is None
    assert store.find("nobody", now=0) is None


def test_a_change_of_an_old_version_is_refused(store):
    old = stored(store, "old")

    new = store.replace(old, {"given": [1]}, "first")
    assert store.replace(old, {"given": [2]}, "second") is None
    assert store.find(old.id, now=0) == new
    assert (new.version, new.session, new.last_change) == (1, {"given": [1]}, "first")


def test_a_deleted_session_is_not_changed_back_into_being(store):
    old = stored(store, "deleted")
    store.delete(old.id)

    assert store.replace(old, {"given": [1]}, None) is None
    assert store.find(old.id, now=0) is None


def test_what_has_expired_is_purged_and_nothing_else(store):
    gone = stored(store, "gone", expires_at=10)
    kept = stored(store, "kept", expires_at=2**40)

    assert store.purge(now=10) >= 1
    assert store.find(gone.id, now=0) is None
    assert store.find(kept.id, now=0) == kept


def test_what_is_deleted_is_gone_from_the_files_of_sqlite_after_the_next_purge(store, tmp_path):
    gone = stored(store, "gone", session={"given": ["Xanthippe"]})
    store.replace(gone, {"given": ["Xanthippe", "again"]}, None)
    store.delete(gone.id)
    store.purge(now=0)
    kept = stored(store, "kept")
    files = {file: file.read_bytes() for file in tmp_path.glob("sessions.db*")}

    assert [file.name for file, text in files.items() if b"Xanthippe" in text] == []
    assert not files or any(kept.id.encode() in text for text in files.values())


def test_no_change_is_lost_when_many_are_made_at_once(store):
    made = stored(store, "shared")

    def change(thread: int) -> None:
        for n in range(CHANGES):
            while not append(store, made.id, [thread, n]):
                pass

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(change, range(THREADS)))

    found = store.find(made.id, now=0)
    assert found.version == THREADS * CHANGES
    assert sorted(found.session["given"]) == [
        [thread, n] for thread in range(THREADS) for n in range(CHANGES)
    ]


def append(store: Any, id: str, mark: list[int]) -> bool:
    old = store.find(id, now=0)
    return bool(store.replace(old, {"given": [*old.session["given"], mark]}, None))
