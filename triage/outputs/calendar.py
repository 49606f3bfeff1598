"""The day to look again as a file for a calendar; it says nothing of what it is about."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final
from uuid import uuid4

from triage.errors import MissingExtra, to_install
from triage.words import N_, _

TITLE: Final = N_("Look again")
_PROGRAM: Final = "-//triage//EN"
# Calendars are read by others: at home, at work, on a screen that lies about.
_PRIVATE: Final = "PRIVATE"
_IN_THE_MORNING: Final = timedelta(hours=9)


def look_again_file(day: date, made: datetime) -> bytes:
    """Return a calendar (RFC 5545) with one entry for a whole day, and a reminder at nine.

    Args:
        day: the day to look again.
        made: the time of writing, in UTC.

    Raises:
        MissingExtra: icalendar is not installed.
    """
    try:
        from icalendar import Alarm, Calendar, Event
    except ImportError:
        how = to_install("calendar")
        said = _("calendar files need icalendar\n    help: {command}", command=how)
        raise MissingExtra(said) from None
    calendar, event, alarm = Calendar(), Event(), Alarm()
    calendar.add("prodid", _PROGRAM)
    calendar.add("version", "2.0")
    event.add("uid", str(uuid4()))
    event.add("summary", _(TITLE))
    event.add("dtstart", day)
    event.add("dtstamp", made)
    event.add("class", _PRIVATE)
    event.add("transp", "TRANSPARENT")
    alarm.add("action", "DISPLAY")
    alarm.add("description", _(TITLE))
    alarm.add("trigger", _IN_THE_MORNING)
    event.add_component(alarm)
    calendar.add_component(event)
    return bytes(calendar.to_ical())
