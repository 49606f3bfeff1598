"""Facts and conditions as the tree format writes them."""

from __future__ import annotations

from collections.abc import Mapping

from triage.model.conditions import All, Any, Condition, Count, Is, Not, Score
from triage.model.domains import Note, Number, OneOf, YesNo
from triage.model.facts import Fact, Saying
from triage.model.values import NOT_SURE, AnswerSet, Range, Value

Document = dict[str, object]


def write_value(value: Value) -> object:
    """Return an answer as it stands in a tree file."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def write_range(numbers: Range) -> str:
    """Return a range of numbers as a phrase: ``over 14``."""
    if numbers.low is not None and numbers.high is not None:
        return f"{numbers.low} to {numbers.high}"
    if numbers.low is not None:
        return f"{'at least' if numbers.low_included else 'over'} {numbers.low}"
    return f"{'at most' if numbers.high_included else 'under'} {numbers.high}"


def write_answers(answers: AnswerSet) -> object:
    """Return a set of answers: one of them, or a list."""
    written = [write_value(v) for v in answers.values if v != NOT_SURE]
    written += [write_range(r) for r in answers.ranges]
    written += [NOT_SURE] if NOT_SURE in answers.values else []
    return written if len(written) > 1 else written[0]


def write_condition(condition: Condition, asked: tuple[str, ...] = ()) -> Document:
    """Return a condition; a count over all that a step asks says ``any asked``."""
    match condition.core:
        case Is(fact=fact, answers=answers):
            return {fact: write_answers(answers)}
        case Count() as count:
            return {_counted(count, asked): write_answers(count.answers)}
        case Score() as score:
            return {"score": _score(score)}
        case Not(of=Any(of=parts)):
            return {"none": [write_condition(part, asked) for part in parts]}
        case Not(of=inner):
            return {"not": write_condition(inner, asked)}
        case All(of=parts):
            return _all([write_condition(part, asked) for part in parts])
        case Any(of=parts):
            return {"any": [write_condition(part, asked) for part in parts]}


def _all(parts: list[Document]) -> Document:
    """Return one mapping where the keys differ, which means the same."""
    merged = {key: value for part in parts for key, value in part.items()}
    single = all(len(part) == 1 for part in parts)
    return merged if single and len(merged) == len(parts) else {"all": parts}


def _counted(count: Count, asked: tuple[str, ...]) -> str:
    named = f"of {count.group or ', '.join(count.facts)}"
    facts = "asked" if count.facts == asked and not count.group else named
    if count.high == 0:
        return f"none {facts}"
    if count.low == len(count.facts):
        return f"all {facts}"
    if count.low == 1:
        return f"any {facts}"
    return f"{count.low} or more {named}"


def _score(score: Score) -> Document:
    points: dict[str, dict[str, object]] = {}
    for entry in score.points:
        key = str(write_answers(entry.answers))
        points.setdefault(entry.fact, {})[key] = entry.points
    return {"points": points, "is": write_range(score.total)}


def write_fact(fact: Fact) -> Document:
    """Return a fact."""
    if fact.is_note:
        return _write_note(fact)
    written: Document = {
        **_domain(fact),
        "sure": fact.sure or None,
        "ask": fact.ask,
        "ask_for_other": fact.ask_for_other,
        "label": fact.label,
        "worse": _worse(fact),
        "demands": {str(write_answers(d.answers)): str(d.disposition) for d in fact.demands},
        "lasts": fact.lasts,
        "background": fact.background,
        "say": next((_saying(each) for each in fact.says or () if not each.name), None),
        "say_as": {each.name: _saying(each) for each in fact.says or () if each.name},
        "signs": {str(write_answers(sign.answers)): sign.words for sign in fact.signs or ()},
        "not_sure_as": None if fact.not_sure_as is None else write_value(fact.not_sure_as),
        "well": None if fact.well is None else write_value(fact.well),
        "judgement": fact.provenance.judgement,
    }
    return {key: value for key, value in written.items() if value not in (None, {})}


def _saying(saying: Saying) -> Document:
    words = {str(write_answers(each.answers)): each.words for each in saying.words}
    return words | {"unanswered": saying.unanswered, "anybody": saying.anybody}


def _write_note(fact: Fact) -> Document:
    """Return a note: nothing says how its answers count."""
    asked = {"ask": fact.ask, "ask_for_other": fact.ask_for_other, "label": fact.label}
    return {**_domain(fact), **asked, "judgement": fact.provenance.judgement}


def _domain(fact: Fact) -> Document:
    match fact.domain:
        case YesNo():
            return {"type": "yes-no"}
        case OneOf(options=options):
            return {"type": "one of", "options": {o.name: o.words for o in options}}
        case Number():
            return {**_number(fact.domain), "anchors": _anchors(fact)}
        case Note():
            return {"type": "note"}


def _number(domain: Number) -> Document:
    whole = domain.step == 1
    return {
        "type": "whole number" if whole else "number",
        "unit": domain.unit or None,
        "range": f"{domain.low} to {domain.high}",
        "step": None if whole else domain.step,
        "also": {option.name: option.words for option in domain.also},
    }


def _anchors(fact: Fact) -> Document:
    return {str(each.value): each.words for each in fact.anchors or ()}


def _worse(fact: Fact) -> object:
    if fact.worse is None or isinstance(fact.worse, str):
        return fact.worse
    levels = [[write_value(value) for value in level] for level in fact.worse]
    if fact.is_yes_no:
        return levels[-1][0]
    return [level if len(level) > 1 else level[0] for level in levels]


def without_empty(document: Mapping[str, object]) -> Document:
    """Leave out what is None or empty: in a tree file it would say nothing."""
    return {key: v for key, v in document.items() if v is not None and v not in ([], {}, ())}
