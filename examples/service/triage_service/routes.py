"""The addresses that are about no session, and the one that begins one."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Response

import triage
from triage_service.conversation import today
from triage_service.described import ANY_BODY, RESULT, documented
from triage_service.problems import KINDS, Problem
from triage_service.reading import StrictRoute
from triage_service.service import Here
from triage_service.settings import Settings
from triage_service.wire import Begun, Health, NewSession, Record, TreeView

router = APIRouter(route_class=StrictRoute, responses=documented(400, 404, 429, 500, 503))


@router.get("/health")
def health(service: Here) -> Health:
    """Say whether the service and its database answer."""
    service.store.check()
    return Health(status="ok")


@router.get("/trees")
def trees(service: Here) -> list[TreeView]:
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
            may_be_asked=_may_be_asked(tree, service.settings),
        )
        for tree in service.trees.all()
    ]


def _may_be_asked(tree: triage.Tree, settings: Settings) -> bool:
    try:
        triage.start(tree, on=today(), allow_draft=settings.allow_draft)
    except triage.TreeRefused:
        return False
    return True


@router.post("/assess", responses={**RESULT, **documented(403, 422), **ANY_BODY})
def assess(record: Record, service: Here) -> dict[str, Any]:
    """Say where all that is known of a patient leads. Nothing is kept."""
    result = triage.assess(
        service.trees.wanted(record.tree),
        record.answers,
        region=record.region,
        language=record.language,
        ignore_unknown=record.ignore_unknown,
        on=today(),
        allow_draft=service.settings.allow_draft,
    )
    return result.to_json()


@router.post("/sessions", status_code=201, responses={**documented(403, 422), **ANY_BODY})
def begin(new: NewSession, response: Response, service: Here) -> Begun:
    """Begin a session."""
    begun = service.conversations.begin(new)
    response.headers["Location"] = f"/sessions/{begun.id}"
    return begun


@router.get("/problems/{kind}", responses=documented(404))
def problem(
    kind: Annotated[str, Path(json_schema_extra={"enum": [*KINDS]})],
) -> dict[str, str | int]:
    """Say what a kind of problem means."""
    if kind not in KINDS:
        raise Problem("not-found")
    known = KINDS[kind]
    return {"title": known.title, "status": known.status, "meaning": known.meaning}
