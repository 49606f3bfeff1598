"""The parts of a file and of all its modules, under the names that the file knows them by."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, evolve, field

from triage.model.tree import Advice, Branch, Outcome, SafetyRule, Step, Watch


@define(eq=False)
class Flat:
    """The parts of a file, those of its modules included.

    Attributes:
        start: the first step; None where the file has none or it is faulty.
        exits: the exits of the file itself, with their words.
        modules: the names of all modules, nested ones with a dot.
    """

    start: str | None = None
    steps: dict[str, Step] = field(factory=dict)
    outcomes: dict[str, Outcome] = field(factory=dict)
    advice: dict[str, Advice] = field(factory=dict)
    watch_for: dict[str, Watch] = field(factory=dict)
    safety: dict[str, SafetyRule] = field(factory=dict)
    exits: dict[str, str] = field(factory=dict)
    modules: tuple[str, ...] = ()

    def add(self, other: Flat) -> None:
        """Take over the parts of a module, which are named already."""
        self.steps |= other.steps
        self.outcomes |= other.outcomes
        self.advice |= other.advice
        self.watch_for |= other.watch_for
        self.safety |= other.safety
        self.modules += other.modules

    def within(self, module: str, exits: Mapping[str, str]) -> Flat:
        """Return the parts as an including file names them.

        Args:
            module: the name of this file in the including one.
            exits: where each exit leads, in the names of the including file.
        """
        named = _Renamer(f"{module}.", {name: exits.get(name, "") for name in self.exits})
        return Flat(
            None if self.start is None else named.target(self.start),
            {s.name: s for s in map(named.step, self.steps.values())},
            {o.name: o for o in map(named.outcome, self.outcomes.values())},
            {a.name: a for a in map(named.advice, self.advice.values())},
            {w.name: w for w in map(named.watch, self.watch_for.values())},
            {r.name: r for r in map(named.rule, self.safety.values())},
            modules=(module, *(f"{module}.{name}" for name in self.modules)),
        )


class _Renamer:
    """Puts the name of a module before the names of its parts."""

    def __init__(self, prefix: str, exits: Mapping[str, str]) -> None:
        self.prefix, self.exits = prefix, exits

    def target(self, name: str) -> str:
        """Return where a name leads; an exit leads out, and "" nowhere."""
        if name in self.exits or not name:
            return self.exits.get(name, "")
        return self.prefix + name

    def all(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.prefix + name for name in names)

    def step(self, step: Step) -> Step:
        branches = tuple(map(self.branch, step.branches))
        return evolve(step, name=self.prefix + step.name, branches=branches)

    def branch(self, branch: Branch) -> Branch:
        return evolve(branch, go=self.target(branch.go))

    def outcome(self, outcome: Outcome) -> Outcome:
        return evolve(
            outcome,
            name=self.prefix + outcome.name,
            advice=self.all(outcome.advice),
            watch_for=self.all(outcome.watch_for),
        )

    def advice(self, advice: Advice) -> Advice:
        return evolve(advice, name=self.prefix + advice.name)

    def watch(self, watch: Watch) -> Watch:
        return evolve(watch, name=self.prefix + watch.name)

    def rule(self, rule: SafetyRule) -> SafetyRule:
        return evolve(
            rule,
            name=self.prefix + rule.name,
            never_advice=self.all(rule.never_advice),
            always_advice=self.all(rule.always_advice),
            passes=tuple(map(self.target, rule.passes)),
            never_passes=tuple(map(self.target, rule.never_passes)),
        )
