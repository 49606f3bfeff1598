"""Killed at any moment, the service loses no answer that it has acknowledged."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any

import pytest

from tests.examples.service.serving import (
    DATABASES,
    LONG,
    Patient,
    Server,
    httpx,
    new_session,
    serving,
)

KILLS = 100 if LONG else 4
PEOPLE = 8


class Person:
    """Answers one session after the other, and remembers what was acknowledged."""

    def __init__(self, first: int) -> None:
        self._numbers = count(first, PEOPLE)
        self._patient = Patient(first)
        self.token = ""
        self.view: dict[str, Any] = {"screen": None}  # the last that was acknowledged
        self.sent: dict[str, Any] | None = None  # what was not acknowledged
        self.finished: list[tuple[str, str, Patient]] = []
        self.acknowledged = self.unacknowledged = self.kept = 0

    def answer_until_killed(self, server: Server) -> None:
        """Answer as fast as the service takes it, until it is gone."""
        try:
            with server.client(self.token) as client:
                while True:
                    self._answer(client)
        except httpx.TransportError:
            self.unacknowledged += self.sent is not None

    def _answer(self, client: httpx.Client) -> None:
        if self.view["screen"] is None:
            self._begin(client)
        answers = self._patient.answer(self.view["screen"])
        self.sent = {"version": self.view["version"], "answers": answers}
        self._send(client)

    def _begin(self, client: httpx.Client) -> None:
        if self.token:
            self.finished.append((self.view["id"], self.token, self._patient))
            self.token = ""
        self.view = new_session(client)
        self.token, self._patient = self.view["token"], Patient(next(self._numbers))

    def _send(self, client: httpx.Client) -> None:
        response = client.post(f"/sessions/{self.view['id']}/answers", json=self.sent)
        assert response.status_code == 200, response.text
        assert response.json()["version"] == self.view["version"] + 1
        assert response.json()["answers"] == self._patient.answers
        self.view, self.sent = response.json(), None
        self.acknowledged += 1

    def check(self, server: Server) -> None:
        """See that all that was acknowledged is there; send again what was not."""
        if not self.token:
            return  # the last session has ended, the next has not begun
        with server.client(self.token) as client:
            found = client.get(f"/sessions/{self.view['id']}").json()
            if self.sent is not None and found["version"] == self.view["version"] + 1:
                self.kept += 1
                assert found["answers"] == self._patient.answers
            else:
                assert found["version"] == self.view["version"]
                assert found["answers"] == self.view.get("answers")
            if self.sent is not None:
                self._send(client)

    def check_finished(self, server: Server) -> None:
        """See that all sessions that have ended are there, and end where they must."""
        for id, token, patient in self.finished:
            with server.client(token) as client:
                result = client.get(f"/sessions/{id}/result").json()
            assert result == patient.ends(result["on"])


@pytest.mark.parametrize("database", DATABASES)
def test_no_acknowledged_answer_is_lost_however_often_the_service_is_killed(tmp_path, database):
    people = [Person(number) for number in range(PEOPLE)]
    moments = random.Random(1)
    for kill in range(KILLS):
        if kill % 4 == 3:  # while it starts
            Server(tmp_path, **database).kill_after(moments.uniform(0, 1.5))
        with serving(tmp_path, **database) as server:
            answer_until_killed(people, server, moments.uniform(0, 0.5))
    with serving(tmp_path, **database) as server:
        for person in people:
            person.check(server)
            person.check_finished(server)

    assert sum(p.unacknowledged for p in people) >= KILLS
    print(said(people))


def answer_until_killed(people: list[Person], server: Server, seconds: float) -> None:
    for person in people:
        person.check(server)
    with ThreadPoolExecutor(PEOPLE) as threads:
        under_way = [threads.submit(person.answer_until_killed, server) for person in people]
        server.kill_after(seconds)
    for each in under_way:
        each.result()  # raises what went wrong


def said(people: list[Person]) -> str:
    """Return what a run has seen, in words."""
    total = {
        name: sum(getattr(p, name) for p in people)
        for name in ("acknowledged", "unacknowledged", "kept")
    }
    return (
        f"{KILLS} kills under load: {total['acknowledged']} answers acknowledged, none lost; "
        f"{total['unacknowledged']} were under way, of which {total['kept']} had been kept"
    )
