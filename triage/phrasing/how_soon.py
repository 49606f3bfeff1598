"""Within what time help is to be there, in words."""

from __future__ import annotations

from typing import Final

from triage.model.tree import Outcome, Tree
from triage.phrasing.phrases import capitalised
from triage.words import _, ngettext

_DAY: Final = 24


def say_within(hours: int) -> str:
    """Say a time to help: ``at once``, ``within 6 hours``, ``within 14 days``."""
    if hours == 0:
        return _("at once")
    if hours % _DAY or hours == _DAY:
        return ngettext("within {count} hour", "within {count} hours", hours)
    return ngettext("within {count} day", "within {count} days", hours // _DAY)


def how_soon(outcome: Outcome, tree: Tree) -> str:
    """Say within what time help is to be there, as a sentence; "" where no author said it.

    The five dispositions of every tree say it in their words: today, or now.
    Nor is it said again where title or text say it.
    """
    is_stated = outcome.within_hours is not None or tree.own_scale is not None
    if outcome.within is None or not is_stated:
        return ""
    said = say_within(outcome.within)
    if said in f"{outcome.title} {outcome.text}".lower():
        return ""
    return f"{capitalised(said)}."


def how_soon_at(name: str | None, tree: Tree) -> str:
    """Say it of the outcome of a name; "" where somebody has come to none."""
    return how_soon(tree.outcomes[name], tree) if name else ""


def with_time(text: str, outcome: Outcome, tree: Tree) -> str:
    """Put the time within which help is to be there before what to do."""
    soon = how_soon(outcome, tree)
    return f"{soon} {text}" if soon else text
