"""Files as they were at a revision of a git repository."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import frozen

from triage.errors import TriageError

_FILES = ("100644", "100755")


@frozen
class Revision:
    """A folder as it was.

    Attributes:
        folder: a temporary folder that holds the YAML files that stood there.
        shown: how findings name the folder: revision, colon, path.
    """

    folder: Path
    shown: str


@contextmanager
def at_revision(folder: Path, revision: str) -> Iterator[Revision]:
    """Give the YAML files of a folder as they were, for as long as they are used.

    Args:
        folder: a folder of the working tree.
        revision: what git knows as a commit: a branch, a tag, ``HEAD~1``, a hash.

    Raises:
        TriageError: there is no git, no repository or no such revision.
    """
    prefix = _git(folder, "rev-parse", "--show-prefix", failing=_no_repository(folder))
    if revision.startswith("-"):
        raise TriageError(_no_revision(revision))
    wanted = f"{revision}^{{commit}}"
    found = _git(folder, "rev-parse", "--verify", wanted, failing=_no_revision(revision))
    # Links and other repositories are no files, and modules are looked for beside a tree only.
    listed = _git(folder, "ls-tree", "-r", "-z", found.decode().strip(), ".", failing="")
    with TemporaryDirectory(prefix="triage-") as name:
        for entry in filter(None, listed.decode("utf-8", "surrogateescape").split("\0")):
            about, _, path = entry.partition("\t")
            mode, _, blob = about.split()
            file = Path(name, path)
            is_inside = ".." not in file.parts  # a crafted repository may say otherwise
            if mode in _FILES and file.suffix in (".yaml", ".yml") and is_inside:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(_git(folder, "cat-file", "blob", blob, failing=""))
        where = prefix.decode("utf-8", "replace").strip().rstrip("/")
        yield Revision(Path(name), f"{revision}:{where}" if where else f"{revision}:.")


def _git(folder: Path, *arguments: str, failing: str) -> bytes:
    """Return what git prints.

    Raises:
        TriageError: there is no git, or it fails.
    """
    try:
        done = subprocess.run(["git", "-C", folder, *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        help = "install git, or compare two files: `triage diff OLD NEW`"
        raise TriageError(f"found no git on this computer\n    help: {help}") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = said[-1] if said else f"exit code {done.returncode}"
        raise TriageError(f"{failing or 'git cannot read the revision'}\n    git says: {reason}")
    return done.stdout


def _no_repository(folder: Path) -> str:
    return f"found no git repository around `{folder}`, expected one to compare with"


def _no_revision(revision: str) -> str:
    return f"found no revision `{revision}`, expected a branch, a tag or a commit"
