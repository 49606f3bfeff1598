"""What differs between two versions of a tree, in words for whoever signs the edit off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from triage.analysis.versions.asked import Lead, QuestionEdit
from triage.analysis.versions.compare import Differences, VersionDiff
from triage.analysis.versions.edits import Edit
from triage.analysis.versions.losses import Unasked
from triage.analysis.versions.regressions import SAFEGUARDS, TOLD_LESS, Regression
from triage.analysis.versions.verdict import verdict
from triage.cli.diff_moves import (
    MOST,
    quoted,
    say_moves,
    say_people,
    say_place,
    say_regression,
    section,
)
from triage.model.provenance import Location
from triage.phrasing.patient_counts import say_number
from triage.words import N_, _

_MOST_CHARACTERS = 60
ABOUT_SHARES = N_(
    "Shares are of combinations of answers, not of people: some combinations are common "
    "and most are rare."
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
        lines += say_moves(comparison, found, show_all=show_all)
        lines += section(_("told less"), _regressions(comparison, found, TOLD_LESS))
        lines += section(_("other regressions"), _regressions(comparison, found, SAFEGUARDS))
        lines += section(_("questions"), [*say_questions(comparison, found, show_all=show_all)])
    lines += section(_("acceptances of nothing"), say_idle(comparison))
    for sort, title in _SORTS.items():
        edits = [edit for edit in comparison.edits if edit.sort == sort]
        most = len(edits) if show_all or sort == "numbers" else 2 * MOST
        lines += section(_(title), _cut([say_edit(edit) for edit in edits], most))
    if found is not None and (found.moves or found.regressions):
        lines += ["", _(ABOUT_SHARES)]
    return [one_line(line) for line in lines]


_SORTS = {
    "numbers": N_("these words changed a number, a time or a not"),
    "words": N_("other words"),
    "other": N_("other edits"),
    "metadata": N_("metadata"),
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


def _cut(lines: list[str], most: int) -> list[str]:
    if len(lines) <= most:
        return lines
    return [*lines[:most], _("… and {count} more, which --all shows", count=len(lines) - most)]


# --- regressions ---------------------------------------------------------------------------


def _regressions(comparison: VersionDiff, found: Differences, kinds: frozenset[str]) -> list[str]:
    some = [each for each in found.regressions if each.kind in kinds]
    return [line for each in some for line in _say_other(comparison, found, each)]


def _say_other(comparison: VersionDiff, found: Differences, regression: Regression) -> list[str]:
    people = say_people(comparison, found, regression.people) if regression.people else []
    return [
        regression.says,
        f"  {say_regression(comparison, regression)}",
        *(f"  {line}" for line in [*say_place(regression.at), *say_ends(regression.ends), *people]),
    ]


def say_ends(ends: Sequence[tuple[str, str]]) -> list[str]:
    """Say where some people ended, and where they end now."""
    if not ends:
        return []
    nowhere = _("nowhere")
    shown = "; ".join(old if old == new else f"{old} → {new or nowhere}" for old, new in ends)
    return [_("they end in: {shown}", shown=shown)]


def say_idle(comparison: VersionDiff) -> list[str]:
    """Say which acceptances accept nothing."""
    return [
        _(
            "{at}: found an acceptance of `{name}`, but there is no such regression; take it "
            "away, or give the name that is shown above",
            at=each.at,
            name=each.name,
        )
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
        yield from _say_unasked(comparison, found, unasked)
    if left := found.unasked[len(shown) :]:
        names = ", ".join(each.fact for each in left)
        yield _("no longer asked of some either, as --all shows: {names}", names=names)
    yield from _say_not_compared(found)


def _say_unasked(comparison: VersionDiff, found: Differences, unasked: Unasked) -> list[str]:
    people = say_people(comparison, found, unasked.people)
    return [
        _("no longer asked of some: {label} ({fact})", label=unasked.label, fact=unasked.fact),
        *(f"  {line}" for line in [*say_ends(unasked.ends), *people]),
    ]


def _say_not_compared(found: Differences) -> Iterator[str]:
    if found.apart:
        apart = say_number(found.apart, found.everybody)
        yield _("not compared, as only one version knows their answers: {apart}", apart=apart)
    if found.admitted.number:
        admitted = say_number(found.admitted.number, found.everybody)
        leads = ", ".join(found.admitted.lead_to)
        yield _(
            "called impossible before and asked now: {admitted}; this leads to {leads}",
            admitted=admitted,
            leads=leads,
        )


def _say_question(question: QuestionEdit) -> str:
    answers = f" {question.answers}" if question.answers else ""
    return _placed(
        question.at,
        _(
            "{change}:{answers} ({fact}: {label})",
            change=_(question.change),
            answers=answers,
            fact=question.fact,
            label=question.label,
        ),
    )


def _placed(at: Location | None, said: str) -> str:
    return f"{at}: {said}" if at else said


def _say_lead(question: QuestionEdit, lead: Lead) -> str:
    said = _LED if question.change == "answers gone" else _LEADS
    ends = ", ".join(lead.outcomes)
    if len(lead.outcomes) > MOST:
        said = _LED_TO_MANY if said == _LED else _LEADS_TO_MANY
    return _(
        said, answers=lead.answers, outcomes=ends, to=", ".join(lead.to), count=len(lead.outcomes)
    )


_LED: Final = N_("{answers} led to {outcomes} ({to})")
_LEADS: Final = N_("{answers} leads to {outcomes} ({to})")
_LED_TO_MANY: Final = N_("{answers} led to {count} outcomes: {to}")
_LEADS_TO_MANY: Final = N_("{answers} leads to {count} outcomes: {to}")


def say_edit(edit: Edit) -> str:
    """Say one edit that moves nobody, in a line."""
    key = f", {edit.key}" if edit.key else ""
    said = _("{part}{key}: {change}", part=edit.part, key=key, change=_say_change(edit))
    return _placed(edit.at, said)


def _say_change(edit: Edit) -> str:
    if edit.old == edit.new:
        return _("edited")
    if not edit.key:
        return _("new") if edit.new else _("gone")
    if edit.key == "name":
        return _("now `{name}`", name=edit.new)
    old, new = excerpts(edit.old, edit.new)
    return f"{quoted(old)} → {quoted(new)}"


def excerpts(old: str, new: str) -> tuple[str, str]:
    """Return the parts of two texts around the first place where they differ."""
    shared = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    begin = max(0, (min(len(old), len(new)) if shared is None else shared) - _MOST_CHARACTERS // 3)
    return _excerpt(old, begin), _excerpt(new, begin)


def _excerpt(text: str, begin: int) -> str:
    end = begin + _MOST_CHARACTERS
    return ("…" if begin else "") + text[begin:end].strip() + ("…" if end < len(text) else "")
