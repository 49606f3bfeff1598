"""However little is left of the standard streams, a command ends quietly or in words."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from tests.sampled import sampled, slow
from triage.cli.endings import READER_GONE

TRIAGE = f"'{sys.executable}' -m triage"
pytestmark = pytest.mark.usefixtures("here")
ANKLE = "ankle/tree.yaml"


def shell(line, **options):
    """Run a line of shell in which `triage` is a command; return its code, words and errors."""
    script = f'triage() {{ {TRIAGE} "$@"; }}\n{line}'
    done = subprocess.run(
        ["sh", "-c", script], capture_output=True, text=True, check=False, timeout=120, **options
    )
    return done.returncode, done.stdout, done.stderr


# Without anything on standard input.
COMMANDS = {
    "show": (f"show {ANKLE}", 0),
    "assess": (f"assess {ANKLE} --answers -", 1),
    "ask": (f"ask {ANKLE} --plain", 4),
    "export": (f"export {ANKLE} --to fhir", 0),
    "format": ("format -", 1),
    "help": ("--help", 0),
    "help of a command": ("show --help", 0),
    "a tree that is not there": ("show nowhere", 1),
    "wrong usage": ("list --nonsense", 2),
}
CLOSED = ("</dev/null >&-", "</dev/null 2>&-", "<&- >&- 2>&-")
# The others end as one of these does.
QUICK = ("show", "assess", "ask", "a tree that is not there", "wrong usage")
EACH = pytest.mark.parametrize(
    ("command", "code"),
    [pytest.param(*c, id=n, marks=[] if n in QUICK else [slow]) for n, c in COMMANDS.items()],
)


@EACH
@pytest.mark.parametrize("closed", sampled(CLOSED, "<&- >&- 2>&-"))
def test_a_closed_stream_is_like_one_that_leads_nowhere(command, code, closed):
    ended, said, errors = shell(f"triage {command} {closed}")

    assert ended == code
    assert "Traceback" not in errors + said
    assert (errors == "") == (code in (0, 4) or "2>" in closed)


@pytest.mark.parametrize("command", [f"ask {ANKLE} --plain", f"assess {ANKLE} --answers -"])
def test_a_closed_standard_input_is_an_empty_one(command):
    assert shell(f"triage {command} <&-") == shell(f"triage {command} </dev/null")


def without_reader(command, stream, **others):
    """Run a command of which nobody reads a stream."""
    reader, writer = os.pipe()
    os.close(reader)
    line = ["sh", "-c", f"exec {TRIAGE} {command}"]
    with os.fdopen(writer, "wb") as gone:
        streams = {"stdin": subprocess.DEVNULL, stream: gone, **others}
        return subprocess.run(line, **streams, text=True, check=False)


@EACH
def test_a_reader_who_has_gone_ends_a_command_quietly(command, code):
    done = without_reader(command, "stdout", stderr=subprocess.PIPE)

    prints_nothing = code in (1, 2)
    assert done.returncode == (code if prints_nothing else READER_GONE)
    assert "Traceback" not in done.stderr
    assert "ignored" not in done.stderr
    assert prints_nothing or done.stderr == ""


@EACH
def test_errors_that_nobody_reads_are_no_other_errors(command, code):
    assert without_reader(command, "stderr", stdout=subprocess.DEVNULL).returncode == code


def test_the_first_line_of_much_is_enough():
    code, said, errors = shell("triage show start | head -1")

    assert (code, errors) == (0, "")
    assert said == "Sore or numb lower legs in runners: where to begin\n"


def test_the_exit_code_tells_that_the_reader_has_gone_as_it_does_for_other_programs():
    done = subprocess.run(
        ["sh", "-c", "{ cat /dev/zero; echo $? >&2; } | head -c 1"], capture_output=True, check=True
    )

    assert done.stderr == f"{READER_GONE}\n".encode()
    assert READER_GONE == 128 + signal.SIGPIPE


@pytest.mark.parametrize(
    "command", ["list", f"export {ANKLE} --to fhir", f"format - < {ANKLE}", "--help", "--version"]
)
def test_a_full_disk_is_said_in_words(command):
    code, _, errors = shell(f"triage {command} >/dev/full")

    assert code == 1
    assert errors.startswith("error: ")
    assert errors.endswith("no space left on device\n")
    assert errors.count("\n") == 1


@EACH
def test_where_not_even_an_error_can_be_said_the_exit_code_says_it(command, code):
    ended = shell(f"triage {command} </dev/null >/dev/full 2>/dev/full")

    assert ended == (code if code in (1, 2) else 1, "", "")


def test_a_file_never_takes_what_was_meant_for_a_closed_stream():
    shell(f"triage draw {ANKLE} -o a.txt <&- >&- 2>&-")
    shell(f"triage draw {ANKLE} -o b.txt")

    with open("a.txt", "rb") as first, open("b.txt", "rb") as second:
        assert first.read() == second.read()
