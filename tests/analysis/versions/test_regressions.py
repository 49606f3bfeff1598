"""What an edit takes back, by diagrams and by asking everybody in both versions."""

from __future__ import annotations

from hypothesis import given

from tests.analysis.versions.drawn import (
    advice_given,
    both,
    ends,
    is_known,
    is_possible,
    pairs,
    people_of,
)
from tests.answer_space.small import label
from tests.sampled import slow
from triage.analysis.proofs.replay import holds, is_ruled_out
from triage.analysis.versions.advice import contraindicated
from triage.analysis.versions.asked import admitted, newly_impossible
from triage.analysis.versions.losses import no_longer_asked
from triage.analysis.versions.moves import moves, worse_moves
from triage.analysis.versions.safety import unasked, weaker_demands, weaker_rules
from triage.analysis.versions.versions import Versions
from triage.engine.prepared import engine_of
from triage.engine.walk import walk
from triage.model.conditions import facts_of
from triage.model.values import NOT_SURE


def members(versions, patients):
    """Return the patients of a set, as texts that can be compared."""
    return {repr(p) for p in people_of(versions) if label(versions.space, patients, p) is True}


def possible_people(versions):
    return [p for p in people_of(versions) if is_possible(versions, p)]


@slow
@given(pairs())
def test_a_move_is_a_regression_when_somebody_ends_less_urgent_or_with_less_help(pair):
    versions = Versions(*pair)
    worse = set()
    for patient in possible_people(versions):
        old, new = ends(versions, patient)
        less = old.disposition.urgency > new.disposition.urgency
        same = old.disposition.urgency == new.disposition.urgency
        if less or (same and old.disposition.rank > new.disposition.rank):
            worse.add(("less-urgent" if less else "lower-help", old.name, new.name))

    found = {tuple(r.name.split("/")[:3]) for r in worse_moves(moves(versions))}

    assert found == worse


@given(pairs())
def test_a_demand_is_weaker_when_some_answer_to_it_demands_less_or_is_gone(pair):
    versions = Versions(*pair)
    old, new = versions.trees
    weaker = set()
    for name, fact in old.facts.items():
        now = None if name in versions.joined.before else new.facts.get(name)
        for each in versions.space.classes[versions.joined.name_in_old(name)]:
            demanded = fact.demand(each.value)
            left = now.demand(each.value) if now and accepts(now, each.value) else None
            if demanded and (left is None or left.rank < demanded.rank):
                weaker.add(name)

    assert {r.name.split("/")[1] for r in weaker_demands(versions)} == weaker


def accepts(fact, value):
    try:
        return fact.accept(value) == value
    except ValueError:
        return False


@given(pairs())
def test_a_question_is_missed_when_somebody_was_asked_it_and_ends_milder_unasked(pair):
    versions = Versions(*pair)
    old, _ = versions.trees
    missed = set()
    for patient in possible_people(versions):
        before, now = (walk(engine_of(t), a) for t, a in both(versions, patient))
        asked = now.asked() - set(versions.joined.before)
        for name in before.asked() - asked:
            demands = [d.disposition.urgency for d in old.facts[name].demands]
            assert now.outcome is not None
            if demands and now.outcome.disposition.urgency < max(demands):
                missed.add(name)

    assert {r.name.split("/")[1] for r in unasked(versions)} == missed


@given(pairs())
def test_a_question_is_lost_by_those_who_were_asked_it_and_end_no_more_urgent(pair):
    versions = Versions(*pair)
    lost = {}
    for patient in possible_people(versions):
        (before, urgency), (now, urgent) = (put_to(t, a) for t, a in both(versions, patient))
        if urgent <= urgency:
            for name in before - (now - set(versions.joined.before)):
                lost.setdefault(name, set()).add(repr(patient))

    found = {
        each.fact: members(versions, each.people.patients) for each in no_longer_asked(versions)
    }

    assert found == lost


def put_to(tree, answers):
    """Return the facts that somebody is asked, to the end, and how urgent they end."""
    way = walk(engine_of(tree), answers)
    assert way.outcome is not None
    return way.asked() | set(way.outcome.refine), way.outcome.disposition.urgency


def promised(answers, rule, scale):
    """Return what one rule promises to a patient: a set of tokens, and the dispositions left."""
    if not holds(rule.condition, answers):
        return set(), set(scale.dispositions)
    tokens = {("never", a) for a in rule.never_advice}
    tokens |= {("always", a) for a in rule.always_advice}
    tokens |= {("asked", f) for f in rule.asked}
    tokens |= {("never by", s) for s in rule.never_passes}
    left = set(rule.dispositions or scale.dispositions)
    if rule.urgency_at_least:
        left &= {d for d in scale.dispositions if d.urgency >= rule.urgency_at_least.urgency}
    return tokens, left


@slow
@given(pairs(ruled=True))
def test_a_rule_is_weaker_when_the_new_rules_promise_somebody_less(pair):
    versions = Versions(*pair)
    old, new = versions.trees
    weaker = set()
    for patient in possible_people(versions):
        (_, before), (_, now) = both(versions, patient)
        theirs = [promised(now, r, new.scale) for r in new.safety]
        tokens = set().union(*(t for t, _ in theirs))
        left = set(new.scale.dispositions).intersection(*(d for _, d in theirs))
        about_now = [r for r in new.safety if holds(r.condition, now)]
        for rule in old.safety:
            if not holds(rule.condition, before):
                continue
            wanted, allowed = promised(before, rule, new.scale)
            gone = {("never", a) for a in old.advice if a not in new.advice}
            gone |= {("never by", s) for s in (*old.steps, *old.outcomes)
                     if s not in new.steps and s not in new.outcomes}  # fmt: skip
            passing = not rule.passes or any(
                r.passes and set(r.passes) <= set(rule.passes) for r in about_now
            )
            days = rule.review_within_days
            reviewed = days is None or any(
                r.review_within_days is not None and r.review_within_days <= days for r in about_now
            )
            kept = allowed == set(new.scale.dispositions) or left <= allowed
            if not (wanted <= tokens | gone and kept and passing and reviewed):
                weaker.add(rule.name)

    assert {r.name.split("/")[1] for r in weaker_rules(versions)} == weaker


def blocks(tree, name, answers):
    never = tree.advice[name].never_when
    unsure = any(answers[fact] == NOT_SURE for c in never for fact in facts_of(c))
    return unsure or any(holds(condition, answers) for condition in never)


@given(pairs())
def test_advice_is_contraindicated_for_those_who_get_it_or_else_for_those_who_could(pair):
    versions = Versions(*pair)
    old, new = versions.trees
    harmed, freed = {}, {}
    for patient in possible_people(versions):
        (_, before), (_, now) = both(versions, patient)
        given_now = advice_given(versions, patient)[1]
        for name in [n for n in new.advice if n in old.advice and blocks(old, n, before)]:
            if name in given_now:
                harmed.setdefault(name, set()).add(repr(patient))
            if not blocks(new, name, now):
                freed.setdefault(name, set()).add(repr(patient))

    found = list(contraindicated(versions))

    told = {r.name.split("/")[1]: members(versions, r.people.patients) for r in found if r.people}
    assert told == freed | harmed


@given(pairs())
def test_people_are_newly_impossible_or_possible_when_only_one_version_says_so(pair):
    versions = Versions(*pair)
    gone, come = set(), set()
    for patient in people_of(versions):
        before, now = (is_ruled_out(t, a) for t, a in both(versions, patient))
        if is_known(versions, patient) and before != now:
            (come if before else gone).add(repr(patient))

    found = [members(versions, r.people.patients) for r in newly_impossible(versions) if r.people]

    assert set().union(*found) == gone
    assert bool(admitted(versions).number) == bool(come)
    assert bool(admitted(versions).lead_to) == bool(come)
