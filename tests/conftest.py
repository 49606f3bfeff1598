"""How much the property tests try: ``HYPOTHESIS_PROFILE=thorough`` tries far more."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

from tests.untouched import Untouched

_SLOW_TO_DRAW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

settings.register_profile(
    "quick", max_examples=20, deadline=None, derandomize=True, suppress_health_check=_SLOW_TO_DRAW
)
settings.register_profile(
    "thorough", max_examples=1_000, deadline=None, suppress_health_check=_SLOW_TO_DRAW
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # what all workers of xdist do is seen from above
        config.pluginmanager.register(Untouched(config.rootpath))
