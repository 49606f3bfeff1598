"""What a printed flowchart says, as who hears it knows it: steps, and arrows between them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attrs import define, evolve, field, frozen
from pypdf import PdfReader

from tests.outputs.printing.heard import squeezed
from tests.outputs.printing.structure import Tag, read, structure_of

_FROM = re.compile(r"from(\d+),page(\d+)")


@frozen
class Arrow:
    """An arrow: its words without spaces, and the number of the step or end it leads to."""

    words: str
    to: int
    letter: str = ""
    page: int = 0


@define
class Step:
    """A step, or a part of one, as it stands on a page."""

    number: int
    page: int
    marks: list[str]
    heading: str
    text: str = field()
    letter: str = ""
    comes_from: str = ""
    arrows: list[Arrow] = field(factory=list)


@frozen
class Read:
    """A flowchart as it was read, and the ends that it names."""

    steps: list[Step]
    ends: Mapping[int, str]

    def ways(self) -> dict[int, list[tuple[str, int]]]:
        """Return the arrows of each step, its parts put together and letters followed."""
        found: dict[int, list[tuple[str, int]]] = {}
        for step in self.steps:
            ways = found.setdefault(step.number, [])
            for arrow in step.arrows:
                self._follow(step, arrow)
                if arrow.to != step.number:
                    ways.append((arrow.words, arrow.to))
        return found

    def text_of(self, number: int) -> str:
        """Return the words of a step, with those of the parts that continue it."""
        first, *others = [step for step in self.steps if step.number == number]
        return "".join([first.text, *(each.text.removeprefix(each.heading) for each in others)])

    def _follow(self, step: Step, arrow: Arrow) -> None:
        """Check that a letter leads to the step that the words beside it name."""
        if not arrow.letter:
            return
        (there,) = [each for each in self.steps if each.letter == arrow.letter]
        assert (there.number, there.page) == (arrow.to, arrow.page)
        if found := _FROM.findall(there.comes_from):
            assert (str(step.number), str(step.page)) in found
        else:
            first, last = map(int, re.findall(r"pages(\d+)to(\d+)", there.comes_from)[0])
            assert first <= step.page <= last


def read_flowchart(pdf: bytes) -> Read:
    """Read a flowchart back from its tags and its bookmarks."""
    reader = read(pdf)
    blocks = _blocks(structure_of(reader))
    pages = _pages(reader)
    steps: list[Step] = []
    ends: dict[int, str] = {}
    for block in blocks:
        if block.kind == "H3":
            steps.append(_step(block, pages[len(steps)]))
        elif steps:
            _add(block, steps[-1], ends)
    assert len(pages) == len(steps)
    return Read(steps, ends)


def _blocks(root: Tag) -> list[Tag]:
    """Return what stands between the heading of the chart and the next one."""
    found = [t for t in root.walk() if t.kind in ("H1", "H2", "H3", "P", "L")]
    begin = next(i for i, tag in enumerate(found) if squeezed(tag.text) == "Theflowchart")
    after = [i for i, tag in enumerate(found) if i > begin and tag.kind in ("H1", "H2")]
    return found[begin + 1 : after[0] if after else None]


def _pages(reader: PdfReader) -> list[int]:
    """Return the page of each step, by the bookmarks."""
    top: Sequence[object] = reader.outline
    chart = [each for some in top if isinstance(some, list) for each in some]
    titles = [squeezed(getattr(each, "title", "")) for each in chart]
    index = titles.index("Theflowchart")
    inside = chart[index + 1] if index + 1 < len(chart) else []
    assert isinstance(inside, list)
    return [1 + (reader.get_destination_page_number(each) or 0) for each in inside]


def _strongs(block: Tag) -> list[str]:
    return [t.text for t in block.walk() if t.kind == "Strong"]


def _step(block: Tag, page: int) -> Step:
    number, *marks = _strongs(block)
    text = squeezed(block.text).removeprefix(squeezed(number + "".join(marks)))
    return Step(int(number), page, marks, text, text)


def _add(block: Tag, step: Step, ends: dict[int, str]) -> None:
    """Take up a paragraph or a list of a step; the lists behind its arrows are notes."""
    text, strong = squeezed(block.text), _strongs(block)
    kinds = [part.kind if isinstance(part, Tag) else "" for part in block.inside]
    if block.kind == "L":
        items = [squeezed(t.text) for t in block.walk() if t.kind == "LBody"]
        step.text += "" if step.arrows else "".join(items)
    elif set(kinds) == {"Link"}:
        _take_letter(step.arrows.pop().words, text, step)
    elif kinds[0] == "Strong":
        ends[int(strong[1])] = text
        step.arrows[-1] = evolve(step.arrows[-1], to=int(strong[1]))
    else:
        step.arrows.append(_arrow(block, text, strong))


def _take_letter(letter: str, beside: str, step: Step) -> None:
    """Take up a letter, at which the last arrow leaves or others come in."""
    if goes := re.fullmatch(r"goto(\d+),page(\d+)", beside):
        number, page = map(int, goes.groups())
        step.arrows[-1] = evolve(step.arrows[-1], letter=letter, to=number, page=page)
    else:
        assert not step.arrows
        step.letter, step.comes_from = letter, beside


def _arrow(block: Tag, text: str, strong: list[str]) -> Arrow:
    """Return an arrow with what it says itself about where it goes."""
    links = [squeezed(tag.text) for tag in block.walk() if tag.kind == "Link"]
    goes = links[0] if links else f"toend{strong[0]}" if strong else ""
    words = text.removesuffix(goes).removesuffix(",") if goes else text
    return Arrow(words, int(re.findall(r"\d+", goes)[0]) if goes else 0)
