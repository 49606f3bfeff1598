"""Who to call and where to go, country by country.

A tree says ``Call {emergency number} now``, never a number: 111 is a line for
health advice in Great Britain, and calls the ambulance in New Zealand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

from attrs import evolve, field, frozen

from triage.errors import UnknownRegion
from triage.model.dispositions import Scale
from triage.model.names import did_you_mean, near
from triage.words import _

PLACEHOLDERS: Final[tuple[str, ...]] = (
    "{emergency number}",
    "{emergency department}",
    "{urgent advice}",
    "{doctor}",
)

_FIELD_OF: Final = {name: name.strip("{}").replace(" ", "_") for name in PLACEHOLDERS}
_PLACEHOLDER: Final = re.compile("|".join(map(re.escape, PLACEHOLDERS)))

# The country follows the language: `de_AT.UTF-8`, `en-GB`, `sr_Latn_RS@euro`.
_COUNTRY: Final = re.compile(
    r"[a-z]{2,3}(?:[_-][a-z]{4})?[_-]([a-z]{2})(?![a-z0-9])", re.ASCII | re.IGNORECASE
)
_LONGEST_SHOWN: Final = 40


@frozen
class Region:
    """The words that differ from country to country, each fit for the middle of a sentence.

    Attributes:
        code: ``gb``, ``us``, …; None for the words that hold in any country.
        name: of the country, for a list to choose from.
        emergency_number: follows "call": ``999``.
        emergency_department: follows "go to": ``the emergency room``.
        urgent_advice: who gives advice the same day; follows "contact" or "call".
        doctor: follows "see": ``your GP``.
        own: the placeholders of a tree's own scale with their words here.
        sources: addresses of the pages that the numbers were read in.
        checked: the day of that reading, and what is still to be confirmed.
        urgent_number: of who gives advice the same day, where one serves most of the country.
    """

    code: str | None
    name: str
    emergency_number: str
    emergency_department: str
    urgent_advice: str
    doctor: str
    sources: tuple[str, ...] = field(converter=tuple)
    checked: str
    own: tuple[tuple[str, str], ...] = ()
    urgent_number: str | None = None


def region_in(scale: Scale, code: str | None) -> Region:
    """Return the region with a code, with the words of a scale's own numbers there.

    Raises:
        UnknownRegion: there is no such region.
    """
    region = region_for(code)
    if not scale.numbers:
        return region
    words = {each.name: dict(each.by_region) for each in scale.numbers}
    own = {
        each.name: words[each.name].get(region.code or "", each.elsewhere) for each in scale.numbers
    }
    return evolve(region, own=tuple(own.items()))


def region_for(code: str | None) -> Region:
    """Return the region with a code, ``gb`` or ``GB``; None gives words that hold in any country.

    Raises:
        UnknownRegion: there is no such region; the message lists those there are.
    """
    region = _book().regions.get(None if code is None else str(code).lower())
    if region is None:
        raise UnknownRegion(_unknown(str(code)))
    return region


def regions() -> tuple[Region, ...]:
    """Return the regions whose numbers are known, in the order in which to offer them."""
    return tuple(region for code, region in _book().regions.items() if code is not None)


def region_codes() -> tuple[str, ...]:
    """Return the codes of all regions, in the order in which to offer them."""
    return tuple(code for code in _book().regions if code is not None)


def region_of_locale(locale: str) -> str | None:
    """Return the code of the region that a locale such as ``en_GB.UTF-8`` points to.

    Only its country counts, not its language. None when it names no country
    (``C``, ``de``) or one whose numbers are not known here.
    """
    found = _COUNTRY.match(locale)
    return _book().region_of.get(found[1].lower()) if found else None


def localize(text: str, region: Region) -> str:
    """Return a text with each placeholder replaced by the region's words."""
    if "{" not in text:
        return text
    for name, words in region.own:
        text = text.replace(f"{{{name}}}", words)
    return _PLACEHOLDER.sub(lambda found: _in_place(found[0], region), text)


def _in_place(placeholder: str, region: Region) -> str:
    """Return what stands for a placeholder; a number is the same in every language."""
    words: str = getattr(region, _FIELD_OF[placeholder])
    return words if placeholder == PLACEHOLDERS[0] else _(words)


@frozen
class _Book:
    """All regions by code, and the region of each country, by its two letters."""

    regions: Mapping[str | None, Region]
    region_of: Mapping[str, str]


@cache
def _book() -> _Book:
    text = files(__package__).joinpath("regions.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    regions: dict[str | None, Region] = {None: Region(code=None, **data["elsewhere"])}
    region_of: dict[str, str] = {}
    for code, entry in data["regions"].items():
        region_of.update(dict.fromkeys(entry.pop("countries"), code))
        regions[code] = Region(code=code, **entry)
    return _Book(MappingProxyType(regions), MappingProxyType(region_of))


def _unknown(code: str) -> str:
    """Say that there is no such region, which there are, and which may be meant."""
    shown = repr(code[:_LONGEST_SHOWN])[1:-1]  # escapes what would disturb a terminal
    known = ", ".join(f"`{known}`" for known in region_codes())
    meant = _meant(code[:_LONGEST_SHOWN].strip().lower())
    hint = did_you_mean(meant, _("leave it out for words that fit any country"))
    return _(
        "found no region `{shown}`, expected one of {known}\n    help: {hint}",
        shown=shown,
        known=known,
        hint=hint,
    )


def _meant(code: str) -> list[str]:
    """Return the region that a country's letters, its name or a misspelt one stand for."""
    book = _book()
    names = {region.name.lower(): known for known, region in book.regions.items() if known}
    spelt = {**names, **book.region_of, **{known: known for known in region_codes()}}
    return [spelt[word] for word in near(code, spelt)]
