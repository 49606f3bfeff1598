"""Which letters no font of this computer has: a picture would show boxes in their place."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator

# What is never seen by itself: controls, joiners, marks of direction, spaces, and variants.
_UNSEEN = ("Cc", "Cf", "Zs", "Zl", "Zp")
_RANGE = re.compile(r"([0-9a-f]+)(?:-([0-9a-f]+))?")
_VARIANTS = range(0xFE00, 0xFE10)


def without_font(text: str) -> list[str]:
    """Return the letters of a text that no font has, in their order.

    The program ``fc-list`` tells; it is there wherever a system installs
    Graphviz. Where it is missing or fails nothing can be told, and the
    list is empty.
    """
    letters = dict.fromkeys(each for each in text if _is_seen(each))
    covered = list(_covered())
    return [each for each in letters if covered and not any(ord(each) in c for c in covered)]


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in _UNSEEN and ord(letter) not in _VARIANTS


def _covered() -> Iterator[range]:
    """Yield the ranges of letters that fonts have: ``20-7e a0 …``, a line for each font."""
    program = shutil.which("fc-list")
    if program is None:
        return
    command = [program, "--format", "%{charset}\n"]
    try:
        listed = subprocess.run(command, capture_output=True, check=True, timeout=30).stdout
    except (OSError, subprocess.SubprocessError):
        return
    for first, last in dict.fromkeys(_RANGE.findall(listed.decode("ascii", "ignore"))):
        yield range(int(first, 16), int(last or first, 16) + 1)
