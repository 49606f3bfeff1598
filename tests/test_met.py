"""What no test meets is named, and fails a run of all tests."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tests.met import all_there_is
from tests.sampled import slow
from triage.cli import main
from triage.cli.registry import LazyCommand

ROOT = Path(__file__).parent.parent


def test_the_list_is_made_from_the_code():
    assert all_there_is() >= {
        *("triage --version", "triage ask", "triage ask --for-other", "triage ask --for-me"),
        *("triage check --format github", "exit code 130 of triage ask"),
        *("exit code 1 of triage show", "exit code 3 of triage prove", "finding F201 missing-key"),
    }


def test_every_exit_code_that_the_page_of_commands_lists_is_wanted_of_some_command():
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    listed = set(re.findall(r"^\| (\d) \|", page, re.MULTILINE)) | {"130"}

    wanted = {each.split()[2] for each in all_there_is() if each.startswith("exit code")}

    assert wanted == listed


@click.command("list")
@click.option("--loud/--quiet")
@click.option("--form", type=click.Choice(["one", "two"]))
def planted(): ...


def test_a_command_without_a_test_is_wanted_with_all_its_options(monkeypatch):
    monkeypatch.setitem(
        main.commands, "list", LazyCommand("list", "Ask", f"{__name__}:planted", "Say.")
    )

    assert {each for each in all_there_is() if each.startswith("triage list")} == {
        "triage list",
        "triage list --loud",
        "triage list --quiet",
        "triage list --form one",
        "triage list --form two",
    }


@slow
@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_run_that_passes_fails_when_it_has_not_met_all(workers):
    command = [sys.executable, "-m", "pytest", "--all-met", "-n", workers]
    done = subprocess.run(
        [*command, "tests/cli/test_list.py"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    _, _, left = done.stdout.partition("no test that was run has met")

    assert done.returncode == 1, done.stdout
    assert " failed" not in done.stdout
    assert "\ntriage ask --plain\n" in left
    assert "\nexit code 3 of triage prove\n" in left
    assert "\nfinding F201 missing-key\n" in left
    assert "\ntriage list\n" not in left
    assert "\nexit code 0 of triage list\n" not in left
