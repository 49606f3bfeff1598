"""All figures of a tree, or of two, on some people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from attrs import frozen

from triage.analysis.evaluation.figures import (
    Cell,
    Paired,
    TriageFigures,
    figures,
    of_level,
    paired,
)
from triage.model.dispositions import Disposition
from triage.model.tree import Tree

FORMAT: Final = 1
# Of fewer people an interval spans about a third of all that could be.
SMALL: Final = 30


@frozen
class Alike:
    """People who needed the same, were sent the same ways and are of the same groups.

    Attributes:
        truth: where they needed to go.
        told: where each tree sends them; None where answers are missing.
        groups: what they have in each column by which they are parted.
        count: how many they are.
    """

    truth: str
    told: tuple[str | None, ...]
    groups: tuple[str, ...]
    count: int


@frozen
class Evaluation:
    """What is known of one tree, or of two, on the same people.

    Attributes:
        trees: the trees.
        each: the figures of each tree.
        levels: for each place, the most urgent first, the figures of those who needed it, by
            the first tree.
        groups: for each column and each value in it, the figures by the first tree.
        pairs: how the trees compare, where they are two.
        without: how many rows say nothing of what was needed, and are left out.
        aside: how many rows hold something that is no answer to its fact.
        made_up: whether the people are of a made-up population.
    """

    trees: tuple[Tree, ...]
    each: tuple[TriageFigures, ...]
    levels: Mapping[Disposition, TriageFigures]
    groups: Mapping[str, Mapping[str, TriageFigures]]
    pairs: tuple[Paired, ...] = ()
    without: int = 0
    aside: int = 0
    made_up: bool = False

    def as_json(self) -> dict[str, object]:
        """Return it as plain data."""
        return {
            "evaluation": FORMAT,
            "trees": [{"tree": t.id, "version": t.version, "digest": t.digest} for t in self.trees],
            "rows": self.each[0].people,
            "without_truth": self.without,
            "with_values_set_aside": self.aside,
            "made_up": self.made_up,
            "figures": [each.as_json() for each in self.each],
            "levels": {str(name): each.as_json() for name, each in self.levels.items()},
            "confusion": [
                {"truth": truth, "told": told, "count": count}
                for (truth, told), count in self.each[0].cells.items()
            ],
            "groups": {
                column: {name: each.as_json() for name, each in values.items()}
                for column, values in self.groups.items()
            },
            "paired": [pair.as_json() for pair in self.pairs],
        }


def evaluate(
    trees: tuple[Tree, ...],
    people: Sequence[Alike],
    by: Sequence[str] = (),
    *,
    without: int = 0,
    aside: int = 0,
    made_up: bool = False,
) -> Evaluation:
    """Return the figures of one tree, or of two.

    Args:
        trees: the trees, of one scale.
        people: all people of whom it is known what they needed.
        by: the columns by which they are parted.
        without: how many others there are.
        aside: how many rows hold something that is no answer.
        made_up: whether the people are of a made-up population.
    """
    places = {str(each): each for each in trees[0].scale.dispositions}

    def cells(some: Iterable[Alike], tree: int = 0) -> Counter[Cell]:
        found: Counter[Cell] = Counter()
        for each in some:
            told = each.told[tree]
            found[places[each.truth], None if told is None else places[told]] += each.count
        return found

    all_cells = cells(people)
    groups = {
        column: {
            value: figures(cells(each for each in people if each.groups[n] == value))
            for value in sorted({each.groups[n] for each in people})
        }
        for n, column in enumerate(by)
    }
    both = [
        (places[e.truth], *(None if t is None else places[t] for t in e.told[:2]), e.count)
        for e in people
        if len(e.told) > 1
    ]
    return Evaluation(
        trees,
        tuple(figures(cells(people, n)) for n in range(len(trees))),
        {place: of_level(all_cells, place) for place in reversed(places.values())},
        groups,
        paired(both) if len(trees) > 1 else (),  # type: ignore[arg-type]  # of two trees
        without,
        aside,
        made_up,
    )
