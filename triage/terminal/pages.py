"""What a front shows and what it gives back: all that dialogue and fronts share.

A page is plain data. It says what is on a screen, never how it looks.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from enum import Enum
from typing import Literal, Protocol, TypeAlias

from attrs import field, frozen

from triage.model.dispositions import LookName
from triage.model.facts import Choice
from triage.model.values import Numeric, Value


class Key(Enum):
    """What may be pressed, or typed, besides an answer; pages show them in this order.

    Attributes:
        letter: what is pressed; two keys may share one, as no page has both.
    """

    HANDOUT = "p", "handout"
    SUMMARY = "s", "summary"
    COPY = "c", "copy"
    DAY = "d", "day"
    KEEP = "k", "keep"
    BACK = "b", "back"
    WHY = "?", "why"
    WORRIED = "w", "worried"
    SKIP = "s", "skip"
    REGION = "r", "region"
    QUIT = "q", "quit"

    def __init__(self, letter: str, _name: str) -> None:
        self.letter = letter


@frozen
class Row:
    """One thing to choose.

    Attributes:
        key: the digit or letter that chooses it.
        words: what it says.
        value: what choosing it means to the dialogue.
        aliases: other words that choose it when typed.
        above: words above it and the rows that follow, or "".
    """

    key: str
    words: str
    value: Value
    aliases: tuple[str, ...] = ()
    above: str = ""


@frozen
class Choose:
    """One of some rows; ``before`` is the answer that was given earlier, if any."""

    rows: tuple[Row, ...]
    before: Value | None = None


@frozen
class Tick:
    """Any of some rows, whose values are facts, and a last row for all the others.

    Attributes:
        marks: fact to its answer, for the rows marked so far.
        sure: facts that cannot be marked *not sure*.
        rest: the words of the row that answers no for all that is not marked.
    """

    rows: tuple[Row, ...]
    marks: Mapping[str, Value]
    sure: frozenset[str]
    rest: str


@frozen
class Figure:
    """A number in a range, or one of some rows instead.

    Attributes:
        anchors: what some of the numbers stand for, the least first.
    """

    low: Numeric
    high: Numeric
    step: Numeric
    unit: str
    rows: tuple[Row, ...]
    before: Value | None = None
    anchors: tuple[Choice, ...] = ()


@frozen
class Write:
    """Words of one's own on one line, or one of some rows instead."""

    rows: tuple[Row, ...]
    before: Value | None = None


@frozen
class Menu:
    """Parts to open, each by its key at once: nothing is answered by that.

    Attributes:
        enter: what Enter alone means; None where it means nothing.
    """

    rows: tuple[Row, ...]
    enter: Value | None = None
    before: None = None


Entry: TypeAlias = Choose | Tick | Figure | Write | Menu
Kind: TypeAlias = Literal[
    "text", "strong", "heading", "lead", "question", "item", "quiet", "command"
]


@frozen
class Block:
    """A piece of text; it may hold several lines, a command holds one that is not broken.

    A question is what the page asks, where the title does not; the screen begins there where
    it cannot show all. A lead says in a line what the text right below it is about.
    """

    kind: Kind
    text: str


@frozen
class Page:
    """One screen.

    Attributes:
        title: the question, or what the page is about.
        progress: how far along one is, in words.
        section: the part of the questions that it belongs to, or "".
        share: of the way that is behind one, from 0 to 1; None where there is no way.
        blocks: texts below the title.
        below: texts below the rows.
        notice: what to know about the last reply.
        so_far: what the answers so far already call for.
        emergency: the line that stays in sight.
        keys: the keys that work here, besides the entry's own.
        absent: keys of every page that would lead from here to here.
        number: to dial from the page in an emergency, or "".
        country: whose numbers are shown, or "".
        look: of the disposition, where the page tells one.
        deliberate: even where only one thing can be chosen, Enter alone does not choose it.
        saves: whether stopping here saves the answers.
    """

    title: str
    entry: Entry
    blocks: tuple[Block, ...] = ()
    below: tuple[Block, ...] = ()
    progress: str = ""
    section: str = ""
    share: float | None = None
    notice: str = ""
    so_far: str = ""
    emergency: str = ""
    keys: tuple[Key, ...] = ()
    absent: tuple[Key, ...] = ()
    number: str = ""
    country: str = ""
    look: LookName | None = None
    deliberate: bool = False
    saves: bool = True


@frozen
class Picked:
    """A row was chosen, a number given, or words written."""

    value: Value


@frozen
class Converted:
    """A number was given in another unit; the person must say that it was read rightly.

    Attributes:
        value: the number in the unit of the question.
        said: what was typed and what it was read as, such as ``2 weeks: 14 days``.
    """

    value: Numeric
    said: str


@frozen
class Ticked:
    """Marks were set, or taken away with None; then stay, go on, or no to the rest."""

    changes: Mapping[str, Value | None] = field(factory=dict)
    then: Literal["stay", "on", "rest"] = "stay"


@frozen
class Moved:
    """Another country was chosen.

    Attributes:
        region: its code; None for a country that is not known.
    """

    region: str | None


Reply: TypeAlias = Picked | Converted | Ticked | Moved | Key
Talk: TypeAlias = Generator[Page, Reply, None]


class Front(Protocol):
    """One way to put pages before a person and to get replies.

    Attributes:
        keeps_pages: what was shown stays in sight after the talk.
    """

    keeps_pages: bool

    def converse(self, talk: Talk) -> None:
        """Show each page of a talk and send its reply, until the talk ends.

        Raises:
            EOFError: the input ended.
            KeyboardInterrupt: the person pressed Ctrl-C.
        """

    def close(self, pages: tuple[Page, ...]) -> None:
        """Leave pages behind, without asking anything."""

    def leave(self, error: BaseException) -> None:
        """End the talk with an error, from within a signal handler.

        Raises:
            BaseException: the error, where a front can be left at once.
        """
