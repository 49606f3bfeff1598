"""One line a request, and errors without their messages: a message may quote an answer."""

from __future__ import annotations

import logging
import time
import traceback
from types import TracebackType

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from triage_service.problems import Problem

logger = logging.getLogger("triage_service")
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class PlacesOnly(logging.Formatter):
    """Tells of an exception its type and the places in the code, and never what it says."""

    def formatException(  # noqa: N802  # the name is the standard library's
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """Return the places in the code that an exception came through."""
        kind, _, trace = ei
        places = (f"{f.filename}:{f.lineno} in {f.name}" for f in traceback.extract_tb(trace))
        return "\n".join([kind.__name__ if kind else "", *places])


CONFIG = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "places": {
            "()": PlacesOnly,
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "places"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"triage_service": {"level": "INFO"}, "uvicorn": {"level": "INFO"}},
}


class Logged:
    """Logs method, route, status and time of each request, and answers what nobody caught."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 0

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception:
            logger.exception("a request failed")
            if not status:
                await Problem("internal").response()(scope, receive, noting)
        _log(scope, status, time.perf_counter() - began)


def _log(scope: Scope, status: int, seconds: float) -> None:
    method = scope["method"] if scope["method"] in _METHODS else "other"
    path = getattr(scope.get("route"), "path", "no route")  # never the path itself: it is typed
    logger.info("%s %s %d %.1f ms", method, path, status, seconds * 1000)
