"""Parts of a file -> its text in the canonical layout."""

from __future__ import annotations

from itertools import pairwise, takewhile

from triage.formatting.parts import Group, Part, Value, Words
from triage.formatting.scalars import WIDTH, name, on_lines, on_one_line
from triage.loading.containers import ListOf, MapOf, Record

INDENT = 2


def lay_out(root: Group) -> str:
    """Return a file as text.

    Args:
        root: the whole file, with its comments.
    """
    _set_sections_apart(root)
    lines = _block(root, 0)
    while not lines[-1]:
        lines.pop()
    return "\n".join(lines) + "\n"


def _set_sections_apart(root: Group) -> None:
    """Put a blank line between the sections of a file."""
    ordered = in_order(root)
    for before, part in pairwise(ordered):
        # The steps follow closely on the name of the first of them.
        opens = isinstance(part.shape, MapOf) and before.key != "start"
        if (opens or _is_section(before)) and part.above[:1] != [""]:
            part.above.insert(0, "")


def _is_section(part: Part) -> bool:
    return part.group.owner is None and isinstance(part.shape, MapOf | ListOf)


def in_order(group: Group) -> list[Part]:
    """Return the parts of a group, the keys of a record in the order of the format.

    Keys that the format does not know come last.
    """
    if group.is_list or not isinstance(group.shape, Record):
        return group.parts
    order = {field.name: number for number, field in enumerate(group.shape.fields)}
    return sorted(group.parts, key=lambda part: order.get(part.key or "", len(order)))


# --- lines of their own --------------------------------------------------------------------


def _block(group: Group, column: int) -> list[str]:
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


def _part(part: Part, column: int) -> list[str]:
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


def _after(sign: str, part: Part, column: int) -> str | None:
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


def _with_comments(part: Part, lines: list[str]) -> list[str]:
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


def _entry(part: Part) -> str | None:
    text = _in_brackets(part.value)
    if text is None or part.key is None:
        return text
    return f"{name(part.key, in_brackets=True)}: {text}"


def _has_comments(group: Group) -> bool:
    """Tell whether a comment stands anywhere inside a group."""
    return bool(group.head or group.tail) or any(
        any(part.above)
        or part.beside
        or (isinstance(part.value, Group) and _has_comments(part.value))
        for part in group.parts
    )
