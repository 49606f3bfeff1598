"""The words that depend on the day and on the region: dates, and who to call."""

from __future__ import annotations

from datetime import date

from triage.locales.regions import Region, localize, region_for
from triage.model.dispositions import Scale
from triage.phrasing import terminal_words


def say_day(day: date) -> str:
    """Return a day in words, the same in every country."""
    return terminal_words.ON_DAY.format(
        day=day.day, month=terminal_words.MONTHS[day.month - 1], year=day.year
    )


def emergency_line(region: str | None, scale: Scale) -> str:
    """Return the line with the emergency number, which stays in sight; "" where none belongs."""
    if not scale.is_medical:
        return ""
    return terminal_words.EMERGENCY.format(number=region_for(region).emergency_number)


def whose_numbers(region: str | None, scale: Scale) -> str:
    """Say which country's numbers are shown, and how to change it; "" where there are none."""
    if not (scale.is_medical or scale.numbers):
        return ""
    if region is None:
        return terminal_words.NUMBERS_OF_NOBODY
    return terminal_words.NUMBERS_OF.format(region=region_for(region).name)


def who_to_call(region: Region, scale: Scale) -> tuple[str, ...]:
    """Say who to call when worried, the most urgent first."""
    if not scale.is_medical:
        with_help = (each for each in reversed(scale.dispositions) if each.help)
        return tuple(
            terminal_words.CALL_FOR.format(what=each.words, help=localize(each.help, region))
            for each in with_help
        )
    return (
        terminal_words.WORRIED_NOW.format(
            number=region.emergency_number, department=region.emergency_department
        ),
        terminal_words.WORRIED_TODAY.format(advice=region.urgent_advice),
        terminal_words.WORRIED_DOCTOR.format(doctor=region.doctor),
    )
