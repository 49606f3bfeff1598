"""Errors as RFC 9457 tells them: ``application/problem+json``, for people and for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

MEDIA_TYPE = "application/problem+json"
WHERE = "/problems"


@dataclass(frozen=True)
class Kind:
    """One kind of problem: its status, and what it means for the app."""

    status: int
    title: str
    meaning: str


KINDS: Mapping[str, Kind] = {
    "invalid-request": Kind(
        400, "The request cannot be read", "Correct the places that `errors` lists."
    ),
    "token-needed": Kind(
        401,
        "The token of the session is needed",
        "Send the header `Authorization: Bearer TOKEN` with the token of POST /sessions.",
    ),
    "tree-refused": Kind(
        403,
        "The tree may not be asked",
        "It is a draft, past its review, or withdrawn: see `code` of `error`.",
    ),
    "not-found": Kind(
        404,
        "Nothing is here",
        "There is no such address, or the session was deleted or has expired.",
    ),
    "method-not-allowed": Kind(
        405, "This address takes other methods", "The header `Allow` names them."
    ),
    "out-of-step": Kind(
        409,
        "The session has moved on",
        "Show the screen of `session`: another request, or a new day, has changed it since.",
    ),
    "not-possible-now": Kind(
        409,
        "The session does not allow this now",
        "For example nothing is left to ask, or there is no answer to take back. Read the session.",
    ),
    "tree-not-served": Kind(
        410, "The tree is no longer served", "Begin a new session with a tree of GET /trees."
    ),
    "too-large": Kind(413, "The request is too large", "Send fewer answers at a time."),
    "not-json": Kind(415, "The body is not JSON", "Send it with `Content-Type: application/json`."),
    "answers-refused": Kind(
        422,
        "Some answers cannot be used",
        "Each of the `problems` of `error` names a fact, what was found and what was expected.",
    ),
    "refused": Kind(422, "The request asks for something that is not known", "`detail` says what."),
    "too-many-requests": Kind(
        429, "Too many requests", "Wait for the seconds of the header `Retry-After`."
    ),
    "internal": Kind(
        500,
        "Something went wrong here",
        "It is not known whether an answer was taken. The same request may safely be sent again.",
    ),
    "unavailable": Kind(
        503,
        "The database cannot be reached",
        "It is not known whether an answer was taken. The same request may safely be sent again.",
    ),
}


class ProblemBody(BaseModel):
    """A problem, as RFC 9457 describes it."""

    type: str = Field(description="Which kind of problem it is; GET it to read what it means.")
    title: str = Field(description="The kind in words.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What is wrong with this request.")
    errors: list[dict[str, str]] = Field(
        [], description="Each fault of the request: its place as a JSON pointer, and a message."
    )
    error: dict[str, Any] | None = Field(None, description="What the library says of it.")
    session: dict[str, Any] | None = Field(
        None, description="The session as it stands, where the problem is that it has moved on."
    )


class Problem(Exception):
    """Something that a request cannot have."""

    def __init__(
        self,
        kind: str,
        detail: str = "",
        *,
        headers: Mapping[str, str] | None = None,
        **more: object,
    ) -> None:
        super().__init__(kind)
        self.kind = kind
        self.detail = detail or KINDS[kind].meaning
        self.headers = headers
        self.more = more

    def response(self) -> JSONResponse:
        """Return the response that says so."""
        kind = KINDS[self.kind]
        body = {
            "type": f"{WHERE}/{self.kind}",
            "title": kind.title,
            "status": kind.status,
            "detail": self.detail,
            **self.more,
        }
        return JSONResponse(body, kind.status, headers=self.headers, media_type=MEDIA_TYPE)


class TokenNeeded(Problem):
    """A session is only for those who have its token."""

    def __init__(self) -> None:
        super().__init__("token-needed", headers={"WWW-Authenticate": "Bearer"})
