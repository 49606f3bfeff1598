"""What `make` runs, as far as it can be said without running it."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def commands(*arguments: str) -> str:
    run = ["make", "--dry-run", "--always-make", *arguments]
    return subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_make_ask_asks_about_sore_calves_unless_told_otherwise():
    assert "triage ask  calf-soreness ||" in commands("ask")
    assert "triage ask  start ||" in commands("ask", "TREE=start")


def test_make_mutate_takes_all_trees_unless_told_otherwise():
    assert "/triage mutate \n" in commands("mutate")
    assert "/triage mutate start\n" in commands("mutate", "TREE=start")


def test_help_names_every_target():
    shown = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert {"ask", "test", "lint", "check", "prove", "mutate"} <= {
        line.split()[1] for line in shown.splitlines()
    }
