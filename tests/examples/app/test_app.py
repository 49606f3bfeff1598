"""The small typed app: it runs, it passes type checkers, and they refuse what is dangerous."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent.parent
APP = ROOT / "examples" / "app"
MISSING = [
    name
    for name in ("fastapi", "httpx", "mypy", "pyright")
    if importlib.util.find_spec(name) is None
]
pytestmark = pytest.mark.skipif(
    bool(MISSING), reason=f"`make app` brings what is missing: {', '.join(MISSING)}"
)

CHECKERS = {
    "mypy": [sys.executable, "-m", "mypy", f"--cache-dir={os.devnull}"],
    "pyright": [sys.executable, "-m", "pyright", f"--pythonpath={sys.executable}"],
}
each_checker = pytest.mark.parametrize("name", CHECKERS)

# Each line that ends in `# no` is to be refused.
WRONG = """\
import triage

tree = triage.load(b"", allow_draft=True)
result = triage.assess(tree, {})
both = [result.at_least, triage.Disposition.PHYSIO]
result.at_least < triage.Disposition.PHYSIO  # no
result.at_least >= triage.Disposition.PHYSIO  # no
max(both)  # no
sorted(both)  # no
triage.assess("blister", {})  # no
triage.load(5)  # no
result.text.upper()  # no
fine = max(both, key=lambda each: each.urgency) == "emergency"
"""


@cache
def why_not(name: str) -> str:
    """Return why a checker does not start here: pyright fetches its program with npm."""
    done = run(CHECKERS[name], "--version")
    return "" if done.returncode == 0 else f"{name} does not start: {done.stderr[-200:]}"


def run(command: list[str], *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*command, *more], cwd=APP, capture_output=True, text=True, check=False, timeout=400
    )


def started(name: str) -> list[str]:
    if reason := why_not(name):
        pytest.skip(reason)
    return CHECKERS[name]


class Client:
    """Sends requests to an app that runs in this program, and its pool beside it."""

    def __init__(self, app: Any) -> None:
        self.app = app

    def send(self, method: str, path: str, **more: Any) -> Any:
        return asyncio.run(self._send(method, path, **more))

    async def _send(self, method: str, path: str, **more: Any) -> Any:
        import httpx

        there = httpx.ASGITransport(self.app)
        async with httpx.AsyncClient(transport=there, base_url="http://app") as client:
            return await asyncio.wait_for(client.request(method, path, **more), 120)

    async def stop(self) -> None:
        async with self.app.router.lifespan_context(self.app):
            pass


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    sys.path.insert(0, str(APP))
    try:
        from blister_app.app import create_app

        client = Client(create_app(processes=1))
        yield client
        asyncio.run(client.stop())
    finally:
        sys.path.remove(str(APP))


@each_checker
def test_the_app_passes(name: str) -> None:
    checker = started(name)
    done = run(checker, *(["-p", "blister_app"] if "mypy" in checker else []))
    assert done.returncode == 0, done.stdout + done.stderr


@each_checker
def test_what_is_dangerous_or_wrong_is_refused(name: str, tmp_path: Path) -> None:
    checker = started(name)
    wrong = tmp_path / "wrong.py"
    wrong.write_text(WRONG, encoding="utf-8")
    if "pyright" in checker:
        settings = f'{{"extraPaths": ["{ROOT}"]}}'
        (tmp_path / "pyrightconfig.json").write_text(settings, encoding="utf-8")
        done = run(checker, "--project", str(tmp_path))
    else:
        done = run(checker, str(wrong))
    lines = WRONG.splitlines()
    refused = [number for number, line in enumerate(lines, 1) if line.endswith("# no")]
    told = [
        line.split(":")
        for line in done.stdout.splitlines()
        if " error: " in line or " - error" in line
    ]
    found = {int(words[1]) for words in told if words[0].endswith("wrong.py")}
    assert sorted(found) == refused, done.stdout


def test_it_asks_until_it_knows(client: Client) -> None:
    def told(**answers: object) -> Any:
        response = client.send("POST", "/assess", json={"answers": answers, "region": "gb"})
        assert response.status_code == 200, response.text
        return response.json()

    begun = told()
    assert (begun["status"], begun["ask"][0]["fact"]) == ("incomplete", "redness_spreads")
    assert begun["ask"][0]["choices"] == [True, False, "not sure"]
    then = told(redness_spreads=False)
    assert (then["ask"][0]["unit"], then["progress"]) == ("°C", "1 done, at most 1 to go")
    end = told(redness_spreads=False, temperature=(98.96 - 32) / 1.8)
    assert (end["title"], end["colour"]) == ("Cover it", "green")
    assert end["because"][-1] == "temperature: temperature: 37.2 °C"
    assert end["cautions"] == ["this tree is a draft: no clinician has signed it"]
    urgent = told(redness_spreads="not sure")
    assert (urgent["at_least"], urgent["colour"]) == ("same_day_urgent", "orange")


def test_an_error_of_a_process_reaches_the_person_and_the_pool_goes_on(client: Client) -> None:
    record = {"answers": {"temperature": 37.25, "shoe_size": 42}}
    for _ in range(2):
        refused = client.send("POST", "/assess", json=record)
        assert refused.status_code == 422
        problems = {each["fact"]: each["code"] for each in refused.json()["problems"]}
        assert problems == {"temperature": "not-in-domain", "shoe_size": "unknown-fact"}
    nowhere = client.send("POST", "/assess", json={"answers": {}, "region": "atlantis"})
    assert nowhere.json()["code"] == "unknown-region"


def test_it_lists_the_regions(client: Client) -> None:
    assert {"code": "gb", "name": "United Kingdom"} in client.send("GET", "/regions").json()


def test_its_tree_is_in_its_package_zipped_or_not(tmp_path: Path) -> None:
    archive = tmp_path / "app.zip"
    with zipfile.ZipFile(archive, "w") as written:
        for path in (APP / "blister_app").rglob("*"):
            if path.suffix in (".py", ".yaml"):
                written.write(path, path.relative_to(APP))
    for place in (archive, APP):
        program = (
            f"import sys; sys.path.insert(0, {str(place)!r}); import blister_app.replies as r; "
        )
        done = run([sys.executable, "-c", program + "print(r.TREE.id, r.__file__)"])
        assert (done.stdout.split()[0], done.stderr) == ("blister", ""), done.stderr
        assert str(place) in done.stdout
