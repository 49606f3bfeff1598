"""The Pythons that the package claims are those that it is run in, and the workflow runs."""

from __future__ import annotations

import re
from configparser import ConfigParser

import pytest
import yaml

from tests.packaging.conftest import ROOT

WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text("utf-8"))
STEPS = [step for job in WORKFLOW["jobs"].values() for step in job["steps"]]


@pytest.fixture(scope="module")
def config():
    found = ConfigParser()
    found.read(ROOT / "setup.cfg")
    return found


def test_every_python_that_is_claimed_is_one_that_the_wheel_is_tested_in(config):
    claimed = re.findall(r"Python :: (3\.\d+)", config["metadata"]["classifiers"])
    tested = re.findall(r"py3(\d+)", config["tox:tox"]["env_list"])
    required = config["options"]["python_requires"]

    assert claimed == [f"3.{minor}" for minor in tested]
    assert claimed == WORKFLOW["jobs"]["wheel"]["strategy"]["matrix"]["python"]
    assert required == f">={claimed[0]}"


def test_the_workflow_calls_what_there_is():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    commands = [step["run"].split() for step in STEPS if "run" in step]
    made = {command[1] for command in commands if command[0] == "make"}

    assert {"lint", "test", "dist"} <= made <= targets
    assert [".ci/run"] in commands
    assert (ROOT / ".ci/run").exists()


def test_actions_of_others_are_pinned_and_each_job_has_a_limit():
    used = [step["uses"] for step in STEPS if "uses" in step]

    assert used
    assert [name for name in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", name)] == []
    assert all(job["timeout-minutes"] <= 300 for job in WORKFLOW["jobs"].values())
