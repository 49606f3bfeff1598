"""Which facts every path asks: rule 6, a result depends only on what its path asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from triage.errors import Finding
from triage.findings.finding_kind import FindingKind
from triage.lint.rule import rule
from triage.model.conditions import facts_of
from triage.model.graph import Graph, a_way
from triage.model.provenance import Location
from triage.model.tree import Outcome, Tree

_LONGEST_PATH = 8


FACT_NOT_ASKED = FindingKind(
    "S504",
    "fact-not-asked",
    means="A condition, or a referral, reads a fact that some path to it never asks.",
    why="The result would depend on something that nobody asked.",
    bad="- if: {limping: yes, trend: worse}\n  go: physio\n"
    "- if: {any of signs-of-pain: [yes, not sure]}\n  go: physio",
    good="- if: {any of signs-of-pain: [yes, not sure]}\n  go: physio",
)


@rule(needs=("asks",))
def facts_not_asked(tree: Tree) -> Iterable[Finding]:
    """Report conditions and referrals that read a fact some path to them never asks."""
    graph = Graph.of(tree)
    if graph.cycles:
        return
    asked = AskedFacts.of(graph)
    for name in graph.order:
        if name in tree.steps:
            yield from _in_step(name, asked)
    seen: set[tuple[str, str]] = set()
    for name in graph.order:
        if name in tree.outcomes:
            yield from _in_outcome(tree.outcomes[name], asked, seen)


@frozen(eq=False)
class AskedFacts:
    """The facts that are asked on every path to a place, as bits of a number."""

    graph: Graph
    bits: dict[str, int]
    known: dict[str, int]

    @classmethod
    def of(cls, graph: Graph) -> AskedFacts:
        """Follow all paths at once: a place knows what all that lead to it know."""
        tree = graph.tree
        bits = {name: 1 << i for i, name in enumerate(tree.facts)}
        own = {name: _sum(bits, step.ask) for name, step in tree.steps.items()}
        known = {graph.order[0]: _given(tree, bits)} if graph.order else {}
        for name in graph.order[1:]:
            befores = iter(graph.before[name])
            first = next(befores)
            common = known[first] | own[first]
            for before in befores:
                common &= known[before] | own[before]
            known[name] = common
        return cls(graph, bits, known)

    def missing(self, facts: Iterable[str], where: str, also: Iterable[str]) -> Iterator[str]:
        """Return the facts that some path to a place does not ask, nor the place itself."""
        have = self.known[where] | _sum(self.bits, also)
        return (fact for fact in facts if not have & self.bits[fact])

    def path_without(self, fact: str, where: str) -> list[str]:
        """Return a path to a place on which no step asks a fact; a long one has a gap."""
        steps, before, bit = self.graph.tree.steps, self.graph.before, self.bits[fact]
        path = [where]
        while before[path[-1]] and len(path) < _LONGEST_PATH:
            path.append(
                next(
                    name
                    for name in before[path[-1]]
                    if fact not in steps[name].ask and not self.known[name] & bit
                )
            )
        gap = [self.graph.order[0], "…"] if before[path[-1]] else []
        return [*gap, *reversed(path)]


def _sum(bits: dict[str, int], facts: Iterable[str]) -> int:
    total = 0
    for fact in facts:
        total |= bits[fact]
    return total


def _given(tree: Tree, bits: dict[str, int]) -> int:
    """Return what is asked before the start: in a module, what it never asks itself."""
    if not tree.exits:
        return 0
    asked = {fact for step in tree.steps.values() for fact in step.ask}
    return _sum(bits, (fact for fact in tree.facts if fact not in asked))


def _in_step(name: str, asked: AskedFacts) -> Iterator[Finding]:
    step = asked.graph.tree.steps[name]
    for branch in step.branches:
        facts = facts_of(branch.condition) if branch.condition else ()
        for fact in asked.missing(facts, name, step.ask):
            message = f"found a condition on `{fact}`, but the path {_path(asked, fact, name)}"
            hint = f"ask `{fact}` in this step, or in a step that every path here passes"
            yield _not_asked(branch.at or step.at, message, hint)


def _in_outcome(
    outcome: Outcome, asked: AskedFacts, seen: set[tuple[str, str]]
) -> Iterator[Finding]:
    name, tree = outcome.name, asked.graph.tree
    hint = f"ask it before, or list it under `refine:` of `{name}`"
    for fact in asked.missing(outcome.tell, name, outcome.refine):
        message = f"found a referral that tells `{fact}`, but the path {_path(asked, fact, name)}"
        yield _not_asked(outcome.at, message, hint)
    for advice in (tree.advice[a] for a in outcome.advice if a in tree.advice):
        for fact in asked.missing(facts_of(*advice.conditions), name, outcome.refine):
            if (advice.name, fact) not in seen:
                seen.add((advice.name, fact))
                message = f"found advice that depends on `{fact}`, but the path"
                yield _not_asked(advice.at, f"{message} {_path(asked, fact, name)}", hint)


def _path(asked: AskedFacts, fact: str, where: str) -> str:
    return f"{a_way(asked.path_without(fact, where))} never asks it"


def _not_asked(where: Location | None, message: str, hint: str) -> Finding:
    return FACT_NOT_ASKED.about(where, message, hint)
