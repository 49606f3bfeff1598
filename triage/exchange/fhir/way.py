"""A form while it is made: what is asked so far, and when each step and end is reached."""

from __future__ import annotations

from attrs import define, field

from triage.exchange.fhir.answered import Answered
from triage.exchange.fhir.certain import certainly
from triage.exchange.fhir.form import Form, Place, Shown
from triage.exchange.fhir.formulas import Formula, all_of, any_of
from triage.exchange.fhir.passing import Passing
from triage.model.conditions import facts_of
from triage.model.tree import Tree

# Where the refining questions are asked, which stand behind all steps.
REFINING = "refine"


@define
class Way:
    """The form so far, and the way to each step and end.

    Attributes:
        edges: for each step and end, when it is come to from those before it.
        reached: for each step and end that was arrived at, when that is.
    """

    form: Form
    passing: Passing
    edges: dict[str, list[Formula]] = field(factory=dict)
    reached: dict[str, Formula] = field(factory=dict)

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
        when = self.form.name(f"reached.{name}", any_of(self.edges.get(name, [])))
        self.reached[name] = when
        return when

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

    def show(self, link: str, at: str, heading: str | None, whens: dict[str, Formula]) -> None:
        """Append a screen with those facts that can come.

        Args:
            link: what the screen is called.
            at: the step at which it is asked, or ``REFINING``.
            heading: the words above a checklist.
            whens: for each fact when it is asked.
        """
        coming = {fact: when for fact, when in whens.items() if when is not False}
        if not coming:
            return
        named = {fact: self.form.name(f"asks.{link}", when) for fact, when in coming.items()}
        places = tuple(self._place(fact, at, when) for fact, when in named.items())
        shown = Shown(self.form.free(f"screen.{link}"), heading, places, any_of(named.values()))
        self.form.add(shown)

    def _place(self, fact: str, at: str, when: Formula) -> Place:
        link = f"{fact}@{at}" if fact in self.form.places else fact
        return Place(self.form.free(link), fact, at, when)
