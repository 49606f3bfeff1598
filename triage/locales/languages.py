"""The languages in which trees, and all that is said around them, can be read."""

from __future__ import annotations

import re
from typing import Final

from triage.errors import TriageError
from triage.words import LANGUAGES, _

# A language tag (BCP 47) as far as it matters here: a language, then what narrows it down.
_TAG: Final = re.compile(r"([a-z]{2,3})(?:-[a-z0-9]{1,8})*", re.ASCII | re.IGNORECASE)
_LONGEST_SHOWN: Final = 40


def language_of(tag: str) -> str:
    """Return the language of the texts for a reader who asks for a language.

    Only the language of the tag counts: English is the same for ``en``, ``EN`` and ``en-GB``.

    Args:
        tag: a language tag as web pages use it (BCP 47).

    Returns:
        One of ``LANGUAGES``, fit for the ``lang`` of a page.

    Raises:
        TriageError: there are no texts in that language; the message lists those there are.
    """
    found = _TAG.fullmatch(tag)
    language = found[1].lower() if found else ""
    if language not in LANGUAGES:
        raise TriageError(_unknown(tag))
    return language


def _unknown(tag: str) -> str:
    shown = repr(tag[:_LONGEST_SHOWN])[1:-1]  # escapes what would disturb a terminal
    known = ", ".join(f"`{language}` ({name})" for language, name in LANGUAGES.items())
    written = tag.replace("_", "-")
    if written != tag and _TAG.fullmatch(written):
        hint = _("write it with a hyphen: `{written}`", written=written[:_LONGEST_SHOWN])
    else:
        hint = _("leave it out; the trees have no translations yet")
    return _(
        "found no language `{shown}`, expected one of {known}\n    help: {hint}",
        shown=shown,
        known=known,
        hint=hint,
    )
