"""Fetches LHC-Forms from the npm registry into build/, and checks its hash."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VERSION = "40.1.3"
SHA256 = "288cff4360e8a90a44e994a01422d2cf970170000ce915b5739ccc383097edd9"
HOME = Path(__file__).parents[3] / "build" / f"lforms-{VERSION}"
FOLDER = HOME / "package" / "dist" / "lforms"


def fetch() -> None:
    """Fetch and unpack LHC-Forms, unless it is there.

    Raises:
        SystemExit: the archive is not the one that is expected.
    """
    if FOLDER.is_dir():
        return
    with tempfile.TemporaryDirectory() as folder:
        # `npm install` would also fetch a hundred packages that the built files do not need.
        subprocess.run(["npm", "pack", "--silent", f"lforms@{VERSION}"], cwd=folder, check=True)
        archive = Path(folder, f"lforms-{VERSION}.tgz")
        if hashlib.sha256(archive.read_bytes()).hexdigest() != SHA256:
            sys.exit(f"the archive of LHC-Forms {VERSION} is not the one that is known")
        with tarfile.open(archive) as packed:
            packed.extractall(HOME, filter="data")


if __name__ == "__main__":
    fetch()
    sys.stdout.write(f"LHC-Forms {VERSION} is in {FOLDER}\n")
