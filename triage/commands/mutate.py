"""``triage mutate``: which small mistakes in a tree its cases and claims would notice."""

from __future__ import annotations

import click

from triage.commands.output import print_json, print_lines
from triage.commands.patients import say_patient
from triage.commands.trees import every_askable, load_with_cases
from triage.model.phrases import counted
from triage.model.tree import Tree
from triage.model.values import Value
from triage.mutate.operators import OPERATORS
from triage.mutate.score import Judged, Row, Score, Share, mutate
from triage.mutate.wire import scores_to_json
from triage.run.assess import assess

NOTICED, UNNOTICED, UNKNOWN = 0, 3, 4
_HEAD = ("", "mutants", "equal", "asks", "cases", "proofs", "either", "useless", "survived")


def run(
    names: tuple[str, ...],
    *,
    survivors: bool,
    operators: tuple[str, ...],
    as_json: bool,
    min_score: float,
    seconds: float | None,
) -> int:
    """Try small mistakes in some trees, or in all, and print which go unnoticed.

    Returns 3 when a mistake that changes an urgency does or too many others
    do, 4 when a tree was not finished, else 0.

    Args:
        names: the trees; none means all that can be asked.
        survivors: print each mistake that goes unnoticed, with a patient.
        operators: the kinds of mistakes; none means all.
        as_json: print one JSON object rather than words.
        min_score: the share in percent of the mistakes that change no urgency to be noticed.
        seconds: how long to go on with each tree; None for no end.

    Raises:
        TriageError: a tree or its cases cannot be used.
    """
    _refuse_unknown(operators)
    scores: list[Score] = []
    for tree, cases in load_with_cases(names or every_askable()):
        scores.append(mutate(tree, cases, operators=operators, seconds=seconds))
        print_lines([] if as_json else _report(scores[-1], min_score, survivors=survivors))
    if as_json:
        print_json(scores_to_json(scores, min_score))
    if not all(score.passes(min_score) for score in scores):
        return UNNOTICED
    return UNKNOWN if any(score.unknown for score in scores) else NOTICED


def _refuse_unknown(operators: tuple[str, ...]) -> None:
    for name in operators:
        if name not in OPERATORS:
            raise click.UsageError(
                f"found --operator {name}, expected one of {', '.join(OPERATORS)}"
            )


def _report(score: Score, at_least: float, *, survivors: bool) -> list[str]:
    shown = score.survivors if survivors else ()
    return [
        *(line for each in shown for line in _say(score.tree, each)),
        *_table(score),
        *_say_unknown(score),
        *_say_shares(score, at_least, told=survivors),
    ]


def _table(score: Score) -> list[str]:
    passing = counted(score.cases, "case")
    failing = counted(score.left_out, "case")
    left_out = f"; {failing} that it fails left out" if score.left_out else ""
    head = f"{score.tree.id}: {counted(len(score.judged), 'mutant')}, {passing}{left_out}"
    return [head, _columns(_HEAD), *(_columns(_cells(row)) for row in score.rows())]


def _cells(row: Row) -> tuple[str, ...]:
    killed = (row.by_case, row.by_property, row.by_either, row.by_structure)
    figures = (row.mutants, row.equal, row.asks, *killed, row.survived)
    return (row.operator, *map(str, figures))


def _columns(cells: tuple[str, ...]) -> str:
    first, *others = cells
    return f"  {first:<16}" + "".join(f"{cell:>9}" for cell in others)


def _say_unknown(score: Score) -> list[str]:
    return [f"{score.tree.id}: the rest is not known, as {score.unknown}"] if score.unknown else []


def _say_shares(score: Score, at_least: float, *, told: bool) -> list[str]:
    name, passes = score.tree.id, score.passes(at_least)
    hint = bool(score.survivors) and not told
    expected = f"none that change an urgency, and at least {at_least:g} % of the others noticed"
    return [
        f"{name}: {_share(score.of('urgency'))} an urgency",
        f"{name}: {_share(score.of('other'))} something else",
        *([] if passes else [f"{name}: found mistakes unnoticed, expected {expected}"]),
        *(["    help: --survivors shows each, with a patient"] if hint else []),
    ]


def _share(share: Share) -> str:
    if not share.of:
        return "no mutants change"
    return f"noticed are {share.killed} of {share.of} mutants ({share.percent:.1f} %) that change"


def _say(tree: Tree, judged: Judged) -> list[str]:
    """Show a mistake like a change to the file, and a patient who notices it."""
    mutant = judged.mutant
    what = "changes an urgency" if judged.change == "urgency" else "changes no urgency"
    place = f"{mutant.at}: " if mutant.at else ""
    return [
        f"{place}survived: {mutant.operator} in {mutant.where}, {what}",
        *([f"    - {mutant.before}"] if mutant.before else []),
        *([f"    + {mutant.after}"] if mutant.after else []),
        *(_say_who(tree, judged, judged.patient) if judged.patient else []),
    ]


def _say_who(tree: Tree, judged: Judged, patient: dict[str, Value]) -> list[str]:
    before, after = _end(tree, patient), _end(judged.mutant.of(tree), patient)
    gone, new = sorted(before[1] - after[1]), sorted(after[1] - before[1])
    return [
        f"    patient: {say_patient(tree, patient)}",
        f"        ends in {before[0]}, with the mistake in {after[0]}",
        *([f"        with the mistake not given: {', '.join(gone)}"] if gone else []),
        *([f"        with the mistake given: {', '.join(new)}"] if new else []),
    ]


def _end(tree: Tree, patient: dict[str, Value]) -> tuple[str, set[str]]:
    result = assess(tree, patient)
    return f"{result.outcome} ({result.disposition})", {advice.id for advice in result.advice}
