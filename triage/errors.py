"""One family of errors; each knows its exit code and can be read by a program.

Exit codes: 0 done; 1 it could not be done; 2 wrong usage; 3 findings or a
failing case; 4 not known.
"""

from __future__ import annotations

import sys
from datetime import date
from shlex import quote
from typing import ClassVar, Final, Literal

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
    def at(cls, where: Location, code: str, name: str, message: str, hint: str = "") -> Finding:
        """Return a finding of severity error at a place in a file."""
        return cls(where.file, where.line, where.column, code, name, message, hint)

    def __str__(self) -> str:
        text = f"{self.file}:{self.line}:{self.column}: {self.code} {self.name}: {self.message}"
        return f"{text}\n    help: {self.help}" if self.help else text

    def to_json(self) -> dict[str, object]:
        """Return the finding as plain data."""
        return asdict(self)


ERROR_FORMAT = 1


class TriageError(Exception):
    """Something that could not be done, in words for the person who asked for it.

    Attributes:
        code: short and stable, for programs: ``unknown-tree``.
    """

    exit_code: ClassVar[int] = 1
    code: str = "failed"

    def __reduce__(self) -> tuple[object, ...]:
        """Return what pickle takes, so that it can come back from another process as it is."""
        return _rebuilt, (type(self), self.args, dict(self.__dict__))

    def to_json(self) -> dict[str, object]:
        """Return the error as plain data: its code, its words, and what its class adds."""
        told = {"code": self.code, "kind": type(self).__name__, "message": str(self)}
        return {"triage_error": ERROR_FORMAT, **told, **self._details()}

    def _details(self) -> dict[str, object]:
        return {}


def _rebuilt(
    kind: type[TriageError], args: tuple[object, ...], state: dict[str, object]
) -> TriageError:
    # Not by its class: that takes other arguments than the words that it keeps.
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(state)
    return error


class UnknownTree(TriageError):
    """No tree has that name, and no file is there."""

    code = "unknown-tree"


class UnknownRegion(TriageError):
    """There is no such region."""

    code = "unknown-region"


class UnknownLanguage(TriageError):
    """There are no texts in that language."""

    code = "unknown-language"


class WrongArgument(TriageError, TypeError):
    """A function was called with something that it cannot use."""

    code = "wrong-argument"


class TreeError(TriageError):
    """A tree file has faults; all of them are listed."""

    code = "tree-has-faults"

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = findings

    def _details(self) -> dict[str, object]:
        return {"findings": [finding.to_json() for finding in self.findings]}


class TreeRefused(TriageError):
    """A tree that nobody should rely on yet, or any more.

    Attributes:
        code: ``tree-draft``, ``tree-expired`` or ``tree-withdrawn``.
        tree: the id of the tree.
        version: its version.
        review_by: the last day on which it counts as reviewed.
    """

    def __init__(self, message: str, code: str, tree: str, version: str, review_by: date) -> None:
        super().__init__(message)
        self.code = code
        self.tree, self.version, self.review_by = tree, version, review_by

    def _details(self) -> dict[str, object]:
        day = self.review_by.isoformat()
        return {"tree": self.tree, "version": self.version, "review_by": day}


@frozen
class AnswerProblem:
    """One answer that cannot be used: the fact, what was given, what is allowed.

    Attributes:
        code: ``not-in-domain``, ``unknown-fact``, ``no-answer``,
            ``not-on-screen`` or ``not-a-mapping``; of an answer that a saved
            session loses see ``Resumed.dropped``.
    """

    fact: str
    found: str
    expected: str
    help: str = ""
    code: str = "not-in-domain"

    def __str__(self) -> str:
        text = f"{self.fact}: found {self.found}, expected {self.expected}"
        return f"{text}\n    help: {self.help}" if self.help else text

    def to_json(self) -> dict[str, object]:
        """Return the problem as plain data."""
        return asdict(self)


class AnswerError(TriageError):
    """Some answers are out of their domain or for unknown facts; all are listed."""

    code = "answers-not-usable"

    def __init__(self, problems: tuple[AnswerProblem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems

    def _details(self) -> dict[str, object]:
        return {"problems": [problem.to_json() for problem in self.problems]}


class ModuleError(TriageError, ValueError):
    """The tree is a part for other trees and cannot be asked by itself."""

    code = "tree-is-a-module"


class TreeTooLarge(TriageError):
    """The patients of a tree are too many to search; asking it still works."""

    code = "tree-too-large"


class SessionError(TriageError):
    """A session cannot be read or does not fit its tree, or cannot go where it was asked to.

    Attributes:
        code: ``session-unreadable``, ``session-of-another-tree``,
            ``session-of-another-version``, ``session-does-not-fit`` or
            ``session-cannot``.
    """

    def __init__(self, message: str, code: str = "session-unreadable") -> None:
        super().__init__(message)
        self.code = code


class MissingExtra(TriageError):
    """An optional library is needed that is not installed; the message says how to get it."""

    code = "missing-extra"


# The library behind each extra of ours.
LIBRARIES: Final = {
    "ask": "prompt_toolkit",
    "draw": "pygraphviz",
    "paths": "z3-solver",
    "print": "typst",
    "test": "hypothesis",
}


def to_install(extra: str) -> str:
    """Return the command that brings the library behind an extra to the Python that runs now.

    It names the library itself, so that it works from a clone, from a wheel, and in any
    environment, whichever `pip` comes first on the path.
    """
    return f"{quote(sys.executable or 'python')} -m pip install {LIBRARIES[extra]}"
