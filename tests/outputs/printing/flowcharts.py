"""What a printed flowchart says, as who hears it knows it: steps, and arrows between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from attrs import define, field, frozen

from tests.outputs.printing.heard import squeezed
from tests.outputs.printing.structure import Tag, read, structure_of

_FROM = re.compile(r"\(from([\d,]+)\)$")
_MARK = re.compile(r"\[[\d,\u2013J]+\]$")


@frozen
class Arrow:
    """An arrow: its words without spaces, its mark, and the number of what it leads to."""

    words: str
    mark: str
    to: int


@define
class Step:
    """A step: what stands in its box, and from where it says that people come."""

    number: int
    head: str
    comes_from: tuple[int, ...]
    items: dict[str, str] = field(factory=dict)
    arrows: list[Arrow] = field(factory=list)

    @property
    def text(self) -> str:
        return self.head + "".join(self.items.values())


@frozen
class Read:
    """A flowchart as it was read: its steps, its ends by number, and its sources."""

    steps: list[Step]
    ends: Mapping[int, str]
    sources: str


def read_flowchart(pdf: bytes) -> Read:
    """Read a flowchart back from its tags alone."""
    steps: list[Step] = []
    ends: dict[int, str] = {}
    sources, several = "", list[str]()
    for block in _blocks(structure_of(read(pdf))):
        before, strong = _parted(block)
        if block.kind == "H2":
            steps.append(_step(squeezed(block.text)))
        elif squeezed(block.text).startswith("Sources[") and not several:
            sources = squeezed(block.text)
            break
        elif squeezed(before).startswith(("Answersto", "Numbersfor:")) or not steps:
            continue
        elif not strong:
            several.append(before)
        elif before or several:
            words = [*several, before] if before else several
            steps[-1].arrows += [_arrow(squeezed(each), squeezed(strong), ends) for each in words]
            several = []
        else:
            steps[-1].items |= _items(block, len(steps[-1].items))
    return Read(steps, ends, sources)


def _blocks(root: Tag) -> Iterator[Tag]:
    """Yield headings and paragraphs."""
    for part in root.inside:
        if isinstance(part, Tag):
            if part.kind in ("H1", "H2", "P"):
                yield part
            else:
                yield from _blocks(part)


def _parted(block: Tag) -> tuple[str, str]:
    """Return what stands in a paragraph before what is strong, and all from there on."""
    parts = [(_text(part), _is_strong(part)) for part in block.inside]
    first = next((at for at, (_, is_strong) in enumerate(parts) if is_strong), len(parts))
    return "".join(t for t, _ in parts[:first]), "".join(t for t, _ in parts[first:])


def _text(part: Tag | str) -> str:
    return part if isinstance(part, str) else part.text


def _is_strong(part: Tag | str) -> bool:
    return isinstance(part, Tag) and any(each.kind == "Strong" for each in part.walk())


def _items(block: Tag, before: int) -> dict[str, str]:
    """Return the lines of a list by their letters; words above some are strong altogether."""
    items: dict[str, str] = {}
    for part in block.inside:
        if _is_strong(part):
            letter = squeezed(_text(part))
            items[letter] = ""
        else:
            items[letter] += squeezed(_text(part))
    if list(items.values()) == [""]:
        return {f"above {before}": letter}
    return items


def _step(text: str) -> Step:
    found = _FROM.search(text)
    came = tuple(map(int, found[1].split(","))) if found else ()
    (number,) = re.findall(r"^\d+", text)
    return Step(int(number), _FROM.sub("", text).removeprefix(number), came)


def _arrow(words: str, target: str, ends: dict[int, str]) -> Arrow:
    mark = _MARK.search(words)
    words = _MARK.sub("", words).strip()
    if found := re.fullmatch(r"goto(\d+)", target):
        return Arrow(words, mark[0] if mark else "", int(found[1]))
    (number,) = re.findall(r"^\d+", target)
    ends[int(number)] = target.removeprefix(number)
    return Arrow(words, mark[0] if mark else "", int(number))
