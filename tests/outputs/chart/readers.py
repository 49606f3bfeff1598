"""What the files say that are drawn: DOT, Mermaid and SVG read back into boxes and arrows."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from xml.etree import ElementTree

from attrs import define, frozen

SVG = "{http://www.w3.org/2000/svg}"
TOUCHING = 4.0


@frozen
class Read:
    """The boxes of a picture by id, and its arrows: from, to, and their words, in order."""

    boxes: dict[str, str]
    arrows: list[tuple[str, str, str]]


def plain(text: str) -> str:
    """Leave out all that wrapping may change."""
    return re.sub(r"\s+", "", text)


def read_dot(text: str) -> Read:
    """Read statements token by token, quotes and their escapes as Graphviz reads them."""
    boxes, rows, ends = {}, {}, {}
    for line in text.splitlines():
        table = re.search(r"label=<(<TABLE.*</TABLE>)>", line)
        plainly = line.replace(table[0], "") if table else line
        tokens = re.findall(r'"(?:[^"\\]|\\.)*"|->|[^\s"=\[\]]+|[=\[\]]', plainly)
        if "id" not in tokens:
            continue
        name = tokens[tokens.index("id") + 2].strip('"')
        if re.fullmatch(r"a\d+", name):
            ends[int(name[1:])] = _ends(tokens)
        elif re.fullmatch(r"n\d+", name) and table:
            boxes[name] = next(iter(rows_of(table[1]).values()))
            rows |= rows_of(table[1])
        elif re.fullmatch(r"n\d+", name):
            boxes[name] = plain(unescape_dot(tokens[tokens.index("label") + 2]))
    arrows = [(*ends[number], rows[f"a{number}"]) for number in sorted(ends)]
    return Read(boxes, arrows)


def _ends(tokens: list[str]) -> tuple[str, str]:
    """Return from where an arrow leads and to where; one with `dir=back` is written turned."""
    one, other = (tokens[at].split(":")[0] for at in (0, 2))
    return (other, one) if "back" in tokens else (one, other)


def rows_of(table: str) -> dict[str, str]:
    """Return the words of each row in the box of a step, by the arrow that leaves it."""
    cells = ElementTree.fromstring(table).iter("TD")
    return {cell.get("PORT", ""): plain("".join(said_in(cell))) for cell in cells}


def said_in(cell: ElementTree.Element) -> list[str]:
    """Return the lines of a cell; Graphviz reads two strokes as one."""
    return [line.replace("\\\\", "\\") for line in cell.itertext()]


def unescape_dot(written: str) -> str:
    """Undo quotes, if there are any, then the escapes of labels."""
    is_quoted = written.startswith('"')
    assert is_quoted or re.fullmatch(r"\w+", written), f"Graphviz would not read {written} as text"
    return unescape_label(written[1:-1] if is_quoted else written)


def unescape_label(label: str) -> str:
    """Undo the escapes of labels, then entities; a name in braces is a fault."""

    def meant(found: re.Match[str]) -> str:
        assert found[1] in 'nlr\\"', f"Graphviz would read {found[0]} as a field"
        return {"n": "\n", "l": "\n", "r": "\n"}.get(found[1], found[1])

    return html.unescape(re.sub(r"\\(.)", meant, label))


def read_mermaid(text: str) -> Read:
    boxes, arrows = {}, []
    for line in text.splitlines():
        box = re.fullmatch(r'\s+(n\d+)[\[({>/\\]+"([^"]*)"[\])}/\\]+', line)
        arrow = re.fullmatch(r'\s+(n\d+) -->\|"([^"]*)"\| (n\d+)', line)
        if box:
            boxes[box[1]] = plain(unescape_mermaid(box[2]))
        if arrow:
            arrows.append((arrow[1], arrow[3], plain(unescape_mermaid(arrow[2]))))
    return Read(boxes, arrows)


def unescape_mermaid(text: str) -> str:
    lines = text.replace("<br/>", "\n")
    assert not re.search(r'[<>"`{}\[\]|]|#(?!\d+;)', lines), f"unescaped: {lines}"
    return re.sub(r"#(\d+);", lambda found: chr(int(found[1])), lines)


def read_svg(text: str) -> Read:
    """Read what is drawn: the words that are seen, and which row of a box each line leaves."""
    boxes: dict[str, str] = {}
    rows: dict[str, list[Row]] = {}
    arrows: dict[int, tuple[str, str, str]] = {}
    groups = [*ElementTree.fromstring(text).iter(f"{SVG}g")]
    for group in groups:
        if re.fullmatch(r"n\d+", name := group.get("id", "")):
            rows[name] = [*_rows(group)]
            boxes[name] = rows[name][0].words
    for group in groups:
        if re.fullmatch(r"a\d+", name := group.get("id", "")):
            start, end = group.attrib["data-from"], group.attrib["data-to"]
            arrows[int(name[1:])] = (start, end, _left_by(group, rows[start][1:]))
    return Read(boxes, [arrows[number] for number in sorted(arrows)])


@define
class Row:
    """A row in a box: where it is, and its words."""

    left: float
    right: float
    top: float
    bottom: float
    words: str = ""
    is_written: bool = False


def _rows(group: ElementTree.Element) -> Iterator[Row]:
    """Yield the rows of a box; an end is one row."""
    row = Row(0, 0, 0, 0)
    for part in group:
        if part.tag == f"{SVG}polygon" and part.get("fill") == "none":
            if row.is_written:
                yield row
            points = [tuple(map(float, p.split(","))) for p in part.attrib["points"].split()]
            xs, ys = [x for x, _ in points], [y for _, y in points]
            row = Row(min(xs), max(xs), min(ys), max(ys))
        elif part.tag == f"{SVG}text":
            row.words, row.is_written = plain(row.words + (part.text or "")), True
    if row.is_written:  # at the end stands the border of the whole
        yield row


def _left_by(group: ElementTree.Element, rows: list[Row]) -> str:
    """Return the words of the row that a line touches at the right, or below the last one."""
    (path,) = group.iter(f"{SVG}path")
    numbers = [*map(float, re.findall(r"-?\d+(?:\.\d+)?", path.attrib["d"]))]
    for x, y in (numbers[:2], numbers[-2:]):
        for row in rows:
            if abs(x - row.right) < TOUCHING and row.top < y < row.bottom:
                return row.words
        if abs(y - rows[-1].bottom) < TOUCHING and rows[-1].left < x < rows[-1].right:
            return rows[-1].words
    raise AssertionError(f"a line touches no row: {numbers}, {rows}")


def read_text(text: str) -> Read:
    """Read numbered boxes and their arrows; a box is called by its number."""
    boxes: dict[str, str] = {}
    arrows: list[tuple[str, str, str]] = []
    here = None
    body = text.partition("Below each question")[2].partition("\n\nSOURCES\n")[0]
    for line in body.replace("\n   ", " ").split("\n"):
        box = re.match(r"(?:QUESTION|END|EXIT) (\d+)", line)
        arrow = re.fullmatch(r"- (.*): go to (?:end |exit )?(\d+)", line)
        if box:
            here = box[1]
            boxes[here] = plain(line)
        elif arrow and here:
            arrows.append((here, arrow[2], plain(arrow[1])))
    return Read(boxes, arrows)
