"""Parts of a file -> its text in the canonical layout."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile

from triage.tree_files.containers import ListOf, MapOf
from triage.tree_files.formatting.parts import FilePart, PartGroup, Value, Words
from triage.tree_files.records import Record
from triage.tree_files.scalars import UnfitNumber, resolve

INDENT = 2


def lay_out(root: PartGroup) -> str:
    """Return a file as text.

    Args:
        root: the whole file, with its comments.
    """
    _set_sections_apart(root)
    lines = _block(root, 0)
    while not lines[-1]:
        lines.pop()
    return "\n".join(lines) + "\n"


def _set_sections_apart(root: PartGroup) -> None:
    """Put a blank line between the sections of a file."""
    ordered = in_order(root)
    for before, part in pairwise(ordered):
        # The steps follow closely on the name of the first of them.
        opens = isinstance(part.shape, MapOf) and before.key != "start"
        if (opens or _is_section(before)) and part.above[:1] != [""]:
            part.above.insert(0, "")


def _is_section(part: FilePart) -> bool:
    return part.group.owner is None and isinstance(part.shape, MapOf | ListOf)


def in_order(group: PartGroup) -> list[FilePart]:
    """Return the parts of a group, the keys of a record in the order of the format.

    Keys that the format does not know come last.
    """
    if group.is_list or not isinstance(group.shape, Record):
        return group.parts
    order = {key.name: number for number, key in enumerate(group.shape.keys)}
    return sorted(group.parts, key=lambda part: order.get(part.key or "", len(order)))


# --- lines of their own --------------------------------------------------------------------


def _block(group: PartGroup, column: int) -> list[str]:
    """Return a group as lines without their indentation.

    Args:
        group: a group with parts.
        column: where the lines are going to begin.
    """
    lines = list(group.head)
    for part in in_order(group):
        added = [*part.above, *_part(part, column)]
        lines += added[1:] if added[0] == "" and lines[-1:] in ([], [""]) else added
    return [*lines, *group.tail]


def _part(part: FilePart, column: int) -> list[str]:
    """Return a part as lines without their indentation."""
    sign = "-" if part.key is None else name(part.key, in_brackets=False) + ":"
    short = _after(sign, part, column)
    if short is not None:
        return _with_comments(part, [f"{sign} {short}".rstrip()])
    if isinstance(part.value, Words):
        return _with_comments(part, _prose(sign, part.value, column))
    inside = _block(part.value, column + INDENT)
    if part.key is not None:
        return _with_comments(part, [sign, *_indented(inside)])
    # The first line stands beside the hyphen, so what is above it goes above the hyphen.
    above = list(takewhile(_is_comment, inside))
    first, *others = inside[len(above) :]
    return [*part.beside, *above, f"- {first}", *_indented(others)]


def _after(sign: str, part: FilePart, column: int) -> str | None:
    """Return what stands behind a key or hyphen on its line; None where it does not fit there."""
    room = WIDTH - column - len(sign) - 1
    if isinstance(part.value, Words):
        if on_lines(part.value, room, WIDTH - column - INDENT):
            return None
        return on_one_line(part.value, in_brackets=False)
    if not part.value.parts:
        return "[]" if part.value.is_list else "{}"
    if _is_section(part) or _has_comments(part.value):
        return None
    short = _in_brackets(part.value)
    return short if short is not None and len(short) <= room else None


def _prose(sign: str, words: Words, column: int) -> list[str]:
    """Return prose that stands on lines of its own."""
    folded = on_lines(words, 0, WIDTH - column - INDENT)
    assert folded is not None  # it did not fit on one line
    mark, lines = folded
    return [f"{sign} {mark}", *_indented(lines)]


def _with_comments(part: FilePart, lines: list[str]) -> list[str]:
    """Add the comments beside a part; there is room for one of them."""
    above, last = part.beside[:-1], part.beside[-1:]
    inside = [] if isinstance(part.value, Words) or part.value.parts else part.value.tail
    return [*above, *inside, "  ".join([lines[0], *last]), *lines[1:]]


def _indented(lines: list[str]) -> list[str]:
    return [" " * INDENT + line if line else "" for line in lines]


def _is_comment(line: str) -> bool:
    return not line or line.startswith("#")


# --- in brackets ---------------------------------------------------------------------------


def _in_brackets(value: Value) -> str | None:
    """Return a value as it stands in brackets, or None where it cannot stand there."""
    if isinstance(value, Words):
        return on_one_line(value, in_brackets=True) or None
    if not value.in_brackets:
        return None
    parts = [_entry(part) for part in in_order(value)]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    return f"[{', '.join(known)}]" if value.is_list else f"{{{', '.join(known)}}}"


def _entry(part: FilePart) -> str | None:
    text = _in_brackets(part.value)
    if text is None or part.key is None:
        return text
    return f"{name(part.key, in_brackets=True)}: {text}"


def _has_comments(group: PartGroup) -> bool:
    """Tell whether a comment stands anywhere inside a group."""
    return bool(group.head or group.tail) or any(
        any(part.above)
        or part.beside
        or (isinstance(part.value, PartGroup) and _has_comments(part.value))
        for part in group.parts
    )


# --- how a scalar is written: plain, in quotes, or as lines of its own
# Prose stands in quotes, so that no ` #` and no `: ` in it can ever be taken
# for something else. What is too long for a line follows `>-` on lines of its
# own; prose whose line ends count follows `|-`.


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
