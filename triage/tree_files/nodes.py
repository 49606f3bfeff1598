"""A stream of YAML events -> a tree of nodes that know their places.

The composer keeps its own stack, so no depth of brackets can exhaust
Python's, and it refuses whatever a reviewer could misread: aliases, tags,
duplicate keys, keys that are not text.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from attrs import define, field
from yaml import events as e

from triage.findings import catalogue
from triage.model.provenance import Location
from triage.tree_files.accidents import help_with, named, odd_space
from triage.tree_files.events import BrokenYaml, events
from triage.tree_files.report import Report
from triage.tree_files.scalars import MAX_DIGITS, Scalar, UnfitNumber, resolve, shorten
from triage.tree_files.text import FORBIDDEN
from triage.words import N_, _

MAX_DEPTH = 64
MAX_NODES = 200_000

_COMMENT = re.compile(r"[ \t]+#")

Style: TypeAlias = Literal["plain", "quoted", "block"]


@define(slots=True, eq=False)
class YamlNode:
    """One value of a file; filled by the composer and not changed afterwards.

    Attributes:
        value: a scalar, the items of a list, or the entries of a mapping.
        text: a scalar as it is written, without its quotes; "" for others.
        style: how a scalar is written.
        in_flow: whether it stands inside ``{}`` or ``[]``.
        cut: whether a comment follows a plain scalar on its line.
        key: the key that it stands under, or None.
        is_key: whether it is a key itself.
        faulty: whether a fault of it was reported, so that what follows from
            it need not be.
    """

    file: str
    line: int
    column: int
    value: Scalar | list[YamlNode] | dict[str, YamlNode]
    text: str = ""
    style: Style = "plain"
    in_flow: bool = False
    cut: bool = False
    key: YamlNode | None = None
    is_key: bool = False
    faulty: bool = False
    _at: Location | None = field(default=None, init=False)

    @property
    def at(self) -> Location:
        """Where the value begins."""
        if self._at is None:
            self._at = Location(self.file, self.line, self.column)
        return self._at

    def plain(self) -> object:
        """Return the value as plain data; the composer has limited its depth."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    @property
    def head(self) -> Location:
        """Where its key stands, or the value where it has none."""
        return self.key.at if self.key else self.at

    @property
    def items(self) -> list[YamlNode]:
        """The items of a list; none for anything else."""
        return self.value if isinstance(self.value, list) else []

    @property
    def entries(self) -> dict[str, YamlNode]:
        """The entries of a mapping; none for anything else."""
        return self.value if isinstance(self.value, dict) else {}

    def describe(self) -> str:
        """Say what was found, to begin a message with."""
        if isinstance(self.value, dict):
            return _("a mapping")
        if isinstance(self.value, list):
            return _("a list")
        if self.value is None:
            return "nothing"
        kind = "" if isinstance(self.value, str) else f"{_(_KINDS[type(self.value)])} "
        return f"{kind}`{shorten(self.text)}`"


_KINDS: dict[type, str] = {
    bool: N_("the truth value"),
    int: N_("the number"),
    float: N_("the number"),
}


def compose(
    text: str, shown: str, report: Report, digits: int = MAX_DIGITS, *, above: int = 0
) -> YamlNode | None:
    """Return the one document of a text, or None after reporting why there is none.

    Args:
        text: decoded text without forbidden characters.
        shown: how findings name the file.
        report: where findings go.
        digits: how many digits a number with a point may have.
        above: how many lines stand above the text in its file.
    """
    return Composer(text, shown, report, digits, above).compose()


class _Refused(Exception):
    """Reading on makes no sense; the reason is in the report."""


class Composer:
    """Builds nodes from events, with a stack of the open lists and mappings."""

    def __init__(
        self, text: str, shown: str, report: Report, digits: int = MAX_DIGITS, above: int = 0
    ) -> None:
        self.yaml, self.lines = text, text.split("\n")
        self.digits, self.above = digits, above
        self.shown, self.report = shown, report
        self.root: YamlNode | None = None
        self.open: list[YamlNode] = []
        self.keys: list[YamlNode | None] = []
        self.count = 0
        # A quote over several lines is often one that somebody forgot to close.
        self.long_quote: YamlNode | None = None
        self.end_of_quote = 0
        # Where a key was refused that YAML may stumble over, too.
        self.told = (0, 0)

    def compose(self) -> YamlNode | None:
        """Return the one document of the text, or None after reporting why there is none."""
        try:
            for event in events(self.yaml):
                self.take(event)
        except BrokenYaml as broken:
            self.report_broken(broken)
            return None
        except _Refused:
            return None
        if self.root is None or self.root.value is None:
            where = Location(self.shown, 1, 1)
            hint = _("a tree begins with the line `triage: 1`")
            self.report.add(catalogue.EMPTY_FILE, where, _("found nothing in the file"), hint)
            return None
        return self.root

    def take(self, event: e.Event) -> None:
        """Work one event into the tree."""
        if isinstance(event, e.ScalarEvent):
            self.place(self.scalar(event))
        elif isinstance(event, e.CollectionStartEvent):
            self.begin(event)
        elif isinstance(event, e.CollectionEndEvent):
            self.open.pop()
            self.keys.pop()
        elif isinstance(event, e.AliasEvent):
            hint = _("write out what stands there")
            self.refuse(
                catalogue.ALIAS,
                self.where(event),
                _("found the alias `*{anchor}`", anchor=event.anchor),
                hint,
            )
        elif isinstance(event, e.DocumentStartEvent) and self.root is not None:
            hint = _("put each tree into a file of its own")
            self.refuse(
                catalogue.SECOND_DOCUMENT, self.where(event), _("found a second `---`"), hint
            )

    def where(self, event: e.Event) -> Location:
        """Return where an event begins."""
        mark = event.start_mark
        assert mark is not None  # events of a parser have marks
        return Location(self.shown, self.above + mark.line + 1, mark.column + 1)

    def refuse(
        self, code: catalogue.FindingKind, where: Location, message: str, hint: str = ""
    ) -> None:
        """Report a fault, and stop."""
        self.report.add(code, where, message, hint)
        raise _Refused

    def new(
        self, event: e.NodeEvent, value: Scalar | list[YamlNode] | dict[str, YamlNode]
    ) -> YamlNode:
        """Return the node of an event, and count it."""
        if event.anchor is not None:
            where, hint = self.where(event), _("delete it, and write out each place")
            self.report.add(
                catalogue.ALIAS, where, _("found the anchor `&{anchor}`", anchor=event.anchor), hint
            )
        self.count += 1
        if self.count > MAX_NODES:
            self.refuse(
                catalogue.TOO_LARGE,
                self.where(event),
                _("found over {most:,} values", most=MAX_NODES),
            )
        mark = event.start_mark
        assert mark is not None  # events of a parser have marks
        return YamlNode(self.shown, self.above + mark.line + 1, mark.column + 1, value)

    def begin(self, event: e.CollectionStartEvent) -> None:
        """Open a list or a mapping."""
        if event.tag is not None:
            self.report_tag(event, event.tag)
        node = self.new(event, {} if isinstance(event, e.MappingStartEvent) else [])
        node.in_flow = bool(event.flow_style)
        if len(self.open) >= MAX_DEPTH:
            self.refuse(
                catalogue.TOO_DEEP,
                node.at,
                _("found values over {most} deep", most=MAX_DEPTH),
            )
        self.place(node)
        self.open.append(node)
        self.keys.append(None)

    def report_tag(self, event: e.NodeEvent, tag: str) -> None:
        """Report a tag."""
        found = _(
            "found the tag `{tag}`",
            tag=shorten(tag.replace("tag:yaml.org,2002:", "!!")),
        )
        self.report.add(catalogue.TAG, self.where(event), found, _("delete it"))

    def scalar(self, event: e.ScalarEvent) -> YamlNode:
        """Return a scalar."""
        if event.tag is not None:
            self.report_tag(event, event.tag)
        node = self.new(event, event.value)
        node.text = event.value
        node.in_flow = bool(self.open and self.open[-1].in_flow)
        if event.style is None or event.style == "":
            node.cut = self.is_cut(event)
            self.resolve(node)
        else:
            node.style = "quoted" if event.style in "'\"" else "block"
            last = self.above + self.end(event)[0] + 1
            if node.style == "quoted" and last > node.line:
                self.long_quote, self.end_of_quote = node, last
            self.check_characters(node)
        return node

    def end(self, event: e.Event) -> tuple[int, int]:
        """Return line and column behind an event, counted from 0."""
        mark = event.end_mark
        assert mark is not None  # events of a parser have marks
        return mark.line, mark.column

    def report_broken(self, broken: BrokenYaml) -> None:
        """Say where the text stops being YAML, and what probably happened to it."""
        line, column = broken.line, broken.column
        found, hint = _(broken.message), help_with(broken.message)
        if self.long_quote is not None and self.end_of_quote >= self.above + line - 1:
            hint = _(
                "the quote that begins on line {line} may not be closed there",
                line=self.long_quote.line,
            )
        elif accident := named(self.yaml, line, column, broken.message):
            line, column = accident.line, accident.column
            found, hint = accident.message, accident.hint
        at = Location(self.shown, self.above + line, column)
        if self.told != (at.line, at.column):
            self.report.add(catalogue.BROKEN_YAML, at, found, hint)

    def is_cut(self, event: e.ScalarEvent) -> bool:
        """Tell whether a comment follows on the line where a plain scalar ends."""
        line, column = self.end(event)
        text = self.lines[line] if line < len(self.lines) else ""
        # Nearly all end where their line does.
        return column < len(text) and bool(_COMMENT.match(text, column))

    def resolve(self, node: YamlNode) -> None:
        """Give a plain word the value that it means."""
        try:
            node.value = resolve(node.text, self.digits)
        except UnfitNumber as fault:
            hint = _("put it in quotes if it is meant as text")
            self.report.add(catalogue.UNFIT_NUMBER, node.at, str(fault), hint)
            node.faulty = True

    def check_characters(self, node: YamlNode) -> None:
        """Refuse what was written as an escape; raw ones were found before."""
        found = FORBIDDEN.search(node.text)
        if found:
            character = _(
                "found the invisible character U+{code:04X}, written as an escape",
                code=ord(found[0]),
            )
            self.report.add(catalogue.FORBIDDEN_CHARACTER, node.at, character, _("delete it"))
            # The text goes into messages, and a half surrogate could not be printed there.
            node.value = node.text = FORBIDDEN.sub("?", node.text)

    def place(self, node: YamlNode) -> None:
        """Put a node where it belongs: root, item, key or value."""
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if not isinstance(parent.value, dict):
            parent.items.append(node)
            return
        key = self.keys[-1]
        if key is None:
            self.keys[-1] = self.check_key(node)
        else:
            self.keys[-1] = None
            node.key = key
            parent.value.setdefault(key.text, node)

    def check_key(self, node: YamlNode) -> YamlNode:
        """Return a key, after reporting what is wrong with it."""
        node.is_key = True
        if not isinstance(node.value, str):
            self.report_key(node)
        elif odd := odd_space(node.text):
            found = _("found the key `{key}` with a {odd} in it", key=shorten(node.text), odd=odd)
            hint = _("delete it, and type a plain space")
            self.report.add(catalogue.FORBIDDEN_CHARACTER, node.at, found, hint)
            self.told, node.faulty = (node.line, node.column), True
        elif node.text == "<<" and node.style == "plain":
            found = _("found the merge key `<<`")
            self.report.add(catalogue.ALIAS, node.at, found, _("write out what it adds"))
            node.faulty = True
        elif node.text in self.open[-1].entries:
            first = self.open[-1].entries[node.text].head
            found = _(
                "found the key `{key}` again, first on line {line}",
                key=shorten(node.text),
                line=first.line,
            )
            self.report.add(catalogue.DUPLICATE_KEY, node.at, found, _("keep one of the two"))
        return node

    def report_key(self, node: YamlNode) -> None:
        """Report a key that is no text."""
        found = _("found {what} as a key, expected a text", what=node.describe())
        hint = _("put it in quotes if it is meant as a name")
        if isinstance(node.value, bool):
            hint = _("write `{text}`", text="yes" if node.value else "no")
        elif isinstance(node.value, int | float):
            hint = _('write it in quotes: `"{text}"`', text=node.text)
        self.report.add(catalogue.KEY_NOT_TEXT, node.at, found, hint)
        node.faulty = True
        if isinstance(node.value, list | dict):
            raise _Refused
