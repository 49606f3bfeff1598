"""Tree files as people type them: in any style, with comments that name their place."""

from __future__ import annotations

import json
import re
from random import Random
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from triage.strategies.writing import Document

RECORDS = re.compile(
    r"|(facts|steps|outcomes|advice|watch_for)\.[^.]+|steps\.[^.]+\.then\.\d+|safety\.[^.]+"
)
PROSE = re.compile(
    r"(.*\.)?(ask_for_other|label|judgement|title|text|dose|too_much|look_for|heading|expect|for|not_for)"
    r"|facts\.[^.]+\.(ask|say\..*|say_as\.[^.]+\..*|options\.[^.]+|also\.[a-z].*)"
)
# Words that stay as they are, and need quotes in brackets and before comments like any prose.
_OF_SCALES = re.compile(r"scale\.(dispositions\.[^.]+\.(words|help)|numbers\..*)")
_SAFE = re.compile(r"[a-z][a-z0-9_.-]*( [a-z0-9_.-]+)*")
_AMBIGUOUS = {"true", "false", "null"}

WORDS = [
    *("sore", "calves", "hurts,", "#", "more #than", "a: b", "key:", "it's", '"so"', "'", "\\"),
    *("é — ü", "- x", "? y", "@", "%", "| z", "> w", "&c", "*d", "!e", "`f`", "[g]", "true", "~"),
    *("x  y", ",", "{urgent advice}"),
]


@st.composite
def typed(draw: DrawFn, document: Document) -> str:
    """Draw a text that holds a document, with other words in its prose."""
    # A seed, as thousands of small draws would take minutes.
    return _Typist(Random(draw(st.integers(0, 2**32)))).file(document)


class _Typist:
    def __init__(self, random: Random) -> None:
        self.random, self.number = random, 0

    def file(self, document: Document) -> str:
        top = ["# yaml-language-server: x", ""] if self.maybe() else []
        return "\n".join([*top, *self.entries(document, "", 0)]) + "\n"

    def maybe(self, chance: int = 3) -> bool:
        return self.random.randint(0, chance) == 0

    def note(self, kind: str, path: str) -> list[str]:
        """Return no comment, or one that says where it belongs."""
        if not self.maybe(9):
            return []
        self.number += 1
        return [f"# {self.number} {kind} {path}"]

    def prose(self) -> str:
        paragraphs = self.random.choice([1, 1, 1, 2, 3])
        lengths = [self.random.choice([1, 3, 10, 50]) for _ in range(paragraphs)]
        return "\n".join(" ".join(self.random.choices(WORDS, k=length)) for length in lengths)

    # --- blocks ----------------------------------------------------------------------------

    def entries(self, data: Any, path: str, column: int) -> list[str]:
        """Return the lines of a list or a mapping in block style."""
        margin = " " * column
        lines: list[str] = []
        for key, value in self.ordered(data, path):
            inner = f"{path}.{key}" if path else f"{key}"
            sign = "-" if isinstance(data, list) else self.key(key) + ":"
            lines += [""] * self.random.choice([0, 0, 0, 1, 2])
            lines += [margin + note for note in self.note("above", inner)]
            lines += self.entry(margin + sign, value, inner, column)
        notes = self.note("end", path) if column else []
        return lines + [margin + note for note in notes]

    def ordered(self, data: Any, path: str) -> list[tuple[Any, Any]]:
        if isinstance(data, list):
            return list(enumerate(data))
        shuffled = RECORDS.fullmatch(path) and self.maybe(1)
        return self.random.sample(list(data.items()), len(data)) if shuffled else [*data.items()]

    def entry(self, sign: str, value: Any, path: str, column: int) -> list[str]:
        deeper = column + self.random.randint(1, 4)
        if isinstance(value, list | dict) and (not value or self.maybe(1)):
            return self.bracketed(sign, value, path, column + 1)
        if isinstance(value, list | dict):
            beside = self.note("beside", path) if not sign.endswith("-") else []
            return ["  ".join([sign, *beside]), *self.entries(value, path, deeper)]
        if PROSE.fullmatch(path):
            return self.prose_entry(sign, path, deeper)
        text = self.quoted(value) if _OF_SCALES.fullmatch(path) else self.scalar(value)
        return ["  ".join([f"{sign} {text}", *self.note("beside", path)])]

    def prose_entry(self, sign: str, path: str, deeper: int) -> list[str]:
        text = self.prose()
        style = self.random.choice(['"', "'", ">", "|", ">-", "|-"])
        notes = self.note("beside", path)
        if style in "'\"" or any(line != line.strip() for line in text.split("\n")):
            return ["  ".join([f"{sign} {self.quoted(text)}", *notes])]
        lines = text.split("\n") if "|" in style else self.folded(text)
        margin = " " * deeper
        return ["  ".join([f"{sign} {style}", *notes]), *(margin + n if n else "" for n in lines)]

    def folded(self, text: str) -> list[str]:
        lines: list[str] = []
        for number, paragraph in enumerate(text.split("\n")):
            lines += [""] if number else []
            for word in re.split(r"(?<=\S) (?=\S)", paragraph):
                starts = not lines or not lines[-1] or self.maybe(7)
                lines = [*lines, word] if starts else [*lines[:-1], f"{lines[-1]} {word}"]
        return lines

    # --- brackets and scalars --------------------------------------------------------------

    def bracketed(self, sign: str, data: Any, path: str, column: int) -> list[str]:
        """Return a list or a mapping in brackets, on one line or on several."""
        opening, closing = "[]" if isinstance(data, list) else "{}"
        if not self.maybe(2):
            inside = ", ".join(self.in_brackets(k, v, data, path) for k, v in _pairs(data))
            notes = self.note("beside", path)
            return ["  ".join([f"{sign} {opening}{inside}{closing}", *notes])]
        margin = " " * (column + 1)
        lines = [f"{sign} {opening}"]
        for key, value in _pairs(data):
            inner = f"{path}.{key}"
            lines += [margin + note for note in self.note("above", inner)]
            text = margin + self.in_brackets(key, value, data, path) + ","
            lines.append("  ".join([text, *self.note("beside", inner)]))
        return [*lines, margin + closing]

    def in_brackets(self, key: Any, value: Any, data: Any, path: str) -> str:
        inner = f"{path}.{key}"
        if isinstance(value, list | dict):
            opening, closing = "[]" if isinstance(value, list) else "{}"
            inside = ", ".join(self.in_brackets(k, v, value, inner) for k, v in _pairs(value))
            text = f"{opening}{inside}{closing}"
        else:
            is_prose = PROSE.fullmatch(inner)
            text = self.quoted(self.prose()) if is_prose else self.scalar(value)
            text = self.quoted(value) if _OF_SCALES.fullmatch(inner) else text
        return text if isinstance(data, list) else f"{self.key(key)}: {text}"

    def key(self, key: str) -> str:
        return self.scalar(key) if isinstance(key, str) else str(key)

    def scalar(self, value: Any) -> str:
        if not isinstance(value, str):
            return json.dumps(value)
        plain = _SAFE.fullmatch(value) and value not in _AMBIGUOUS and self.maybe(1)
        return value if plain else self.quoted(value)

    def quoted(self, text: str) -> str:
        if "\n" in text or self.maybe(1):
            return json.dumps(text, ensure_ascii=False)
        return "'" + text.replace("'", "''") + "'"


def _pairs(data: Any) -> list[tuple[Any, Any]]:
    return list(enumerate(data)) if isinstance(data, list) else list(data.items())
