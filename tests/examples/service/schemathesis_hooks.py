"""Gives schemathesis sessions that are there and answers that fit, so that it gets further in."""

from __future__ import annotations

import os
import ssl
from typing import Any

import httpx
import schemathesis
from schemathesis import AuthContext, Case

TRUST = ssl.create_default_context()  # made once: it takes longer than a request
MOST = 500  # answers at a time


@schemathesis.auth(refresh_interval=None)
class SessionOfItsOwn:
    """Begins a session for each request that is about one, and puts its token in."""

    def get(self, _case: Case, _: AuthContext) -> dict[str, Any]:
        """Begin a session in which one screen has been answered."""
        url = f"{os.environ['SERVICE_URL']}/sessions"
        begun = httpx.post(url, json={"tree": "calf-soreness"}, verify=TRUST).json()
        headers = {"Authorization": f"Bearer {begun['token']}"}
        answers = {question["fact"]: False for question in begun["screen"]["questions"]}
        body = {"version": 0, "answers": answers}
        path = f"{url}/{begun['id']}/answers"
        view = httpx.post(path, json=body, headers=headers, verify=TRUST).json()
        return {**view, "token": begun["token"]}

    def set(self, case: Case, data: dict[str, Any], _: AuthContext) -> None:
        """Put it into a request."""
        case.path_parameters["session_id"] = data["id"]
        case.headers["Authorization"] = f"Bearer {data['token']}"
        body = case.body
        if isinstance(body, dict) and type(body.get("version")) is int and body["version"] % 2:
            put_in(body, data)


def put_in(body: dict[str, Any], view: dict[str, Any]) -> None:
    """Let a body that fits the schema fit the session, too; what does not fit stays as it is."""
    if 0 <= body["version"] <= 10_000:
        body["version"] = view["version"]
    if isinstance(body.get("fact"), str):
        body["fact"] = next(iter(view["answers"]))
    if "answer" in body and is_scalar(body["answer"]):
        body["answer"] = "not sure"
    given = body.get("answers")
    if isinstance(given, dict) and len(given) <= MOST and all(map(is_scalar, given.values())):
        values = [True, False, "not sure", None]
        facts = [question["fact"] for question in view["screen"]["questions"]]
        body["answers"] = {f: values[(n + len(given)) % 4] for n, f in enumerate(facts)}


def is_scalar(answer: object) -> bool:
    return not isinstance(answer, dict | list)
