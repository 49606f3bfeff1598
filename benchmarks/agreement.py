"""Let the readers of made-up trees agree on every claim and on everybody, and count it.

    python -m benchmarks.agreement --trees 10000 --processes 2

Each tree is read as drawn, and twice more after it was damaged at random, so
that much of what is claimed does not hold. Where the patients are few enough
to try one by one, all deciders and the engine are asked about each claim
(``brute_force``).

Sessions and ``assess`` are compared with the second reading of the documents
that stands in ``tests/second_reading``: whole, partial and contradictory
answers, lists ticked in part, refining questions skipped. Two people fill in
the form of FHIR and the questionnaire on paper, and end there as they do here.

Exit code 1 where any two differ; the tree is then printed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic

from attrs import evolve
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from benchmarks.brute_force import MOST_PATIENTS, Disagreement, compare_on
from benchmarks.on_forms import compare_forms
from tests import profiles
from tests.second_reading.agreeing import (
    Differ,
    compare_claims,
    compare_numbers,
    meet,
    record,
    well,
)
from tests.second_reading.files import read
from triage.lint.blocking.asked import facts_not_asked
from triage.model.dispositions import DEFAULT, Disposition
from triage.model.facts import Demand
from triage.model.screenfuls import is_form
from triage.model.several import splitting
from triage.model.tree import Tree
from triage.model.values import NOT_SURE, AnswerSet
from triage.phrasing.answers_in_texts import named_in, texts_of, told_by
from triage.strategies.documents import Library, libraries, write_library
from triage.testing import documents
from triage.tree_files.library import load

# How many people meet each tree; each of them is compared after every screen.
PEOPLE = 2
# Few of them come to several results, so more meet a tree that has some.
PEOPLE_OF_PARTS = 8
_ALONE = documents().map(lambda document: {"made-up": document})
_SEVERAL = documents(several=True).map(lambda document: {"made-up": document})


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--trees", type=int, default=1_000, help="how many trees to compare on")
    parser.add_argument("--seed", type=int, default=0, help="what the chances come from")
    parser.add_argument("--minutes", type=float, default=60.0, help="when to stop at the latest")
    parser.add_argument("--processes", type=int, default=1, help="how many share the trees")
    given_ = parser.parse_args()
    number = given_.processes
    shares = [(given_.trees + i) // number for i in range(number)]
    seeds = [given_.seed + i * _SEEDS_APART for i in range(number)]
    counts: Counter[str] = Counter()
    with ProcessPoolExecutor(number) as pool:
        for some, differing in pool.map(counted, shares, seeds, [given_.minutes] * number):
            counts.update(some)
            print(differing, end="")
    for line in summary(counts):
        print(line)
    return 1 if counts["disagreements"] else 0


# The seeds of one process go up by one for each hundred trees.
_SEEDS_APART = 1_000_000


def counted(trees: int, number: int, minutes: float) -> tuple[Counter[str], str]:
    """Compare on a share of the trees.

    Returns:
        What was counted, and the first disagreement, if any.
    """
    profiles.draw_alike()
    counts: Counter[str] = Counter()
    try:
        compare(counts, trees, number, monotonic() + 60 * minutes)
    except (Disagreement, Differ) as error:
        counts["disagreements"] += 1
        return counts, f"{error}\n"
    return counts, ""


def summary(counts: Counter[str]) -> list[str]:
    """Return what was counted, a line for each."""
    counts["sets of answers"] = counts["whole records"] + counts["partial answers"]
    return [f"{what}: {counts[what]:,}" for what in COUNTED]


COUNTED = (
    "trees",
    "too large to try everybody",
    "claims",
    "groups",
    "groups that refute",
    "patients tried",
    "questions to the engine",
    "too little room",
    "trees read twice",
    "trees with a scale of their own",
    "trees with a module",
    "trees with a form",
    "trees with a note",
    "trees with a time to help of an outcome",
    "trees with texts that name facts",
    "trees with a text for one kind of sign",
    "trees with several results",
    "trees with a question for some",
    "claims read twice",
    "claims read twice that are refuted",
    "people counted twice",
    "sets of answers",
    "whole records",
    "partial answers",
    "contradictory answers",
    "answers with several results",
    "sessions",
    "sessions with a list ticked in part",
    "sessions with refining questions skipped",
    "people on forms of FHIR",
    "people on paper",
    "people on paper with several results",
    "disagreements",
)


def compare(counts: Counter[str], most: int, number: int, until: float) -> None:
    """Draw trees until so many were small enough, and compare all readers on each.

    Raises:
        Disagreement: they say different things.
        Differ: the second reading says different things.
    """
    while counts["trees"] < most and monotonic() < until:
        number += 1

        @seed(number)
        @settings(
            max_examples=min(100, most - counts["trees"]),
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(st.one_of(_ALONE, _SEVERAL, libraries()))
        def each(library: Library) -> None:
            if counts["trees"] < most and monotonic() < until:
                try:
                    compare_one(library, counts)
                except (Disagreement, Differ) as error:
                    # So that whoever mends it has the tree.
                    raise type(error)(f"{error}\n{json.dumps(library, default=str)}") from None

        each()


def compare_one(library: Library, counts: Counter[str]) -> None:
    """Compare all readers on a tree with its modules.

    Raises:
        Disagreement: they say different things.
        Differ: the second reading says different things.
    """
    with TemporaryDirectory(prefix="triage-") as folder:
        file = write_library(library, Path(folder))
        tree, reading = load(file), read(file)
    counts["trees read twice"] += 1
    counts.update(f"trees {what}" for what, is_so in features(tree).items() if is_so)
    number = PEOPLE_OF_PARTS if splitting(tree) else PEOPLE
    counts.update(meet(tree, reading, number))
    if len(library) == 1:  # of a module's own claims the second reading knows nothing
        compare_claims(tree, reading, MOST_PATIENTS, counts)
        compare_numbers(tree, reading, MOST_PATIENTS, counts)
        counts["trees with a question for some"] += _asks_some(library)
        random = Random(tree.digest)
        for _ in range(number):
            somebody = well(reading, random)
            compare_forms(tree, [somebody, somebody | record(reading, random)], counts)
    random = Random(tree.digest)
    for each in (tree, damaged(tree, random), damaged(tree, random)):
        if each is tree or not any(facts_not_asked(each)):
            compare_on(each, counts)


def _asks_some(library: Library) -> bool:
    return '"only_if":' in json.dumps(library, default=str)


def features(tree: Tree) -> dict[str, bool]:
    """Return which parts of the format that are easily forgotten a tree uses."""
    outcomes, facts = tree.outcomes.values(), tree.facts
    texts = [text for each in outcomes for part in told_by(each, tree) for text in texts_of(part)]
    return {
        "with a scale of their own": tree.scale != DEFAULT,
        "with a module": bool(tree.modules),
        "with a form": any(is_form(facts[f] for f in s.ask) for s in tree.steps.values()),
        "with a note": any(fact.is_note for fact in facts.values()),
        "with a time to help of an outcome": any(o.within_hours is not None for o in outcomes),
        "with texts that name facts": bool(named_in(*texts)),
        "with a text for one kind of sign": any(o.text_for for o in outcomes),
        "with several results": bool(splitting(tree)),
    }


def damaged(tree: Tree, random: Random) -> Tree:
    """Lead a branch astray, let one answer demand an emergency, and pass *not sure* over.

    What then depends on a fact that somebody is never asked would not load (S504).
    """
    step = random.choice([*tree.steps.values()])
    number, away = random.randrange(len(step.branches)), random.choice([*tree.outcomes])
    branches = [
        evolve(branch, go=away if each == number else branch.go, including_not_sure=False)
        for each, branch in enumerate(step.branches)
    ]
    fact = random.choice([*tree.facts.values()])
    answer = random.choice([*fact.domain.choices(), NOT_SURE])
    demand = Demand(AnswerSet((answer,)), Disposition.EMERGENCY)
    return evolve(
        tree,
        steps={**tree.steps, step.name: evolve(step, branches=tuple(branches))},
        facts={**tree.facts, fact.name: evolve(fact, demands=(*fact.demands, demand))},
    )


if __name__ == "__main__":
    sys.exit(main())
