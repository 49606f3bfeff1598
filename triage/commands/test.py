"""``triage test``: the cases beside a tree."""

from __future__ import annotations

from collections import Counter

from triage.cases.burden import burden_by_disposition, screens_until_known
from triage.cases.running import Ran, patient_of, run_case
from triage.commands.output import count, print_lines
from triage.commands.trees import cases_beside, every_askable, load_askable
from triage.model.tree import Tree

PASSED, FAILED = 0, 3


def run(names: tuple[str, ...], *, burden: bool, verbose: bool) -> int:
    """Print the failing cases of some trees, or of all; return 3 when any fails.

    Raises:
        TriageError: a tree or its cases cannot be used.
    """
    failed = 0
    for name in names or every_askable():
        tree = load_askable(name)
        ran = [run_case(case, tree) for case in cases_beside(name, tree)]
        print_lines(_report(tree, ran, verbose=verbose))
        if burden:
            print_lines(_say_burden(tree, ran))
        failed += sum(each.verdict != "passed" for each in ran)
    return FAILED if failed else PASSED


def _report(tree: Tree, ran: list[Ran], *, verbose: bool) -> list[str]:
    shown = [each for each in ran if verbose or each.faults]
    return [*(line for each in shown for line in _say(each)), _summary(tree, ran)]


def _say(ran: Ran) -> list[str]:
    where = f"{ran.case.at}: " if ran.case.at else ""
    lines = [f"{where}{ran.verdict}: {ran.case.name}"]
    if ran.faults:
        lines += [f"    {fault}" for fault in ran.faults]
        lines += _say_path(ran)
        lines.append(f"    the case says: {ran.case.because}")
    return lines


def _say_path(ran: Ran) -> list[str]:
    """Say the way that the patient took, and the answers that decided its last step."""
    if ran.result is None or not ran.result.because:
        return []
    steps = [reason.step for reason in ran.result.because]
    end = ran.result.outcome or "…"
    last = ran.result.because[-1]
    return [f"    path: {' > '.join([*steps, end])}", f"    decided at {last.step}: {last.text}"]


def _summary(tree: Tree, ran: list[Ran]) -> str:
    number = Counter(each.verdict for each in ran)
    return (
        f"{tree.id}: {count(len(ran), 'case')}, {number['passed']} passed, "
        f"{number['under-triage']} under-triage, {number['over-triage']} over-triage, "
        f"{number['other']} other faults"
    )


def _say_burden(tree: Tree, ran: list[Ran]) -> list[str]:
    ended = [(r.result.disposition, patient_of(r.case, tree)) for r in ran if r.result]
    known = [(d, screens_until_known(tree, patient)) for d, patient in ended if d]
    table = burden_by_disposition((d, screens) for d, screens in known if screens is not None)
    lines = [
        f"  {disposition:<16}{b.least:>4}{b.median:>8g}{b.most:>6}   {count(b.people, 'case')}"
        for disposition, b in table.items()
    ]
    return [f"  {'screens':<16}{'min':>4}{'median':>8}{'max':>6}", *lines]
