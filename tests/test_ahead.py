"""Each worker compiles its own share of the test files first."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests import ahead

FILES = ("test_a.py", "cli/test_b.py", "cli/test_c.py", "words/test_d.py", "words/beside.py")


@pytest.mark.parametrize(
    ("number", "first"), [(0, "cli.test_b"), (1, "cli.test_c"), (3, "words.test_d")]
)
def test_a_worker_begins_with_its_share_and_loads_all(number, first, tmp_path, monkeypatch):
    for name in FILES:
        path = tmp_path / "tests" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    loaded: list[str] = []
    monkeypatch.setattr(ahead, "import_module", loaded.append)

    ahead.Ahead(number, of=4).pytest_collection(session_in(tmp_path))

    assert loaded[0] == f"tests.{first}"
    assert sorted(loaded) == [
        "tests.cli.test_b", "tests.cli.test_c", "tests.test_a", "tests.words.test_d",
    ]  # fmt: skip


def test_what_cannot_be_loaded_is_left_to_be_told_when_it_is_collected(tmp_path, monkeypatch):
    (tmp_path / "tests").mkdir()
    for name in FILES[0], "test_z.py":
        (tmp_path / "tests" / name).touch()
    tried: list[str] = []

    def refuse(name: str) -> None:
        tried.append(name)
        raise ImportError(name) if name.endswith("a") else pytest.skip.Exception(name)

    monkeypatch.setattr(ahead, "import_module", refuse)

    ahead.Ahead(0, of=1).pytest_collection(session_in(tmp_path))

    assert tried == ["tests.test_a", "tests.test_z"]


def session_in(root: Path):
    return SimpleNamespace(config=SimpleNamespace(rootpath=root))
