"""The words that depend on the day and on the region: dates, and who to call."""

from __future__ import annotations

from datetime import date

from triage.locales.regions import Region, localize, region_for
from triage.model.dispositions import Scale
from triage.phrasing import terminal_words
from triage.words import _


def say_day(day: date) -> str:
    """Return a day in words, the same in every country."""
    return _(
        terminal_words.ON_DAY,
        day=day.day,
        month=_(terminal_words.MONTHS[day.month - 1]),
        year=day.year,
    )


def emergency_line(region: str | None, scale: Scale) -> str:
    """Return the line with the emergency number, which stays in sight; "" where none belongs."""
    if not scale.is_medical:
        return ""
    return _(terminal_words.EMERGENCY, number=region_for(region).emergency_number)


def whose_numbers(region: str | None, scale: Scale) -> str:
    """Say which country's numbers are shown, and how to change it; "" where there are none."""
    if not (scale.is_medical or scale.numbers):
        return ""
    if region is None:
        return _(terminal_words.NUMBERS_OF_NOBODY)
    return _(terminal_words.NUMBERS_OF, region=_(region_for(region).name))


def who_to_call(region: Region, scale: Scale) -> tuple[str, ...]:
    """Say who to call when worried, the most urgent first."""
    if not scale.is_medical:
        with_help = (each for each in reversed(scale.dispositions) if each.help)
        return tuple(
            _(terminal_words.CALL_FOR, what=each.words, help=localize(each.help, region))
            for each in with_help
        )
    return (
        _(
            terminal_words.WORRIED_NOW,
            number=region.emergency_number,
            department=_(region.emergency_department),
        ),
        _(terminal_words.WORRIED_TODAY, advice=_(region.urgent_advice)),
        _(terminal_words.WORRIED_DOCTOR, doctor=_(region.doctor)),
    )
