"""One folder for the sheets that many tests read."""

from __future__ import annotations

import pytest

from tests.paper import sheets


@pytest.fixture(scope="session", autouse=True)
def _one_folder_for_all_workers(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    base = tmp_path_factory.getbasetemp()
    sheets.folder = base.parent if hasattr(request.config, "workerinput") else base
