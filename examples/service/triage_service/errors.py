"""Whatever goes wrong becomes a problem; nothing that a person answered is quoted in a log."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException

import triage
from triage_service.problems import Problem

logger = logging.getLogger(__name__)

_KIND_OF_STATUS = {404: "not-found", 405: "method-not-allowed", 413: "too-large"}


def handle_errors(app: FastAPI) -> None:
    """Let an app answer every error with a problem."""
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(triage.TriageError, _refused)
    app.add_exception_handler(SQLAlchemyError, _unavailable)
    app.add_exception_handler(HTTPException, _http)


async def _problem(_: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return error.response()


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = error.errors()
    if any(fault["loc"][0] == "path" for fault in faults):
        return Problem("not-found").response()
    return Problem("invalid-request", errors=[_fault(fault) for fault in faults]).response()


def _fault(fault: dict[str, Any]) -> dict[str, str]:
    """Return one fault of a body: its place as a JSON pointer, and what was expected."""
    if fault["type"] == "json_invalid":
        return {"pointer": "", "message": f"no JSON as it is expected: {fault['ctx']['error']}"}
    return {"pointer": _pointer(fault["loc"][1:]), "message": fault["msg"]}


def _pointer(place: Sequence[object]) -> str:
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in place)


async def _refused(_: Request, error: Exception) -> Response:
    """Answer with what the library says."""
    assert isinstance(error, triage.TriageError)
    kind = _kind(error)
    if kind == "internal":
        logger.error("a session cannot be read", exc_info=error)
    detail = "" if isinstance(error, triage.AnswerError) else str(error)
    return Problem(kind, detail, error=error.to_json()).response()


def _kind(error: triage.TriageError) -> str:
    if isinstance(error, triage.AnswerError):
        return "answers-refused"
    if isinstance(error, triage.TreeRefused):
        return "tree-refused"
    if isinstance(error, triage.SessionError):
        return "not-possible-now" if error.code == "session-cannot" else "internal"
    return "refused"


async def _unavailable(_: Request, error: Exception) -> Response:
    logger.error("the database failed", exc_info=error)
    return Problem("unavailable", headers={"Retry-After": "1"}).response()


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    kind = _KIND_OF_STATUS.get(error.status_code, "invalid-request")
    allowed = {"Allow": _methods(request)} if error.status_code == 405 else None
    return Problem(kind, headers=allowed).response()


def _methods(request: Request) -> str:
    """Return all methods of an address; Starlette names those of its first route only."""
    operations = request.app.openapi()["paths"].get(getattr(request.scope["route"], "path", ""), {})
    return ", ".join(sorted(method.upper() for method in operations))
