"""Findings: which of them are asked for, and how they are printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import click
from attrs import frozen

from triage.errors import Finding
from triage.findings.finding_kind import FindingKind
from triage.lint.kinds import LIMITS, kinds, unknown
from triage.lint.rule import MOST
from triage.tree_files.report import MAX_FINDINGS
from triage.words import _, ngettext

_LIMITS = frozenset(code.id for code in LIMITS)


@frozen
class Chosen:
    """Findings in the order of their places.

    Attributes:
        shown: those that were asked for and that no comment allows.
        allowed: those that were asked for and that a comment allows.
        left_out: those that were not asked for.
    """

    shown: tuple[Finding, ...]
    allowed: tuple[Finding, ...]
    left_out: tuple[Finding, ...]

    @property
    def is_failing(self) -> bool:
        """Whether one is an error; one that keeps a tree from loading counts though left out."""
        shown = any(finding.severity == "error" for finding in self.shown)
        return shown or any(map(_keeps_from_loading, self.left_out))


def choose(findings: Iterable[Finding], select: Sequence[str], ignore: Sequence[str]) -> Chosen:
    """Part findings into those that were asked for and those that were not.

    Args:
        findings: all that was found; the same one may be there twice.
        select: codes, names or beginnings of codes, also with commas between
            them; none means all.
        ignore: the same, for what is not to be shown.

    Raises:
        UsageError: a word means no kind of finding.
    """
    selected, ignored = _codes(select), _codes(ignore)
    found = sorted(set(findings))
    left_out = {f for f in found if f.code in ignored or (select and f.code not in selected)}
    asked_for = [f for f in found if f not in left_out]
    return Chosen(
        tuple(f for f in asked_for if not f.allowed),
        tuple(f for f in asked_for if f.allowed),
        tuple(f for f in found if f in left_out),
    )


def _codes(words: Sequence[str]) -> set[str]:
    named = [each.strip() for word in words for each in word.split(",")]
    return {code.id for word in named for code in kinds_named(word)}


def kinds_named(word: str) -> tuple[FindingKind, ...]:
    """Return the kinds of finding that a code, a name or the beginning of a code means.

    Raises:
        UsageError: it means none.
    """
    found = kinds(word)
    if not found:
        raise click.UsageError("\n    help: ".join(unknown(word)))
    return found


def summary(files: int, chosen: Chosen) -> str:
    """Say in a line how many findings of which kind there are."""
    number = Counter(finding.severity for finding in chosen.shown)
    parts = [
        ngettext("{count} error", "{count} errors", number["error"]),
        ngettext("{count} warning", "{count} warnings", number["warning"]),
    ]
    parts += [_("{count} suppressed", count=len(chosen.allowed))] if chosen.allowed else []
    parts += [_("{count} left out", count=len(chosen.left_out))] if chosen.left_out else []
    said = ngettext(
        "{count} file: {found}", "{count} files: {found}", files, found=", ".join(parts)
    )
    hidden = sum(map(_keeps_from_loading, chosen.left_out))
    if not hidden:
        return said
    left_out = ngettext(
        "left out: {count} error with which no tree loads",
        "left out: {count} errors with which no tree loads",
        hidden,
    )
    return f"{said}\n{left_out}"


def say_cut_off(found: Iterable[Finding]) -> list[str]:
    """Say that there may be more of what was found, where so much of it was told as may be."""
    every = set(found)
    of_kind = Counter((each.file, each.code) for each in every)
    errors = Counter(each.file for each in every if each.severity == "error")
    cut = {kind[0] for kind, number in of_kind.items() if number >= MOST}
    cut |= {file for file, number in errors.items() if number >= MAX_FINDINGS}
    if not cut:
        return []
    said = _(
        "there may be more: of one kind {most} are told, and of reading one file {all}, "
        "which is so in {files}",
        most=MOST,
        all=MAX_FINDINGS,
        files=", ".join(f"`{file}`" for file in sorted(cut)),
    )
    return [said]


def _keeps_from_loading(finding: Finding) -> bool:
    return finding.severity == "error" and finding.code not in _LIMITS


def to_github(finding: Finding) -> str:
    """Return a finding as a command that GitHub shows beside the line of a pull request."""
    place = {
        "file": finding.file,
        "line": str(finding.line),
        "col": str(finding.column),
        "title": f"{finding.code} {finding.name}",
    }
    where = ",".join(f"{key}={_property(value)}" for key, value in place.items())
    message = (
        _("{message}\nhelp: {help}", message=finding.message, help=finding.help)
        if finding.help
        else finding.message
    )
    return f"::{finding.severity} {where}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
