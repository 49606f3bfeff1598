"""The service, put together."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from triage_service import routes, session_routes
from triage_service.conversation import Conversations
from triage_service.described import describe
from triage_service.errors import handle_errors
from triage_service.limiting import RateLimited, SizeLimited
from triage_service.logs import Logged
from triage_service.service import open_service
from triage_service.settings import Settings

PURGE_EVERY = 60  # seconds

logger = logging.getLogger(__name__)


def create_app(settings: Settings) -> FastAPI:
    """Return the service.

    Raises:
        triage.TriageError: a tree that is to be served cannot be loaded.
        sqlalchemy.exc.SQLAlchemyError: the database cannot be used.
    """
    app = FastAPI(
        title="Triage",
        version="1",
        lifespan=_lifespan,
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.state.service = open_service(settings)
    app.include_router(routes.router)
    app.include_router(session_routes.router)
    handle_errors(app)
    app.add_middleware(SizeLimited, most_bytes=settings.max_body_bytes)
    app.add_middleware(RateLimited, allowed=settings.requests_allowed)
    app.add_middleware(Logged)
    app.add_middleware(NotKept)  # the last one added is the outermost
    describe(app)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Delete what has expired while the service runs, and close the database behind it."""
    purging = asyncio.create_task(_purge_now_and_then(app.state.service.conversations))
    yield
    purging.cancel()
    app.state.service.store.close()


async def _purge_now_and_then(conversations: Conversations) -> None:
    while True:
        try:
            await run_in_threadpool(conversations.purge)
        except SQLAlchemyError:
            logger.exception("expired sessions could not be deleted; trying again")
        await asyncio.sleep(PURGE_EVERY)


class NotKept:
    """Tells browsers and proxies to keep no response: it is about somebody's health."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"cache-control", b"no-store")]
            await send(message)

        await self._app(scope, receive, marked)
