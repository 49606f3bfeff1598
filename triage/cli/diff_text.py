"""What differs between two versions of a tree, in words for whoever signs the edit off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from triage.analysis.versions.asked import Lead, QuestionEdit
from triage.analysis.versions.compare import Differences, VersionDiff
from triage.analysis.versions.edits import Edit
from triage.analysis.versions.moves import Move, MovePart, Told
from triage.analysis.versions.people import Example, People
from triage.analysis.versions.regressions import SAFEGUARDS, TOLD_LESS, Regression
from triage.analysis.versions.told import Change
from triage.analysis.versions.verdict import verdict
from triage.cli.patients import say_groups, say_patient
from triage.model.provenance import Location
from triage.model.tree import Tree
from triage.phrasing.patient_counts import say_number, say_share

MOST = 4  # of one kind; the rest is counted
_MOST_CHARACTERS = 60
ABOUT_SHARES = (
    "Shares are of combinations of answers, not of people: "
    "some combinations are common and most are rare."
)


def say_comparison(comparison: VersionDiff, *, show_all: bool = False) -> list[str]:
    """Return all that differs as lines, what matters most first.

    Args:
        comparison: two versions of a tree.
        show_all: leave nothing out that is only counted otherwise.
    """
    lines = [headline(comparison)]
    found = comparison.found
    if found is not None:
        lines += _say_moves(comparison, found, show_all=show_all)
        lines += _section("told less", _regressions(comparison, found, TOLD_LESS))
        lines += _section("other regressions", _regressions(comparison, found, SAFEGUARDS))
        lines += _section("questions", [*say_questions(comparison, found, show_all=show_all)])
    lines += _section("acceptances of nothing", say_idle(comparison))
    for sort, title in _SORTS.items():
        edits = [edit for edit in comparison.edits if edit.sort == sort]
        most = len(edits) if show_all or sort == "numbers" else 2 * MOST
        lines += _section(title, _cut([say_edit(edit) for edit in edits], most))
    if found is not None and (found.moves or found.regressions):
        lines += ["", ABOUT_SHARES]
    return [one_line(line) for line in lines]


_SORTS = {
    "numbers": "these words changed a number, a time or a not",
    "words": "other words",
    "other": "other edits",
    "metadata": "metadata",
}


def one_line(text: str) -> str:
    """Return words of a tree without line breaks, so that none can pass for a line of ours."""
    return "⏎".join(text.splitlines())


def headline(comparison: VersionDiff) -> str:
    """Say in a line what came of a comparison."""
    return f"{compared(comparison)}: {verdict(comparison)}"


def compared(comparison: VersionDiff) -> str:
    """Say which versions of which tree are compared."""
    old, new = comparison.old, comparison.new
    versions = old.version if old.version == new.version else f"{old.version} → {new.version}"
    return f"{new.id} {versions}"


def _section(title: str, lines: Sequence[str]) -> list[str]:
    return ["", f"{title.upper()}", *(f"  {line}" for line in lines)] if lines else []


def _cut(lines: list[str], most: int) -> list[str]:
    if len(lines) <= most:
        return lines
    return [*lines[:most], f"… and {len(lines) - most} more, which --all shows"]


# --- who ends elsewhere --------------------------------------------------------------------


def _say_moves(comparison: VersionDiff, found: Differences, *, show_all: bool) -> Iterator[str]:
    for kind, group in groupby(found.moves, key=lambda move: move.kind):
        moves = list(group)
        shown = moves if show_all else moves[:MOST]
        lines = [
            line for move in shown for line in say_move(comparison, found, move, show_all=show_all)
        ]
        yield from _section(kind, [*lines, *_rest(found, moves[len(shown) :])])


def _rest(found: Differences, left: Sequence[Move]) -> list[str]:
    if not left:
        return []
    share = say_share(Fraction(sum(move.number for move in left), found.everybody))
    return [f"… and {len(left)} more, {share} together, which --all shows"]


def say_move(
    comparison: VersionDiff, found: Differences, move: Move, *, show_all: bool
) -> list[str]:
    """Say who moves, what they were told and are told now, and by which place in the file."""
    if not move.told:
        return [say_from_to(move)]
    name = {r.name: r for r in found.regressions}.get(move.name)
    return [
        say_from_to(move),
        *([f"  {say_regression(comparison, name)}"] if name else []),
        f"  {say_number(move.number, found.everybody)}",
        *(f"  {line}" for part in move.parts for line in _say_part(comparison, found, part)),
        *(f"  {line}" for line in say_told(comparison, found, move, show_all=show_all)),
    ]


def say_from_to(move: Move) -> str:
    """Say from where to where somebody moves, or where they stay."""
    if (move.old, move.sent[0]) == (move.new, move.sent[1]):
        return f"{move.new} ({move.sent[1]}), as before"
    return f"{move.old} ({move.sent[0]}) → {move.new} ({move.sent[1]})"


def _say_part(comparison: VersionDiff, found: Differences, part: MovePart) -> list[str]:
    return [*_place(part.place.at), *say_people(comparison, found, part.people)]


def say_told(
    comparison: VersionDiff, found: Differences, move: Move, *, show_all: bool
) -> list[str]:
    """Say all that people of a move are told otherwise; of what is new to them only the first."""
    lines = []
    new = [each for each in move.told if not each.change.before]
    for each in [each for each in move.told if each.change.before] + new[: _most(new, show_all)]:
        people = say_people(comparison, found, each.people) if each.people else []
        # Whoever is told more needs no example.
        lines += [say_change(each.change), *(f"  {line}" for line in people if each.change.before)]
    left = len(new) - _most(new, show_all)
    return (
        [*lines, f"… and {left} more that they are newly told, which --all shows"]
        if left
        else lines
    )


def _most(new: Sequence[Told], show_all: bool) -> int:
    return len(new) if show_all else min(len(new), MOST)


def say_change(change: Change) -> str:
    """Say one thing as it was told and as it is told now."""
    what = f"{change.what} `{change.name}`" if change.name else change.what
    if not change.now:
        return f"no longer told: {what}: {_quoted(change.before)}"
    if not change.before:
        return f"newly told: {what}: {_quoted(change.now)}"
    return f"{what}: {_quoted(change.before)} → {_quoted(change.now)}"


def say_people(comparison: VersionDiff, found: Differences, people: People) -> list[str]:
    """Say who some patients are, and name the plainest of them."""
    facts = found.facts
    example = f"for example: {say_example(comparison.new, people.example)}"
    if people.share_among == 1:
        return [f"all of {people.among}", example]
    lines = [f"{say_share(people.share_among)} of {people.among}, by:"]
    said = people.said(facts) if people.named else say_groups(people.groups, facts)
    lines += [f"  {line}" for line in said]
    if people.rest and not people.named:
        lines.append(f"  … and {say_number(people.rest, found.everybody)} in other groups")
    return [*lines, example]


def say_example(new: Tree, example: Example) -> str:
    """Say what sets a patient apart, by the questions of the new version."""
    return say_patient(new, example.new.answers)


def _place(at: Location | None) -> list[str]:
    return [f"at {at}"] if at else []


# --- regressions ---------------------------------------------------------------------------


def _regressions(comparison: VersionDiff, found: Differences, kinds: frozenset[str]) -> list[str]:
    some = [each for each in found.regressions if each.kind in kinds]
    return [line for each in some for line in _say_other(comparison, found, each)]


def _say_other(comparison: VersionDiff, found: Differences, regression: Regression) -> list[str]:
    people = say_people(comparison, found, regression.people) if regression.people else []
    return [
        regression.says,
        f"  {say_regression(comparison, regression)}",
        *(f"  {line}" for line in [*_place(regression.at), *say_ends(regression.ends), *people]),
    ]


def say_ends(ends: Sequence[tuple[str, str]]) -> list[str]:
    """Say where some people ended, and where they end now."""
    if not ends:
        return []
    shown = "; ".join(old if old == new else f"{old} → {new or 'nowhere'}" for old, new in ends)
    return [f"they end in: {shown}"]


def say_regression(comparison: VersionDiff, regression: Regression) -> str:
    """Say the name of a regression, and who accepted it."""
    yes = comparison.accepted.get(regression.name)
    if yes is None:
        return f"regression {regression.name}"
    return f"accepted {regression.name}, by {yes.by}: {yes.because}"


def say_idle(comparison: VersionDiff) -> list[str]:
    """Say which acceptances accept nothing."""
    return [
        f"{each.at}: found an acceptance of `{each.name}`, but there is no such regression; "
        "take it away, or give the name that is shown above"
        for each in comparison.idle
    ]


# --- what else there is --------------------------------------------------------------------


def say_questions(comparison: VersionDiff, found: Differences, *, show_all: bool) -> Iterator[str]:
    """Yield which questions are new, gone, answered otherwise or asked of fewer people."""
    for each in found.questions:
        yield _say_question(each)
        yield from (f"  {_say_lead(each, lead)}" for lead in each.leads)
    shown = found.unasked if show_all else found.unasked[:MOST]
    for unasked in shown:
        yield f"no longer asked of some: {unasked.label} ({unasked.fact})"
        lines = [*say_ends(unasked.ends), *say_people(comparison, found, unasked.people)]
        yield from (f"  {line}" for line in lines)
    if left := found.unasked[len(shown) :]:
        names = ", ".join(each.fact for each in left)
        yield f"no longer asked of some either, as --all shows: {names}"
    yield from _say_not_compared(found)


def _say_not_compared(found: Differences) -> Iterator[str]:
    if found.apart:
        apart = say_number(found.apart, found.everybody)
        yield f"not compared, as only one version knows their answers: {apart}"
    if found.admitted.number:
        admitted = say_number(found.admitted.number, found.everybody)
        leads = ", ".join(found.admitted.lead_to)
        yield f"called impossible before and asked now: {admitted}; this leads to {leads}"


def _say_question(question: QuestionEdit) -> str:
    answers = f" {question.answers}" if question.answers else ""
    place = f"{question.at}: " if question.at else ""
    return f"{place}{question.change}:{answers} ({question.fact}: {question.label})"


def _say_lead(question: QuestionEdit, lead: Lead) -> str:
    led = "led" if question.change == "answers gone" else "leads"
    several = f"{len(lead.outcomes)} outcomes: " if len(lead.outcomes) > MOST else ""
    to = several + ", ".join(lead.to if several else lead.outcomes)
    return f"{lead.answers} {led} to {to}" + ("" if several else f" ({', '.join(lead.to)})")


def say_edit(edit: Edit) -> str:
    """Say one edit that moves nobody, in a line."""
    place = f"{edit.at}: " if edit.at else ""
    key = f", {edit.key}" if edit.key else ""
    return f"{place}{edit.part}{key}: {_say_change(edit)}"


def _say_change(edit: Edit) -> str:
    if edit.old == edit.new:
        return "edited"
    if not edit.key:
        return "new" if edit.new else "gone"
    if edit.key == "name":
        return f"now `{edit.new}`"
    old, new = excerpts(edit.old, edit.new)
    return f"{_quoted(old)} → {_quoted(new)}"


def _quoted(text: str) -> str:
    return f"“{text}”" if text else "nothing"


def excerpts(old: str, new: str) -> tuple[str, str]:
    """Return the parts of two texts around the first place where they differ."""
    shared = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    begin = max(0, (min(len(old), len(new)) if shared is None else shared) - _MOST_CHARACTERS // 3)
    return _excerpt(old, begin), _excerpt(new, begin)


def _excerpt(text: str, begin: int) -> str:
    end = begin + _MOST_CHARACTERS
    return ("…" if begin else "") + text[begin:end].strip() + ("…" if end < len(text) else "")
