"""The tools over the Model Context Protocol; the only file that knows its SDK."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from socket import create_server, socket
from typing import Any, Final

import anyio
import uvicorn
from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListResourcesResult,
    ListToolsResult,
    PaginatedRequestParams,
    ReadResourceRequestParams,
    ReadResourceResult,
    Resource,
    TextContent,
    TextResourceContents,
    ToolAnnotations,
)
from mcp_types import Tool as ToolTold

from triage.assistant.assistant import Assistant
from triage.assistant.resources import PageKind, TreePage, pages
from triage.assistant.tools import INSTRUCTIONS, TOOLS, Called, Tool, call
from triage.version import VERSION
from triage.words import _

PATH: Final = "/mcp"
_NAME: Final = "triage"


def server_of(assistant: Assistant, kinds: Iterable[PageKind]) -> Server[Any]:
    """Return a server of the tools, and of pages about the trees."""
    shown = {page.address: page for page in pages(assistant, kinds)}

    async def list_tools(
        _context: ServerRequestContext[Any], _params: PaginatedRequestParams | None
    ) -> ListToolsResult:
        return ListToolsResult(tools=[*map(_told, TOOLS)])

    async def call_tool(
        _context: ServerRequestContext[Any], params: CallToolRequestParams
    ) -> CallToolResult:
        return _result(call(assistant, params.name, params.arguments or {}))

    async def list_resources(
        _context: ServerRequestContext[Any], _params: PaginatedRequestParams | None
    ) -> ListResourcesResult:
        return ListResourcesResult(resources=[*map(_listed, shown.values())])

    async def read_resource(
        _context: ServerRequestContext[Any], params: ReadResourceRequestParams
    ) -> ReadResourceResult:
        return _read(shown.get(str(params.uri)), str(params.uri))

    return Server(
        _NAME,
        version=VERSION,
        instructions=_(INSTRUCTIONS),
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_read_resource=read_resource,
    )


def _told(tool: Tool) -> ToolTold:
    reads = ToolAnnotations(read_only_hint=tool.only_reads, open_world_hint=False)
    return ToolTold(
        name=tool.name, description=_(tool.words), input_schema=tool.schema, annotations=reads
    )


def _result(called: Called) -> CallToolResult:
    """Return a reply as data, and once more as text for clients that read no data."""
    text = json.dumps(called.reply, ensure_ascii=False)
    return CallToolResult(
        content=[TextContent(text=text)],
        structured_content=json.loads(text),
        is_error=called.is_refused,
    )


def _listed(page: TreePage) -> Resource:
    return Resource(
        uri=page.address,
        name=f"{page.tree.id} {page.kind.name}",
        description=_(page.kind.words),
        mime_type=page.kind.media_type,
    )


def _read(page: TreePage | None, address: str) -> ReadResourceResult:
    if page is None:
        raise MCPError(INVALID_PARAMS, _("found no such page, expected one that is listed"))
    text = TextResourceContents(uri=address, mime_type=page.kind.media_type, text=page.text)
    return ReadResourceResult(contents=[text])


# --- how a client reaches it


def serve_stdio(server: Server[Any]) -> None:
    """Serve the client that started this process, over standard input and output, until it ends."""

    async def serve() -> None:
        async with stdio_server() as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())

    anyio.run(serve)


def web_server(server: Server[Any], host: str) -> uvicorn.Server:
    """Return what serves clients over HTTP; its ``run`` takes the sockets to listen on.

    Args:
        server: the tools.
        host: where it listens; on this computer alone, requests from web pages are refused.
    """
    app = server.streamable_http_app(streamable_http_path=PATH, host=host)
    return uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))


def serve_http(server: Server[Any], host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve clients over HTTP until the process is ended.

    Args:
        server: the tools.
        host: where to listen.
        port: on which port; 0 takes a free one.
        announce: is told the address that clients are given.

    Raises:
        OSError: one cannot listen there.
    """
    with _listening(host, port) as listening:
        announce(address_of(listening))
        web_server(server, host).run(sockets=[listening])


def _listening(host: str, port: int) -> socket:
    try:
        return create_server((host, port))
    except OSError as error:
        raise OSError(error.errno, error.strerror, f"{host}:{port}") from None


def address_of(listening: socket) -> str:
    """Return the address that clients are given."""
    host, port = listening.getsockname()[:2]
    return f"http://{host}:{port}{PATH}"
