"""The example service, started as its users start it, and patients who answer it."""

from __future__ import annotations

import os
import random
import re
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

NEEDED = "needs the packages of the example: run `make -C examples/service test`"
for package in ("fastapi", "httpx", "limits", "pydantic_settings", "sqlalchemy", "uvicorn"):
    pytest.importorskip(package, reason=NEEDED)

import httpx  # noqa: E402  # only now is it known to be there

import triage  # noqa: E402

ROOT = Path(__file__).parent.parent.parent.parent
SERVICE = ROOT / "examples/service"
TREE = "calf-soreness"
LOADED = triage.load(TREE)
TRUST = ssl.create_default_context()  # made once: it takes longer than a request
LONG = bool(os.environ.get("SERVICE_TEST_LONG"))
POSTGRESQL = os.environ.get("SERVICE_TEST_POSTGRESQL", "")
DATABASES = [
    pytest.param({}, id="sqlite"),
    pytest.param(
        {"DATABASE_URL": POSTGRESQL},
        id="postgresql",
        marks=pytest.mark.skipif(
            not POSTGRESQL, reason="set SERVICE_TEST_POSTGRESQL to the URL of an empty database"
        ),
    ),
]
PATIENCE = 60  # seconds; far more than a start takes, also on a busy machine


class Server:
    """A process that serves in a folder, which holds its database and its log."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.database = folder / "sessions.db"
        self._log = folder / "service.log"
        self._already = len(self.logged())
        self.url = ""
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "triage_service", "--port", "0"],
                cwd=folder,
                env=environment(settings),
                stdout=log,
                stderr=log,
            )

    def logged(self) -> str:
        """Return all that was logged in the folder so far."""
        return self._log.read_text("utf-8") if self._log.exists() else ""

    def running(self) -> Server:
        """Wait until it serves."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            said = re.search(r"running on (http://\S+)", self.logged()[self._already :])
            if said:
                self.url = said[1]
                return self
            assert self.process.poll() is None, self.logged()[self._already :]
            time.sleep(0.01)
        raise AssertionError(f"the service did not start:\n{self.logged()}")

    def client(self, token: str = "") -> httpx.Client:
        """Return a client, with the token of a session if there is one."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx.Client(base_url=self.url, headers=headers, timeout=PATIENCE, verify=TRUST)

    def stop(self, by: int = signal.SIGTERM) -> int:
        """Send a signal, wait for the end, and return the exit code."""
        self.process.send_signal(by)
        return self.process.wait(PATIENCE)

    def kill_after(self, seconds: float) -> None:
        """Kill it in a while, whatever it does then."""
        time.sleep(seconds)
        assert self.stop(signal.SIGKILL) == -signal.SIGKILL


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Return variables under which this checkout serves one draft tree to developers."""
    path = os.pathsep.join([str(SERVICE), str(ROOT)])
    usual = {"ALLOW_DRAFT": "1", "TREES": TREE, "RATE_LIMIT": "1000000/second"}
    return {**os.environ, "PYTHONPATH": path, "LC_ALL": "C.UTF-8", **usual, **settings}


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[Server]:
    """Serve while the block runs."""
    server = Server(folder, **settings)
    try:
        yield server.running()
    finally:
        if server.process.poll() is None:
            server.stop(signal.SIGKILL)


class Patient:
    """Somebody who answers whatever is asked, always in the same way.

    Most are mostly well, so that they are asked many screens.
    """

    def __init__(self, number: int, well: float | None = None) -> None:
        self._random = random.Random(number)
        self._well = self._random.choice([0.5, 0.9, 0.98, 1.0]) if well is None else well
        self.answers: dict[str, Any] = {}

    def answer(self, screen: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answers to a screen as the service shows it, and remember them."""
        given = {q["fact"]: self._one(q) for q in screen["questions"]}
        self.answers |= given
        return given

    def _one(self, question: Mapping[str, Any]) -> Any:
        well = LOADED.facts[question["fact"]].well
        if well is not None and self._random.random() < self._well:
            return well
        values = [choice["value"] for choice in question["choices"]]
        if question["low"] is not None:
            values += [question["low"], question["high"]]
        return self._random.choice(values)

    def ends(self, on: str) -> dict[str, Any]:
        """Return where the library says that these answers lead."""
        return library_says(self.answers, on)


def library_says(answers: Mapping[str, object], on: str) -> dict[str, Any]:
    """Return where answers lead on a day, without any service."""
    day = date.fromisoformat(on)
    return triage.assess(LOADED, answers, region="gb", on=day, allow_draft=True).to_json()


def new_session(client: httpx.Client, **more: Any) -> dict[str, Any]:
    """Begin a session, and let the client send its token from now on."""
    begun = client.post("/sessions", json={"tree": TREE, "region": "gb", **more})
    assert begun.status_code == 201, begun.text
    client.headers["Authorization"] = f"Bearer {begun.json()['token']}"
    return begun.json()
