"""The one place that calls the YAML library: text -> a stream of events."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

import yaml
from yaml.events import Event

from triage.words import N_, _


def fastest(library: ModuleType) -> type[Any]:
    """Return the parser on libyaml, six times faster, or the pure one where libyaml is missing."""
    parser: type[Any] = getattr(library, "CSafeLoader", None) or library.SafeLoader
    return parser


PARSER = fastest(yaml)


class BrokenYaml(ValueError):
    """The text is not YAML; line and column count from 1."""

    def __init__(self, line: int, column: int, message: str) -> None:
        super().__init__(message)
        self.line, self.column, self.message = line, column, message


def events(text: str, parser: type[Any] = PARSER) -> Iterator[Event]:
    """Yield the events of a YAML text.

    Raises:
        BrokenYaml: where the text stops being YAML.
    """
    try:
        yield from iter(parser(text).get_event, None)
    except yaml.MarkedYAMLError as error:
        raise _broken(error, text) from None
    except (yaml.YAMLError, ValueError) as error:
        # The pure parser lets a ValueError out for an escaped character beyond Unicode.
        raise BrokenYaml(1, 1, _no_yaml(str(error))) from None


def _broken(error: yaml.MarkedYAMLError, text: str) -> BrokenYaml:
    words = _in_plain_words(error)
    mark = error.problem_mark or error.context_mark
    if _says_more(error):
        mark = error.context_mark or mark
    if mark is None:
        return BrokenYaml(1, 1, words)
    # At the end of the text libyaml may point behind the last line.
    return BrokenYaml(min(mark.line, text.count("\n")) + 1, mark.column + 1, words)


def _says_more(error: yaml.MarkedYAMLError) -> bool:
    """Tell whether something began on an earlier line, which says more than where it failed."""
    problem, began, failed = error.problem or "", error.context_mark, error.problem_mark
    earlier = began is not None and (failed is None or began.line < failed.line)
    left_open = ("expected ',' or", "could not find expected ':'")
    return "unexpected end of stream" in problem or (
        earlier and any(words in problem for words in left_open)
    )


# What libyaml and the pure parser say, and what it means to somebody who writes a tree. It is
# said in English until it is reported, as what happened is guessed from it.
_PLAIN_WORDS = (
    ("expected ',' or ']'", N_("found a `[` without its `]`")),
    ("expected ',' or '}'", N_("found a `{` without its `}`")),
    ("unexpected end of stream", N_("found a quote that is never closed")),
    ("mapping values are not allowed", N_("found a `:` where none can stand")),
    ("could not find expected ':'", N_("found a line without the `:` that it needs")),
    ("expected key", N_("found a line that does not fit the lines above it")),
    ("expected <block end>", N_("found a line that does not fit the lines above it")),
    ("expected <document start>", N_("found a line that does not fit the lines above it")),
    ("expected '-' indicator", N_("found a line that does not fit the lines above it")),
    ("tab character", N_("found a tab, expected spaces")),
    (
        "cannot start any token",
        N_("found a character that no text begins with, unless in quotes"),
    ),
    ("escape", N_("found a `\\` in double quotes that means nothing")),
)


def _in_plain_words(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or ""
    words = (plain for known, plain in _PLAIN_WORDS if known in problem)
    return next(words, _no_yaml(problem))


def _no_yaml(problem: str) -> str:
    return _("found no YAML here: {problem}", problem=_first_line(problem))


def _first_line(words: str) -> str:
    return words.strip().split("\n")[0].rstrip(".")
