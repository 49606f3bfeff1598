"""A picture: for each place that was needed a bar, parted by how people were sent."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from triage.analysis.evaluation.evaluation import Evaluation
from triage.analysis.evaluation.figures import VERDICTS, Figures, Verdict
from triage.analysis.evaluation.pages import title_of
from triage.words import N_, _

_LOOKS: Final[dict[Verdict, tuple[str, str]]] = {
    "under": ("#b2182b", N_("sent too low")),
    "right": ("#1a7a3c", N_("right")),
    "over": ("#d9a441", N_("sent too high")),
    "none": ("#999999", N_("no outcome")),
}
_WIDE, _BAR, _LEFT, _TOP, _STEP = 720, 420, 170, 84, 34


def to_svg(made: Evaluation) -> str:
    """Return the picture of the first tree."""
    levels = [(place, each) for place, each in made.levels.items() if each.people]
    high = _TOP + _STEP * len(levels) + 16
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {high}" role="img"'
        f' font-family="sans-serif" font-size="14">',
        f"<title>{escape(title_of(made))}</title>",
        f'<rect width="{_WIDE}" height="{high}" fill="#ffffff"/>',
        f'<text x="12" y="26" font-size="16">{escape(title_of(made))}</text>',
        *_key(),
    ]
    for number, (place, each) in enumerate(levels):
        lines += _bar(str(place), each, _TOP + number * _STEP)
    return "\n".join([*lines, "</svg>", ""])


def _key() -> Iterator[str]:
    for number, (colour, words) in enumerate(_LOOKS.values()):
        x = 12 + number * 170
        yield f'<rect x="{x}" y="44" width="16" height="16" fill="{colour}"/>'
        yield f'<text x="{x + 22}" y="57">{escape(_(words))}</text>'


def _bar(name: str, each: Figures, y: int) -> Iterator[str]:
    yield f'<text x="12" y="{y + 17}">{escape(name)}</text>'
    x = float(_LEFT)
    for verdict in VERDICTS:
        wide = _BAR * each.shares[verdict].count / each.people
        if wide:
            colour = _LOOKS[verdict][0]
            yield f'<rect x="{x:.1f}" y="{y}" width="{wide:.1f}" height="24" fill="{colour}"/>'
        x += wide
    under = each.shares["under"]
    words = _("{under} of {count} too low", under=under.count, count=under.of)
    yield f'<text x="{_LEFT + _BAR + 10}" y="{y + 17}" font-size="12">{escape(words)}</text>'
