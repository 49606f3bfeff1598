"""Starting, stopping, and standing on a database that does not answer."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.examples.service.asking import none_of_these, post, problem
from tests.examples.service.serving import (
    DATABASES,
    PATIENCE,
    POSTGRESQL,
    Patient,
    Server,
    environment,
    httpx,
    new_session,
    serving,
)


def test_it_says_that_it_is_well(client):
    assert client.get("/health").json() == {"status": "ok"}


def test_it_says_so_when_its_database_is_not_there_and_goes_on_when_it_is(tmp_path):
    with serving(tmp_path) as server, server.client() as client:
        view = new_session(client)
        change(server.database, "ALTER TABLE sessions RENAME TO elsewhere")
        refused = client.get("/health"), post(client, view, "answers", answers=none_of_these(view))
        change(server.database, "ALTER TABLE elsewhere RENAME TO sessions")
        accepted = client.get("/health"), post(client, view, "answers", answers=none_of_these(view))

    assert [problem(each) for each in refused] == [(503, "unavailable")] * 2
    assert refused[0].headers["retry-after"] == "1"
    assert [each.status_code for each in accepted] == [200, 200]


def change(database: Path, statement: str) -> None:
    with closing(sqlite3.connect(database, timeout=PATIENCE)) as connection:
        connection.execute(statement)
        connection.commit()


def test_it_waits_while_another_process_writes(tmp_path):
    with serving(tmp_path) as server, server.client() as client:
        view = new_session(client)
        with ThreadPoolExecutor(1) as thread, locked(server.database):
            waiting = thread.submit(post, client, view, "answers", answers=none_of_these(view))
            threading.Event().wait(0.5)
            assert not waiting.done()
        assert waiting.result().status_code == 200


@pytest.mark.skipif(not POSTGRESQL, reason="SERVICE_TEST_POSTGRESQL names no database")
def test_it_finds_back_to_a_database_that_was_restarted(tmp_path):
    psycopg = pytest.importorskip("psycopg")
    ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid != pg_backend_pid() "
    ended += "AND datname = current_database()"
    with serving(tmp_path, DATABASE_URL=POSTGRESQL) as server, server.client() as client:
        view = new_session(client)
        with psycopg.connect(POSTGRESQL) as connection:
            assert len(connection.execute(ended).fetchall()) >= 1
        assert post(client, view, "answers", answers=none_of_these(view)).status_code == 200


@contextmanager
def locked(database: Path) -> Iterator[None]:
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("COMMIT")


@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_stop_it_finishes_what_is_under_way(tmp_path, by, database):
    people = 4
    with serving(tmp_path, **database) as server, ThreadPoolExecutor(people) as threads:
        begun = threading.Barrier(people + 1)
        answering = [threads.submit(answer_until_gone, server, n, begun) for n in range(people)]
        begun.wait(PATIENCE)
        server.stop(by)
        seen = [each.result() for each in answering]
    logged = server.logged()
    with serving(tmp_path, **database) as server:
        for view, token in seen:
            with server.client(token) as client:
                assert client.get(f"/sessions/{view['id']}").json() == view

    assert "Finished server process" in logged
    assert "ERROR" not in logged


def answer_until_gone(server: Server, number: int, begun: threading.Barrier) -> tuple[dict, str]:
    """Return the last session as it was acknowledged; a request is taken wholly or not at all."""
    with server.client() as client:
        view = new_session(client)
        token, patient = view.pop("token"), Patient(number, well=1.0)
        begun.wait(PATIENCE)
        try:
            while view["screen"]:
                answers = patient.answer(view["screen"])
                response = post(client, view, "answers", answers=answers)
                assert response.status_code == 200
                view = response.json()
        except httpx.TransportError:
            pass  # refused at the door, or its connection was closed before it was read
    return {**view, "asked_afresh": [], "dropped": []}, token


CANNOT = "error: the database of DATABASE_URL cannot be used"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"TREES": "calf-sorenes"}, ["error: found no tree named `calf-sorenes`"]),
        (
            {"SESSION_HOURS": "0", "RATE_LIMIT": "a few", "ALLOW_DRAFT": "perhaps"},
            ["error: ", "SESSION_HOURS: ", "RATE_LIMIT: ", "ALLOW_DRAFT: "],
        ),
        ({"DATABASE_URL": "postgresql://me:Xanthippe@127.0.0.1:1/x"}, [CANNOT]),
        ({"DATABASE_URL": "oracle://me:Xanthippe@127.0.0.1:1/x"}, [CANNOT]),
    ],
)
def test_wrong_settings_are_named_and_nothing_is_served(tmp_path, settings, said):
    done = started(tmp_path, settings)

    assert done.returncode == 1
    assert [each for each in said if each not in done.stderr] == []
    assert "Traceback" not in done.stderr
    assert "Xanthippe" not in done.stderr


def test_a_port_in_use_is_an_error(server, tmp_path):
    done = started(tmp_path, {}, str(httpx.URL(server.url).port))

    assert done.returncode != 0
    assert "address already in use" in done.stderr
    assert "Traceback" not in done.stderr


def started(
    folder: Path, settings: dict[str, str], port: str = "0"
) -> subprocess.CompletedProcess[str]:
    """Start a service that cannot start, and return what it says."""
    return subprocess.run(
        [sys.executable, "-m", "triage_service", "--port", port],
        cwd=folder,
        env=environment(settings),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
