"""What is printed on a questionnaire, as anybody can read it who knows no tree.

It is read from the plain data of the questionnaire or from the text of the PDF.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from attrs import Factory, define, frozen
from pypdf import PageObject, PdfReader

MARGIN, HUGE, SAME_LINE = 41, 40, 2  # in points
TABLE = "✓ Does it apply? yes no not sure"
NOTHING = "Nothing to ask here. Look back:"
ANSWER = "Otherwise: answer this question."
SUM = r"◆ Sum (\d+): add the points of every line that fits\. Where Ticked Points Yours (.*?) Total"
PLACE = r"\d+[a-z]*(?:/\d+[a-z]*)*"


@frozen
class Line:
    """One question, with the labels of its boxes and the words behind them."""

    place: str
    words: str
    boxes: tuple[tuple[str, str], ...]
    takes_number: bool
    copy: str


@define
class Page:
    """One numbered item as it is read."""

    number: str
    heading: str = ""
    early: list[str] = Factory(list)
    lines: list[Line] = Factory(list)
    rules: list[str] = Factory(list)
    sums: dict[str, list[tuple[str, str, int]]] = Factory(dict)
    has_put_off_box: bool = False


@frozen
class Form:
    pages: Mapping[str, Page]
    ends: Mapping[str, str]


def from_data(form: Mapping[str, Any]) -> Form:
    """Read the plain data of a questionnaire."""
    pages = [_page(item) for item in form["items"]]
    words = ("title", "stop", "text")
    ends = {f"END {end['letter']}": " ".join(end[key] for key in words) for end in form["ends"]}
    return Form({page.number: page for page in pages}, ends)


def _page(item: Mapping[str, Any]) -> Page:
    sums = {
        str(total["number"]): [(p["place"], p["answers"], p["points"]) for p in total["lines"]]
        for total in (*item["early_sums"], *item["sums"])
    }
    lines = [
        Line(
            q["place"],
            q["words"],
            tuple((box["label"], box["words"]) for box in q["boxes"]),
            bool(q["number"]),
            q["copy"],
        )
        for q in item["questions"]
    ]
    early, rules = ([_printed(r) for r in item[key]] for key in ("early", "rules"))
    number, put_off = str(item["number"]), item["can_be_put_off"]
    return Page(number, item["heading"], early, lines, rules, sums, put_off)


def _printed(rule: Mapping[str, str]) -> str:
    return f"{rule['words']} go to {rule['to']}" if rule["to"] else rule["words"]


def text_of(pdf: bytes) -> str:
    """Return what stands between head and foot of all pages, in the order of reading."""
    return " ".join(pages_of(pdf))


def pages_of(pdf: bytes) -> list[str]:
    """Return what stands between head and foot of each page."""
    return [" ".join(_body(page).split()) for page in PdfReader(BytesIO(pdf)).pages]


def _body(page: PageObject) -> str:
    parts: list[str] = []
    last = [0.0]

    def visit(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        height = cm[3] * tm[5] + cm[5]
        if MARGIN < height < float(page.mediabox.height) - MARGIN and size < HUGE:
            parts.append(text if abs(height - last[0]) < SAME_LINE else f" {text}")
            last[0] = height

    page.extract_text(visitor_text=visit)
    return "".join(parts).replace("\u200b", "")


def from_text(text: str) -> Form:
    """Read the text of a questionnaire; signs that only the form has tell its parts apart."""
    chunks = text.split("▶ ")[1:]
    whole = (re.fullmatch(r"(END [A-Z]+) (.*)", chunk) for chunk in chunks)
    ends = {found[1]: found[2] for found in whole if found}
    pages = [_read(c) for c in chunks if re.match(r"\d+ ", c)]
    assert len(pages) + len(ends) == len(chunks)
    return Form({page.number: page for page in pages}, ends)


def _read(chunk: str) -> Page:
    number, _, body = chunk.strip().partition(" ")
    page = Page(number)
    for total in re.findall(SUM, body):
        page.sums[total[0]] = [
            (place, answers, int(points.replace("\u2212", "-")))
            for place, answers, points in re.findall(rf"({PLACE}) (.+?) ([+\u2212]\d+)", total[1])
        ]
    body = re.sub(SUM, "", body).strip()
    if body.startswith("Look back first: ➜"):
        end = body.index(ANSWER) + len(ANSWER)
        page.early, body = _rules(body[:end]), body[end:].strip()
    page.has_put_off_box = body.startswith("[ ] put off")
    body = body.removeprefix("[ ] put off").strip()
    asked, arrow, rules = body.partition("➜")
    page.rules = _rules(arrow + rules)
    if asked.strip() != NOTHING:
        page.lines = _lines(number, asked)
    return page


def _lines(number: str, asked: str) -> list[Line]:
    """Read a table of yes and no, a form whose questions are lettered, or one question."""
    if TABLE in asked:
        return _table(number, asked)
    _heading, *lettered = re.split(rf"(?:^| )({number}[a-z]) ", asked)
    if not lettered:
        return [_alone(number, asked)]
    return [_alone(*pair) for pair in zip(lettered[::2], lettered[1::2], strict=True)]


def _rules(text: str) -> list[str]:
    return [rule.strip() for rule in re.findall(r"➜ (.+?)\.(?= |$)", text)]


def _table(number: str, text: str) -> list[Line]:
    lines = []
    heading, _, table = text.partition(TABLE)
    text = f"{heading} {table.replace(TABLE, '')}"  # a table that goes on has its head again
    rows = re.findall(r"(.+?)((?:\[ \] (?:not sure|yes|no) ?){2,3})", text)
    for index, (words, boxes) in enumerate(rows):
        place = f"{number}{chr(ord('a') + index)}"
        assert f"{place} " in words
        labels = tuple((label, "") for label in re.findall(r"\[ \] (not sure|yes|no)", boxes))
        lines.append(Line(place, words, labels, False, _copy(words)))
    return lines


def _alone(number: str, text: str) -> Line:
    words, *boxes = text.split("[ ]")
    answers = [box.strip() for box in boxes]
    plain = {"yes", "no", "not sure"}
    labels = tuple((a, "") if a in plain else (a.split()[0], a.partition(" ")[2]) for a in answers)
    takes_number = "✎ Write" in words and "✎ Write here;" not in words  # which is a note
    return Line(number, words, labels, takes_number, _copy(words))


def _copy(words: str) -> str:
    found = re.search(rf"↩ ({PLACE})", words)
    return found[1] if found else ""
