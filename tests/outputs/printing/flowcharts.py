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
    sources, words, several = "", "", list[str]()
    for block in _blocks(structure_of(read(pdf))):
        text = squeezed(block.text)
        if text.startswith("Numbersfor:") and not words:
            break
        if block.kind == "H2":
            steps.append(_step(text))
        elif block.kind == "L":
            letter, item = (squeezed(t.text) for t in block.walk() if t.kind in ("Lbl", "LBody"))
            steps[-1].items[letter] = item
        elif text.startswith("Sources[") and not words:
            sources = text
        elif steps and not steps[-1].arrows and not words and _is_above_items(block):
            steps[-1].items[f"above {len(steps[-1].items)}"] = text
        elif words and not _is_strong(block):
            several.append(text)
        elif words:
            steps[-1].arrows += [_arrow(each, text, ends) for each in (words, *several)]
            words, several = "", []
        elif steps and not text.startswith("Answersto"):
            words = text or " "
    return Read(steps, ends, sources)


def _blocks(root: Tag) -> Iterator[Tag]:
    """Yield headings, paragraphs and lists, but not what is inside lists."""
    for part in root.inside:
        if isinstance(part, Tag):
            if part.kind in ("H1", "H2", "P", "L"):
                yield part
            else:
                yield from _blocks(part)


def _is_strong(block: Tag) -> bool:
    """Tell whether something in a paragraph is strong, as where an answer leads is."""
    return any(each.kind == "Strong" for each in block.walk())


def _is_above_items(block: Tag) -> bool:
    """Tell whether a paragraph is strong altogether, as words above items are."""
    return (
        [p.kind for p in block.inside if isinstance(p, Tag)]
        == ["Strong"]
        == ["Strong" if isinstance(p, Tag) else "" for p in block.inside]
    )


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
