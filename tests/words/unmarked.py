"""Sentences in the code that nobody can translate, as they are not marked for gettext.

A sentence is a text of two words or more. What is no sentence for people is
told by where it stands, and the few others are listed with the reason.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from docs.words import SAID_OF

_VALUE = "\N{REPLACEMENT CHARACTER}"
_WORD = r"[^\W\d_](?:[\w\N{RIGHT SINGLE QUOTATION MARK}'-]*\w)?"
# Two words with nothing but a space and the signs of a sentence between them; a value may be one.
_SENTENCE = re.compile(rf"(?:{_WORD}[,;:.)”`]* [(“`]*{_WORD})|(?:{_WORD}[,;:`]* `?{_VALUE}[^=]*$)")

# A line of a tree file: a key, an entry of a list, or a comment.
_KEY = re.compile(rf"\s*(?:#|- |[\w${_VALUE}-]+:)")

MARKING = {"_", "N_", "ngettext"}
# Patterns, types, keys of JSON, how a rule is run, what Python's own tools say, and faults of
# the program itself.
_TECHNICAL = {"compile", "TypeVar", "NewType", "cast", "JsonForm", "AttributeError"}
_TECHNICAL |= {"AssertionError", "Literal", "rule"}
# What a key says in JSON Schema, which is in English like the key.
_TECHNICAL |= {"Field"}


@frozen
class Unmarked:
    """A sentence that is not marked, with a sign in the place of each value."""

    line: int
    text: str


def unmarked_in(file: Path) -> Iterator[Unmarked]:
    """Yield the sentences of a file of Python that are not marked."""
    return unmarked(file.read_text(encoding="utf-8"))


def unmarked(code: str) -> Iterator[Unmarked]:
    """Yield the sentences of some code that are not marked."""
    yield from _in(ast.parse(code))


def _in(node: ast.AST) -> Iterator[Unmarked]:
    if (said := _text(node)) is not None:
        if _SENTENCE.search(said) and not _is_a_file(said):
            yield Unmarked(getattr(node, "lineno", 0), said)
        if isinstance(node, ast.JoinedStr):
            values = (each.value for each in node.values if isinstance(each, ast.FormattedValue))
            yield from (found for value in values for found in _in(value))
        return
    for child in _read_by_people(node):
        yield from _in(child)


def _is_a_file(text: str) -> bool:
    """Tell whether a text is a piece of a tree file, which is never translated."""
    lines = [line for line in text.split("\n") if line.strip()]
    return len(lines) > 1 and all(map(_KEY.match, lines))


def _text(node: ast.AST) -> str | None:
    """Return the text that a node writes out, or None."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if not isinstance(node, ast.JoinedStr):
        return None
    texts = (each.value if isinstance(each, ast.Constant) else _VALUE for each in node.values)
    return "".join(map(str, texts))


def _read_by_people(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the parts of a node whose texts people may read."""
    match node:
        case ast.Expr(value=ast.Constant()):  # a docstring
            return
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in _TECHNICAL:
            return
        case ast.Call(func=ast.Subscript(value=ast.Name(id=name))) if name in _TECHNICAL:
            return
        case ast.Call(func=ast.Name(id=name), args=args) if name in SAID_OF:
            # What it says is collected from there; examples are pieces of files.
            passed = {*SAID_OF[name], "bad", "good", "place", "formula", "kinds"}
            yield from (each for place, each in enumerate(args) if place not in passed)
            yield from (each for each in node.keywords if each.arg not in passed)
        case ast.Call(func=ast.Name(id=name), args=args) if name in MARKING:
            marked = 2 if name == "ngettext" else 1
            yield from (*args[marked:], *node.keywords)
        case ast.Subscript(value=ast.Name(id=name)) if name in _TECHNICAL:
            return
        case ast.FunctionDef(name="__repr__"):  # read in logs
            return
        case ast.Compare():  # what is compared is a key
            return
        case ast.AnnAssign(value=value):
            yield from [value] if value else []
        case ast.FunctionDef():
            defaults = [each for each in node.args.kw_defaults if each]
            yield from (*node.decorator_list, *node.args.defaults, *defaults, *node.body)
        case _:
            yield from ast.iter_child_nodes(node)
