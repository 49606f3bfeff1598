"""``triage mcp``: how the tools of an assistant are started, and what is kept of sessions."""

from __future__ import annotations

import json
import stat
import sys
from importlib.util import find_spec
from socket import create_server

import pytest

from tests.assistant.test_tools import Talk, serving
from triage.cli.commands import mcp as command
from triage.tree_files.library import load

pytestmark = pytest.mark.usefixtures("here")
needs_mcp = pytest.mark.skipif(not find_spec("mcp"), reason="needs the extra `assistant`")


@needs_mcp
def test_a_client_that_says_nothing_and_leaves_ends_it(triage):
    done = triage("mcp", "ankle", "--drafts", "--region", "gb", "--record", "kept", given="")

    assert (done.exit_code, done.stdout) == (0, "")


@needs_mcp
def test_an_address_that_is_taken_is_said(triage):
    with create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = triage("mcp", "ankle", "--http", "--host", "127.0.0.1", "--port", str(port))

    assert done.exit_code == 1
    assert f"cannot use `127.0.0.1:{port}`: address already in use" in done.stderr


def test_a_port_that_cannot_be_is_wrong_usage(triage):
    assert triage("mcp", "ankle", "--http", "--port", "70000").exit_code == 2


def test_two_trees_of_one_id_are_refused(triage):
    done = triage("mcp", "ankle", "./ankle")

    assert done.exit_code == 1
    assert "found two trees with the id `ankle`" in done.stderr


def test_without_the_sdk_it_is_said_what_to_install(triage, monkeypatch):
    monkeypatch.setitem(sys.modules, "mcp", None)
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    monkeypatch.delitem(sys.modules, "triage.assistant.server", raising=False)
    done = triage("mcp", "ankle")

    assert done.exit_code == 1
    assert "`triage mcp` needs mcp" in done.stderr
    assert "-m pip install mcp" in done.stderr


def test_what_is_kept_is_private_and_replayed_by_assess(triage, here):
    keep = command.keeper(here / "kept")
    talk = Talk(serving(load("ankle/tree.yaml"), keep=keep))
    told = talk.answer(cannot_stand=True)
    talk.refused("answer", answers={"pain": "awful"})

    (file,) = (here / "kept").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert talk.id not in file.name
    done = triage("assess", "ankle", "--answers", str(file), "--json")
    assert json.loads(done.stdout)["outcome"] == told["result"]["outcome"] == "today"


def test_what_cannot_be_kept_is_said_and_the_person_is_told_all_the_same(here, capsys):
    keep = command.keeper(here / "kept")
    (here / "kept").rmdir()
    (here / "kept").write_text("a file", encoding="utf-8")
    talk = Talk(serving(load("ankle/tree.yaml"), keep=keep))

    assert talk.answer(cannot_stand=True)["result"]["outcome"] == "today"
    assert "note: cannot keep your answers in" in capsys.readouterr().err
