"""What a set of answers comes to: a disposition with its reasons, or what to ask next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from types import MappingProxyType
from typing import Any, ClassVar, Final, Literal, TypeAlias, cast

from attrs import evolve, field, frozen

from triage.engine.advice import (
    AdviceGiven,
    PlanPart,
    PreparedAdvice,
    Withheld,
    chosen,
    give,
    plan_of,
)
from triage.engine.also import AlsoTold, beside
from triage.engine.decisions import keep
from triage.engine.prepared import Engine, OutcomeTexts, engine_of, texts_for
from triage.engine.reasons import Reason, reasons_for
from triage.engine.walk import PartEnd, Walk, walk
from triage.locales.regions import Region, localize
from triage.model.dispositions import Disposition
from triage.model.serialise import JsonForm, Serialised, same
from triage.model.several import told_of
from triage.model.tree import Advice, Outcome, Tree
from triage.model.values import Value
from triage.phrasing.answers_in_texts import fill
from triage.phrasing.signs import say_given
from triage.words import Speaking, _

Status: TypeAlias = Literal["complete", "incomplete"]
# Goes up, like every such number, when a program could misread the new form.
RESULT_FORMAT: Final = 1


@frozen
class Contradiction:
    """Answers that cannot all be so, for the person to correct."""

    facts: tuple[str, ...]
    text: str


def _answers_of(answers: Mapping[str, Value]) -> frozenset[tuple[str, Value]]:
    return frozenset(answers.items())


def _tree_of(engine: Engine) -> Tree:
    return engine.tree


def _to_ask(result: Result) -> tuple[str, ...] | None:
    """The facts to ask next; null when complete."""
    return result.next or None


@frozen(repr=False, slots=False)  # made for every patient: without slots in half the time
class Result(Serialised):
    """What a set of answers comes to.

    It is complete or incomplete. An incomplete one has no disposition, names
    what to ask next, and still carries ``at_least``. Whatever is not stored
    is worked out when it is read, from the same answers and tree. Two results
    are equal when tree, answers, region, language and day are.

    Attributes:
        answers: the accepted answers, without the unanswered ones.
        status: ``complete`` or ``incomplete``.
        next: the facts to ask before there is a disposition; none that is answered.
        to_correct: answered facts that contradict each other and so keep the disposition back.
        contradictions: answers that cannot all be so.
        region: whose emergency and advice numbers fill the texts.
        language: the language of the texts.
        on: the day of the answers, where it was told.
    """

    answers: Mapping[str, Value] = field(eq=_answers_of)
    status: Status
    next: tuple[str, ...]
    to_correct: tuple[str, ...]
    contradictions: tuple[Contradiction, ...]
    region: Region
    language: str
    on: date | None
    _engine: Engine = field(eq=_tree_of)
    _walk: Walk = field(eq=False)
    _ignored: tuple[str, ...] = field(default=())

    json_form: ClassVar = JsonForm(
        name="result",
        version=RESULT_FORMAT,
        keys={
            "tree": "tree.id",
            "version": "tree.version",
            "digest": "tree.digest",
            "tree_status": "tree.status",
            "review_by": "tree.review_by",
            **same("status", "disposition", "urgency", "at_least", "outcome"),
            **same("title", "text", "expect", "plan", "advice", "withheld", "safety_net"),
            **same("within_hours", "review_after_days", "because", "refine", "summary"),
            **same("also", "contradictions", "not_used"),
            "next": _to_ask,
            "region": "region.code",
            **same("language", "on", "review_on", "expired", "cautions"),
        },
        optional=("within_hours", "also"),  # results that were kept before have none
    )

    def __repr__(self) -> str:
        """Name the tree and the disposition; a log is no place for answers."""
        end = f"disposition={self.disposition}" if self.disposition else f"at_least={self.at_least}"
        of = f"tree={self.tree.id!r}, version={self.tree.version!r}, status={self.status!r}"
        return f"Result({of}, {end})"

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what pickle and copy take: how the answers lead is worked out afresh."""
        told = (self.status, self.next, self.to_correct, self.contradictions, self.region,
                self.language, self.on)  # fmt: skip
        return _rebuilt, (self.tree, dict(self.answers), told, self._ignored)

    @property
    def tree(self) -> Tree:
        """The tree that was asked."""
        return self._engine.tree

    @cached_property
    def _ending(self) -> Outcome | None:
        return self._walk.outcome if self.status == "complete" else None

    @property
    def _told(self) -> tuple[Outcome, ...]:
        """The outcomes that are told, the one that decides first."""
        return self._walk.outcomes if self._ending else ()

    @cached_property
    def _texts(self) -> OutcomeTexts | None:
        ending = self._ending
        if ending is not None and ending.name in self._engine.telling:
            with Speaking(self.language):
                return texts_for(ending, self.tree, self.region, self.used)
        return self._engine.texts_for(ending, self.region) if ending else None

    @property
    def outcome(self) -> str | None:
        """The name of the outcome, or None while incomplete."""
        return self._ending.name if self._ending else None

    @property
    def disposition(self) -> Disposition | None:
        """Where the person is sent, or None while incomplete."""
        return self._ending.disposition if self._ending else None

    @property
    def urgency(self) -> int | None:
        """How urgent it is, from 0 up, or None while incomplete."""
        return self._ending.disposition.urgency if self._ending else None

    @cached_property
    def at_least(self) -> Disposition:
        """The least that the answers so far call for, used by the path or not.

        Where parts are gone through one after another, those that have ended count, too.
        """
        demanded = demanded_by(self._engine, self.answers)
        reached = self.disposition
        if self._walk.outcome is None and self._walk.endings:
            reached = told_of(self._walk.outcomes)[0].disposition
        return reached if reached and reached.urgency >= demanded.urgency else demanded

    @property
    def title(self) -> str | None:
        """The outcome in a line."""
        return self._texts.title if self._texts else None

    @property
    def text(self) -> str | None:
        """What to do, in a few sentences; signs of one kind may have a text of their own."""
        ending = self._ending
        if ending is None:
            return None
        said: str = ending.text
        if ending.text_for:
            said = ending.text_to(self._signs_demanding(ending.disposition))
        if ending.name in self._engine.telling:
            said = fill(said, self.tree.facts, self.used)
        return localize(said, self.region)

    @property
    def expect(self) -> str | None:
        """The expected course, where the outcome states one."""
        return self._texts.expect if self._texts else None

    @cached_property
    def advice(self) -> tuple[AdviceGiven, ...]:
        """The measures that fit and that nothing forbids, in the outcome's order."""
        return tuple(self._given(prepared) for prepared, blocks in self._chosen if not blocks)

    @cached_property
    def plan(self) -> tuple[PlanPart, ...]:
        """The few measures that lead; none where help is needed today, as all is read then."""
        ending = self._ending
        if ending is None or ending.disposition.is_urgent:
            return ()
        return plan_of([each for each, blocks in self._chosen if not blocks], self.used)

    @cached_property
    def withheld(self) -> tuple[Withheld, ...]:
        """The measures that would fit but must not be given, and why."""
        return tuple(
            self._withheld(prepared, blocks) for prepared, blocks in self._chosen if blocks
        )

    @property
    def safety_net(self) -> tuple[str, ...]:
        """What to look for, and what to do then."""
        return self._texts.safety_net if self._texts else ()

    @property
    def within_hours(self) -> int | None:
        """Within how many hours help is to be there; None where no time is set."""
        return self._ending.within if self._ending else None

    @property
    def review_after_days(self) -> int | None:
        """When to look again, in days from now; the earliest of all that is told."""
        days = [each.review_after_days for each in self._told]
        return min((each for each in days if each is not None), default=None)

    @property
    def review_on(self) -> date | None:
        """The day on which to look again, where the day of the answers was told."""
        days = self.review_after_days
        return None if days is None or self.on is None else self.on + timedelta(days=days)

    @property
    def expired(self) -> bool | None:
        """Whether the tree is past its review; None where no day was told."""
        return None if self.on is None else self.tree.is_overdue(self.on)

    @property
    def cautions(self) -> tuple[str, ...]:
        """What to tell with every result: a draft, and a review that is overdue."""
        return self._engine.cautions[self.expired is True]

    @property
    def because(self) -> tuple[Reason, ...]:
        """What decided the path, in its order, each answer once.

        Whoever shares these answers is led the same way; without any one of
        them somebody is not. A step that decided nothing is left out.
        """
        endings = self._walk.endings if self._ending else ()
        path = endings[0].trail if endings else self._walk.path
        return reasons_for(path, self._engine.reasons)

    @cached_property
    def also(self) -> tuple[AlsoTold, ...]:
        """What is told beside it where parts came to several outcomes, the most urgent first."""
        others = self._walk.endings[1:] if self._ending else ()
        return beside(self, map(self._part, others)) if others else ()

    def _part(self, ending: PartEnd) -> AlsoTold:
        """Return all that one part came to; what any part was told counts for all advice."""
        way = Walk([*ending.trail], ending.outcome, shown={*self._walk.usable()})
        first = {*self._walk.endings[0].trail}
        before = {decision.step.name for decision in ending.trail if decision in first}
        part = evolve(self, walk=way)
        return AlsoTold(
            disposition=ending.outcome.disposition,
            urgency=ending.outcome.disposition.urgency,
            outcome=ending.outcome.name,
            title=cast(str, part.title),
            text=cast(str, part.text),
            expect=part.expect,
            plan=part.plan,
            advice=part.advice,
            withheld=part.withheld,
            safety_net=part.safety_net,
            within_hours=part.within_hours,
            review_after_days=part.review_after_days,
            because=tuple(reason for reason in part.because if reason.step not in before),
        )

    @cached_property
    def used(self) -> Mapping[str, Value]:
        """The answers that may be read: none to a fact that a step passed over without asking."""
        return self._walk.used(self.answers)

    @property
    def unfinished(self) -> str | None:
        """The step at which a draft ends without branches, once it has nothing left to ask."""
        stopped = self._walk.stopped
        is_open = self.status == "incomplete" and not self.next and not self.to_correct
        return stopped.step.name if stopped and is_open else None

    @property
    def refine(self) -> tuple[str, ...]:
        """Facts not yet answered that would sharpen the advice."""
        wanted = dict.fromkeys(fact for outcome in self._told for fact in outcome.refine)
        return tuple(fact for fact in wanted if fact not in self.answers)

    @cached_property
    def not_used(self) -> tuple[str, ...]:
        """Facts that were answered but that this path neither asked nor can still ask."""
        usable = self._walk.usable()
        return tuple(fact for fact in (*self.answers, *self._ignored) if fact not in usable)

    @property
    def summary(self) -> tuple[str, ...]:
        """What to tell the physio or doctor: unanswered facts too, and every note."""
        return tuple(self._engine.tell(fact, self.used.get(fact)) for fact in self.told)

    @property
    def told(self) -> tuple[str, ...]:
        """The facts that a referral states: those that the outcome names, then other notes."""
        if self._ending is None:
            return ()
        usable = self._walk.usable() if self._engine.notes else ()
        notes = (name for name in self._engine.notes if name in usable and name in self.answers)
        named = (fact for outcome in self._told for fact in outcome.tell)
        return tuple(dict.fromkeys([*named, *notes]))

    def _signs_demanding(self, disposition: Disposition) -> Iterator[str]:
        """Yield the facts of this path whose answers each demand at least a disposition."""
        usable, demands = self._walk.usable(), self._engine.demands
        for name in usable.intersection(demands):
            least = demands[name](self.answers.get(name))
            if least is not None and least.urgency >= disposition.urgency:
                yield name

    @cached_property
    def _chosen(self) -> list[tuple[PreparedAdvice, tuple[str, ...]]]:
        ending = self._ending
        return chosen(self._engine.advice[ending.name], self.used) if ending else []

    def _given(self, prepared: PreparedAdvice) -> AdviceGiven:
        if prepared.names_facts:
            with Speaking(self.language):
                return give(prepared.advice, self.tree, self.region, self.used)
        kept = prepared.given.get(self.region.code)
        if kept is None:
            with Speaking(self.language):
                kept = give(prepared.advice, self.tree, self.region, {})
            prepared.given[self.region.code] = kept
        return kept

    def _withheld(self, prepared: PreparedAdvice, blocks: tuple[str, ...]) -> Withheld:
        if prepared.names_facts:
            with Speaking(self.language):
                return self._kept_back(prepared.advice, blocks)
        key = self.region.code, blocks, tuple(map(self.used.get, blocks))
        kept = prepared.kept_back.get(key)
        if kept is None:
            with Speaking(self.language):
                kept = keep(prepared.kept_back, key, self._kept_back(prepared.advice, blocks))
        return kept

    def _kept_back(self, advice: Advice, blocks: tuple[str, ...]) -> Withheld:
        known = {name: self.used[name] for name in blocks if name in self.used}
        unknown = [
            _("{label}: not answered", label=self.tree.facts[n].label)
            for n in blocks
            if n not in known
        ]
        said = [say_given(known, self.tree.facts)] if known else []
        because = "; ".join(said + unknown)
        text = localize(fill(advice.text, self.tree.facts, self.used), self.region)
        return Withheld(advice.name, text, blocks, because)


# What a result was told: status, next, to correct, contradictions, region, language and day.
_Told: TypeAlias = tuple[
    Status, tuple[str, ...], tuple[str, ...], tuple[Contradiction, ...], Region, str, date | None
]


def _rebuilt(
    tree: Tree, answers: dict[str, Value], told: _Told, ignored: tuple[str, ...]
) -> Result:
    with Speaking(told[5]):
        engine = engine_of(tree)
    given = MappingProxyType(answers)
    return Result(given, *told, engine, walk(engine, answers), ignored)


def walk_of(result: Result) -> Walk:
    """Return how far the answers of a result led; for the engine, no part of the contract."""
    return result._walk


def demanded_by(engine: Engine, answers: Mapping[str, Value]) -> Disposition:
    """Return the most urgent disposition that any answer by itself calls for."""
    most = engine.scale.mildest
    for name, demand in engine.demands.items():
        least = demand(answers.get(name))
        if least is not None and least.rank > most.rank:
            most = least
    return most
