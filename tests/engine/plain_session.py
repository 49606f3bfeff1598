"""A session written as plainly as it can be: a list of answered screens, and a slow way to ask.

It shares no code with the sessions of the package, and reads a tree with the
reference alone. After each change everything is worked out again.
"""

from __future__ import annotations

from datetime import date

from attrs import define, field

from tests.engine import reference
from tests.engine.reference import Place
from triage.model.tree import MAX_CHECKLIST, Outcome, Tree
from triage.model.values import Value

# What is to be asked: the kind of screen, and its facts.
Asked = tuple[str, tuple[str, ...]]
EMERGENCY = 3


@define
class PlainSession:
    """The screens that were answered, each with its day; a skipped fact has the answer None."""

    tree: Tree
    on: date | None
    screens: list[tuple[date | None, dict[str, Value | None]]] = field(factory=list)

    # --- what follows from the answers ------------------------------------------------------

    @property
    def answers(self) -> dict[str, Value]:
        given: dict[str, Value] = {}
        for _, screen in self.screens:
            given |= {fact: value for fact, value in screen.items() if value is not None}
        return given

    @property
    def skipped(self) -> set[str]:
        return {fact for _, screen in self.screens for fact, v in screen.items() if v is None}

    def place(self) -> Place:
        return reference.follow(self.tree, self.answers)

    def usable(self) -> set[str]:
        """Return the facts that the way has asked or may still ask."""
        place = self.place()
        if place.outcome is not None:
            return place.asked | set(place.outcome.refine)
        return place.asked | self._ahead(place.steps[-1].name)

    def _ahead(self, name: str) -> set[str]:
        if name in self.tree.outcomes:
            return set(self.tree.outcomes[name].refine)
        step = self.tree.steps[name]
        return set(step.ask).union(*(self._ahead(branch.go) for branch in step.branches))

    def at_least(self, facts: set[str]) -> int:
        """Return the highest urgency that an answer to some facts calls for by itself."""
        return max(
            (
                demand.disposition.urgency
                for fact, value in self.answers.items()
                for demand in self.tree.facts[fact].demands
                if fact in facts and reference.matches(value, demand.answers)
            ),
            default=0,
        )

    def to_correct(self) -> tuple[str, ...]:
        """Return the facts whose answers contradict each other and keep the result back."""
        usable, place = self.usable(), self.place()
        called_for = self.at_least(usable)
        matters = usable
        if place.outcome is None:
            if called_for:
                return ()
        else:
            urgency = place.outcome.disposition.urgency
            if urgency == EMERGENCY or 0 < urgency <= called_for:
                return ()
            matters = place.asked
        return self._contradicting(matters)

    def _contradicting(self, matters: set[str]) -> tuple[str, ...]:
        found = [
            i.condition for i in self.tree.impossible if reference.is_so(i.condition, self.answers)
        ]
        facts = [reference.facts_in(condition) for condition in found]
        blamed = set().union(*(each for each in facts if each <= matters))
        return tuple(fact for fact in self.tree.facts if fact in blamed & self.answers.keys())

    def to_ask(self) -> Asked | None:
        if wrong := self.to_correct():
            return "correct", wrong
        place = self.place()
        facts = self._open_facts(place) if place.outcome is None else self._to_refine(place.outcome)
        kind = "ask" if place.outcome is None else "refine"
        return (kind, facts) if facts else None

    def _open_facts(self, place: Place) -> tuple[str, ...]:
        told = {fact: v for fact, v in self.answers.items() if fact in place.asked}
        for step in reference.to_show(place, told):
            return tuple(fact for fact in step.ask if fact not in told)
        return ()

    def _to_refine(self, outcome: Outcome) -> tuple[str, ...]:
        known = self.answers.keys() | self.skipped
        wanted = [fact for fact in outcome.refine if fact not in known]
        yes_no = [fact for fact in wanted if self.tree.facts[fact].is_yes_no]
        return tuple(yes_no[:MAX_CHECKLIST] if wanted[:1] == yes_no[:1] else wanted[:1])

    # --- what a person does -----------------------------------------------------------------

    def answer(self, given: dict[str, Value]) -> None:
        asked = self.to_ask()
        assert asked is not None
        if asked[0] == "correct":
            self._replace(given)
        else:
            self.screens.append((self.on, dict(given)))

    def skip(self) -> None:
        asked = self.to_ask()
        assert asked is not None
        self.screens.append((self.on, dict.fromkeys(asked[1])))

    def back(self) -> None:
        self.screens.pop()

    def change(self, fact: str, value: Value) -> None:
        self._replace({fact: value})

    def _replace(self, given: dict[str, Value]) -> None:
        self.screens = [
            (self.on, {f: given.get(f, old) for f, old in screen.items()})
            if given.keys() & screen.keys()
            else (day, screen)
            for day, screen in self.screens
        ]
        self._forget(self.answers.keys() - self.usable())

    def _forget(self, facts: set[str]) -> None:
        left = [(d, {f: v for f, v in s.items() if f not in facts}) for d, s in self.screens]
        self.screens = [(day, screen) for day, screen in left if screen]

    def resume(self, on: date) -> None:
        """Go on on a day: red flags answered on another one are open again."""
        self.on = on
        self._forget(
            {
                fact
                for day, screen in self.screens
                for fact, value in screen.items()
                if day != on and value is not None and self.tree.facts[fact].demands
            }
        )

    def review(self, on: date) -> None:
        """Look again: only what lasts, is no red flag and is known stays answered."""
        self.on = on
        stays = {
            fact
            for fact, value in self.answers.items()
            if self.tree.facts[fact].lasts is True
            and not self.tree.facts[fact].demands
            and value != reference.UNSURE
        }
        self._forget((self.answers.keys() - stays) | self.skipped)
