"""One family of errors; each knows its exit code and can be read by a program.

Exit codes: 0 done; 1 it could not be done; 2 wrong usage; 3 findings or a
failing case; 4 not known.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from shlex import quote
from typing import ClassVar, Final, Literal, TypeAlias

from attrs import frozen

from triage.model.provenance import Location
from triage.model.serialise import JsonForm, Serialised, from_json, keys_of
from triage.words import _

ERROR_FORMAT: Final = 1
ProblemCode: TypeAlias = Literal[
    "not-in-domain",
    "unknown-fact",
    "renamed-fact",
    "question-changed",
    "not-asked",
    "no-answer",
    "not-on-screen",
    "not-in-response",
    "not-a-mapping",
]


@frozen(order=True)
class Finding(Serialised):
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
        return _("{text}\n    help: {help}", text=text, help=self.help) if self.help else text


def _kind(error: TriageError) -> str:
    """The class of the error."""
    return type(error).__name__


def _message(error: TriageError) -> str:
    """What could not be done, in words."""
    return str(error)


class TriageError(Exception, Serialised):
    """Something that could not be done, in words for the person who asked for it.

    Attributes:
        code: short and stable, for programs: ``unknown-tree``.
    """

    json_form: ClassVar = JsonForm(
        name="error",
        version=ERROR_FORMAT,
        keys={"code": "code", "kind": _kind, "message": _message},
    )
    exit_code: ClassVar[int] = 1
    code: str = "failed"

    @staticmethod
    def from_json(data: Mapping[str, object]) -> TriageError:
        """Return the error that ``to_json`` wrote, of its own class, as when it was raised.

        Raises:
            WrongArgument: the data is no error that this version knows.
        """
        try:
            return _read(dict(data))
        except (KeyError, TypeError, ValueError):
            msg = _("found no written error, expected what `to_json` of one gave")
            raise WrongArgument(msg) from None

    def __reduce__(self) -> tuple[object, ...]:
        """Return what pickle takes, so that it can come back from another process as it is."""
        return _rebuilt, (type(self), self.args, dict(self.__dict__))


def _read(data: dict[str, object]) -> TriageError:
    if data["triage_error"] != ERROR_FORMAT:
        raise ValueError
    kind = {cls.__name__: cls for cls in _family(TriageError)}[str(data["kind"])]
    told = {name: key for name, key in keys_of(kind).items() if isinstance(key.origin, str)}
    state = {name: from_json(key.type, data[name]) for name, key in told.items()}
    return _rebuilt(kind, (str(data["message"]),), state)


def _family(cls: type[TriageError]) -> Iterator[type[TriageError]]:
    yield cls
    for sub in cls.__subclasses__():
        yield from _family(sub)


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

    json_form = TriageError.json_form.plus("findings")
    code = "tree-has-faults"
    findings: tuple[Finding, ...]

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = findings


class TreeRefused(TriageError):
    """A tree that nobody should rely on yet, or any more.

    Attributes:
        code: ``tree-draft``, ``tree-expired``, ``tree-withdrawn`` or ``tree-unfinished``.
        tree: the id of the tree.
        version: its version.
        review_by: the last day on which it counts as reviewed.
    """

    json_form = TriageError.json_form.plus("tree", "version", "review_by")
    tree: str
    version: str
    review_by: date

    def __init__(self, message: str, code: str, tree: str, version: str, review_by: date) -> None:
        super().__init__(message)
        self.code = code
        self.tree, self.version, self.review_by = tree, version, review_by


@frozen
class AnswerProblem(Serialised):
    """One answer that cannot be used: the fact, what was given, what is allowed.

    Attributes:
        code: ``not-in-domain``, ``unknown-fact``, ``no-answer``,
            ``not-on-screen``, ``not-in-response`` or ``not-a-mapping``; of an
            answer that a saved session loses see ``Resumed.dropped``.
    """

    fact: str
    found: str
    expected: str
    help: str = ""
    code: ProblemCode = "not-in-domain"

    json_form: ClassVar = JsonForm(name="problem")

    def __str__(self) -> str:
        text = _(
            "{fact}: found {found}, expected {expected}",
            fact=self.fact,
            found=self.found,
            expected=self.expected,
        )
        return _("{text}\n    help: {help}", text=text, help=self.help) if self.help else text


class AnswerError(TriageError):
    """Some answers are out of their domain or for unknown facts; all are listed."""

    json_form = TriageError.json_form.plus("problems")
    problems: tuple[AnswerProblem, ...]
    code = "answers-not-usable"

    def __init__(self, problems: tuple[AnswerProblem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


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
    "assistant": "mcp",
    "ask": "prompt_toolkit",
    "calendar": "icalendar",
    "cohort": "narwhals",
    "draw": "pygraphviz",
    "evaluate": "scipy",
    "paths": "z3-solver",
    "print": "typst",
    "sql": "sqlglot",
    "test": "hypothesis",
}


def to_install(extra: str, library: str = "") -> str:
    """Return the command that brings the library behind an extra to the Python that runs now.

    It names the library itself, so that it works from a clone, from a wheel, and in any
    environment, whichever `pip` comes first on the path.
    """
    return f"{quote(sys.executable or 'python')} -m pip install {library or LIBRARIES[extra]}"
