"""What the files say that are drawn: DOT, Mermaid and SVG read back into boxes and arrows."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from xml.etree import ElementTree

from attrs import frozen

SVG = "{http://www.w3.org/2000/svg}"


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
    boxes, arrows = {}, {}
    for line in text.splitlines():
        tokens = re.findall(r'"(?:[^"\\]|\\.)*"|->|[^\s"=\[\]]+|[=\[\]]', line)
        if "id" not in tokens:
            continue
        name = tokens[tokens.index("id") + 2].strip('"')
        label = plain(unescape_dot(tokens[tokens.index("label") + 2]))
        if re.fullmatch(r"a\d+", name):
            arrows[int(name[1:])] = (tokens[0], tokens[2], label)
        elif re.fullmatch(r"n\d+", name):
            boxes[name] = label
    return Read(boxes, [arrows[number] for number in sorted(arrows)])


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
    """Read what is drawn: the words that are seen, and which boxes Graphviz joined."""
    boxes: dict[str, str] = {}
    arrows: dict[int, tuple[str, str, str]] = {}
    for group in ElementTree.fromstring(text).iter(f"{SVG}g"):
        name, words = group.get("id", ""), plain("".join(_seen(group)))
        if re.fullmatch(r"n\d+", name):
            boxes[name] = words
        if re.fullmatch(r"a\d+", name):
            ends = group.attrib["data-from"], group.attrib["data-to"]
            arrows[int(name[1:])] = (*ends, words)
    return Read(boxes, [arrows[number] for number in sorted(arrows)])


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


def _seen(group: ElementTree.Element) -> Iterator[str]:
    for text in group.iter(f"{SVG}text"):
        yield text.text or ""
