"""A thousand people at once, on SQLite, and on PostgreSQL where one runs."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

import pytest

from tests.examples.service.serving import (
    DATABASES,
    LONG,
    PATIENCE,
    TREE,
    TRUST,
    Patient,
    Server,
    httpx,
    serving,
)

PEOPLE = 1_000 if LONG else 50


@pytest.mark.parametrize("database", DATABASES)
def test_everybody_at_once_ends_where_the_library_says(tmp_path, database):
    with serving(tmp_path, **database) as server:
        ends = asyncio.run(everybody(server))

    assert ends.total() == PEOPLE
    assert len(ends) >= 3, "the patients should differ"
    print(f"{PEOPLE} sessions at once ended in {dict(ends)}")


async def everybody(server: Server) -> Counter[str]:
    """Let all be in the middle of their sessions before anybody goes on to the end."""
    gate = asyncio.Barrier(PEOPLE)
    return Counter(await asyncio.gather(*(one(server, gate, n) for n in range(PEOPLE))))


async def one(server: Server, gate: asyncio.Barrier, number: int) -> str:
    """Answer a session to its end over a connection of its own, and compare it."""
    patient = Patient(number)
    async with httpx.AsyncClient(base_url=server.url, verify=TRUST, timeout=PATIENCE) as client:
        view = await post(client, "/sessions", {"tree": TREE, "region": "gb"})
        client.headers["Authorization"] = f"Bearer {view['token']}"
        await gate.wait()
        while view["screen"]:
            body = {"version": view["version"], "answers": patient.answer(view["screen"])}
            view = await post(client, f"/sessions/{view['id']}/answers", body)
            assert view["answers"] == patient.answers
        result = (await client.get(f"/sessions/{view['id']}/result")).json()
    assert result == patient.ends(result["on"])
    return str(result["disposition"])


async def post(client: httpx.AsyncClient, path: str, body: object) -> dict[str, Any]:
    response = await client.post(path, json=body)
    assert response.status_code in (200, 201), response.text
    data: dict[str, Any] = response.json()
    return data
