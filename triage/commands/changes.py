"""What differs between two versions of a tree, in words for whoever signs the edit off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from triage.commands.groups import say_groups
from triage.commands.numbers import say_number, say_share
from triage.commands.patients import say_patient
from triage.compare.advice import Advised
from triage.compare.compare import Comparison, Differences
from triage.compare.edits import Edit
from triage.compare.example import Example
from triage.compare.moves import Move, Part
from triage.compare.people import People
from triage.compare.questions import Question
from triage.compare.regressions import Regression
from triage.model.phrases import counted
from triage.model.provenance import Location
from triage.model.tree import Tree

MOST = 4  # of one kind; the rest is counted
_MOST_CHARACTERS = 60
ABOUT_SHARES = (
    "Shares are of combinations of answers, not of people: "
    "some combinations are common and most are rare."
)


def say_comparison(comparison: Comparison, *, show_all: bool = False) -> list[str]:
    """Return all that differs as lines, what matters most first.

    Args:
        comparison: two versions of a tree.
        show_all: leave nothing out that is only counted otherwise.
    """
    lines = [headline(comparison)]
    found = comparison.found
    if found is not None:
        lines += _say_moves(comparison, found, show_all=show_all)
        lines += _section("other regressions", _other_regressions(comparison, found))
        lines += _section("advice in the same outcome", say_advised(comparison, show_all=show_all))
        lines += _section("questions", say_questions(found))
    lines += _section("acceptances of nothing", say_idle(comparison))
    for sort, title in (("words", "words"), ("other", "other edits"), ("metadata", "metadata")):
        edits = [edit for edit in comparison.edits if edit.sort == sort]
        lines += _section(title, _cut([say_edit(edit) for edit in edits], show_all=show_all))
    if found is not None and (found.moves or found.advised):
        lines += ["", ABOUT_SHARES]
    return lines


def headline(comparison: Comparison) -> str:
    """Say in a line what came of a comparison."""
    return f"{compared(comparison)}: {verdict(comparison)}"


def compared(comparison: Comparison) -> str:
    """Say which versions of which tree are compared."""
    old, new = comparison.old, comparison.new
    versions = old.version if old.version == new.version else f"{old.version} → {new.version}"
    return f"{new.id} {versions}"


def verdict(comparison: Comparison) -> str:
    """Say in a few words what came of a comparison."""
    found = comparison.found
    if found is None:
        return f"not known, as {comparison.reason}"
    if comparison.is_same:
        return "nothing changed"
    number = len(found.regressions)
    parts = [counted(number, "regression") if number else "no regression"]
    parts += [f"{len(comparison.accepted)} accepted"] if comparison.accepted else []
    idle = len(comparison.idle)
    parts += [f"{counted(idle, 'acceptance')} of nothing"] if idle else []
    if not (found.moves or found.advised):
        parts += ["nobody ends elsewhere or is advised otherwise"]
    return ", ".join(parts)


def _section(title: str, lines: Sequence[str]) -> list[str]:
    return ["", f"{title.upper()}", *(f"  {line}" for line in lines)] if lines else []


def _cut(lines: list[str], *, show_all: bool) -> list[str]:
    if show_all or len(lines) <= 2 * MOST:
        return lines
    return [*lines[: 2 * MOST], f"… and {len(lines) - 2 * MOST} more, which --all shows"]


# --- who ends elsewhere --------------------------------------------------------------------


def _say_moves(comparison: Comparison, found: Differences, *, show_all: bool) -> Iterator[str]:
    for kind, group in groupby(found.moves, key=lambda move: move.kind):
        moves = list(group)
        shown = moves if show_all else moves[:MOST]
        lines = [line for move in shown for line in say_move(comparison, found, move)]
        yield from _section(kind, [*lines, *_rest(found, moves[len(shown) :])])


def _rest(found: Differences, left: Sequence[Move]) -> list[str]:
    if not left:
        return []
    share = say_share(Fraction(sum(move.number for move in left), found.everybody))
    return [f"… and {len(left)} more, {share} together, which --all shows"]


def say_move(comparison: Comparison, found: Differences, move: Move) -> list[str]:
    """Say who moves from one outcome to another, and by which place in the file."""
    name = {r.name: r for r in found.regressions}.get(move.name)
    return [
        say_from_to(move),
        *([f"  {say_regression(comparison, name)}"] if name else []),
        f"  {say_number(move.number, found.everybody)}",
        *(f"  {line}" for part in move.parts for line in _say_part(comparison, found, part)),
    ]


def say_from_to(move: Move) -> str:
    """Say from where to where somebody moves."""
    return f"{move.old} ({move.sent[0]}) → {move.new} ({move.sent[1]})"


def _say_part(comparison: Comparison, found: Differences, part: Part) -> list[str]:
    return [*_place(part.place.at), *say_people(comparison, found, part.people)]


def say_people(comparison: Comparison, found: Differences, people: People) -> list[str]:
    """Say who some patients are, and name the plainest of them."""
    facts = found.facts
    lines = [f"{say_share(people.share_among)} of {people.among}, by:"]
    lines += [f"  {line}" for line in say_groups(people.groups, facts)]
    if people.rest:
        lines.append(f"  … and {say_number(people.rest, found.everybody)} in other groups")
    return [*lines, f"for example: {say_example(comparison.new, people.example)}"]


def say_example(new: Tree, example: Example) -> str:
    """Say what sets a patient apart, by the questions of the new version."""
    return say_patient(new, example.new.answers)


def _place(at: Location | None) -> list[str]:
    return [f"at {at}"] if at else []


# --- regressions ---------------------------------------------------------------------------


def _other_regressions(comparison: Comparison, found: Differences) -> list[str]:
    moves = {move.name for move in found.moves}
    others = [each for each in found.regressions if each.name not in moves]
    return [line for each in others for line in _say_other(comparison, found, each)]


def _say_other(comparison: Comparison, found: Differences, regression: Regression) -> list[str]:
    people = say_people(comparison, found, regression.people) if regression.people else []
    return [
        regression.says,
        f"  {say_regression(comparison, regression)}",
        *(f"  {line}" for line in [*_place(regression.at), *people]),
    ]


def say_regression(comparison: Comparison, regression: Regression) -> str:
    """Say the name of a regression, and who accepted it."""
    yes = comparison.accepted.get(regression.name)
    if yes is None:
        return f"regression {regression.name}"
    return f"accepted {regression.name}, by {yes.by}: {yes.because}"


def say_idle(comparison: Comparison) -> list[str]:
    """Say which acceptances accept nothing."""
    return [
        f"{each.at}: found an acceptance of `{each.name}`, but there is no such regression; "
        "take it away, or give the name that is shown above"
        for each in comparison.idle
    ]


# --- what else there is --------------------------------------------------------------------


def say_advised(comparison: Comparison, *, show_all: bool) -> list[str]:
    """Say who loses or gains which advice."""
    found = comparison.found
    assert found is not None  # only what was found is said
    shown = found.advised if show_all else found.advised[: 2 * MOST]
    lines = [line for each in shown for line in _say_advice(comparison, found, each)]
    left = len(found.advised) - len(shown)
    return [*lines, f"… and {left} more, which --all shows"] if left else lines


def _say_advice(comparison: Comparison, found: Differences, advised: Advised) -> list[str]:
    people = say_people(comparison, found, advised.people)
    return [
        f"{advised.change}: {advised.advice}",
        *(f"  {line}" for line in [*_place(advised.at), *people]),
    ]


def say_questions(found: Differences) -> list[str]:
    """Say which questions are new, gone or answered otherwise, and who is not compared."""
    lines = [_say_question(each) for each in found.questions]
    if found.apart:
        apart = say_number(found.apart, found.everybody)
        lines.append(f"not compared, as only one version knows their answers: {apart}")
    if found.admitted.number:
        admitted = say_number(found.admitted.number, found.everybody)
        leads = ", ".join(found.admitted.lead_to)
        lines.append(f"called impossible before and asked now: {admitted}; this leads to {leads}")
    return lines


def _say_question(question: Question) -> str:
    answers = f" {question.answers}" if question.answers else ""
    leads = f"; where it is asked this leads to {', '.join(question.lead_to)}"
    led = f"; where it was asked this led to {', '.join(question.lead_to)}"
    where = (led if question.change == "answers gone" else leads) if question.lead_to else ""
    place = f"{question.at}: " if question.at else ""
    return f"{place}{question.change}:{answers} ({question.fact}: {question.label}){where}"


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
