"""The addresses of the app; the work is done in a pool of processes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from multiprocessing import get_context

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel

import triage
from blister_app.replies import Reply, reply_to


class Record(BaseModel):
    """The answers of one person, and the region whose numbers to show."""

    answers: dict[str, triage.Value | None]
    region: str | None = None


class Place(BaseModel):
    """A region to choose."""

    code: str | None
    name: str


def create_app(processes: int = 2) -> FastAPI:
    """Return the app; its processes start with the first request, and end with the app."""
    # Not forked: a copy of a program with threads may hang.
    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"))

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncGenerator[None]:
        yield
        pool.shutdown()

    app = FastAPI(title="Blisters", lifespan=lifespan)
    app.add_exception_handler(triage.TriageError, _refused)

    @app.get("/regions")
    async def regions() -> list[Place]:
        return [Place(code=region.code, name=region.name) for region in triage.regions()]

    @app.post("/assess")
    async def assess(record: Record) -> Reply:
        here = asyncio.get_running_loop()
        return await here.run_in_executor(pool, reply_to, record.answers, record.region)

    return app


async def _refused(_request: Request, error: Exception) -> JSONResponse:
    told = error.to_json() if isinstance(error, triage.TriageError) else {}
    return JSONResponse(told, status_code=422)
