"""How many requests an address may make, and how large they may be."""

from __future__ import annotations

import math
import time

from fastapi import HTTPException
from limits import RateLimitItem
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from triage_service.problems import Problem


class RateLimited:
    """Refuses the requests of an address that makes too many.

    It counts in the memory of this process. Processes that are to count together
    need a storage that they share; the library has some.
    """

    def __init__(self, app: ASGIApp, allowed: RateLimitItem) -> None:
        self._app = app
        self._allowed = allowed
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http" or self._limiter.hit(self._allowed, _address(scope)):
            await self._app(scope, receive, send)
            return
        reset = self._limiter.get_window_stats(self._allowed, _address(scope)).reset_time
        wait = max(1, math.ceil(reset - time.time()))
        problem = Problem("too-many-requests", headers={"Retry-After": str(wait)})
        await problem.response()(scope, receive, send)


def _address(scope: Scope) -> str:
    return scope["client"][0] if scope["client"] else "unknown"


class SizeLimited:
    """Stops reading a body that is too large, whatever its header says of its length.

    FastAPI can do this too, but says so in plain text and not as a problem.
    """

    def __init__(self, app: ASGIApp, most_bytes: int) -> None:
        self._app = app
        self._most_bytes = most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, with its body counted while it is read."""
        left = self._most_bytes

        async def counted() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)
