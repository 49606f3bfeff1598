"""The server as clients reach it: in this process, as a process of its own, and over HTTP."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from socket import create_server
from threading import Thread

from mcp import Client, StdioServerParameters, stdio_client
from mcp.server import Server

from triage.assistant.assistant import Assistant
from triage.assistant.server import address_of, server_of, web_server
from triage.cli.commands.mcp import kinds


def server_for(assistant: Assistant) -> Server:
    return server_of(assistant, kinds(None))


@asynccontextmanager
async def in_process(assistant: Assistant) -> AsyncIterator[Client]:
    """Connect to a server that needs no transport."""
    async with Client(server_for(assistant)) as client:
        yield client


@asynccontextmanager
async def over_stdio(*arguments: str) -> AsyncIterator[Client]:
    """Start `triage mcp`, and connect to it as a program does that a person talks to."""
    words = ["-m", "triage", "mcp", *arguments]
    started = stdio_client(StdioServerParameters(command=sys.executable, args=words))
    async with Client(started) as client:
        yield client


@contextmanager
def over_http(assistant: Assistant) -> Iterator[str]:
    """Serve on a free port of this computer, and yield the address."""
    with create_server(("127.0.0.1", 0)) as listening:
        server = web_server(server_for(assistant), "127.0.0.1")
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield address_of(listening)
        finally:
            server.should_exit = True
            thread.join(10)
