"""Which signs to look for, and what to do when one comes, by urgency."""

from __future__ import annotations

from attrs import frozen

from triage.draw.chart import Kind, Node
from triage.draw.look import look_of
from triage.model.dispositions import Disposition
from triage.model.tree import Outcome, Tree
from triage.paper.danger import dangers_of
from triage.paper.looks import PaperLook, on_paper
from triage.regions.regions import Region, localize


@frozen
class Help:
    """Signs that call for the same help.

    Attributes:
        disposition: where a person goes who has one of the signs.
        title: the disposition in words.
        how: whom to call or where to go.
        watch: what the outcome says to look for.
        dangers: all other signs that the tree sends there.
        look: of the box.
    """

    disposition: Disposition
    title: str
    how: str
    watch: tuple[str, ...]
    dangers: tuple[str, ...]
    look: PaperLook


def help_for(outcome: Outcome, tree: Tree, region: Region) -> tuple[Help, ...]:
    """Return what to look for after an outcome, the most urgent first.

    These are the signs that the outcome names, and those of the tree that call
    for more than the outcome itself: nobody who needs help now is told of signs
    for which today is enough.
    """
    watched = [tree.watch_for[name] for name in outcome.watch_for]
    urgency = outcome.disposition.urgency
    more = [danger for danger in dangers_of(tree) if danger.disposition.urgency > urgency]
    dangers = {danger.disposition: danger.signs for danger in more}
    found = (
        _help(
            disposition,
            region,
            tuple(localize(w.look_for, region) for w in watched if w.then is disposition),
            dangers.get(disposition, ()),
        )
        for disposition in reversed(Disposition)
    )
    return tuple(help for help in found if help.watch or help.dangers)


def _help(
    disposition: Disposition, region: Region, watch: tuple[str, ...], dangers: tuple[str, ...]
) -> Help:
    words = disposition.words
    look = on_paper(look_of(Node("", Kind.OUTCOME, (), disposition)))
    title = f"{words[0].upper()}{words[1:]}"
    return Help(disposition, title, how_to_get_help(disposition, region), watch, dangers, look)


def how_to_get_help(disposition: Disposition, region: Region) -> str:
    """Say whom to call or where to go in a country; "" where it goes without saying."""
    match disposition:
        case Disposition.EMERGENCY:
            return f"Call {region.emergency_number}, or go to {region.emergency_department}."
        case Disposition.SAME_DAY_URGENT:
            return f"Contact {region.urgent_advice}."
        case Disposition.GP_ROUTINE:
            return f"See {region.doctor}."
        case _:
            return ""
