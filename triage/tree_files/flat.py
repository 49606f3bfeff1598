"""The parts of a file and of all its modules, under the names that the file knows them by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from attrs import define, evolve, field

from triage.model.dispositions import Disposition
from triage.model.tree import Advice, Branch, Outcome, SafetyRule, Step, Watch
from triage.tree_files.scales import Translation


@define(eq=False)
class FlatTree:
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

    def add(self, other: FlatTree) -> None:
        """Take over the parts of a module, which are named already."""
        self.steps |= other.steps
        self.outcomes |= other.outcomes
        self.advice |= other.advice
        self.watch_for |= other.watch_for
        self.safety |= other.safety
        self.modules += other.modules

    def within(self, module: str, exits: Mapping[str, str]) -> FlatTree:
        """Return the parts as an including file names them.

        Args:
            module: the name of this file in the including one.
            exits: where each exit leads, in the names of the including file.
        """
        named = _Renamer(f"{module}.", {name: exits.get(name, "") for name in self.exits})
        return FlatTree(
            None if self.start is None else named.target(self.start),
            {s.name: s for s in map(named.step, self.steps.values())},
            {o.name: o for o in map(named.outcome, self.outcomes.values())},
            {a.name: a for a in map(named.advice, self.advice.values())},
            {w.name: w for w in map(named.watch, self.watch_for.values())},
            {r.name: r for r in map(named.rule, self.safety.values())},
            modules=(module, *(f"{module}.{name}" for name in self.modules)),
        )

    def in_scale(self, means: Translation | None) -> FlatTree:
        """Return the parts with what their dispositions stand for."""
        if means is None:
            return self
        return evolve(
            self,
            outcomes={name: means.outcome(each) for name, each in self.outcomes.items()},
            watch_for={name: means.watch(each) for name, each in self.watch_for.items()},
            safety={name: means.rule(each) for name, each in self.safety.items()},
        )

    @property
    def dispositions(self) -> Iterator[Disposition]:
        """Every disposition that a part names."""
        yield from (outcome.disposition for outcome in self.outcomes.values())
        yield from (watch.then for watch in self.watch_for.values())
        for rule in self.safety.values():
            yield from rule.dispositions
            if rule.urgency_at_least is not None:
                yield rule.urgency_at_least


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
        not_with = self.all(advice.not_with or ()) or None
        return evolve(advice, name=self.prefix + advice.name, not_with=not_with)

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


# --- leaves out of a tree what its modules hold but this tree does not use
# A shared module may offer more outcomes, advice and signs than one tree
# needs. What the file itself defines stays, so that the checks can find what
# it never uses.


_T = TypeVar("_T")


def drop_unused(flat: FlatTree) -> FlatTree:
    """Return the parts without those of modules that nothing leads to."""
    reached = _reached(flat)
    outcomes = _kept(flat.outcomes, reached)
    advice = {name for outcome in outcomes.values() for name in outcome.advice}
    for rule in flat.safety.values():
        advice |= {*rule.never_advice, *rule.always_advice}
    watch_for = {name for outcome in outcomes.values() for name in outcome.watch_for}
    return evolve(
        flat,
        steps=_kept(flat.steps, reached),
        outcomes=outcomes,
        advice=_kept(flat.advice, advice),
        watch_for=_kept(flat.watch_for, watch_for),
    )


def _kept(parts: Mapping[str, _T], used: Iterable[str]) -> dict[str, _T]:
    # Only the names of what a module brings have a dot.
    used = set(used)
    return {name: part for name, part in parts.items() if name in used or "." not in name}


def _reached(flat: FlatTree) -> set[str]:
    """Return the steps and outcomes that own steps or the start lead to."""
    waiting = [name for name in flat.steps if "." not in name]
    waiting.append(flat.start or "")
    reached = set(waiting)
    while waiting:
        step = flat.steps.get(waiting.pop())
        for branch in step.branches if step else ():
            if branch.go not in reached:
                reached.add(branch.go)
                waiting.append(branch.go)
    return reached
