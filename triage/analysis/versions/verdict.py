"""What an officer must know of a comparison, in one line of plain words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from triage.analysis.versions.compare import Differences, VersionDiff
from triage.analysis.versions.moves import Move
from triage.analysis.versions.regressions import SAFEGUARDS
from triage.phrasing.phrases import capitalised, joined
from triage.words import N_, _, ngettext


def verdict(comparison: VersionDiff) -> str:
    """Say in a line what came of a comparison."""
    found = comparison.found
    if found is None:
        return _("not known, as {reason}", reason=comparison.reason)
    if comparison.is_same:
        return _("nothing changed")
    parts = [_say_moves(found), *_say_others(comparison, found), _say_regressions(comparison)]
    return capitalised("; ".join(parts))


def _say_moves(found: Differences) -> str:
    """Say whom the edit sends elsewhere and who is told less, each group once."""
    parts: list[str] = []
    for which, number in _numbers(found).items():
        if number:
            (one, many), (one_more, many_more) = _OF_GROUPS[which]
            first = not parts
            said = (one, many) if first else (one_more, many_more)
            parts.append(ngettext(*said, number))
    if parts:
        return joined(parts, "and")
    return _("nobody is sent elsewhere and nobody is told anything else")


# What is said of the first groups of people, and of those that are counted behind them.
_OF_GROUPS: Final = {
    "less urgent": (
        (
            N_("{count} group of people is sent somewhere less urgent"),
            N_("{count} groups of people are sent somewhere less urgent"),
        ),
        (N_("{count} is sent somewhere less urgent"), N_("{count} are sent somewhere less urgent")),
    ),
    "less help": (
        (
            N_("{count} group of people is sent to somebody who can help less"),
            N_("{count} groups of people are sent to somebody who can help less"),
        ),
        (
            N_("{count} is sent to somebody who can help less"),
            N_("{count} are sent to somebody who can help less"),
        ),
    ),
    "elsewhere, told less": (
        (
            N_("{count} group of people is sent elsewhere as urgently and told less"),
            N_("{count} groups of people are sent elsewhere as urgently and told less"),
        ),
        (
            N_("{count} is sent elsewhere as urgently and told less"),
            N_("{count} are sent elsewhere as urgently and told less"),
        ),
    ),
    "told less": (
        (
            N_("{count} group of people is told less"),
            N_("{count} groups of people are told less"),
        ),
        (N_("{count} is told less"), N_("{count} are told less")),
    ),
    "elsewhere": (
        (
            N_("{count} group of people is sent elsewhere as urgently"),
            N_("{count} groups of people are sent elsewhere as urgently"),
        ),
        (N_("{count} is sent elsewhere as urgently"), N_("{count} are sent elsewhere as urgently")),
    ),
    "told otherwise": (
        (
            N_("{count} group of people is told something else"),
            N_("{count} groups of people are told something else"),
        ),
        (N_("{count} is told something else"), N_("{count} are told something else")),
    ),
    "more urgent": (
        (
            N_("{count} group of people is sent somewhere more urgent"),
            N_("{count} groups of people are sent somewhere more urgent"),
        ),
        (N_("{count} is sent somewhere more urgent"), N_("{count} are sent somewhere more urgent")),
    ),
}


def _numbers(found: Differences) -> dict[str, int]:
    numbers = dict.fromkeys(_OF_GROUPS, 0)
    for move in found.moves:
        if move.told:  # what has another name only moves nobody
            numbers[_which(move)] += 1
    return numbers


def _which(move: Move) -> str:
    """Return what happens to the people of a move."""
    if move.fall:
        return move.kind
    if move.lowers_help:
        return "less help"
    if move.sent[0] != move.sent[1]:
        return "elsewhere, told less" if move.losses else "elsewhere"
    return "told less" if move.losses else "told otherwise"


def _say_others(comparison: VersionDiff, found: Differences) -> Iterator[str]:
    weaker = sum(each.kind in SAFEGUARDS for each in found.regressions)
    if weaker:
        yield ngettext("{count} safeguard is weaker", "{count} safeguards are weaker", weaker)
    if found.unasked:
        yield ngettext(
            "{count} question is asked of fewer",
            "{count} questions are asked of fewer",
            len(found.unasked),
        )
    if found.apart:
        yield _("whoever gives an answer that only one version knows is not compared")
    if found.admitted.number:
        yield _("some who were called impossible are asked now")
    numbers = sum(edit.sort == "numbers" for edit in comparison.edits)
    if numbers:
        yield ngettext(
            "{count} text changed a number, a time or a not",
            "{count} texts changed a number, a time or a not",
            numbers,
        )
    renamed = sum(not move.told for move in found.moves)
    if renamed:
        yield ngettext(
            "{count} outcome is only renamed", "{count} outcomes are only renamed", renamed
        )


def _say_regressions(comparison: VersionDiff) -> str:
    found = comparison.found.regressions if comparison.found else ()
    if found:
        parts = [ngettext("{count} regression", "{count} regressions", len(found))]
    else:
        parts = [_("no regression")]
    parts += [_("{count} accepted", count=len(comparison.accepted))] if comparison.accepted else []
    idle = len(comparison.idle)
    if idle:
        parts += [ngettext("{count} acceptance of nothing", "{count} acceptances of nothing", idle)]
    return ", ".join(parts)
