"""The one place that calls the YAML library: text -> a stream of events."""

from __future__ import annotations

from collections.abc import Iterator

import yaml
from yaml.events import Event

# libyaml is six times faster; where it was not built in, the pure parser gives the same events.
PARSER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class BrokenYaml(ValueError):
    """The text is not YAML; line and column count from 1."""

    def __init__(self, line: int, column: int, message: str) -> None:
        super().__init__(message)
        self.line, self.column, self.message = line, column, message


def events(text: str, parser: type = PARSER) -> Iterator[Event]:
    """Yield the events of a YAML text.

    Raises:
        BrokenYaml: where the text stops being YAML.
    """
    try:
        yield from yaml.parse(text, Loader=parser)
    except yaml.MarkedYAMLError as error:
        raise _broken(error, text) from None
    except (yaml.YAMLError, ValueError) as error:
        # The pure parser lets a ValueError out for an escaped character beyond Unicode.
        raise BrokenYaml(1, 1, _first_line(str(error))) from None


def _broken(error: yaml.MarkedYAMLError, text: str) -> BrokenYaml:
    words = ", ".join(_first_line(w) for w in (error.context, error.problem) if w)
    mark = error.problem_mark or error.context_mark
    if error.problem == "found unexpected end of stream":
        # The quote that was opened says more than the end of the file.
        mark = error.context_mark or mark
    if mark is None:
        return BrokenYaml(1, 1, words)
    # At the end of the text libyaml may point behind the last line.
    return BrokenYaml(min(mark.line, text.count("\n")) + 1, mark.column + 1, words)


def _first_line(words: str) -> str:
    return words.strip().split("\n")[0].rstrip(".")
