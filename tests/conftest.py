"""What holds for every test: how much it tries, how long it may take, what it leaves behind."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from tests import profiles
from tests.ahead import Ahead
from tests.met import Met
from tests.signals import let_children_heed
from tests.untouched import Untouched

profiles.register()
# A guard against tests that hang, on the busiest computer too; seconds.
LIMIT, LIMIT_OF_SLOW = 300, 1_800


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--all-met", action="store_true", help="fail when a part of the program is met by no test"
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--all-met"):
        config.pluginmanager.register(Met(config))
    worker = getattr(config, "workerinput", None)
    if worker is None:  # what all workers of xdist do is seen from above
        config.pluginmanager.register(Untouched(config.rootpath))
    elif config.args_source == pytest.Config.ArgsSource.TESTPATHS:
        number = int(worker["workerid"].removeprefix("gw"))
        config.pluginmanager.register(Ahead(number, worker["workercount"]))


def pytest_report_header() -> str:
    seed = os.environ.get(profiles.SEED, "none")
    return f"examples: {settings().max_examples} of a property, seed {seed}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    tries_more = settings().max_examples > settings.get_profile("dev").max_examples
    for item in items:
        slow = tries_more or any(map(item.get_closest_marker, ("slow", "nightly")))
        item.add_marker(pytest.mark.timeout(LIMIT_OF_SLOW if slow else LIMIT))


def pytest_runtest_setup(item: pytest.Item) -> None:
    profiles.seed(item.nodeid)
    let_children_heed()
