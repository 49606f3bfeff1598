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
from triage.cli.find_trees import load_finished, places_of
from triage.cli.options import (
    json_option,
    offers,
    region_option,
    sooner_option,
    timeout_option,
    tree_argument,
)
from triage.cli.output import print_json, print_lines
from triage.cli.patients import MOST_GROUPS, WHATEVER, say_groups, say_patient, say_way
from triage.locales.regions import region_in
from triage.model.tree import Tree
from triage.outputs.ladder.proof import proved_ladder, say_proof
from triage.outputs.ladder.text import ladder_lines
from triage.outputs.ladder.words import say_ladder
from triage.outputs.outline.outline import find
from triage.phrasing.conditions import say
from triage.phrasing.patient_counts import say_number
from triage.words import N_, _, ngettext

KNOWN, UNKNOWN = 0, 4
_FROM_THE_TOP = N_("of all who come to nothing more urgent:")


@click.command()
@tree_argument
@click.argument("outcome", default="", metavar="[OUTCOME]", shell_complete=offers("ends"))
@json_option
@click.option("--all", "show_all", is_flag=True, help=N_("Describe every group, however many."))
@click.option("--ladder", "as_ladder", is_flag=True, help=N_("Describe everybody, on one page."))
@sooner_option
@region_option
@timeout_option(300)
def who(
    tree: str,
    outcome: str,
    as_json: bool,
    show_all: bool,
    as_ladder: bool,
    sooner: bool,
    region: str | None,
    seconds: float,
) -> int:
    """Describe everybody who comes to OUTCOME, exactly, with an example.

    OUTCOME is the name of an outcome or of a disposition, such as self_care.
    Numbers count combinations of answers, not people. With --ladder there is
    no OUTCOME: the signs for all help are shown, from the most urgent down, and
    that they mean what the tree means is proved.
    """
    _check_usage(outcome, as_ladder=as_ladder, as_json=as_json, sooner=sooner)
    asked = load_finished(tree)
    try:
        if as_ladder:
            print_lines(_ladder(tree, asked, region, Budget.of(seconds), may_be_sooner=sooner))
        else:
            _describe(asked, outcome, Budget.of(seconds), as_json=as_json, show_all=show_all)
    except TooLarge as error:
        print_lines([_("{id}: not known, as the search needs {error}", id=asked.id, error=error)])
        return UNKNOWN
    return KNOWN


def _check_usage(outcome: str, *, as_ladder: bool, as_json: bool, sooner: bool) -> None:
    if not outcome and not as_ladder:
        raise click.UsageError(_("name an OUTCOME, or describe everybody with --ladder"))
    if as_ladder and (outcome or as_json):
        msg = _("--ladder describes everybody: leave out OUTCOME and --json")
        raise click.UsageError(msg)
    if sooner and not as_ladder:
        raise click.UsageError(_("--shorter-deadlines goes with --ladder"))


def _ladder(
    name: str, tree: Tree, region: str | None, budget: Budget, *, may_be_sooner: bool
) -> list[str]:
    places = places_of(name, tree)
    ladder = proved_ladder(tree, places, budget=budget, may_be_sooner=may_be_sooner)
    proved = say_proof(tree, leads_on=bool(places), may_be_sooner=may_be_sooner)
    bands = say_ladder(ladder, tree, places, region_in(tree.scale, region))
    return [tree.title, *ladder_lines(bands), "", *proved]


def _describe(tree: Tree, outcome: str, budget: Budget, *, as_json: bool, show_all: bool) -> None:
    wanted = _outcomes(tree, outcome)
    ends = Ends(tree, space_of([tree], budget))
    there = ends.space.without(ends.ending_in(wanted), ends.ruled_out)
    groups = list(groups_of(ends.space, tree.facts, there, _stopped_before(ends, wanted)))
    if as_json:
        exactly = list(groups_of(ends.space, tree.facts, there, ends.ruled_out))
        print_json(_to_json(ends, outcome, there, exactly, groups))
    else:
        print_lines(_say(ends, outcome, there, groups, show_all=show_all))


def _stopped_before(ends: Ends, wanted: frozenset[str]) -> Node:
    """Return who comes to something more urgent than any of some outcomes, or is ruled out."""
    urgency = max(ends.disposition_of(name).urgency for name in wanted)
    more = {name for name in ends.tree.outcomes if ends.disposition_of(name).urgency > urgency}
    return ends.space.any_of(ends.ending_in(more), ends.ruled_out)


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
        _(_FROM_THE_TOP),
        *(f"  {line}" for line in say_groups(groups, tree.facts, most=most)),
        "",
        _("for example: {patient}", patient=say_patient(tree, patient)),
        *(f"  {line}" for line in say_way(tree, patient)),
    ]


def _number(ends: Ends, there: Node) -> tuple[int, int]:
    possible = everybody(ends.space) - count_patients(ends.space, ends.ruled_out)
    return count_patients(ends.space, there), possible


def _to_json(
    ends: Ends,
    where: str,
    there: Node,
    exactly: Sequence[PatientGroup],
    from_the_top: Sequence[PatientGroup],
) -> dict[str, object]:
    number, of = _number(ends, there)
    facts = ends.tree.facts
    return {
        "tree": ends.tree.id,
        "digest": ends.tree.digest,
        "where": where,
        "combinations": number,
        "of": of,
        "groups": [say(group.condition(), facts) for group in exactly],
        "groups_from_the_top": [
            say(group.condition(), facts) or _(WHATEVER) for group in from_the_top
        ],
        "example": plainest(ends.space, there),
    }
