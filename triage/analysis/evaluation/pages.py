"""An evaluation to read: one list of tables, as text, Markdown or HTML."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from attrs import frozen

from triage.analysis.evaluation.evaluation import SMALL, Evaluation
from triage.analysis.evaluation.figures import VERDICTS, TriageFigures
from triage.analysis.evaluation.shares import ExactShare
from triage.words import N_, _, ngettext

HEADS = {
    "under": N_("sent too low"),
    "right": N_("right"),
    "over": N_("sent too high"),
    "none": N_("no outcome"),
}


@frozen
class FigureTable:
    """A table with its heading.

    Attributes:
        title: the heading.
        rows: the first is the head.
        notes: what is said below.
    """

    title: str
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


def title_of(made: Evaluation) -> str:
    """Return what an evaluation is about, in a line."""
    trees = ", ".join(f"{tree.id} {tree.version}" for tree in made.trees)
    count = made.each[0].people
    return ngettext("{trees}: {count} row", "{trees}: {count} rows", count, trees=trees)


def sections(made: Evaluation) -> Iterator[FigureTable]:
    """Yield the tables; the figure of safety comes first and by itself."""
    names = [f"{tree.id} {tree.version}" for tree in made.trees]
    under = [(n, said(f.shares["under"])) for n, f in zip(names, made.each, strict=True)]
    yield FigureTable(_("Safety: sent less urgently than needed"), tuple(under), _left_out(made))
    rows = [("", *(_(HEADS[v]) for v in VERDICTS if v != "under"))]
    rows += [(n, *_of(f)) for n, f in zip(names, made.each, strict=True)]
    yield FigureTable(_("All together"), tuple(rows))
    rows = [("", _("sensitivity"), _("specificity"))]
    rows += [
        (n, said(f.sensitivity), said(f.specificity)) for n, f in zip(names, made.each, strict=True)
    ]
    yield FigureTable(_("Needs care today"), tuple(rows))
    if made.pairs:
        rows = [("", *(_("only by {tree}", tree=name) for name in names), _("p, exact McNemar"))]
        rows += [(_(HEADS[p.what]), str(p.first), str(p.second), f"{p.p:.3g}") for p in made.pairs]
        yield FigureTable(_("The two on the same rows"), tuple(rows))
    yield _levels(made)
    yield _confusion(made)
    for column, values in made.groups.items():
        yield _groups(column, values)


def _left_out(made: Evaluation) -> tuple[str, ...]:
    lines = []
    if made.made_up:
        lines.append(_("Made-up people, and the least that they need: no evidence about anybody."))
    if made.without:
        lines.append(
            ngettext(
                "{count} row says nothing of what was needed, and is left out",
                "{count} rows say nothing of what was needed, and are left out",
                made.without,
            )
        )
    if made.aside:
        lines.append(
            ngettext(
                "{count} row holds what is no answer; that counts as not answered",
                "{count} rows hold what is no answer; that counts as not answered",
                made.aside,
            )
        )
    return tuple(lines)


def _of(each: TriageFigures) -> tuple[str, ...]:
    return tuple(said(each.shares[name]) for name in VERDICTS if name != "under")


def _levels(made: Evaluation) -> FigureTable:
    rows = [(_("needed"), *(_(HEADS[v]) for v in VERDICTS))]
    rows += [
        (str(place), *(said(each.shares[v]) for v in VERDICTS))
        for place, each in made.levels.items()
        if each.people
    ]
    return FigureTable(_("By what was needed"), tuple(rows))


def _confusion(made: Evaluation) -> FigureTable:
    cells, places = made.each[0].cells, [*made.levels]
    rows = [(_("needed"), *(str(place) for place in places), _(HEADS["none"]))]
    for truth in places:
        counts = [cells.get((truth, told), 0) for told in (*places, None)]
        rows.append((str(truth), *map(str, counts)))
    return FigureTable(_("Needed, and sent to"), tuple(rows))


def _groups(column: str, values: object) -> FigureTable:
    assert isinstance(values, dict)
    rows = [(column, _("rows"), *(_(HEADS[v]) for v in VERDICTS))]
    rows += [
        (name, str(each.people), *(said(each.shares[v]) for v in VERDICTS))
        for name, each in values.items()
    ]
    small = [name for name, each in values.items() if each.people < SMALL]
    note = _("fewer than {count} rows, so read little into: {names}", count=SMALL,
             names=", ".join(small))  # fmt: skip
    return FigureTable(_("By {column}", column=column), tuple(rows), (note,) if small else ())


def said(share: ExactShare) -> str:
    """Say a share with its interval, in percent."""
    if share.share is None or share.interval is None:
        return _("of nobody")
    low, high = (100 * end for end in share.interval)
    percent = 100 * share.share
    return f"{share.count}/{share.of} {percent:.1f} % ({low:.1f}-{high:.1f})"


# --- three ways to write it


def to_text(made: Evaluation) -> str:
    """Return it as plain text."""
    lines = [title_of(made)]
    for each in sections(made):
        lines += ["", each.title, *("  " + line for line in _columns(each.rows)), *each.notes]
    return "\n".join([*lines, "", _legend(), ""])


def _legend() -> str:
    return _("In brackets: 95 % intervals, exact. Whoever has no outcome is never right.")


def _columns(rows: tuple[tuple[str, ...], ...]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]


def to_markdown(made: Evaluation) -> str:
    """Return it as Markdown."""
    lines = [f"# {title_of(made)}", ""]
    for each in sections(made):
        head, *body = each.rows if len(each.rows) > 1 else (("",) * len(each.rows[0]), *each.rows)
        lines += [f"## {each.title}", "", _bar(head), "|" + "---|" * len(head)]
        lines += [*map(_bar, body), "", *each.notes, *([""] if each.notes else [])]
    return "\n".join([*lines, _legend(), ""])


def _bar(row: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in row) + " |"


def to_html(made: Evaluation, picture: str) -> str:
    """Return it as a page of its own, with the picture in it.

    Args:
        made: the evaluation.
        picture: the picture, as SVG.
    """
    title = escape(title_of(made))
    parts = [
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>',
        "<style>body{font:16px/1.5 sans-serif;max-width:70em;margin:2em auto;padding:0 1em}"
        "table{border-collapse:collapse}th,td{padding:.2em .8em;text-align:left;"
        "border-bottom:1px solid #bbb}</style>",
        f"<h1>{title}</h1>",
        picture,
    ]
    for each in sections(made):
        rows = "".join(
            "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
            for row in each.rows
        )
        notes = "".join(f"<p>{escape(note)}</p>" for note in each.notes)
        parts.append(f"<h2>{escape(each.title)}</h2><table>{rows}</table>{notes}")
    return "\n".join([*parts, f"<p>{escape(_legend())}</p></html>", ""])
