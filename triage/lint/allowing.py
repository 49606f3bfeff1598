"""Comments that allow a finding, each with its reason: ``# allow label-too-long: the reason``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from itertools import chain, islice
from typing import TypeAlias

from attrs import evolve, frozen

from triage.errors import Finding
from triage.findings import catalogue
from triage.findings.finding_kind import FindingKind
from triage.lint.kinds import kind, nearest, unknown
from triage.lint.rule import MOST
from triage.model.provenance import Location
from triage.words import _

_COMMENT = re.compile(r"\s*allow\s+([\w-]+)\s*(:?)\s*(.*)", re.IGNORECASE)
# Whoever writes more hides a tree behind its exceptions, and has a flood of findings.
_MOST_COMMENTS = 1_000
_CODE = re.compile(r"[A-Z]\d{3}", re.IGNORECASE)

# A file, a line, and the code of what is found there.
_Place: TypeAlias = tuple[str, int, str]


@frozen
class AllowComment:
    """A comment in a file.

    Attributes:
        words: what follows the ``#``.
        covers: the lines that it speaks of: its own and, where it stands
            alone, the one below.
    """

    at: Location
    words: str
    covers: tuple[int, ...]


@frozen
class Allowance:
    """A comment that allows findings of one kind on its lines.

    Attributes:
        word: the code or the name, as it is written.
        reason: why they are allowed; "" where the comment does not say.
    """

    comment: AllowComment
    word: str
    reason: str

    def allows(self) -> Iterator[_Place]:
        """Yield where it allows a finding, and of which kind; nothing where it may not."""
        code = kind(self.word)
        if code is not None and allowable(code):
            yield from ((self.comment.at.file, line, code.id) for line in self.comment.covers)


def allowances(comments: Iterable[AllowComment]) -> Iterator[Allowance]:
    """Return the comments that allow something; others may begin with the same word."""
    written = ((comment, _COMMENT.fullmatch(comment.words)) for comment in comments)
    alike = ((comment, match) for comment, match in written if match)
    for comment, match in islice(alike, _MOST_COMMENTS):
        word, colon, rest = match.groups()
        if kind(word) or (_is_meant(word) and (colon or not rest)):
            yield Allowance(comment, word, rest.strip() if colon else "")


def _is_meant(word: str) -> bool:
    """Tell a misspelt kind of finding from a sentence such as "allow rest: it helps"."""
    return bool(_CODE.fullmatch(word)) or "-" in word or bool(nearest(word))


def allowable(code: FindingKind) -> bool:
    """Tell whether an author may allow a kind of finding: one that a tree can be used with."""
    return (code.severity == "warning" or code.tree_still_loads) and code.family != "A9"


def allow(
    findings: Iterable[Finding], given: Iterable[Allowance], file: str, unjudged: Set[str]
) -> Iterator[Finding]:
    """Return findings, the allowed ones with their reason, and what is wrong with allowances.

    Args:
        findings: all that was found.
        given: the allowances in the file and in its modules.
        file: the file that is checked; its modules are checked by themselves.
        unjudged: the codes that were not looked for, so that none can be missed.
    """
    waiting, used = list(given), set[Allowance]()
    there = _by_place(waiting)
    for finding in findings:
        allowing = there.get((finding.file, finding.line, finding.code), [])
        used.update(allowing)
        reason = next((each.reason for each in allowing if each.reason), "")
        yield evolve(finding, allowed=reason)
    own = (each for each in waiting if each.comment.at.file == file)
    faults = (_faults(each, is_used=each in used, unjudged=unjudged) for each in own)
    yield from islice(chain.from_iterable(faults), MOST)


def _by_place(given: Iterable[Allowance]) -> dict[_Place, list[Allowance]]:
    found: dict[_Place, list[Allowance]] = {}
    for each in given:
        for place in dict.fromkeys(each.allows()):
            found.setdefault(place, []).append(each)
    return found


def _faults(each: Allowance, *, is_used: bool, unjudged: Set[str]) -> Iterator[Finding]:
    at, code = each.comment.at, kind(each.word)
    if code is None:
        yield catalogue.UNKNOWN_ALLOWANCE.at(at, *unknown(each.word))
    elif not allowable(code):
        found = _("found that `{name}` is allowed here, which nothing can allow", name=code.name)
        yield catalogue.NOT_ALLOWABLE.at(
            at, found, _("mend what was found, and delete the comment")
        )
    elif not is_used and code.id not in unjudged:
        found = _(
            "found that `{name}` is allowed here, where nothing of the kind is found",
            name=code.name,
        )
        hint = _("delete the comment, or move it to the line of the finding or right above it")
        yield catalogue.IDLE_ALLOWANCE.at(at, found, hint)
    elif not each.reason:
        found = _("found that `{name}` is allowed without a reason", name=code.name)
        hint = _("write it behind a colon: `# allow {name}: why`", name=code.name)
        yield catalogue.NO_REASON.at(at, found, hint)
