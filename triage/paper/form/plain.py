"""The words of a tree as the questionnaire prints them.

Boxes, arrows and numbers of questions are drawn with a few signs that nothing
else on the paper may show: a label that holds one gets a similar sign instead.
"""

from __future__ import annotations

import re
from typing import Final

from attrs import frozen

from triage.regions.regions import Region, localize

_SIMILAR: Final = str.maketrans({"▶": "▷", "➜": "→", "✎": "✏", "↩": "←", "◆": "◇", "✓": "✔"})
_BOX: Final = re.compile(r"\[(\s*)\]")


@frozen
class Printer:
    """Prepares the words of a tree for print, for one country."""

    region: Region

    def plain(self, text: str) -> str:
        """Return a text with the country's numbers and without the questionnaire's own signs."""
        return _BOX.sub(r"(\1)", localize(text, self.region).translate(_SIMILAR))
