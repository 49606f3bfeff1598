"""What is printed arrives, whatever the terminal can show."""

from __future__ import annotations

import io
import json
import sys

import pytest

from triage.commands.output import print_json, print_lines, printable


@pytest.fixture
def terminal(monkeypatch):
    """Return a function that makes standard output one of an encoding, and reads it."""

    def make(encoding):
        raw = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding))
        return lambda: raw.getvalue().decode(encoding)

    return make


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
def test_json_stays_json_in_any_encoding(terminal, encoding):
    printed = terminal(encoding)

    print_json({"temperature": "38 °C → high", "half": "\ud800"})

    assert json.loads(printed()) == {"temperature": "38 °C → high", "half": "\ud800"}


def test_json_is_readable_where_the_terminal_can_show_it(terminal):
    printed = terminal("utf-8")

    print_json({"temperature": "38 °C"})

    assert "38 °C" in printed()


@pytest.mark.parametrize(
    ("encoding", "line"), [("utf-8", "38 °C →\n"), ("ascii", "38 \\xb0C \\u2192\n")]
)
def test_signs_that_the_terminal_lacks_are_spelt_out(terminal, encoding, line):
    printed = terminal(encoding)

    print_lines(["38 °C →"])

    assert printed() == line


def test_no_text_can_steer_the_terminal():
    assert printable("a\x1b[2Jb\u202ec\rd\ne\u00a0f") == "a\\x1b[2Jb\\u202ec\\rd\ne\u00a0f"
