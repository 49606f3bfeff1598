"""The server, met by the client of the protocol's own SDK."""

from __future__ import annotations

import sys
from signal import SIGINT
from subprocess import PIPE, Popen
from typing import Any

import anyio
import pytest

pytest.importorskip("mcp", reason="needs the extra `assistant`")

from mcp import Client, MCPError

from tests.assistant.serving import in_process, over_http, over_stdio
from tests.assistant.test_tools import serving
from tests.sampled import slow
from tests.shipped_trees import shipped_tree
from triage.assistant.tools import TOOLS


async def _first_answer(client: Client) -> dict[str, Any]:
    """Begin to ask, answer the first question, and return what is replied."""
    begun = await client.call_tool("start", {"tree": "showcase", "region": "gb"})
    assert begun.structured_content
    first = begun.structured_content["ask"]["questions"][0]
    given = {
        "session": begun.structured_content["session"],
        "answers": {first["fact"]: first["choices"][0]["value"]},
    }
    replied = await client.call_tool("answer", given)
    assert not replied.is_error
    return replied.structured_content or {}


async def _named_over(address: str) -> None:
    """Meet a service, so that it surely runs."""
    async with Client(address) as client:
        assert not (await client.call_tool("list_trees", {})).is_error


def test_a_client_finds_the_tools_what_they_take_and_the_rules():
    async def look() -> None:
        async with in_process(serving()) as client:
            tools = (await client.list_tools()).tools
            assert [tool.name for tool in tools] == [tool.name for tool in TOOLS]
            assert tools[1].input_schema["required"] == ["tree"]
            assert "never a no" in (client.instructions or "")

    anyio.run(look)


def test_a_refusal_is_an_error_of_the_tool_with_words_and_data():
    async def look() -> None:
        async with in_process(serving()) as client:
            refused = await client.call_tool("back", {"session": "x"})
            assert refused.is_error
            assert refused.structured_content
            (text,) = refused.content
            assert "found no session 'x'" in text.text  # type: ignore[union-attr]  # a text

    anyio.run(look)


def test_tree_sources_and_chart_can_be_read_and_no_other_page():
    async def look() -> None:
        async with in_process(serving(shipped_tree("showcase"))) as client:
            found = [page.uri for page in (await client.list_resources()).resources]
            assert found == [f"triage://showcase/{kind}" for kind in ("tree", "sources", "chart")]
            outline, _, chart = [(await client.read_resource(uri)).contents[0] for uri in found]
            assert shipped_tree("showcase").title in outline.text  # type: ignore[union-attr]  # a text
            assert chart.text.startswith("---\n") or "flowchart" in chart.text  # type: ignore[union-attr]
            with pytest.raises(MCPError, match="found no such page"):
                await client.read_resource("triage://showcase/secrets")

    anyio.run(look)


def test_a_process_serves_its_client_over_standard_input():
    async def talk() -> dict[str, Any]:
        async with over_stdio("showcase", "--drafts") as client:
            return await _first_answer(client)

    assert anyio.run(talk)["at_least"] in shipped_tree("showcase").scale.dispositions


@slow
def test_a_service_ends_with_ctrl_c_and_says_no_more():
    words = [sys.executable, "-m", "triage", "mcp", "showcase", "--http", "--port", "0"]
    with Popen(words, stderr=PIPE, text=True) as service:
        assert service.stderr
        address = service.stderr.readline().removeprefix("serving on ").strip()
        anyio.run(_named_over, address)
        service.send_signal(SIGINT)
        assert service.wait(20) == 130
        assert service.stderr.read() == ""


def test_clients_are_served_over_http():
    async def talk(address: str) -> dict[str, Any]:
        async with Client(address) as client:
            return await _first_answer(client)

    with over_http(serving(shipped_tree("showcase"))) as address:
        assert anyio.run(talk, address)["at_least"] in shipped_tree("showcase").scale.dispositions
