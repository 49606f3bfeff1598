"""The OpenAPI document, as far as FastAPI does not write it by itself."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from triage_service.problems import ProblemBody


def describe(app: FastAPI) -> None:
    """Let an app describe its problems as it tells them, instead of as FastAPI would."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _described(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # the way that FastAPI documents


def _described(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(title=app.title, version=app.version, routes=app.routes)
    schemas = document["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas["ProblemBody"] = ProblemBody.model_json_schema()
    for request in ("NewSession", "Record"):
        names = [tree.id for tree in app.state.trees.all()]
        schemas[request]["properties"]["tree"]["enum"] = names
    for operations in document["paths"].values():
        for operation in operations.values():
            _without_fastapis_422(operation["responses"])
    return document


def _without_fastapis_422(responses: dict[str, Any]) -> None:
    if "HTTPValidationError" in str(responses.get("422")):
        del responses["422"]
