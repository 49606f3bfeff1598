"""Wrong usage is told in the same words as every other error."""

from __future__ import annotations

import pytest

WRONG = {
    "a command that is not there": (
        ["lst"],
        "error: no such command `lst`\n    help: did you mean `list`?\n",
    ),
    "a command like no other": (
        ["nonsense"],
        "error: no such command `nonsense`\n    help: `triage --help` tells how to use it\n",
    ),
    "an option that is not there": (
        ["show", "start", "--stp", "x"],
        "error: no such option `--stp`\n    help: did you mean `--step`?\n",
    ),
    "an argument that is missing": (
        ["assess"],
        "error: missing argument `TREE`\n    help: `triage assess --help` tells how to use it\n",
    ),
    "an option that is missing": (
        ["print", "start"],
        "error: missing option `-o` / `--output`\n"
        "    help: `triage print --help` tells how to use it\n",
    ),
    "an option without its value": (
        ["assess", "start", "--answers"],
        "error: option `--answers` requires an argument\n"
        "    help: `triage assess --help` tells how to use it\n",
    ),
    "a value that cannot be": (
        ["print", "start", "-o", "x.pdf", "--paper", "a5"],
        "error: invalid value for `--paper`: `a5` is not one of `a4`, `a3`, `a2`, `letter`\n"
        "    help: `triage print --help` tells how to use it\n",
    ),
    "one argument too many": (
        ["list", "all"],
        "error: got unexpected extra argument (all)\n"
        "    help: `triage list --help` tells how to use it\n",
    ),
    "a value that the command itself refuses": (
        ["draw", "start", "-o", "x.gif"],
        "error: invalid value for `-o`: found the ending `.gif`, "
        "expected one of .svg, .png, .pdf, .dot, .mmd, .txt\n"
        "    help: `triage draw --help` tells how to use it\n",
    ),
    "an error with help of its own": (
        ["check", "--explain", "nope"],
        "error: found no kind of finding `nope`\n"
        "    help: write a code such as `W603`, a name such as `label-too-long`, or a family: "
        "`Y1`, `F2`, `N3`, `C4`, `S5`, `W6`, `E7`, `D8`, `A9`\n",
    ),
    "a value where none belongs": (
        ["--version=1"],
        "error: option `--version` does not take a value\n"
        "    help: `triage --help` tells how to use it\n",
    ),
    "an escape in a name": (
        ["\x1b[2J"],
        "error: no such command `\\x1b[2J`\n    help: `triage --help` tells how to use it\n",
    ),
}


@pytest.mark.parametrize(("arguments", "words"), WRONG.values(), ids=WRONG)
def test_wrong_usage_is_told_like_any_other_error(triage, arguments, words):
    done = triage(*arguments)

    assert (done.exit_code, done.stdout, done.stderr) == (2, "", words)


def test_without_a_command_the_help_stays_as_it_is(triage):
    assert triage().output == triage("--help").output
