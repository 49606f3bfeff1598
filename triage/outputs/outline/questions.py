"""Questions, alone and on one screen, with the answers that they take: in words, and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from triage.model.domains import MAX_NOTE, Note, Number, OneOf, Option, YesNo
from triage.model.facts import Fact
from triage.model.screenfuls import ScreenPart
from triage.phrasing.phrases import either
from triage.words import _


def say_question(fact: Fact) -> str:
    """Return a question and its label, by which all else names it."""
    return _("{ask} (in short: {label})", ask=fact.ask, label=fact.label)


def say_checklist(facts: Sequence[Fact]) -> Iterator[str]:
    """Say each item, then the answers to all of them, which only *not sure* can tell apart."""
    yield from (f"- {say_question(fact)}" for fact in facts)
    sure = [fact.label for fact in facts if fact.sure]
    rest = next((fact for fact in facts if not fact.sure), facts[0])
    if 0 < len(sure) < len(facts):
        yield _(
            "Answers to each: {answers}, but never not sure to: {facts}.",
            answers=say_allowed(rest),
            facts="; ".join(sure),
        )
    else:
        yield _("Answers to each: {answers}.", answers=say_allowed(rest))


def say_form(facts: Sequence[Fact]) -> Iterator[str]:
    """Say each question with its own answers."""
    for fact in facts:
        yield _(
            "- {question} Answers: {answers}.",
            question=say_question(fact),
            answers=say_allowed(fact),
        )


def say_parts(parts: Iterable[ScreenPart], facts: Mapping[str, Fact]) -> Iterator[str]:
    """Say which words stand above which fact."""
    for part in parts:
        label = facts[part.first].label
        yield _("Above “{label}” stands: {words}", label=label, words=part.words)


def say_allowed(fact: Fact) -> str:
    """Return the answers in words: ``yes, no or not sure``; the author's words are quoted."""
    unsure = [] if fact.sure else [_("not sure")]
    match fact.domain:
        case OneOf(options=options):
            return either([*_quoted(options), *unsure])
        case Number(also=also, unit=unit) as number:
            said = number.numbers_in(unit)
            said = f"{said} ({fact.anchors_in_words})" if fact.anchors else said
            return either([said, *_quoted(also), *unsure])
        case YesNo():
            return either([*map(fact.say, fact.choices())])
        case Note():
            most = MAX_NOTE
            return _("words of one's own, up to {most} letters, or nothing to add", most=most)


def _quoted(options: tuple[Option, ...]) -> list[str]:
    return [f"“{option.words}”" for option in options]


def question_to_json(fact: Fact) -> dict[str, object]:
    """Return a question as data: the answers to choose from, and a number's range or None."""
    return {
        "fact": fact.name,
        "label": fact.label,
        "question": fact.ask,
        "answers": [{"value": value, "words": fact.say(value)} for value in fact.choices()],
        "number": _range(fact.domain) if isinstance(fact.domain, Number) else None,
    }


def _range(number: Number) -> dict[str, object]:
    return {"low": number.low, "high": number.high, "step": number.step, "unit": number.unit}
