"""Which facts every path asks: rule 6, a result depends only on what its path asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import frozen

from triage.errors import Finding
from triage.findings.finding_kind import FindingKind
from triage.lint.rule import MOST, rule
from triage.model.conditions import facts_of
from triage.model.graph import Graph, a_way
from triage.model.provenance import Location
from triage.model.tree import Advice, Outcome, Tree, Watch
from triage.phrasing.answers_in_texts import named_in, texts_of, told_by
from triage.words import N_, _, ngettext

if TYPE_CHECKING:
    from triage.answer_space.diagram import Node
    from triage.lint.arrivals import Arrivals

_LONGEST_PATH = 8
_MOST_SUSPECTS = 1_000


FACT_NOT_ASKED = FindingKind(
    "S504",
    "fact-not-asked",
    means="A condition, a text or a referral reads a fact that somebody who comes to it was never "
    "asked, and that decides something for them.",
    why="The result would depend on something that nobody asked.",
    bad="- if: {limping: yes, trend: worse}\n  go: physio\n"
    "- if: {any of signs-of-pain: [yes, not sure]}\n  go: physio",
    good="- if: {any of signs-of-pain: [yes, not sure]}\n  go: physio",
)


@rule(needs=("asks",))
def facts_not_asked(tree: Tree) -> Iterable[Finding]:
    """Report conditions and referrals that read a fact which somebody there was never asked."""
    graph = Graph.of(tree)
    if graph.cycles:
        return []
    asked = AskedFacts.of(graph)
    suspected = [*_suspected(asked)]
    return _judged(suspected, asked) if suspected else []


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


# --- what one path of branches never asks, whoever may take it


@frozen(eq=False)
class _Suspect:
    """A place that reads a fact which one path to it never asks.

    Attributes:
        number: which branch of the step ``where`` reads it; None for an outcome.
        what: what reads it, with a place for the names of facts.
        hint: what to do, about one fact and about several.
    """

    fact: str
    where: str
    number: int | None
    what: str
    at: Location | None
    hint: tuple[str, str]


_ASK_HERE: Final = (
    N_("ask {facts} in this step, or in a step that every path here passes"),
    N_("ask {facts} in this step, or in a step that every path here passes"),
)
_REFINE: Final = (
    N_("ask it before, or list it under `refine:` of `{name}`"),
    N_("ask them before, or list them under `refine:` of `{name}`"),
)
# Suspects by what they are about, and the path to it: one finding tells them all.
_Told: TypeAlias = tuple[str, tuple[str, str], Location | None, tuple[str, ...], str]
_Met: TypeAlias = dict[_Told, list[_Suspect]]


def _findings(met: _Met, whose: Mapping[_Told, str]) -> Iterator[Finding]:
    for told, suspects in met.items():
        what, hint, at, path, where = told
        names = ", ".join(f"`{each.fact}`" for each in suspects)
        found = ngettext(
            "found {what}, but the path {way} never asks it",
            "found {what}, but the path {way} never asks them",
            len(suspects),
            what=_(what, facts=names),
            way=a_way([*path]),
        )
        message = f"{found}{whose[told]}"
        yield FACT_NOT_ASKED.about(
            at, message, ngettext(*hint, len(suspects), facts=names, name=where)
        )


def _suspected(asked: AskedFacts) -> Iterator[_Suspect]:
    tree, order = asked.graph.tree, asked.graph.order
    for name in order:
        if name in tree.steps:
            yield from _in_step(name, asked)
    seen: set[tuple[str, str]] = set()
    for name in order:
        if name in tree.outcomes:
            yield from _in_outcome(tree.outcomes[name], asked, seen)


def _in_step(name: str, asked: AskedFacts) -> Iterator[_Suspect]:
    step = asked.graph.tree.steps[name]
    for number, branch in enumerate(step.branches):
        facts = facts_of(branch.condition) if branch.condition else ()
        for fact in asked.missing(facts, name, step.ask):
            what = N_("a condition on {facts}")
            yield _Suspect(fact, name, number, what, branch.at or step.at, _ASK_HERE)


def _in_outcome(
    outcome: Outcome, asked: AskedFacts, seen: set[tuple[str, str]]
) -> Iterator[_Suspect]:
    name, tree = outcome.name, asked.graph.tree
    for fact in asked.missing(outcome.tell, name, outcome.refine):
        yield _Suspect(fact, name, None, N_("a referral that tells {facts}"), outcome.at, _REFINE)
    for part in told_by(outcome, tree):
        for fact in asked.missing(_named(part, tree), name, outcome.refine):
            yield _Suspect(fact, name, None, N_("a text that names {facts}"), part.at, _REFINE)
    for advice in (tree.advice[a] for a in outcome.advice if a in tree.advice):
        reads = dict.fromkeys([*facts_of(*advice.conditions), *_named(advice, tree)])
        for fact in asked.missing(reads, name, outcome.refine):
            if (advice.name, fact) not in seen:
                seen.add((advice.name, fact))
                what = N_("advice that depends on {facts}")
                yield _Suspect(fact, name, None, what, advice.at, _REFINE)


def _named(part: Outcome | Advice | Watch, tree: Tree) -> list[str]:
    return [each.fact for each in named_in(*texts_of(part)) if each.fact in tree.facts]


# --- whether somebody takes such a path, and needs the fact there


def _judged(suspected: list[_Suspect], asked: AskedFacts) -> list[Finding]:
    """Return the findings that somebody meets; all of them where that cannot be tried."""
    # Loading most trees needs none of it.
    from triage.lint.by_few_facts import is_whole

    tree = asked.graph.tree
    if not is_whole(tree):
        return list(_unjudged(suspected, asked))
    left = _unless_settled(suspected, tree)
    return _tried(left, asked) if left else []


def _unless_settled(suspected: list[_Suspect], tree: Tree) -> list[_Suspect]:
    """Return the suspects that an answer or two do not settle, at a small part of the cost."""
    from triage.lint.by_few_facts import FewFacts

    few = FewFacts(tree, {each.where for each in suspected})
    return [each for each in suspected if each.where in few.unasked(each.fact)]


def _tried(suspected: list[_Suspect], asked: AskedFacts) -> list[Finding]:
    """Return what somebody meets, trying all patients."""
    from triage.lint.arrivals import TOO_LARGE, Arrivals, TooLarge

    if len(suspected) <= _MOST_SUSPECTS:
        try:
            return list(islice(_met(suspected, Arrivals(asked.graph.tree)), MOST))
        except TooLarge:
            pass
    return list(_unjudged(suspected, asked, _(TOO_LARGE)))


def _unjudged(suspected: list[_Suspect], asked: AskedFacts, whose: str = "") -> Iterator[Finding]:
    met: _Met = {}
    for each in suspected:
        _note(each, asked.path_without(each.fact, each.where), met)
    return _findings(met, dict.fromkeys(met, whose))


def _met(suspected: list[_Suspect], arrivals: Arrivals) -> Iterator[Finding]:
    met: _Met = {}
    whose: dict[_Told, str] = {}
    for each in suspected:
        somebody = arrivals.example(_meeting(each, arrivals))
        if somebody is not None:
            path = arrivals.path(somebody, each.where)
            gap = [path[0], "…"] if len(path) > _LONGEST_PATH else []
            told = _note(each, [*gap, *path[-_LONGEST_PATH:]], met)
            whose.setdefault(told, arrivals.say(somebody, each.where))
    return _findings(met, whose)


def _note(suspect: _Suspect, path: list[str], met: _Met) -> _Told:
    told = (suspect.what, suspect.hint, suspect.at, tuple(path), suspect.where)
    met.setdefault(told, []).append(suspect)
    return told


def _meeting(suspect: _Suspect, arrivals: Arrivals) -> Node:
    """Return who is at a place without having been asked a fact that is needed for them."""
    unasked = arrivals.unasked(suspect.fact)[suspect.where]
    if suspect.number is None:
        return unasked
    step = arrivals.tree.steps[suspect.where]
    return arrivals.space.all_of(unasked, arrivals.open_at(step)[suspect.number])
