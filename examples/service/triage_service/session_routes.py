"""The addresses of a session; each needs its token."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from triage_service.conversation import Change, Key
from triage_service.described import ANY_BODY, RESULT, documented
from triage_service.problems import TokenNeeded
from triage_service.reading import StrictRoute
from triage_service.service import Here, Service
from triage_service.wire import Changed, Given, Moved, SessionView

router = APIRouter(
    prefix="/sessions/{session_id}",
    route_class=StrictRoute,
    responses=documented(400, 401, 403, 404, 410, 429, 500, 503),
)
CHANGE = {**documented(409, 422), **ANY_BODY}

_bearer = HTTPBearer(auto_error=False, description="The token of POST /sessions.")


def _key(
    session_id: Annotated[str, Path(pattern="^[A-Za-z0-9_-]{22}$")],
    token: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> Key:
    if token is None:
        raise TokenNeeded
    return Key(session_id, token.credentials)


WithKey = Annotated[Key, Depends(_key)]


@router.get("")
def read(key: WithKey, service: Here) -> SessionView:
    """Return a session as it stands."""
    return service.conversations.open(key).view()


@router.delete("", status_code=204)
def delete(key: WithKey, service: Here) -> None:
    """Forget a session with all its answers."""
    service.conversations.delete(key)


@router.get("/result", responses=RESULT)
def result(key: WithKey, service: Here) -> dict[str, Any]:
    """Return what the answers so far come to, with reasons."""
    return service.conversations.open(key).session.result.to_json()


@router.post("/answers", responses=CHANGE)
def answer(given: Given, key: WithKey, service: Here) -> SessionView:
    """Answer the present screen."""
    return _changed(service, key, "answers", given, lambda session: session.answer(given.answers))


@router.post("/skip", responses=CHANGE)
def skip(moved: Moved, key: WithKey, service: Here) -> SessionView:
    """Skip the present screen, where it only sharpens the advice."""
    return _changed(service, key, "skip", moved, lambda session: session.skip())


@router.post("/back", responses=CHANGE)
def back(moved: Moved, key: WithKey, service: Here) -> SessionView:
    """Take the last screen back."""
    return _changed(service, key, "back", moved, lambda session: session.back())


@router.post("/change", responses=CHANGE)
def change(changed: Changed, key: WithKey, service: Here) -> SessionView:
    """Answer an earlier question otherwise."""
    return _changed(
        service,
        key,
        "change",
        changed,
        lambda session: session.change(changed.fact, changed.answer),
    )


def _changed(service: Service, key: Key, move: str, request: Moved, change: Change) -> SessionView:
    return service.conversations.change(key, move, request, change).view()
