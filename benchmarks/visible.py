"""Whether independent programs show what the engine asks and says.

``python -m benchmarks.visible``: each program fills in the Questionnaire of
each shipped tree in a headless Chromium, by clicks and typing, once for every
path class or for some of them. After each answer the questions on the screen
must be those of a session, in the same order, and the words of an outcome
those that the engine comes to. A form with a wrong gate must be found out.
"""

from __future__ import annotations

import json
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator

from attrs import frozen

from tests.outputs.fhir.browser import LHC_FORMS, missing
from tests.outputs.fhir.compared import Seen, moments
from tests.outputs.fhir.path_classes import path_classes
from tests.outputs.fhir.renderer import Json, every_item
from triage import Tree, available, load
from triage.outputs.fhir.questionnaire import questionnaire

HEAD = "| program | form for | tree | path classes | screens | differences | blank form | seconds |"
SHOWCASE = "showcase"


@frozen
class Run:
    """A program that fills in a form.

    Attributes:
        client: for whom the form is written.
        is_right: whether it shows all that a session asks and says; otherwise
            it must show nothing else, and a blank form must be right.
    """

    program: str
    client: str
    is_right: bool = True


RUNS = (
    Run(LHC_FORMS, "any"),
    Run(LHC_FORMS, LHC_FORMS),
    Run("smart-forms", "any"),
    Run("smart-forms", "smart-forms"),
    Run("sdc-qrf", "any", is_right=False),
    Run("sdc-qrf", "sdc-qrf"),
    Run("medplum", "any", is_right=False),
)


def main(arguments: list[str]) -> int:
    """Print the table; return 1 where a program is missing or shows something else."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("trees", nargs="*", help="all trees otherwise")
    parser.add_argument("--program", action="append", help="all programs otherwise")
    parser.add_argument(
        "--every", type=int, default=1, help="of how many path classes one is taken"
    )
    asked = parser.parse_args(arguments)
    runs = [run for run in RUNS if run.program in (asked.program or [r.program for r in RUNS])]
    if lacking := " and ".join(filter(None, {missing(run.program) for run in runs})):
        print(f"this cannot be measured without {lacking}")
        return 1
    print(HEAD, "|---|---|---|---:|---:|---:|---|---:|", sep="\n", flush=True)
    trees = [load(name) for name in asked.trees or available()]
    wrong = sum(measure(run, tree, asked.every) for run in runs for tree in trees)
    blind = [run for run in runs if run.is_right and not finds_a_wrong_gate(run)]
    for run in blind:
        print(f"a wrong gate in the form for {run.client} is not seen in {run.program}")
    return 1 if wrong or blind else 0


def measure(run: Run, tree: Tree, every: int) -> int:
    """Print one line of the table; return how many screens differ."""
    began, people = time.perf_counter(), path_classes(tree)[::every]
    form = questionnaire(tree, client=run.client)
    seen = list(_moments(run, tree, people, form))
    differing = [each for each in seen if not (each.is_right if run.is_right else each.is_safe)]
    blank = "right" if seen[0].is_right and not seen[0].answers else "WRONG"
    seconds = time.perf_counter() - began
    print(
        f"| {run.program} | {run.client} | {tree.id} | {len(people)} | {len(seen)} "
        f"| {len(differing)} | {blank} | {seconds:.0f} |",
        flush=True,
    )
    for moment in differing[:3]:
        print(f"    {moment}", file=sys.stderr)
    return len(differing)


def _moments(run: Run, tree: Tree, people: list[Json], form: Json) -> Iterator[Seen]:
    for each in moments(tree, people, run.program, form):
        yield from each


def finds_a_wrong_gate(run: Run) -> bool:
    """Tell whether a form that takes yes for no is seen to differ."""
    tree = load(SHOWCASE)
    form = with_a_wrong_gate(questionnaire(tree, client=run.client))
    people = path_classes(tree)[::20]
    return not all(moment.is_right for moment in _moments(run, tree, people, form))


def with_a_wrong_gate(form: Json) -> Json:
    """Return a form that takes yes where it should take no."""
    wrong: Json = json.loads(json.dumps(form).replace("('N' in", "('Y' in"))
    for item in every_item(wrong):
        for rule in item.get("enableWhen", []):
            if rule.get("answerCoding", {}).get("code") == "N":
                rule["answerCoding"]["code"] = "Y"
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
