"""The service does what its OpenAPI document says, whatever it is sent."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from tests.examples.service.serving import LONG, NEEDED, environment, serving

HERE = Path(__file__).parent
HOW_MUCH = (
    ["--max-examples", "200"] if LONG else ["--max-examples", "3", "--phases", "coverage,fuzzing"]
)


@pytest.mark.skipif(importlib.util.find_spec("schemathesis") is None, reason=NEEDED)
def test_schemathesis_finds_nothing(tmp_path):
    with serving(tmp_path) as server:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "schemathesis.cli"),
                *("--config-file", str(HERE / "schemathesis.toml")),
                *("run", f"{server.url}/openapi.json"),
                *HOW_MUCH,
            ],
            cwd=tmp_path,
            env={
                **environment({}),
                "SCHEMATHESIS_HOOKS": "tests.examples.service.schemathesis_hooks",
                "SERVICE_URL": server.url,
            },
            capture_output=True,
            text=True,
            check=False,
        )
        logged = server.logged()

    assert done.returncode == 0, done.stdout + done.stderr
    assert "12 selected / 12 total" in done.stdout
    assert "ERROR" not in logged
    # It came through the door of each address.
    for path in ("answers", "back", "change", "result"):
        assert f"/sessions/{{session_id}}/{path} 200" in logged
    print(done.stdout)
