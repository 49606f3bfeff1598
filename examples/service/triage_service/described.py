"""The OpenAPI document, as far as FastAPI does not write it by itself."""

from __future__ import annotations

import json
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

import triage
from triage_service.problems import KINDS, MEDIA_TYPE, ProblemBody

_PLACE = "#/components/schemas/"


def place_of(name: str) -> str:
    """Return where the document holds a schema that the library publishes."""
    return f"{_PLACE}triage-{name}"


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return what the OpenAPI document says about these statuses of an operation."""
    schema = {"$ref": "#/components/schemas/ProblemBody"}
    return {
        status: {
            "description": " / ".join(k.title for k in KINDS.values() if k.status == status),
            "content": {MEDIA_TYPE: {"schema": schema}},
        }
        for status in statuses
    }


ANY_BODY = documented(413, 415)
RESULT: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/json": {"schema": {"$ref": place_of("result")}}}}
}


def describe(app: FastAPI) -> None:
    """Let an app describe its problems, and what the library returns, as they are."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _described(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # the way that FastAPI documents


def _described(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(title=app.title, version=app.version, routes=app.routes)
    document["components"]["schemas"] = _schemas(app, document["components"]["schemas"])
    for operations in document["paths"].values():
        for operation in operations.values():
            _without_fastapis_422(operation["responses"])
    return document


def _schemas(app: FastAPI, schemas: dict[str, Any]) -> dict[str, Any]:
    for name in ("HTTPValidationError", "ValidationError"):  # these would be its own problems
        schemas.pop(name, None)
    schemas["ProblemBody"] = ProblemBody.model_json_schema()
    for view in ("SessionView", "Begun"):
        schemas[view]["properties"]["screen"] = _or_null("screen")
    schemas["ProblemBody"]["properties"]["error"] = _or_null("error")
    for request in ("NewSession", "Record"):
        names = [tree.id for tree in app.state.service.trees.all()]
        schemas[request]["properties"]["tree"]["enum"] = names
    return schemas | _published("result") | _published("screen") | _published("error")


def _or_null(name: str) -> dict[str, Any]:
    return {"anyOf": [{"$ref": place_of(name)}, {"type": "null"}]}


def _published(name: str) -> dict[str, Any]:
    """Return a schema of the library, with all that it refers to, under names of this document."""
    text = json.dumps(triage.schema(name)["$defs"]).replace("#/$defs/", place_of(""))
    return {f"triage-{part}": schema for part, schema in json.loads(text).items()}


def _without_fastapis_422(responses: dict[str, Any]) -> None:
    if "HTTPValidationError" in str(responses.get("422")):
        del responses["422"]
