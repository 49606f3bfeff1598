"""Answers in, result out: the one function that every face ends in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from triage.model.dispositions import Disposition
from triage.model.tree import Tree
from triage.model.values import Value
from triage.regions.regions import get
from triage.run.answers import accept_answers
from triage.run.engine import Walk, missing, walk
from triage.run.prepared import Engine, PreparedImpossible, engine_of
from triage.run.reasons import say_answers_given
from triage.run.result import Contradiction, Result, demanded_by


def assess(
    tree: Tree,
    answers: Mapping[str, object],
    *,
    region: str | None = None,
    ignore_unknown: bool = False,
) -> Result:
    """Say where a patient's answers lead.

    Args:
        tree: the tree to ask.
        answers: fact name to answer, in any order: true, false, ``"not
            sure"``, an option, a number, or None for unanswered.
        region: whose emergency and advice numbers to show (``gb``, ``us``,
            …); None for words that fit everywhere.
        ignore_unknown: list answers to facts that the tree does not know as
            not used, instead of refusing them.

    Raises:
        AnswerError: an answer is not in its domain, or its fact is unknown.
        TriageError: there is no such region.
        ValueError: the tree is a module that cannot be asked by itself.
    """
    engine = engine_of(tree)
    accepted = accept_answers(engine, answers, ignore_unknown=ignore_unknown)
    ignored = tuple(n for n in answers if n not in tree.facts) if ignore_unknown else ()
    reached = walk(engine, accepted)
    found = _contradictions(engine, accepted, reached) if engine.impossible else ()
    stands = not found or _demand_is_met(engine, accepted, reached)
    status: Literal["complete", "incomplete"]
    if stands:
        status = "complete" if reached.outcome is not None else "incomplete"
        to_ask = _next(reached, accepted)
    else:
        status, to_ask = "incomplete", _to_correct(found)
    return Result(accepted, status, to_ask, found, get(region), engine, reached, ignored)


def _next(reached: Walk, answers: Mapping[str, Value]) -> tuple[str, ...]:
    wanted = missing(reached, answers)
    return wanted[1] if wanted else ()


def _to_correct(found: tuple[Contradiction, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact for each in found for fact in each.facts))


def _contradictions(
    engine: Engine, answers: Mapping[str, Value], reached: Walk
) -> tuple[Contradiction, ...]:
    """Find what cannot be so among the answers that the path uses."""
    found = [i for i in engine.impossible if i.test(answers)]
    if not found:
        return ()
    usable = reached.usable()
    return tuple(_contradiction(engine, i, answers) for i in found if usable.issuperset(i.facts))


def _contradiction(
    engine: Engine, impossible: PreparedImpossible, answers: Mapping[str, Value]
) -> Contradiction:
    given = {name: answers[name] for name in impossible.facts if name in answers}
    return Contradiction(tuple(given), say_answers_given(given, engine.tree.facts))


def _demand_is_met(engine: Engine, answers: Mapping[str, Value], reached: Walk) -> bool:
    """Say whether a contradiction may not stand in the way.

    On the way that is so as soon as any answer demands something; at an
    outcome when it is no more than what is demanded, or an emergency.
    """
    demanded = demanded_by(engine, answers).urgency
    if reached.outcome is None:
        return demanded > 0
    urgency = reached.outcome.disposition.urgency
    return urgency <= demanded or urgency == Disposition.EMERGENCY.urgency
