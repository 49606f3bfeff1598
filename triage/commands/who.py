"""``triage who``: everybody who comes to an outcome, exactly and shortly."""

from __future__ import annotations

from collections.abc import Sequence

from triage.commands.groups import MOST_GROUPS, say_groups
from triage.commands.numbers import say_number
from triage.commands.output import print_json, print_lines
from triage.commands.patients import say_patient, say_way
from triage.commands.trees import load_askable
from triage.model.dispositions import Disposition
from triage.model.phrases import counted
from triage.model.tree import Tree
from triage.model.words import say
from triage.patients.budget import Budget, TooLarge
from triage.patients.counting import count as count_patients
from triage.patients.counting import everybody
from triage.patients.diagram import Node
from triage.patients.ends import Ends, space_of
from triage.patients.examples import plainest
from triage.patients.groups import Group, groups_of
from triage.show.naming import find

KNOWN, UNKNOWN = 0, 4


def run(
    name: str, where: str, *, as_json: bool, seconds: float | None, show_all: bool = False
) -> int:
    """Print who comes to an outcome, or is sent to a disposition, with an example.

    Returns 4 when the tree is too large to say, else 0.

    Raises:
        TriageError: the tree cannot be used, or has no such outcome.
    """
    tree = load_askable(name)
    wanted = _outcomes(tree, where)
    try:
        ends = Ends(tree, space_of([tree], Budget.of(seconds)))
        there = ends.space.without(ends.ending_in(wanted), ends.ruled_out)
        groups = list(groups_of(ends.space, tree.facts, there, ends.ruled_out))
    except TooLarge as error:
        print_lines([f"{tree.id}: not known, as the search needs {error}"])
        return UNKNOWN
    if as_json:
        print_json(_to_json(ends, where, there, groups))
    else:
        print_lines(_say(ends, where, there, groups, show_all=show_all))
    return KNOWN


def _outcomes(tree: Tree, where: str) -> frozenset[str]:
    """Return the outcomes of a name, of the end of a name behind a dot, or of a disposition.

    Raises:
        TriageError: nothing has that name, or several have that end.
    """
    sent = frozenset(o.name for o in tree.outcomes.values() if o.disposition == where)
    if sent:
        return sent
    nothing = f"`{tree.id}` has no outcome or disposition `{where}`"
    return frozenset([find(where, tree.outcomes, nothing, others=Disposition)])


def _say(
    ends: Ends, where: str, there: Node, groups: Sequence[Group], *, show_all: bool
) -> list[str]:
    tree, space = ends.tree, ends.space
    patient = plainest(space, there)
    if patient is None:
        return [f"{where}: nobody comes here"]
    most = len(groups) if show_all else MOST_GROUPS
    return [
        f"{where}: {say_number(*_number(ends, there))}, in {counted(len(groups), 'group')}",
        *(f"  {line}" for line in say_groups(groups, tree.facts, most=most)),
        "",
        f"for example: {say_patient(tree, patient)}",
        *(f"  {line}" for line in say_way(tree, patient)),
    ]


def _number(ends: Ends, there: Node) -> tuple[int, int]:
    possible = everybody(ends.space) - count_patients(ends.space, ends.ruled_out)
    return count_patients(ends.space, there), possible


def _to_json(ends: Ends, where: str, there: Node, groups: Sequence[Group]) -> dict[str, object]:
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
