"""The end of a form: refining questions, and the words of outcomes and of demands."""

from __future__ import annotations

from collections.abc import Mapping

from triage.exchange.fhir.certain import certainly
from triage.exchange.fhir.form import Said
from triage.exchange.fhir.formulas import Formula, all_of, any_of, no
from triage.exchange.fhir.merging import merged
from triage.exchange.fhir.way import REFINING, Way
from triage.model.dispositions import Disposition
from triage.model.tree import Outcome


def end(way: Way) -> None:
    """Append what comes after the last step."""
    reached = [outcome for outcome in way.tree.outcomes.values() if outcome.name in way.edges]
    complete = {outcome.name: _complete(way, outcome) for outcome in reached}
    _refine(way, reached, complete)
    for outcome in reached:
        _say_outcome(way, outcome, complete[outcome.name])
    _say_contradictions(way)
    _say_demands(way, reached, complete)


def _complete(way: Way, outcome: Outcome) -> Formula:
    """Return when an outcome is reached and no contradiction is in its way."""
    reached, known = way.arrive(outcome.name), way.known(outcome.name)
    urgency = outcome.disposition.urgency
    if urgency == Disposition.EMERGENCY.urgency:
        return reached
    found = way.contradicting(outcome.name, known, frozenset(outcome.refine))
    met = way.demanded(urgency, known) if urgency else False
    free = no(all_of([found, no(met)]))
    return way.form.name(f"complete.{outcome.name}", all_of([reached, free]))


def _refine(way: Way, outcomes: list[Outcome], complete: Mapping[str, Formula]) -> None:
    """Append the refining questions; each may be left out, so they come at once."""
    shown = way.passing.shown
    orders = {o.name: [fact for fact in o.refine if fact not in shown[o.name]] for o in outcomes}
    for fact, names in merged(orders):
        known = way.known_at_the_end()
        when = all_of([any_of(complete[name] for name in names), no(known.shown(fact))])
        way.show(REFINING, REFINING, None, {fact: when})


def _say_outcome(way: Way, outcome: Outcome, complete: Formula) -> None:
    """Say an outcome, unless an answer calls for more than it: nobody is shown less."""
    urgency = outcome.disposition.urgency + 1
    more = way.form.name(f"demanded.{urgency}", way.demanded(urgency, way.known_at_the_end()))
    when = all_of([complete, no(more)])
    way.form.parts.append(Said("outcome", outcome.name, when))


def _say_contradictions(way: Way) -> None:
    for number, each in enumerate(way.tree.impossible):
        when = certainly(each.condition, True, way.known_at_the_end())
        way.form.parts.append(Said("contradiction", str(number), when))


def _say_demands(way: Way, outcomes: list[Outcome], complete: Mapping[str, Formula]) -> None:
    """Say what the answers call for while no outcome that is as urgent is reached."""
    known = way.known_at_the_end()
    for urgency in (3, 2, 1):
        met = [complete[o.name] for o in outcomes if o.disposition.urgency >= urgency]
        more = no(way.demanded(urgency + 1, known))
        when = all_of([way.demanded(urgency, known), more, no(any_of(met))])
        way.form.parts.append(Said("demand", str(urgency), when))
