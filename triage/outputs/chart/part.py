"""A part of a chart: what is near the start, or what belongs to one step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from attrs import evolve

from triage.outputs.chart.chart import Chart, ChartNode, NodeKind
from triage.outputs.outline.outline import find
from triage.words import _, ngettext

_Links = Mapping[str, list[str]]


def part_of(chart: Chart, *, focus: str | None, depth: int | None) -> Chart:
    """Return a part of a chart; what continues outside of it says so.

    Args:
        chart: the whole chart.
        focus: the name of a step or outcome: keep what leads to it and what follows.
        depth: how many arrows away from the start, or from ``focus``, at most.

    Raises:
        TriageError: there is no such step or outcome.
    """
    middle = None
    if focus is not None:
        names = [*(node.name for node in chart.nodes), *chart.merged]
        found = find(focus, names, _("found no step or outcome `{focus}`", focus=focus))
        middle = chart.merged.get(found, found)
    begin = [middle] if middle else [node.name for node in chart.nodes if node.is_start]
    after = _links((arrow.start, arrow.end) for arrow in chart.arrows)
    before = _links((arrow.end, arrow.start) for arrow in chart.arrows)
    kept = _reached(begin, after, depth)
    kept |= _reached(begin, before, depth) if middle else {}
    return _only(chart, kept, _said(middle, depth))


def _links(pairs: Iterable[tuple[str, str]]) -> _Links:
    links: dict[str, list[str]] = {}
    for one, other in pairs:
        links.setdefault(one, []).append(other)
    return links


def _reached(begin: Iterable[str], links: _Links, depth: int | None) -> dict[str, int]:
    """Return how many arrows away each box is that is not too far away."""
    away = dict.fromkeys(begin, 0)
    waiting = list(away)
    for name in waiting:  # grows while it is read
        new = [n for n in links.get(name, []) if n not in away]
        if depth is None or away[name] < depth:
            away.update((n, away[name] + 1) for n in new)
            waiting += dict.fromkeys(new)
    return away


def _only(chart: Chart, kept: Mapping[str, int], said: str) -> Chart:
    arrows = tuple(a for a in chart.arrows if a.start in kept and a.end in kept)
    leaving = Counter(a.start for a in chart.arrows)
    shown = Counter(a.start for a in arrows)
    nodes = tuple(
        _with_rest(node, leaving[node.name], shown[node.name])
        for node in chart.nodes
        if node.name in kept
    )
    title = (*chart.title, said) if len(nodes) < len(chart.nodes) else chart.title
    return evolve(chart, title=title, nodes=nodes, arrows=arrows)


def _with_rest(node: ChartNode, leaving: int, shown: int) -> ChartNode:
    """Say in a box that arrows which leave it are not shown."""
    if leaving == shown:
        return node
    if shown:
        return evolve(node, text=(*node.text, _("(other answers lead elsewhere)")))
    return evolve(node, kind=NodeKind.MORE, text=(*node.text, _("(goes on from here)")))


def _said(middle: str | None, depth: int | None) -> str:
    if not middle:
        about = _("the beginning")
    else:
        about = _("what leads to `{middle}` and what follows it", middle=middle)
    if depth is None:
        return _("PART OF THE CHART: only {part}.", part=about)
    return ngettext(
        "PART OF THE CHART: only {part}, up to {count} arrow away.",
        "PART OF THE CHART: only {part}, up to {count} arrows away.",
        depth,
        part=about,
    )
