"""Text made to fit: wrapped by the cells it takes, in letters that the terminal has."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from unicodedata import category, combining, east_asian_width, normalize

NARROWEST = 12
WIDEST = 88  # longer lines are hard to read

_SIMPLER = str.maketrans(
    {
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{MINUS SIGN}": "-",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{HORIZONTAL ELLIPSIS}": "...",
        "\N{BULLET}": "-",
        "\N{MIDDLE DOT}": "-",
        "\N{BOX DRAWINGS HEAVY HORIZONTAL}": "=",
        "\N{BOX DRAWINGS LIGHT HORIZONTAL}": "-",
        "\N{BOX DRAWINGS LIGHT VERTICAL AND HORIZONTAL}": "+",
        "\N{BLACK CIRCLE}": "o",
        "\N{BLACK DIAMOND}": "*",
        "\N{BLACK UP-POINTING TRIANGLE}": "!",
        "\N{BLACK SQUARE}": "#",
        "\N{MULTIPLICATION SIGN}": "x",
        "\N{VULGAR FRACTION ONE HALF}": "1/2",
        "\N{GREATER-THAN OR EQUAL TO}": ">=",
        "\N{LESS-THAN OR EQUAL TO}": "<=",
        "\N{DEGREE SIGN}": "deg ",
        "\N{NO-BREAK SPACE}": " ",
        "\N{NARROW NO-BREAK SPACE}": " ",
    }
)


def cells(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(map(_cells, text))


def _cells(letter: str) -> int:
    if combining(letter) or category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(letter) in "WF" else 1


def wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Break a text into lines of at most ``width`` columns.

    Args:
        text: line breaks in it are kept, control characters are left out.
        width: in columns; at least ``NARROWEST`` is used.
        first: what the first line begins with.
        rest: what the other lines begin with.
    """
    width = min(max(width, NARROWEST), WIDEST)
    lines: list[str] = []
    for paragraph in text.strip().split("\n"):
        for words in _filled(paragraph, width - cells(first)):
            lines.append(((rest if lines else first) + words).rstrip())
    return lines


def _filled(paragraph: str, room: int) -> list[str]:
    lines = [""]
    for word in _words(paragraph, room):
        if lines[-1] and cells(lines[-1]) + 1 + cells(word) > room:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines


def _words(paragraph: str, room: int) -> list[str]:
    """Split at spaces, and split a word that is longer than a line."""
    parts: list[str] = []
    for word in _visible(paragraph).split():
        while cells(word) > room:
            cut = _fitting(word, room)
            parts.append(word[:cut])
            word = word[cut:]
        parts.append(word)
    return parts


def _fitting(word: str, room: int) -> int:
    """Return how many letters of a word fit, at least one."""
    taken = list(accumulate(map(_cells, word)))
    return max(bisect_right(taken, room), 1)


def _visible(text: str) -> str:
    """Take out control characters, so that no text can steer the terminal."""
    return "".join(" " if category(letter) == "Cc" else letter for letter in text)


def in_letters_of(encoding: str, text: str) -> str:
    """Return a text that an encoding can hold, with simpler signs where it cannot."""
    if _holds(encoding, text):
        return text
    return "".join(c if _holds(encoding, c) else _simpler(c, encoding) for c in text)


def _simpler(letter: str, encoding: str) -> str:
    bare = normalize("NFKD", letter.translate(_SIMPLER))
    return "".join(c for c in bare if not combining(c) and _holds(encoding, c)) or "?"


def _holds(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
