"""A chart -> plain text, in numbered paragraphs: for mails, for screen readers, for paper.

Nothing is told by indentation alone: each box has its number, and each arrow
says the number where it leads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from attrs import evolve

from triage.outputs.chart.chart import Arrow, Chart, ChartNode, NodeKind, marks_of
from triage.outputs.chart.look import START_HERE, THIS_WAY, legend_of
from triage.outputs.chart.marks import Marks
from triage.outputs.outline.outline_text import Paragraph, lay_out
from triage.phrasing.arrow_labels import ITEM, PART
from triage.words import N_, _

_COLUMNS: Final = 80
_WORDS: Final = {
    NodeKind.STEP: N_("QUESTION"),
    NodeKind.OUTCOME: N_("END"),
    NodeKind.EXIT: N_("EXIT"),
    NodeKind.MORE: N_("QUESTION"),
}
_BEGIN: Final = N_("Begin at START HERE.")
_HOW: Final = N_(
    "Below each question stand its arrows, each with the answers that take it and the "
    "number of the box where it leads."
)
_INDENT: Final = "   "
_GAP: Final = Paragraph("")


def to_text(chart: Chart) -> str:
    """Return a chart as text of at most 80 columns."""
    marks = marks_of(chart)
    paragraphs = [*map(Paragraph, chart.title), _GAP, *map(Paragraph, _legend(chart))]
    paragraphs += _boxes(chart, marks)
    if marks.listed:
        listed = [Paragraph(each, "", _INDENT) for each in marks.listed]
        paragraphs += [_GAP, Paragraph(_("SOURCES")), *listed]
    on_one_line = (evolve(each, text=" ".join(each.text.split())) for each in paragraphs)
    return "".join(f"{line}\n" for line in lay_out(on_one_line, _COLUMNS, "utf-8"))


def _legend(chart: Chart) -> Iterator[str]:
    begin = [_(_BEGIN)] if any(node.is_start for node in chart.nodes) else []
    yield " ".join([*begin, _(_HOW)])
    ends = [node.text[0] for node in legend_of(chart) if node.kind is NodeKind.OUTCOME]
    if ends:
        yield _("Ends send people here, the most urgent first: {ends}.", ends="; ".join(ends))
    yield from chart.notes


def _boxes(chart: Chart, marks: Marks) -> Iterator[Paragraph]:
    nodes = {node.name: node for node in chart.nodes}
    leaving = defaultdict[str, list[Arrow]](list)
    for arrow in chart.arrows:
        leaving[arrow.start].append(arrow)
    for node in sorted(chart.nodes, key=lambda node: node.number):
        yield _GAP
        yield Paragraph(_say_head(chart, node, marks))
        for text in filter(str.strip, node.text):
            yield Paragraph(
                text, _INDENT, _INDENT * 2 if text.startswith((ITEM, PART)) else _INDENT
            )
        for arrow in leaving[node.name]:
            yield Paragraph(_say_arrow(arrow, nodes[arrow.end], marks), "- ", _INDENT)


def _say_head(chart: Chart, node: ChartNode, marks: Marks) -> str:
    said = [f"{_(_WORDS[node.kind])} {node.number}"]
    said += [_(START_HERE)] if node.is_start else []
    said += [_("from the module {module}", module=node.module)] if node.module else []
    said += [_("this patient comes by here")] if chart.shows_patient and node.highlighted else []
    return f"{', '.join(said)} {marks.of(node.sources)}".rstrip()


def _say_arrow(arrow: Arrow, end: ChartNode, marks: Marks) -> str:
    answers = f"“{arrow.words}” {marks.of(arrow.sources)}".rstrip()
    said = _(_TO[end.kind], answers=answers, number=end.number)
    return _(THIS_WAY, words=said) if arrow.highlighted else said


_TO: Final = {
    NodeKind.STEP: N_("with {answers}: go to {number}"),
    NodeKind.MORE: N_("with {answers}: go to {number}"),
    NodeKind.OUTCOME: N_("with {answers}: go to end {number}"),
    NodeKind.EXIT: N_("with {answers}: go to exit {number}"),
}
