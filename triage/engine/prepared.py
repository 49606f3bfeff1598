"""A tree made ready to run: every condition a closure, every name a reference.

Prepared once for each tree and kept with it; never changed afterwards, so
threads may share it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast

from attrs import field, frozen

from triage.engine.advice import PreparedAdvice, prepare_advice
from triage.engine.decisions import PreparedStep, keep, prepare_step
from triage.engine.reasons import KeptReasons
from triage.errors import ModuleError
from triage.locales.regions import Region, localize
from triage.model.asking import WaysOfAsking, ways_of_asking
from triage.model.conditions import Condition, facts_of
from triage.model.dispositions import Disposition, Scale
from triage.model.domains import Number
from triage.model.evaluation import Answers, Test, prepare
from triage.model.facts import Fact
from triage.model.graph import ends_first
from triage.model.several import splitting
from triage.model.tree import Outcome, Tree
from triage.model.values import Value
from triage.phrasing.answers_in_texts import fill, named_in, texts_of, told_by
from triage.phrasing.signs import say_clinically
from triage.phrasing.tree_status import CAUTIONS
from triage.words import Speaking, _, language_spoken

# Up to this many numbers of a fact are looked up; beyond, each is checked by arithmetic.
MAX_LISTED_NUMBERS = 5_000


@frozen(eq=False)
class PreparedImpossible:
    """A contradiction with its test and the facts that it is about."""

    condition: Condition
    facts: tuple[str, ...]
    test: Test


@frozen
class OutcomeTexts:
    """What is said of an outcome to whoever comes to it, filled for a region."""

    title: str
    expect: str | None
    safety_net: tuple[str, ...]


def texts_for(outcome: Outcome, tree: Tree, region: Region, answers: Answers) -> OutcomeTexts:
    """Return the texts of an outcome for a region, with the answers that they name."""

    def said(text: str) -> str:
        return localize(fill(text, tree.facts, answers), region)

    watched = [tree.watch_for[name] for name in outcome.watch_for]
    return OutcomeTexts(
        title=said(outcome.title),
        expect=said(outcome.expect) if outcome.expect else None,
        safety_net=tuple(f"{said(w.look_for)}: {w.then.words}" for w in watched),
    )


@frozen(eq=False)
class Engine:
    """All of a prepared tree.

    Attributes:
        language: what is said and kept is in this one.
        steps: the steps, each behind all that it leads to.
        known: for each fact the answers that are good as they stand, with
            their types, as Python holds True == 1; any other goes through
            ``Fact.accept``.
        scale: the places to be sent to.
        demands: for each fact that demands something, what its answers demand.
        advice: for each outcome its advice, in order.
        keeps_account: whether some step may be passed without having asked all that it asks,
            or be followed by several parts.
        goes_each: whether one may be followed by several parts.
        notes: the facts that are handed on as they are written.
        cautions: what to tell with every result, first before the tree's review is overdue.
        telling: the outcomes whose texts name facts, and so differ from person to person.
        texts: the texts of each other outcome for each region, by their names, once they were made.
        reasons: the reasons that were read, of the latest paths.
        told: the latest answers that a referral states, in clinical words.
    """

    tree: Tree
    language: str
    start: PreparedStep
    steps: tuple[PreparedStep, ...]
    known: dict[str, dict[Value, type]]
    scale: Scale
    demands: dict[str, Callable[[Value | None], Disposition | None]]
    impossible: tuple[PreparedImpossible, ...]
    advice: dict[str, tuple[PreparedAdvice, ...]]
    keeps_account: bool
    goes_each: bool
    notes: tuple[str, ...]
    cautions: tuple[tuple[str, ...], tuple[str, ...]]
    telling: frozenset[str]
    reasons: KeptReasons
    texts: dict[tuple[str, str | None], OutcomeTexts] = field(factory=dict)
    told: dict[tuple[str, Value | None], str] = field(factory=dict, repr=False)

    def texts_for(self, outcome: Outcome, region: Region) -> OutcomeTexts:
        """Return the texts of an outcome that name no facts, for a region."""
        key = outcome.name, region.code
        kept = self.texts.get(key)
        if kept is None:
            with Speaking(self.language):
                kept = self.texts[key] = texts_for(outcome, self.tree, region, {})
        return kept

    def tell(self, name: str, answer: Value | None) -> str:
        """Return what a referral states of a fact; None is not answered."""
        if name in self.notes:  # what somebody wrote is told, and never kept
            with Speaking(self.language):
                return _tell(self.tree.facts[name], answer)
        key = name, answer
        kept = self.told.get(key)
        if kept is None:
            with Speaking(self.language):
                kept = keep(self.told, key, _tell(self.tree.facts[name], answer))
        return kept


def _tell(fact: Fact, answer: Value | None) -> str:
    if answer is None:
        return _("{name}: not asked", name=fact.clinical or fact.label)
    return say_clinically(fact, answer)


def engine_of(tree: Tree) -> Engine:
    """Return the tree's engine, prepared at the first call and kept with the tree.

    There is one for each language, as it keeps what was said.

    Raises:
        ModuleError: the tree is a module that cannot be asked by itself.
    """
    language = language_spoken()
    kept = cast(dict[str, Engine], tree.prepared)
    # Two threads may both prepare it: the engines are alike and either may stay.
    return kept.get(language) or kept.setdefault(language, _prepare(tree, language))


def _prepare(tree: Tree, language: str) -> Engine:
    if tree.exits or tree.start not in tree.steps:
        raise ModuleError(
            _("`{id}` is a module for other trees and cannot be asked by itself", id=tree.id)
        )
    asking = ways_of_asking(tree)
    steps = _prepare_steps(tree, asking)
    advice = {each.name: prepare_advice(each) for each in tree.advice.values()}
    return Engine(
        tree=tree,
        language=language,
        start=steps[tree.start],
        steps=tuple(steps.values()),
        known={name: _good_as_they_stand(fact) for name, fact in tree.facts.items()},
        scale=tree.scale,
        demands={name: _demand_of(fact) for name, fact in tree.facts.items() if fact.demands},
        impossible=tuple(
            PreparedImpossible(i.condition, facts_of(i.condition), prepare(i.condition))
            for i in tree.impossible
        ),
        advice={
            outcome.name: tuple(advice[name] for name in outcome.advice)
            for outcome in tree.outcomes.values()
        },
        keeps_account=bool(asking.may_skip or splitting(tree)),
        goes_each=bool(splitting(tree)),
        notes=tuple(name for name, fact in tree.facts.items() if fact.is_note),
        cautions=(CAUTIONS.all(tree, None), CAUTIONS.all(tree, date.max)),
        telling=frozenset(
            name for name, outcome in tree.outcomes.items() if _names_facts(outcome, tree)
        ),
        reasons=KeptReasons(language),
    )


def _names_facts(outcome: Outcome, tree: Tree) -> bool:
    return any(named_in(*texts_of(part)) for part in told_by(outcome, tree))


def _prepare_steps(tree: Tree, asking: WaysOfAsking) -> dict[str, PreparedStep]:
    """Prepare every step after those that it leads to, so that none is missing."""
    steps: dict[str, PreparedStep] = {}
    for name in ends_first(tree):
        prepared = prepare_step(tree.steps[name], tree.facts, steps, tree.outcomes)
        prepared.asks_first = name in asking.ask_first
        prepared.as_recorded = name in asking.as_recorded
        prepared.may_skip = name in asking.may_skip
        steps[name] = prepared
    return steps


def _good_as_they_stand(fact: Fact) -> dict[Value, type]:
    """List the plain answers of a fact, so that the usual ones need one look-up."""
    values = list(fact.choices())
    if isinstance(fact.domain, Number):
        values += _listed_numbers(fact.domain)
    return {value: type(value) for value in values}


def _demand_of(fact: Fact) -> Callable[[Value | None], Disposition | None]:
    """Return a look-up of what answers demand, where there are not too many of them."""
    values = _good_as_they_stand(fact)
    if isinstance(fact.domain, Number) and not _listed_numbers(fact.domain):
        return fact.demand
    demanded: dict[Value | None, Disposition | None] = {v: fact.demand(v) for v in values}
    return demanded.get


def _listed_numbers(domain: Number) -> list[Value]:
    whole = isinstance(domain.low, int) and isinstance(domain.step, int)
    if not whole or (domain.high - domain.low) / domain.step > MAX_LISTED_NUMBERS:
        return []
    return list(range(int(domain.low), int(domain.high) + 1, int(domain.step)))
