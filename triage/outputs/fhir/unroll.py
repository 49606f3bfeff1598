"""One list out of several, in which each of them keeps its order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import inf

from attrs import define, evolve, field

from triage.engine.prepared import engine_of
from triage.model.conditions import Condition, facts_of
from triage.model.screenfuls import is_form, words_above
from triage.model.tree import Outcome, Step, Tree
from triage.outputs.fhir.answered import Answered
from triage.outputs.fhir.form import Form, FormPlace, SaidWords, Shown
from triage.outputs.fhir.formulas import Formula, all_of, any_of, no
from triage.outputs.fhir.passing import Passing, certainly, decided, passing_of, ways
from triage.outputs.fhir.several import FormParts


def merged(orders: Mapping[str, Sequence[str]]) -> list[tuple[str, list[str]]]:
    """Return facts in an order that suits every outcome, each with the outcomes it is for.

    A fact stands twice where outcomes disagree about its place.

    Args:
        orders: for each outcome, facts in the order in which it asks them.
    """
    slots: list[tuple[str, list[str]]] = []
    for outcome, facts in orders.items():
        after = 0
        for fact in facts:
            later = (i for i, slot in enumerate(slots) if i >= after and slot[0] == fact)
            found = next(later, None)
            if found is None:
                found = after
                slots.insert(found, (fact, []))
            slots[found][1].append(outcome)
            after = found + 1
    return slots


# --- a form while it is made: what is asked so far, and when each step and end is reached


# Where the refining questions are asked, which stand behind all steps.
REFINING = "refine"


@define
class FormBuilder:
    """The form so far, and the way to each step and end.

    Attributes:
        edges: for each step and end, when it is come to from those before it.
        reached: for each step and end that was arrived at, when that is.
        parts: those that are gone through one after another.
    """

    form: Form
    passing: Passing
    edges: dict[str, list[Formula]] = field(factory=dict)
    reached: dict[str, Formula] = field(factory=dict)
    parts: FormParts = field(init=False)

    @parts.default
    def _default_parts(self) -> FormParts:
        return FormParts(self.form)

    @property
    def tree(self) -> Tree:
        """The tree that is asked."""
        return self.form.tree

    def known(self, name: str) -> Answered:
        """Return what can be known of the answers given on the way to a step or end."""
        passing = self.passing
        return Answered(
            self.tree.facts,
            self.form.places,
            lambda at: at == name or passing.is_before(at, name),
        )

    def known_at_the_end(self) -> Answered:
        """Return what can be known of all answers."""
        return Answered(self.tree.facts, self.form.places)

    def arrive(self, name: str) -> Formula:
        """Give a name to the statement that a step or end is reached, and return it."""
        edges = [*self.edges.get(name, []), *self.parts.begins(name)]
        when = self.form.name(f"reached.{name}", any_of(edges))
        self.reached[name] = when
        return when

    def lead(self, step: Step, go: str, when: Formula) -> None:
        """Note when a step leads to another or to an end."""
        self.edges.setdefault(go, []).append(when)
        if self.parts.goes_on_at(go):
            self.parts.ends.append((step.name, when))

    def contradicting(self, at: str, known: Answered, ahead: frozenset[str]) -> Formula:
        """Return when something impossible is so among facts that are asked, or lie ahead."""
        found = []
        for each in self.tree.impossible:
            asked = [self._asked(f, at) for f in facts_of(each.condition) if f not in ahead]
            found.append(all_of([certainly(each.condition, True, known), *asked]))
        return any_of(found)

    def _asked(self, fact: str, at: str) -> Formula:
        before = self.passing.leading_to(at)
        return any_of(self.reached[step.name] for step in before if fact in step.ask)

    def demanded(self, urgency: int, known: Answered) -> Formula:
        """Return when an answer by itself calls for an urgency, or a greater one."""
        return any_of(
            known.among(fact.name, demand.answers)
            for fact in self.tree.facts.values()
            for demand in fact.demands
            if demand.disposition.urgency >= urgency
        )

    def show(self, link: str, at: str, asker: Step | None, whens: dict[str, Formula]) -> None:
        """Append a screen with those facts that can come.

        Args:
            link: what the screen is called.
            at: the step at which it is asked, or ``REFINING``.
            asker: the step whose questions it puts; None where each stands alone.
            whens: for each fact when it is asked.
        """
        coming = {fact: when for fact, when in whens.items() if when is not False}
        if not coming:
            return
        named = {fact: self.form.name(f"asks.{link}", when) for fact, when in coming.items()}
        places = tuple(self._place(fact, at, when) for fact, when in named.items())
        shown = Shown(self.form.free(f"screen.{link}"), None, places, any_of(named.values()))
        self.form.add(shown if asker is None else self._together(shown, asker))

    def _together(self, shown: Shown, asker: Step) -> Shown:
        """Put what a step asks under its heading, if it asks for several facts."""
        if len(asker.ask) < 2:
            return shown
        facts = [place.fact for place in shown.places]
        return evolve(
            shown,
            heading=asker.heading,
            parts=words_above(asker.ask, asker.parts or (), facts),
            is_form=is_form(self.tree.facts[fact] for fact in asker.ask),
        )

    def _place(self, fact: str, at: str, when: Formula) -> FormPlace:
        link = f"{fact}@{at}" if fact in self.form.places else fact
        return FormPlace(self.form.free(link), fact, at, when)


# --- the end of a form: refining questions, and the words of outcomes and of demands


def end(way: FormBuilder) -> None:
    """Append what comes after the last step."""
    reached = [o for o in way.tree.outcomes.values() if o.name in way.passing.before]
    if way.parts.coming:
        reached = sorted(reached, key=_decides_first)
        decided = _decided(way, reached)
        complete = _at_least(way, reached, decided)
    else:
        complete = {outcome.name: _complete(way, outcome) for outcome in reached}
    _refine(way, reached, complete)
    # What refines may call for more, and so what is said is known behind it alone.
    if way.parts.coming:
        said = _at_least(way, reached, [(u, _unless_more(way, u, when)) for u, when in decided])
    else:
        said = {o.name: _unless_more(way, o.disposition.urgency, complete[o.name]) for o in reached}
    way.form.parts += [SaidWords("outcome", o.name, said[o.name]) for o in reached]
    _say_contradictions(way)
    _say_demands(way, reached, complete)


def _complete(way: FormBuilder, outcome: Outcome) -> Formula:
    """Return when an outcome is reached and no contradiction is in its way."""
    reached, known = way.arrive(outcome.name), way.known(outcome.name)
    urgency = outcome.disposition.urgency
    if outcome.disposition.is_top:
        return reached
    found = way.contradicting(outcome.name, known, frozenset(outcome.refine))
    met = way.demanded(urgency, known) if urgency else False
    free = no(all_of([found, no(met)]))
    return way.form.name(f"complete.{outcome.name}", all_of([reached, free]))


def _decides_first(outcome: Outcome) -> tuple[int, float]:
    hours = outcome.hours_to_help
    return -outcome.disposition.urgency, inf if hours is None else hours


def _decided(way: FormBuilder, outcomes: list[Outcome]) -> list[tuple[int, Formula]]:
    """Return for each urgency, the highest first, when an outcome of it decides.

    All parts have ended, or one with the highest urgency. What may stand in the way
    of the deciding outcome stands in the way of those beside it.
    """
    reached = {outcome.name: way.arrive(outcome.name) for outcome in outcomes}
    done = way.parts.ended(way.tree.start)
    decided: list[tuple[int, Formula]] = []
    above: list[Formula] = []
    for urgency in reversed(way.tree.scale.urgencies):
        here = [reached[o.name] for o in outcomes if o.disposition.urgency == urgency]
        is_top = any(o.disposition.is_top for o in outcomes if o.disposition.urgency == urgency)
        free = () if is_top else (done, no(_contradicted(way, urgency)))
        decides = all_of([any_of(here), *free, no(any_of(above))])
        decided.append((urgency, way.form.name(f"decides.{urgency}", decides)))
        above += here
    return decided


def _at_least(
    way: FormBuilder, outcomes: list[Outcome], decided: list[tuple[int, Formula]]
) -> dict[str, Formula]:
    """Return for each outcome that it is reached and decides, or another that does tells it, too.

    Beside the highest urgency nothing else is told.
    """
    tops = {o.disposition.urgency for o in outcomes if o.disposition.is_top}

    def told(outcome: Outcome) -> Formula:
        own = outcome.disposition.urgency
        return any_of(when for u, when in decided if u == own or (u > own and u not in tops))

    return {o.name: all_of([way.reached[o.name], told(o)]) for o in outcomes}


def _contradicted(way: FormBuilder, urgency: int) -> Formula:
    """Return when something impossible is so, and no answer demands as much as is decided."""
    known = Answered(way.tree.facts, way.form.places, lambda at: at != REFINING)
    found = any_of(certainly(each.condition, True, known) for each in way.tree.impossible)
    return all_of([found, no(way.demanded(urgency, known) if urgency else False)])


def _refine(way: FormBuilder, outcomes: list[Outcome], complete: Mapping[str, Formula]) -> None:
    """Append the refining questions; each may be left out, so they come at once."""
    shown = way.passing.shown
    orders = {o.name: [fact for fact in o.refine if fact not in shown[o.name]] for o in outcomes}
    slots = merged(orders)
    if way.parts.coming:  # those of the deciding outcome come first
        slots = [(fact, [name]) for name, facts in orders.items() for fact in facts]
    for fact, names in slots:
        known = way.known_at_the_end()
        when = all_of([any_of(complete[name] for name in names), no(known.shown(fact))])
        way.show(REFINING, REFINING, None, {fact: when})


def _unless_more(way: FormBuilder, urgency: int, when: Formula) -> Formula:
    """Return when something is so, and no answer calls for more: nobody is shown less."""
    above = urgency + 1
    more = way.form.name(f"demanded.{above}", way.demanded(above, way.known_at_the_end()))
    return all_of([when, no(more)])


def _say_contradictions(way: FormBuilder) -> None:
    for number, each in enumerate(way.tree.impossible):
        when = certainly(each.condition, True, way.known_at_the_end())
        way.form.parts.append(SaidWords("contradiction", str(number), when))


def _say_demands(
    way: FormBuilder, outcomes: list[Outcome], complete: Mapping[str, Formula]
) -> None:
    """Say what the answers call for while no outcome that is as urgent is reached."""
    for urgency in reversed(way.tree.scale.urgencies[1:]):
        met = [complete[o.name] for o in outcomes if o.disposition.urgency >= urgency]
        more = no(_called_for(way, outcomes, urgency + 1))
        when = all_of([_called_for(way, outcomes, urgency), more, no(any_of(met))])
        way.form.parts.append(SaidWords("demand", str(urgency), when))


def _called_for(way: FormBuilder, outcomes: list[Outcome], urgency: int) -> Formula:
    """Return when an answer calls for an urgency or more, or a part that ended before others."""
    demanded = way.demanded(urgency, way.known_at_the_end())
    if not way.parts.coming:
        return demanded
    ended = [way.reached[o.name] for o in outcomes if o.disposition.urgency >= urgency]
    return any_of([demanded, all_of([any_of(ended), no(way.parts.ended(way.tree.start))])])


# --- from a tree to a form that asks what a session would ask, in the same order
# A session stands where the answers no longer decide the way. It puts the
# question of that step, or of an earlier one that was passed over and is now
# needed. Here each such moment becomes a screen, with the statement of when it
# comes; as the steps are taken in order, no statement looks ahead.


def form_of(tree: Tree) -> Form:
    """Return the form that asks what a session of a tree asks.

    Raises:
        ModuleError: the tree is a module that cannot be asked by itself.
        TreeTooLarge: a score or count in it cannot be written as a form.
    """
    engine_of(tree)
    way = FormBuilder(Form(tree), passing_of(tree), {tree.start: [True]})
    for step in way.passing.order:
        way.arrive(step.name)
        asked_first = _ask_back(way, step, []) if step.ask else []
        _put(way, step, step, asked_first)
        _ask_back(way, step, [way.known(step.name).answered(fact) for fact in step.ask])
        _go_on(way, step)
    end(way)
    return way.form


def _ask_back(way: FormBuilder, step: Step, own: list[Formula]) -> list[Formula]:
    """Put questions that were passed over, where a condition of the step needs them.

    Args:
        way: the form so far.
        step: where the way on is open.
        own: that the questions of the step itself are answered, where they come first.

    Returns:
        That none of these questions is open.
    """
    known = way.known(step.name)
    certain = [*own]  # and that the conditions before are not so
    none_open: list[Formula] = []
    for branch in step.branches:
        if branch.condition is not None:
            open_ = [no(certainly(branch.condition, truth, known)) for truth in (True, False)]
            needs_it = [*certain, *open_]
            settled = _ask_back_for(way, step, branch.condition, needs_it)
            none_open.append(any_of([no(all_of(needs_it)), all_of(settled)]))
            truths = (True, False) if step.goes_each else (False,)
            certain.append(any_of(certainly(branch.condition, t, known) for t in truths))
    return none_open


def _ask_back_for(
    way: FormBuilder, step: Step, condition: Condition, needs_it: list[Formula]
) -> list[Formula]:
    """Put questions that were passed over, where one condition is the first that is open."""
    settled: list[Formula] = []
    for earlier in way.passing.leading_to(step.name):
        if shared := [fact for fact in facts_of(condition) if fact in earlier.ask]:
            wanted = _some_open(way, step, shared)
            _put(way, step, earlier, [*needs_it, *settled, wanted])
            settled += _settled(way, step, earlier, shared)
    return settled


def _some_open(way: FormBuilder, at: Step, facts: Iterable[str]) -> Formula:
    known = way.known(at.name)
    return any_of(no(known.answered(fact)) for fact in facts)


def _settled(way: FormBuilder, at: Step, earlier: Step, facts: Iterable[str]) -> list[Formula]:
    """Say that an earlier step, if it was passed, has none of these questions open."""
    surely, known = way.passing.answered.get(at.name, ()), way.known(at.name)
    elsewhere = no(way.reached[earlier.name])
    return [any_of([elsewhere, known.answered(fact)]) for fact in facts if fact not in surely]


def _put(way: FormBuilder, at: Step, asker: Step, when: list[Formula]) -> None:
    """Append the screen of a step where the walk stops, at that step or at a later one."""
    if at is not asker and asker.name not in way.passing.passable:
        return  # it has been put before
    known, before = way.known(at.name), way.passing.shown.get(at.name, ())
    facts = [fact for fact in asker.ask if fact not in before]
    if not facts:
        return
    stops = [way.reached[at.name], way.reached[asker.name], no(decided(at, known))]
    comes = all_of([*stops, *when, no(_blocked(way, at))])
    whens = {fact: all_of([comes, no(known.shown(fact))]) for fact in facts}
    link = asker.name if at is asker else f"{asker.name}@{at.name}"
    way.show(link, at.name, asker, whens)


def _blocked(way: FormBuilder, at: Step) -> Formula:
    """Return when answers contradict each other and nothing urgent is demanded."""
    if not way.tree.impossible:
        return False
    known, ahead = way.known(at.name), way.passing.later(at.name, way.tree)
    found = way.contradicting(at.name, known, ahead)
    return all_of([found, no(way.demanded(1, known))])


def _go_on(way: FormBuilder, step: Step) -> None:
    """Say when each branch is taken."""
    known, before = way.known(step.name), way.reached[step.name]
    if step.goes_each:
        _go_each_way(way, step)
        return
    for branch in step.branches:
        if branch.condition is None:
            taken = all_of([before, *(known.answered(fact) for fact in step.ask)])
        else:
            taken = all_of([before, certainly(branch.condition, True, known)])
            passed = all_of([before, certainly(branch.condition, False, known)])
            before = way.form.name(f"after.{step.name}", passed)
        way.lead(step, branch.go, taken)


def _go_each_way(way: FormBuilder, step: Step) -> None:
    """Say when each part comes, and when none does."""
    known, before = way.known(step.name), way.reached[step.name]
    taken = [
        (branch.go, way.form.name(f"takes.{step.name}", all_of([before, when])))
        for branch, when in zip(step.branches, ways(step, known), strict=True)
    ]
    way.parts.coming[step.name] = taken[:-1]
    way.lead(step, *taken[-1])
