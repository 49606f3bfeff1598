"""Build the sdist and the wheel of the last commit: the same commit gives the same bytes.

    python .ci/dist.py [FOLDER]

They are made from what git has of the commit, not from what lies around, and the wheel is
made from the sdist, so whoever has only that can build it. Nothing in them depends on the
hour, the account, the order of a folder or the umask: all files get the day of the commit.
"""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
_BUILD = (
    "import sys; from setuptools import build_meta; getattr(build_meta, sys.argv[1])(sys.argv[2])"
)


def main(target: Path) -> None:
    """Write both files into a folder."""
    target.mkdir(parents=True, exist_ok=True)
    day = int(_git("log", "-1", "--format=%ct"))
    os.umask(0o022)  # the files that setuptools writes get the same rights everywhere
    with TemporaryDirectory() as made:
        sources, built, unpacked = (Path(made, name) for name in ("sources", "built", "unpacked"))
        built.mkdir()
        _unpack(io.BytesIO(_git("archive", "HEAD")), sources)
        _build("build_sdist", sources, built, day)
        (sdist,) = built.iterdir()
        (target / sdist.name).write_bytes(_steady(sdist, day))
        _unpack(io.BytesIO((target / sdist.name).read_bytes()), unpacked)
        _build("build_wheel", next(unpacked.iterdir()), target.absolute(), day)


def _git(*words: str) -> bytes:
    return subprocess.run(["git", *words], cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout


def _unpack(archive: io.BytesIO, folder: Path) -> None:
    with tarfile.open(fileobj=archive) as tar:
        tar.extraction_filter = lambda member, _: member  # both archives are our own
        tar.extractall(folder)


def _build(hook: str, sources: Path, target: Path, day: int) -> None:
    """Call a hook of the build backend (PEP 517) with the setuptools that is installed here."""
    variables = os.environ | {"SOURCE_DATE_EPOCH": str(day)}
    command = [sys.executable, "-c", _BUILD, hook, str(target)]
    subprocess.run(command, cwd=sources, env=variables, stdout=subprocess.DEVNULL, check=True)


def _steady(sdist: Path, day: int) -> bytes:
    """Return an sdist without what differs from one build to the next.

    setuptools sorts nothing in it, and keeps the hour, the owner and the rights of each file.
    """
    packed = io.BytesIO()
    with (
        tarfile.open(sdist) as old,
        gzip.GzipFile(filename="", fileobj=packed, mode="wb", mtime=day) as zipped,
        tarfile.open(fileobj=zipped, mode="w", format=tarfile.PAX_FORMAT) as new,
    ):
        for member in sorted(filter(tarfile.TarInfo.isfile, old), key=lambda each: each.name):
            plain = tarfile.TarInfo(member.name)
            plain.size, plain.mtime, plain.mode = member.size, day, 0o644
            new.addfile(plain, old.extractfile(member))
    return packed.getvalue()


if __name__ == "__main__":
    main(Path(*sys.argv[1:] or ["dist"]))
