"""A language that nobody speaks: every sentence in brackets and longer, its places kept."""

from __future__ import annotations

import re
from gettext import NullTranslations

PSEUDO = "qps"
_PLACE = re.compile(r"\{[^{}]*\}")
_LONGER = 0.4


class PseudoTranslations(NullTranslations):
    """Says each sentence in brackets, and 40 % longer than in English."""

    def gettext(self, message: str) -> str:
        return longer(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return longer(msgid1 if n == 1 else msgid2)


def longer(sentence: str) -> str:
    """Return a sentence in brackets, with small words of waves behind it."""
    waves = round(len(_PLACE.sub("", sentence)) * _LONGER)
    behind = " ".join(["~~~~"] * (waves // 5) + ["~" * (waves % 5)]).strip()
    return f"[{sentence} {behind}]" if behind else f"[{sentence}]"


def outside_brackets(text: str) -> str:
    """Return what stands in a text outside of all brackets, which may be nested."""
    depth, kept = 0, []
    for sign in text:
        depth += (sign == "[") - (sign == "]")
        if depth == 0 and sign != "]":
            kept.append(sign)
    return "".join(kept)
