"""A pytest plugin, `-p from_wheel`: what is tested is the installed triage.

The tests stand beside the sources of triage, so Python would find those first. Here triage is
imported before that folder goes on the path, and Python looks in one place for all of a package.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

_ROOT = Path(__file__).parent.parent

# A worker of pytest-xdist is given the path of the process that starts it.
sys.path[:] = [folder for folder in sys.path if folder != str(_ROOT)]
_found = import_module("triage").__file__
if _found is None or Path(_found).is_relative_to(_ROOT / "triage"):
    raise ImportError(f"`triage` came from {_found}, expected an installed wheel")
sys.path.insert(0, str(_ROOT))
