"""The words of click itself, such as ``Usage:``, said in the language of everything else.

Click marks its sentences for gettext, which has one language for the whole process. Its
modules are given the functions by which ours are said; in English they say what they did.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from click import core, decorators, exceptions, formatting, parser, types

from triage import words
from triage.words import ENGLISH, _, language_spoken

# Those that can say something in our program; their sentences are in the catalogue, too.
MODULES: Final = (core, decorators, exceptions, formatting, parser, types)
_Say: TypeAlias = Callable[[str], str]
_SayCounted: TypeAlias = Callable[[str, str, int], str]


def bind_click() -> None:
    """Let click speak the language that is spoken."""
    for module in MODULES:
        names = vars(module)
        names["_"] = _said(names["_"])
        if "ngettext" in names:
            names["ngettext"] = _counted(names["ngettext"])


def _said(in_english: _Say) -> _Say:
    return lambda text: in_english(text) if language_spoken() == ENGLISH else _(text)


def _counted(in_english: _SayCounted) -> _SayCounted:
    def say(one: str, many: str, number: int) -> str:
        if language_spoken() == ENGLISH:
            return in_english(one, many, number)
        return words.catalogue(language_spoken()).ngettext(one, many, number)

    return say
