"""What happens to a file in an editor, in words: YAML only says that it cannot go on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from attrs import frozen

from triage.tree_files.scalars import shorten
from triage.words import N_, _

_MERGE = re.compile(r"(<{7}|={7}|>{7}|\|{7})(?: |$)")
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ANY_ODD_SPACE = re.compile(f"[{_SPACES}]")
_ODD_SPACE = re.compile(rf"( *(?:- *)?(?:[\w-]+:)?)[{_SPACES}]")
_BULLET = re.compile(r"( *)([\u2022\u00b7\u2013\u2014\u2212*])\s")
_BARE_DASH = re.compile(r"( *)-(?=[A-Za-z_{\[\"'])")
_NO_BLANK = re.compile(r"( *(?:- +)?)([\w-]+):(?=[^\s/])")
_WIDE_COLON = re.compile(r"( *(?:- +)?[\w -]+)[\uff1a\ufe55\u2236]")
_ENTRY = re.compile(r" *(?:- +)*([\w-]+(?: [\w-]+)*) *: +(?=\S)")
_SINGLE = re.compile(r"(?:^|[:\[{,-] *)'(?:[^']|'')*'(?=\w)")
_DOUBLE = re.compile(r"(?:^|[:\[{,-] *)\"(?:[^\"\\]|\\.)*\"(?= *[\w])")
_PAIR = re.compile(r"([\u2018-\u201f])(.*)([\u2018-\u201f])", re.DOTALL)
_DASH = re.compile(r"[\u2010-\u2015\u2212]")
_MORE_OR_LESS = re.compile(r"([<>]=?) *(\d+(?:\.\d+)?)")
_IN_WORDS = {">": "over", "<": "under", ">=": "at least", "<=": "at most"}
_CURLY = re.compile(r"[\u2018-\u201f\u00ab\u00bb]")
_OPENS_OTHERWISE = "@`%*&!?|>"
# What stands under these is written in braces.
_IN_BRACES = ("if", "when", "then", "demands", "options", "points", "not", "score", "also")
_MOST_LEVELS = 20
_LONGEST_LINE, _MOST_QUOTED = 1_000, 200


@frozen
class Accident:
    """What went wrong, and where; line and column count from 1.

    Attributes:
        message: what was found.
        hint: what to do.
    """

    line: int
    column: int
    message: str
    hint: str


@frozen
class _Place:
    """Where reading stopped, from 0, and why in plain words."""

    lines: Sequence[str]
    line: int
    column: int
    why: str

    @property
    def text(self) -> str:
        return self.lines[self.line] if self.line < len(self.lines) else ""

    @property
    def near(self) -> Iterator[int]:
        """The line, and the nearest before it that is written, which may be to blame."""
        here = min(self.line, len(self.lines) - 1)
        before = range(here - 1, max(-1, here - 4), -1)
        yield from (here, *(n for n in before if self.lines[n].strip()))


def named(text: str, line: int, column: int, why: str) -> Accident | None:
    """Return the accident that a text shows where it stopped being YAML, or None.

    Args:
        text: the whole text.
        line: where reading stopped, from 1.
        column: the same.
        why: what was found there, in plain words.
    """
    lines = [each[:_LONGEST_LINE] for each in text.split("\n")]
    place = _Place(lines, line - 1, column - 1, why)
    return next((found for look in _LOOKS if (found := look(place)) is not None), None)


def without_conflicts(text: str) -> str:
    """Return a text with the upper side of each merge conflict, and empty lines for the rest."""
    is_lost, lines = False, text.split("\n")
    for number, line in enumerate(lines):
        mark = _MERGE.match(line)
        if mark is not None:
            is_lost = mark[1][0] in "|="
        if mark is not None or is_lost:
            lines[number] = ""
    return "\n".join(lines)


def odd_space(text: str) -> str:
    """Name a space in a name that is no plain one; "" where there is none."""
    is_odd = not text.isascii() and _ANY_ODD_SPACE.search(text)
    return _("no-break space") if is_odd else ""


def odd_sign(text: str) -> str:
    """Name a sign in a text that looks like a plain one and is none; "" where there is none."""
    if odd := odd_space(text):
        return _("a {odd} in it", odd=odd)
    return _("a dash that is no plain `-`") if _DASH.search(text) else ""


def plainly(text: str) -> str:
    """Return a text with plain spaces and dashes."""
    return _DASH.sub("-", _ANY_ODD_SPACE.sub(" ", text)).strip()


def curly(text: str) -> str:
    """Say that a text stands in curly quotes, and what to do, where it does; else return ""."""
    pair = _PAIR.fullmatch(text)
    return _('type straight quotes: "{text}"', text=shorten(pair[2])) if pair else ""


def _merge(place: _Place) -> Accident | None:
    for number, line in enumerate(place.lines):
        if mark := _MERGE.match(line):
            hint = _("keep one of the two versions, and delete the lines with the marks")
            found = _("found the mark `{mark}` of a merge conflict", mark=mark[1])
            return Accident(number + 1, 1, found, hint)
    return None


def _tab(place: _Place) -> Accident | None:
    for number in place.near:
        line = place.lines[number]
        before = line[: len(line) - len(line.lstrip())]
        if "\t" in before:
            hint = _("indent with spaces; most editors can turn tabs into spaces")
            found = _("found a tab at the beginning of the line, expected spaces")
            return Accident(number + 1, before.index("\t") + 1, found, hint)
    return None


def _odd_space(place: _Place) -> Accident | None:
    for number in place.near:
        if odd := _ODD_SPACE.match(place.lines[number]):
            found = _("found a no-break space, or another that only looks like a space")
            return Accident(number + 1, odd.end(), found, _("delete it, and type a plain space"))
    return None


def _sign(place: _Place) -> Accident | None:
    """Name a sign that looks like one of YAML's, or that wants a blank behind it."""
    for number in place.near:
        line = place.lines[number]
        if bullet := _BULLET.match(line):
            found = _("found `{bullet}` where an item of a list begins", bullet=bullet[2])
            return Accident(number + 1, len(bullet[1]) + 1, found, _("write `-` and a space"))
        if dash := _BARE_DASH.match(line):
            found = _("found a `-` without a space behind it")
            return Accident(number + 1, len(dash[1]) + 1, found, _("write `-` and a space"))
        if wide := _WIDE_COLON.match(line):
            found = _("found `{sign}`, which only looks like a colon", sign=line[wide.end() - 1])
            return Accident(number + 1, wide.end(), found, _("write `:` and a space"))
        if bare := _NO_BLANK.match(line):
            found = _("found `{bare}:` without a space behind the colon", bare=bare[2])
            return Accident(number + 1, bare.end(), found, _("write `:` and a space"))
    return None


def _quote(place: _Place) -> Accident | None:
    """Name a quote that ends a text in its middle."""
    if apostrophe := _SINGLE.search(place.text):
        found = _("found an apostrophe inside single quotes, which ends the text there")
        hint = _("put the text in double quotes")
        return Accident(place.line + 1, apostrophe.end(), found, hint)
    if double := _DOUBLE.search(place.text):
        found = _('found a `"` behind which the text goes on')
        hint = _("quote a word in the text with single quotes; put a `,` between two entries")
        return Accident(place.line + 1, double.end(), found, hint)
    return None


def _opening(place: _Place) -> Accident | None:
    """Name a text that begins with a sign of YAML's own."""
    entry = _ENTRY.match(place.text)
    if entry and place.text[entry.end()] in _OPENS_OTHERWISE and place.column >= entry.end():
        sign = place.text[entry.end()]
        found = _(
            "found a text that begins with `{sign}`, which has a meaning of its own there",
            sign=sign,
        )
        return Accident(place.line + 1, entry.end() + 1, found, _("put the text in quotes"))
    return None


def _sign_for_words(place: _Place) -> Accident | None:
    """Name a number compared by a sign, which a condition does in words."""
    if sign := _MORE_OR_LESS.match(place.text, place.column):
        found = _("found `{sign}`, where a condition compares in words", sign=sign[0])
        hint = _write(f"{_IN_WORDS[sign[1]]} {sign[2]}")
        return Accident(place.line + 1, place.column + 1, found, hint)
    return None


def _bracket(place: _Place) -> Accident | None:
    """Name what follows a bracket that closes, or a colon inside of brackets."""
    before = place.text[: place.column].rstrip()
    if "does not fit" in place.why and before.endswith(("]", "}")):
        found = _("found more words behind a `{before}`", before=before[-1])
        hint = _("put the whole text in quotes; a text that begins with a bracket needs them")
        return Accident(place.line + 1, place.column + 1, found, hint)
    if "without its" in place.why and place.text[place.column : place.column + 1] == ":":
        found = _("found a second `:` before a `,` or the closing bracket")
        hint = _("put a `,` between two entries, and a text with a colon inside in quotes")
        return Accident(place.line + 1, place.column + 1, found, hint)
    return None


def _colon(place: _Place) -> Accident | None:
    """Name a second colon on a line: a text without quotes, or entries without braces."""
    entry = _ENTRY.match(place.text)
    if "where none can stand" not in place.why or not entry or place.column < entry.end():
        return None
    key, value = entry[1], shorten(place.text[entry.end() :], _MOST_QUOTED)
    at = place.line + 1, place.column + 1
    if value.endswith("}") and "{" not in value:
        return Accident(*at, _("found a `}` without its `{`"), _write(f"{key}: {{{value}"))
    if _CURLY.match(value):
        found = _("found curly quotes, which quote nothing here")
        return Accident(*at, found, curly(value) or _("type straight quotes"))
    if key in _IN_BRACES:
        found = _("found what `{key}` says without braces around it", key=key)
        return Accident(*at, found, _write(f"{key}: {{{value}}}"))
    found = _("found a colon inside a text without quotes")
    return Accident(*at, found, _write(f'{key}: "{value}"') if '"' not in value else _("quote it"))


def _columns(place: _Place) -> Accident | None:
    """Name a line that begins in another column than those with which it belongs."""
    own = len(place.text) - len(place.text.lstrip())
    fits_not = "does not fit" in place.why or "where none can stand" in place.why
    if not fits_not or not place.text.strip() or place.column < own:
        return None
    levels = _levels(place)
    if not levels or own in levels[:1]:
        return None
    above = " or ".join(str(level + 1) for level in levels[:3])
    found = _(
        "found a line that begins in column {column}, where the lines above lead to {above}",
        column=own + 1,
        above=above,
    )
    hint = _("indent lines that belong together alike; these start in different columns")
    return Accident(place.line + 1, own + 1, found, hint)


def _levels(place: _Place) -> list[int]:
    """Return the columns in which a further line may begin, from the line above outwards."""
    levels: list[int] = []
    for line in reversed(place.lines[max(0, place.line - 500) : place.line]):
        item = re.match(r" *((?:- +)*)(?=[^\s#])", line)
        if item is None:
            continue
        for level in (item.end(), *([item.end() - len(item[1])] if item[1] else [])):
            if not levels or level < levels[-1]:
                levels.append(level)
        if levels[-1] == 0 or len(levels) > _MOST_LEVELS:
            break
    return levels


def _write(text: str) -> str:
    return _("write `{text}`", text=text)


# What to do where nothing but the fault itself is known.
_HINTS = (
    ("never closed", N_("close it; a text with an apostrophe inside stands in double quotes")),
    ("`{` without", N_("close it on the same line, or look there for a missing `,`")),
    ("`[` without", N_("close it on the same line, or look there for a missing `,`")),
    ("without the `:`", N_("write a name, `:`, a space, and what it says")),
    ("means nothing", N_("write the `\\` twice, or put the text in single quotes")),
)


def help_with(why: str) -> str:
    """Say what to look for where the text stops being YAML."""
    return _(next((hint for words, hint in _HINTS if words in why), _LOOK_HERE))


_LOOK_HERE = N_(
    "look here and just above for a quote or bracket that is not closed, a missing `:`, a "
    "colon inside a text without quotes, or lines that start in different columns"
)
_LOOKS: tuple[Callable[[_Place], Accident | None], ...] = (
    _merge,
    _tab,
    _odd_space,
    _sign_for_words,
    _opening,
    _quote,
    _bracket,
    _colon,
    _sign,
    _columns,
)
