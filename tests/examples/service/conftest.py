"""One service for all tests of a file that ask for nothing special."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # where its packages are missing, each test file skips itself
    import httpx

    from tests.examples.service.serving import Server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    from tests.examples.service.serving import serving

    with serving(tmp_path_factory.mktemp("service"), MAX_BODY_BYTES="8000") as running:
        yield running


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    with server.client() as made:
        yield made
