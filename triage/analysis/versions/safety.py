"""Demands and safety rules of the old version that the new one no longer keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from attrs import frozen

from triage.analysis.proofs.authors import say_promise
from triage.analysis.versions.naming import Namer
from triage.analysis.versions.people import outcomes_of, people
from triage.analysis.versions.regressions import Regression, mark
from triage.analysis.versions.versions import Versions
from triage.answer_space.diagram import Label, Node
from triage.answer_space.ends import Ends
from triage.answer_space.groups import answers_in
from triage.model.dispositions import Disposition
from triage.model.facts import Fact
from triage.model.names import module_of, modules_of
from triage.model.tree import SafetyRule
from triage.model.values import AnswerSet, Value
from triage.phrasing.conditions import say_answers
from triage.words import ENGLISH, N_, Speaking, _

GONE = "gone"
_DEMANDED = N_("{label}: {words} ({name}) demanded {demanded} and demands {left} now")
_NOT_ANSWERED = N_("{label}: {words} ({name}) demanded {demanded} and cannot be answered any more")
_RULE_GONE = N_("the safety rule `{name}` is gone, and no other rule promises it: {words}")
_RULE_WEAKER = N_("the safety rule `{name}` promises less, and no other rule promises it: {words}")


def weaker_demands(versions: Versions) -> Iterator[Regression]:
    """Yield each set of answers to a fact that demands less, or cannot be given any more."""
    for name, old in versions.old.tree.facts.items():
        new = None if name in versions.joined.before else versions.new.tree.facts.get(name)
        weaker: dict[tuple[Disposition, str], set[int]] = {}
        joint = versions.joined.name_in_old(name)
        for index, each in enumerate(versions.space.classes[joint]):
            demanded = old.demand(each.value)
            left = _demand_left(versions, new, each.value)
            if demanded is not None and _is_less(left, demanded):
                weaker.setdefault((demanded, left), set()).add(index)
        for (demanded, left), indexes in weaker.items():
            yield _weaker_demand(versions, joint, old, new, demanded, left, frozenset(indexes))


def _demand_left(versions: Versions, new: Fact | None, answer: Value) -> str:
    """Return what an answer demands in the new version: a disposition, ``nothing`` or ``gone``."""
    if new is None or answer in versions.joined.only_old.get(new.name, AnswerSet()):
        return GONE
    return new.demand(answer) or N_("nothing")


def _is_less(left: str, demanded: Disposition) -> bool:
    if not isinstance(left, Disposition):
        return True
    return (left.urgency, left.rank) < (demanded.urgency, demanded.rank)


def _weaker_demand(
    versions: Versions,
    joint: str,
    old: Fact,
    new: Fact | None,
    demanded: Disposition,
    left: str,
    indexes: frozenset[int],
) -> Regression:
    fact = versions.joined.facts[joint]
    answers = answers_in(fact, versions.space.classes[joint], indexes)
    says = _(
        _NOT_ANSWERED if left == GONE else _DEMANDED,
        label=old.label,
        words=say_answers(answers, fact),
        name=old.name,
        demanded=demanded,
        left=_(left),
    )
    with Speaking(ENGLISH):  # a regression is accepted by a name that is the same for everybody
        words = say_answers(answers, fact)
    at = new.at if new is not None else old.at
    giving = versions.space.having(joint, answers)
    return Regression(N_("weaker demand"), (old.name, words, left), says, at=at,
                      ends=_ends(versions, old, giving, left))  # fmt: skip


def _ends(versions: Versions, old: Fact, giving: Node, left: str) -> tuple[tuple[str, str], ...]:
    """Return where those end who are asked a fact and give certain answers."""
    space, ends = versions.space, versions.old
    those = space.without(space.all_of(giving, ends.asked(old.name)), ends.ruled_out)
    if left != GONE:
        return tuple(versions.pairs(those))
    return tuple((outcome, "") for outcome in outcomes_of(versions, ends, those))


def unasked(versions: Versions) -> Iterator[Regression]:
    """Yield each fact with demands that people are no longer asked and may need to be.

    Who ends as urgent as the fact can demand need not be asked it.
    """
    space, new = versions.space, versions.new
    for name, old in versions.old.tree.facts.items():
        if old.demands:
            most = max((d.disposition for d in old.demands), key=lambda d: d.urgency)
            asked = space.all_of(versions.old.asked(name), _milder(versions, most))
            is_asked = name not in versions.joined.before and name in new.tree.facts
            lost = space.without(asked, new.asked(name)) if is_asked else asked
            if lost != space.diagram.false:
                yield _unasked(versions, old, lost, asked)


def _milder(versions: Versions, most: Disposition) -> int:
    ends = versions.new.tree.outcomes.values()
    milder = {o.name for o in ends if o.disposition.urgency < most.urgency}
    return versions.space.all_of(versions.new.ending_in(milder), versions.possible)


def _unasked(versions: Versions, old: Fact, lost: int, asked: int) -> Regression:
    says = _(
        "people are no longer asked: {label} ({name}), which may demand something",
        label=old.label,
        name=old.name,
    )
    among = _("those who were asked it and now end milder than it can demand")
    group = people(versions, lost, among, asked)
    about, ends = (old.name, mark(versions, lost)), tuple(versions.pairs(lost))
    return Regression(N_("not asked"), about, says, group, old.at, ends)


# --- safety rules of the old version that those of the new one no longer imply


def weaker_rules(versions: Versions) -> Iterator[Regression]:
    """Yield each old rule that some patients are no longer promised, by whatever new rules."""
    space, new = versions.space, versions.new
    rules = {rule.name: _New(rule, _about(versions, new, rule)) for rule in new.tree.safety}
    for rule in versions.old.tree.safety:
        about = space.all_of(_about(versions, versions.old, rule), versions.possible)
        lost = _left(versions, rule, about, rules.values())
        if lost != space.diagram.false:
            # Whom other rules protect as well would make the description long and say nothing.
            others = [each for name, each in rules.items() if name != rule.name]
            own = _left(versions, rule, about, others)
            yield _weaker_rule(versions, rule, lost, own, rules.get(rule.name))


@frozen
class _New:
    """A rule of the new version, and of whom it speaks."""

    rule: SafetyRule
    about: Node


def _weaker_rule(
    versions: Versions, rule: SafetyRule, lost: Node, own: Node, again: _New | None
) -> Regression:
    words = f"{Namer(versions.old.tree.facts).say(rule.condition)} — {say_promise(rule)}"
    says = _(_RULE_GONE if again is None else _RULE_WEAKER, name=rule.name, words=words)
    among = _("those whom it was about and no other rule protects")
    group = people(versions, lost, among, own)
    at = rule.at if again is None else again.rule.at
    about, ends = (rule.name, mark(versions, lost)), tuple(versions.pairs(lost))
    return Regression(N_("weaker rule"), about, says, group, at, ends)


def _about(versions: Versions, ends: Ends, rule: SafetyRule) -> Node:
    """Return the patients of whom a rule speaks.

    A whole module's rule speaks of those who enter it. Whether others enter
    it now is no matter of the rule, so the new version says who does.
    """
    module = module_of(rule.name)
    is_there = any(module in modules_of(name) for name in versions.new.tree.steps)
    entering = (versions.new if is_there else ends).entering(module)
    return versions.space.all_of(ends.space.where(rule.condition), entering)


def _left(versions: Versions, old: SafetyRule, about: Node, by: Iterable[_New]) -> Node:
    """Return those of some patients to whom no new rules promise all that an old one does."""
    space, new = versions.space, list(by)
    parts = [
        space.without(about, *(each.about for each in new if covers(each.rule)))
        for covers in _parts(versions, old)
    ]
    if _allowed(versions, old) != _anywhere(versions):
        parts.append(_sent_elsewhere(versions, _allowed(versions, old), about, new))
    return space.any_of(*parts)


def _sent_elsewhere(
    versions: Versions, allowed: frozenset[Disposition], about: Node, by: list[_New]
) -> Node:
    """Return those of some patients whom new rules together may send where they must not go."""
    space, diagram, wrong = versions.space, versions.space.diagram, _anywhere(versions) - allowed
    barring = [(each.about, wrong - _allowed(versions, each.rule)) for each in by]
    left = space.without(about, *(those for those, barred in barring if barred == wrong))
    some = [(those, barred) for those, barred in barring if barred and barred != wrong]
    if frozenset[Disposition]().union(*(barred for _, barred in some)) != wrong:
        return left  # whatever holds of a patient together, some wrong place stays open
    open_to = diagram.choose(left, diagram.leaf(wrong), diagram.leaf(frozenset()))
    for those, barred in some:
        open_to = diagram.combine(open_to, those, _narrowed(barred))
    return diagram.relabel(open_to, bool)


def _anywhere(versions: Versions) -> frozenset[Disposition]:
    """Return all places of both scales, those of the new one as it has them."""
    new, old = versions.new.tree.scale, versions.old.tree.scale
    return frozenset(new.dispositions) | frozenset(old.dispositions)


def _allowed(versions: Versions, rule: SafetyRule) -> frozenset[Disposition]:
    """Return the dispositions that a rule allows."""
    least = rule.urgency_at_least.urgency if rule.urgency_at_least else 0
    some = rule.dispositions or _anywhere(versions)
    return frozenset(d for d in some if d.urgency >= least)


def _narrowed(barred: frozenset[Disposition]) -> Callable[[Label, Label], Label]:
    def join(open_to: Label, holds: Label) -> Label:
        return open_to - barred if holds and isinstance(open_to, frozenset) else open_to

    return join


def _parts(versions: Versions, old: SafetyRule) -> Iterator[Callable[[SafetyRule], bool]]:
    """Yield for each part of an old promise whether a new rule promises as much.

    What is not there any more cannot be given or passed; what is there under
    another name is.
    """
    tree, names = versions.new.tree, versions.names
    there = {*tree.advice, *tree.steps, *tree.outcomes}
    for key in ("never_advice", "always_advice", "asked", "never_passes"):
        for name in (names.get(each, each) for each in getattr(old, key)):
            if name in there or not key.startswith("never"):
                yield partial(_names, key, name)
    if old.passes:
        passes = {names.get(each, each) for each in old.passes}
        yield lambda new: bool(new.passes) and set(new.passes) <= passes
    if old.review_within_days is not None:
        yield partial(_reviews_within, old.review_within_days)


def _names(key: str, name: str, rule: SafetyRule) -> bool:
    return name in getattr(rule, key)


def _reviews_within(days: int, rule: SafetyRule) -> bool:
    return rule.review_within_days is not None and rule.review_within_days <= days
