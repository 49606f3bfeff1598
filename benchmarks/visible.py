"""Whether independent programs show what the engine asks and says.

``python -m benchmarks.visible``: each program fills in the Questionnaire of
each shipped tree in a headless Chromium, by clicks and typing, once for every
path class or for some of them. After each answer the questions on the screen
must be those of a session, in the same order, and the words of an outcome
those that the engine comes to. A form with a wrong gate must be found out.

What was seen is kept in ``build/clients/seen``: a run that was stopped goes on
where it was, and ``--blocks 2`` takes two more blocks of each form.
"""

from __future__ import annotations

import json
import sys
import time
from argparse import ArgumentParser
from itertools import islice

from attrs import frozen

from benchmarks.blocks import blocks, key_of, record, recorded
from tests.outputs.fhir.browser import LHC_FORMS, missing, version_of
from tests.outputs.fhir.compared import Seen, moments
from tests.outputs.fhir.path_classes import path_classes
from tests.outputs.fhir.renderer import Json, every_item
from triage import Tree, available, load
from triage.cli.find_trees import load_askable
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
    Run("refero", "any", is_right=False),
    Run("refero", "refero"),
    Run("medplum", "any", is_right=False),
)


def main(arguments: list[str]) -> int:
    """Print the table; return 1 where a program is missing or shows something else."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("trees", nargs="*", help="all trees otherwise")
    parser.add_argument("--program", action="append", help="all programs otherwise")
    parser.add_argument("--form", action="append", help="for whom it is written, all otherwise")
    parser.add_argument("--blocks", type=int, help="how many more of each form, all otherwise")
    asked = parser.parse_args(arguments)
    runs = [run for run in RUNS if run.program in (asked.program or [run.program])]
    runs = [run for run in runs if run.client in (asked.form or [run.client])]
    if lacking := " and ".join(filter(None, {missing(run.program) for run in runs})):
        print(f"this cannot be measured without {lacking}")
        return 1
    print(HEAD, "|---|---|---|---:|---:|---:|---|---:|", sep="\n", flush=True)
    trees = [load_askable(name) for name in asked.trees or available()]
    wrong = sum(measure(run, tree, asked.blocks) for run in runs for tree in trees)
    blind = [run for run in runs if run.is_right and not finds_a_wrong_gate(run)]
    for run in blind:
        print(f"a wrong gate in the form for {run.client} is not seen in {run.program}")
    return 1 if wrong or blind else 0


def measure(run: Run, tree: Tree, most: int | None) -> int:
    """Go on with one form, and print its line of the table; return how many screens differ."""
    people, form = path_classes(tree), questionnaire(tree, client=run.client)
    name = f"{run.program}.{run.client}.{tree.id}"
    seen = recorded(name, key_of(version_of(run.program), form, people))
    left = [each for each in blocks(people, tree.digest) if each.number not in seen.done][:most]
    filled = moments(tree, [person for block in left for person in block.people], run.program, form)
    for block in left:
        began = time.perf_counter()
        for moments_of_one in islice(filled, len(block.people)):
            differing = [each for each in moments_of_one if not _is_fine(run, each)]
            seen.add(moments_of_one, len(differing))
            for moment in differing[:3]:
                print(f"    {moment}", file=sys.stderr)
        seen.close(block, time.perf_counter() - began)
        record(name, seen)
    print(
        f"| {run.program} | {run.client} | {tree.id} | {seen.people} of {len(people)} "
        f"| {seen.screens} | {seen.differing} | {'right' if seen.blank else 'WRONG'} "
        f"| {seen.seconds:.0f} |",
        flush=True,
    )
    return seen.differing + (not seen.blank)


def _is_fine(run: Run, moment: Seen) -> bool:
    return moment.is_right if run.is_right or not moment.answers else moment.is_safe


def finds_a_wrong_gate(run: Run) -> bool:
    """Tell whether a form that takes yes for no is seen to differ."""
    tree = load(SHOWCASE)
    form = with_a_wrong_gate(questionnaire(tree, client=run.client))
    people = path_classes(tree)[::20]
    seen = moments(tree, people, run.program, form)
    return not all(moment.is_right for each in seen for moment in each)


def with_a_wrong_gate(form: Json) -> Json:
    """Return a form that takes yes where it should take no."""
    wrong: Json = json.loads(json.dumps(form).replace("'N' in ", "'Y' in "))
    for item in every_item(wrong):
        for rule in item.get("enableWhen", []):
            if rule.get("answerCoding", {}).get("code") == "N":
                rule["answerCoding"]["code"] = "Y"
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
