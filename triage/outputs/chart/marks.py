"""Small marks that say on whose word a box or an arrow stands, and the list that they point to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Final

from attrs import field, frozen

from triage.model.provenance import Provenance
from triage.words import N_, _, ngettext

# Stands among the ids of sources; no source has an empty one.
JUDGEMENT: Final = ""
_JUDGED: Final = N_("[J] The authors of the tree judge so; no source says it.")
_TO: Final = "\N{EN DASH}"
_MOST_NAMED: Final = 3


@frozen
class Marks:
    """The numbers of the sources that a chart shows, and what they are.

    Attributes:
        numbers: by the ids of sources, in the order in which a reader meets them.
        words: author, title and year, by the ids of sources.
        has_judgement: whether anything stands on the judgement of the authors.
    """

    numbers: Mapping[str, int]
    words: Mapping[str, str] = field(repr=False)
    has_judgement: bool

    def of(self, sources: Iterable[str]) -> str:
        """Return the mark of a box or an arrow: ``[1, 3, J]``, or "" if it has no sources."""
        wanted = set(sources)
        numbers = sorted(self.numbers[each] for each in wanted if each != JUDGEMENT)
        parts = [*_runs(numbers), *(["J"] if JUDGEMENT in wanted else [])]
        return f"[{', '.join(parts)}]" if parts else ""

    def say(self, sources: Sequence[str]) -> str:
        """Say a mark to somebody who hears it; more than a few sources are said by number."""
        if not sources:
            return ""
        if len(sources) > _MOST_NAMED:
            return _("Sources: numbers {numbers} of the list.", numbers=self.of(sources)[1:-1])
        named = [self.words[each] if each else _("the authors' judgement") for each in sources]
        listed = "; ".join(named)
        return ngettext("Source: {listed}.", "Sources: {listed}.", len(named), listed=listed)

    @property
    def listed(self) -> tuple[str, ...]:
        """What each mark stands for."""
        lines = [f"[{number}] {self.words[each]}" for each, number in self.numbers.items()]
        return (*lines, _(_JUDGED)) if self.has_judgement else tuple(lines)


def sources_of(provenances: Iterable[Provenance]) -> tuple[str, ...]:
    """Return on what something stands: ids of sources, and ``JUDGEMENT`` last."""
    found = list(provenances)
    named = dict.fromkeys(each for p in found for each in p.sources)
    judged = any(p.judgement is not None for p in found)
    return (*named, JUDGEMENT) if judged else tuple(named)


def _runs(numbers: Sequence[int]) -> list[str]:
    """Say numbers; of three or more in a row the first and the last, as pages of a book."""
    rows = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    said: list[str] = []
    for _key, row in rows:
        run = [number for _, number in row]
        said += [f"{run[0]}{_TO}{run[-1]}"] if len(run) > 2 else map(str, run)
    return said
