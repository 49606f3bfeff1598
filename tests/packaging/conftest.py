"""A copy of the sources, the wheel made from it, and environments with nothing else in them."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

ROOT = Path(__file__).parent.parent.parent
# What the build may need; no tests, no docs, and no leftovers of earlier builds.
SOURCES = ("triage", "trees", "setup.cfg", "pyproject.toml", "README.md", "LICENSE")


def run(*command: str | Path, **options: Any) -> str:
    """Run a program, and show what it said when it fails."""
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False, **options
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def pip(*arguments: str | Path, python: Path | None = None) -> None:
    target: list[str | Path] = ["--python", python] if python else []
    run(sys.executable, "-m", "pip", "--disable-pip-version-check", *target, *arguments)


@frozen
class Environment:
    """A virtual environment that sees our dependencies, but no installed triage."""

    folder: Path

    @classmethod
    def make(cls, folder: Path) -> Environment:
        run(sys.executable, "-m", "venv", "--without-pip", folder)
        made = cls(folder)
        # A path in a .pth file is searched, but the .pth files there are not read:
        # an editable triage in the surrounding environment stays out of sight.
        libraries = sysconfig.get_path("purelib")
        (made.site_packages / "dependencies.pth").write_text(f"{libraries}\n")
        return made

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    @property
    def site_packages(self) -> Path:
        return next(self.folder.glob("lib/python3.*/site-packages"))

    def install(self, *arguments: str | Path) -> Environment:
        # The dependencies stand beside the surrounding environment's own triage, which pip
        # would take for one that is installed here already.
        options = ["--quiet", "--no-deps", "--no-build-isolation", "--ignore-installed"]
        pip("install", *options, *arguments, python=self.python)
        return self


@pytest.fixture(scope="session")
def checkout(tmp_path_factory):
    """Copy the sources, as they would be in a fresh clone."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in SOURCES:
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    return folder


@pytest.fixture(scope="session")
def wheel(checkout, tmp_path_factory):
    built = tmp_path_factory.mktemp("wheel")
    copy = built / "source"
    shutil.copytree(checkout, copy)
    pip("wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", built, copy)
    return next(built.glob("*.whl"))


@pytest.fixture(scope="session")
def from_wheel(wheel, tmp_path_factory):
    return Environment.make(tmp_path_factory.mktemp("from-wheel")).install(wheel)


@pytest.fixture(scope="session")
def from_editable(checkout, tmp_path_factory):
    copy = tmp_path_factory.mktemp("editable") / "source"
    shutil.copytree(checkout, copy)
    return Environment.make(tmp_path_factory.mktemp("from-editable")).install("--editable", copy)


@pytest.fixture(scope="session")
def nothing_installed(tmp_path_factory):
    return Environment.make(tmp_path_factory.mktemp("nothing-installed"))
