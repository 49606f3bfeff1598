"""Answers in, result out: the one function that every face ends in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from triage.engine.answers import accept_answers
from triage.engine.prepared import Engine, PreparedImpossible, engine_of
from triage.engine.result import Contradiction, Result, Status, demanded_by
from triage.engine.walk import Walk, missing, walk
from triage.errors import TriageError, UnknownLanguage
from triage.locales.languages import language_of
from triage.locales.regions import region_in
from triage.model.facts import say_answers_given
from triage.model.tree import Tree
from triage.model.values import Value
from triage.words import Speaking, language_spoken


def assess(
    tree: Tree,
    answers: Mapping[str, object],
    *,
    region: str | None = None,
    language: str | None = None,
    ignore_unknown: bool = False,
    on: date | None = None,
) -> Result:
    """Say where answers lead; ``triage.assess`` tells of the arguments, and refuses drafts."""
    if language is not None and (told := spoken(language)) != language_spoken():
        with Speaking(told):
            return _assess(tree, answers, region, ignore_unknown=ignore_unknown, on=on)
    return _assess(tree, answers, region, ignore_unknown=ignore_unknown, on=on)


def _assess(
    tree: Tree,
    answers: Mapping[str, object],
    code: str | None,
    *,
    ignore_unknown: bool,
    on: date | None,
) -> Result:
    engine = engine_of(tree)
    region = region_in(engine.scale, code)
    accepted = accept_answers(engine, answers, ignore_unknown=ignore_unknown)
    ignored = tuple(n for n in answers if n not in tree.facts) if ignore_unknown else ()
    reached = walk(engine, accepted)
    found = _contradictions(engine, accepted, reached) if engine.impossible else ()
    blocking = _blocking(found, engine, accepted, reached) if found else ()
    given = MappingProxyType(accepted)  # a result cannot be used to change its answers
    is_complete = reached.outcome is not None and not blocking
    status: Status = "complete" if is_complete else "incomplete"
    to_ask = () if is_complete else _next(reached, accepted)
    to_correct = () if is_complete else _to_correct(blocking)
    return Result(
        given,
        status,
        to_ask,
        to_correct,
        found,
        region,
        engine.language,
        on,
        engine,
        reached,
        ignored,
    )


def spoken(tag: str) -> str:
    """Return the language of the texts for a language tag.

    Raises:
        UnknownLanguage: there are no texts in that language.
    """
    try:
        return language_of(str(tag))
    except TriageError as error:
        raise UnknownLanguage(str(error)) from None


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


def _blocking(
    found: tuple[Contradiction, ...], engine: Engine, answers: Mapping[str, Value], reached: Walk
) -> tuple[Contradiction, ...]:
    """Return the contradictions that must be corrected before there is a disposition.

    Refining facts cannot change the disposition, so theirs never do. None
    does where a demand is met: on the way, as soon as any answer demands
    something; at an outcome that is no more urgent than what is demanded, or
    is an emergency.
    """
    usable = reached.usable()
    used = {name: value for name, value in answers.items() if name in usable}
    demanded = demanded_by(engine, used).urgency
    ending = reached.outcome
    if ending is None:
        return () if demanded > 0 else found
    ends = ending.disposition
    if ends.is_top or 0 < ends.urgency <= demanded:
        return ()
    asked = reached.asked()
    return tuple(each for each in found if asked.issuperset(each.facts))
