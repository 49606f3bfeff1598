"""Why a result is what it is: the answers that decided its path, each told once, in words.

Whoever shares the answers that are named is led the same way, whatever else
they answer; and without any one of them somebody is led another way. So a
step whose branches all lead to one place has no reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar, TypeAlias, cast

from attrs import define, evolve, field, frozen

from triage.engine.decisions import Decision, keep
from triage.model.conditions import Condition, Count, Score, facts_of, leaves_of
from triage.model.facts import Fact
from triage.model.provenance import Provenance
from triage.model.serialise import JsonForm, same
from triage.model.values import Value
from triage.phrasing.conditions import say_range
from triage.phrasing.signs import say_given, without_plain_noes
from triage.words import Speaking, _


@frozen
class ReasonPart:
    """Answers of a reason that are told together.

    Attributes:
        lead: the group that they are of, or the score that they add to; "" for neither.
        facts: the names of their facts.
        is_score: whether the lead says something without them.
    """

    lead: str
    facts: tuple[str, ...]
    is_score: bool = False

    def say(self, answers: Mapping[str, Value], facts: Mapping[str, Fact]) -> str:
        """Return those of its answers that are told in words."""
        own = {name: answers[name] for name in self.facts if name in answers}
        if not own:
            return self.lead if self.is_score else ""
        said = say_given(own, facts)
        return f"{self.lead}: {said}" if self.lead else said


@frozen
class Reason:
    """What decided one step of the path.

    Attributes:
        step: the name of the step.
        facts: the answers that decided it, and that no later step tells:
            first those that make the branch true, then those that keep the
            branches before it from being so.
        text: the same in words; a group keeps its name, and a score tells its sum.
        sources: ids of the sources behind the threshold and the questions that met it.
        judgement: the author's reason, where no source states the threshold or the question.
        parts: which of the answers are told together.
    """

    json_form: ClassVar = JsonForm(
        name="reason", keys=same("step", "facts", "text", "sources", "judgement")
    )

    step: str
    facts: Mapping[str, Value]
    text: str
    sources: tuple[str, ...]
    judgement: str | None = None
    parts: tuple[ReasonPart, ...] = field(default=(), eq=False)  # how the text is made up


_Reasons: TypeAlias = tuple[Reason, ...]
_Kept: TypeAlias = dict[tuple[Decision, ...], _Reasons]


@define(eq=False)
class KeptReasons:
    """The reasons of the latest paths, and of those decisions on them that share answers.

    Attributes:
        language: in which they are told.
    """

    language: str
    of_paths: _Kept = field(factory=dict)
    of_some: _Kept = field(factory=dict)


def reasons_for(path: Sequence[Decision], kept: KeptReasons) -> _Reasons:
    """Return what decided a path, in its order.

    Args:
        path: the decisions taken.
        kept: the reasons that were read before, in one language.
    """
    key = tuple(path)
    found = kept.of_paths.get(key)
    if found is None:
        with Speaking(kept.language):
            found = keep(kept.of_paths, key, tuple(_reasons(key, kept)))
    return found


def _reasons(path: Sequence[Decision], kept: KeptReasons) -> Iterator[Reason]:
    """Yield the reasons.

    Most steps read answers that no other step reads, and their reasons stay
    the same on every path. The others are looked at together.
    """
    together = tuple(_reading_alike(path))
    found = kept.of_some.get(together)
    if found is None:
        found = keep(kept.of_some, together, tuple(_told_once(together)))
    told = {reason.step: reason for reason in found}
    for taken in path:
        reason = told.get(taken.step.name) if taken in together else _alone(taken)
        if reason is not None:
            yield reason


def _reading_alike(path: Sequence[Decision]) -> Iterator[Decision]:
    """Yield the decisions of which one reads what another one needs."""
    named = alike = 0
    for taken in path:
        alike |= named & taken.needs_mask
        named |= taken.needs_mask
    for taken in path:
        if taken.needs_mask and named & taken.reads_mask != taken.needs_mask:
            alike |= taken.reads_mask
    if alike:
        yield from (taken for taken in path if taken.needs_mask & alike)


def _alone(taken: Decision) -> Reason | None:
    """Return the reason of a decision that shares no answer; None where it needs none."""
    if taken.known_reason is None and taken.needs_mask:
        taken.known_reason = _reason(taken, taken.needs, [taken])
    return cast(Reason | None, taken.known_reason)


def _told_once(path: Sequence[Decision]) -> Iterator[Reason]:
    """Yield the reasons; an answer that decided several steps is told at the last of them.

    A step that has nothing left to tell hands its sources to the one that tells its answers.
    """
    named = _named(path)
    decided = {taken: taken.needs_among(named) for taken in path}
    told_at = {fact: taken for taken in path for fact in decided[taken]}
    behind: dict[Decision, list[Decision]] = {taken: [] for taken in path}
    for taken in path:
        tellers = [told_at[fact] for fact in decided[taken]]
        if tellers:
            behind[taken if taken in tellers else tellers[0]].append(taken)
    for taken in path:
        told = {f: value for f, value in decided[taken].items() if told_at[f] is taken}
        if told:
            yield _reason(taken, told, behind[taken])


def _named(path: Sequence[Decision]) -> dict[str, Value]:
    """Return the answers that lead along a path, without those that the others make up for."""
    named = {fact: value for taken in path for fact, value in taken.needs.items()}
    tight = {fact for taken in path if taken.needs_all_of(named) for fact in taken.needs}
    for fact in [*named]:
        if fact not in tight:
            rest = {name: value for name, value in named.items() if name != fact}
            if all(taken.is_forced_by(rest) for taken in path if fact in taken.ways.reads):
                named = rest
    return named


def _reason(taken: Decision, told: Mapping[str, Value], behind: Iterable[Decision]) -> Reason:
    """Return a reason that tells some answers, with the sources of the decisions behind it."""
    facts, branch = taken.ways.facts, taken.taken
    read = () if branch.condition is None else facts_of(branch.condition)
    met = [fact for fact in told if fact in read]
    origins = [facts[fact].provenance for fact in met or told]
    origins += [each.taken.provenance for each in behind]
    parts = tuple(_parts(taken, told))
    return Reason(
        step=taken.step.name,
        facts=MappingProxyType(dict(told)),
        text=_say(parts, told, facts),
        sources=_sources(origins),
        judgement=branch.provenance.judgement or _unsourced(origins),
        parts=parts,
    )


def _sources(origins: Iterable[Provenance]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source for origin in origins for source in origin.sources))


def _unsourced(origins: Iterable[Provenance]) -> str | None:
    """Return the judgements of what no source states."""
    judged = [each.judgement for each in origins if not each.sources and each.judgement]
    return "; ".join(dict.fromkeys(judged)) or None


# --- in words


def _parts(taken: Decision, told: Mapping[str, Value]) -> Iterator[ReasonPart]:
    """Yield what is told by itself, then each group and score with what is told of it."""
    left = dict.fromkeys(told)
    parts: list[ReasonPart] = []
    for leaf, lead in _leads(taken):
        own = tuple(fact for fact in left if fact in facts_of(leaf))
        if own:
            parts.append(ReasonPart(lead, own, is_score=isinstance(leaf, Score)))
            left = {fact: None for fact in left if fact not in own}
    if left:
        yield ReasonPart("", tuple(left))
    yield from parts


def _leads(taken: Decision) -> Iterator[tuple[Condition, str]]:
    """Yield the groups and scores that a step looked at, its own branch first."""
    *passed, own = taken.ways.step.branches[: taken.place_in_ways + 1]
    for branch in (own, *passed):
        for leaf in leaves_of(branch.condition) if branch.condition is not None else ():
            if isinstance(leaf, Score):
                yield leaf, _say_score(leaf, taken)
            elif isinstance(leaf, Count) and leaf.group:
                yield leaf, leaf.group.replace("-", " ")


def _say_score(score: Score, taken: Decision) -> str:
    least, most = taken.ways.total(score, taken.answers)
    total = f"{least}" if least == most else _("{least} to {most}", least=least, most=most)
    return _(
        "a score of {total}, and {wanted} counts",
        total=total,
        wanted=say_range(score.total, ""),
    )


def _say(
    parts: Iterable[ReasonPart], answers: Mapping[str, Value], facts: Mapping[str, Fact]
) -> str:
    return "; ".join(said for part in parts if (said := part.say(answers, facts)))


def without_noes(reason: Reason, facts: Mapping[str, Fact]) -> Reason:
    """Return a reason without several plain noes, for a page that tells how many there are.

    Its ``text`` is "" where nothing is left. What is told has the sources of
    its own facts; the sum of a score needs those of the whole reason.
    """
    kept = without_plain_noes(reason.facts, facts)
    if len(kept) >= len(reason.facts) - 1:
        return reason
    text = _say(reason.parts, kept, facts)
    sources = _sources(facts[name].provenance for name in kept)
    if any(part.is_score for part in reason.parts):
        sources = reason.sources
    return evolve(reason, facts=kept, text=text, sources=sources)
