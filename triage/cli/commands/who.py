"""``triage who``: everybody who comes to an outcome, exactly and shortly."""

from __future__ import annotations

from collections.abc import Sequence

import click

from triage.answer_space.budget import Budget, TooLarge
from triage.answer_space.diagram import Node
from triage.answer_space.ends import Ends, space_of
from triage.answer_space.examples import plainest
from triage.answer_space.groups import PatientGroup, groups_of
from triage.answer_space.space import count as count_patients
from triage.answer_space.space import everybody
from triage.cli.find_trees import load_finished
from triage.cli.options import json_option, offers, timeout_option, tree_argument
from triage.cli.output import print_json, print_lines
from triage.cli.patients import MOST_GROUPS, say_groups, say_patient, say_way
from triage.model.tree import Tree
from triage.outputs.outline.outline import find
from triage.phrasing.conditions import say
from triage.phrasing.patient_counts import say_number
from triage.words import N_, _, ngettext

KNOWN, UNKNOWN = 0, 4


@click.command()
@tree_argument
@click.argument("outcome", shell_complete=offers("ends"))
@json_option
@click.option("--all", "show_all", is_flag=True, help=N_("Describe every group, however many."))
@timeout_option(300)
def who(tree: str, outcome: str, as_json: bool, show_all: bool, seconds: float) -> int:
    """Describe everybody who comes to OUTCOME, exactly, with an example.

    OUTCOME is the name of an outcome or of a disposition, such as self_care.
    Numbers count combinations of answers, not people.
    """
    asked = load_finished(tree)
    wanted = _outcomes(asked, outcome)
    try:
        ends = Ends(asked, space_of([asked], Budget.of(seconds)))
        there = ends.space.without(ends.ending_in(wanted), ends.ruled_out)
        groups = list(groups_of(ends.space, asked.facts, there, ends.ruled_out))
    except TooLarge as error:
        print_lines([_("{id}: not known, as the search needs {error}", id=asked.id, error=error)])
        return UNKNOWN
    if as_json:
        print_json(_to_json(ends, outcome, there, groups))
    else:
        print_lines(_say(ends, outcome, there, groups, show_all=show_all))
    return KNOWN


def _outcomes(tree: Tree, where: str) -> frozenset[str]:
    """Return the outcomes of a name, of the end of a name behind a dot, or of a disposition.

    Raises:
        TriageError: nothing has that name, or several have that end.
    """
    sent = frozenset(o.name for o in tree.outcomes.values() if o.disposition == where)
    if sent:
        return sent
    nothing = _("`{id}` has no outcome or disposition `{where}`", id=tree.id, where=where)
    return frozenset([find(where, tree.outcomes, nothing, others=tree.scale.dispositions)])


def _say(
    ends: Ends, where: str, there: Node, groups: Sequence[PatientGroup], *, show_all: bool
) -> list[str]:
    tree, space = ends.tree, ends.space
    patient = plainest(space, there)
    if patient is None:
        return [_("{where}: nobody comes here", where=where)]
    most = len(groups) if show_all else MOST_GROUPS
    return [
        ngettext(
            "{where}: {number}, in {count} group",
            "{where}: {number}, in {count} groups",
            len(groups),
            where=where,
            number=say_number(*_number(ends, there)),
        ),
        *(f"  {line}" for line in say_groups(groups, tree.facts, most=most)),
        "",
        _("for example: {patient}", patient=say_patient(tree, patient)),
        *(f"  {line}" for line in say_way(tree, patient)),
    ]


def _number(ends: Ends, there: Node) -> tuple[int, int]:
    possible = everybody(ends.space) - count_patients(ends.space, ends.ruled_out)
    return count_patients(ends.space, there), possible


def _to_json(
    ends: Ends, where: str, there: Node, groups: Sequence[PatientGroup]
) -> dict[str, object]:
    number, of = _number(ends, there)
    return {
        "tree": ends.tree.id,
        "digest": ends.tree.digest,
        "where": where,
        "combinations": number,
        "of": of,
        "groups": [say(group.condition(), ends.tree.facts) for group in groups],
        "example": plainest(ends.space, there),
    }
