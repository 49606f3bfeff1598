"""How a scalar is written: plain, in quotes, or as lines of its own.

Prose stands in quotes, so that no ` #` and no `: ` in it can ever be taken
for something else. What is too long for a line follows `>-` on lines of its
own; prose whose line ends count follows `|-`.
"""

from __future__ import annotations

import re

from triage.formatting.parts import Words
from triage.loading.scalars import UnfitNumber, resolve

WIDTH = 120

# Where a line may be broken: at a single space, as a break is read as one, but not inside
# `{urgent advice}`, which somebody may search for.
_BREAK = re.compile(r"(?<=\S) (?=\S)(?![^{}]{0,60}\})")
_PLAIN = re.compile(
    r"""(?:[^-?:,\[\]{}#&*!|>'"%@`\s]|-[0-9])"""  # signs that mean something at the beginning
    r"(?:[^\s#:]|:(?=[^\s,\[\]{}])| (?=[^\s#]))*"
)
_IN_BRACKETS = re.compile(r"[,\[\]{}:]")


def on_one_line(words: Words, *, in_brackets: bool) -> str:
    """Return a scalar as it stands on one line: plain where that is safe, or in quotes."""
    if not words.is_text:
        return words.text
    if words.is_prose:
        return quoted(words.text)
    return name(words.text, in_brackets=in_brackets)


def name(text: str, *, in_brackets: bool) -> str:
    """Return a name, a phrase or a key, in quotes only where it needs them."""
    safe = _PLAIN.fullmatch(text) and not (in_brackets and _IN_BRACKETS.search(text))
    return text if safe and _is_text(text) else quoted(text)


def _is_text(plain: str) -> bool:
    """Tell whether YAML reads a plain word as a text, and not as a number or the like."""
    try:
        return plain != "<<" and isinstance(resolve(plain), str)
    except UnfitNumber:
        return False


def quoted(text: str) -> str:
    """Return a text in double quotes, or in single ones where that saves escapes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    if len(escaped) - len(text) > text.count("'") and not re.search(r"[\n\t]", text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + escaped.replace("\n", "\\n").replace("\t", "\\t") + '"'


def on_lines(words: Words, room: int, width: int) -> tuple[str, list[str]] | None:
    """Return the mark and the lines of prose that is to stand on lines of its own.

    Args:
        words: a scalar.
        room: how many characters are left on the line where it would begin.
        width: how many characters a line of its own may have.

    Returns:
        None where it stands on one line.
    """
    if not words.is_prose:
        return None
    if "\n" in words.text:
        return _several_paragraphs(words, width)
    if words.marks == ">":
        return ">-", _kept_or_filled(words, width)
    if len(quoted(words.text)) <= room:
        return None
    lines = fill(words.text, width)
    # One long word, such as an address, may be too long for a line of its own, too.
    return (">-", lines) if len(lines) > 1 or len(lines[0]) <= width else None


def _several_paragraphs(words: Words, width: int) -> tuple[str, list[str]] | None:
    lines = words.text.split("\n")
    if any(line != line.rstrip() for line in lines):
        return None  # white space at the end of a line is easily lost, so it stays in quotes
    is_indented = any(line[:1].isspace() for line in lines)
    is_long = any(len(line) > width for line in lines)
    if not is_indented and (words.marks == ">" or (is_long and words.marks != "|")):
        return ">-", _kept_or_filled(words, width)
    return "|-", lines


def _kept_or_filled(words: Words, width: int) -> list[str]:
    """Return the lines as their author broke them, if they fit; otherwise break them anew."""
    kept = list(words.lines)
    fit = kept and max(map(len, kept)) <= width
    return kept if fit and unfolded(kept) == words.text else fill(words.text, width)


def fill(text: str, width: int) -> list[str]:
    """Break a text into lines that ``>-`` joins to the same text again."""
    lines: list[str] = []
    for number, paragraph in enumerate(text.split("\n")):
        lines += [""] if number else []
        lines += _filled(paragraph, width) if paragraph else []
    return lines


def _filled(paragraph: str, width: int) -> list[str]:
    first, *words = _BREAK.split(paragraph)
    lines = [first]
    for word in words:
        if len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def unfolded(lines: list[str]) -> str:
    """Return what YAML reads in lines after ``>-`` of which none is indented further."""
    return re.sub(r"\n+", lambda m: "\n" * (len(m[0]) - 1) or " ", "\n".join(lines))
