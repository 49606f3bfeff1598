"""``triage mutate``: which small mistakes in a tree its cases and claims would notice."""

from __future__ import annotations

from functools import partial

import click

from triage.analysis.mutants.operators import OPERATORS
from triage.analysis.mutants.score import (
    Judged,
    MutationScore,
    ScoreRow,
    Share,
    scores_to_json,
)
from triage.analysis.mutants.score import mutate as mutate_tree
from triage.cli.find_trees import every_askable, load_with_cases
from triage.cli.options import json_option, offers, timeout_option, trees_argument
from triage.cli.output import print_json, print_lines, watching
from triage.cli.patients import say_patient
from triage.engine.assess import assess
from triage.model.tree import Tree
from triage.model.values import Value
from triage.words import N_, _, ngettext

NOTICED, UNNOTICED, UNKNOWN = 0, 3, 4
_HEAD = ("", "mutants", "equal", "asks", "cases", "proofs", "either", "useless", "survived")


@click.command()
@trees_argument("[TREE]...")
@click.option("--survivors", is_flag=True, help=N_("Show each mistake that nothing notices."))
@click.option(
    "--operator",
    "operators",
    multiple=True,
    metavar="NAME",
    shell_complete=offers("mutations"),
    help=N_("Make mistakes of this kind only: threshold, sign, target, …"),
)
@json_option
@click.option(
    "--min-score",
    type=click.FloatRange(0, 100),
    default=95,
    show_default=True,
    metavar="PERCENT",
    help=N_("Fail where less is noticed of the mistakes that change no urgency."),
)
@timeout_option(3600)
def mutate(
    trees: tuple[str, ...],
    survivors: bool,
    operators: tuple[str, ...],
    as_json: bool,
    min_score: float,
    seconds: float,
) -> int:
    """Put small mistakes into a tree, and count those that its cases and proofs notice.

    A mistake that changes nothing for any possible patient is shown to do so
    and not counted. Exit code 3 means that a mistake that changes an urgency
    goes unnoticed, or too many others do. Nothing is written to any file.
    """
    _refuse_unknown(operators)
    scores: list[MutationScore] = []
    for tree, cases in load_with_cases(trees or every_askable()):
        watched = partial(watching, tree.id)
        scores.append(
            mutate_tree(tree, cases, operators=operators, seconds=seconds, watched=watched)
        )
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
                _(
                    "found --operator {name}, expected one of {operators}",
                    name=name,
                    operators=", ".join(OPERATORS),
                )
            )


def _report(score: MutationScore, at_least: float, *, survivors: bool) -> list[str]:
    shown = score.survivors if survivors else ()
    return [
        *(line for each in shown for line in _say(score.tree, each)),
        *_table(score),
        *_say_unknown(score),
        *_say_shares(score, at_least, told=survivors),
    ]


def _table(score: MutationScore) -> list[str]:
    said = [
        ngettext("{count} mutant", "{count} mutants", len(score.judged)),
        ngettext("{count} case", "{count} cases", score.cases),
    ]
    head = f"{score.tree.id}: {', '.join(said)}"
    if score.left_out:
        head = ngettext(
            "{counts}; {count} case that it fails left out",
            "{counts}; {count} cases that it fails left out",
            score.left_out,
            counts=head,
        )
    return [head, _columns(_HEAD), *(_columns(_cells(row)) for row in score.rows())]


def _cells(row: ScoreRow) -> tuple[str, ...]:
    killed = (row.by_case, row.by_property, row.by_either, row.by_structure)
    figures = (row.mutants, row.equal, row.asks, *killed, row.survived)
    return (row.operator, *map(str, figures))


def _columns(cells: tuple[str, ...]) -> str:
    first, *others = cells
    return f"  {first:<16}" + "".join(f"{cell:>9}" for cell in others)


def _say_unknown(score: MutationScore) -> list[str]:
    return (
        [_("{id}: the rest is not known, as {unknown}", id=score.tree.id, unknown=score.unknown)]
        if score.unknown
        else []
    )


def _say_shares(score: MutationScore, at_least: float, *, told: bool) -> list[str]:
    name, passes = score.tree.id, score.passes(at_least)
    hint = bool(score.survivors) and not told
    expected = _(
        "none that change an urgency, and at least {at_least:g} % of the others noticed",
        at_least=at_least,
    )
    return [
        _("{name}: {share} an urgency", name=name, share=_share(score.of("urgency"))),
        _("{name}: {share} something else", name=name, share=_share(score.of("other"))),
        *(
            []
            if passes
            else [
                _(
                    "{name}: found mistakes unnoticed, expected {expected}",
                    name=name,
                    expected=expected,
                )
            ]
        ),
        *([_("    help: --survivors shows each, with a patient")] if hint else []),
    ]


def _share(share: Share) -> str:
    if not share.of:
        return _("no mutants change")
    return _(
        "noticed are {killed} of {of} mutants ({percent:.1f} %) that change",
        killed=share.killed,
        of=share.of,
        percent=share.percent,
    )


def _say(tree: Tree, judged: Judged) -> list[str]:
    """Show a mistake like a change to the file, and a patient who notices it."""
    mutant = judged.mutant
    what = _("changes an urgency") if judged.change == "urgency" else _("changes no urgency")
    place = f"{mutant.at}: " if mutant.at else ""
    return [
        _(
            "{place}survived: {operator} in {where}, {what}",
            place=place,
            operator=mutant.operator,
            where=mutant.where,
            what=what,
        ),
        *([f"    - {mutant.before}"] if mutant.before else []),
        *([f"    + {mutant.after}"] if mutant.after else []),
        *(_say_who(tree, judged, judged.patient) if judged.patient else []),
    ]


def _say_who(tree: Tree, judged: Judged, patient: dict[str, Value]) -> list[str]:
    before, after = _end(tree, patient), _end(judged.mutant.of(tree), patient)
    gone, new = sorted(before[1] - after[1]), sorted(after[1] - before[1])
    return [
        _("    patient: {patient}", patient=say_patient(tree, patient)),
        _(
            "        ends in {before}, with the mistake in {after}",
            before=before[0],
            after=after[0],
        ),
        *([_("        with the mistake not given: {gone}", gone=", ".join(gone))] if gone else []),
        *([_("        with the mistake given: {new}", new=", ".join(new))] if new else []),
    ]


def _end(tree: Tree, patient: dict[str, Value]) -> tuple[str, set[str]]:
    result = assess(tree, patient)
    return f"{result.outcome} ({result.disposition})", {advice.id for advice in result.advice}
