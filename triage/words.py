"""Every sentence for people is marked here, and said in the language of who reads it.

A sentence is written whole, in English, where it is said, and marked for gettext::

    _("found no outcome `{name}`", name=name)
    ngettext("{count} question", "{count} questions", left)

A constant is marked with ``N_`` and said with ``_`` when it is used, so that no
language is settled when a file is imported. Translations are gettext's
catalogues below ``triage/locales``; English needs none, and loads nothing.
"""

from __future__ import annotations

import re
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextvars import Token
    from gettext import NullTranslations

ENGLISH: Final = "en"
# In which all sentences can be said, by the first part of a language tag.
LANGUAGES: Final = {ENGLISH: "English"}
# What gettext looks at to find the language of whoever started a program; the first that is set.
_SETTINGS: Final = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
# Also a key that is said: it stays of its own type.
_Text = TypeVar("_Text", bound=str)
_language: Final = ContextVar("triage_language", default=ENGLISH)


def _(sentence: str, /, **values: object) -> str:
    """Return a sentence in the language that is spoken.

    Args:
        sentence: in English. It has a place ``{name}`` for each value.
        values: what stands in these places; without any the sentence is left as it is.
    """
    language = _language.get()
    if language != ENGLISH:
        sentence = catalogue(language).gettext(sentence)
    return sentence.format(**values) if values else sentence


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """Return the sentence that goes with a number, which stands in its place ``{count}``."""
    return of_number(one, many, number).format(count=number, **values)


def of_number(one: str, many: str, number: int) -> str:
    """Return the sentence that goes with a number, its places still open."""
    language = _language.get()
    if language == ENGLISH:
        return one if number == 1 else many
    return catalogue(language).ngettext(one, many, number)


def N_(sentence: _Text) -> _Text:  # noqa: N802  # the name that gettext's tools know
    """Mark a sentence that is said later, with ``_``."""
    return sentence


class Speaking:
    """Within it sentences are said in a language; afterwards in the one before.

    Only the thread or task that enters it is meant.
    """

    __slots__ = ("_before", "_language")

    def __init__(self, language: str) -> None:
        self._language = language

    def __enter__(self) -> None:
        self._before: Token[str] = _language.set(self._language)

    def __exit__(self, *_error: object) -> None:
        _language.reset(self._before)


def speak(language: str) -> None:
    """Say sentences in a language from here on, until ``Speaking`` is left."""
    _language.set(language)


def language_of_reader(environ: Mapping[str, str]) -> str:
    """Return the first language that a reader asks for and that there is; English otherwise."""
    wanted = next((environ[name] for name in _SETTINGS if environ.get(name)), "")
    tags = (re.split("[_.@-]", each)[0].lower() for each in wanted.split(":"))
    return next((tag for tag in tags if tag in LANGUAGES), ENGLISH)


def language_spoken() -> str:
    """Return the language of the sentences: English, if nothing else was asked for."""
    return _language.get()


@cache
def catalogue(language: str) -> NullTranslations:
    """Return the translations into a language; where there are none it says all in English."""
    from gettext import GNUTranslations, NullTranslations
    from importlib.resources import files

    compiled = files("triage.locales").joinpath(language, "LC_MESSAGES", "triage.mo")
    if not compiled.is_file():
        return NullTranslations()
    with compiled.open("rb") as file:
        return GNUTranslations(file)
