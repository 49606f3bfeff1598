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
    if isinstance(error, triage.AnswerError):
        return Problem("answers-refused", errors=[_listed(p) for p in error.problems]).response()
    if isinstance(error, triage.SessionError):
        return Problem("not-possible-now", str(error)).response()
    return Problem("refused", str(error)).response()


def _listed(problem: object) -> dict[str, str]:
    return {name: getattr(problem, name) for name in ("fact", "found", "expected", "help")}


async def _unavailable(_: Request, error: Exception) -> Response:
    logger.error("the database failed", exc_info=error)
    return Problem("unavailable", headers={"Retry-After": "1"}).response()


async def _http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    kind = _KIND_OF_STATUS.get(error.status_code, "invalid-request")
    return Problem(kind, headers=error.headers).response()
