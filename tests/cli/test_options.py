"""The options that several commands share: what they take, and what the Tab key offers."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest
from click.shell_completion import ShellComplete

from triage.cli import main
from triage.locales.regions import region_codes

FILES = ("FILE", "FOLDER")
COMMANDS = [*main.load_all().values()]


def complete(*words, incomplete):
    shell = ShellComplete(main, {}, "triage", "_TRIAGE_COMPLETE")
    return [(item.type, item.value) for item in shell.get_completions(list(words), incomplete)]


# --- regions


def test_help_offers_every_region():
    regions = [p for command in COMMANDS for p in command.params if p.name == "region"]
    context = click.Context(main)

    assert len(regions) == 7
    assert {option.make_metavar(context) for option in regions} == {f"[{'|'.join(region_codes())}]"}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("written", ["gb", "GB", "Gb"])
def test_a_region_may_be_written_in_capitals(triage, written):
    tree, given = "ankle/tree.yaml", '{"cannot_stand": true}'
    done = triage("assess", tree, "--answers", "-", "--region", written, given=given)

    assert (done.exit_code, "Call 999" in done.stdout) == (0, True)


def test_an_unknown_region_is_wrong_usage_that_names_all_and_the_one_that_is_meant(triage):
    done = triage("assess", "start", "--answers", "-", "--region", "uk", given="{}")

    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        "error: invalid value for `--region`: found no region `uk`, expected one of `gb`, `ie`, "
        "`us`, `ca`, `eu`, `au`, `nz`, `in`, `za`\n    help: did you mean `gb`?\n"
    )


def test_regions_are_completed():
    assert complete("assess", "start", "--region", incomplete="I") == [
        ("plain", "ie"),
        ("plain", "in"),
    ]


def test_regions_are_read_only_when_they_are_needed():
    program = "import sys, triage.cli; print([m for m in sys.modules if '.regions' in m])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert done.stdout == "[]\n"


# --- files


TAKE_A_FILE = [
    (command.name, option)
    for command in COMMANDS
    for option in command.params
    if isinstance(option, click.Option) and option.metavar in FILES
]


@pytest.mark.parametrize(
    ("command", "option"), TAKE_A_FILE, ids=[f"{c} --{o.name}" for c, o in TAKE_A_FILE]
)
def test_an_option_that_takes_a_file_is_completed_by_the_shell(command, option):
    kind = "dir" if option.metavar == "FOLDER" else "file"

    assert complete(command, option.opts[-1], incomplete="so") == [(kind, "so")]
