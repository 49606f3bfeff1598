"""No answer, name or token appears in any log, whatever goes wrong."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.examples.service.asking import none_of_these, post, put, raw, saved
from tests.examples.service.serving import POSTGRESQL, TREE, Server, new_session, serving

# What nobody but the patient should read, put wherever a request has room for something.
NAME = "Xanthippe"
WORD = "quinquennial"
NUMBER = 7_341_659
JSON = {"Content-Type": "application/json"}


def say_everything(server: Server) -> set[str]:
    """Send all kinds of good and bad requests, and return what must be in no log."""
    with server.client() as client:
        view = new_session(client)
        answers = none_of_these(view)
        secret = {f"{NAME}_fact": WORD, **dict.fromkeys(answers, WORD)}
        path = f"/sessions/{view['id']}"
        post(client, view, "answers", answers=secret)
        view = {**view, **post(client, view, "answers", answers=answers).json()}
        post(client, view, "change", fact=NAME, answer=WORD)
        post(client, view, "back", name=NAME)
        for body in ({"tree": NAME}, {"tree": TREE, "region": NAME}, {"tree": TREE, NAME: WORD}):
            client.post("/sessions", json=body)
        client.post("/assess", json={"tree": TREE, "answers": {**secret, "limping": NUMBER}})
        client.post("/assess", content=f'{{"{NAME}": {NUMBER}', headers=JSON)
        client.post("/assess", content=f'{{"{NAME}": "{WORD * 10_000}"}}', headers=JSON)
        client.post("/assess", content=f"{NAME}={WORD}".encode())
        client.get(f"/{NAME}/{view['token']}?name={NAME}&answer={NUMBER}")
        client.get(f"/sessions/{NAME}", headers={"X-Name": NAME, "User-Agent": NAME})
        client.request("PROPFIND", f"{path}?{WORD}", headers={"Cookie": f"name={NAME}"})
        client.get(path, headers={"Authorization": f"Bearer {NAME}"})
        client.get(f"{path}/result")
        client.delete(path)
    return {NAME, WORD, str(NUMBER), view["token"], view["id"], *answers}


def found_in(folder: Path, secrets: set[str]) -> list[tuple[str, str]]:
    """Return which secrets are in which files of a folder, other than its database."""
    files = [f for f in folder.rglob("*") if f.is_file() and not f.name.startswith("sessions.db")]
    assert any(f.stat().st_size for f in files), "there should be a log"
    return [(f.name, s) for f in files for s in secrets if s.encode() in f.read_bytes()]


def test_nothing_of_a_patient_is_in_the_log(tmp_path):
    with serving(tmp_path) as server:
        secrets = say_everything(server)
        server.stop()

    assert found_in(tmp_path, secrets) == []
    logged = server.logged()
    assert "POST /sessions/{session_id}/answers 422" in logged
    assert "GET no route 404" in logged


def test_nothing_of_a_patient_is_in_the_log_when_the_database_fails(tmp_path):
    with serving(tmp_path) as server, server.client() as client:
        view = new_session(client)
        with closing(sqlite3.connect(server.database, timeout=30)) as database:
            database.execute("ALTER TABLE sessions RENAME TO gone")
        failed = post(client, view, "answers", answers=none_of_these(view))
        secrets = {view["token"], view["id"]}
        with server.client() as other:
            other.post("/sessions", json={"tree": TREE})
        server.stop()

    assert failed.status_code == 503
    assert "the database failed" in server.logged()
    assert found_in(tmp_path, secrets | set(none_of_these(view))) == []


def test_nothing_of_a_patient_is_in_the_log_when_the_code_fails(tmp_path):
    with serving(tmp_path) as server, server.client() as client:
        view = new_session(client)
        # What no version of the service has written; the library's error quotes it.
        strange = {**saved(server, view["id"]), "answers": [f"{NAME} {WORD} {NUMBER}"]}
        put(server, view["id"], session=json.dumps(strange))
        quoted = client.get(f"/sessions/{view['id']}")
        put(server, view["id"], session=f"{NAME} {WORD}")
        broken = client.get(f"/sessions/{view['id']}")
        server.stop()

    for failed in (quoted, broken):
        assert failed.status_code == 500
        assert failed.headers["content-type"] == "application/problem+json"
    assert NAME in quoted.text  # only whoever has the token reads this
    assert "SessionError" in server.logged()
    assert "JSONDecodeError" in server.logged()
    assert found_in(tmp_path, {NAME, WORD, str(NUMBER), view["id"], view["token"]}) == []


@pytest.mark.skipif(not POSTGRESQL, reason="SERVICE_TEST_POSTGRESQL names no database")
def test_nothing_of_a_patient_is_in_the_log_on_postgresql(tmp_path):
    with serving(tmp_path, DATABASE_URL=POSTGRESQL) as server:
        secrets = say_everything(server)
        server.stop()

    assert found_in(tmp_path, secrets) == []


def test_the_database_is_for_nobody_else_on_the_computer(tmp_path):
    with serving(tmp_path) as server, server.client() as client:
        new_session(client)
        modes = {oct(f.stat().st_mode & 0o777) for f in tmp_path.glob("sessions.db*")}

    assert modes == {"0o600"}


def test_what_is_looked_for_is_found_where_it_is(tmp_path):
    (tmp_path / "service.log").write_text(f"somebody called {NAME}")
    shutil.copy(tmp_path / "service.log", tmp_path / "sessions.db")

    assert found_in(tmp_path, {NAME, WORD}) == [("service.log", NAME)]


def test_bytes_that_are_no_http_are_refused_and_not_logged(tmp_path):
    with serving(tmp_path) as server:
        refused = raw(server, f"{NAME} {WORD}\r\n\r\n".encode())
        server.stop()

    assert b"400" in refused
    assert found_in(tmp_path, {NAME, WORD}) == []
