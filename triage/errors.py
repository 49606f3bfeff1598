"""One family of errors; each knows its exit code and can be read by a program.

Exit codes: 0 done; 1 it could not be done; 2 wrong usage; 3 findings or a
failing case; 4 not known.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from attrs import asdict, frozen

from triage.model.provenance import Location


@frozen(order=True)
class Finding:
    """One thing that a check found in a file.

    Attributes:
        code: short and stable, for allowances and scripts: ``F201``.
        name: readable and stable: ``unknown-key``.
        message: what was found and what was expected.
        help: what to write instead, or "".
        allowed: the reason for which a comment in the file allows it, or "".
    """

    file: str
    line: int
    column: int
    code: str
    name: str
    message: str
    help: str = ""
    severity: Literal["error", "warning"] = "error"
    allowed: str = ""

    @classmethod
    def at(cls, where: Location, code: str, name: str, message: str, help: str = "") -> Finding:
        """Return a finding of severity error at a place in a file."""
        return cls(where.file, where.line, where.column, code, name, message, help)

    def __str__(self) -> str:
        text = f"{self.file}:{self.line}:{self.column}: {self.code} {self.name}: {self.message}"
        return f"{text}\n    help: {self.help}" if self.help else text

    def to_json(self) -> dict[str, object]:
        """Return the finding as plain data."""
        return asdict(self)


class TriageError(Exception):
    """Something that could not be done, in words for the person who asked for it."""

    exit_code: ClassVar[int] = 1


class UnknownTree(TriageError):
    """No tree has that name, and no file is there."""


class TreeError(TriageError):
    """A tree file has faults; all of them are listed."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = findings


@frozen
class AnswerProblem:
    """One answer that cannot be used: the fact, what was given, what is allowed."""

    fact: str
    found: str
    expected: str
    help: str = ""

    def __str__(self) -> str:
        text = f"{self.fact}: found {self.found}, expected {self.expected}"
        return f"{text}\n    help: {self.help}" if self.help else text


class AnswerError(TriageError):
    """Some answers are out of their domain or for unknown facts; all are listed."""

    def __init__(self, problems: tuple[AnswerProblem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class ModuleError(TriageError, ValueError):
    """The tree is a part for other trees and cannot be asked by itself."""


class TreeTooLarge(TriageError):
    """The patients of a tree are too many to search; asking it still works."""


class SessionError(TriageError):
    """A saved session cannot be read, or belongs to a different tree."""


class MissingExtra(TriageError):
    """An optional library is needed that is not installed; the message names the extra."""
