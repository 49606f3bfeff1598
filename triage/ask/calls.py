"""The words that depend on the day and on the region: dates, and who to call."""

from __future__ import annotations

from datetime import date

from triage.ask import words
from triage.ask.pages import Block
from triage.regions.regions import Region, region_for


def say_day(day: date) -> str:
    """Return a day in words, the same in every country."""
    return words.ON_DAY.format(day=day.day, month=words.MONTHS[day.month - 1], year=day.year)


def emergency_line(region: str | None) -> str:
    """Return the line with the emergency number, which stays in sight."""
    return words.EMERGENCY.format(number=region_for(region).emergency_number)


def whose_numbers(region: str | None) -> str:
    """Say which country's numbers are shown, and how to change it."""
    if region is None:
        return words.NUMBERS_OF_NOBODY
    return words.NUMBERS_OF.format(region=region_for(region).name)


def who_to_call(region: Region) -> tuple[Block, ...]:
    """Say who to call when worried, the most urgent first."""
    lines = (
        words.WORRIED_NOW.format(
            number=region.emergency_number, department=region.emergency_department
        ),
        words.WORRIED_TODAY.format(advice=region.urgent_advice),
        words.WORRIED_DOCTOR.format(doctor=region.doctor),
    )
    return tuple(Block("item", line) for line in lines)
