"""The addresses of the service; each says in a line what it does."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

import triage
from triage_service.conversation import Conversations, today
from triage_service.described import place_of
from triage_service.problems import KINDS, Problem, TokenNeeded, documented
from triage_service.reading import StrictRoute
from triage_service.served import Trees
from triage_service.settings import Settings
from triage_service.store import Store
from triage_service.wire import (
    Begun,
    Changed,
    Given,
    Health,
    Moved,
    NewSession,
    Record,
    SessionView,
    TreeView,
)

router = APIRouter(route_class=StrictRoute, responses=documented(400, 404, 429, 500, 503))

ANY_BODY = documented(413, 415)
RESULT: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/json": {"schema": {"$ref": place_of("result")}}}}
}
_bearer = HTTPBearer(auto_error=False, description="The token of POST /sessions.")


def _conversations(request: Request) -> Conversations:
    return request.app.state.conversations  # type: ignore[no-any-return]  # Starlette's state is untyped


def _trees(request: Request) -> Trees:
    return request.app.state.trees  # type: ignore[no-any-return]


def _settings(request: Request) -> Settings:
    return request.app.state.settings  # type: ignore[no-any-return]


def _token(given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> str:
    if given is None:
        raise TokenNeeded
    return given.credentials


Talks = Annotated[Conversations, Depends(_conversations)]
Served = Annotated[Trees, Depends(_trees)]
Set = Annotated[Settings, Depends(_settings)]
Token = Annotated[str, Depends(_token)]
Id = Annotated[str, Path(pattern="^[A-Za-z0-9_-]{22}$")]


@router.get("/health")
def health(request: Request) -> Health:
    """Say whether the service and its database answer."""
    store: Store = request.app.state.store
    store.check()
    return Health(status="ok")


@router.get("/trees")
def trees(served: Served, settings: Set) -> list[TreeView]:
    """List the trees."""
    return [
        TreeView(
            id=tree.id,
            title=tree.title,
            version=tree.version,
            digest=tree.digest,
            status=tree.status,
            review_by=tree.review_by,
            intended_for=tree.intended_for,
            not_for=tree.not_for,
            may_be_asked=_may_be_asked(tree, settings),
        )
        for tree in served.all()
    ]


def _may_be_asked(tree: triage.Tree, settings: Settings) -> bool:
    try:
        triage.start(tree, on=today(), allow_draft=settings.allow_draft)
    except triage.TreeRefused:
        return False
    return True


@router.post("/assess", responses={**RESULT, **documented(403, 422), **ANY_BODY})
def assess(record: Record, served: Served, settings: Set) -> dict[str, Any]:
    """Say where all that is known of a patient leads. Nothing is kept."""
    result = triage.assess(
        served.wanted(record.tree),
        record.answers,
        region=record.region,
        language=record.language,
        ignore_unknown=record.ignore_unknown,
        on=today(),
        allow_draft=settings.allow_draft,
    )
    return result.to_json()


@router.post("/sessions", status_code=201, responses={**documented(403, 422), **ANY_BODY})
def begin(new: NewSession, response: Response, talks: Talks) -> Begun:
    """Begin a session."""
    begun = talks.begin(new)
    response.headers["Location"] = f"/sessions/{begun.id}"
    return begun


sessions = APIRouter(
    prefix="/sessions/{session_id}",
    route_class=StrictRoute,
    responses=documented(400, 401, 403, 404, 410, 429, 500, 503),
)
CHANGE = {**documented(409, 422), **ANY_BODY}


@sessions.get("")
def read(session_id: Id, token: Token, talks: Talks) -> SessionView:
    """Return a session as it stands."""
    return talks.open(session_id, token).view()


@sessions.delete("", status_code=204)
def delete(session_id: Id, token: Token, talks: Talks) -> None:
    """Forget a session with all its answers."""
    talks.delete(session_id, token)


@sessions.get("/result", responses=RESULT)
def result(session_id: Id, token: Token, talks: Talks) -> dict[str, Any]:
    """Return what the answers so far come to, with reasons."""
    return talks.open(session_id, token).session.result.to_json()


@sessions.post("/answers", responses=CHANGE)
def answer(session_id: Id, given: Given, token: Token, talks: Talks) -> SessionView:
    """Answer the present screen."""
    request = ["answers", given.answers]
    step = talks.change(
        session_id, token, given.version, request, lambda s: s.answer(given.answers)
    )
    return step.view()


@sessions.post("/skip", responses=CHANGE)
def skip(session_id: Id, moved: Moved, token: Token, talks: Talks) -> SessionView:
    """Skip the present screen, where it only sharpens the advice."""
    return talks.change(session_id, token, moved.version, ["skip"], lambda s: s.skip()).view()


@sessions.post("/back", responses=CHANGE)
def back(session_id: Id, moved: Moved, token: Token, talks: Talks) -> SessionView:
    """Take the last screen back."""
    return talks.change(session_id, token, moved.version, ["back"], lambda s: s.back()).view()


@sessions.post("/change", responses=CHANGE)
def change(session_id: Id, changed: Changed, token: Token, talks: Talks) -> SessionView:
    """Answer an earlier question otherwise."""
    request = ["change", changed.fact, changed.answer]
    step = talks.change(
        session_id,
        token,
        changed.version,
        request,
        lambda s: s.change(changed.fact, changed.answer),
    )
    return step.view()


@router.get("/problems/{kind}", responses=documented(404))
def problem(
    kind: Annotated[str, Path(json_schema_extra={"enum": [*KINDS]})],
) -> dict[str, str | int]:
    """Say what a kind of problem means."""
    if kind not in KINDS:
        raise Problem("not-found")
    known = KINDS[kind]
    return {"title": known.title, "status": known.status, "meaning": known.meaning}
