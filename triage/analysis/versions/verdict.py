"""What an officer must know of a comparison, in one line of plain words."""

from __future__ import annotations

from collections.abc import Iterator

from triage.analysis.versions.compare import Differences, VersionDiff
from triage.analysis.versions.moves import Move
from triage.analysis.versions.regressions import SAFEGUARDS
from triage.phrasing.phrases import counted, joined


def verdict(comparison: VersionDiff) -> str:
    """Say in a line what came of a comparison."""
    found = comparison.found
    if found is None:
        return f"not known, as {comparison.reason}"
    if comparison.is_same:
        return "nothing changed"
    parts = [_say_moves(found), *_say_others(comparison, found), _say_regressions(comparison)]
    said = "; ".join(parts)
    return said[0].upper() + said[1:]


def _say_moves(found: Differences) -> str:
    """Say whom the edit sends elsewhere and who is told less, each group once."""
    parts: list[str] = []
    for which, number in _numbers(found).items():
        if number:
            who = counted(number, "group of people", "groups of people") if not parts else number
            parts.append(f"{who} {_is(number)} {which}")
    if parts:
        return joined(parts, "and")
    return "nobody is sent elsewhere and nobody is told anything else"


def _numbers(found: Differences) -> dict[str, int]:
    numbers = dict.fromkeys(
        (
            "sent somewhere less urgent",
            "sent to somebody who can help less",
            "sent elsewhere as urgently and told less",
            "told less",
            "sent elsewhere as urgently",
            "told something else",
            "sent somewhere more urgent",
        ),
        0,
    )
    for move in found.moves:
        if move.told:  # what has another name only moves nobody
            numbers[_which(move)] += 1
    return numbers


def _which(move: Move) -> str:
    """Say what happens to the people of a move."""
    if move.fall:
        return f"sent somewhere {move.kind}"
    if move.lowers_help:
        return "sent to somebody who can help less"
    if move.sent[0] != move.sent[1]:
        return f"sent elsewhere as urgently{' and told less' if move.losses else ''}"
    return "told less" if move.losses else "told something else"


def _say_others(comparison: VersionDiff, found: Differences) -> Iterator[str]:
    weaker = sum(each.kind in SAFEGUARDS for each in found.regressions)
    if weaker:
        yield f"{counted(weaker, 'safeguard')} {_is(weaker)} weaker"
    if found.unasked:
        yield f"{counted(len(found.unasked), 'question')} {_is(len(found.unasked))} asked of fewer"
    if found.apart:
        yield "whoever gives an answer that only one version knows is not compared"
    if found.admitted.number:
        yield "some who were called impossible are asked now"
    numbers = sum(edit.sort == "numbers" for edit in comparison.edits)
    if numbers:
        yield f"{counted(numbers, 'text')} changed a number, a time or a not"
    renamed = sum(not move.told for move in found.moves)
    if renamed:
        yield f"{counted(renamed, 'outcome')} {_is(renamed)} only renamed"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _say_regressions(comparison: VersionDiff) -> str:
    found = comparison.found.regressions if comparison.found else ()
    parts = [counted(len(found), "regression") if found else "no regression"]
    parts += [f"{len(comparison.accepted)} accepted"] if comparison.accepted else []
    idle = len(comparison.idle)
    parts += [f"{counted(idle, 'acceptance')} of nothing"] if idle else []
    return ", ".join(parts)
