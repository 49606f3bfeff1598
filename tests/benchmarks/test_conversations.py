"""Conversations with the tools of an assistant: what goes wrong in one is found."""

from __future__ import annotations

import anyio
import pytest
from attrs import evolve

pytest.importorskip("mcp", reason="needs the extra `assistant`")

from benchmarks.conversations import converse
from tests.sampled import slow
from triage.assistant import tools
from triage.assistant.assistant import Assistant


def held(number):
    return anyio.run(converse, number, 0, False)


@slow
def test_conversations_about_every_tree_are_as_the_engine_says():
    counts, faults = held(18)

    assert faults == []
    assert counts["refused: free text"] > 5


@slow
def test_an_answer_that_is_made_up_is_found(monkeypatch):
    def answer(assistant: Assistant, session: str, answers, *, correct=False):
        screen = assistant.sessions.get(session).next
        no = dict.fromkeys(screen.facts, False) if screen and screen.is_checklist else {}
        return Assistant.answer(assistant, session, {**no, **answers}, correct=correct)

    planted = evolve(tools._BY_NAME["answer"], run=answer)
    monkeypatch.setitem(tools._BY_NAME, "answer", planted)

    assert held(18)[1] != []
