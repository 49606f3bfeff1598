"""All sentences of the program, for translators: ``make words``; a test keeps it fresh."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Set
from datetime import UTC, datetime
from inspect import cleandoc
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import IO, Any, Final, TypeAlias

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_from_file, extract_python
from babel.messages.pofile import write_po

from triage.cli.usage import MODULES
from triage.outputs.printing.typesetting import MARKED

PACKAGE = Path(__file__).parent.parent / "triage"
TEMPLATE = PACKAGE / "locales" / "triage.pot"
_HEADER = "# The sentences of triage; `make words` collects them."
# What reads each kind of file, by the names that Babel calls it by.
_FILES: Final = [
    ("**.py", "docs.words:sentences_of_python"),
    ("**.typ", "docs.words:sentences_of_typst"),
    ("**/regions.json", "docs.words:sentences_of_regions"),
]
# gettext wants a day; that of today would make another file of the same sentences.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
_WORDS_OF_REGION = re.compile(r'"(?:name|emergency_department|urgent_advice|doctor)": "([^"]*)"')
# Declarations of which some arguments, by place or name, are said with `_` by whoever reads them.
SAID_OF: Final[Mapping[str, Set[int | str]]] = {
    "FindingKind": {"means", "why"},
    "ListOf": {1},
    "MapOf": {2},
    "Name": {0},
    "OneOrMore": {1},
    "Phrase": {0},
    "Property": {0, "means", "leaves_out", "mend"},
    "Raw": {0},
    "Record": {0},
}
# Examples of a finding are pieces of files, but for those that are told in words.
_EXAMPLES: Final = {"bad", "good"}
_Found: TypeAlias = Iterator[tuple[Any, ...]]
_DECLARES_COMMANDS = {"command", "group"}


def template() -> bytes:
    """Return the catalogue of all sentences, with no translation of any."""
    catalogue = Catalog(project="triage", header_comment=_HEADER, creation_date=_NEVER)
    found = extract_from_dir(PACKAGE, _FILES, keywords=_KEYWORDS)
    for file, _line, sentence, _comments, _context in found:
        catalogue.add(sentence, locations=[(f"triage/{file}", 0)])
    for module in MODULES:
        for _line, sentence, _comments, _context in sentences_of_click(module):
            catalogue.add(sentence, locations=[(module.__name__.replace(".", "/"), 0)])
    written = BytesIO()
    write_po(written, catalogue, sort_output=True, include_lineno=False)
    return written.getvalue()


def sentences_of_python(
    file: IO[bytes], keywords: Mapping[str, Any], tags: list[str], options: Any
) -> _Found:
    """Yield what is marked in a file, and the help of its commands, which is their docstring."""
    yield from extract_python(file, keywords, tags, options)
    file.seek(0)
    tree = ast.parse(file.read())
    yield from ((line, "_", said, []) for line, said in declared_in(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and any(map(_is_command, node.decorator_list)):
            yield node.lineno, "_", cleandoc(ast.get_docstring(node) or ""), []


def declared_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield what declarations say in those of their fields that people read, with the lines."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            continue
        given: dict[int | str | None, ast.expr] = dict[int | str | None, ast.expr](
            enumerate(call.args)
        )
        given |= {each.arg: each.value for each in call.keywords}
        told_in_words = getattr(given.get("place"), "id", "") == "IN_WORDS"
        said = {*SAID_OF.get(call.func.id, ()), *(_EXAMPLES if told_in_words else ())}
        for name, value in given.items():
            if name in said and isinstance(value, ast.Constant | ast.BinOp):
                yield value.lineno, ast.literal_eval(value)


def sentences_of_click(module: ModuleType) -> _Found:
    """Yield what a module of click marks itself."""
    yield from extract_from_file("python", str(module.__file__), keywords=_KEYWORDS)


def sentences_of_typst(file: IO[bytes], *_options: object, **_more: object) -> _Found:
    """Yield what a template of print says itself."""
    for found in MARKED.finditer(file.read().decode()):
        yield 0, "_", found[1], []


def sentences_of_regions(file: IO[bytes], *_options: object, **_more: object) -> _Found:
    """Yield the words of countries that stand within sentences."""
    for found in _WORDS_OF_REGION.finditer(file.read().decode()):
        yield 0, "_", found[1], []


def _is_command(decorator: ast.expr) -> bool:
    call = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(call, ast.Attribute) and call.attr in _DECLARES_COMMANDS


if __name__ == "__main__":
    TEMPLATE.write_bytes(template())
