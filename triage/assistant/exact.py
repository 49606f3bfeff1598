"""The words that nobody may rephrase: numbers, times, whom to call, and what is not so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from triage.locales.regions import Region
from triage.model.values import NOT_SURE
from triage.words import ENGLISH

# The keys of a reply under which stands what is said to the person.
HEARD: Final = {
    *("call_first", "emergency", "contradictions", "cautions"),
    *("heading", "part", "text", "label", "how", "words", "unit"),
    *("title", "expect", "short", "dose", "too_much", "safety_net", "because", "why"),
}
_ENDS: Final = re.compile(r"(?<=[.!?])\s+")
# What changes the sense of an English sentence when it is lost or put in other words.
_BINDING: Final = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|half|once|twice|first|only"
    r"|no|not|never|none|nor|neither|nobody|nothing|cannot|without|unless|until|except|avoid|stop"
    r"|now|today|tonight|tomorrow|minutes?|hours?|days?|weeks?|months?|mornings?|nights?)\b|n['\u2019]t\b",
    re.IGNORECASE,
)
# The answers that every question for yes or no has.
_PLAIN: Final = (True, False, NOT_SURE)


def exact_words(reply: Mapping[str, object], language: str, region: Region) -> list[str]:
    """Return the sentences of a reply that are to be said word for word, each once.

    They are those with a number, a time, a "not", or somebody to call. Which words say
    that is known of English; of another language every sentence is one.

    Args:
        reply: what is told, as plain data.
        language: of its texts, as a language tag.
        region: whose numbers stand in it.
    """
    said = dict.fromkeys(each for text in heard(reply) for each in _ENDS.split(text.strip()))
    if language.split("-")[0] != ENGLISH:
        return [*said]
    calls = (region.emergency_number, region.emergency_department, region.urgent_advice)
    return [each for each in said if _BINDING.search(each) or any(call in each for call in calls)]


def heard(told: object, key: str = "") -> Iterator[str]:
    """Yield the texts of plain data that are said to the person, but for a plain yes or no."""
    if isinstance(told, str):
        if key in HEARD:
            yield told
    elif isinstance(told, Mapping) and told.get("value") not in _PLAIN:
        for name, each in told.items():
            yield from heard(each, name)
    elif isinstance(told, list | tuple):
        for each in told:
            yield from heard(each, key)
