"""Short ways to say what tests ask of the service, and what they expect."""

from __future__ import annotations

import json
import socket
import sqlite3
from contextlib import closing
from typing import Any

from tests.examples.service.serving import PATIENCE, Server, httpx


def post(client: httpx.Client, view: dict[str, Any], move: str, **body: Any) -> httpx.Response:
    """Send a move that was made on a session as it was shown."""
    path = f"/sessions/{view['id']}/{move}"
    return client.post(path, json={"version": view["version"], **body})


def none_of_these(view: dict[str, Any]) -> dict[str, bool]:
    """Return *no* to all that a checklist asks."""
    return {question["fact"]: False for question in view["screen"]["questions"]}


def problem(response: httpx.Response) -> tuple[int, str]:
    """Return the status and the kind of a problem, told as RFC 9457 says."""
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    body = response.json()
    assert body["status"] == response.status_code
    assert body["title"]
    assert body["detail"]
    return response.status_code, body["type"].removeprefix("/problems/")


def saved(server: Server, id: str) -> dict[str, Any]:
    """Return a session as it stands in the database."""
    with closing(sqlite3.connect(server.database, timeout=30)) as database:
        (text,) = database.execute("SELECT session FROM sessions WHERE id = ?", (id,)).fetchone()
    data: dict[str, Any] = json.loads(text)
    return data


def put(server: Server, id: str, **values: object) -> None:
    """Change columns of a session behind the back of the service, as time would."""
    with closing(sqlite3.connect(server.database, timeout=30)) as database:
        for column, value in values.items():
            database.execute(f"UPDATE sessions SET {column} = ? WHERE id = ?", (value, id))
        database.commit()


def raw(server: Server, sent: bytes) -> bytes:
    """Send bytes as they are, and return what comes back; nothing where it is cut off."""
    url = httpx.URL(server.url)
    with socket.create_connection((url.host, url.port), timeout=PATIENCE) as connection:
        try:
            connection.sendall(sent)
            return connection.recv(10_000)
        except ConnectionError:
            return b""
