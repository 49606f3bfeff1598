"""Shapes: what may stand at a place of a file, declared once and used three ways.

A shape reads a node and reports every fault; it gives a JSON Schema for
editors; and it says in words what it expects, for messages and for the
reference. This file holds the shapes of single values.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from attrs import field, frozen

from triage.findings import catalogue
from triage.model.names import did_you_mean
from triage.model.provenance import Location
from triage.tree_files.accidents import curly, plainly
from triage.tree_files.nodes import YamlNode
from triage.tree_files.report import Report, listing
from triage.tree_files.scalars import shorten
from triage.tree_files.spoken import check_wording
from triage.words import ENGLISH, _, language_spoken

MAX_TEXT = 10_000
MAX_NAME = 100

Json = dict[str, Any]


_V_co = TypeVar("_V_co", covariant=True)
_W = TypeVar("_W", bound=str)


class Shape(Protocol[_V_co]):
    """What may stand at a place, and of which type what is read there is."""

    def read(self, node: YamlNode, report: Report) -> _V_co | None:
        """Return what a node says, or None after reporting why it says nothing."""

    def schema(self) -> Json:
        """Return the shape as a JSON Schema."""

    def words(self) -> str:
        """Say what is expected: ``a text``, ``a list of names``."""


@frozen
class Ref:
    """A name and the place where it is written."""

    name: str
    at: Location


def wrong_type(node: YamlNode, report: Report, expected: str, hint: str = "") -> None:
    """Report a value of another type than was expected."""
    if node.value is None:
        report.add(
            catalogue.EMPTY_VALUE,
            node.head,
            _("found nothing, expected {expected}", expected=expected),
            hint,
        )
    else:
        found = _("found {what}, expected {expected}", what=node.describe(), expected=expected)
        report.add(catalogue.WRONG_TYPE, node.at, found, hint)


@frozen
class Text(Generic[_W]):
    """Words for people to read.

    Attributes:
        kind: the type that tells these words from others: ``Title``.
        spoken: shown to the patient, so placeholders are filled in and phone
            numbers of one country have no place there.
        names_facts: said to whoever has answered, so it may name facts: ``Rest {side}``.
    """

    kind: Callable[[str], _W]
    spoken: bool = field(default=True, kw_only=True)
    names_facts: bool = field(default=False, kw_only=True)

    def read(self, node: YamlNode, report: Report) -> _W | None:
        """Return the words without white space around them."""
        if not isinstance(node.value, str):
            hint = _("put the words in quotes") if node.text else ""
            wrong_type(node, report, self.words(), hint)
            return None
        _check_complete(node, report)
        text = node.value.strip()
        if not text:
            report.add(catalogue.EMPTY_VALUE, node.at, _("found an empty text, expected words"))
        if len(text) > MAX_TEXT:
            found = _(
                "found a text of {count:,} characters, expected at most {most:,}",
                count=len(text),
                most=MAX_TEXT,
            )
            report.add(catalogue.TOO_LONG, node.at, found)
        elif self.spoken:
            check_wording(text, node.at, report, names_facts=self.names_facts)
        return self.kind(text)

    def schema(self) -> Json:
        """Return a text that is not empty."""
        return {"type": "string", "minLength": 1}

    def words(self) -> str:
        """Say that a text is expected."""
        return _("a text")


def _check_complete(node: YamlNode, report: Report) -> None:
    """Report prose that YAML may have cut short."""
    if node.style != "plain":
        return
    if straight := curly(node.text):
        found = _(
            "found curly quotes around {what}, which quote nothing here",
            what=node.describe(),
        )
        report.add(catalogue.UNQUOTED_PROSE, node.at, found, straight)
    elif node.in_flow:
        found = _("found the text {what} without quotes inside brackets", what=node.describe())
        report.add(catalogue.UNQUOTED_PROSE, node.at, found, f'write "{shorten(node.text)}"')
    elif node.cut:
        found = _("found a text that ` #` cuts off after {what}", what=node.describe())
        hint = _("put the whole text in quotes, or move the comment to a line of its own")
        report.add(catalogue.CUT_BY_COMMENT, node.at, found, hint)


@frozen
class Name:
    """A name by which one part of a tree speaks of another.

    Attributes:
        what: what bears the name: ``fact``.
        pattern: the regular expression that the whole name matches.
        like: an example of how such a name looks.
        reserved: names that mean something else.
    """

    what: str
    pattern: str
    like: str
    reserved: tuple[str, ...] = ()

    def read(self, node: YamlNode, report: Report) -> Ref | None:
        """Return the name with its place."""
        if not isinstance(node.value, str):
            # `1` and `true` may be meant as names where the pattern allows them.
            hint = "" if node.value is None else _("put a name like this in quotes")
            wrong_type(node, report, self.words(), hint)
            return None
        return self.check(node, report)

    def check(self, node: YamlNode, report: Report) -> Ref | None:
        """Return a text as a name if it is spelt as one."""
        name = node.text
        if name in self.reserved:
            found = _("found the name `{name}`, which has a meaning of its own here", name=name)
            hint = _("choose another name for the {what}", what=_(self.what))
            report.add(catalogue.RESERVED_NAME, node.at, found, hint)
            return None
        if len(name) > MAX_NAME or not re.fullmatch(self.pattern, name):
            found = _(
                "found `{name}`, which is no name for {what}",
                name=shorten(name),
                what=_a(self.what),
            )
            hint = curly(name) or self._hint(name)
            report.add(catalogue.BAD_NAME, node.at, found, hint)
            return None
        return Ref(name, node.at)

    def _hint(self, name: str) -> str:
        """Say how a name is spelt, or which one is probably meant."""
        words = plainly(name).lower()
        meant = (words, re.sub(r"[ _-]+", "-", words), re.sub(r"[ _-]+", "_", words))
        fits = [each for each in meant if re.fullmatch(self.pattern, each)]
        otherwise = _(
            "write it like `{like}`, with at most {most} characters",
            like=self.like,
            most=MAX_NAME,
        )
        return did_you_mean(fits[:1] if len(name) <= MAX_NAME else [], otherwise)

    def schema(self) -> Json:
        """Return the pattern of the name."""
        schema: Json = {"type": "string", "pattern": f"^({self.pattern})$", "maxLength": MAX_NAME}
        if self.reserved:
            schema["not"] = {"enum": list(self.reserved)}
        return schema

    def words(self) -> str:
        """Say what bears the name."""
        return _("the name of {what}", what=_a(self.what))


@frozen
class OneWord(Generic[_W]):
    """One of a few words of the format."""

    options: tuple[_W, ...]

    def read(self, node: YamlNode, report: Report) -> _W | None:
        """Return the word."""
        if isinstance(node.value, list | dict) or node.value is None:
            wrong_type(node, report, self.words())
            return None
        if node.text not in self.options:
            found = _("found {what}, expected {words}", what=node.describe(), words=self.words())
            hint = curly(node.text) or report.suggest(node.text, self.options)
            report.add(catalogue.UNKNOWN_CHOICE, node.at, found, hint)
            return None
        return self.options[self.options.index(node.text)]

    def schema(self) -> Json:
        """Return the list of the words."""
        return {"enum": list(self.options)}

    def words(self) -> str:
        """List the words."""
        words = listing(self.options)
        return words if len(self.options) == 1 else _("one of {words}", words=words)


@frozen
class InScale:
    """The name of a disposition, whose scale is known only when the whole file is read.

    Attributes:
        default: the names in a file that declares no scale.
        pattern: the regular expression of any name.
    """

    default: tuple[str, ...]
    pattern: str

    def read(self, node: YamlNode, report: Report) -> Ref | None:
        """Return the name with its place."""
        if isinstance(node.value, list | dict) or node.value is None:
            wrong_type(node, report, self.words())
            return None
        if hint := curly(node.text):
            found = _("found {what}, expected {words}", what=node.describe(), words=self.words())
            report.add(catalogue.UNKNOWN_CHOICE, node.at, found, hint)
            return None
        return Ref(shorten(node.text), node.at)

    def schema(self) -> Json:
        """Return the default names, which editors offer, and the pattern of others."""
        return {
            "anyOf": [{"enum": list(self.default)}, {"type": "string", "pattern": self.pattern}]
        }

    def words(self) -> str:
        """List the default names."""
        return _("one of {options}, or of the tree's own scale", options=listing(self.default))


@frozen
class Flag:
    """``true`` or ``false``."""

    def read(self, node: YamlNode, report: Report) -> bool | None:
        """Return the truth value."""
        if isinstance(node.value, bool):
            return node.value
        hint = {"yes": _("write `true`"), "no": _("write `false`")}.get(node.text, "")
        wrong_type(node, report, self.words(), hint)
        return None

    def schema(self) -> Json:
        """Return the type."""
        return {"type": "boolean"}

    def words(self) -> str:
        """Name the two values."""
        return _("`true` or `false`")


@frozen
class Amount:
    """A number; whole numbers only, if so declared."""

    whole: bool = False

    def read(self, node: YamlNode, report: Report) -> int | float | None:
        """Return the number."""
        number = node.value
        if isinstance(number, bool) or not isinstance(number, int | float):
            wrong_type(node, report, self.words())
            return None
        if number == int(number):
            return int(number)
        if self.whole:
            wrong_type(node, report, self.words())
            return None
        return number

    def schema(self) -> Json:
        """Return the type."""
        return {"type": "integer" if self.whole else "number"}

    def words(self) -> str:
        """Name the type."""
        return _("a whole number") if self.whole else _("a number")


@frozen
class Phrase:
    """Words with a fixed form, such as ``14 days``.

    Attributes:
        form: what the words are, for messages: ``a duration``.
        pattern: the regular expression that they match.
        like: an example.
        numeric: whether YAML reads the words as a number.
    """

    form: str
    pattern: str
    like: str
    numeric: bool = False

    def read(self, node: YamlNode, report: Report) -> Ref | None:
        """Return the words with their place."""
        if isinstance(node.value, list | dict) or node.value is None:
            wrong_type(node, report, self.words())
            return None
        text = node.text.strip()
        if len(text) > MAX_TEXT or not re.fullmatch(self.pattern, text):
            found = _("found {what}, expected {words}", what=node.describe(), words=self.words())
            hint = curly(text) or _("write it like `{like}`", like=self.like)
            report.add(catalogue.BAD_PHRASE, node.at, found, hint)
            return None
        return Ref(text, node.at)

    def match(self, text: str) -> re.Match[str]:
        """Return the match of words that were read before."""
        found = re.fullmatch(self.pattern, text)
        assert found is not None  # `read` returned these words
        return found

    def inside(self, text: str) -> re.Match[str]:
        """Return the match inside of other words that were read before."""
        found = re.search(self.pattern, text)
        assert found is not None  # the other words have this form in theirs
        return found

    def schema(self) -> Json:
        """Return the pattern."""
        types = ["string", "integer"] if self.numeric else "string"
        return {"type": types, "pattern": f"^({self.pattern})$"}

    def words(self) -> str:
        """Name the form."""
        return _("{form} such as `{like}`", form=_(self.form), like=self.like)


@frozen
class Raw:
    """A value whose meaning depends on facts, so it is read when they are known.

    Attributes:
        form: what it is, for the reference: ``a condition``.
        definition: its JSON Schema, or a reference to one.
    """

    form: str
    definition: str

    def read(self, node: YamlNode, report: Report) -> YamlNode | None:
        """Return the node itself, unless it is empty."""
        if node.value is None:
            wrong_type(node, report, self.words())
            return None
        return node

    def schema(self) -> Json:
        """Return a reference to the definition."""
        return {"$ref": f"#/$defs/{self.definition}"}

    def words(self) -> str:
        """Name the form."""
        return self.form


def _a(noun: str) -> str:
    if language_spoken() != ENGLISH:
        return _(noun)
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


# --- days of the calendar, as files write them


def read_date(ref: Ref | None, report: Report) -> date | None:
    """Return a day, or None after reporting that no calendar has it."""
    if ref is None:
        return None
    try:
        return date.fromisoformat(ref.name)
    except ValueError:
        found = _("found `{name}`, which is no day of the calendar", name=ref.name)
        report.add(
            catalogue.BAD_DATE, ref.at, found, _("write year, month and day like `2027-11-20`")
        )
        return None
